"""The order of lines, files and texts never matters.

Source: spec/index.md (semantics, section 1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.books import GAZA, accounts, at, books, clocks, gaza, law
from tests.slow.generate import Book
from trucebook import book as shelf
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import standing
from trucebook.export.to_json import Json, status_to_json, to_text
from trucebook.model.binding import bind_record
from trucebook.model.names import Names

DAYS = ("2025-01-27", "2025-02-10", "2025-03-06")


@law(100)
@given(st.data(), books(), clocks(), accounts)
def test_reports_and_watches_of_small_books(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    reports = tuple(data.draw(st.permutations(book.record.reports)))
    watches = tuple(data.draw(st.permutations(book.record.watches)))
    shuffled = replace(book.record, reports=reports, watches=watches)
    before = standing(book.agreement, book.record, clocks, account)
    assert standing(book.agreement, shuffled, clocks, account) == before


@law(100)
@given(st.data(), books())
def test_rows_that_are_bound(data: st.DataObject, book: Book) -> None:
    rows = [b.report for b in book.record.reports]
    watches = book.record.watches
    shuffled = data.draw(st.permutations(rows))
    turned = data.draw(st.permutations(watches))
    before = bind_record(rows, watches, book.agreement, Names())
    assert bind_record(shuffled, turned, book.agreement, Names()) == before


# --- the shipped book -----------------------------------------------------------------------


def status(book: shelf.Book, day: str) -> str:
    return to_text(status_to_json(shelf.board(book, at(day, day)), GAZA.name))


@pytest.fixture(scope="module")
def as_shipped() -> dict[str, str]:
    book = gaza()
    return {day: status(book, day) for day in DAYS}


def write(folder: Path, record: Sequence[Sequence[str]]) -> shelf.Book:
    """The shipped book, its texts last first, its record in these files, named last first."""
    folder.mkdir(parents=True)
    files = []
    for number, rows in enumerate(record):
        file = folder / f"{chr(ord('z') - number)}.jsonl"
        file.write_text("".join(rows), encoding="utf-8")
        files.append(file)
    texts = [folder / text.name for text in sorted(GAZA.glob("*.truce"), reverse=True)]
    for text in texts:
        text.write_bytes((GAZA / text.name).read_bytes())
    return shelf.Book(GAZA.name, folder, tuple(texts), tuple(files))


def rows() -> list[str]:
    files = sorted((GAZA / "record").glob("*.jsonl"))
    return [
        row for file in files for row in file.read_text(encoding="utf-8").splitlines(keepends=True)
    ]


@law(6)
@given(data=st.data())
def test_lines_and_files_of_the_shipped_book(
    data: st.DataObject, as_shipped: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = list(rows())
    data.draw(st.randoms(use_true_random=False)).shuffle(lines)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(lines) - 1), max_size=3)))
    parts = [lines[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
    book = write(tmp_path_factory.mktemp("book") / "b", parts)
    day = data.draw(st.sampled_from(DAYS))
    assert status(book, day) == as_shipped[day]


@pytest.mark.parametrize("day", DAYS)
def test_lines_last_first(tmp_path: Path, as_shipped: dict[str, str], day: str) -> None:
    lines = rows()[::-1]
    half = len(lines) // 2
    assert status(write(tmp_path / "b", [lines[:half], lines[half:]]), day) == as_shipped[day]


# --- the order of sentences: only where they stand in the file changes ----------------------


def without_places(value: Any) -> Json:
    """A board without the places its clauses have in their file."""
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k != "span"}
    return [without_places(one) for one in value] if isinstance(value, list) else value


def board_of(texts: dict[str, str], folder: Path, day: str) -> Json:
    folder.mkdir(parents=True)
    files = []
    for name, text in texts.items():
        files.append(folder / name)
        files[-1].write_text(text, encoding="utf-8")
    said = folder / "reports.jsonl"
    said.write_text("".join(rows()), encoding="utf-8")
    book = shelf.Book(GAZA.name, folder, tuple(files), (said,))
    assert not [fault for fault in book.faults if fault.severity == "fault"]
    return without_places(status_to_json(shelf.board(book, at(day, day)), GAZA.name))


def as_written() -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(GAZA.glob("*.truce"))}


def test_names_last_first(tmp_path: Path) -> None:
    texts = as_written()
    head, _, lines = texts["names.truce"].partition("names\n")
    turned = "\n".join(line for line in lines.split("\n")[::-1] if line)
    names = f"{head}names\n{turned}\n"
    assert board_of(texts | {"names.truce": names}, tmp_path / "a", DAYS[-1]) == board_of(
        texts, tmp_path / "b", DAYS[-1]
    )


def test_clauses_of_a_phase_last_first(tmp_path: Path) -> None:
    texts = as_written()
    blocks = texts["agreement.truce"].split("\n\n")
    turned: list[str] = []
    for block in blocks:
        clause = re.match(r"  \[\w+\]", block) is not None
        before = len(turned)
        while clause and before and re.match(r"  \[\w+\]", turned[before - 1]):
            before -= 1
        turned.insert(before, block)
    assert turned != blocks
    agreement = "\n\n".join(turned)
    assert board_of(texts | {"agreement.truce": agreement}, tmp_path / "a", DAYS[-1]) == board_of(
        texts, tmp_path / "b", DAYS[-1]
    )
