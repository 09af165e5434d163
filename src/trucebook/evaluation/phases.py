"""When phases run, what goes on after them, and the gap where nothing does.

Source: spec/phases.md, spec/term.md (semantics, section 4, Phases and Gap).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from trucebook.evaluation.grown import grown
from trucebook.evaluation.looked_at import ALWAYS
from trucebook.model.agreement import (
    AllOf,
    AnyOf,
    Begins,
    Condition,
    GoesOn,
    InTalks,
    IsMet,
    Not,
    NothingSaid,
    Phase,
    Renews,
)
from trucebook.model.time import Day, later

if TYPE_CHECKING:
    from trucebook.evaluation.course import Course


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """A phase's term in one world. `first` None: it waits; `last` None: no end is known."""

    first: Day | None
    last: Day | None


WAITING = PhaseTime(None, None)


def time_of(course: Course, name: str) -> PhaseTime:
    """The term of a phase."""
    phase = course.case.phases[name]
    return course.world.alone(("phase", name), lambda: _time(course, phase), WAITING)


def _time(course: Course, phase: Phase) -> PhaseTime:
    day_one = course.day_one()
    first = course.due(phase.first, day_one)
    if phase.first is None and phase.begins is not None:
        first = course.came(phase.begins)
    elif phase.first is None:
        first = _begun_by_another(course, phase)
    if first is None:
        return WAITING
    if phase.days is not None:
        last: Day | None = later(first, phase.days, phase.months) - 1
        if phase.longer is not None:
            last = grown(course, phase.id, phase.longer, first)
    else:
        last = course.due(phase.last, day_one)
    for then in phase.after:
        if isinstance(then, Renews) and last is not None:
            # A notice of the phase itself counts on whichever of its terms it is given.
            course.world.itself["phase", phase.id] = PhaseTime(first, None)
            last = _renewed(course, then, last)
    return PhaseTime(first, _earlier(last, agreement_end(course)))


def _renewed(course: Course, then: Renews, last: Day) -> Day:
    """The last day with every renewal that has come by the day looked at."""
    came = course.came(then.unless) if then.unless is not None else None
    while last < course.on and (came is None or came > last - then.ahead):
        last = later(last + 1, then.days, then.months) - 1
        if then.once:
            break
    return last


def agreement_end(course: Course) -> Day | None:
    """The last day of the agreement as a whole, once it has come; None as long as it goes on."""
    # What waits for itself never comes.
    return course.world.alone(("agreement end",), lambda: _agreement_end(course), None)


def _agreement_end(course: Course) -> Day | None:
    came = [course.came(end) for end in course.case.agreement.ends]
    came += [_ended_by(course, name) for name in course.case.enders]
    return min((day for day in came if day is not None), default=None)


def _ended_by(course: Course, power: str) -> Day | None:
    """The day on which a power to end the agreement was used."""
    return course.came(IsMet(power))


def _earlier(one: Day | None, other: Day | None) -> Day | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _begun_by_another(course: Course, phase: Phase) -> Day | None:
    """The day another phase's `after` begins this one: not before that phase is over."""
    days = []
    named = False
    for other in course.case.phases.values():
        for then in other.after:
            if not isinstance(then, Begins) or then.phase != phase.id:
                continue
            named = True
            before = time_of(course, other.id)
            if before.last is None:
                continue
            came = _opens(course, then.condition, before.last)
            if came is not None:
                days.append(max(came, before.last + 1))
    if not named and phase.begins is None and len(course.case.phases) == 1:
        return first_day(course)
    return min(days, default=None)


def _opens(course: Course, condition: Condition | None, last: Day) -> Day | None:
    """The day on which what begins a phase after another has come.

    What comes stays; what can cease, as a denial or talks, counts from the day after that phase,
    on the first day on which it holds.
    """
    if condition is None:
        return last
    if not _can_cease(condition):
        return course.came(condition)
    day = last + 1
    while day <= course.on:
        if course.holds(condition, day):
            return day
        day = course.steady(condition, day) + 1
    return None


def _can_cease(condition: Condition) -> bool:
    """Whether a condition can hold on one day and not on a later one."""
    match condition:
        case Not() | InTalks():
            return True
        case AllOf(parts) | AnyOf(parts):
            return any(_can_cease(part) for part in parts)
        case _:
            return False


def first_day(course: Course) -> Day | None:
    """The first day of the agreement: the one the text numbers 1, or 0 where it counts from 0."""
    day_one = course.day_one()
    return None if day_one is None else day_one + course.case.agreement.clock.offset - 1


STILL: Final = ALWAYS
"""Later than any day: what goes on after its term has not ceased by the day looked at."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a commitment is in force. `first` None: not yet; `last` None: no end yet.

    `extended` says that it goes on after its phase's term, on the day looked at.
    """

    first: Day | None
    last: Day | None
    extended: bool = False


def window(course: Course, clause: str, phase: str | None) -> Window:
    """The days on which a clause of a phase is in force."""
    end = agreement_end(course)
    if phase is None:
        return Window(first_day(course), end)
    time = time_of(course, phase)
    if time.last is None or course.on <= time.last:
        return Window(time.first, time.last)
    until = goes_on_until(course, phase, clause)
    if until is None or (end is not None and end <= time.last):
        return Window(time.first, time.last)
    if until == STILL:
        return Window(time.first, end, extended=end is None or end >= course.on)
    return Window(time.first, _earlier(until, end))


def goes_on_until(course: Course, phase: str, clause: str) -> Day | None:
    """The last day on which a clause goes on after its phase's term.

    None where it does not; `STILL` where it does on the day looked at.
    """
    last = time_of(course, phase).last
    if last is None:
        return None
    found: Day | None = None
    for index, then in enumerate(course.case.phases[phase].after):
        if not isinstance(then, GoesOn) or (then.clauses and clause not in then.clauses):
            continue
        until = course.world.once(
            ("goes on", phase, index), partial(_holds_until, course, then, last)
        )
        if until is not None:
            found = until if found is None else max(found, until)
    return found


def _holds_until(course: Course, then: GoesOn, last: Day) -> Day | None:
    """How long what lets clauses go on holds, from the day after the term, without a break."""
    if then.condition is None:
        return STILL
    day = last + 1
    while day <= course.on:
        if not course.holds(then.condition, day):
            return day - 1 if day - 1 > last else None
        day = course.steady(then.condition, day) + 1
    return STILL if day > last + 1 else None


def clauses_going_on(course: Course, phase: str) -> tuple[str, ...]:
    """Clauses that go on, after the phase's term, on the day looked at."""
    named: list[str] = []
    for then in course.case.phases[phase].after:
        if isinstance(then, GoesOn):
            every = [
                c.clause
                for c in course.case.agreement.commitments
                if c.phase == phase and c.replaced is None
            ]
            named += then.clauses or every
    return tuple(
        sorted(
            clause
            for clause in dict.fromkeys(named)
            if goes_on_until(course, phase, clause) == STILL
        )
    )


def nothing_said(phase: Phase) -> bool:
    """Whether the text itself declares the hole."""
    return any(isinstance(then, NothingSaid) for then in phase.after)
