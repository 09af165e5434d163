"""Days as people write them elsewhere: found, so that the way of the language can be offered.

The language writes 19 January 2025 or 2025-01-19; what can be misread (3/4/2025) is never guessed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from trucebook.syntax.merge import MONTHS

_ORDINAL = r"(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[^\W\d_]{3,}\.?)"
_FORMS = (
    re.compile(
        rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:[ ]of)?[ ]{_MONTH},?[ ](?P<year>\d{{4}})(?![\w-])"
    ),
    re.compile(rf"{_MONTH}[ ](?P<day>\d{{1,2}}){_ORDINAL},?[ ](?P<year>\d{{4}})(?![\w-])"),
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\w-])"),
)
_UNCLEAR = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?![\w-])")
_NO_YEAR = (
    re.compile(rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:[ ]of)?[ ]{_MONTH}(?!\w)"),
    re.compile(rf"{_MONTH}[ ](?P<day>\d{{1,2}}){_ORDINAL}(?!\w)"),
)
_BEGINS = re.compile(r"\d|[^\W\d_]{3,}\.?[ ]\d")
"""How every form above begins; nearly no word of a text does."""
_SHORTEST = 3


class Dated(NamedTuple):
    """A date written in another way; `day` is None where it does not tell which day is meant."""

    written: str
    day: date | None


def month_number(written: str) -> int | None:
    """The number of a month as people write it: 3, March, march, Mar."""
    if written.isdigit():
        return int(written)
    low = written.lower().rstrip(".")
    fitting = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(low)]
    return fitting[0] if len(fitting) == 1 and len(low) >= _SHORTEST else None


def dated(text: str, at: int) -> Dated | None:
    """The date that begins at a place of a text, in whatever way it is written."""
    if _BEGINS.match(text, at) is None:
        return None
    for form in _FORMS:
        found = form.match(text, at)
        month = month_number(found["month"]) if found else None
        if found is None or month is None:
            continue
        try:
            return Dated(found[0], date(int(found["year"]), month, int(found["day"])))
        except ValueError:
            return Dated(found[0], None)
    unclear = _UNCLEAR.match(text, at)
    if unclear is not None:
        return Dated(unclear[0], None)
    for form in _NO_YEAR:
        found = form.match(text, at)
        if found is not None and month_number(found["month"]) is not None:
            return Dated(found[0], None)
    return None


def in_words(day: date) -> str:
    """A day as a text writes it: 19 January 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
