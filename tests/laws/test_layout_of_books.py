"""Putting a book into the one layout changes no meaning: not of its text, nor of its board.

Source: spec/language/layout.md.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.laws.books import SHIPPED
from trucebook.book import Book, last_published, open_book
from trucebook.cli.init import EXAMPLE
from trucebook.evaluation.result import Board, Clocks
from trucebook.export.to_json import Json, status_to_json
from trucebook.syntax import format_text, parse

BOOKS = pytest.mark.parametrize("folder", [*SHIPPED, EXAMPLE], ids=lambda path: path.name)


def turned(folder: Path, to: Path, spaces: str) -> Path:
    """A copy of a book: its texts with other spaces where lines are indented, then laid out."""
    shutil.copytree(folder, to)
    for file in sorted(to.rglob("*.truce")):
        text = file.read_text(encoding="utf-8").replace("\n      ", f"\n{spaces}")
        read = parse(text, file.name)
        file.write_text(format_text(read), encoding="utf-8")
    return to


def board(book: Book) -> Board:
    return book.board(Clocks(last_published(book) or 0), "undisputed")


def without_places(value: Json) -> Json:
    """A board without the places its clauses have in their files."""
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k != "span"}
    return [without_places(one) for one in value] if isinstance(value, list) else value


@BOOKS
@pytest.mark.parametrize("spaces", [" " * 6, " " * 13])
def test_meaning_and_board_stay(folder: Path, tmp_path: Path, spaces: str) -> None:
    before, after = open_book(folder), open_book(turned(folder, tmp_path / "book", spaces))
    assert not [fault for fault in after.faults if fault.severity == "fault"]
    assert after.agreement == before.agreement
    assert after.names == before.names
    assert after.record == before.record
    one, other = (without_places(status_to_json(board(book), "book")) for book in (before, after))
    assert one == other


@BOOKS
def test_shipped_texts_are_in_the_one_layout(folder: Path) -> None:
    for file in sorted(folder.rglob("*.truce")):
        text = file.read_text(encoding="utf-8")
        assert format_text(parse(text, file.name)) == text, file.name
