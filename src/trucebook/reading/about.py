"""What the words of an article say of the article itself: byline, day, whom it had it from.

Only what stands apart at its head, or behind its last paragraph, is taken.
Source: spec/reading.md.
"""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date

from trucebook.reading.article import About

_HEAD = 8
"""Lines at the head of an article that may say what it is."""
_FOOT = 3
_SHORT = 90
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_SAID = r"(?:published|posted)(?:\s+on)?\s*:?\s+"
_DAY = re.compile(
    rf"(?:{_SAID})?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)}),?\s+"
    rf"(?P<year>\d{{4}})|(?P<month2>{'|'.join(_MONTHS)})\s+(?P<day2>\d{{1,2}}),?\s+"
    r"(?P<year2>\d{4}))\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[\s|·,–—-]*(?:\d{1,2}[:.]\d\d.{0,20})?")
"""What may stand behind a day on a line of its own: a time."""
_BYLINE = re.compile(r"[Bb][Yy]:?\s+(?P<who>[^\W\d_][^.!?\d]{2,70})")
_NAME = re.compile(r"[^\W\d_][\w’'.-]*(?:,?\s+(?:and\s+|in\s+|&\s+)?[^\W\d_][\w’'.-]*){0,7}")
_ORIGIN = re.compile(
    r"(?:^|\n)[^\n().]{0,60}\((?P<who>[A-Z][\w.&]*(?:[ /-][A-Z][\w.&]*){0,3})\)\s*[—–:-]"
)
_ORIGIN_BEHIND = re.compile(
    r"(?:Source|With (?:inputs|reporting|material) (?:from|by))\s*:?\s+"
    r"(?P<who>[A-Z][^.\n]{1,50})\.?"
)
_OPENING = 700
"""Code points in which a line that names town and agency stands, if there is one."""


def about_words(text: str) -> About:
    """What an article's text says of itself."""
    lines = [line.strip() for line in text[:4_000].splitlines() if line.strip()]
    head = [line for line in lines[:_HEAD] if len(line) <= _SHORT]
    return About(
        byline=next(filter(None, map(_byline, head)), None),
        published=next(filter(None, map(_day, head)), None),
        origin=_origin(text),
    )


def day_in(words: str) -> date | None:
    """The day that words begin with, as an article's head has it; None where they do not."""
    found = _DAY.match(words.strip())
    return found and _date(found)


def _day(line: str) -> date | None:
    found = _DAY.match(line)
    if found is None or not _ALONE.fullmatch(line, found.end()):
        return None
    return _date(found)


def _date(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = _MONTHS[(found["month"] or found["month2"]).lower()]
        return date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        return None


def _byline(line: str) -> str | None:
    found = _BYLINE.fullmatch(line)
    return found["who"].strip() if found and _NAME.fullmatch(found["who"].strip()) else None


def _origin(text: str) -> str | None:
    if found := _ORIGIN.search(text[:_OPENING]):
        return found["who"]
    lines = [line.strip() for line in text[-600:].splitlines() if line.strip()]
    behind = (_ORIGIN_BEHIND.fullmatch(line) for line in lines[-_FOOT:])
    return next((found["who"].strip() for found in behind if found), None)
