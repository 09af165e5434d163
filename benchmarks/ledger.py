"""How fast a ledger in SQLite is: `python -m benchmarks.ledger [ENTRIES]`, in seconds of CPU.

CPU counts all processes that a verification is shared between; its wall clock is told beside it.
The ratio of one append to a bare fsync is of wall clock, since both wait for the disk.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from trucebook.ledger.address import files_in, open_ledger
from trucebook.ledger.split import drafts_of
from trucebook.ledger.verified import verify

ENTRIES = 100_000
APPENDS = 200
WHEN = "2026-01-01T00:00:00Z"


def row(number: int) -> bytes:
    """A report as long as those of the shipped books."""
    columns = {
        "id": f"r{number}",
        "published": "2025-03-02",
        "kind": "pay",
        "actor": "alpha",
        "object": "coins",
        "count_low": 40,
        "asserted_by": "beta",
        "source": "Outlet",
        "quote": f"Alpha paid 40 coins to beta on the second of March, says {number}. " * 2,
    }
    return json.dumps(columns).encode() + b"\n"


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU."""
    start = _used()
    work()
    return _used() - start


def _used() -> float:
    """Seconds of CPU used so far, by this process and those it waited for."""
    return sum(os.times()[:4])


def wall(work: Callable[[], object]) -> float:
    """Seconds of the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure, and say it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    files = {"record/reports.jsonl": b"".join(row(number) for number in range(count))}
    with tempfile.TemporaryDirectory(dir=".") as folder:
        ledger = open_ledger(f"sqlite:///{folder}/book.db", new=True)
        bulk = cpu(lambda: ledger.append(drafts_of(files), WHEN, ""))
        proved = cpu(lambda: verify(ledger))
        passed = wall(lambda: verify(ledger))
        back = cpu(lambda: files_in(ledger))
        file = (Path(folder) / "bare").open("wb", buffering=0)

        def bare() -> None:
            for number in range(APPENDS):
                file.write(row(number))
                os.fsync(file.fileno())

        def appends() -> None:
            for number in range(APPENDS):
                ledger.append(drafts_of({f"record/{number}.jsonl": row(-number)}), WHEN, "")

        ratio = wall(appends) / wall(bare)
        file.close()
        ledger.close()
    sys.stdout.write(
        f"{count} entries: bulk {count / bulk:,.0f}/s, verify {count / proved:,.0f}/s "
        f"({count / passed:,.0f}/s of wall clock), "
        f"files again {count / back:,.0f}/s; one append {ratio:.1f} times a bare fsync\n"
    )


if __name__ == "__main__":
    main()
