"""Kept sources: the same bytes in every form, sealed, held to their hashes and quotes."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.ledger.conftest import Make
from tests.ledger.kept import FORMS, PROVED, TEXT, files, put_files, report
from trucebook.book import book_of
from trucebook.cli import main
from trucebook.findings.kept_sources import in_sources
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import put
from trucebook.ledger.sources import source_draft
from trucebook.reading.anchor import anchor_at, to_columns
from trucebook.record.sources import files_for, is_id, names_for

PAGE = "<p>Zo\u00eb Example paid 40 coins.</p>".encode("latin-1")
SAID = {"asserted_by": "beta", "source": "Outlet"}
WORDS = "Zo\u00eb Example paid 40 coins.\n"


def kept(name: str = "s1", data: bytes = PAGE, text: str = WORDS) -> dict[str, bytes]:
    held, words = names_for(name, "page", data, text)
    row: dict[str, object] = {"id": name, "form": "page", "received": held, "text": words}
    row |= {"sha256": sha256(data).hexdigest(), "text_sha256": sha256(text.encode()).hexdigest()}
    return files_for(row, data, text)


def quoting(start: int, end: int, quote: str) -> bytes:
    return report("p1", **SAID, quote=quote, anchor=to_columns(anchor_at("s1", WORDS, start, end)))


BOOK = {
    "agreement.truce": TEXT.encode(),
    "record/a.jsonl": quoting(12, 25, "paid 40 coins"),
    **kept(),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_source_comes_back_byte_for_byte(form: str, make: Make) -> None:
    store = make(form)
    put_files(store, BOOK)
    assert files(store) == dict(sorted(BOOK.items()))
    assert put_files(store, BOOK).new == 0


@pytest.mark.parametrize("form", PROVED)
def test_no_word_and_no_hash_of_it_stands_in_the_hashed_bytes(form: str, make: Make) -> None:
    store = make(form)
    put_files(store, kept())
    assert not isinstance(store, Folder)
    hashed = b"".join(entry.data for entry in store.entries())
    for words in ("Example", "coins", sha256(PAGE).hexdigest(), sha256(WORDS.encode()).hexdigest()):
        assert words.encode() not in hashed
    assert {entry.body["kind"] for entry in store.entries()} == {"source"}


@pytest.mark.parametrize("form", FORMS)
def test_other_bytes_under_the_same_name_are_refused(form: str, make: Make) -> None:
    store = make(form)
    put_files(store, BOOK)
    with pytest.raises(LedgerError, match="s1"):
        put_files(store, kept(data=b"<p>other"))
    assert files(store) == dict(sorted(BOOK.items()))


def test_nothing_is_found_where_all_is_as_it_was_kept() -> None:
    book = book_of("book", BOOK)
    assert in_sources(book.record, book.sources) == ()


@pytest.mark.parametrize("name", ["sources/s1.html", "sources/s1.txt"])
def test_any_byte_changed_is_found(name: str) -> None:
    for place in range(len(BOOK[name])):
        data = bytearray(BOOK[name])
        data[place] ^= 1
        book = book_of("book", BOOK | {name: bytes(data)})
        assert "source-changed" in {f.code for f in in_sources(book.record, book.sources)}


def test_a_file_that_is_gone_is_found() -> None:
    for name in ("sources/s1.html", "sources/s1.txt", "sources/s1.json"):
        book = book_of("book", {k: v for k, v in BOOK.items() if k != name})
        assert in_sources(book.record, book.sources)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (quoting(12, 25, "paid 50 coins"), "not what stands at the anchor"),
        (quoting(0, 4, "paid"), "not what stands at the anchor"),
        (
            report("p1", **SAID, quote="x", anchor={"source": "s9", "selector": []}),
            "cannot be read",
        ),
        (quoting(12, 25, "paid 40 coins").replace(b'"s1"', b'"s9"'), "keeps no source"),
        (quoting(12, 25, "paid 40 coins").replace(b'"start": 12', b'"start": 11'), "that place"),
        (quoting(12, 25, "paid 40 coins").replace(b"40 coins", b"90 coins"), "do not stand"),
    ],
)
def test_a_quote_that_does_not_stand_is_told_and_verify_refuses_it(
    row: bytes, why: str, tmp_path: Path, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    book = book_of("book", BOOK | {"record/a.jsonl": row})
    (found,) = in_sources(book.record, book.sources)
    assert found.code == "quote-not-in-source"
    assert why in found.message
    put_files(make("sqlite"), BOOK | {"record/a.jsonl": row})
    (path,) = tmp_path.rglob("*.db")
    with pytest.raises(SystemExit) as ended:
        main(["verify", f"sqlite:///{path}", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (ended.value.code, answer["holds"], answer["sources"]) == (4, False, 1)
    assert why in answer["faults"][0]


@pytest.mark.parametrize("name", ["../evil.html", "/evil", "sources/../../evil", "a\\b", "c:x"])
def test_no_file_of_a_ledger_is_written_outside_of_the_folder(name: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "book")
    with pytest.raises(LedgerError, match="no name of a file"):
        put(folder, [source_draft(name, b"x")], "", "")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x.json", "x.txt", "a" * 99, "a b"])
def test_what_cannot_be_the_name_of_files_is_no_id(name: str) -> None:
    assert not is_id(name)


def test_plain_text_is_kept_once() -> None:
    assert sorted(kept(data=WORDS.encode())) == ["sources/s1.json", "sources/s1.txt"]
