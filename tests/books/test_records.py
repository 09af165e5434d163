"""The records of all shipped books: sources, privacy, what was watched, how the words are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.books.expected import FOLDERS, HERE, SHELF, opened
from tests.books.words import names, said

LEAST = 15
BOOKS = pytest.mark.parametrize("name", FOLDERS)


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a book as they stand in its files."""
    return [
        json.loads(line)
        for path in sorted((SHELF / FOLDERS[name] / "record").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def files(name: str) -> list[Path]:
    """What a book says in words, and what is said of it."""
    return [*sorted((SHELF / FOLDERS[name]).rglob("*.*")), HERE / name / "expectations.md"]


@BOOKS
def test_every_row_has_text_source_and_place_and_no_quote_is_made_up(name: str) -> None:
    record = rows(name)
    assert len(record) >= LEAST
    assert len({row["id"] for row in record}) == len(record)
    assert [row["id"] for row in record if not row.get("text")] == []
    assert [row["id"] for row in record if not row.get("source")] == []
    assert [row["id"] for row in record if "for" not in row] == []
    assert [row["id"] for row in record if row.get("quote")] == []


@BOOKS
def test_only_what_is_unsourced_has_no_address(name: str) -> None:
    record = rows(name)
    nowhere = {row["id"] for row in record if not row.get("url")}
    assert nowhere == {row["id"] for row in record if row.get("unsourced")}


@BOOKS
def test_shares_name_a_row_of_the_record_and_no_event_of_their_own(name: str) -> None:
    record = rows(name)
    ids = {row["id"] for row in record}
    wrong = [
        row["id"]
        for row in record
        if "part_of" in row and (row["part_of"] not in ids or "event" in row)
    ]
    assert wrong == []


@BOOKS
def test_a_book_has_watches_names_and_a_basis_for_every_clause(name: str) -> None:
    book = opened(name)
    assert book.record.watches
    assert book.names.speaks_for
    bare = [
        c.id
        for c in book.agreement.commitments
        if c.basis.kind != "unsourced" and not c.basis.source
    ]
    assert bare == []


@BOOKS
def test_no_name_appears_that_is_not_allowed(name: str) -> None:
    listed = (HERE / name / "allowed_words.txt").read_text(encoding="utf-8").split()
    found = {word: path.name for path in files(name) for word in names(said(path), set(listed))}
    assert found == {}
