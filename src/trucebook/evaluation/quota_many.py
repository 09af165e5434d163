"""How many of very many periods tied together by totals can have reached what is owed.

Not each course, only how many: periods are brought up to the number cheapest first, or left under
it with the most room first. Exact for totals that all count from the same day; for others what a
total leaves to one part of its period is bounded by what the rest can hold, which may be wider.
Source: spec/quotas.md (semantics, sections 3, Totals, and 7: above eight unknowns).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from trucebook.evaluation.quota_sums import Bounds, Open, Running, Total, finer_than
from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Number
from trucebook.model.time import Day

Sum = tuple[Number, Open]
Ways = Callable[[Sequence[Interval]], list[Sum]]
"""For k = 0, 1, …: between which sums some periods can be with k of them at the number."""


@dataclass(slots=True)
class Reached:
    """What some course of sums allows by the end of a run of periods.

    `sums`: by how many periods are at the number. `at`: what was done by the end of each run.
    """

    sums: dict[int, Sum]
    at: dict[Day, Sum]
    next: dict[object, Reached] = field(default_factory=dict)
    """The same after one more run, by what bounds it: a day later only the last run is another."""


Known = dict[object, Reached]
"""Where what was worked out begins, by what is owed and how it is reached."""


def courses_of_many(
    periods: Sequence[tuple[Day, Day]],
    sums: Running,
    totals: Sequence[Total],
    need: Number,
    known: Known,
) -> list[tuple[bool, ...]]:
    """Courses with the least and with the most that can have reached the number.

    Between them every period that can have gone either way does.
    `known` has what was worked out before.
    Shape: periods in order; courses at least one.
    """
    step = finer_than(need, sums.places, totals)
    numbers = [sums.of(first, last) for first, last in periods]
    narrowed = _narrowed(periods, numbers, sums, totals)
    bounds = [Interval(low, None if unknown else high) for low, high, unknown in numbers]
    found = []
    for ways in (_with_fewest, _with_most):
        begin = known.setdefault((ways, need, step), Reached({0: (0, 0)}, {}))
        grow = partial(ways, need=need, step=step)
        found.append(_feasible(periods, bounds, narrowed, grow, begin))
    least, most = min(found[0], default=0), max(found[1], default=len(periods))
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
    periods: Sequence[tuple[Day, Day]],
    numbers: Sequence[Bounds],
    sums: Running,
    totals: Sequence[Total],
) -> list[Total]:
    """What totals leave to the periods that lie wholly in them."""
    own = [list(accumulate(column, initial=0)) for column in zip(*numbers, strict=True)]
    firsts, lasts = [first for first, _ in periods], [last for _, last in periods]
    found = []
    for first, last, number in totals:
        begin, end = bisect_left(firsts, first), bisect_right(lasts, last)
        if begin >= end:
            continue
        least, most, unknown = (
            whole - (column[end] - column[begin])
            for whole, column in zip(sums.of(first, last), own, strict=True)
        )
        low = 0 if unknown else max(0, (number.low or 0) - most)
        high = None if number.high is None else number.high - least
        found.append((firsts[begin], lasts[end - 1], Interval(low, high)))
    return found


def _feasible(
    periods: Sequence[tuple[Day, Day]],
    numbers: Sequence[Interval],
    totals: Sequence[Total],
    grow: Ways,
    begin: Reached,
) -> list[int]:
    """Numbers of periods at the number that some course of sums allows."""
    here, told = begin, 0
    bounding: dict[Day, list[tuple[Day, Interval]]] = defaultdict(list)
    for first, last, number in totals:
        bounding[last].append((first, number))
    lasts = [last for _, last in periods]
    for end in sorted({*bounding, *(first - 1 for first, _, _ in totals), lasts[-1]}):
        until = bisect_right(lasts, end)
        run, cuts = tuple(numbers[told:until]), tuple(bounding.get(end, ()))
        told = until
        key = (end, run, cuts)
        if key not in here.next:
            here.next[key] = _after(here, end, grow(run), cuts)
        here = here.next[key]
    return list(here.sums)


def _after(
    here: Reached, end: Day, ways: Sequence[Sum], cuts: Sequence[tuple[Day, Interval]]
) -> Reached:
    """One more run of periods, and what totals that end with it leave of its sums."""
    sums: dict[int, Sum] = {}
    for more, (low, high) in enumerate(ways):
        for reached, (below, above) in here.sums.items():
            one = (below + low, None if above is None or high is None else above + high)
            sums[reached + more] = _hull(sums.get(reached + more), one)
    for first, number in cuts:
        sums = _cut(sums, here.at.get(first - 1, (0, 0)), number)
    if not sums:
        return Reached(sums, here.at)
    highs = [high for _, high in sums.values() if high is not None]
    low = min(low for low, _ in sums.values())
    return Reached(sums, {**here.at, end: (low, max(highs) if len(highs) == len(sums) else None)})


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
