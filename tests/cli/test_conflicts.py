"""The command `conflicts`, as a user meets it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.laws.swap import GAZA
from tests.spec_pages.command import in_process
from trucebook.book import conflicts, open_book
from trucebook.cli import main
from trucebook.evaluation.result import Clocks
from trucebook.export.conflicts_to_json import conflicts_to_json
from trucebook.export.conflicts_to_text import conflicts_to_text
from trucebook.model.time import day_of
from trucebook.shipped import shipped_book

RUN = in_process(main)
HEAD = """demands "Example"
encoded by "the editors"
parties alpha, beta
outcome port "the port": open, shut
outcome road "the road": open, shut
"""
SAID = 'says "Observer"; source "Gazette", published 2025-03-01; quote "So it is."'
JUDGING = (
    *("should", "ought", "must give", "compromise", "concession", "yield", "reasonable", "likely"),
    *("best", "worst", "easiest", "hardest", "better", "worse", "important", "blame", "fault of"),
    *("intransigent", "score", "weight", "rank", "cheapest", "smallest change"),
)


def book(folder: Path, *sentences: str) -> Path:
    path = folder / "text.truce"
    path.write_text(HEAD + "".join(f"{one}\n  {SAID}\n" for one in sentences), encoding="utf-8")
    return folder


def answered(folder: Path, *options: str) -> Any:
    return json.loads(RUN(["conflicts", ".", "--json", *options], folder).stdout)


def test_what_is_wrong_with_a_text_is_told_and_nothing_runs(tmp_path: Path) -> None:
    wrong = (
        "[a] alpha demands that port is shut",
        "[a] alpha demands that port.",
        "[a] alpha demands.",
        "[a] alpha demands that port is.",
        "[a] alpha demands that port shut.",
        "[a] alpha demands that port is shut and.",
        "[a] alpha demands that port is shut and road is open or road is shut.",
        "[a] alpha demands that if port is shut road is open.",
        "[a] alpha demands that port is shut only after.",
        "[a] gamma demands that port is shut.",
        "[a] demands that port is shut.",
        "[a b] alpha demands that port is shut.",
        "[a] alpha shall shut the port by 5 March 2025.",
        "[] alpha demands that port is shut.",
        "[a].",
        "[a] .",
        "[a] if.",
        "[a] only after port is open.",
        "[a] is is is.",
        "[a] port is shut rules out.",
    )
    for sentence in wrong:
        ran = RUN(["conflicts", ".", "--on", "2025-03-10"], book(tmp_path, sentence))
        assert (ran.status, ran.stdout) == (3, ""), sentence
        assert "Traceback" not in ran.stderr
        assert "text.truce:6" in ran.stderr, (sentence, ran.stderr)


def test_two_sentences_of_one_id_are_one_too_many(tmp_path: Path) -> None:
    one = "[a] alpha demands that port is shut."
    ran = RUN(["conflicts", ".", "--on", "2025-03-10"], book(tmp_path, one, one))
    assert ran.status == 3
    assert "declared twice" in ran.stderr


def test_a_row_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "text.truce"
    path.write_text(
        f"{HEAD}[a] alpha demands that port is shut.\n  reported in r9\n", encoding="utf-8"
    )
    ran = RUN(["check", "."], tmp_path)
    assert "row-unknown" in ran.stdout
    assert [one["aside"] for one in answered(tmp_path, "--on", "2025-03-10")["demands"]] == [
        "not public"
    ]


def test_a_book_without_demands_says_so(tmp_path: Path) -> None:
    ran = RUN(["conflicts", "aceh-2005", "--on", "2005-10-01"], tmp_path)
    assert ran.status == 0
    assert "has no demands" in ran.stderr


@pytest.mark.parametrize(
    "options", [("--json", "--csv"), ("--on", "soon"), ("--account", "gamma"), ("--rank",)]
)
def test_wrong_usage_is_told(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = book(tmp_path, "[a] alpha demands that port is shut.")
    ran = RUN(["conflicts", ".", "--on", "2025-03-10", *options], folder)
    assert (ran.status, ran.stdout) == (2, "")


WITHOUT_SOLVER = "import sys; sys.modules['pysat'] = None; from trucebook.cli import main; main()"


def test_a_part_too_large_without_the_extra_is_named_and_the_rest_is_told(tmp_path: Path) -> None:
    many = [f"[m{n:02}] alpha demands that port is {'shut' if n else 'open'}." for n in range(50)]
    book(tmp_path, *many, "[r] alpha demands that road is shut.", "[s] road is open.")
    command = [sys.executable, "-c", WITHOUT_SOLVER, "conflicts", ".", "--on", "2025-03-10"]
    ran = subprocess.run(  # noqa: S603 - our own program
        command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert ran.returncode == 2
    assert "trucebook[solver]" in ran.stderr
    assert "Not looked at" in ran.stdout
    assert "[r] alpha demands that the road is shut." in ran.stdout
    pytest.importorskip("pysat")
    assert len(answered(tmp_path, "--on", "2025-03-10")["conflicts"]) == 50


def test_it_ends_with_one_where_demands_conflict(tmp_path: Path) -> None:
    folder = book(tmp_path, "[a] alpha demands that port is shut.")
    assert RUN(["conflicts", ".", "--on", "2025-03-10"], folder).status == 0
    book(tmp_path, "[a] alpha demands that port is shut.", "[b] alpha demands that port is open.")
    assert RUN(["conflicts", ".", "--on", "2025-03-10"], folder).status == 1


def gaza_answer(folder: Path) -> Any:
    opened = open_book(folder)
    clocks = Clocks(day_of("2025-03-06"), day_of("2025-03-06"))
    return conflicts_to_json(
        conflicts(opened, clocks, "undisputed"), opened.name, clocks, "undisputed"
    )


def test_exchanging_the_parties_exchanges_the_answer(tmp_path: Path) -> None:
    folder = tmp_path / "gaza-2025-01"
    shutil.copytree(shipped_book("gaza-2025-01"), folder)
    before = gaza_answer(folder)
    for path in [*folder.rglob("*.truce"), *folder.rglob("*.jsonl")]:
        path.write_text(GAZA(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert in_order(gaza_answer(folder)) == in_order(GAZA(before))


def in_order(value: Any) -> Any:
    """The answer with each list of parties sorted again, as they are by what they are called."""
    if isinstance(value, dict):
        return {
            key: sorted(one) if key in {"by", "parties", "of_one"} else in_order(one)
            for key, one in value.items()
        }
    return [in_order(one) for one in value] if isinstance(value, list) else value


def test_the_order_of_files_and_lines_changes_no_byte(tmp_path: Path) -> None:
    sentences = [
        "[a] alpha demands that port is shut.",
        "[b] beta demands that road is open.",
        "[c] if port is shut, road is shut.",
    ]
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, order in ((one, sentences), (other, sentences[::-1])):
        folder.mkdir()
        book(folder, *order)
    command = ["conflicts", ".", "--on", "2025-03-10"]
    assert RUN(command, one).stdout == RUN(command, other).stdout
    assert "1 smallest set" in RUN(command, one).stdout


def test_nothing_is_ranked_and_nobody_is_asked_to_give_way() -> None:
    opened = open_book(shipped_book("gaza-2025-01"))
    clocks = Clocks(day_of("2025-03-06"), None)
    answer = conflicts(opened, clocks, "undisputed")
    page = " ".join(conflicts_to_text(answer, clocks, "undisputed").casefold().split())
    assert [word for word in JUDGING if f" {word} " in page] == []
    keys = set(_keys(conflicts_to_json(answer, "b", clocks, "undisputed")))
    assert not keys & {"rank", "weight", "score", "priority", "cost", "preferred", "best"}
    # The same words for every party: what is told of a demand differs in its own words alone.
    for part in answer.found:
        for conflict in part.conflicts:
            assert {demand.kind for demand in conflict.demands} <= {"demand", "objective"}


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _keys(one)
    if isinstance(value, list):
        for one in value:
            yield from _keys(one)
