from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.syntax.reading import (
    COUNTED,
    FILE,
    HEAD,
    SPEC,
    apply,
    beside,
    blocks,
    faults,
    one_fault,
    quoted,
    read,
    told,
)
from trucebook.export.faults import diagnostics_to_text

SRC = Path(__file__).parents[2] / "src" / "trucebook"
ROWS = SPEC / "record" / "faults.md"
"""Faults of a row are provoked by rows, all on one page."""
PAGES = {page.stem: page for page in sorted((SPEC / "diagnostics").glob("*.md"))}
OF_TEXTS = {
    code: page for code, page in PAGES.items() if "text sources/" not in page.read_text("utf-8")
}
"""What is found of a text alone: without sources that its book keeps."""

TEN = {
    "missing bracket": (
        "missing-bracket",
        "[pay alpha shall pay beta 100 coins by day 10.\n",
        "[pay]",
    ),
    "bracket never opened": (
        "missing-bracket",
        "pay] alpha shall pay beta 100 coins by day 10.\n",
        "[pay]",
    ),
    "unknown party": (
        "unknown-party",
        "[pay] alpha shall pay betta 100 coins by day 10.\n",
        "pay beta 100",
    ),
    "deadline before start": (
        "ends-before-start",
        '[go] alpha shall withdraw from "P", starting on day 9, finishing by day 3.\n',
        "finishing by day 9",
    ),
    "deadline before the first day": (
        "ends-before-start",
        '[go] alpha shall withdraw from "P" by 1 February 2025.\n',
        "by day 1",
    ),
    "rounds that do not sum": (
        "rounds-do-not-sum",
        "[host] beta shall release 9 captives to alpha: 3 by day 1, 3 more by day 7.\n",
        "release 6 captives",
    ),
    "two rules that clash": (
        "rules-clash",
        (
            "[a] alpha shall keep the gate open throughout.\n"
            "[b] alpha shall not keep the gate open throughout.\n"
        ),
        "[a] alpha",
    ),
    "two levels that clash": (
        "rules-clash",
        (
            "[a] alpha shall hold at most 3 trucks throughout.\n"
            "[b] alpha shall hold at least 5 trucks throughout.\n"
        ),
        "[a] alpha",
    ),
    "circular conditions": (
        "circular-conditions",
        (
            '[a] once [b] is met, alpha shall open "P".\n'
            '[b] once [c] is met, beta shall open "Q".\n'
            '[c] alpha shall open "R" once [a] is met.\n'
        ),
        'alpha shall open "R".',
    ),
    "day 0": ("day-zero", "[pay] alpha shall pay beta 100 coins by day 0.\n", "by day 1"),
    "unit drift": (
        "unit-drift",
        "[aid] alpha shall admit 600 truckloads each day.\n",
        "600 trucks each day",
    ),
    "unknown function word": (
        "before-not-by",
        "[pay] alpha shall pay beta 100 coins before day 7.\n",
        "by day 6",
    ),
    "synonym": (
        "unknown-function-word",
        "[pay] alpha must pay beta 100 coins by day 7.\n",
        "alpha shall pay",
    ),
    "tabs mixed with spaces": (
        "mixed-indentation",
        "[pay] alpha shall pay beta 100 coins\n \tby day 7.\n",
        "    by day 7",
    ),
}


@pytest.mark.parametrize(("code", "body", "wanted"), TEN.values(), ids=TEN)
def test_a_broken_text_gets_wording_that_works(code: str, body: str, wanted: str) -> None:
    text = HEAD + COUNTED + body
    assert code in faults(read(text))
    fixed = apply(text, one_fault(text, code).fixes[0])
    assert wanted in fixed
    assert faults(read(fixed)) == []


@pytest.mark.parametrize("code", OF_TEXTS)
def test_every_fix_of_a_page_takes_its_fault_away(code: str) -> None:
    others = beside(PAGES[code])
    for text in blocks(PAGES[code], "truce-bad"):
        for fix in one_fault(text, code, others).fixes:
            fixed = apply(text, fix)
            assert code not in [one.code for one in told(fixed, others)]
            assert set(faults(read(fixed, others))) <= set(faults(read(text, others)))


