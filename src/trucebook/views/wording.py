"""Numbers, days and standings in words, the same on every page.

Source: spec/standings.md, spec/quantities.md (semantics, sections 3 and 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from trucebook.evaluation.result import Cause, Grade, Interval, Standing
from trucebook.model.quantity import Class, Number
from trucebook.model.time import MINUTES, Day, Minute, end_of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
GROUPED_FROM = 10_000
"""Figures of five digits and more are written in groups of three."""

STANDING_WORDS: dict[Standing, str] = {
    "amended": "a later text replaced it",
    "waived": "those it binds have let it go",
    "lapsed": "its condition or its phase never came, and is over",
    "waiting": "its condition or its phase has not come yet",
    "no longer possible": "what it is about is gone; this says nothing about the cause",
    "contrary act": "an act against it is recorded",
    "met": "done in full",
    "met early": "done in full before its day",
    "met late": "done in full, after its day",
    "not computable": "its words give no measure that can be computed",
    "in progress": "nothing of it is past its day, and more is to come",
    "no contrary act": "in force, and no act against it is recorded",
    "suspended": "suspended under a power of the text",
    "held back": "past its day, while the other side's earlier part is overdue",
    "overdue": "not done by its day, and still owed",
    "missed": "not done in its time, and cannot be made up",
    "unknown": "what is recorded does not tell",
    "disputed": "it depends on whose word, or which reading, is taken",
}
"""What each word of the closed list says, in one line."""

CAUSE_WORDS: dict[Cause, str] = {
    "account": "whose word is taken",
    "category": "which category they belong to",
    "count": "how many",
    "date": "on which day",
    "duplicate": "whether two reports tell of one event",
    "reading": "how the words are read",
}
"""What each cause of several possible standings means."""

GRADE_WORDS: dict[Grade, str] = {
    "found": "found by a verifier or monitor",
    "acknowledged": "acknowledged against the speaker's own interest",
    "corroborated": "corroborated: two sides or two independent voices say it",
    "reported": "reported by somebody of neither side",
    "own word": "by the own word only of the one who was to do it",
    "accusation": "an accusation, said only by the other side",
    "conflicting": "conflicting reports",
    "denied": "denied",
}
"""What each grade says, in one line."""

WITHHELD = (
    "Something of this record is withheld from you: what stands here is worked out without it."
)
"""Said of the whole book, so that it tells nothing of a day or a row."""


def say_number(number: Number) -> str:
    """A number as read: 1755, 60,000, 2.5."""
    if isinstance(number, Decimal) and number != number.to_integral_value():
        return f"{number:,f}" if abs(number) >= GROUPED_FROM else f"{number:f}"
    whole = int(number)
    return f"{whole:,}" if abs(whole) >= GROUPED_FROM else str(whole)


def say_interval(interval: Interval) -> str:
    """An interval as read: 33, 110..130, 1755 or more."""
    low, high = interval.low, interval.high
    if low is None:
        return "not known" if high is None else f"up to {say_number(high)}"
    if high is None:
        return f"{say_number(low)} or more"
    return say_number(low) if low == high else f"{say_number(low)}..{say_number(high)}"


def say_day(day: Day) -> str:
    """A day in full: 1 March 2025."""
    at = date.fromordinal(day)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def say_short_day(day: Day, year: int | None = None) -> str:
    """A day for a narrow column: 1 Mar, with its year where it is not `year`."""
    at = date.fromordinal(day)
    short = f"{at.day} {MONTHS[at.month - 1][:3]}"
    return short if at.year == year else f"{short} {at.year}"


def say_short_days(first: Day, latest: Day, year: int | None = None) -> str:
    """A day that may be later, for a narrow column: 1..6 Mar, 28 Feb ..1 Mar."""
    one, two = date.fromordinal(first), date.fromordinal(latest)
    if first == latest:
        return say_short_day(first, year)
    if (one.year, one.month) == (two.year, two.month):
        return f"{one.day}..{say_short_day(latest, year)}"
    return f"{say_short_day(first, year)} ..{say_short_day(latest, year)}"


def say_days(first: Day | None, last: Day | None) -> str:
    """A run of days, or an uncertain day, both ends included."""
    if first is None:
        return "a day not known" if last is None else f"by {say_day(last)}"
    if last is None:
        return f"from {say_day(first)}"
    return say_day(first) if first == last else f"{say_day(first)} to {say_day(last)}"


def say_uncertain_day(first: Day, latest: Day | None) -> str:
    """A day that may be later: 1 March 2025, at the latest 2 March 2025."""
    later = "" if latest is None or latest == first else f", at the latest {say_day(latest)}"
    return f"{say_day(first)}{later}"


def say_minutes(first: Minute | None, last: Minute | None) -> str:
    """When something happened, said in days."""
    return say_days(
        None if first is None else first // MINUTES, None if last is None else last // MINUTES
    )


def say_minute(at: Minute) -> str:
    """A moment: its day, and the hour unless it is the end of the day."""
    day, rest = divmod(at, MINUTES)
    return say_day(day) if at == end_of(day) else f"{say_day(day)}, {rest // 60:02}:{rest % 60:02}"


def say_class(of: Class) -> str:
    """A class of a thing: its categories, in one order."""
    return ", ".join(sorted(of))


def say_standing(
    standing: Standing, possible: tuple[Standing, ...], because: tuple[Cause, ...]
) -> str:
    """A standing; where several, which and why: `disputed (met, missed; reading)`."""
    if len(possible) < 2:  # noqa: PLR2004 - one possible standing is the standing itself
        return standing
    causes = f"; {', '.join(because)}" if because else ""
    return f"{standing} ({', '.join(possible)}{causes})"


def say_list(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    items = list(words)
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def say_few(words: Iterable[str], most: int = 12) -> str:
    """`a, b and c`; of many, the first and how many more."""
    items = list(words)
    if len(items) <= most:
        return say_list(items)
    return f"{', '.join(items[:most])} and {len(items) - most:,} more"


def say_times(count: int, one: str, many: str | None = None) -> str:
    """`1 report`, `3 reports`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
