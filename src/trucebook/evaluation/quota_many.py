"""How many of very many periods tied together by totals can have reached what is owed.

Not each course, only how many: periods are brought up to the number cheapest first, or left under
it with the most room first. Exact for totals that all count from the same day; for others what a
total leaves to one part of its period is bounded by what the rest can hold, which may be wider.
Source: spec/quotas.md (semantics, sections 3, Totals, and 7: above eight unknowns).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from trucebook.evaluation.quota_sums import Counts, Open, Total, days, sum_of
from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Number
from trucebook.model.time import Day

Sum = tuple[Number, Open]
Ways = Callable[[Sequence[Interval], Number, Number], list[Sum]]
"""For k = 0, 1, …: between which sums some periods can be with k of them at the number."""


def courses_of_many(
    periods: Sequence[tuple[Day, Day]],
    counts: Counts,
    totals: Sequence[Total],
    need: Number,
    step: Number,
) -> list[tuple[bool, ...]]:
    """Courses with the least and with the most that can have reached the number.

    Between them every period that can have gone either way does.
    `step` is by how much a sum is at least below the number where it does not reach it.
    Shape: at least one.
    """
    numbers = [sum_of(counts, first, last) for first, last in periods]
    narrowed = _narrowed(periods, counts, totals)
    most = max(_feasible(periods, numbers, narrowed, need, step, _with_most), default=len(periods))
    least = min(_feasible(periods, numbers, narrowed, need, step, _with_fewest), default=0)
    return list(
        dict.fromkeys(
            course
            for number in (min(least, most), most)
            for course in _turned(len(periods), number)
        )
    )


def _turned(count: int, reached: int) -> list[tuple[bool, ...]]:
    """Courses with so many at the number, turned until each period had its turn at both."""
    step = max(1, min(reached, count - reached))
    return [
        tuple((i - shift) % count < reached for i in range(count))
        for shift in (range(0, count, step) if 0 < reached < count else (0,))
    ]


def _narrowed(
    periods: Sequence[tuple[Day, Day]], counts: Counts, totals: Sequence[Total]
) -> list[Total]:
    """What totals leave to the periods that lie wholly in them."""
    if not totals:
        return []
    start = min(first for first, _, _ in totals)
    end = max(last for _, last, _ in totals)
    every = _Sums([_known(sum_of(counts, day, day)) for day in days(start, end)])
    own = _Sums([every.of(first - start, last + 1 - start) for first, last in periods])
    firsts, lasts = [first for first, _ in periods], [last for _, last in periods]
    found = []
    for first, last, number in totals:
        inside = bisect_left(firsts, first), bisect_right(lasts, last)
        if inside[0] >= inside[1]:
            continue
        least, most, unknown = (
            whole - part
            for whole, part in zip(
                every.of(first - start, last + 1 - start), own.of(*inside), strict=True
            )
        )
        low = 0 if unknown else max(0, (number.low or 0) - most)
        high = None if number.high is None else number.high - least
        found.append((firsts[inside[0]], lasts[inside[1] - 1], Interval(low, high)))
    return found


_Known = tuple[Number, Number, Number]
"""The low end, the high end where there is one, and how many have none."""


def _known(number: Interval) -> _Known:
    return number.low or 0, number.high or 0, int(number.high is None)


class _Sums:
    """Running sums: what was done from one to another is read off."""

    def __init__(self, each: Sequence[_Known]) -> None:
        self._each = [list(accumulate(column, initial=0)) for column in zip(*each, strict=True)]

    def of(self, begin: int, end: int) -> _Known:
        """Of those from one place up to another."""
        low, high, unknown = (
            column[min(max(end, 0), len(column) - 1)] - column[min(max(begin, 0), len(column) - 1)]
            for column in self._each
        )
        return low, high, unknown


def _feasible(
    periods: Sequence[tuple[Day, Day]],
    numbers: Sequence[Interval],
    totals: Sequence[Total],
    need: Number,
    step: Number,
    ways: Ways,
) -> list[int]:
    """Numbers of periods at the number that some course of sums allows."""
    sums: dict[int, Sum] = {0: (0, 0)}
    at: dict[Day, Sum] = {}
    rest = list(zip(periods, numbers, strict=True))
    ends = sorted({last for _, last, _ in totals} | {first - 1 for first, _, _ in totals})
    for end in (*ends, periods[-1][1]):
        run = [number for period, number in rest if period[1] <= end]
        rest = [(period, number) for period, number in rest if period[1] > end]
        grown: dict[int, Sum] = {}
        for more, (low, high) in enumerate(ways(run, need, step)):
            for reached, (below, above) in sums.items():
                one = (below + low, None if above is None or high is None else above + high)
                grown[reached + more] = _hull(grown.get(reached + more), one)
        for first, last, number in totals:
            if last == end:
                grown = _cut(grown, at.get(first - 1, (0, 0)), number)
        sums = grown
        if sums:
            highs = [high for _, high in sums.values() if high is not None]
            at[end] = (
                min(low for low, _ in sums.values()),
                max(highs) if len(highs) == len(sums) else None,
            )
    return list(sums)


def _hull(one: Sum | None, other: Sum) -> Sum:
    if one is None:
        return other
    high = None if one[1] is None or other[1] is None else max(one[1], other[1])
    return (min(one[0], other[0]), high)


def _cut(sums: dict[int, Sum], before: Sum, number: Interval) -> dict[int, Sum]:
    floor = (number.low or 0) + before[0]
    top = None if number.high is None or before[1] is None else number.high + before[1]
    kept = {}
    for reached, (low, high) in sums.items():
        least = max(low, floor)
        highest = high if top is None else (top if high is None else min(high, top))
        if highest is None or least <= highest:
            kept[reached] = (least, highest)
    return kept


def _with_most(run: Sequence[Interval], need: Number, step: Number) -> list[Sum]:
    """Sums with at least k at the number: those are brought up first that lack the least."""
    del step
    low: Number = sum((number.low or 0 for number in run), start=0)
    highs = [number.high for number in run if number.high is not None]
    high = sum(highs, start=0) if len(highs) == len(run) else None
    found: list[Sum] = [(low, high)]
    for lack in sorted(need - (number.low or 0) for number in run):
        low += lack
        found.append((low, high))
    return found


def _with_fewest(run: Sequence[Interval], need: Number, step: Number) -> list[Sum]:
    """Sums with at most k at the number: those are let go over it first that have the most room."""
    low: Number = sum((number.low or 0 for number in run), start=0)
    under = need - step
    high: Open = sum((under for _ in run), start=0)
    found: list[Sum] = [(low, high)]
    room = [None if number.high is None else number.high - under for number in run]
    for more in sorted(room, key=lambda gain: (gain is not None, -(gain or 0))):
        high = None if high is None or more is None else high + more
        found.append((low, high))
    return found
