"""When things begin, come and end in one world: days, conditions, phases, coverage.

Source: semantics, sections 2, 4 and 5 (coverage).
"""

from __future__ import annotations

from collections.abc import Callable

from tests.slow.statements import Heard
from tests.slow.worlds import Act, World
from trucebook.evaluation.result import Clocks
from trucebook.model.agreement import (
    Agreement,
    AllOf,
    AnyOf,
    Begins,
    Commitment,
    Condition,
    CountReached,
    DayCame,
    DaysAfter,
    DaysAfterStart,
    Due,
    Earlier,
    GoesOn,
    Happened,
    HoursAfter,
    InTalks,
    IsMet,
    LastDayOf,
    Later,
    Not,
    OnDate,
    OnDay,
    Phase,
    PhaseBegan,
)
from trucebook.model.report import Bound
from trucebook.model.time import MINUTES, Day


class Course:
    """The course of events in one world, under one way of reading the text."""

    def __init__(
        self,
        agreement: Agreement,
        heard: Heard,
        clocks: Clocks,
        day_ones: dict[str, Day],
        talks_until: dict[str, Condition | None],
    ) -> None:
        self.agreement = agreement
        self.heard = heard
        self.clocks = clocks
        self.on = clocks.on
        self.day_ones = day_ones
        """By clause: day 1 as a reading counts it."""
        self.talks_until = talks_until
        """By phrase: until when talks are taken to go on."""
        self.world = World((), (), {})
        self.done_day: Callable[[Commitment], Day | None] = lambda _: None
        """When a commitment was done in full; given by whoever knows the rounds."""

    def commitment(self, name: str) -> Commitment | None:
        """The commitment of that id."""
        return next((c for c in self.agreement.commitments if c.id == name), None)

    def acts(self, c: str) -> list[Act]:
        """What was done under a commitment by the end of the day looked at, oldest first."""
        mine = [a for a in self.world.acts if c in a.commitments and a.done and a.day <= self.on]
        return sorted(mine, key=lambda a: (a.minute, a.key))

    # --- days ----------------------------------------------------------------------------

    def day_one(self) -> Day | None:
        """The day numbered 1."""
        clock = self.agreement.clock
        if clock.day_one is not None or clock.start is None:
            return clock.day_one
        came = self.came(clock.start)
        return None if came is None else came + 1 - clock.offset

    def due(self, due: Due | None, c: Commitment | None) -> Day | None:
        """The last day on which a thing is in time, in the words of a commitment (or of none)."""
        match due:
            case None:
                return self.last_of(c.phase) if c is not None and c.phase is not None else None
            case OnDate():
                return due.day
            case OnDay():
                one = self.first_of(due.phase) if due.phase is not None else self.day_one()
                if c is not None and due.phase is None:
                    one = self.day_ones.get(c.clause, one)
                return None if one is None else one + due.number - 1
            case LastDayOf():
                return self.last_of(due.phase)
            case DaysAfter():
                came = self.came(due.of, c)
                return None if came is None else came + due.days
            case HoursAfter():
                came = self.came(due.of, c)
                return None if came is None else came + -(-due.hours // 24)
            case DaysAfterStart():
                start = self.start(c) if c is not None else None
                return None if start is None else start + due.days
            case Earlier() | Later():
                days = [self.due(d, c) for d in due.of]
                known = [d for d in days if d is not None]
                if isinstance(due, Later):
                    return max(known) if known and len(known) == len(days) else None
                return min(known, default=None)

    # --- conditions ----------------------------------------------------------------------

    def came(self, condition: Condition, c: Commitment | None = None) -> Day | None:
        """The day on which a condition came, by the day looked at; None: it has not.

        `c` is the commitment in whose words it stands: readings count its days.
        """
        found = self._came(condition, c)
        return found if found is not None and found <= self.on else None

    def _came(self, condition: Condition, words: Commitment | None) -> Day | None:
        match condition:
            case IsMet():
                c = self.commitment(condition.commitment)
                return None if c is None else self.done_day(c)
            case CountReached():
                acts = [a for name in condition.commitments for a in self.acts(name)]
                total = 0
                for a in sorted({a.key: a for a in acts}.values(), key=lambda a: a.minute):
                    total += a.of_class(condition.of)
                    if total >= condition.number:
                        return a.day
                return None
            case DayCame():
                return self.due(condition.day, words)
            case Happened():
                days = [
                    a.day for a in self.world.acts if self._named(a, condition.event) and a.done
                ]
                return min(days, default=None)
            case PhaseBegan():
                return self.first_of(condition.phase)
            case AllOf():
                days_ = [self.came(c, words) for c in condition.of]
                known = [d for d in days_ if d is not None]
                return max(known) if len(known) == len(days_) else None
            case AnyOf():
                return min(
                    (d for c in condition.of if (d := self.came(c, words)) is not None),
                    default=None,
                )
            case Not() | InTalks():
                one = self.day_one()
                days = range(one, self.on + 1) if one is not None else range(0)
                return next((d for d in days if self.holds(condition, d, words)), None)

    def _named(self, act: Act, event: str) -> bool:
        return act.key == f"event {event}"

    def holds(self, condition: Condition, day: Day, words: Commitment | None = None) -> bool:
        """Whether a condition holds at the end of a day."""
        match condition:
            case Not():
                return not self.holds(condition.of, day, words)
            case AllOf():
                return all(self.holds(c, day, words) for c in condition.of)
            case AnyOf():
                return any(self.holds(c, day, words) for c in condition.of)
            case InTalks():
                return self.in_talks(condition, day)
            case _:
                came = self.came(condition, words)
                return came is not None and came <= day

    def in_talks(self, condition: InTalks, day: Day) -> bool:
        """Talks go on: until what a reading names, else while each side says so or takes part."""
        until = self.talks_until.get(condition.phrase)
        if until is not None:
            came = self.came(until)
            return came is None or day <= came  # within a day, what ends it comes last
        return all(self._talking(p, day) for p in condition.parties)

    def _talking(self, party: str, day: Day) -> bool:
        said = [
            b
            for b in self.heard.talks
            if party in {b.side, b.performer, b.receiver} and _last_day(b) <= day
        ]
        if not said:
            return False
        return max(said, key=lambda b: (_last_day(b), b.report.id)).report.stage == "begun"

    # --- phases --------------------------------------------------------------------------

    def phase(self, name: str) -> Phase:
        """The phase of that id."""
        return next(p for p in self.agreement.phases if p.id == name)

    def first_of(self, name: str) -> Day | None:
        """A phase's first day."""
        p = self.phase(name)
        if p.first is not None:
            return self.due(p.first, None)
        if p.begins is not None:
            return self.came(p.begins)
        for before in self.agreement.phases:
            for then in before.after:
                if isinstance(then, Begins) and then.phase == name:
                    last = self.last_of(before.id)
                    came = last if then.condition is None else self.came(then.condition)
                    if last is not None and came is not None:
                        return max(last + 1, came)
        return None

    def last_of(self, name: str) -> Day | None:
        """The last day of a phase's term."""
        p = self.phase(name)
        first = self.first_of(name)
        if first is not None and p.days is not None:
            return first + p.days - 1
        if p.last is not None:
            return self.due(p.last, None)
        return None

    def goes_on_until(self, c: Commitment) -> Day | None:
        """The last day a clause runs: its phase's, or later where it goes on. None: it runs."""
        if c.phase is None:
            return None
        last = self.last_of(c.phase)
        if last is None or last >= self.on:
            return last
        for then in self.phase(c.phase).after:
            if not isinstance(then, GoesOn) or (then.clauses and c.clause not in then.clauses):
                continue
            day = last + 1
            while day <= self.on:
                if then.condition is not None and not self.holds(then.condition, day):
                    break
                day += 1
            if day > self.on:
                return None
            last = max(last, day - 1)
        return last

    def start(self, c: Commitment) -> Day | None:
        """The day a duty came into force; None: it has not."""
        days = [self.first_of(c.phase) if c.phase is not None else self.day_one()]
        days += [self.came(p.condition, c) for p in c.conditions if p.word == "once"]
        known = [d for d in days if d is not None and d <= self.on]
        return max(known) if len(known) == len(days) else None

    # --- silence -------------------------------------------------------------------------

    def horizon(self) -> Day:
        """The last day that watching can speak of."""
        ends = [self.on]
        if self.clocks.public is not None:
            ends.append(self.clocks.public)
        if self.clocks.known is not None:
            ends.append(self.clocks.known // MINUTES)
        return min(ends)

    def watched(self, c: Commitment, day: Day, round_id: str | None = None) -> bool:
        """Whether silence on a day means not done."""
        ids = {c.id, c.clause, round_id}
        return day <= self.horizon() and any(
            ids & set(w.ids) and w.first <= day <= w.last for w in self.heard.watches
        )

    def declared(self, name: str, day: Day) -> bool:
        """Whether somebody declared to watch a commitment on a day, whatever day is looked at."""
        ends = [day]
        if self.clocks.public is not None:
            ends.append(self.clocks.public)
        if self.clocks.known is not None:
            ends.append(self.clocks.known // MINUTES)
        c = self.commitment(name)
        ids = {name} if c is None else {c.id, c.clause}
        return day <= min(ends) and any(
            ids & set(w.ids) and w.first <= day <= w.last for w in self.heard.watches
        )

    def watched_through(self, c: Commitment, first: Day, last: Day, round_id: str) -> bool:
        """Whether it was watched on every day from the first to the last."""
        return all(self.watched(c, d, round_id) for d in range(first, last + 1))


def _last_day(b: Bound) -> Day:
    when = b.report.when
    return b.report.published if when is None or when.last is None else when.last // MINUTES
