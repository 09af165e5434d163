"""What happened, what fell due, when each standing changed and through which report.

Source: spec/standings.md, spec/time.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from trucebook.evaluation.result import Board, Fact, Interval, Row
from trucebook.model.agreement import Agreement, Conduct, Keep, Level
from trucebook.model.report import Record
from trucebook.model.time import MINUTES, Day
from trucebook.views.moves import Through, moves
from trucebook.views.stands import Stands
from trucebook.views.telling import is_total, say_fact
from trucebook.views.wording import say_interval

Entry = Literal["happened", "fell due", "standing", "phase", "watch"]
ENTRIES: tuple[Entry, ...] = ("phase", "happened", "fell due", "watch", "standing")
"""In the order of a day: what happened first, what it led to last."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a day."""

    day: Day
    day_latest: Day
    entry: Entry
    id: str
    words: str
    reports: tuple[str, ...] = ()
    before: str | None = None
    after: str | None = None
    through: Through | None = None
    """What moved it; None where that is not plain."""


def days_that_matter(last: Board, record: Record, first: Day, until: Day) -> tuple[Day, ...]:
    """The days on which a standing can change: events, due days and the day after, bounds, watches.

    `last` is the board of the last day, which knows every round and every fact.
    """
    days: set[Day] = {first, until}
    for row in last.rows:
        for due in (
            row.due,
            row.due_latest,
            *(d for p in row.rounds for d in (p.due, p.due_latest)),
        ):
            if due is not None:
                days |= {due, due + 1}
        if row.in_force is not None:
            days |= {day + n for day in row.in_force if day is not None for n in (0, 1)}
    for phase in last.phases:
        ends = (phase.first, phase.last, phase.last_latest)
        days |= {day + n for day in ends if day is not None for n in (0, 1)}
    for watch in last.watches:
        days |= {watch.first, watch.last, watch.last + 1}
    for bound in record.reports:
        when = bound.report.when
        if when is not None and bound.commitments:
            told = (when.first_day, when.last_day)
            days |= {day for day in told if day is not None}
    return tuple(sorted(day for day in days if first <= day <= until))


def timeline(
    stands: Mapping[Day, Mapping[str, Stands]], end: Board, record: Record, first: Day, last: Day
) -> tuple[Moment, ...]:
    """Everything between two days, both included, in order.

    `stands` says where each commitment stood on each of the days that matter, and on the day
    before `first` where changes are to be told from there; `end` is the board of the last day.
    """
    days = sorted(stands)
    moments = [
        *_happened(end),
        *_counted(end, record),
        *_fell_due(end),
        *_phases(end),
        *_watches(end),
    ]
    for before, after in pairwise(days):
        moments += [
            Moment(
                after,
                after,
                "standing",
                move.id,
                f"{move.before} -> {move.after}",
                move.reports,
                move.before,
                move.after,
                move.through,
            )
            for move in moves(stands[before], stands[after], after, end, record)
        ]
    within = [m for m in moments if first <= m.day_latest and m.day <= last]
    return tuple(sorted(within, key=lambda m: (m.day, ENTRIES.index(m.entry), m.id, m.words)))


def span_of(agreement: Agreement, record: Record, on: Day) -> tuple[Day, Day]:
    """From the first day that matters to the day looked at."""
    days = [
        bound.report.when.first_day
        for bound in record.reports
        if bound.commitments and bound.report.when is not None
    ]
    known = [day for day in (*days, agreement.clock.day_one) if day is not None and day <= on]
    return min(known, default=on), on


def _happened(board: Board) -> Iterable[Moment]:
    told: dict[tuple[str, tuple[str, ...]], list[tuple[Row, Fact]]] = {}
    for row in board.rows:
        for fact in row.facts:
            told.setdefault((fact.event, fact.reports), []).append((row, fact))
    for (_, reports), rows in told.items():
        row, fact = rows[0]
        if fact.first is None or is_total(fact):
            continue
        day = fact.first // MINUTES
        until = day if fact.last is None else fact.last // MINUTES
        ids = ", ".join(dict.fromkeys(r.commitment.id for r, _ in rows))
        yield Moment(day, until, "happened", ids, say_fact(fact, row), reports)


def _counted(board: Board, record: Record) -> Iterable[Moment]:
    """The numbers given for single days, each as whoever gives it has it."""
    bound = {row.commitment.id: row for row in board.rows}
    for each in record.reports:
        report, when = each.report, each.report.when
        day = None if when is None else when.certain_day
        if report.count_basis != "per-day" or report.count is None or day is None:
            continue
        for name in each.commitments:
            row = bound.get(name)
            if row is not None and report.id in row.reports:
                number = say_interval(Interval(report.count.low, report.count.high))
                words = f"{number} {row.unit or each.thing or ''} that day".replace("  ", " ")
                yield Moment(day, day, "happened", name, words, (report.id,))


def _fell_due(board: Board) -> Iterable[Moment]:
    on = board.clocks.on
    for row in board.rows:
        rounds = [(p.id, p.due, p.due_latest) for p in row.rounds] if row.days is None else []
        for name, due, latest in rounds or [(row.commitment.id, row.due, row.due_latest)]:
            if due is not None and due <= on:
                lasting = isinstance(row.commitment.terms, (Conduct, Keep, Level))
                words = "its term ended" if lasting else "fell due"
                yield Moment(due, latest or due, "fell due", name, words)


def _phases(board: Board) -> Iterable[Moment]:
    for phase in board.phases:
        name = f"phase {phase.id}"
        if phase.first is not None and phase.first <= board.clocks.on:
            yield Moment(phase.first, phase.first, "phase", name, f"{name} began")
        if phase.last is not None and phase.last < board.clocks.on:
            latest = phase.last_latest or phase.last
            yield Moment(phase.last, latest, "phase", name, f"last day of {name}")


def _watches(board: Board) -> Iterable[Moment]:
    for watch in board.watches:
        ids = ", ".join(watch.ids)
        yield Moment(watch.first, watch.first, "watch", ids, f"watch begins, by {watch.by}")
        yield Moment(watch.last, watch.last, "watch", ids, f"watch ends, by {watch.by}")
