"""What the tests of the language share: a text read to the end, and its parts by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from trucebook.findings.checked import checked
from trucebook.model.agreement import Agreement, Commitment
from trucebook.model.binding import bind_record
from trucebook.model.from_syntax import Understood, understand
from trucebook.syntax import Diagnostic, Fix
from trucebook.syntax.span import Span

SPEC = Path(__file__).parents[2] / "spec"
FILE = "text.truce"
_BLOCK = re.compile(r"^```(truce|truce-bad)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_BESIDE = re.compile(r"^```truce (\S+\.truce)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

HEAD = """\
agreement "Example"
day 1 is 1 March 2025
parties
  alpha
  beta
"""
COUNTED = """\
count captives: by life (living, dead); by group (civilian, soldier)
count prisoners: by term (life, other)
count trucks: by load (fuel, other); by place (north, south)
"""


def blocks(page: Path, kind: str = "truce") -> list[str]:
    """The texts of a page of the spec."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [text for of, text in found if of == kind]


def named(page: Path) -> list[tuple[str, str]]:
    """Texts of a page that name their file, in order."""
    return _BESIDE.findall(page.read_text(encoding="utf-8"))


def beside(page: Path) -> dict[str, str]:
    """The other texts of a page's book, by file name."""
    return dict(named(page))


def spec_texts() -> list[tuple[str, str]]:
    """Every whole text of the spec that is meant to be right, with the page it is on."""
    pages = sorted(SPEC.rglob("*.md"))
    return [
        (f"{page.stem}-{number}", text)
        for page in pages
        if page.name != "README.md"
        for number, text in enumerate(blocks(page))
    ]


def read(text: str, others: Mapping[str, str] | None = None) -> Understood:
    return understand({FILE: text, **(others or {})})


def agreement(text: str) -> Agreement:
    """The agreement of a text that has no fault."""
    read_in = read(text)
    assert faults(read_in) == []
    return read_in.agreement


def by_id(of: Agreement) -> dict[str, Commitment]:
    return {one.id: one for one in of.commitments}


def faults(read_in: Understood) -> list[str]:
    return [one.code for one in read_in.faults if one.severity == "fault"]


def told(text: str, others: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """Everything that `check` tells of a book of one text: faults, and what is found."""
    read_in = read(text, others)
    record = bind_record(read_in.reports, read_in.watches, read_in.agreement, read_in.names)
    answer = checked(read_in.agreement, record, read_in.faults)
    return [*answer.faults, *answer.findings]


def one_fault(text: str, code: str, others: Mapping[str, str] | None = None) -> Diagnostic:
    return next(one for one in told(text, others) if one.code == code)


def quoted(text: str, span: Span) -> str:
    return text[span.start : span.end]


def apply(text: str, fix: Fix) -> str:
    """The text with a fix put in by machine."""
    return text[: fix.span.start] + fix.replacement + text[fix.span.end :]
