"""Each kind of fault, planted into each shipped book, is found there, and its story holds."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.findings.planted import PLANTS, plant
from tests.findings.replay import replay
from trucebook.book import Book, open_book
from trucebook.findings.agreement import as_it_stands, findings
from trucebook.findings.checked import checked

ROOT = Path(__file__).parents[2]
BOOKS = sorted(path.name for path in (ROOT / "books").iterdir() if path.is_dir())
SOURCES = (ROOT / "src" / "trucebook" / "findings").glob("*.py")
OF_RECORDS = {
    "act-of-another",
    "counted-by-for",
    "decides-nothing",
    "name-unplaced",
    "quote-not-in-source",
    "record-column-unread",
    "report-named-as-clause",
    "report-unbound",
    "row-unknown",
    "source-changed",
    "told-before-it-happened",
    "watched-unknown",
}
"""What is found in records, not in texts."""
NOT_PLANTED = {
    "no-first-day": "every shipped book says which day is the first",
}


@cache
def shipped(name: str) -> Book:
    return open_book(ROOT / "books" / name)


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("what", PLANTS)
def test_what_is_planted_is_found(book: str, what: str, tmp_path: Path) -> None:
    planted = PLANTS[what]
    opened = open_book(plant(shipped(book), tmp_path, planted))
    answer = checked(opened.agreement, opened.record, opened.faults, opened.texts)
    assert [fault.message for fault in answer.faults] == []
    found = [
        each
        for each in findings(opened.agreement, opened.record.watches, opened.texts)
        if each.code == planted.code and "planted" in (*each.clauses, *_words(each.message))
    ]
    assert found, f"{planted.code} is not found in {book}"
    agreement = as_it_stands(opened.agreement)
    for each in found:
        assert each.story is None or replay(each.story, agreement) == []


def _words(message: str) -> list[str]:
    return re.findall(r"[a-z-]+", message)


def test_every_kind_of_hole_is_planted() -> None:
    codes = {
        code
        for source in SOURCES
        for code in re.findall(r'found\(\s*"([a-z-]+)"', source.read_text(encoding="utf-8"))
    }
    assert codes - OF_RECORDS - set(NOT_PLANTED) == {one.code for one in PLANTS.values()}
