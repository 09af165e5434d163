"""Exact amounts as intervals, and what they count.

Source: spec/quantities.md (semantics, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """A number known between two bounds, both included.

    `high` is None where nothing bounds it from above.
    A bound is *hard* where the words give it ("over 48,000"), *conventional* where we do
    ("nearly 2,000" has a conventional low end). Only hard bounds contradict.
    """

    low: Number
    high: Number | None
    low_hard: bool = True
    high_hard: bool = True

    @property
    def exact(self) -> bool:
        """Both bounds are the same number."""
        return self.low == self.high


def exactly(number: Number) -> Amount:
    """An amount with no doubt about it."""
    return Amount(number, number)


def part_of(whole: Number, per_cent: Number) -> Number:
    """So many per cent of a number; of a whole number rounded up, as less would be too little."""
    hundredfold = whole * per_cent
    if isinstance(whole, Decimal) and whole != whole.to_integral_value():
        return hundredfold / Decimal(100)
    return int(-(-hundredfold // 100))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something the text declares as countable: `count hostages: by life (living, dead)`.

    `axes` maps an axis to its categories: exclusive within an axis, free across.
    """

    id: str
    axes: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def axis_of(self, category: str) -> str | None:
        """The axis a category is on; None where the thing has no such category."""
        return next((name for name, cats in self.axes if category in cats), None)


Class = frozenset[str]
"""A class of a thing: categories that all must hold; empty means all of the thing."""
