"""Conditions and due days of a text in words."""

from __future__ import annotations

from collections.abc import Iterable

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
    Exchange,
    Happened,
    HoursAfter,
    InTalks,
    IsMet,
    IsOverdue,
    LastDayOf,
    Later,
    Not,
    OnDate,
    OnDay,
    Passed,
    PhaseBegan,
)
from trucebook.views.wording import say_day, say_list, say_number, say_times


def say_condition(condition: Condition) -> str:
    """A condition in words, without its governing word."""
    match condition:
        case IsMet(commitment=name):
            return f"[{name}] is met"
        case CountReached(number=number, commitments=names):
            return (
                f"{say_number(number)} are reached under {say_list(f'[{name}]' for name in names)}"
            )
        case DayCame(day=day):
            return f"{say_due(day)} has come"
        case Happened(event=event):
            return f'"{event}" has happened'
        case Confirmed(by=by, commitments=names, event=event):
            what = say_list(f"[{name}]" for name in names) if event is None else f'"{event}"'
            return f"{what} is confirmed by {say_list(by, 'or')}"
        case IsOverdue(commitment=name):
            return f"[{name}] is overdue"
        case Passed(days=days, since=since, without=without):
            passed = f"{say_times(days, 'day')} have passed since {say_condition(since)}"
            return passed if without is None else f"{passed}, without {say_condition(without)}"
        case PhaseBegan(phase=phase):
            return f"phase {phase} has begun"
        case InTalks(parties=parties, phrase=phrase):
            return f"{say_list(parties)} are {phrase}"
        case AllOf(of=parts):
            return say_list(say_condition(part) for part in parts)
        case AnyOf(of=parts):
            return say_list((say_condition(part) for part in parts), "or")
        case Not(of=part):
            return f"not: {say_condition(part)}"


def say_due(due: Due) -> str:
    """A due day as the text has it."""
    match due:
        case OnDate(day=day):
            return say_day(day)
        case OnDay(number=number, phase=phase):
            return f"day {number}" + ("" if phase is None else f" of phase {phase}")
        case LastDayOf(phase=phase):
            return f"the last day of phase {phase}"
        case DaysAfterStart(days=days, months=months):
            return f"{_length(days, months)} after its clock started"
        case DaysPast(days=days, of=day, months=months):
            return f"{_length(days, months)} after {say_due(day)}"
        case AtHour(minute=minute, of=day, zone=zone):
            where = f" {zone}" if zone else ""
            return f"{minute // 60:02}:{minute % 60:02}{where} on {say_due(day)}"
        case Earlier(of=parts):
            return f"the earlier of {say_list(say_due(part) for part in parts)}"
        case Later(of=parts):
            return f"the later of {say_list(say_due(part) for part in parts)}"
        case DaysAfter(days=days, of=condition, months=months):
            return f"{_length(days, months)} after {say_condition(condition)}"
        case HoursAfter(hours=hours, of=condition):
            return f"{say_times(hours, 'hour')} after {say_condition(condition)}"


def _length(days: int, months: int) -> str:
    parts = [say_times(months, "month")] if months else []
    return " and ".join([*parts, *([say_times(days, "day")] if days or not months else [])])


def waits_for(commitment: Commitment) -> Iterable[str]:
    """Clauses that must come first: what `once` names, and whose acts open an exchange."""
    for proviso in commitment.conditions:
        if proviso.word == "once":
            yield from needed(proviso.condition)
    if isinstance(commitment.terms, Exchange):
        yield commitment.terms.against


def needed(condition: Condition) -> Iterable[str]:
    """Clauses without which a condition cannot come."""
    match condition:
        case IsMet(commitment=name):
            yield name.partition("/")[0]
        case CountReached(commitments=names):
            if len(names) == 1:
                yield names[0].partition("/")[0]
        case Passed(since=since):
            yield from needed(since)
        case AllOf(of=parts):
            for part in parts:
                yield from needed(part)
        case _:
            return
