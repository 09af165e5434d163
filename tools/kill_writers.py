"""Kill writers of a book at random moments, again and again, and see what is there afterwards.

    .venv/bin/python tools/kill_writers.py KIND [--runs 100] [--seed 1]

KIND is `sqlite`, `postgres`, or `server`: then it is the server that is killed, not the writers.
In each run four processes append reports, some of them under the same ids, and one after the other
is killed (SIGKILL). After each run: every report that was acknowledged is there, none is there
twice, every entry holds, and a writer that tries again adds only what is missing.
A new book is begun after every 25 runs. A server of PostgreSQL is started for it and stopped.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from servers import Server, start

from trucebook.ledger.address import open_ledger
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.split import drafts_of
from trucebook.ledger.verified import verify

WRITERS = 4
EACH = 150
KINDS = ("sqlite", "postgres", "server")
A_BOOK = 25
"""Runs after which a new book is begun."""
LONGEST = 0.4
"""Seconds after which the last writer is killed, at most."""
GAVE_UP = 3
WHEN = "2026-01-01T00:00:00Z"


def row(name: str) -> bytes:
    return json.dumps({"id": name, "published": "2025-03-01", "quote": f"words {name}"}).encode()


def write(address: str, names: list[str], said: str) -> None:
    """Append one report after the other, and write down each that was acknowledged."""
    try:
        ledger = open_ledger(address)
        with Path(said).open("a", encoding="utf-8", buffering=1) as told:
            for name in names:
                ledger.append(drafts_of({f"record/{name}.jsonl": row(name)}), WHEN, "")
                told.write(f"{name}\n")
    except LedgerError:
        sys.exit(GAVE_UP)  # the server died under it


def one_run(
    address: str, number: int, chance: random.Random, folder: Path, server: Server | None
) -> tuple[int, int]:
    """One run: how many were acknowledged, how many writers died in the middle."""
    context = multiprocessing.get_context("fork")
    writers, names, files = [], [], []
    for writer in range(WRITERS):
        names.append([f"r{number}-same{i}" for i in range(4)])
        names[-1] += [f"r{number}-w{writer}-{i}" for i in range(EACH)]
        files.append(folder / f"said-{number}-{writer}")
        files[-1].touch()
        args = (address, names[-1], str(files[-1]))
        writers.append(context.Process(target=write, args=args))
    for process in writers:
        process.start()
    if server is not None:
        time.sleep(chance.random() * LONGEST)
        server.kill()
    else:
        for process in chance.sample(writers, WRITERS):
            time.sleep(chance.random() * LONGEST / WRITERS)
            process.kill()
    for process in writers:
        process.join()
    acknowledged = {name for file in files for name in file.read_text("utf-8").split()}
    check(address, acknowledged)
    ledger = open_ledger(address)
    try:
        for name in names[0]:
            ledger.append(drafts_of({f"record/{name}.jsonl": row(name)}), WHEN, "")
    finally:
        ledger.close()
    check(address, acknowledged | set(names[0]))
    return len(acknowledged), sum(process.exitcode in (-9, GAVE_UP) for process in writers)


def check(address: str, acknowledged: set[str]) -> None:
    """Stop with exit status 1 where anything is missing, twice, or does not hold."""
    ledger = open_ledger(address)
    try:
        faults = list(verify(ledger).faults)
        there = [entry.body["row"] for entry in ledger.entries()]
    finally:
        ledger.close()
    missing = acknowledged - set(there)
    if faults or missing or len(there) != len(set(there)):
        sys.exit(f"lost: {sorted(missing)}; faults: {faults}; {len(there)} entries")


def books(kind: str, folder: Path, server: Server | None) -> Iterator[str]:
    """Addresses of new books, without end."""
    for number in itertools.count(1):
        if server is None:
            address = f"sqlite:///{folder / f'{number}.db'}"
        else:
            with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {kind}_{number}")
            address = server.address(f"{kind}_{number}")
        open_ledger(address, new=True).close()
        yield address


def main() -> None:
    """Run as often as was asked for, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 - chance, not secrets
    acknowledged = killed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = None if asked.kind == "sqlite" else start(folder)
        fresh = books(asked.kind, folder, server)
        address = ""
        for number in range(asked.runs):
            address = next(fresh) if number % A_BOOK == 0 else address
            dying = server if asked.kind == "server" else None
            more, dead = one_run(address, number, chance, folder, dying)
            acknowledged, killed = acknowledged + more, killed + dead
        if server is not None:
            server.stop()
    whose = "writers gave up" if asked.kind == "server" else "writers killed"
    sys.stdout.write(
        f"{asked.runs} runs, {killed} {whose}, {acknowledged} reports acknowledged: "
        "every one is there, none twice, every entry holds.\n"
    )


if __name__ == "__main__":
    main()
