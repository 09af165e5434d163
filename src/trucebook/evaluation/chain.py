"""Sums that grow with the days, of numbers that are not all known, held against thresholds.

Between two checkpoints the sum grows by an amount known as an interval, independent of the others;
so the whole course can be decided threshold by threshold, exactly, without trying every number.
Totals bound the sum at a checkpoint; where nothing was watched, more may have been done than
was reported.
Source: spec/quantities.md#totals (semantics, section 3).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from trucebook.evaluation.result import Cause, Interval
from trucebook.evaluation.worlds import Against, SumAt, Unknown, World
from trucebook.model.quantity import Number
from trucebook.model.time import Day

Open = Number | None


@dataclass(frozen=True, slots=True)
class Growth:
    """By how much the sum grows up to a checkpoint's day, since the one before.

    `bound` is what a total says of the sum at the end of that day. `of` says how many of the
    events the sum holds by then, `open_on` the last day up to which silence leaves more open: what
    makes the sum one unknown, wherever its day lies.
    """

    day: Day
    low: Number
    high: Open
    bound: Interval | None = None
    of: int = 0
    open_on: Day | None = None


def _plus(one: Open, other: Open) -> Open:
    return None if one is None or other is None else one + other


def _least(*bounds: Open) -> Open:
    return min((b for b in bounds if b is not None), default=None)


def _ahead(growth: Sequence[Growth]) -> list[Interval]:
    """What the later totals leave the sum at each checkpoint."""
    low: Number = 0
    high: Open = None
    room = [Interval(0, None)] * len(growth)
    for index in range(len(growth) - 1, -1, -1):
        step = growth[index]
        if step.bound is not None:
            low = max(low, step.bound.low or 0)
            high = _least(high, step.bound.high)
        room[index] = Interval(low, high)
        low = 0 if step.high is None else max(0, low - step.high)
        high = None if high is None else high - step.low
    return room


def walk(
    world: World,
    key: Hashable,
    cause: Cause,
    growth: Sequence[Growth],
    thresholds: Sequence[Number],
    on: Day,
    events: Sequence[str] = (),
    *,
    against: Against = False,
) -> list[Interval]:
    """The sum at each checkpoint, narrowed until every threshold is either reached or not.

    Shape: one interval a checkpoint up to `on`; none straddles a threshold. Later checkpoints only
    bound the earlier ones.
    """
    cuts = sorted(set(thresholds))
    room = _ahead(growth)
    sums: list[Interval] = []
    low: Number = 0
    high: Open = 0
    for index, step in enumerate(growth):
        if step.day > on:
            break
        low = max(low + step.low, room[index].low or 0)
        high = _least(_plus(high, step.high), room[index].high)
        if high is not None and high < low:
            high = low
        inside = [cut for cut in cuts if low < cut and (high is None or cut <= high)]
        if inside:
            bins: list[Interval] = []
            below = low
            for cut in inside:
                bins.append(Interval(below, cut - 1))
                below = cut
            bins.append(Interval(below, high))
            unknown = Unknown(
                cause, SumAt(key, frozenset(events[: step.of]), step.open_on, step.day)
            )
            picked = world.choose(unknown, tuple(reversed(bins)), against=against)
            low, high = picked.low or 0, picked.high
        sums.append(Interval(low, high))
    return sums
