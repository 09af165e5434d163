"""Up to its due day nothing is overdue, missed or held back, whatever is reported or not.

Source: spec/standings.md, spec/coverage.md (semantics, sections 5 and 7).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.books import FIRST, LAST, accounts, at, books, clocks, gaza, law
from tests.laws.further import reports, with_reports
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import standing

AFTER = {"overdue", "missed", "held back"}


def nothing_before_its_day(board: Board) -> None:
    """Round by round; a commitment has such a standing only through a round whose day is past."""
    on = board.clocks.on
    for row in board.rows:
        name = row.commitment.id
        for part in row.rounds:
            if part.due is not None and on <= part.due:
                assert not AFTER & {part.standing, *part.possible}, (name, part)
        dues = [part.due for part in row.rounds if part.due is not None]
        if dues and len(dues) == len(row.rounds) and on <= min(dues):
            said = {row.standing, *row.possible, *row.by_reading.values()}
            assert not AFTER & said, (name, row.possible)
        elif not row.rounds and row.due is not None and on <= row.due:
            assert not AFTER & {row.standing, *row.possible}, (name, row.possible)


@law(120)
@given(books(), clocks(), accounts)
def test_small_books(book: Book, clocks: Clocks, account: str) -> None:
    nothing_before_its_day(standing(book.agreement, book.record, clocks, account))


@law(100)
@given(st.data(), books(), clocks(), accounts)
def test_whatever_is_reported(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    more = data.draw(st.lists(reports(book, st.integers(FIRST, LAST)), min_size=1, max_size=4))
    record = with_reports(book.record, more)
    nothing_before_its_day(standing(book.agreement, record, clocks, account))


@pytest.mark.parametrize("account", ["undisputed", "confirmed", "israel", "hamas"])
@pytest.mark.parametrize("on", ["2025-01-20", "2025-02-08", "2025-03-02"])
def test_the_shipped_book(on: str, account: str) -> None:
    book = gaza()
    nothing_before_its_day(standing(book.agreement, book.record, at(on, on), account))
