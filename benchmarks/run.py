"""Measure the program on books of several sizes, beside a plain sum over the same rows.

    python -m benchmarks.run [gaza] [300x10000] [check-10000] … [--runs 5] [--doubt 1]

Sizes are commitments x reports; check-N is an agreement of N commitments before it is signed.

Units: process CPU time in seconds, the median of several runs; a run of more than ten seconds is
not repeated. `command` rows count a whole process: start, imports, load, answer, printing.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import spreadsheet
from benchmarks.generate import generate
from trucebook.book import Book, board, open_book
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import Evaluation
from trucebook.model.time import Day, day_of, iso
from trucebook.shipped import shipped_book

GAZA = "gaza-2025-01"
SIZES = ("gaza", "30x1000", "100x3000", "300x10000")
CHECKS = ("check-300", "check-1000", "check-3000", "check-10000")
RECORD_CHECKED = 300
"""Reports beside the agreement that is checked."""
LONG = 10.0
"""A run of more seconds is not repeated."""
PATIENCE = 120
"""A command that takes longer is ended, and stands in the table with the time it had had."""
MIDDLE = "2025-07-20"
"""The day looked at in generated books: half way."""
TARGETS = {
    "load and status": 1.0,
    "status after load": 0.2,
    "command timeline, 400 days": 3.0,
    "command --help": 0.5,
}
"""In seconds, for 300 commitments and 10,000 reports."""
CHECK_TARGETS = {"check-300": 1.0, "check-10000": 8.0}
"""In seconds, for the command `check`."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table."""

    book: str
    what: str
    seconds: float
    runs: int
    ended: bool
    """Before it was through."""
    beside: float | None = None
    """The plain way, where there is one."""

    def line(self) -> str:
        """The line as Markdown."""
        plain = ratio = "-"
        if self.beside is not None:
            plain, ratio = f"{self.beside:.4f}", f"{self.seconds / self.beside:,.0f} x"
        more = "> " if self.ended else ""
        aim = TARGETS.get(self.what)
        target = "-"
        if aim is not None and not (self.book == "300x10000" or "help" in self.what):
            aim = None
        if self.what == "command check":
            aim = CHECK_TARGETS.get(self.book)
        if aim is not None:
            target = f"{aim} {'kept' if self.seconds < aim else 'missed'}"
        return (
            f"| {self.book} | {self.what} | {more}{self.seconds:.3f} | {self.runs} "
            f"| {plain} | {more}{ratio} | {target} |"
        )


HEAD = (
    "| book | what | CPU seconds | runs | plain way | ratio | target |\n"
    "|---|---|---:|---:|---:|---:|---|"
)


Taken = tuple[float, int, bool]
"""The median, of how many runs, and whether the last was ended."""


def timed(work: Callable[[], object], runs: int) -> Taken:
    """CPU time of some runs in this process."""
    taken: list[float] = []
    while len(taken) < runs and not (taken and taken[-1] > LONG):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return median(taken), len(taken), False


def command(*words: str, runs: int) -> Taken:
    """CPU time of some runs of the program in a process of its own."""
    return process(Path(sys.executable).with_name("trucebook"), *words, runs=runs)


def process(program: Path, *words: str, runs: int) -> Taken:
    """CPU time of some runs of any program."""

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    taken: list[float] = []
    ended = False
    while len(taken) < runs and not (taken and taken[-1] > LONG):
        start = spent()
        try:
            done = subprocess.run(  # noqa: S603 (our own program, our own words)
                [program, *words],
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                env={**os.environ, "COLUMNS": "100"},
            )
            if done.returncode not in {0, 1}:  # 1 says that something was found
                done.check_returncode()
        except subprocess.TimeoutExpired:
            ended = True
        taken.append(spent() - start)
    return median(taken), len(taken), ended


