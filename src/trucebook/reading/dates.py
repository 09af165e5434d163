"""Fuzzy days as EDTF: what the words alone give, and with the day of publication."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache

_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_DAYS = {name: number for number, name in enumerate(calendar.day_name)}
_PARTS = {"early": "first", "mid": "second", "late": "last"}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


@cache
def _words() -> re.Pattern[str]:
    month = "|".join(_MONTHS)
    return re.compile(
        rf"\b(?:(?:(?P<part>early|mid|late)[ -])?(?P<month>{month})(?: (?P<day>\d{{1,2}})\b)?"
        rf"(?:,? (?P<year>(?:19|20)\d\d))?|(?P<day2>\d{{1,2}}) (?P<month2>{month})"
        rf"(?:,? (?P<year2>(?:19|20)\d\d))?|(?P<weekday>{'|'.join(_DAYS)})|"
        rf"(?P<near>yesterday|today)|"
        rf"(?P<only>(?<=in )(?:19|20)\d\d))\b"
    )


def find_date(
    words: str, published: date | None = None, near: int = 0
) -> dict[str, str | None] | None:
    """The day named nearest to a place in the words, as written and resolved.

    Shape: `edtf` is None where the words leave it open and nothing was said on publication.
    """
    found = _words().finditer(words)
    match = min(found, key=lambda m: min(abs(m.start() - near), abs(near - m.end())), default=None)
    if match is None or (
        match.group() == "May" and not re.match(r"[ ,.]", words[match.end() :] or ".")
    ):
        return None
    text = match.group()
    if match["only"]:
        return {"text": text, "edtf_text": text, "edtf": text}
    if match["near"]:
        then = published and published - timedelta(days=match["near"] == "yesterday")
        return {"text": text, "edtf_text": None, "edtf": then.isoformat() if then else None}
    if match["weekday"]:
        return {"text": text, "edtf_text": None, "edtf": _last(_DAYS[text], published)}
    number = _MONTHS[match["month"] or match["month2"]]
    day = int(match["day"] or match["day2"] or 0)
    year = match["year"] or match["year2"]
    said = f"{year or 'XXXX'}-{number:02}" + (f"-{day:02}" if day else "")
    known = int(year) if year else _year(number, day, published)
    solved = None if known is None else f"{known}-{number:02}" + (f"-{day:02}" if day else "")
    if match["part"]:
        said += f" ({_PARTS[match['part']]} third)"
        if solved and known:
            first, last = _third(match["part"], calendar.monthrange(known, number)[1])
            solved = f"{solved}-{first:02}/{solved}-{last:02}"
    return {"text": text, "edtf_text": said, "edtf": solved}


def _third(part: str, length: int) -> tuple[int, int]:
    return {"early": (1, 10), "mid": (11, 20), "late": (21, length)}[part]


def _last(weekday: int, published: date | None) -> str | None:
    if published is None:
        return None
    return (published - timedelta(days=(published.weekday() - weekday) % 7)).isoformat()


def _year(month: int, day: int, published: date | None) -> int | None:
    """The year that puts the day nearest to publication, half a year either way."""
    if published is None:
        return None
    apart = (month * 31 + (day or 15)) - (published.month * 31 + published.day)
    half = 186
    return published.year + (apart < -half) - (apart > half)
