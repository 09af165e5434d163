"""The course in which every promise of a text is kept: each as late as it may be, or as soon.

Deadlines are held against it: what even the soonest course brings too late can be kept by nobody;
what only the latest brings too late leaves no time where the other keeps its own last day.
Everything is looked at once, so that a text of ten thousand sentences is read in one go.
Source: spec/findings.md (semantics, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from trucebook.evaluation.references import hangs_on, in_condition, in_due
from trucebook.model.agreement import (
    Agreement,
    AllOf,
    AnyOf,
    AtHour,
    Begins,
    Commitment,
    Condition,
    Conduct,
    Confirmed,
    CountReached,
    DayCame,
    DaysAfter,
    DaysAfterStart,
    DaysPast,
    Due,
    Earlier,
    Exchange,
    Expectation,
    HandOver,
    Happened,
    HoursAfter,
    InTalks,
    IsMet,
    IsOverdue,
    JointAct,
    Keep,
    LastDayOf,
    Later,
    Level,
    Lump,
    Not,
    Notice,
    Once,
    OnDate,
    OnDay,
    Order,
    Passed,
    Phase,
    PhaseBegan,
    Power,
    Quota,
)
from trucebook.model.time import Day, later

Came = Day | Literal["never", "open"]
"""A day; `never`; or `open`: on any day or none, as nobody promised it for a day."""
SUPPOSED = 739252
"""Day 1 of a text that leaves it open, for the sake of a story: 1 January 2025."""
HOURS = 24


def latest(days: Iterable[Came]) -> Came:
    """When the last of several has come."""
    every = list(days)
    if "never" in every:
        return "never"
    if "open" in every:
        return "open"
    return max((day for day in every if isinstance(day, int)), default="open")


def earliest(days: Iterable[Came]) -> Came:
    """When the first of several has come."""
    every = list(days)
    known = [day for day in every if isinstance(day, int)]
    if known:
        return min(known)
    return "open" if "open" in every else "never"


class Schedule:
    """When conditions come, phases begin and promises are kept, if all of them are.

    `soon` keeps each as soon as it may be done; else each on its last day in time.
    """

    def __init__(self, agreement: Agreement, *, soon: bool) -> None:
        """Look at every commitment once, those others wait for first."""
        self.agreement, self.soon = agreement, soon
        self.commitments = {c.id: c for c in agreement.commitments}
        self.by_clause: dict[str, list[str]] = {}
        for c in agreement.commitments:
            self.by_clause.setdefault(c.clause, []).append(c.id)
        self.phases = {phase.id: phase for phase in agreement.phases}
        self._begun: dict[str, list[tuple[str, Condition | None]]] = {}
        for phase in agreement.phases:
            for then in phase.after:
                if isinstance(then, Begins):
                    self._begun.setdefault(then.phase, []).append((phase.id, then.condition))
        self._met: dict[str, Came] = {}
        self._starts: dict[str, Came] = {}
        self._times: dict[str, tuple[Came, Came]] = {}
        self._open: set[str] = set()
        for name in self._in_order():
            self.met(name)

    # --- days -------------------------------------------------------------------------------

    @property
    def supposed(self) -> bool:
        """Whether the text leaves the first day open, so that it has to be taken from nowhere."""
        return self.agreement.clock.day_one is None

    @property
    def day_one(self) -> Day | None:
        """The day numbered 1."""
        clock = self.agreement.clock
        if clock.day_one is not None:
            return clock.day_one
        return SUPPOSED + 1 - clock.offset if clock.start is not None else None

    @property
    def first_day(self) -> Day | None:
        """The first day of the agreement."""
        one = self.day_one
        return None if one is None else one + self.agreement.clock.offset - 1

    def due(self, due: Due, start: Came = "open") -> Came:
        """The last day in time; `start` is the day the commitment's own clock starts."""
        match due:
            case OnDate(day):
                return "open" if self.supposed else day
            case OnDay(number, None):
                return "open" if self.day_one is None else self.day_one + number - 1
            case OnDay(number, phase):
                return _after(self.time(phase or "")[0], number - 1)
            case LastDayOf(phase):
                return self.time(phase)[1]
            case DaysAfterStart(days, months):
                return _after(start, days, months)
            case DaysAfter(days, condition, months):
                return _after(self.came(condition), days, months)
            case DaysPast(days, of, months):
                return _after(self.due(of, start), days, months)
            case AtHour(_, of):
                return self.due(of, start)
            case HoursAfter(hours, condition):
                return _after(self.came(condition), -(-hours // HOURS))
            case Earlier(parts):
                return earliest(self.due(part, start) for part in parts)
            case Later(parts):
                return latest(self.due(part, start) for part in parts)

    # --- phases -----------------------------------------------------------------------------

    def time(self, name: str) -> tuple[Came, Came]:
        """First and last day of a phase; a last day that is `never` says that it has no end."""
        if name not in self.phases:
            return "never", "never"
        if name not in self._times:
            self._times[name] = "never", "never"  # what a phase that waits for itself finds
            self._times[name] = self._time(self.phases[name])
        return self._times[name]

    def _time(self, phase: Phase) -> tuple[Came, Came]:
        if phase.first is not None:
            first = self.due(phase.first)
        elif phase.begins is not None:
            first = self.came(phase.begins)
        else:
            first = self._begun_by_another(phase)
        if phase.longer is not None:
            return first, "open"
        if phase.days is not None:
            return first, _after(_after(first, phase.days, phase.months), -1)
        return first, "never" if phase.last is None else self.due(phase.last)

    def _begun_by_another(self, phase: Phase) -> Came:
        ways = self._begun.get(phase.id, [])
        if not ways:
            first = self.first_day
            alone = len(self.phases) == 1
            return ("open" if first is None else first) if alone else "never"
        days = []
        for other, condition in ways:
            behind = _after(self.time(other)[1], 1)
            came = behind if condition is None else self.came(condition)
            days.append(latest((behind, came)))
        return earliest(days)

    def begun_by(self, phase: str) -> bool:
        """Whether another phase says that this one begins."""
        return phase in self._begun

    def window(self, one: Commitment) -> tuple[Came, Came]:
        """From when to when a commitment's phase runs; of none: from the first day, without end."""
        if one.phase is not None:
            return self.time(one.phase)
        first = self.first_day
        return ("open" if first is None else first), "never"

    # --- conditions -------------------------------------------------------------------------

    def came(self, condition: Condition) -> Came:
        """The day a condition comes."""
        match condition:
            case IsMet(name):
                return latest(self.met(one) for one in self.ids_of(name))
            case CountReached():
                return self._reached(condition)
            case DayCame(day):
                return self.due(day)
            case Happened(event):
                ids = self.ids_of(event)
                return "open" if not ids else self._begun_by_act(ids[0])
            case PhaseBegan(phase):
                return self.time(phase)[0]
            case Passed(days, since, without):
                return _after(self.came(since), days if without is None else days + 1)
            case AllOf(parts):
                return latest(self.came(part) for part in parts)
            case AnyOf(parts):
                return earliest(self.came(part) for part in parts)
            case Confirmed() | InTalks() | IsOverdue() | Not():
                return "open"

    def ids_of(self, clause: str) -> tuple[str, ...]:
        """The commitments a clause or commitment id names."""
        return (clause,) if clause in self.commitments else tuple(self.by_clause.get(clause, ()))

    def _begun_by_act(self, name: str) -> Came:
        """The day of the first act of a commitment whose act a due day counts from."""
        one = self.commitments[name]
        if isinstance(one.terms, (Once, JointAct)):
            return self.met(name)
        return self.starts(name) if self.soon else "open"

    def _reached(self, count: CountReached) -> Came:
        """The day so many are done under some hand-overs; of a class, when all of them are."""
        steps: list[tuple[Came, int]] = []
        for name in (one for clause in count.commitments for one in self.ids_of(clause)):
            terms = self.commitments[name].terms
            waits = self.commitments[name].each_round is not None
            if not isinstance(terms, HandOver) or terms.at_least or waits:
                return "open"
            below = 0
            for step in terms.steps:
                if step.cumulative is None or step.of:
                    return "open"
                steps.append((self._step_day(name, step.due), int(step.cumulative) - below))
                below = int(step.cumulative)
        if any(day == "never" for day, _ in steps):
            return "never"
        known = sorted((day, number) for day, number in steps if isinstance(day, int))
        if len(known) < len(steps) or (count.of and not self.soon):
            return latest(day for day, _ in steps) if steps else "open"
        total = 0
        for day, number in known:
            total += number
            if total >= count.number:
                return day
        return "never"

    def _step_day(self, name: str, due: Due | None) -> Came:
        start = self.starts(name)
        if self.soon or start == "never":
            return start
        return self.own_due(name, due)

    # --- commitments ------------------------------------------------------------------------

    def starts(self, name: str) -> Came:
        """The day a commitment's clock starts: its phase runs, all its `once` have come."""
        if name not in self._starts:
            one = self.commitments[name]
            self._starts[name] = latest((self.window(one)[0], self.condition_came(one)))
        return self._starts[name]

    def condition_came(self, one: Commitment) -> Came:
        """The day the last of its `once` conditions comes; its window's first day without any."""
        waits = [p.condition for p in one.conditions if p.word == "once"]
        return latest(self.came(each) for each in waits) if waits else self.window(one)[0]

    def own_due(self, name: str, due: Due | None) -> Came:
        """The last day in time of a part of a commitment: never before its clock starts."""
        one = self.commitments[name]
        start = self.starts(name)
        day = self.window(one)[1] if due is None else self.due(due, start)
        if day == "never":
            return "never" if due is not None else "open"
        return latest((day, start))

    def met(self, name: str) -> Came:
        """The day on which everything of a commitment is done."""
        if name not in self._met:
            if name in self._open:
                return "never"  # it waits for itself
            self._open.add(name)
            self._met[name] = self._met_day(self.commitments[name])
            self._open.discard(name)
        return self._met[name]

    def _met_day(self, one: Commitment) -> Came:
        start = self.starts(one.id)
        if start == "never" or one.to_be_negotiated:
            return "never"
        if one.each_round is not None or one.same_time:
            return "open"
        match one.terms:
            case Power():
                return "open"
            case Expectation() | Conduct():
                return "never"
            case Once(due=due) | JointAct(due=due):
                return start if self.soon else self.own_due(one.id, due)
            case HandOver(steps=steps):
                if not steps or any(step.cumulative is None for step in steps):
                    return "open"
                return start if self.soon else latest(self.own_due(one.id, s.due) for s in steps)
            case Exchange(against=against, items=items, days=days):
                if any(isinstance(item, Lump) and item.number is None for item in items):
                    return "open"
                other = latest(self.met(each) for each in self.ids_of(against))
                return other if self.soon else _after(other, days)
            case Notice(before=before):
                return latest(self.met(each) for each in self.ids_of(before))
            case Keep(last=last) | Level(last=last) | Quota(last=last):
                if one.vague is not None:
                    return "never"
                return self.window(one)[1] if last is None else self.due(last, start)
            case Order():
                return self.window(one)[1]

    # --- order ------------------------------------------------------------------------------

    def _in_order(self) -> Iterator[str]:
        """Every commitment behind those it waits for, without a call for each link of a chain."""
        shared = {phase.id: tuple(self._named_by(phase)) for phase in self.agreement.phases}
        seen: set[str] = set()
        for root in self.commitments:
            stack = [(root, False)]
            while stack:
                name, done = stack.pop()
                if done:
                    yield name
                    continue
                if name in seen:
                    continue
                seen.add(name)
                stack.append((name, True))
                stack += [
                    (each, False)
                    for clause in self._names(self.commitments[name], shared)
                    for each in self.ids_of(clause)
                    if each not in seen
                ]

    def _names(self, one: Commitment, shared: dict[str, tuple[str, ...]]) -> Iterator[str]:
        yield from hangs_on(one)
        yield from shared.get(one.phase or "", ())

    def _named_by(self, phase: Phase) -> Iterator[str]:
        """Clauses on which the days of a phase hang."""
        yield from in_condition(phase.begins)
        yield from in_due(phase.first)
        yield from in_due(phase.last)
        for _, condition in self._begun.get(phase.id, []):
            yield from in_condition(condition)


def _after(day: Came, days: int, months: int = 0) -> Came:
    return later(day, days, months) if isinstance(day, int) else day
