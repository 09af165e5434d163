"""Phases and the gap of a board, in every world at once.

Source: spec/phases.md (semantics, section 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.case import AS_WRITTEN, Case
from trucebook.evaluation.course import Course
from trucebook.evaluation.duties import outcome
from trucebook.evaluation.looked_at import DayLookedAt
from trucebook.evaluation.phases import clauses_going_on, nothing_said, time_of
from trucebook.evaluation.result import Gap, PhaseStanding, PhaseState, Standing
from trucebook.evaluation.worlds import Lived, World, explore
from trucebook.model.time import Day

UNDONE: tuple[Standing, ...] = (
    "overdue",
    "in progress",
    "waiting",
    "unknown",
    "held back",
    "suspended",
    "disputed",
)
"""Standings under which something can still be done."""


@dataclass(frozen=True, slots=True)
class _Term:
    standing: PhaseStanding
    first: Day | None
    last: Day | None
    going_on: tuple[str, ...]


_Terms = dict[str, _Term]


def phases(
    case: Case, on: Day, account: Account
) -> tuple[tuple[PhaseState, ...], tuple[Lived[_Terms], ...]]:
    """Where every phase stands, in the order of the text, and the worlds behind that."""

    def compute(world: World) -> _Terms:
        course = Course(case, account, DayLookedAt(on), world, outcome, time_of)
        return {name: _term(course, name) for name in case.phases}

    worlds = explore(compute).worlds
    return tuple(_state(name, worlds) for name in case.phases), worlds


def _term(course: Course, name: str) -> _Term:
    time = time_of(course, name)
    if time.first is None or course.on < time.first:
        return _Term("waiting", time.first, time.last, ())
    if time.last is None or course.on <= time.last:
        return _Term("running", time.first, time.last, ())
    going_on = clauses_going_on(course, name)
    return _Term("continued" if going_on else "ran out", time.first, time.last, going_on)


def _readings(worlds: Sequence[Lived[_Terms]]) -> Mapping[str, list[Lived[_Terms]]]:
    """Worlds by the reading taken in them."""
    found: dict[str, list[Lived[_Terms]]] = {}
    for lived in worlds:
        for unknown, answer in lived.answers.items():
            if unknown.cause == "reading":
                name = getattr(answer, "name", AS_WRITTEN)
                found.setdefault(name, []).append(lived)
    return dict(sorted(found.items()))


def _state(name: str, worlds: Sequence[Lived[_Terms]]) -> PhaseState:
    terms = [lived.outcome[name] for lived in worlds]
    standings = {term.standing for term in terms}
    under = _readings(worlds)
    each: dict[str, set[PhaseStanding]] = {
        reading: {lived.outcome[name].standing for lived in lives}
        for reading, lives in under.items()
    }
    # Where readings differ on what goes on, the term itself has still run out.
    standing: PhaseStanding = (
        next(iter(standings))
        if len(standings) == 1
        else ("ran out" if "ran out" in standings else "waiting")
    )
    lasts = [term.last for term in terms if term.last is not None]
    firsts = [term.first for term in terms if term.first is not None]
    return PhaseState(
        name,
        standing,
        min(firsts, default=None),
        min(lasts, default=None),
        max(lasts, default=None),
        {r: next(iter(s)) for r, s in each.items() if len(s) == 1 and len(standings) > 1},
        {
            reading: tuple(sorted({c for one in lives for c in one.outcome[name].going_on}))
            for reading, lives in under.items()
        }
        or {"": tuple(sorted({c for term in terms for c in term.going_on}))},
    )


def current(states: Sequence[PhaseState]) -> PhaseState | None:
    """The running phase, else the last that ran."""
    running = [state for state in states if state.standing == "running"]
    begun = [s for s in states if s.standing in ("ran out", "continued")]
    if running:
        return running[-1]
    if begun:
        return max(begun, key=lambda state: state.last or 0)
    return states[0] if states else None


def gap(
    case: Case,
    worlds: Sequence[Lived[_Terms]],
    standings: Mapping[str, tuple[Standing | None, Mapping[str, Standing | None]]],
) -> Gap:
    """Whether nothing runs or goes on while something is still undone.

    `standings` gives each commitment's standing, and those by reading.
    """
    begins = {id(lived): _gap_from(lived.outcome) for lived in worlds}
    under = _readings(worlds)
    undone = tuple(sorted(name for name, (word, _) in standings.items() if word in UNDONE))
    by_reading = {
        reading: any(begins[id(lived)] is not None for lived in lives)
        and any(by.get(reading, word) in UNDONE for word, by in standings.values())
        for reading, lives in under.items()
    }
    for group in case.groups.values():
        if not group.has_written and not any(r.clauses for r in group.readings if r is not None):
            for reading_ in group.readings:
                by_reading.setdefault(getattr(reading_, "name", AS_WRITTEN), False)
    by_reading = dict(sorted(by_reading.items()))
    in_gap = [day for lived in worlds if (day := begins[id(lived)]) is not None]
    everywhere = len(in_gap) == len(worlds) and bool(undone)
    anywhere = any(by_reading.values()) if by_reading else everywhere
    declared = any(nothing_said(phase) for phase in case.phases.values())
    if not anywhere and not everywhere:
        return Gap(now=False, first=None, by_reading=by_reading, declared=declared)
    return Gap(everywhere, min(in_gap), by_reading, undone, declared)


def _gap_from(terms: _Terms) -> Day | None:
    """The first day of the gap in one world; None where there is none on the day looked at."""
    begun = [t for t in terms.values() if t.standing != "waiting"]
    if not begun or any(t.standing in ("running", "continued") for t in begun):
        return None
    return max(t.last for t in begun if t.last is not None) + 1
