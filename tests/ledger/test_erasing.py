"""A name that was erased is in no byte of any store or bundle, and every proof holds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.ledger.conftest import Make
from tests.ledger.kept import FILES, PROVED, TEXT, WHEN, files, put_files, report
from tests.ledger.servers import folder as server_folder
from tests.ledger.servers import server
from trucebook.book import book_of
from trucebook.findings.kept_sources import in_sources
from trucebook.ledger.address import open_ledger
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.checkpoint import Checkpoint
from trucebook.ledger.entry import Entry
from trucebook.ledger.erase import erase, plan
from trucebook.ledger.erase_folder import plan_folder
from trucebook.ledger.erasure import Place, erasure_draft
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import move, write
from trucebook.ledger.spelling import Spellings
from trucebook.ledger.verified import verify
from trucebook.reading.anchor import anchor_at, to_columns
from trucebook.record.sources import files_for, names_for

NAME = "Zo\u00eb Quillfeather"
ONE = Spellings([NAME, "Quillfeather"], "erased-1")
TOLD = {
    "agreement.truce": (TEXT + f"# heard by {NAME}\n").encode(),
    "names.truce": f'names\n  "{NAME}" speaks for alpha\n'.encode(),
    "record/a.jsonl": report("p1", asserted_by=NAME, quote=f"says Dr {NAME.upper()}, twice")
    + report("p2", mine={"deep": [1, 2.50, f"{NAME}'s house"]})
    + report("p3"),
    "record/c.csv": f"id,published,quote\nq1,2025-03-04,by {NAME}\n".encode(),
}
BITS = ("quillfeather", "QUILLFEATHER", "Quillfeather")


@pytest.fixture(params=PROVED)
def ledger(request: pytest.FixtureRequest, make: Make) -> Any:
    return make(request.param)


def gone(store: Any, spelled: Spellings = ONE) -> tuple[str, ...]:
    return erase(store, plan(store.entries(), spelled), WHEN, "desk 1")


def words_of(store: Any) -> str:
    return "".join(entry.data.decode() + entry.kept for entry in store.entries())


def holds_none(data: bytes) -> bool:
    return not any(bit.encode() in data or bit.encode("utf-16-le") in data for bit in BITS)


def test_every_hash_is_as_it_was_and_the_rest_of_the_words(ledger: Any) -> None:
    put_files(ledger, TOLD)
    before = [entry.hash for entry in ledger.entries()]
    then = verify(ledger)
    gone(ledger)
    assert [entry.hash for entry in ledger.entries()][:-1] == before
    assert verify(ledger, [Checkpoint(then.origin, then.size, then.root)]).holds
    assert holds_none(words_of(ledger).encode())
    after = {name: data.decode() for name, data in files(ledger).items()}
    for name, data in TOLD.items():
        wanted = data.decode().replace("\\u00eb", "\u00eb").replace("\\u00cb", "\u00cb")
        wanted = wanted.replace(NAME, "erased-1").replace(NAME.upper(), "erased-1")
        assert after[name] == wanted


def test_earlier_wordings_of_a_text_too(ledger: Any) -> None:
    put_files(ledger, TOLD)
    put_files(ledger, {"agreement.truce": TEXT.encode()})
    gone(ledger)
    assert holds_none(words_of(ledger).encode())


def test_a_second_name_beside_the_first(ledger: Any) -> None:
    both = report("p1", quote=f"{NAME} and Ada Quux said so; Ada left")
    put_files(ledger, {"record/a.jsonl": both})
    gone(ledger)
    gone(ledger, Spellings(["Ada Quux", "Ada"], "erased-2"))
    assert b"erased-1 and erased-2 said so; erased-2 left" in files(ledger)["record/a.jsonl"]
    assert "Ada" not in words_of(ledger)
    assert verify(ledger).holds
    assert ledger.head().size == 3


def test_nothing_to_erase_puts_nothing_in(ledger: Any) -> None:
    put_files(ledger, FILES)
    size = ledger.head().size
    gone(ledger)
    assert ledger.head().size == size
    assert verify(ledger).holds


def test_what_was_erased_does_not_come_back_with_an_import(ledger: Any) -> None:
    put_files(ledger, TOLD)
    gone(ledger)
    kept = files(ledger)
    for name, data in TOLD.items():
        with pytest.raises(LedgerError, match="was erased") as refused:
            put_files(ledger, {name: data})
        assert refused.value.status == NOT_VALID
    assert files(ledger) == kept
    assert put_files(ledger, kept).new == 0


@pytest.mark.parametrize("target", PROVED)
def test_a_copy_from_before_loses_it_when_the_erasure_comes(
    ledger: Any, target: str, make: Make, tmp_path: Path
) -> None:
    put_files(ledger, TOLD)
    copy: Any = (
        make(target)
        if target != "sqlite"
        else open_ledger(f"sqlite:///{tmp_path / 'copy.db'}", new=True)
    )
    move(ledger, copy, WHEN, "")
    put_files(ledger, {"record/more.jsonl": report("m1")})
    gone(ledger)
    assert move(ledger, copy, WHEN, "").new == 2
    assert words_of(copy) == words_of(ledger)
    assert verify(copy).root == verify(ledger).root
    assert verify(copy).holds


def test_words_taken_away_without_an_erasure_are_found(ledger: Any, make: Make) -> None:
    put_files(ledger, TOLD)
    entries = list(ledger.entries())
    number = next(i for i, e in enumerate(entries, 1) if e.body["row"] == "p2")
    other: Any = make("memory")
    hole = entries[number - 1].words[0]
    cut = Entry(entries[number - 1].data, entries[number - 1].kept.replace(hole[0], "", 1))
    with pytest.raises(LedgerError) as refused:
        move_entries([*entries[: number - 1], cut, *entries[number:]], other)
    assert refused.value.status == NOT_VERIFIED
    assert f"entry {number}: the words beside it, number 1, are gone" in str(refused.value)


def test_words_that_are_there_again_or_are_others_are_found(ledger: Any, make: Make) -> None:
    put_files(ledger, TOLD)
    before = list(ledger.entries())
    gone(ledger)
    after = list(ledger.entries())
    number = next(i for i, e in enumerate(before) if e.body["row"] == "p1")
    back = [*after[:number], before[number], *after[number + 1 :]]
    changed = Entry(after[number].data, after[number].kept.replace("erased-1", "erased-7", 1))
    other = [*after[:number], changed, *after[number + 1 :]]
    for entries, why in ((back, "are there again"), (other, "are not those that entry")):
        with pytest.raises(LedgerError, match=why):
            move_entries(entries, make("memory"))


def test_an_erasure_of_what_comes_later_is_bad(ledger: Any) -> None:
    put_files(ledger, TOLD)
    head = ledger.head()
    ledger.erase({}, erasure_draft({Place(head.size + 2, 0): "x"}, head.size + 1), head, WHEN, "")
    verified = verify(ledger)
    assert verified.first_bad == head.size + 1
    assert "did not come before" in verified.faults[0]


def move_entries(entries: list[Entry], target: Any) -> None:
    class Source:
        name = "source"

        def head(self) -> Any:
            return type("Head", (), {"size": len(entries), "hash": entries[-1].hash})

        def entries(self, first: int = 1) -> Any:
            return iter(entries[first - 1 :])

    move(Source(), target, WHEN, "")  # type: ignore[arg-type] # as much of a ledger as is read


def test_no_byte_of_a_file_of_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    store: Any = open_ledger(f"sqlite:///{path}", new=True)
    for number in range(40):
        row = report(f"a{number}", quote=f"{NAME} said {number} " * (1 + number % 7 * 40))
        put_files(store, {f"record/{number}.jsonl": row + report(f"b{number}")})
    put_files(store, TOLD)
    assert not holds_none(path.read_bytes())
    size = store.head().size
    gone(store)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["book.db"]
    assert holds_none(path.read_bytes())
    assert verify(store).holds
    assert store.head().size == size + 1
    write(store, tmp_path / "b.bundle", WHEN, "")
    assert holds_none((tmp_path / "b.bundle").read_bytes())
    assert verify(Bundle(tmp_path / "b.bundle")).holds
    put_files(store, {"record/later.jsonl": report("later")})
    store.close()


def test_a_journal_that_a_killed_erasure_left(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    store: Any = open_ledger(f"sqlite:///{path}", new=True)
    put_files(store, TOLD)
    gone(store)
    left = path.with_name("book.db-journal")
    left.write_bytes(bytes(512) + NAME.encode() * 100)  # a header of zeros: not to be taken back
    gone(store)
    assert not left.exists()
    assert holds_none(path.read_bytes())
    store.close()


OTHER = "Ottilie Grunwick"
"""Whom no other test puts into the server."""


def test_no_byte_of_a_server_whose_log_is_cut(make: Make) -> None:
    """The steps that docs/how-to/erase.md gives to whoever runs the server, and then a search."""
    store: Any = make("postgres")
    with psycopg.connect(server().address("postgres"), autocommit=True) as keeper:
        for words in ("wal_recycle = off", "min_wal_size = '32MB'", "wal_keep_size = 0"):
            keeper.execute(f"ALTER SYSTEM SET {words}")
        keeper.execute("SELECT pg_reload_conf()")
        more = b"".join(report(f"n{i}", quote=f"{OTHER} {i}") for i in range(300))
        put_files(store, {"record/n.jsonl": more})
        store._db.execute("ANALYZE trucebook.entry")  # noqa: SLF001 - as the server does by itself
        keeper.execute("CHECKPOINT")
        assert searched()
        gone(store, Spellings([OTHER], "erased-1"))
        assert verify(store).holds
        keeper.execute("SELECT pg_switch_wal()")
        keeper.execute("CHECKPOINT")
        for words in ("wal_recycle", "min_wal_size", "wal_keep_size"):
            keeper.execute(f"ALTER SYSTEM RESET {words}")
        keeper.execute("SELECT pg_reload_conf()")
    assert searched() == []


def searched() -> list[str]:
    """The files of the server that hold the name."""
    data = [path for path in server_folder().rglob("*") if path.is_file()]
    return [path.name for path in data if OTHER.encode() in path.read_bytes()]


def test_a_folder_with_whatever_lies_in_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "book")
    put_files(folder, TOLD)
    other = {
        "sources/page.html": b"<p>Zo&euml;&nbsp;Quillfeather, she said</p>",
        "proposals/p.json": b'{"quote": "Zo\\u00eb Quillfeather"}',
        "photos/one.jpg": b"\xff\xd8\xff",
        ".git/objects/ab": NAME.encode(),
    }
    for name, data in other.items():
        (folder.path / name).parent.mkdir(parents=True, exist_ok=True)
        (folder.path / name).write_bytes(data)
    planned = plan_folder(folder, ONE)
    folder.rewrite(planned.files)
    assert [one.file for one in planned.stuck] == ["photos/one.jpg"]
    seen = {p.relative_to(folder.path).as_posix(): p for p in folder.path.rglob("*") if p.is_file()}
    assert seen.keys() == TOLD.keys() | other.keys()
    assert [name for name, p in seen.items() if not holds_none(p.read_bytes())] == [
        ".git/objects/ab"
    ]
    assert (folder.path / "sources/page.html").read_bytes() == b"<p>erased-1, she said</p>"
    assert (folder.path / "proposals/p.json").read_bytes() == b'{"quote": "erased-1"}'


PAGE_TEXT = f"Yesterday {NAME} counted.\nThe mission said that {NAME} saw 40 coins paid.\n"
PAGES = {
    "pdf": b"%PDF-1.7 \xff\xfe packed",
    "page": f"<p>Yesterday {NAME} counted.<p>Dr {NAME}".encode(),
    "split": b"<p>Zo&euml; <b>Quill</b>feather</p>",
}


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("kept", ["sqlite", "folder"])
def test_a_kept_page_its_text_its_hashes_and_the_quotes_on_it(
    form: str, kept: str, make: Make, tmp_path: Path
) -> None:
    data = PAGES[form]
    held, words = names_for("s1", "page" if form == "split" else form, data, PAGE_TEXT)
    row: dict[str, object] = {"id": "s1", "form": "page", "title": f"Of {NAME}"}
    row |= {"received": held, "text": words, "sha256": sha256(data).hexdigest()}
    row |= {"text_sha256": sha256(PAGE_TEXT.encode()).hexdigest()}
    start = PAGE_TEXT.index("said that")
    anchor = to_columns(anchor_at("s1", PAGE_TEXT, start, len(PAGE_TEXT) - 7))
    said = {"asserted_by": "beta", "source": "Outlet", "quote": f"that {NAME} saw 40 coins"}
    whole = {
        "agreement.truce": TEXT.encode(),
        "record/a.jsonl": report("p1", **said, anchor=anchor),
        **files_for(row, data, PAGE_TEXT),
    }
    assert in_sources(book_of("b", whole).record, book_of("b", whole).sources) == ()
    store: Any = make(kept)
    put_files(store, whole)
    if isinstance(store, Folder):
        planned = plan_folder(store, ONE)
        assert planned.stuck == ()
        store.rewrite(planned.files)
        assert all(holds_none(p.read_bytes()) for p in store.path.rglob("*") if p.is_file())
    else:
        gone(store)
        assert holds_none(words_of(store).encode())
        assert holds_none((tmp_path / "book.db").read_bytes())
        assert verify(store).holds
    book = book_of("b", files(store))
    assert in_sources(book.record, book.sources) == ()
    assert book.record.reports[0].report.quote == "that erased-1 saw 40 coins"
    (source,) = book.sources
    assert source.text == PAGE_TEXT.replace(NAME, "erased-1")
    assert book.bytes_of(f"sources/{held}") == (
        data.replace(NAME.encode(), b"erased-1") if form == "page" else b""
    )
