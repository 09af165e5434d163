"""Exchange the names and roles of the two parties, and everything comes out exchanged.

Source: spec/accounts.md#the-same-for-both-sides.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from tests.laws.books import GAZA as FOLDER
from tests.laws.books import accounts, at, books, clocks, gaza, law
from tests.laws.swap import GAZA, SMALL, Swap, canonical
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import standing
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.views.status import status


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


def test_the_shipped_book_exchanged_on_paper(tmp_path: Path) -> None:
    """Its very texts and rows, every `israel` and `hamas` exchanged, mean what was exchanged."""
    for file in (*FOLDER.glob("*.truce"), *(FOLDER / "record").iterdir()):
        copy = tmp_path / file.relative_to(FOLDER)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(GAZA(file.read_text(encoding="utf-8")), encoding="utf-8")
    book, other = gaza(), gaza(tmp_path)
    assert GAZA(book.agreement) == canonical(other.agreement)
    assert GAZA(book.record) == other.record
    assert GAZA(book.unplaced) == other.unplaced


def words(sentence: str | None) -> list[str]:
    """The words of a sentence: ids listed in it are in the order of the alphabet."""
    return sorted(re.findall(r"\[[^]]*\]|\w+", sentence or ""))


@law(60)
@given(books(), clocks(), accounts)
def test_what_a_reader_is_told(book: Book, clocks: Clocks, account: str) -> None:
    board = standing(book.agreement, book.record, clocks, account)
    turned = SMALL(book.agreement), SMALL(book.record)
    other = standing(*turned, clocks, SMALL(account))
    one, two = status(board, book.agreement, book.record), status(other, *turned)
    assert SMALL((one.title, one.phases, one.unbound)) == (two.title, two.phases, two.unbound)
    assert words(SMALL(one.gap)) == words(two.gap)
    for group, twin in zip(one.groups, two.groups, strict=True):
        lines = {SMALL(line.id): line for line in group.lines}
        for line in twin.lines:
            same_line = lines.pop(line.id)
            assert SMALL((same_line.who, same_line.what, same_line.progress)) == (
                line.who,
                line.what,
                line.progress,
            )
            assert (same_line.standing, same_line.due) == (line.standing, line.due)
        assert not lines
    assert sorted(map(repr, SMALL(one.said))) == sorted(map(repr, canonical(two.said)))