def measure(name: str, folder: Path, on: Day, runs: int) -> Iterator[Measured]:
    """Every line of one book."""
    book = open_book(folder)
    clocks, until = Clocks(on), iso(on)
    shown = board(book, clocks)
    lines, rows = spreadsheet.sheet(shown), spreadsheet.load(folder)
    plain_load, *_ = timed(lambda: spreadsheet.load(folder), runs)
    plain_sum, *_ = timed(lambda: spreadsheet.status(rows, lines, until, on), runs)
    clause = _most_told(shown)
    plain_about, *_ = timed(lambda: spreadsheet.about(rows, clause), runs)

    def opened() -> Book:
        fresh = open_book(folder)
        _ = fresh.record  # read when first asked for
        return fresh

    def evaluated() -> Board:
        return Evaluation(book.agreement, book.record, clocks).board(on, "undisputed")

    def both() -> Board:
        return board(opened(), clocks)

    yield Measured(name, "load: text", *timed(lambda: open_book(folder).agreement, runs))
    yield Measured(name, "load: text and record", *timed(opened, runs), plain_load)
    yield Measured(name, "status after load", *timed(evaluated, runs), plain_sum)
    yield Measured(name, "load and status", *timed(both, runs), plain_load + plain_sum)
    where, day = str(folder), iso(on)
    took = command("status", where, "--on", day, runs=runs)
    yield Measured(name, "command status", *took, plain_load + plain_sum)
    took = command("why", where, clause, "--on", day, runs=runs)
    yield Measured(name, f"command why {clause}", *took, plain_load + plain_about)
    first = book.agreement.clock.day_one or on
    ends = ("--from", iso(first), "--to", iso(first + 399))
    days = [first + n for n in range(400)]
    plain_days, *_ = timed(
        lambda: [spreadsheet.status(rows, lines, iso(day), day) for day in days], 1
    )
    took = command("timeline", where, *ends, "--account", "undisputed", runs=min(runs, 3))
    yield Measured(name, "command timeline, 400 days", *took, plain_load + plain_days)


def measure_check(name: str, folder: Path, runs: int) -> Iterator[Measured]:
    """The lines of one agreement that is checked."""
    yield Measured(name, "load: text", *timed(lambda: open_book(folder).agreement, runs))
    yield Measured(name, "command check", *command("check", str(folder), runs=runs))


def _most_told(shown: Board) -> str:
    """The commitment with rounds that has the most reports; any, where none has rounds."""
    handed = [row for row in shown.rows if row.rounds and row.days is None] or list(shown.rows)
    return max(handed, key=lambda row: (len(row.reports), row.commitment.id)).commitment.id


def other_amounts(shown: Board, folder: Path) -> tuple[int, int]:
    """Of how many commitments the plain sum lies outside of what was done; of how many in all."""
    sums = spreadsheet.sums(spreadsheet.load(folder), iso(shown.clocks.on))
    outside = counted = 0
    for row in shown.rows:
        if row.done is None or row.days is not None or not row.facts:
            continue
        done, low, high = sums.get(row.commitment.id, 0.0), row.done.low or 0, row.done.high
        counted += 1
        outside += done < low or (high is not None and done > high)
    return outside, counted


def main() -> None:
    """Measure the program on books of several sizes, beside a plain sum over the same rows."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=main.__doc__)
    every = (*SIZES, *CHECKS)
    parser.add_argument("sizes", nargs="*", default=every, help=f"of {', '.join(every)}, or NxM")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--doubt", type=float, default=1.0, help="see benchmarks/generate.py")
    asked = parser.parse_args()
    put = sys.stdout.write
    put(HEAD + "\n")
    plain, *_ = process(Path(sys.executable), "-c", "pass", runs=asked.runs)
    put(Measured("-", "command --help", *command("--help", runs=asked.runs), plain).line() + "\n")
    told = []
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder, on = Path(temporary), day_of(MIDDLE)
            if size.startswith("check-"):
                generate(int(size.removeprefix("check-")), RECORD_CHECKED).write(folder)
                for line in measure_check(size, folder, asked.runs):
                    put(line.line() + "\n")
                    sys.stdout.flush()
                continue
            if size == "gaza":
                folder, on = Path(shipped_book(GAZA)), day_of("2025-03-06")
            else:
                commitments, _, reports = size.partition("x")
                generate(int(commitments), int(reports), doubt=asked.doubt).write(folder)
            for line in measure(size, folder, on, asked.runs):
                put(line.line() + "\n")
                sys.stdout.flush()
            told.append((size, *other_amounts(board(open_book(folder), Clocks(on)), folder)))
    for size, other, of in told:
        put(f"\n{size}: the plain sum is not what was done for {other} of {of} commitments.\n")


if __name__ == "__main__":
    main()
