"""A ledger proved in pieces comes to what it comes to in one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.kept import WHEN, put_files, report
from trucebook.ledger import prove_at_once as at_once
from trucebook.ledger.address import open_ledger
from trucebook.ledger.entry import Entry
from trucebook.ledger.erase import erase, plan
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.proof import prove
from trucebook.ledger.spelling import Spellings
from trucebook.ledger.verified import verify

SIZES = (0, 1, 7, 8, 9, 16, 31, 40, 41)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    """Forty-one entries."""
    opened: Any = open_ledger(f"sqlite:///{tmp_path / 'book.db'}", new=True)
    rows = b"".join(report(f"p{i}", quote="Ada Quux" if i % 9 == 0 else "x") for i in range(41))
    put_files(opened, {"record/a.jsonl": rows})
    yield opened
    opened.close()


def both(store: Any, entries: Iterable[Entry] = ()) -> tuple[Any, Any]:
    """What pieces of eight come to, and all in one."""
    head = store.head()
    asked = at_once.prove_at_once(store, entries, SIZES, head, jobs=2, height=3)
    return asked, prove(store.entries(), SIZES, head.hash)


def test_the_same_roots(store: Any) -> None:
    one, other = both(store)
    assert one == other
    assert set(one.roots) == set(SIZES)


def test_with_erasures(store: Any) -> None:
    erase(store, plan(store.entries(), Spellings(["Ada Quux"], "erased-1")), WHEN, "")
    one, other = both(store)
    assert one == other
    assert one.bad is None


@pytest.mark.parametrize("number", [1, 8, 9, 20, 40, 41])
@pytest.mark.parametrize("what", ["data", "kept"])
def test_the_same_first_bad_entry(store: Any, number: int, what: str) -> None:
    entry = next(store.entries(number))
    changed = entry.data.replace(b"desk 1", b"desk 2") if what == "data" else entry.kept + " "
    store._db.execute(f"UPDATE entry SET {what} = ? WHERE seq = ?", (changed, number))  # noqa: S608, SLF001 - a stranger
    one, other = both(store, store.entries())
    assert one == other
    assert one.bad == number


def test_a_missing_entry(store: Any) -> None:
    store._db.execute("DELETE FROM entry WHERE seq = 20")  # noqa: SLF001 - a stranger
    with pytest.raises(LedgerError, match="entry 20"):
        both(store, store.entries())
    assert verify(store).first_bad == 20
