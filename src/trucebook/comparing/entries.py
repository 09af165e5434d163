"""What a text asks of whom, one line for each commitment, with its days and conditions.

Days are those of the course in which every promise is kept, as soon as it may be or on its last
day in time; where these differ, the line has a range.
Source: spec/compare.md (semantics, sections 2 to 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from trucebook.findings.schedule import Came, Schedule
from trucebook.model.agreement import (
    Agreement,
    Begins,
    Commitment,
    Conduct,
    Due,
    Exchange,
    Expectation,
    HandOver,
    JointAct,
    Keep,
    LastDayOf,
    Level,
    Lump,
    Notice,
    Once,
    OnDate,
    Order,
    PerEach,
    Power,
    Quota,
    Share,
)
from trucebook.model.time import Day
from trucebook.views.conditions import say_condition
from trucebook.views.duty import say_what, who_of
from trucebook.views.wording import say_class, say_day, say_list, say_number, say_times

Dated = int | str
"""A day; of a text whose first day is open, `day 7`; `never` and `open` where there is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment of a text, told by its effect."""

    clause: str
    commitment: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    what: str
    amounts: str
    """How much by which day or for whom, where it comes in parts."""
    first: Dated
    """The first day on which it can be done, or from which it is kept."""
    last: Dated
    """The last day in time, or the last on which it is kept."""
    conditions: tuple[str, ...]
    waits: str | None
    """What its phase waits for; None where that has a day."""
    basis: str
    answers: bool = False
    """Whether each part of it answers an act of the other side."""

    @property
    def certain(self) -> bool:
        """Whether it hangs on nothing but its days."""
        return not self.conditions and self.waits is None and not self.answers


def entries(agreement: Agreement) -> tuple[Entry, ...]:
    """Every commitment that stands, by its last day; those without one come last, by id."""
    soon, late = Schedule(agreement, soon=True), Schedule(agreement, soon=False)
    found = [
        _entry(one, agreement, soon, late) for one in agreement.commitments if one.replaced is None
    ]
    return tuple(
        sorted(found, key=lambda one: (*_place(one.last), *_place(one.first), one.commitment))
    )


def _place(day: Dated) -> tuple[int, int]:
    if isinstance(day, int):
        return 0, day
    number = day.removeprefix("day ")
    return (1, int(number)) if number.lstrip("-").isdigit() else (2, 0)


def _entry(one: Commitment, agreement: Agreement, soon: Schedule, late: Schedule) -> Entry:
    first, last = _days(one, soon, late)
    fixed = _fixed(one, agreement) if late.supposed and last in {"open", "never"} else None
    spell = _months(one, agreement) if late.supposed else None
    return Entry(
        one.clause,
        one.id,
        who_of(agreement, one.liable),
        who_of(agreement, one.owed),
        say_what(one),
        _amounts(one, late),
        dated(first, soon),
        fixed or spell or dated(last, late),
        tuple(_conditions(one)),
        _phase_condition(one, agreement),
        one.basis.kind,
        isinstance(one.terms, Exchange),
    )


def dated(day: Came, schedule: Schedule) -> Dated:
    """A day of the calendar; of a text whose first day is open, its number."""
    if not isinstance(day, int) or not schedule.supposed or schedule.day_one is None:
        return day
    number = day - schedule.day_one + 1
    # A date that the text gives stays a date; what is counted from an open day has a number.
    return f"day {number}"


def _end(name: str, late: Schedule) -> Came:
    """The last day in time of what an exchange is against."""
    terms = late.commitments[name].terms
    if isinstance(terms, HandOver) and terms.steps:
        return late.own_due(name, terms.steps[-1].due)
    return late.met(name)


def _last_due(one: Commitment) -> Due | None:
    terms = one.terms
    if isinstance(terms, HandOver):
        return terms.steps[-1].due if terms.steps else None
    return getattr(terms, "due", None) or getattr(terms, "last", None)


def _fixed(one: Commitment, agreement: Agreement) -> Day | None:
    """The date that a text gives, though it leaves open which day is its first."""
    due = _last_due(one)
    of = due.phase if isinstance(due, LastDayOf) else one.phase
    if due is None or isinstance(due, LastDayOf):
        phase = next((phase for phase in agreement.phases if phase.id == of), None)
        due = None if phase is None else phase.last
    return due.day if isinstance(due, OnDate) else None


def _months(one: Commitment, agreement: Agreement) -> str | None:
    """How long a phase is that counts months from an open day: how many days is not known."""
    due = _last_due(one)
    if due is not None and not isinstance(due, LastDayOf):
        return None
    of = one.phase if due is None else due.phase
    phase = next((phase for phase in agreement.phases if phase.id == of), None)
    if phase is None or not phase.months:
        return None
    more = f" and {say_times(phase.days, 'day')}" if phase.days else ""
    return f"the end of {say_times(phase.months, 'month')}{more}"


def _days(one: Commitment, soon: Schedule, late: Schedule) -> tuple[Came, Came]:
    terms = one.terms
    match terms:
        case HandOver(steps=steps) if steps:
            return soon.starts(one.id), late.own_due(one.id, steps[-1].due)
        case Once() | JointAct() | HandOver():
            return soon.met(one.id), late.met(one.id)
        case Keep(first=first) | Quota(first=first) | Level(first=first):
            start = soon.starts(one.id) if first is None else soon.due(first, soon.starts(one.id))
            return start, late.met(one.id)
        case Power(first=first, last=last):
            start = soon.starts(one.id) if first is None else soon.due(first, soon.starts(one.id))
            end = late.window(one)[1] if last is None else late.due(last, late.starts(one.id))
            return start, end
        case Exchange(against=against, days=days):
            ends = [_end(each, late) for each in late.ids_of(against)]
            latest = max((day for day in ends if isinstance(day, int)), default=None)
            return soon.starts(one.id), "open" if latest is None else latest + days
        case Notice():
            return soon.starts(one.id), late.met(one.id)
        case Conduct() | Expectation() | Order():
            return soon.starts(one.id), late.window(one)[1]
        case _:
            assert_never(terms)


def _amounts(one: Commitment, late: Schedule) -> str:
    """How much by which day, of what comes in parts or by class; empty where `what` says it."""
    terms = one.terms
    if isinstance(terms, Exchange):
        return "; ".join(_item(item, terms.thing) for item in terms.items)
    if isinstance(terms, HandOver) and len(terms.steps) > 1:
        parts = []
        for step in terms.steps:
            day = say_dated(dated(late.own_due(one.id, step.due), late))
            number = "more" if step.cumulative is None else say_number(step.cumulative)
            if step.found is not None:
                number = f"{say_number(step.found.per_cent)} per cent"
            parts.append(f"{number} by {day}")
        return f"in all {', '.join(parts)}"
    if isinstance(terms, Quota | HandOver) and terms.shares:
        return f"of which {_shares(terms.shares)}"
    return ""


def _shares(shares: Iterable[Share]) -> str:
    return say_list(f"{say_number(each.number)} {say_class(each.of)}" for each in shares)


def _item(item: PerEach | Lump, thing: str) -> str:
    give = f" ({say_class(item.give)})" if item.give else ""
    against = say_class(item.against)
    many = "all" if item.number is None else say_number(item.number)
    if isinstance(item, Lump):
        size = "" if item.size is None else f"{say_number(item.size)} "
        return f"{many} {thing}{give} for the {size}{against}".rstrip()
    each = "each" if item.per == 1 else f"each {item.per}"
    shares = f", of them {_shares(item.shares)}" if item.shares else ""
    return f"{many} {thing}{give} for {each} {against}".rstrip() + shares


def _conditions(one: Commitment) -> list[str]:
    found = [f"{each.word} {say_condition(each.condition)}" for each in one.conditions]
    if one.only_after and one.since is None:
        found = [
            f"only after {words.removeprefix('once ')}" if words.startswith("once ") else words
            for words in found
        ]
    if one.in_return_for and not isinstance(one.terms, Exchange):
        found.append(f"in return for {say_list(f'[{name}]' for name in one.in_return_for)}")
    if one.same_time:
        found.append(f"at the same time as {say_list(say_condition(c) for c in one.same_time)}")
    if one.each_round is not None:
        before = "the round before" if one.each_round.before else "the same round"
        found.append(f"each round once {before} of [{one.each_round.of}] is met")
    if one.to_be_negotiated and not isinstance(one.terms, HandOver):
        found.append("the amount is to be negotiated")
    return found


def _phase_condition(one: Commitment, agreement: Agreement) -> str | None:
    """What the phase of a commitment waits for."""
    phase = next((p for p in agreement.phases if p.id == one.phase), None)
    if phase is None or phase.first is not None:
        return None
    if phase.begins is not None:
        return f"phase {phase.id} begins once {say_condition(phase.begins)}"
    ways = [
        f"phase {phase.id} begins"
        + ("" if then.condition is None else f" once {say_condition(then.condition)}")
        for other in agreement.phases
        for then in other.after
        if isinstance(then, Begins) and then.phase == phase.id
    ]
    if ways:
        return say_list(ways, "or")
    return None if len(agreement.phases) == 1 else f"nothing says when phase {phase.id} begins"


def say_dated(day: Dated) -> str:
    """A day as read."""
    if isinstance(day, int):
        return say_day(day)
    return {"never": "no day", "open": "an open day"}.get(day, day)
