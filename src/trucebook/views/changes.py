"""Which reports are new since a day, and which standings they moved.

The board is asked twice for the same clocks: without the reports published since, and with them.
So what differs is moved by those reports alone. To ask with an earlier `public` instead would also
cut short the watched silence, and tell of standings that no report moved.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.evaluation.result import Board, Row
from trucebook.model.report import Bound, Record
from trucebook.model.time import Day, Minute
from trucebook.views.stands import word_of


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
    """New reports and what they moved, on one day.

    New are those published after `since`; or those put in after what was known `since_known`, or
    after the entry `since_entry`.
    """

    since: Day | None
    on: Day
    public: Day | None
    account: str
    reports: tuple[Bound, ...]
    moved: tuple[Moved, ...]
    since_known: Minute | None = None
    since_entry: int | None = None


def record_until(record: Record, since: Day) -> Record:
    """The record without what was published after a day."""
    return record.only(lambda bound: bound.report.published <= since)


def changes(before: Board, after: Board, record: Record, since: Day) -> Changes:
    """What reports published after `since` changed.

    Shape: `before` is the board of `record_until(record, since)`, `after` that of the record, both
    with the same clocks and account.
    """
    clocks = after.clocks
    new = tuple(
        sorted(
            (b for b in record.reports if _is_new(b, since, clocks.public, clocks.known)),
            key=lambda bound: (bound.report.published, bound.report.id),
        )
    )
    fresh = {bound.report.id for bound in new}
    moved = moved_between(before, after, fresh)
    return Changes(since, clocks.on, clocks.public, after.account, new, moved)


def changes_known(
    before: Board, after: Board, old: Record, record: Record, entry: int | None = None
) -> Changes:
    """What went into a record between two moments at which it was known, and what that changed.

    Shape: `before` is the board of `old`, `after` that of `record`, with the same day and account;
    `entry` is the last entry of `old`, where it was asked for by its number.
    """
    had = {bound.report.id for bound in old.reports if _can_be_seen(bound, before)}
    new = [bound for bound in record.reports if _can_be_seen(bound, after)]
    new = sorted(
        (bound for bound in new if bound.report.id not in had),
        key=lambda bound: (bound.report.recorded or 0, bound.report.published, bound.report.id),
    )
    moved = moved_between(before, after, {bound.report.id for bound in new})
    clocks = after.clocks
    known = before.clocks.known
    return Changes(None, clocks.on, clocks.public, after.account, tuple(new), moved, known, entry)


def moved_between(before: Board, after: Board, fresh: set[str] | None = None) -> tuple[Moved, ...]:
    """The standings that differ between two boards of one day.

    `fresh` are the ids of the reports that made the difference; None: those `before` has not.
    """
    if fresh is None:
        fresh = {name for row in after.rows for name in row.reports}
        fresh -= {name for row in before.rows for name in row.reports}
    was = {row.commitment.id: row for row in before.rows}
    return tuple(
        _moved(was[row.commitment.id], row, after, fresh)
        for row in after.rows
        if row.commitment.id in was and word_of(was[row.commitment.id]) != word_of(row)
    )


def _is_new(bound: Bound, since: Day, public: Day | None, known: Minute | None) -> bool:
    report = bound.report
    return (
        report.published > since
        and (public is None or report.published <= public)
        and (known is None or report.recorded is None or report.recorded <= known)
    )


def _can_be_seen(bound: Bound, board: Board) -> bool:
    return _is_new(bound, 0, board.clocks.public, board.clocks.known)


def _moved(old: Row, row: Row, board: Board, fresh: set[str]) -> Moved:
    own = tuple(name for name in row.reports if name in fresh)
    hangs_on = set(row.commitment.in_return_for)
    through = tuple(
        other.commitment.id
        for other in board.rows
        if not own and other.commitment.id in hangs_on and fresh & set(other.reports)
    )
    return Moved(row.commitment.id, word_of(old), word_of(row), own, through)
