"""Folder, SQLite, PostgreSQL, bundle and back: the same entries, bytes and boards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ledger.conftest import Make
from tests.ledger.kept import EMPTY, FILES, WHEN, files, put_files, report
from tests.ledger.servers import new_database
from trucebook import book as books
from trucebook.evaluation.result import Clocks
from trucebook.ledger.address import open_ledger, opened
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.checkpoint import Checkpoint
from trucebook.ledger.faults import NOT_VALID, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import move, write
from trucebook.ledger.verified import verify

BOOKS = Path(__file__).parents[2] / "books"
SHIPPED = sorted(path.name for path in BOOKS.iterdir() if path.is_dir())


def board(address: Path | str) -> object:
    book = books.open_book(address)
    on = books.last_published(book)
    assert on is not None
    seen = books.board(book, Clocks(on), "undisputed")
    assert not [fault for fault in book.faults if fault.severity == "fault"]
    # A store knows when its entries were made, and a folder may not: the rest is the same.
    watches = tuple(replace(watch, recorded=None) for watch in seen.watches)
    return book.hash, replace(seen, has_known=False, watches=watches)


@pytest.mark.parametrize("name", SHIPPED)
def test_round_and_back_the_same_bytes_and_the_same_board(name: str, tmp_path: Path) -> None:
    start = Folder(BOOKS / name)
    lite, post = f"sqlite:///{tmp_path / 'book.db'}", new_database()
    one, two = open_ledger(lite, new=True), open_ledger(post, new=True)
    put_in = move(start, one, WHEN, "desk")
    assert move(one, two, WHEN, "desk").new == put_in.new
    assert write(two, tmp_path / "b.bundle", WHEN, "desk") == put_in.new
    bundle = Bundle(tmp_path / "b.bundle")
    assert verify(one).root == verify(two).root == verify(bundle).root
    end = Folder(tmp_path / "end")
    assert move(bundle, end, WHEN, "desk").new == put_in.new
    assert end.files() == start.files()
    assert board(lite) == board(post) == board(tmp_path / "end") == board(BOOKS / name)
    one.close()
    two.close()


def test_a_copy_goes_on_where_it_stopped(make: Make) -> None:
    source, target = make("sqlite"), make("postgres")
    put_files(source, FILES)
    first = move(source, target, WHEN, "")
    put_files(source, {"record/more.jsonl": report("m1")})
    assert (move(source, target, WHEN, "").new, first.there) == (1, 0)
    assert verify(source).root == verify(target).root
    put_files(target, {"record/more.jsonl": report("m1") + report("m2")})
    assert move(source, target, WHEN, "").new == 0
    put_files(source, {"record/other.jsonl": report("o1")})
    with pytest.raises(LedgerError, match="not the same book") as refused:
        move(source, target, WHEN, "")
    assert refused.value.status == NOT_VALID


def test_an_earlier_checkpoint_is_the_beginning_of_today(make: Make) -> None:
    ledger = make("sqlite")
    put_files(ledger, FILES)
    then = verify(ledger)
    kept = Checkpoint(then.origin, then.size, then.root)
    put_files(ledger, {"record/more.jsonl": report("m1")})
    assert verify(ledger, [kept]).holds
    wrong = Checkpoint(then.origin, then.size - 1, then.root)
    assert not verify(ledger, [wrong]).holds
    assert not verify(ledger, [Checkpoint(then.origin, 999, then.root)]).holds
    other = make("memory")
    put_files(other, FILES)
    assert not verify(other, [kept]).holds
    assert files(other) == {k: v for k, v in FILES.items() if k not in EMPTY}


@pytest.mark.parametrize(
    "address", ["sqlite:book.db", "sqlite:/book.db", "postgres:book", "SQLite:b"]
)
def test_an_address_with_too_few_slashes_is_no_folder(address: str) -> None:
    with pytest.raises(LedgerError, match="no address of a store"), opened(address, new=True):
        pytest.fail("a folder by that name was opened")
