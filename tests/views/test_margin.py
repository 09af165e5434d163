"""The texts with their margin, two lists of an exchange, the story of a standing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from trucebook.book import Book, last_published, open_book
from trucebook.evaluation.result import Board, Clocks
from trucebook.model.time import day_of
from trucebook.shipped import shipped_book, shipped_books
from trucebook.views.changed_days import changed_days, story
from trucebook.views.exchange import exchanges
from trucebook.views.margin import margin
from trucebook.views.sources import sources


def board_of(name: str, on: str | None = None) -> tuple[Book, Board]:
    book = open_book(shipped_book(name))
    day = last_published(book) if on is None else day_of(on)
    assert day is not None
    return book, book.board(Clocks(day, day), "undisputed")


@pytest.mark.parametrize("name", shipped_books())
def test_a_text_with_its_margin_is_the_text(name: str) -> None:
    book, board = board_of(name)
    texts = {file: text for file, text in book.texts.items() if file.endswith(".truce")}
    pages = margin(board, texts)
    assert [page.file for page in pages] == sorted(texts)
    for page in pages:
        words = "\n".join(passage.words for passage in page.passages)
        assert words.rstrip("\n") == texts[page.file].rstrip("\n")
        lines = words.split("\n")
        for passage in page.passages:
            assert lines[passage.first_line - 1] == passage.words.split("\n")[0]
    noted = {note.id for page in pages for passage in page.passages for note in passage.notes}
    assert noted == {row.commitment.id for row in board.rows if row.commitment.span is not None}


def test_an_exchange_is_two_lists_by_date_and_nothing_between_them() -> None:
    """Gaza on 24 February: no prisoner was freed for the act of the 22nd."""
    book, board = board_of("gaza-2025-01", "2025-02-24")
    pairs = exchanges(board, book.agreement)
    first = pairs[0]
    assert (first.first.id, first.then.id) == ("host", "free")
    assert (first.first.who, first.then.who) == (("Hamas",), ("Israel",))
    for half in (first.first, first.then):
        days = [one.day for one in half.given]
        assert days == sorted(days)
        assert all(one.reports for one in half.given)
    assert max(one.day for one in first.then.given if one.day) < day_of("2025-02-22")
    assert len({frozenset({pair.first.id, pair.then.id}) for pair in pairs}) == len(pairs)


def test_a_story_has_no_gap_and_ends_where_it_was_asked_to() -> None:
    def stands(word: str) -> Any:
        return SimpleNamespace(standing=word, possible=(word,), because=(), rounds=(), days=None)

    days = {1: stands("waiting"), 4: stands("waiting"), 7: stands("met"), 9: stands("met")}
    assert story(days) == ((1, 6, "waiting"), (7, 9, "met"))
    assert changed_days({day: {"a": one} for day, one in days.items()}) == (7,)


def test_who_speaks_is_counted_once_whatever_the_outlet() -> None:
    book, _ = board_of("gaza-2025-01")
    everything = sources(book.record, book.agreement, None, None)
    assert sum(len(one.reports) for one in everything.asserters) == len(book.record.reports)
    assert sum(reports for _, _, reports in everything.sides) == len(book.record.reports)
    assert sum(asserters for _, asserters, _ in everything.sides) == len(everything.asserters)
    before = sources(book.record, book.agreement, day_of("2025-01-20"), None)
    assert before.composition.reports < everything.composition.reports
    copied = replace(book.record, reports=tuple(reversed(book.record.reports)))
    assert sources(copied, book.agreement, None, None) == everything


def test_a_text_without_exchange_has_none(tmp_path: Path) -> None:
    words = 'agreement "A"\nday 1 is 1 March 2025\nparties\n  alpha\n  beta\n'
    words += "[pay] alpha shall pay beta 100 coins by day 10.\n"
    (tmp_path / "text.truce").write_text(words, encoding="utf-8")
    book = open_book(tmp_path)
    board = book.board(Clocks(day_of("2025-03-02")), "undisputed")
    assert exchanges(board, book.agreement) == ()
