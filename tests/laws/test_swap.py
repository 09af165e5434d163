"""Exchange the names and roles of the two parties, and everything comes out exchanged.

Source: spec/accounts.md#the-same-for-both-sides.
"""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.laws.books import accounts, at, books, clocks, gaza, law
from tests.laws.swap import GAZA, SMALL, Swap, canonical
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import standing
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record


def exchanged(
    swap: Swap, agreement: Agreement, record: Record, clocks: Clocks, account: str
) -> tuple[Board, Board]:
    """The board exchanged, and the board of what was exchanged."""
    board = standing(agreement, record, clocks, account)
    other = standing(swap(agreement), swap(record), clocks, swap(account))
    return swap(board), canonical(other)


def same(one: Board, other: Board) -> None:
    """Row by row first, so that a difference is told where it is."""
    for row, twin in zip(one.rows, other.rows, strict=True):
        assert row == twin
    assert one == other


@law(200)
@given(books(), clocks(), accounts)
def test_small_books(book: Book, clocks: Clocks, account: str) -> None:
    same(*exchanged(SMALL, book.agreement, book.record, clocks, account))


@law(50)
@given(books())
def test_twice_is_not_at_all(book: Book) -> None:
    assert SMALL(SMALL(book.agreement)) == book.agreement
    assert SMALL(SMALL(book.record)) == book.record


@pytest.mark.parametrize("account", ["undisputed", "israel"])
@pytest.mark.parametrize("on", ["2025-01-27", "2025-02-24", "2025-03-06"])
def test_the_shipped_book(on: str, account: str) -> None:
    book = gaza()
    same(*exchanged(GAZA, book.agreement, book.record, at(on, on), account))
