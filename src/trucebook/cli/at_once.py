"""A long panel in several processes at once: each piece by itself, put together in order.

Only where a process can begin as a copy of this one (Linux), so that no book is read twice.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence

from trucebook.export.panel_to_csv import rows_to_csv
from trucebook.views.panel import Piece

LONG = 5000
"""Rows above which a second process is worth its start."""

_pieces: Sequence[Piece] = ()
"""What the processes work at: theirs from the start, since each is a copy of this one."""


def processes(jobs: int | None, rows: int) -> int:
    """How many processes to work with: so many as asked for, else one a processor."""
    if sys.platform != "linux":
        return 1
    if jobs is not None:
        return jobs
    return 1 if rows < LONG else len(os.sched_getaffinity(0))


def csv_at_once(pieces: Sequence[Piece], jobs: int) -> Iterator[str]:
    """The rows as CSV, piece by piece, the same whoever works them out."""
    if jobs == 1 or len(pieces) == 1:
        for piece in pieces:
            yield from rows_to_csv(piece.rows())
        return
    global _pieces  # noqa: PLW0603 - what a copied process has of this one
    _pieces = pieces
    context = multiprocessing.get_context("fork")
    with context.Pool(min(jobs, len(pieces)), _left_to_the_first) as pool:
        yield from pool.imap(_csv, range(len(pieces)))


def _left_to_the_first() -> None:
    """Whoever stops the program tells the first process, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _csv(index: int) -> str:
    return "".join(rows_to_csv(_pieces[index].rows()))
