"""From EDTF text to when: a day, an instant, an interval, and their vaguer forms.

    2025-02-01                    a day of the book's zone
    2025-02-01T16:30+02:00        an instant; without offset, the book's zone's own clock
    2025-02-01/2025-02-07         from one to the other, both included
    2025-02, 2025, 2025-02-1X     a month, a year, the days 10 to 19
    ../2025-02-07, 2025-02-01/..  one end open
    2025-02-01~, 2025-02?         the same span; that it is uncertain stays in the text

An own reading: the general library takes 12 ms a date and loses the offset of an instant.
Source: spec/record/dates.md (semantics, section 2); EDTF, ISO 8601-2:2019, annex A.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from trucebook.model.time import MINUTES, Day, Minute, When, end_of, start_of
from trucebook.syntax.dates_written import dated

Ends = tuple[Minute, Minute]

_MARKS = re.compile(r"[~?%]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DAY_WITH_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)
_MASKED = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-([0-4X][\dX])(?:-([0-3X][\dX]))?)?", re.ASCII)
_SEASONS = range(21, 42)


@lru_cache(maxsize=1 << 16)
def parse_when(text: str, zone: str) -> When | str:
    """When the text says, or the reason why it cannot be read.

    Units: minutes of the zone's own clock; the hour that a clock set back repeats is counted once.
    """
    if not text.isascii():
        return f"{text!r} is no date: a date is written in digits, as 2025-02-01"
    plain = _MARKS.sub("", text.strip())
    elsewhere = dated(plain, 0)
    with_slashes = elsewhere is not None and elsewhere.written == plain
    if plain.count("/") > 1 and not with_slashes:
        return f"{text!r} has more than two ends: an interval is written 2025-02-01/2025-02-07"
    if "/" not in plain or with_slashes:
        ends = _ends(plain, zone)
        return ends if isinstance(ends, str) else When(*ends, text, instant="T" in plain)
    left, right = plain.split("/")
    first, last = _open_or_ends(left, zone), _open_or_ends(right, zone)
    if isinstance(first, str):
        return first
    if isinstance(last, str):
        return last
    if first is None and last is None:
        return f"{text!r} is open at both ends: leave the date empty where nothing is known of it"
    if first is not None and last is not None and first[0] > last[1]:
        return f"{text!r} ends before it begins"
    low = None if first is None else first[0]
    high = None if last is None else last[1]
    return When(low, high, text, instant="T" in plain)


def zone_fault(zone: str) -> str | None:
    """Why a name is no time zone; None where it is one."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"{zone!r} is no time zone: use a name as Asia/Jerusalem, or UTC"
    return None


def near_zone(zone: str) -> str | None:
    """The time zone whose name is nearly this one; None where there is none."""
    known = {name.casefold(): name for name in available_timezones()}
    near = get_close_matches(zone.casefold(), known, n=1)
    return known[near[0]] if near else None


def _open_or_ends(text: str, zone: str) -> Ends | str | None:
    """One end of an interval; None where it is open."""
    return None if text in ("", "..") else _ends(text, zone)


def _ends(text: str, zone: str) -> Ends | str:
    """First and last minute of what is not an interval, or the reason why it cannot be read."""
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text).toordinal()
            return start_of(day), end_of(day)
        if found := _INSTANT.fullmatch(text):
            minute = _instant(found[1], found[2], found[3], found[4], zone)
            return minute, minute
        if found := _DAY_WITH_OFFSET.fullmatch(text):
            return _day_elsewhere(found[1], found[2], zone)
        if found := _MASKED.fullmatch(text):
            return _masked(found[1], found[2], found[3], text)
    except (ZoneInfoNotFoundError, OSError, ValueError, OverflowError) as fault:
        return zone_fault(zone) or f"{text!r} is no date: {fault}"
    return _refusal(text)


def _refusal(text: str) -> str:
    """Why a text of no known form is refused, and what to write instead."""
    if text[:1] in ("[", "{"):
        return f"{text!r} is a set: write the interval it lies in, as 2025-02-01/2025-02-07"
    if text[:1] in ("Y", "-"):
        return f"{text!r} lies outside the years 0001 to 9999"
    if text == "":
        return "the date is empty"
    found = dated(text, 0)
    if found is not None and found.written == text:
        if found.day is not None:
            return f"{text!r} is not how a record writes a date: write {found.day.isoformat()}"
        return f"{text!r} does not tell which day is meant: write it as 2025-02-01"
    return f"{text!r} is no date: write 2025-02-01, 2025-02-01T16:30+02:00 or 2025-02-01/2025-02-07"


def _instant(day: str, clock: str, seconds: str | None, offset: str | None, zone: str) -> Minute:
    """The minute of an instant, on the zone's own clock.

    Errors: ValueError where day, hour or offset is none.
    """
    if offset is None:
        local = datetime.fromisoformat(f"{day}T{clock}:{seconds or '00'}")
    else:
        moment = datetime.fromisoformat(f"{day}T{clock}:{seconds or '00'}{offset}")
        local = moment.astimezone(ZoneInfo(zone))
    return local.toordinal() * MINUTES + local.hour * 60 + local.minute


def minute_elsewhere(day: Day, minute: int, zone: str, here: str) -> Minute:
    """A minute of a day on one zone's clock, as the minute it is on another's."""
    hours, minutes = divmod(minute, 60)
    there = datetime.fromordinal(day).replace(hour=hours, minute=minutes, tzinfo=ZoneInfo(zone))
    local = there.astimezone(ZoneInfo(here))
    return local.toordinal() * MINUTES + local.hour * 60 + local.minute


def _day_elsewhere(day: str, offset: str, zone: str) -> Ends:
    """A day of another zone, on this zone's own clock."""
    first = _instant(day, "00:00", None, offset, zone)
    following = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return first, _instant(following, "00:00", None, offset, zone) - 1


def _masked(year: str, month: str | None, day: str | None, written: str) -> Ends | str:
    """A year, a month, or digits left open with X, where they leave one unbroken span."""
    if "X" in year and (month or day):
        return f"{written!r} is not one span of days: write the interval"
    if month and "X" in month and day and day != "XX":
        return f"{written!r} is not one span of days: write the interval"
    if month and "X" not in month and int(month) in _SEASONS:
        return f"{written!r} is a season, which falls on other days elsewhere: write the interval"
    first_year, last_year = _range(year, 1, 9999)
    first_month, last_month = _range(month or "XX", 1, 12)
    longest = monthrange(last_year, last_month)[1]
    first_day, last_day = _range(day or "XX", 1, longest)
    first = date(first_year, first_month, first_day)
    last = date(last_year, last_month, last_day)
    return start_of(first.toordinal()), end_of(last.toordinal())


def _range(digits: str, lowest: int, highest: int) -> tuple[int, int]:
    """The lowest and highest number some digits with X can mean.

    Errors: ValueError where no number between the limits fits.
    """
    low = max(int(digits.replace("X", "0")), lowest)
    high = min(int(digits.replace("X", "9")), highest)
    if low > high:
        raise ValueError(f"{digits} is not between {lowest} and {highest}")
    return low, high
