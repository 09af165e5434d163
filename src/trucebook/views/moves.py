"""Which standings changed between two days, and what moved each of them.

Source: spec/standings.md, spec/time.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from trucebook.evaluation.result import Board, Row, Standing
from trucebook.model.report import Record
from trucebook.model.time import MINUTES, Day
from trucebook.views.conditions import waits_for
from trucebook.views.stands import Stands, round_word, word_of
from trucebook.views.telling import is_total

PASSED: frozenset[Standing] = frozenset({"overdue", "missed"})
"""Standings that come of a day that passed."""

Through = Literal["report", "deadline", "phase began", "phase ended", "watch ended"]


@dataclass(frozen=True, slots=True)
class Move:
    """A standing that changed. `through` is None where what moved it is not plain."""

    id: str
    before: str
    after: str
    reports: tuple[str, ...]
    through: Through | None


Cause = tuple[tuple[str, ...], Through | None]


def moves(
    before: Mapping[str, Stands],
    after: Mapping[str, Stands],
    day: Day,
    end: Board,
    record: Record,
) -> Iterable[Move]:
    """The commitments that stand otherwise on `day` than before; else their rounds that do.

    `end` is a board of that day or a later one: it knows what happened.
    """
    rows = {row.commitment.id: row for row in end.rows}
    told = _told_by_day(record)
    for name in sorted(before.keys() & after.keys() & rows.keys()):
        old, new = before[name], after[name]
        parts = [(part.id, part) for part in new.rounds] if new.days is None else []
        were = {part.id: part for part in old.rounds}
        changed = [(name, word_of(old), word_of(new))]
        if changed[0][1] == changed[0][2]:
            changed = [(i, round_word(were[i]), round_word(part)) for i, part in parts if i in were]
        for id_, was, is_ in changed:
            if was != is_:
                reports, through = _cause(old, new, rows[name], day, end, told)
                if through is None:
                    reports, through = _cause_elsewhere(rows[name], rows, day)
                yield Move(id_, was, is_, reports, through)


def _cause(  # noqa: PLR0913, PLR0917 - everything that can move a standing
    old: Stands,
    new: Stands,
    row: Row,
    day: Day,
    end: Board,
    told: Mapping[Day, tuple[str, ...]],
) -> Cause:
    """What moved it: what happened that day, else the day that passed.

    Nothing that is done makes a thing overdue or a day missed: then it was the day that passed.
    """
    dues = {d for one in (old, new) for d in (one.due, one.due_latest)}
    dues |= {d for part in (*old.rounds, *new.rounds) for d in (part.due, part.due_latest)}
    yesterday = tuple(sorted(set(told.get(day - 1, ())) & set(row.reports)))
    began = day in {phase.first for phase in end.phases}
    if began and old.standing == "waiting":
        return (), "phase began"
    if new.standing in PASSED and (day - 1 in dues or new.days is not None):
        return yesterday, "deadline"
    reports = _happened(row, day) | set(told.get(day, ())) & set(row.reports)
    if reports:
        return tuple(sorted(reports)), "report"
    if day - 1 in dues:
        return yesterday, "deadline"
    if began:
        return (), "phase began"
    if day - 1 in {d for phase in end.phases for d in (phase.last, phase.last_latest)}:
        return (), "phase ended"
    if any(watch.last == day - 1 for watch in end.watches):
        return (), "watch ended"
    return (), None


def _cause_elsewhere(row: Row, rows: Mapping[str, Row], day: Day) -> Cause:
    """What happened that day under the commitments it hangs on."""
    clauses = {*waits_for(row.commitment), *row.commitment.in_return_for}
    others = [r for r in rows.values() if clauses & {r.commitment.id, r.commitment.clause}]
    reports = {name for other in others for name in _happened(other, day)}
    return tuple(sorted(reports)), "report" if reports else None


def _happened(row: Row, day: Day) -> set[str]:
    """The reports of what happened that day under a commitment."""
    return {
        name
        for fact in row.facts
        if fact.first is not None
        and not is_total(fact)
        and day in (fact.first // MINUTES, (fact.last or fact.first) // MINUTES)
        for name in fact.reports
    }


def _told_by_day(record: Record) -> dict[Day, tuple[str, ...]]:
    """Reports that give the number of a day, by that day."""
    told: dict[Day, list[str]] = {}
    for bound in record.reports:
        when = bound.report.when
        day = None if when is None else when.certain_day
        if bound.report.count_basis == "per-day" and day is not None:
            told.setdefault(day, []).append(bound.report.id)
    return {day: tuple(sorted(names)) for day, names in told.items()}
