"""Deadlines with an hour: whether what was done on the due day was done in time.

Standings are asked for by the day, so a round is open on the whole of its due day; what was done
on that day after the hour is late.
Source: spec/hours.md#by-the-hour (semantics, section 2: instants where the text gives hours).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.evaluation.acts import Act
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.course import Course
from trucebook.evaluation.worlds import Unknown
from trucebook.model.quantity import Class, Number, Thing
from trucebook.model.time import MINUTES, Day, Minute


def minute_of(course: Course, act: Act, name: str) -> Minute:
    """When in its day an act was: its first or its last minute decide every rule of hours."""
    unknown, options = _minute_in_day(act, name)
    return act.day * MINUTES + course.world.choose(unknown, options)


def in_its_day(course: Course, act: Act, name: str) -> tuple[Minute, ...]:
    """Every minute at which an act can have been, as far as the world leaves it open."""
    unknown, options = _minute_in_day(act, name)
    if unknown in course.world.answers:
        options = (course.world.choose(unknown, options),)
    return tuple(act.day * MINUTES + minute for minute in options)


def _minute_in_day(act: Act, name: str) -> tuple[Unknown, tuple[Minute, ...]]:
    """What is not known of the minute of an act; counted in the day: the same doubt on any day."""
    options = dict.fromkeys(minute - act.day * MINUTES for minute in minutes_of(act))
    return Unknown("date", ("minute", name, act.key)), tuple(options)


def minutes_of(act: Act) -> tuple[Minute, Minute]:
    """The first and the last minute in which an act can have been."""
    first, last = act.day * MINUTES, act.day * MINUTES + MINUTES - 1
    low, high = act.span
    low = first if low is None else max(first, low)
    high = last if high is None else min(last, high)
    return (low, high) if low <= high else (first, last)


def by_the_hour(minute: Minute | None) -> bool:
    """Whether a last minute is another than the last of its day."""
    return minute is not None and minute % MINUTES != MINUTES - 1


def late_once(
    course: Course, name: str, acts: Sequence[Act], done: Day | None, last: Minute | None
) -> bool | None:
    """Whether a thing done once, on its due day, was done after the hour; None: days decide."""
    if last is None or done != last // MINUTES or not by_the_hour(last):
        return None
    return min(minute_of(course, act, name) for act in acts if act.day == done) > last


def late_in_sum(
    course: Course,
    name: str,
    acts: Iterable[Act],
    last: Minute,
    need: Number,
    of: Class,
    thing: Thing | None,
) -> bool:
    """Whether acts up to a minute fall short of what a round and those before it ask for."""
    low: Number = 0
    high: Number | None = 0
    for act in acts:
        if act.day > last // MINUTES:
            continue
        if act.day == last // MINUTES and minute_of(course, act, name) > last:
            continue
        number = class_interval(act, of, thing)
        low += number.low or 0
        high = None if high is None or number.high is None else high + number.high
    if low >= need or (high is not None and high < need):
        return low < need
    return course.world.choose(Unknown("count", (name, "by the hour", last)), (True, False))


def inside(course: Course, act: Act, name: str, first: Minute | None, last: Minute | None) -> bool:
    """Whether an act lies between two minutes, both included; None: no bound."""
    if first is not None and act.day == first // MINUTES and first % MINUTES:
        return minute_of(course, act, name) >= first
    if last is not None and act.day == last // MINUTES and by_the_hour(last):
        return minute_of(course, act, name) <= last
    after = first is None or act.day >= first // MINUTES
    return after and (last is None or act.day <= last // MINUTES)
