"""What a text says beside its clauses: first day, who has which role, phases, readings, ends.

Source: spec/compare.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucebook.comparing.plain import SAME, Plain, Renamed, plain
from trucebook.model.agreement import (
    Agreement,
    Begins,
    GoesOn,
    NothingSaid,
    OtherClock,
    OtherWords,
    Phase,
    Reading,
    Renews,
    Then,
)
from trucebook.views.conditions import say_condition, say_due
from trucebook.views.wording import say_day, say_list, say_times


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a text says beside its clauses: what it is about, in words, and its meaning."""

    about: str
    words: str
    meaning: Plain


def points(agreement: Agreement, renamed: Renamed = SAME) -> dict[str, Point]:
    """Every such thing by what it is about."""
    return {point.about: point for point in _points(agreement, renamed)}


def _points(agreement: Agreement, names: Renamed) -> Iterable[Point]:
    clock = agreement.clock
    first = "open" if clock.day_one is None else say_day(clock.day_one)
    if clock.start is not None:
        first = f"the day of: {say_condition(clock.start)}"
    counted = "" if clock.offset == 1 else ", and the text counts from day 0"
    yield Point("day 1", first + counted, plain(clock, names))
    yield Point("the zone", agreement.zone, agreement.zone)
    for party in agreement.parties:
        known = names.party(party.id)
        words = f"{party.name}, {party.role}"
        matters = f" for {say_list(party.matters)}" if party.matters else ""
        yield Point(f"the role of {known}", words + matters, (party.role, party.matters))
    for thing in agreement.things:
        axes = "; ".join(f"by {axis} ({', '.join(of)})" for axis, of in thing.axes)
        yield Point(f"the count of {thing.id}", axes or "no categories", plain(thing, names))
    for phase in agreement.phases:
        meaning = (phase.days, phase.months, phase.first, phase.begins, phase.last, phase.longer)
        yield Point(f"the term of phase {phase.id}", say_term(phase), plain(meaning, names))
        after = "; ".join(say_then(then) for then in phase.after) or "nothing"
        yield Point(f"what follows phase {phase.id}", after, plain(phase.after, names))
    for reading in agreement.readings:
        clauses = tuple(names.clause(one) for one in reading.clauses)
        about = reading.phrase or say_list(f"[{one}]" for one in sorted(clauses))
        yield Point(
            f"the reading '{reading.name}' of {about}", _say_reading(reading), plain(reading, names)
        )
    if agreement.ends:
        ends = "; ".join(say_condition(one) for one in agreement.ends)
        yield Point("the end of the agreement", ends, plain(agreement.ends, names))


def say_term(phase: Phase) -> str:
    """How long a phase is, from when until when."""
    parts = []
    if phase.months:
        parts.append(say_times(phase.months, "month"))
    if phase.days:
        parts.append(say_times(phase.days, "day"))
    if phase.first is not None:
        parts.append(f"from {say_due(phase.first)}")
    if phase.begins is not None:
        parts.append(f"once {say_condition(phase.begins)}")
    if phase.last is not None:
        parts.append(f"until {say_due(phase.last)}")
    if phase.longer is not None:
        parts.append("with days more by what comes under other clauses")
    return " ".join(parts) or "no term"


def say_then(then: Then) -> str:
    """What follows a phase."""
    match then:
        case Begins(condition=None, phase=phase):
            return f"phase {phase} begins"
        case Begins(condition=condition, phase=phase) if condition is not None:
            return f"once {say_condition(condition)}, phase {phase} begins"
        case GoesOn(condition=condition, clauses=clauses):
            what = say_list(f"[{one}]" for one in clauses) if clauses else "all of it"
            while_ = "" if condition is None else f"while {say_condition(condition)}, "
            return f"{while_}{what} goes on"
        case Renews(unless=unless, days=days, months=months, ahead=ahead):
            long = say_list(
                [
                    *([say_times(months, "month")] if months else []),
                    *([say_times(days, "day")] if days else []),
                ]
            )
            but = "" if unless is None else f" unless {say_condition(unless)}"
            before = f" at least {say_times(ahead, 'day')} before" if ahead else ""
            return f"it renews for {long}{but}{before}"
        case NothingSaid():
            return "otherwise nothing is said"
        case _:
            return "something else"  # pragma: no cover - the cases above are all


def _say_reading(reading: Reading) -> str:
    held = say_list(reading.holders)
    change = reading.change
    match change:
        case OtherClock(day_one=day):
            words = f"day 1 is {say_day(day)}"
        case OtherWords(commitments=ones):
            words = " ".join(dict.fromkeys(one.text for one in ones))
        case _:
            until = change.until
            words = (
                "only while each side says so" if until is None else f"until {say_condition(until)}"
            )
    return f"held by {held}: {words}"


def other_points(
    a: Agreement, b: Agreement, renamed: Renamed
) -> tuple[tuple[str, str | None, str | None], ...]:
    """What the two texts say otherwise beside their clauses; None where one says nothing of it."""
    here: Mapping[str, Point] = points(a)
    there: Mapping[str, Point] = points(b, renamed)
    return tuple(
        (
            about,
            here[about].words if about in here else None,
            there[about].words if about in there else None,
        )
        for about in sorted(here.keys() | there.keys())
        if about not in here or about not in there or here[about].meaning != there[about].meaning
    )
