"""What is confirmed somebody has said: `any` has done at least as much as `confirmed`.

Once every day that is told is past: before that, two reports that may tell of one event leave open
on which of two days it was, where one alone does not. Of the high end nothing follows: in
`confirmed` a receiver's total bounds only from below.
Source: spec/accounts.md#any (semantics, section 6).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.books import FIRST, LAST, at, books, gaza, law
from tests.laws.further import reports, with_reports
from tests.slow.build import MARCH
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks, Interval
from trucebook.evaluation.standing import standing
from trucebook.model.agreement import Commitment, Exchange, HandOver
from trucebook.model.report import Record

ALL_PAST = st.integers(MARCH + 16, MARCH + 20).map(Clocks)


def hands_over(c: Commitment) -> bool:
    return isinstance(c.terms, HandOver | Exchange)


def low(done: Interval | None) -> float:
    return 0 if done is None or done.low is None else float(done.low)


def no_less(anybody: Board, confirmed: Board) -> None:
    for one, other in zip(anybody.rows, confirmed.rows, strict=True):
        if hands_over(one.commitment):
            assert low(one.done) >= low(other.done), one.commitment.id


def both(book: Book, record: Record, clocks: Clocks) -> tuple[Board, Board]:
    return (
        standing(book.agreement, record, clocks, "any"),
        standing(book.agreement, record, clocks, "confirmed"),
    )


@law(120)
@given(books(hands_over), ALL_PAST)
def test_small_books(book: Book, clocks: Clocks) -> None:
    no_less(*both(book, book.record, clocks))


@law(80)
@given(st.data(), books(hands_over), ALL_PAST)
def test_whatever_is_reported(data: st.DataObject, book: Book, clocks: Clocks) -> None:
    more = data.draw(st.lists(reports(book, st.integers(FIRST, LAST)), max_size=3))
    no_less(*both(book, with_reports(book.record, more), clocks))


@pytest.mark.parametrize("on", ["2025-01-27", "2025-02-16", "2025-03-06"])
def test_the_shipped_book(on: str) -> None:
    book = gaza()
    anybody, confirmed = (
        standing(book.agreement, book.record, at(on, on), account)
        for account in ("any", "confirmed")
    )
    no_less(anybody, confirmed)
