"""Several processes write at once, and one is killed: what was acknowledged is there, once."""

from __future__ import annotations

import itertools
import multiprocessing
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.conftest import Make
from tests.ledger.kept import FILES, STORED, WHEN, put_files, report
from tests.ledger.servers import new_database
from trucebook.ledger.address import open_ledger
from trucebook.ledger.move import put
from trucebook.ledger.split import drafts_of
from trucebook.ledger.verified import verify

WRITERS, EACH = 4, 12


def write(address: str, names: list[str], acknowledged: str) -> None:
    ledger = open_ledger(address)
    with Path(acknowledged).open("a", encoding="utf-8", buffering=1) as said:
        for name in names:
            put(ledger, drafts_of({f"record/{name}.jsonl": report(name)}), WHEN, "")
            said.write(f"{name}\n")
    ledger.close()


@pytest.mark.parametrize("form", STORED)
def test_four_writers_one_of_them_killed(form: str, tmp_path: Path) -> None:
    address = new_database() if form == "postgres" else f"sqlite:///{tmp_path / 'book.db'}"
    open_ledger(address, new=True).close()
    said = str(tmp_path / "said")
    context = multiprocessing.get_context("spawn")
    same = [f"same{i}" for i in range(EACH)]
    writers = [
        context.Process(
            target=write, args=(address, [*same, *(f"w{n}-{i}" for i in range(EACH))], said)
        )
        for n in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    while not Path(said).exists():
        writers[0].join(0.01)
    assert writers[0].pid is not None
    writers[0].kill()
    for writer in writers:
        writer.join(60)
    assert writers[0].exitcode == -signal.SIGKILL
    assert [writer.exitcode for writer in writers[1:]] == [0] * (WRITERS - 1)
    ledger = open_ledger(address)
    assert verify(ledger).holds
    there = [entry.body["row"] for entry in ledger.entries()]
    ledger.close()
    assert len(there) == len(set(there))
    acknowledged = set(Path(said).read_text(encoding="utf-8").split())
    assert acknowledged <= set(there)
    assert set(same) <= set(there)


@pytest.mark.parametrize("form", STORED)
def test_a_store_that_grows_while_it_is_verified_holds(form: str, make: Make) -> None:
    """A writer that puts something in each time the end is asked for, and at every entry."""
    ledger: Any = make(form)
    put_files(ledger, FILES)
    numbers = itertools.count()

    class Growing:
        name = ledger.name
        own_faults = ledger.own_faults

        def _more(self) -> None:
            if (number := next(numbers)) < 40:
                put_files(ledger, {f"record/{number}.jsonl": report(f"n{number}")})

        def head(self) -> Any:
            head = ledger.head()
            self._more()
            return head

        def entries(self, first: int = 1) -> Any:
            self._more()
            for entry in ledger.entries(first):
                yield entry
                self._more()

    growing: Any = Growing()
    assert verify(growing).faults == ()
    assert next(numbers) > 10
