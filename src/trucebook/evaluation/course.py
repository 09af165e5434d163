"""One course of events: what the acts, days and conditions are in one world, in one account.

Source: spec/time.md, spec/conditions.md (semantics, sections 2 and 4).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.acts import Act, acts_of
from trucebook.evaluation.case import NEVER, Case, Group
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.confirmations import confirmed_on
from trucebook.evaluation.facts import Told
from trucebook.evaluation.looked_at import ALWAYS, DayLookedAt
from trucebook.evaluation.result import Cause
from trucebook.evaluation.worlds import Unknown, World
from trucebook.model.agreement import (
    AllOf,
    AnyOf,
    AtHour,
    Commitment,
    Condition,
    Confirmed,
    CountReached,
    DayCame,
    DaysAfter,
    DaysAfterStart,
    DaysPast,
    Due,
    Earlier,
    HandOver,
    Happened,
    HoursAfter,
    InTalks,
    IsMet,
    IsOverdue,
    LastDayOf,
    Later,
    Level,
    Not,
    OnDate,
    OnDay,
    OtherClock,
    Passed,
    PhaseBegan,
    Reading,
)
from trucebook.model.edtf import minute_elsewhere
from trucebook.model.quantity import Class, Number
from trucebook.model.time import MINUTES, Day, Minute, end_of, later, start_of

LATE = frozenset({"overdue", "missed", "met late"})
"""Standings of a part that was not done by its due day."""

if TYPE_CHECKING:
    from trucebook.evaluation.outcome import Outcome
    from trucebook.evaluation.phases import PhaseTime


class Course:
    """One world as it is being found out. Everything is computed at most once."""

    def __init__(
        self,
        case: Case,
        account: Account,
        on: DayLookedAt,
        world: World,
        evaluate: Callable[[Course, str], Outcome],
        time_of: Callable[[Course, str], PhaseTime],
        subject: str = "",
    ) -> None:
        """Join the case, the account and the world; `evaluate` gives a commitment's outcome.

        `subject` is the commitment in question, where there is one.
        """
        self.case, self.account, self.on, self.world = case, account, on, world
        self._evaluate, self._time_of = evaluate, time_of
        self.subject = subject
        world.subject, world.on = subject, on
        self._open: set[str] = set()
        self.unsettled: frozenset[str] = frozenset()
        """Rounds of the commitment in question that are unknown for lack of confirmation."""

    # --- readings ---------------------------------------------------------------------------

    def reading(self, group: Group) -> Reading | None:
        """How the words of a group are read here. Readings are varied one at a time."""
        unknown = Unknown("reading", group.key)
        if group.has_written and any(
            u.cause == "reading" and u != unknown and a is not None and self._closed(u)
            for u, a in self.world.answers.items()
        ):
            return self.world.choose(unknown, (None,))
        return self.world.choose(unknown, group.readings)

    def _closed(self, unknown: Unknown) -> bool:
        return self.case.groups[str(unknown.key)].has_written

    def as_read(self, name: str) -> tuple[Commitment, Day | None]:
        """A commitment as its clause is read here, and the day numbered 1 for it."""
        commitment = self.case.commitments[name]
        day_one = self.day_one()
        group = self.case.group_of_clause.get(commitment.clause)
        if group is None:
            return commitment, day_one
        reading = self.reading(group)
        if reading is None:
            return commitment, day_one
        if isinstance(reading.change, OtherClock):
            return commitment, reading.change.day_one
        return self.case.variants.get((reading.name, name), commitment), day_one

    # --- days -------------------------------------------------------------------------------

    def day_one(self) -> Day | None:
        """The day numbered 1; None as long as the event that starts the count has not come."""
        clock = self.case.agreement.clock
        if clock.day_one is not None:
            return clock.day_one
        came = self.came(clock.start) if clock.start is not None else None
        return None if came is None else came + 1 - clock.offset

    def due(self, due: Due | None, day_one: Day | None, start: Day | None = None) -> Day | None:
        """The last day in time; None where it has not come to be known.

        `start` is the day the commitment's own clock started.
        """
        match due:
            case None:
                return None
            case OnDate(day):
                return day
            case OnDay(number, phase):
                first = day_one if phase is None else self.time_of(phase).first
                return None if first is None else first + number - 1
            case LastDayOf(phase):
                return self.time_of(phase).last
            case DaysAfterStart(days, months):
                return None if start is None else later(start, days, months)
            case DaysAfter(days, condition, months):
                came = self.came(condition)
                return None if came is None else later(came, days, months)
            case DaysPast(days, of, months):
                past = self.due(of, day_one, start)
                return None if past is None else later(past, days, months)
            case HoursAfter() | AtHour():
                minute = self.due_minute(due, day_one, start)
                return None if minute is None else minute // MINUTES
            case Earlier(parts):
                known = [d for p in parts if (d := self.due(p, day_one, start)) is not None]
                return min(known, default=None)
            case Later(parts):
                each = [self.due(p, day_one, start) for p in parts]
                return None if None in each else max(d for d in each if d is not None)

    def due_minute(
        self, due: Due | None, day_one: Day | None, start: Day | None = None
    ) -> Minute | None:
        """The last minute in time: the last of its day, where the text gives no hour."""
        match due:
            case HoursAfter(hours, condition):
                minute = self.came_at(condition)
                return None if minute is None else minute + hours * 60
            case AtHour(minute, of, zone):
                day = self.due(of, day_one, start)
                if day is None:
                    return None
                if zone is not None:
                    return minute_elsewhere(day, minute, zone, self.case.agreement.zone)
                return start_of(day) + minute
            case Earlier(parts):
                known = [m for p in parts if (m := self.due_minute(p, day_one, start)) is not None]
                return min(known, default=None)
            case Later(parts):
                each = [self.due_minute(p, day_one, start) for p in parts]
                return None if None in each else max(m for m in each if m is not None)
            case _:
                day = self.due(due, day_one, start)
                return None if day is None else end_of(day)

    # --- acts -------------------------------------------------------------------------------

    def acts(self, name: str) -> tuple[Act, ...]:
        """What was done under a commitment, in order of day, whatever day is looked at."""
        return self.world.once(("acts", name), lambda: acts_of(self, name))

    def facts(self, name: str) -> tuple[Told, ...]:
        """The events of a commitment, as they are told under the readings taken here."""
        rests_on = self.case.rests_on(name)
        level = self._other_level(name)
        if not rests_on and level is None:
            return self.case.told(name, self.account)
        taken = frozenset(self.case.called(self.reading(group), group, name) for group in rests_on)
        return self.case.told_under(name, self.account, taken if rests_on else None, level)

    def _other_level(self, name: str) -> Commitment | None:
        """A clause that is read here as another level: a measure is held to that one."""
        if not isinstance(self.case.commitments[name].terms, Level):
            return None
        read, _ = self.as_read(name)
        other = read is not self.case.commitments[name] and isinstance(read.terms, Level)
        return read if other else None

    # --- conditions -------------------------------------------------------------------------

    def time_of(self, phase: str) -> PhaseTime:
        """When a phase runs in this world."""
        return self._time_of(self, phase)

    def outcome(self, name: str) -> Outcome:
        """The outcome of another commitment in this world."""
        # Only the one in question passes on what is left of it.
        key = ("outcome", name, name == self.subject and name in self.case.remainders)
        return self.world.once(key, lambda: self._evaluate(self, name))

    def came(self, condition: Condition, day_one: Day | None = None) -> Day | None:
        """The day a condition came, by the day looked at; None where it did not.

        `day_one` is the day numbered 1 for the clause that asks, where a reading moves it.
        """
        match condition:
            case IsMet(name):
                days = [self._met_day(one) for one in self.case.ids_of(name)]
                return None if not days or None in days else max(d for d in days if d is not None)
            case CountReached(number, names, of):
                return self._reached(number, names, of)
            case DayCame(due):
                day = self.due(due, day_one if day_one is not None else self.day_one())
                return day if day is not None and day <= self.on else None
            case Happened(_):
                minute = self.came_at(condition)
                return None if minute is None else minute // MINUTES
            case Confirmed():
                return confirmed_on(self, condition)
            case Passed():
                return self._passed(condition, day_one)
            case IsOverdue(name):
                late = [day for one in self.case.ids_of(name) for day, _ in self._overdue(one)]
                return min(late, default=None)
            case PhaseBegan(phase):
                first = self.time_of(phase).first
                return first if first is not None and first <= self.on else None
            case InTalks(_, _):
                return int(self.on) if self.holds(condition, self.on) else None
            case AllOf(parts):
                days = [self.came(part, day_one) for part in parts]
                return None if None in days else max(d for d in days if d is not None)
            case AnyOf(parts):
                came = [d for p in parts if (d := self.came(p, day_one)) is not None]
                return min(came, default=None)
            case Not(part):
                return None if self.came(part, day_one) is not None else int(self.on)

    def came_at(self, condition: Condition) -> Minute | None:
        """The minute a condition came: the end of its day, where only the day is known."""
        if isinstance(condition, Happened):
            return self._event_minute(condition.event)
        day = self.came(condition)
        if day is None:
            return None
        told = (
            self._told_minute(condition.commitment, day) if isinstance(condition, IsMet) else None
        )
        return end_of(day) if told is None else told

    def _told_minute(self, name: str, day: Day) -> Minute | None:
        """The minute of the last act of a day, where the record gives the hour of each."""
        acts = [act for one in self.case.ids_of(name) for act in self.acts(one) if act.day == day]
        minutes = [act.minute for act in acts]
        return None if None in minutes else max((m for m in minutes if m is not None), default=None)

    def holds(self, condition: Condition, day: Day, day_one: Day | None = None) -> bool:
        """Whether a condition holds on a day."""
        match condition:
            case InTalks(parties, phrase):
                return self._in_talks(parties, phrase, day)
            case Not(part):
                return not self.holds(part, day, day_one)
            case AllOf(parts):
                return all(self.holds(part, day, day_one) for part in parts)
            case AnyOf(parts):
                return any(self.holds(part, day, day_one) for part in parts)
            case IsOverdue(name):
                return any(
                    first <= day and (done is None or done > day)
                    for one in self.case.ids_of(name)
                    for first, done in self._overdue(one)
                )
            case _:
                came = self.came(condition, day_one)
                return came is not None and came <= day

    def steady(self, condition: Condition, day: Day) -> Day:
        """A last day up to which a condition holds as it does on that day, or does not."""
        match condition:
            case InTalks(parties, phrase):
                named, came = self.world.once(("in talks", phrase), lambda: self._until(phrase))
                if named:
                    turns = [] if came is None else [came]
                else:
                    turns = [one[0] - 1 for p in parties for one in self.case.talks_of(p)]
            case Not(part):
                return self.steady(part, day)
            case AllOf(parts_) | AnyOf(parts_):
                return min(self.steady(part, day) for part in parts_)
            case IsOverdue(name):
                late = [one for each in self.case.ids_of(name) for one in self._overdue(each)]
                turns = [d - 1 for span in late for d in span if d is not None]
            case _:
                came = self.came(condition)
                turns = [] if came is None else [came - 1]
        return min((turn for turn in turns if turn >= day), default=ALWAYS)

    def _passed(self, condition: Passed, day_one: Day | None) -> Day | None:
        """The day on which so many days have passed; the last of them is still theirs in full."""
        since = self.came(condition.since, day_one)
        if since is None:
            return None
        if condition.without is None:
            day = since + condition.days
        else:
            day = since + condition.days + 1
            came = self.came(condition.without, day_one)
            if came is not None and came < day:
                return None
        return day if day <= self.on else None

    def _met_day(self, name: str) -> Day | None:
        if name in self._open:
            self.world.circle()
            return None  # circular: it waits for itself, so it never comes (check says so)
        self._open.add(name)
        try:
            return self.outcome(name).met_day
        finally:
            self._open.discard(name)

    def done_by(self, name: str, step: int | None = None) -> Day | None:
        """The day all of a commitment was done, or all up to one of its steps, by its acts alone.

        Whatever its conditions are: what both do at the same time cannot wait for each other.
        """
        terms = self.case.commitments[name].terms
        if not isinstance(terms, HandOver):
            acts = self.acts(name)
            return acts[0].day if acts and acts[0].day <= self.on else None
        wanted = (
            [terms.steps[step]]
            if step is not None
            else list({one.of: one for one in terms.steps}.values())
        )
        days = [
            None
            if one.cumulative is None
            else self._reached(one.cumulative, (name,), one.of | terms.of)
            for one in wanted
        ]
        return None if None in days else max(day for day in days if day is not None)

    def _overdue(self, name: str) -> list[tuple[Day, Day | None]]:
        """From when parts of a commitment were known not to be done in time, and when they were."""
        if name in self._open:
            self.world.circle()
            return []
        self._open.add(name)
        try:
            parts = self.outcome(name).parts
        finally:
            self._open.discard(name)
        return [
            (part.due + 1, part.plain.done_day if part.plain is not None else None)
            for part in parts
            if part.due is not None and any(word in LATE for word, _ in part.words)
        ]

    def _reached(self, number: Number, names: tuple[str, ...], of: Class) -> Day | None:
        acts = sorted(
            (
                (act, one)
                for name in names
                for one in self.case.ids_of(name)
                for act in self.acts(one)
            ),
            key=lambda pair: (pair[0].day, pair[0].key),
        )
        low: Number = 0
        high: Number | None = 0
        for act, name in acts:
            if act.day > self.on:
                break
            thing = self.case.things.get(getattr(self.case.commitments[name].terms, "thing", ""))
            part = class_interval(act, of, thing)
            low += part.low or 0
            high = None if high is None or part.high is None else high + part.high
            if low >= number:
                return act.day
            if high is None or high >= number:
                unsaid = act.number.low == act.number.high and bool(of) and not of <= act.told.of
                cause: Cause = "category" if unsaid else "count"
                unknown = Unknown(cause, ("reached", names, number, act.key))
                if self.world.choose(unknown, (True, False), against=True):
                    return act.day
        return None

    def _event_minute(self, name: str) -> Minute | None:
        if name in self.case.commitments:
            acts = self.acts(name)
            return acts[0].day * MINUTES + MINUTES - 1 if acts and acts[0].day <= self.on else None
        whens = self.case.named_event(name, self.account)
        if not whens:
            return None
        span = self.world.choose(Unknown("account", ("event", name)), whens)
        if span == NEVER:
            return None
        first, last = span[0] or 0, span[1] or 0
        days = tuple(range(first // MINUTES, last // MINUTES + 1))
        day = self.world.choose(Unknown("date", ("event", name)), days)
        minute = first if day == first // MINUTES and first == last else day * MINUTES + MINUTES - 1
        return minute if day <= self.on else None

    def _in_talks(self, parties: tuple[str, ...], phrase: str, day: Day) -> bool:
        named, came = self.world.once(("in talks", phrase), lambda: self._until(phrase))
        if named:
            return came is None or came >= day
        return all(self._says_in_talks(party, day) for party in parties)

    def _until(self, phrase: str) -> tuple[bool, Day | None]:
        """Whether the reading taken of "in talks" names an end, and the day on which it came."""
        group = self.case.groups.get(phrase)
        reading = self.reading(group) if group is not None else None
        until = getattr(reading.change, "until", None) if reading is not None else None
        return until is not None, self.came(until) if until is not None else None

    def _says_in_talks(self, party: str, day: Day) -> bool:
        """Whether a party's own last word by that day is that talks have begun and go on."""
        said = [one for one in self.case.talks_of(party) if one[0] <= day]
        return bool(said) and max(said)[2] == "begun"
