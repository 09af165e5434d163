"""Sums over days, bounded by the counts of the days and by totals: a system of differences.

What was done by the end of each day is the unknown; a count bounds the step from one day to the
next, a total the step over its period. Such a system has a solution in whole numbers wherever it
has one at all, and the shortest paths in it are its tightest bounds.
Source: spec/quotas.md (semantics, section 3, Totals).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate, pairwise

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
    low: Number = field(init=False, compare=False)
    """The least it can have been."""
    high: Open = field(init=False, compare=False)
    """The most it can have been."""
    number: Interval = field(init=False, compare=False)
    """Both."""
    exact: bool = field(init=False, compare=False)
    """Each of its counts is one number, so that a total has nothing to bound."""

    def __post_init__(self) -> None:
        """Read off what every sum asks for."""
        low, high = self.options[0].low or 0, self.options[0].high
        for option in self.options[1:]:
            low = min(low, option.low or 0)
            high = None if high is None or option.high is None else max(high, option.high)
        exact = not self.silent and all(one.low == one.high for one in self.options)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "number", Interval(low, high))
        object.__setattr__(self, "exact", exact)


NOTHING_KNOWN = DayCount((Interval(0, None),), silent=True)
Counts = Mapping[Day, DayCount]
"""By day; a day that is not there is one of which nothing is known."""


def days(first: Day, last: Day) -> range:
    """The days from the first to the last, both included."""
    return range(first, last + 1)


def sum_of(counts: Counts, first: Day, last: Day) -> Interval:
    """What was done from the first to the last day, by their counts alone."""
    if first == last:
        return counts.get(first, NOTHING_KNOWN).number
    low: Number = 0
    high: Open = 0
    for day in range(first, last + 1):
        count = counts.get(day, NOTHING_KNOWN)
        low += count.low
        if high is not None:
            high = None if count.high is None else high + count.high
    return Interval(low, high)


def merged(spans: Iterable[tuple[Day, Day]]) -> list[tuple[Day, Day]]:
    """The runs of days, both ends included, that some spans make together, in order."""
    found: list[tuple[Day, Day]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


@dataclass(frozen=True, slots=True)
class Bounded:
    """The counts of some days and the totals that bound them, in one world.

    `settled`: which of conflicting counts were taken, by day; what tells these counts from others
    of the same days.
    """

    counts: Counts
    totals: tuple[Total, ...]
    settled: tuple[tuple[Day, Interval], ...] = ()
    runs: tuple[tuple[Day, ...], tuple[Day, ...]] = field(init=False, compare=False)
    """The first and the last days of the runs of days that the totals speak of."""

    def __post_init__(self) -> None:
        """Which days the totals speak of."""
        runs = merged((first, last) for first, last, _ in self.totals)
        firsts, lasts = tuple(first for first, _ in runs), tuple(last for _, last in runs)
        object.__setattr__(self, "runs", (firsts, lasts))

    def of(self, day: Day) -> DayCount:
        """The count of a day."""
        return self.counts.get(day, NOTHING_KNOWN)

    def spoken(self, first: Day, last: Day) -> bool | None:
        """Whether totals speak of each of some days; None where only of some of them."""
        firsts, lasts = self.runs
        at = bisect_left(lasts, first)
        if at == len(lasts) or firsts[at] > last:
            return False
        return True if firsts[at] <= first and last <= lasts[at] else None

    def taken(self, first: Day, last: Day) -> tuple[tuple[Day, Interval], ...]:
        """Which of conflicting counts were taken of some days."""
        if not self.settled:
            return ()
        return tuple([one for one in self.settled if first <= one[0] <= last])


Bounds = tuple[Number, Number, int]
"""The least; the most, but for days that nothing bounds; how many those are."""


class Running:
    """What was done by each day of some counts, where silence that no total bounds adds nothing."""

    def __init__(self, told: Bounded) -> None:
        """From the first day of which anything is known to the last."""
        self.first, last = min(told.counts), max(told.counts)
        each = [told.of(day) for day in days(self.first, last)]
        quiet = [
            count.silent and not told.spoken(day, day) for day, count in enumerate(each, self.first)
        ]
        highs = [
            count.low if hushed else count.high for count, hushed in zip(each, quiet, strict=True)
        ]
        self._low = list(accumulate([count.low for count in each], initial=0))
        self._high = list(accumulate([high or 0 for high in highs], initial=0))
        self._unknown = list(accumulate([high is None for high in highs], initial=0))
        self.places = _places([n for count in each for o in count.options for n in (o.low, o.high)])

    def of(self, first: Day, last: Day) -> Bounds:
        """From the first to the last day."""
        begin, end = first - self.first, last + 1 - self.first
        return (
            self._low[end] - self._low[begin],
            self._high[end] - self._high[begin],
            self._unknown[end] - self._unknown[begin],
        )


def _places(numbers: Iterable[Number | None]) -> int:
    """The smallest exponent among some numbers; 1 where none has any."""
    places = [n.as_tuple().exponent for n in numbers if isinstance(n, Decimal)]
    return min([place for place in places if isinstance(place, int)], default=1)


def step_below(need: Number, counts: Counts, totals: Sequence[Total]) -> Number:
    """By how much a sum is at least below what it does not reach: finer than any figure given."""
    each = [n for c in counts.values() for o in c.options for n in (o.low, o.high)]
    return finer_than(need, _places(each), totals)


def finer_than(need: Number, places: int, totals: Sequence[Total]) -> Number:
    """A step finer than what is needed, than figures of so many places, and than totals."""
    told = [need, *(n for total in totals for n in (total[2].low, total[2].high))]
    least = min(places, _places(told))
    return Decimal(1).scaleb(least - 4) if least < 1 else 1


# --- the system ----------------------------------------------------------------------------------


def rules_of(counts: Counts, totals: Sequence[Total], edges: Iterable[Day]) -> list[Rule]:
    """The system of some totals; `edges` are further days at whose start the sum is asked for."""
    marks = sorted({edge for first, last, _ in totals for edge in (first, last + 1)} | set(edges))
    rules: list[Rule] = []
    for begin, end in pairwise(marks):
        rules += within(begin, end - 1, sum_of(counts, begin, end - 1))
    for first, last, number in totals:
        rules += within(first, last, number)
    return in_order(rules)


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Rules forward in time from the first, then back from the last: so they settle soonest."""
    forward = sorted((rule for rule in rules if rule[0] < rule[1]), key=lambda rule: rule[:2])
    back = sorted((rule for rule in rules if rule[0] > rule[1]), key=lambda rule: rule[:2])
    return forward + back[::-1]


def within(first: Day, last: Day, number: Interval) -> list[Rule]:
    """That what was done from the first to the last day lies between two numbers."""
    rules: list[Rule] = [(last + 1, first, -(number.low or 0))]
    if number.high is not None:
        rules.append((first, last + 1, number.high))
    return rules


def bounds(rules: Sequence[Rule], first: Day, last: Day) -> Interval:
    """What can have been done from the first to the last day.

    Errors: the rules can hold, else this never ends.
    """
    least = _most(rules, last + 1, first)
    return Interval(None if least is None else -least, _most(rules, first, last + 1))


def _most(rules: Sequence[Rule], begin: Day, end: Day) -> Open:
    """The most that can have been done between the starts of two days."""
    at: dict[Day, Number] = {begin: 0}
    moved = True
    while moved:
        moved = False
        for first, last, step in rules:
            if first in at and (last not in at or at[first] + step < at[last]):
                at[last] = at[first] + step
                moved = True
    return at.get(end)
