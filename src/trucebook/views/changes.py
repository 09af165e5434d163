"""Which reports are new since a day, and which standings they moved.

The board is asked twice for the same day: with what had been published then, and with what has
been published since. What differs is moved by reports alone, never by time.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.evaluation.result import Board, Row
from trucebook.model.report import Bound, Record
from trucebook.model.time import Day, Minute
from trucebook.views.wording import say_standing


@dataclass(frozen=True, slots=True)
class Moved:
    """A standing that differs with the new reports, and those of them bound to it."""

    id: str
    before: str
    after: str
    reports: tuple[str, ...]
    """New reports bound to it; empty where it was moved through another commitment."""
    through: tuple[str, ...]
    """Commitments it hangs on that have new reports, where it has none itself."""


@dataclass(frozen=True, slots=True)
class Changes:
    """New reports and what they moved, on one day."""

    since: Day
    on: Day
    public: Day | None
    account: str
    reports: tuple[Bound, ...]
    moved: tuple[Moved, ...]


def changes(before: Board, after: Board, record: Record, since: Day) -> Changes:
    """What reports published after `since` changed.

    Shape: `before` and `after` are boards of one day and account; `before` with `public` = since.
    """
    clocks = after.clocks
    new = tuple(
        sorted(
            (b for b in record.reports if _is_new(b, since, clocks.public, clocks.known)),
            key=lambda bound: (bound.report.published, bound.report.id),
        )
    )
    was = {row.commitment.id: row for row in before.rows}
    fresh = {bound.report.id for bound in new}
    moved = [
        _moved(was[row.commitment.id], row, after, fresh)
        for row in after.rows
        if row.commitment.id in was and _word(was[row.commitment.id]) != _word(row)
    ]
    return Changes(since, clocks.on, clocks.public, after.account, new, tuple(moved))


def _is_new(bound: Bound, since: Day, public: Day | None, known: Minute | None) -> bool:
    report = bound.report
    return (
        report.published > since
        and (public is None or report.published <= public)
        and (known is None or report.recorded is None or report.recorded <= known)
    )


def _word(row: Row) -> str:
    if row.standing is None:
        return row.state or "no standing"
    return say_standing(row.standing, row.possible, row.because)


def _moved(old: Row, row: Row, board: Board, fresh: set[str]) -> Moved:
    own = tuple(name for name in row.reports if name in fresh)
    hangs_on = set(row.commitment.in_return_for)
    through = tuple(
        other.commitment.id
        for other in board.rows
        if not own and other.commitment.id in hangs_on and fresh & set(other.reports)
    )
    return Moved(row.commitment.id, _word(old), _word(row), own, through)
