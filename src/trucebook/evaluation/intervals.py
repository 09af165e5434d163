"""Numbers that several people give of one thing: what they leave open, and where they conflict.

Source: spec/quantities.md#bounds (semantics, sections 3 and 5).
"""

from __future__ import annotations

from collections.abc import Sequence

from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Amount, Number

ANYTHING = Interval(0, None)


def meet(one: Interval, other: Interval) -> Interval | None:
    """What lies in both; None where nothing does."""
    lows = [bound for bound in (one.low, other.low) if bound is not None]
    highs = [bound for bound in (one.high, other.high) if bound is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    return Interval(low, high)


def join(one: Interval | None, other: Interval | None) -> Interval | None:
    """The smallest interval that holds both."""
    if one is None or other is None:
        return one or other
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Interval(low, high)


def hard(amount: Amount) -> Interval:
    """What the words alone give: conventional bounds are left open."""
    return Interval(amount.low if amount.low_hard else 0, amount.high if amount.high_hard else None)


def full(amount: Amount) -> Interval:
    """Both bounds, by convention where the words give none."""
    return Interval(amount.low, amount.high)


def _order(interval: Interval) -> tuple[Number, bool, Number]:
    low = interval.low if interval.low is not None else -1
    return (low, interval.high is None, interval.high if interval.high is not None else 0)


def versions(amounts: Sequence[Amount]) -> tuple[Interval, ...]:
    """The numbers that can be meant: the common part of each largest set that can all be true.

    Only hard bounds contradict; conventional bounds narrow a version where they can.
    Shape: at least one, in order of low bound; more than one means a conflict.
    """
    if not amounts:
        return (Interval(1, None),)
    one = amounts[0]
    if all(other == one for other in amounts[1:]):
        return (Interval(one.low, one.high),)
    hards = [hard(amount) for amount in amounts]
    found: dict[Interval, None] = {}
    for start in sorted({interval.low or 0 for interval in hards}):
        # Intervals that pairwise overlap share a point: the highest of their low ends.
        inside = [i for i in hards if (i.low or 0) <= start and (i.high is None or i.high >= start)]
        common: Interval | None = Interval(0, None)
        for interval in inside:
            common = meet(common, interval) if common else None
        if common is not None:
            found.setdefault(common)
    largest = [v for v in found if not any(v != w and _within(w, v) for w in found)]
    narrowed = []
    for version in largest:
        found_in = version
        for amount in amounts:
            found_in = meet(found_in, full(amount)) or found_in
        narrowed.append(found_in)
    return tuple(sorted(dict.fromkeys(narrowed), key=_order))


def _within(inner: Interval, outer: Interval) -> bool:
    """Whether `inner` lies in `outer` (a larger set of reports has a smaller common part)."""
    return meet(inner, outer) == inner


def clashes_by_convention(amount: Amount, settled: Interval) -> bool:
    """Whether a number can be squared with a settled one only by leaving our convention."""
    return meet(full(amount), settled) is None and meet(hard(amount), settled) is not None


Spans = tuple[tuple[int | None, int | None], ...]


def spans(told: Sequence[tuple[int | None, int | None]]) -> Spans:
    """When it can have been, by all who say when; more than one where they conflict.

    Units: minutes, both ends included.
    """
    found = versions_of_spans(told)
    return found or ((None, None),)


def versions_of_spans(told: Sequence[tuple[int | None, int | None]]) -> Spans:
    """The common part of each largest set of spans that overlap."""
    every = [Interval(first, last) for first, last in dict.fromkeys(told)]
    found: dict[Interval, None] = {}
    for one in every:
        start = one.low if one.low is not None else -1
        inside = [
            i
            for i in every
            if (i.low is None or i.low <= start) and (i.high is None or i.high >= start)
        ]
        common: Interval | None = Interval(None, None)
        for interval in inside:
            common = meet(common, interval) if common else None
        if common is not None:
            found.setdefault(common)
    largest = [v for v in found if not any(v != w and _within(w, v) for w in found)]
    return tuple(
        (int(v.low) if v.low is not None else None, int(v.high) if v.high is not None else None)
        for v in sorted(largest, key=_order)
    )
