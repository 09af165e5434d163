"""A byte that is not as it was is found, and the place is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.ledger.kept import FILES, WHEN, made, put_files, report
from trucebook.ledger.address import files_in, opened
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import write
from trucebook.ledger.verified import verify

FLIPS = 400


def flipped(data: bytes, chance: random.Random) -> tuple[int, bytes]:
    at = chance.randrange(len(data))
    return at, data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def test_any_byte_of_a_bundle(tmp_path: Path) -> None:
    ledger = made("memory", tmp_path)
    put_files(ledger, FILES)
    path = tmp_path / "book.bundle"
    write(ledger, path, WHEN, "")
    data, chance = path.read_bytes(), random.Random(1)  # noqa: S311 - chance, not secrets
    assert verify(Bundle(path)).holds
    for _ in range(FLIPS):
        at, changed = flipped(data, chance)
        path.write_bytes(changed)
        line = data[:at].count(b"\n") + 1
        try:
            faults = verify(Bundle(path)).faults
        except LedgerError as fault:
            faults = (str(fault),)
        assert faults, at
        near = (line - 1, line, line + 1)
        assert any(f"line {number}:" in faults[0] for number in near), (line, faults)


def test_a_bundle_cut_anywhere(tmp_path: Path) -> None:
    ledger = made("memory", tmp_path)
    put_files(ledger, FILES)
    path = tmp_path / "book.bundle"
    write(ledger, path, WHEN, "")
    data = path.read_bytes()
    for size in range(0, len(data), 7):
        path.write_bytes(data[:size])
        with pytest.raises(LedgerError):
            list(Bundle(path).entries())


def test_any_byte_of_a_file_of_sqlite(tmp_path: Path) -> None:
    ledger = made("sqlite", tmp_path)
    assert not isinstance(ledger, Folder)
    put_files(ledger, FILES)
    put_files(ledger, {"record/m.jsonl": b"".join(report(f"m{i}") for i in range(60))})
    before = [(entry.data, entry.kept) for entry in ledger.entries()]
    files = files_in(ledger)
    ledger.close()
    path = tmp_path / "book.db"
    data, chance = path.read_bytes(), random.Random(2)  # noqa: S311 - as above
    found = 0
    for _ in range(FLIPS):
        at, changed = flipped(data, chance)
        path.write_bytes(changed)
        try:
            with opened(f"sqlite:///{path}") as store:
                assert not isinstance(store, Folder)
                holds = verify(store).holds
                if holds:
                    assert [(e.data, e.kept) for e in store.entries()] == before, at
                    assert files_in(store) == files
        except LedgerError:
            holds = False
        found += not holds
    assert found > FLIPS // 2
