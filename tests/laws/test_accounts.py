"""What is confirmed somebody has said: `any` has done at least as much as `confirmed`.

Where two reports may tell of one event, nothing follows: one of them alone leaves neither its day
nor its number open. Nor of the high end: in `confirmed` a receiver's total bounds only from below.
Nor of what is no longer possible by anybody's word: nothing more is counted of it.
Source: spec/accounts.md#any (semantics, section 6).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.books import FIRST, LAST, at, books, clocks, gaza, law
from tests.laws.further import reports, with_reports
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks, Interval
from trucebook.evaluation.standing import standing
from trucebook.model.agreement import Commitment, Exchange, HandOver
from trucebook.model.report import Record


def hands_over(c: Commitment) -> bool:
    return isinstance(c.terms, HandOver | Exchange)


def low(done: Interval | None) -> float:
    return 0 if done is None or done.low is None else float(done.low)


def no_less(anybody: Board, confirmed: Board) -> None:
    for one, other in zip(anybody.rows, confirmed.rows, strict=True):
        doubled = any(remark.kind == "possible duplicate" for remark in one.remarks)
        if hands_over(one.commitment) and not doubled and one.standing != "no longer possible":
            assert low(one.done) >= low(other.done), one.commitment.id


def both(book: Book, record: Record, clocks: Clocks) -> tuple[Board, Board]:
    return (
        standing(book.agreement, record, clocks, "any"),
        standing(book.agreement, record, clocks, "confirmed"),
    )


@law(120)
@given(books(hands_over), clocks())
def test_small_books(book: Book, clocks: Clocks) -> None:
    no_less(*both(book, book.record, clocks))


@law(80)
@given(st.data(), books(hands_over), clocks())
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
