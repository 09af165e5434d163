"""Rows for some alone: the book of whoever may not see them is the book without them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.kept import FILES, FORMS, STORED, made, put_files, report
from tests.ledger.servers import new_database
from trucebook.book import Book, book_of, open_book
from trucebook.evaluation.result import Clocks
from trucebook.export.to_json import status_to_json, to_text
from trucebook.ledger.address import open_ledger
from trucebook.ledger.folder import Folder
from trucebook.ledger.withheld import Sight, seen_files
from trucebook.model.time import day_of
from trucebook.people.who import HOLDER, Who
from trucebook.web.desk import Desk

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = {"agreement.truce": FILES["agreement.truce"]}
TABLE = b"""id,published,kind,actor,asserted_by,source,readers,embargo
c1,2025-03-02,pay,alpha,beta,Outlet,,
c2,2025-03-02,pay,alpha,beta,Outlet,desk-4,
"""
COLUMNS = {"actor": "alpha", "asserted_by": "beta", "source": "Outlet", "object": "coins"}


def row(name: str, **more: object) -> bytes:
    return report(name, **COLUMNS, count_low=10, count_high=10, event_date="2025-03-02", **more)


def ids(book: Book) -> list[str]:
    return [bound.report.id for bound in book.record.reports]


def seen(files: Mapping[str, bytes], key: str = "anybody", at: datetime = NOW) -> list[str]:
    book = book_of("b", seen_files(TEXT | files, Sight(key, at))[0])
    return sorted(ids(book))


@pytest.mark.parametrize("form", [form for form in FORMS if form != "memory"])
def test_every_form_withholds_alike(form: str, tmp_path: Path) -> None:
    store, address = stored(form, tmp_path)
    rows = row("p1") + row("p2", readers=["desk-4"]) + row("p3", embargo="2199-01-01T00:00Z")
    table = TABLE
    put_files(store, TEXT | {"record/a.jsonl": rows, "record/b.csv": table}, by="desk 1")
    for key, expected in (
        ("anybody", ["c1", "p1"]),
        ("desk-4", ["c1", "c2", "p1", "p2"]),
    ):
        book = open_book(address, Sight(key, NOW))
        assert sorted(ids(book)) == expected
        assert book.withholds
        raw = b"".join(book.bytes_of(name) for name in ("record/a.jsonl", "record/b.csv"))
        assert (b"p3" in raw, b"c2" in raw) == (False, key == "desk-4")
    assert sorted(ids(open_book(address))) == ["c1", "c2", "p1", "p2", "p3"]
    assert not open_book(address).withholds
    if not isinstance(store, Folder):
        whoever = open_book(address, Sight("desk 1", NOW))
        assert sorted(ids(whoever)) == ["c1", "c2", "p1", "p2", "p3"]
        hidden = open_book(address, Sight("anybody", NOW))
        assert hidden.kept is not None
        assert hidden.kept.size == 4
        # the text, p1, the header of the table, c1
        whole = hidden.kept.until("UTC", entries=2)
        assert sorted(ids(whole)) == ["p1"]
        assert whole.withholds
        store.close()


def stored(form: str, folder: Path) -> tuple[Any, Any]:
    """A ledger of a form, and its address."""
    if form == "folder":
        store = made(form, folder)
        assert isinstance(store, Folder)
        return store, store.path
    address = f"sqlite:///{folder / 'book.db'}" if form == "sqlite" else new_database()
    return open_ledger(address, new=True), address


def test_what_corrects_or_retracts_goes_with_it() -> None:
    rows = row("p1", readers=["k"]) + row("p2", corrects="p1") + row("p3", retracts="p2")
    assert seen({"record/a.jsonl": rows}) == []
    assert seen({"record/a.jsonl": rows}, "k") == ["p1", "p2", "p3"]
    open_again = row("p1", readers=["k"]) + row("p2", corrects="p1", embargo="2025-01-01T00:00Z")
    assert seen({"record/a.jsonl": open_again}) == ["p2"]


def test_an_embargo_ends_at_its_time_in_every_zone() -> None:
    rows = {"record/a.jsonl": row("p1", embargo="2026-01-01T02:00+02:00")}
    assert seen(rows, at=NOW - timedelta(seconds=1)) == []
    assert seen(rows, at=NOW) == ["p1"]


@pytest.mark.parametrize("embargo", ["soon", "2025-01-01", "2025-01-01T00:00", 7, True, ["x"]])
def test_an_embargo_that_is_no_time_never_ends(embargo: object) -> None:
    assert seen({"record/a.jsonl": row("p1", embargo=embargo)}) == []


@pytest.mark.parametrize("readers", ["k, l", ["l"], ["k", "l"], " l ,"])
def test_readers_are_a_list_or_words(readers: object) -> None:
    rows = {"record/a.jsonl": row("p1", readers=readers)}
    assert seen(rows, "l") == ["p1"]
    assert seen(rows, "m") == []
    assert seen({"record/a.jsonl": row("p1", readers={"x": 1})}, "l") == []


def test_a_column_written_with_escapes_counts() -> None:
    hidden = row("p1", readers=["k"]).replace(b'"readers"', b'"\\u0072eaders"')
    assert seen({"record/a.jsonl": hidden}) == []


def test_a_source_that_only_hidden_rows_rest_on_is_hidden() -> None:
    rows = row("p1", readers=["k"], anchor={"source": "s1"}) + row("p2", anchor={"source": "s2"})
    sources = {
        f"sources/{name}.{end}": b"words\n" for name in ("s1", "s2") for end in ("txt", "json")
    }
    files, hides = seen_files(TEXT | sources | {"record/a.jsonl": rows}, Sight("x", NOW))
    assert hides
    assert sorted(name for name in files if name.startswith("sources")) == [
        "sources/s2.json",
        "sources/s2.txt",
    ]


rows_of_chance = st.lists(
    st.tuples(
        st.sampled_from([None, ["k"], ["l"], ["k", "l"]]),
        st.sampled_from([None, "2025-12-31T00:00Z", "2026-02-01T00:00Z"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(rows_of_chance)
def test_a_board_is_the_board_of_a_book_without_them(chance: list[tuple[Any, Any]]) -> None:
    every, kept = [], []
    for number, (readers, embargo) in enumerate(chance):
        more = ({"readers": readers} if readers else {}) | ({"embargo": embargo} if embargo else {})
        line = row(f"p{number}", **more)
        every.append(line)
        free = embargo == "2025-12-31T00:00Z" or (not readers and not embargo)
        if free or "k" in (readers or []):
            kept.append(line)
    boards = []
    for lines in (None, kept):
        files = TEXT | {"record/a.jsonl": b"".join(every if lines is None else lines)}
        if lines is None:
            files, hides = seen_files(files, Sight("k", NOW))
            assert hides is (len(kept) < len(every))
        board = book_of("b", files).board(Clocks(day_of("2025-03-05")), "undisputed")
        boards.append(to_text(status_to_json(board, "b")))
    assert boards[0] == boards[1]


@pytest.mark.parametrize("form", STORED)
def test_the_desk_of_the_pages_gives_each_reader_its_own(form: str, tmp_path: Path) -> None:
    store, address = stored(form, tmp_path)
    put_files(store, TEXT | {"record/a.jsonl": row("p1") + row("p2", readers=["desk-4"])})
    desk = Desk(address, open_book, leaves_out=False)
    for who, expected in (
        (Who("desk-4", "reader"), ["p1", "p2"]),
        (Who("desk-5", "verifier"), ["p1"]),
        (Who("desk-6", "keeper"), ["p1", "p2"]),
        (HOLDER, ["p1", "p2"]),
        (Who("", "reader"), ["p1"]),
    ):
        with desk.book(who) as opened:
            assert ids(opened.book) == expected
            assert opened.book.withholds is (len(expected) == 1)
    store.close()