@pytest.mark.parametrize("code", OF_TEXTS)
def test_a_page_of_a_fault_is_shown_with_caret_and_reason(code: str) -> None:
    text = blocks(PAGES[code], "truce-bad")[0]
    found = one_fault(text, code, beside(PAGES[code]))
    shown = diagnostics_to_text([found], {FILE: text}).splitlines()
    assert shown[0].startswith(f"{FILE}:")
    assert any(f"[{code}]" in line for line in shown[:3])
    assert any(line.strip() and not line.strip("^ ") for line in shown) or any(
        line.startswith("  > ") for line in shown
    )
    assert found.why.split()[-1] in " ".join(shown)


def _codes(paths: Iterable[Path]) -> set[str]:
    """First arguments of calls that make diagnostics, or refuse a column."""
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = [each.value for each in node.keywords if each.arg == "code"]
                code = next(iter([*names, *node.args]), None)
                if node.func.id in MAKERS and isinstance(code, ast.Constant):
                    found.add(code.value)
    return found


MAKERS = {"fault", "Diagnostic", "found", "_nothing", "Refusal"}
"""What makes a fault, a finding, or a refusal of a column that becomes a fault."""


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    codes = _codes(SRC.rglob("*.py"))
    of_rows = {code for code in codes if code.startswith("record-")} - {"record-line"}
    assert codes - of_rows - {"text-not-utf8"} == set(PAGES)
    assert of_rows == set(re.findall(r"\d: (record-[a-z-]+)", ROWS.read_text("utf-8")))


def test_all_faults_of_a_text_are_told_at_once() -> None:
    text = HEAD + (
        "[a] alpha shall pay beta 100 coins before day 7.\n"
        "[b] gamma shall pay beta 100 coins by 7.\n"
        '[c] alpha shall open "P\n'
        "[d] once [x] is met, alpha shall pay beta 1 coins by day 3.\n"
    )
    assert faults(read(text)) == [
        "before-not-by",
        "unknown-party",
        "missing-unit",
        "open-quote",
        "unknown-commitment",
    ]


def test_a_circle_quotes_every_sentence_of_it() -> None:
    text = HEAD + TEN["circular conditions"][1]
    found = one_fault(text, "circular-conditions")
    told = {quoted(text, found.span), *(quoted(text, other.span) for other in found.related)}
    assert told == {"once [a] is met", "once [b] is met", "once [c] is met"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[a] alpha shall pay beta 100 coins within 3 of [b].\n", "missing-unit"),
        ("[a] alpha shall pay beta 100 coins by 31 February 2025.\n", "bad-date"),
        ("[a] alpha shall pay beta 100 coins by 3/4/2025.\n", "bad-date"),
        ("[a] alpha shall admit 10 trucks per day.\n", "unknown-function-word"),
        ("[a] alpha shall pay beta 100 coins not later than day 3.\n", "unknown-function-word"),
        ("[a] alpha shall release two prisoners by day 3.\n", "number-word"),
        ("[a] alpha shall pay beta 100 coins by day 3 of phase six.\n", "unknown-phase"),
        ("[a] alpha would pay beta 100 coins.\n", "missing-shall"),
        ("[a] if beta agrees, alpha shall pay beta 1 coins.\n", "unclear-condition"),
        ("[a] alpha shall admit 6 fule trucks each day.\n", "unknown-category"),
        ("[a] alpha shall release 3 prisoners and open the road.\n", "unused-words"),
        ("[a] alpha shall release 3 prisoners for each captive.\n", "unused-words"),
        ("[a] alpha shall admit 6 trucks each day by day 9.\n", "unused-words"),
        ('[a] alpha shall open "P" each day.\n', "unused-words"),
        ('[a] alpha shall open "P" by day 3 or day 9.\n', "day-without-word"),
        ("[a] alpha shall pay beta 100 coins by day 99999999.\n", "too-far"),
        ("[a] Alpa shall pay beta 100 coins by day 3.\n", "unknown-party"),
    ],
)
def test_near_misses(body: str, code: str) -> None:
    found = read(HEAD + COUNTED + body).faults
    assert code in [one.code for one in found]
