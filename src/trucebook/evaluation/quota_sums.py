"""Sums over days, bounded by the counts of the days and by totals: a system of differences.

What was done by the end of each day is the unknown; a count bounds the step from one day to the
next, a total the step over its period. Such a system has a solution in whole numbers wherever it
has one at all, and the shortest paths in it are its tightest bounds.
Source: spec/quotas.md (semantics, section 3, Totals).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Number
from trucebook.model.time import Day

Open = Number | None
Total = tuple[Day, Day, Interval]
"""First and last day, both included, and what was done in them."""
Rule = tuple[Day, Day, Number]
"""By the start of the second day at most so much more was done than by the start of the first."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """What an account has of one day.

    `options`: more than one where counts conflict. `silent`: nobody gives a count for the day and
    nobody watched, so that only a total can bound what was done beyond it.
    """

    options: tuple[Interval, ...]
    silent: bool = False

    @property
    def low(self) -> Number:
        """The least it can have been."""
        return min(option.low or 0 for option in self.options)

    @property
    def high(self) -> Open:
        """The most it can have been."""
        highs = [option.high for option in self.options if option.high is not None]
        return max(highs) if len(highs) == len(self.options) else None

    @property
    def exact(self) -> bool:
        """Each of its counts is one number, so that a total has nothing to bound."""
        return not self.silent and all(option.low == option.high for option in self.options)


NOTHING_KNOWN = DayCount((Interval(0, None),), silent=True)
Counts = Mapping[Day, DayCount]
"""By day; a day that is not there is one of which nothing is known."""


def days(first: Day, last: Day) -> range:
    """The days from the first to the last, both included."""
    return range(first, last + 1)


def sum_of(counts: Counts, first: Day, last: Day) -> Interval:
    """What was done from the first to the last day, by their counts alone."""
    low: Number = 0
    high: Open = 0
    for day in days(first, last):
        count = counts.get(day, NOTHING_KNOWN)
        low += count.low
        high = None if high is None or count.high is None else high + count.high
    return Interval(low, high)


def covered(day: Day, totals: Sequence[Total]) -> bool:
    """Whether some total speaks of a day."""
    return any(first <= day <= last for first, last, _ in totals)


# --- the system ----------------------------------------------------------------------------------


def rules_of(counts: Counts, totals: Sequence[Total], edges: Iterable[Day]) -> list[Rule]:
    """The system of some totals; `edges` are further days at whose start the sum is asked for."""
    marks = {edge for first, last, _ in totals for edge in (first, last + 1)}
    inner = sorted(marks | set(edges))
    rules: list[Rule] = []
    for begin, end in pairwise(inner):
        number = sum_of(counts, begin, end - 1)
        rules += within(begin, end - 1, number)
    for first, last, number in totals:
        rules += within(first, last, number)
    return rules


def within(first: Day, last: Day, number: Interval) -> list[Rule]:
    """That what was done from the first to the last day lies between two numbers."""
    rules: list[Rule] = [(last + 1, first, -(number.low or 0))]
    if number.high is not None:
        rules.append((first, last + 1, number.high))
    return rules


def holds(rules: Sequence[Rule]) -> bool:
    """Whether all rules can hold at once."""
    at: dict[Day, Number] = {edge: 0 for begin, end, _ in rules for edge in (begin, end)}
    for _ in range(len(at) + 1):
        moved = False
        for begin, end, most in rules:
            if at[begin] + most < at[end]:
                at[end] = at[begin] + most
                moved = True
        if not moved:
            return True
    return False


def most(rules: Sequence[Rule], begin: Day, end: Day) -> Open:
    """The most that can have been done between the starts of two days, where the rules hold."""
    at: dict[Day, Number] = {begin: 0}
    moved = True
    while moved:
        moved = False
        for first, last, step in rules:
            if first in at and (last not in at or at[first] + step < at[last]):
                at[last] = at[first] + step
                moved = True
    return at.get(end)


def bounds(rules: Sequence[Rule], first: Day, last: Day) -> Interval:
    """What can have been done from the first to the last day, where the rules hold."""
    least = most(rules, last + 1, first)
    return Interval(None if least is None else -least, most(rules, first, last + 1))


# --- which totals bound anything -----------------------------------------------------------------


def agreeing(counts: Counts, totals: Sequence[Total]) -> list[tuple[Total, ...]]:
    """The totals that can be true beside the counts, all of them; in conflict, each in turn.

    A total that cannot be true beside the counts of its own days is a conflict on show and bounds
    nothing.
    Shape: at least one set; in the order of the totals that lead them.
    """
    single = [total for total in totals if holds(rules_of(counts, [total], ()))]
    if len(single) <= 1 or holds(rules_of(counts, single, ())):
        return [tuple(single)]
    found: dict[tuple[Total, ...], None] = {}
    for leading in single:
        kept = [leading]
        for other in single:
            if other is not leading and holds(rules_of(counts, [*kept, other], ())):
                kept.append(other)
        found.setdefault(tuple(sorted(kept, key=single.index)))
    return list(found)
