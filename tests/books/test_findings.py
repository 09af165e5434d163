"""What `check` finds in the shipped books is what the list made by hand says, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from trucebook.book import open_book
from trucebook.evaluation.result import Clocks
from trucebook.findings.checked import checked
from trucebook.model.time import day_of

HERE = Path(__file__).parent
BOOKS = sorted(path for path in (HERE.parents[1] / "books").iterdir() if path.is_dir())
BY_HAND = tomllib.loads((HERE / "findings.toml").read_text(encoding="utf-8"))
NAMED = 3
"""Clauses in a key."""


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_what_is_found_in_a_shipped_book_is_listed_with_its_reason(path: Path) -> None:
    book = open_book(path)
    answer = checked(book.agreement, book.record, book.faults, book.texts)
    assert answer.faults == ()
    found = {f"{each.code} {' '.join(each.clauses[:NAMED])}" for each in answer.findings}
    assert found == set(BY_HAND.get(path.name, {}))
    assert len(found) == len(answer.findings)


def test_every_reason_is_a_sentence() -> None:
    assert set(BY_HAND) == {path.name for path in BOOKS}
    reasons = [reason for listed in BY_HAND.values() for reason in listed.values()]
    assert all(reason[0].isupper() and reason.endswith(".") for reason in reasons)


OTHERWISE = {
    "all of phase one goes on": [],  # for good, so that something runs after phase two as well
    "[halt] and [aid] go on": [],
    "phase two begins": ["Phase two"],
}


@pytest.mark.parametrize("instead", OTHERWISE)
def test_an_otherwise_takes_the_gap_of_the_gaza_book_away(instead: str, tmp_path: Path) -> None:
    book = open_book(HERE.parents[1] / "books" / "gaza-2025-01")
    for name, text in book.texts.items():
        if "/" not in name:
            closed = text.replace("otherwise: nothing is said.", f"otherwise: {instead}.")
            (tmp_path / name).write_text(closed, encoding="utf-8")
    mended = open_book(tmp_path)
    answer = checked(mended.agreement, mended.record, mended.faults, mended.texts)
    assert answer.faults == ()
    gaps = [each for each in answer.findings if each.code in {"gap", "reading-decides-gap"}]
    assert [each.message[:9] for each in gaps] == OTHERWISE[instead]
    board = mended.board(Clocks(day_of("2025-03-06"), day_of("2025-03-06")), "undisputed")
    assert not any(board.gap.by_reading.values())
