"""Days, minutes and when something happened.

A *day* is the proleptic ordinal of a date (`date.toordinal()`), an `int`.
A *minute* is `day * 1440 + minute of the day`, in the book's zone.
Source: spec/time.md (semantics, section 2).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

Day = int
Minute = int
MINUTES = 1440
LAST_DAY: Day = date.max.toordinal()
"""The last day there is: 31 December 9999."""


def day_of(iso: str) -> Day:
    """The day an ISO date names.

    Errors: ValueError where it is no date.
    """
    return date.fromisoformat(iso).toordinal()


def iso(day: Day) -> str:
    """The ISO date of a day."""
    return date.fromordinal(day).isoformat()


def later(day: Day, days: int, months: int = 0) -> Day:
    """The day so many months and days after another.

    Months are those of the calendar: a month after 15 March is 15 April, a month after 31 January
    the last day of February.
    """
    if months:
        on = date.fromordinal(day)
        years, month = divmod(on.month - 1 + months, 12)
        year = on.year + years
        day = date(year, month + 1, min(on.day, monthrange(year, month + 1)[1])).toordinal()
    return day + days


def start_of(day: Day) -> Minute:
    """The first minute of a day."""
    return day * MINUTES


def end_of(day: Day) -> Minute:
    """The last minute of a day."""
    return day * MINUTES + MINUTES - 1


@dataclass(frozen=True, slots=True)
class When:
    """When a report says something happened: somewhere from `first` to `last`, both included.

    For a cumulative total, a per-day series or a measure it is the period covered instead.
    `first` or `last` is None where the words leave that end open.
    Units: minutes of the book's zone.
    """

    first: Minute | None
    last: Minute | None
    text: str
    """The EDTF as written in the record."""
    instant: bool = False
    """The words gave an hour."""

    @property
    def first_day(self) -> Day | None:
        """The earliest day."""
        return None if self.first is None else self.first // MINUTES

    @property
    def last_day(self) -> Day | None:
        """The latest day."""
        return None if self.last is None else self.last // MINUTES

    @property
    def certain_day(self) -> Day | None:
        """The day, where the words leave only one; else None."""
        one = self.first_day is not None and self.first_day == self.last_day
        return self.first_day if one else None
