"""Which totals of a quota can be true beside the counts, and beside each other.

Totals nearly always count from the same day on; then each bounds one sum, and what it leaves to the
others is read off along the days.
Source: spec/quotas.md (semantics, section 3, Totals).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from trucebook.evaluation.quota_sums import (
    Counts,
    Open,
    Rule,
    Total,
    bounds,
    in_order,
    rules_of,
    sum_of,
    within,
)
from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Number
from trucebook.model.time import Day


def agreeing(counts: Counts, totals: Sequence[Total]) -> tuple[tuple[Total, ...], ...]:
    """The totals that can be true beside the counts, all of them; in conflict, each in turn.

    A total that cannot be true beside the counts of its own days is a conflict on show and bounds
    nothing.
    Shape: at least one set; in the order of the totals that lead them.
    """
    if len({first for first, _, _ in totals}) == 1:
        ends = sorted({last for _, last, _ in totals})
        begins = [totals[0][0], *(end + 1 for end in ends)]
        steps = [sum_of(counts, *run) for run in zip(begins, ends, strict=False)]
        return _cumulative_in_turn(tuple(totals), tuple(ends), tuple(steps))
    single = [total for total in totals if _meet(sum_of(counts, *total[:2]), total[2])]
    edges = {edge for first, last, _ in totals for edge in (first, last + 1)}
    return _in_turn(single, _Any(rules_of(counts, (), edges)))


@lru_cache(maxsize=64)  # asked in every world, and the same in nearly all
def _cumulative_in_turn(
    totals: tuple[Total, ...], ends: tuple[Day, ...], steps: tuple[Interval, ...]
) -> tuple[tuple[Total, ...], ...]:
    alone = _Cumulative(ends, steps)
    return _in_turn([total for total in totals if alone.meets(total)], alone)


class _System(Protocol):
    """What was done by the end of each day, as far as counts and some totals leave it open."""

    def anew(self) -> _System:
        """Without any total."""

    def take(self, total: Total) -> bool:
        """Whether a total can be true too; if so it bounds from now on."""


class _Any:
    """Totals over any days."""

    def __init__(self, rules: list[Rule]) -> None:
        self._alone = self._rules = rules

    def anew(self) -> _Any:
        return _Any(self._alone)

    def take(self, total: Total) -> bool:
        first, last, number = total
        if not _meet(bounds(self._rules, first, last), number):
            return False
        self._rules = in_order([*self._rules, *within(first, last, number)])
        return True


class _Cumulative:
    """Totals that all count from the same day: each bounds one sum, and through it its neighbours.

    So what one leaves to the others is read off along the days, with no search for paths.
    """

    def __init__(self, ends: Sequence[Day], steps: Sequence[Interval]) -> None:
        """`steps`: what counts alone leave between one end and the next."""
        self._ends, self._steps = ends, steps
        self._at = {end: index for index, end in enumerate(ends)}
        self._low: list[Number] = []
        self._high: list[Open] = []
        low: Number = 0
        high: Open = 0
        for step in steps:
            low += step.low or 0
            high = None if high is None or step.high is None else high + step.high
            self._low.append(low)
            self._high.append(high)

    def anew(self) -> _Cumulative:
        return _Cumulative(self._ends, self._steps)

    def meets(self, total: Total) -> bool:
        """Whether a total can be true too."""
        index = self._at[total[1]]
        return _meet(Interval(self._low[index], self._high[index]), total[2])

    def take(self, total: Total) -> bool:
        if not self.meets(total):
            return False
        index, number = self._at[total[1]], total[2]
        self._narrow(index, number.low or 0, number.high)
        for here in range(index + 1, len(self._steps)):
            step, high = self._steps[here], self._high[here - 1]
            most = None if high is None or step.high is None else high + step.high
            if not self._narrow(here, self._low[here - 1] + (step.low or 0), most):
                break
        for here in range(index - 1, -1, -1):
            step, high = self._steps[here + 1], self._high[here + 1]
            least = 0 if step.high is None else self._low[here + 1] - step.high
            if not self._narrow(here, least, None if high is None else high - (step.low or 0)):
                break
        return True

    def _narrow(self, index: int, low: Number, high: Open) -> bool:
        """Whether this said anything new of a sum."""
        new = False
        if low > self._low[index]:
            self._low[index], new = low, True
        known = self._high[index]
        if high is not None and (known is None or high < known):
            self._high[index], new = high, True
        return new


def _in_turn(single: Sequence[Total], alone: _System) -> tuple[tuple[Total, ...], ...]:
    found: dict[tuple[Total, ...], None] = {}
    for turn in range(max(len(single), 1)):
        system = alone.anew()
        order = (*single[turn : turn + 1], *single[:turn], *single[turn + 1 :])
        kept = {total for total in order if system.take(total)}
        if len(kept) == len(set(single)):
            return (tuple(single),)
        found.setdefault(tuple(total for total in single if total in kept))
    return tuple(found)


def _meet(one: Interval, other: Interval) -> bool:
    low = max(one.low or 0, other.low or 0)
    return all(high is None or low <= high for high in (one.high, other.high))
