"""Books stored by each version of the form are opened by the newest code; what cannot be written.

`stored/version-1.db` and `.bundle` were written by the first version, from `kept.FILES`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ledger.conftest import Make
from tests.ledger.kept import EMPTY, FILES, WHEN, put_files, report
from trucebook.ledger.address import files_in, open_ledger, opened
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, UNREACHED, WRONG_USAGE, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import move, write
from trucebook.ledger.sqlite import SqliteLedger
from trucebook.ledger.verified import verify

STORED = Path(__file__).parent / "stored"
ROOT_1 = "e159f3f990a03d64af3b8a78d7ee3c83e886c04c247ab8234926367018de0342"
WHOLE = {name: data for name, data in FILES.items() if name not in EMPTY}


@pytest.mark.parametrize("name", ["version-1.db", "version-1.bundle"])
def test_a_book_of_version_1_is_read_and_goes_on(name: str, tmp_path: Path, make: Make) -> None:
    shutil.copy(STORED / name, tmp_path)
    path = tmp_path / name
    with opened(f"sqlite:///{path}" if name.endswith(".db") else str(path)) as store:
        assert not isinstance(store, Folder)
        verified = verify(store)
        assert (verified.faults, verified.root.hex()) == ((), ROOT_1)
        first = {name: data for name, data in WHOLE.items() if not name.startswith("sources/")}
        assert files_in(store) == first
        newest = make("postgres")
        move(store, newest, WHEN, "")
    put_files(newest, {"record/more.jsonl": report("m1")})
    assert not isinstance(newest, Folder)
    assert verify(newest).holds


def test_a_backup_comes_back_to_the_same_root(tmp_path: Path, make: Make) -> None:
    for form in ("sqlite", "postgres"):
        ledger = make(form)
        assert not isinstance(ledger, Folder)
        put_files(ledger, FILES)
        write(ledger, tmp_path / f"{form}.bundle", WHEN, "")
        back = open_ledger(f"sqlite:///{tmp_path / form}.db", new=True)
        move(Bundle(tmp_path / f"{form}.bundle"), back, WHEN, "")
        assert verify(back).root == verify(ledger).root
        back.close()


def test_a_later_form_is_left_to_its_program(tmp_path: Path, make: Make) -> None:
    ledger = make("sqlite")
    assert isinstance(ledger, SqliteLedger)
    ledger._db.execute("UPDATE about SET value = 'trucebook.ledger/99' WHERE name = 'schema'")  # noqa: SLF001 - as a later program
    with pytest.raises(LedgerError, match="ledger/99") as refused:
        open_ledger(f"sqlite:///{tmp_path / 'book.db'}")
    assert refused.value.status == NOT_VALID


def test_a_full_disk_leaves_nothing_half_written(make: Make) -> None:
    ledger = make("sqlite")
    assert isinstance(ledger, SqliteLedger)
    put_files(ledger, FILES)
    before = [entry.data for entry in ledger.entries()]
    pages = ledger._db.execute("PRAGMA page_count").get  # noqa: SLF001 - a disk that is full
    ledger._db.execute(f"PRAGMA max_page_count = {pages + 3}")  # noqa: SLF001 - as above
    more = b"".join(report(f"m{number}") for number in range(500))
    with pytest.raises(LedgerError, match="the disk is full") as refused:
        put_files(ledger, {"record/more.jsonl": more})
    assert refused.value.status == UNREACHED
    assert [entry.data for entry in ledger.entries()] == before
    assert verify(ledger).holds


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("sqlite:///nowhere/at/all.db", UNREACHED),
        ("sqlite:///", WRONG_USAGE),
        ("mysql://somebody:secret@host/book", WRONG_USAGE),
        ("postgresql://[bad", WRONG_USAGE),
        ("postgresql://somebody:secret@127.0.0.1:1/book", UNREACHED),
    ],
)
def test_what_cannot_be_reached_is_told_without_its_password(address: str, status: int) -> None:
    for new in (False, True):
        with pytest.raises(LedgerError) as refused:
            open_ledger(address, new=new)
        assert refused.value.status == status
        assert "secret" not in str(refused.value)


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "book.db").write_bytes(b"this is no file of SQLite at all\n" * 40)
    for new in (False, True):
        with pytest.raises(LedgerError) as refused:
            open_ledger(f"sqlite:///{tmp_path / 'book.db'}", new=new)
        assert refused.value.status == NOT_VERIFIED


def test_what_a_killed_writer_left_half_done_is_taken_back_by_a_reader(
    tmp_path: Path, make: Make
) -> None:
    ledger = make("sqlite")
    put_files(ledger, FILES)
    assert isinstance(ledger, SqliteLedger)
    ledger._db.execute("PRAGMA cache_size = 1; BEGIN IMMEDIATE")  # noqa: SLF001 - a writer
    ledger._db.execute("UPDATE entry SET kept = kept || zeroblob(5000)")  # noqa: SLF001 - as above
    for name in ("book.db", "book.db-journal"):
        shutil.copy(tmp_path / name, tmp_path / f"killed-{name}")
    (tmp_path / "killed-book.db-journal").rename(tmp_path / "killed.db-journal")
    (tmp_path / "killed-book.db").rename(tmp_path / "killed.db")
    with opened(f"sqlite:///{tmp_path / 'killed.db'}") as store:
        assert not isinstance(store, Folder)
        assert verify(store).holds
        assert files_in(store) == WHOLE
