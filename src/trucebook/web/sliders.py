"""Sliders over days, with the days marked on which something changed: what a page draws of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from trucebook.model.time import Day, iso

WIDE = 1000
"""Units from the first day to the last, whatever their number."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A clock as days in a row."""

    of: str
    """The clock it moves."""
    words: str
    marked: str
    """What is said of a day that has a mark."""
    first: Day
    last: Day
    at: Day
    """The day it stands on; where the clock is left open, the last."""
    is_open: bool
    """Whether the clock is left open."""
    days: tuple[Day, ...]
    """The days with a mark, in order, all within the row."""

    @property
    def begin(self) -> str:
        """The first day, as an input of dates writes it."""
        return iso(self.first)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The marked days, counted from the first."""
        return tuple(day - self.first for day in self.days)

    @property
    def length(self) -> int:
        """The last day, counted from the first."""
        return self.last - self.first

    @property
    def marks(self) -> str:
        """The marks as the path of a drawing that is 1000 wide and 10 high."""
        step = WIDE / max(1, self.length)
        return "".join(f"M{round(number * step, 1):g} 0v10" for number in self.numbers)


def slider(
    of: str, words: str, marked: str, days: Collection[Day], at: Day | None
) -> Slider | None:
    """A slider over the days of a book and the day it stands on.

    Shape: None where there is nothing to slide over.
    """
    if not days:
        return None
    first, last = min(days), max(days)
    if at is not None:
        first, last = min(first, at), max(last, at)
    if first == last:
        return None
    return Slider(
        of, words, marked, first, last, last if at is None else at, at is None, tuple(sorted(days))
    )
