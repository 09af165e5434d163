"""The columns of a record's row: what each may hold, and how its value is read.

A reader takes a value as it stands in a row (a JSON value, or the text of a CSV cell) and gives
the value of the field, or a `Refusal`.
Source: spec/record/reports.md (interface, Reports).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from types import NoneType
from typing import get_args

from trucebook.model.edtf import parse_when
from trucebook.model.quantity import Amount, Class, Number
from trucebook.model.report import CountBasis, Hedge, Stage
from trucebook.model.time import MINUTES, Minute, When, iso

TEXT_COLUMNS = frozenset(
    {
        "id",
        "kind",
        "recorded_by",
        "source",
        "url",
        "asserted_by",
        "ground",
        "actor",
        "counterpart",
        "object",
        "event",
        "part_of",
        "place",
        "stance",
        "corrects",
        "retracts",
        "text",
        "quote",
        "language",
        "wire_group",
        "noted_error",
        "result",
        "under",
        "unless",
        "harm",
        "purpose",
        "called",
    }
)
"""Columns that hold words as they are; the field has the column's name."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "hedge": get_args(Hedge),
    "count_basis": get_args(CountBasis),
    "stage": get_args(Stage),
    "asserted_role": ("party", "mediator", "monitor", "official", "outlet"),
    "soft": ("none", "low", "high", "both"),
}
"""Columns that hold one word of a closed list."""

CONVERTED_COLUMNS = frozenset(CHOICES) | {
    "published",
    "recorded",
    "event_date",
    "deadline",
    "count_low",
    "count_high",
    "accepted_low",
    "accepted_high",
    "breakdown",
    "for",
    "contrary",
    "unsourced",
}
"""Columns whose field is more than their words."""

RESULTS: Mapping[str, tuple[str, ...]] = {
    "finding": ("confirmed", "not confirmed", "inconclusive", "no access"),
    "access": ("asked", "granted", "denied"),
}
"""What the column `result` may say, by kind."""

COLUMNS: tuple[str, ...] = (
    "id",
    "published",
    "recorded",
    "recorded_by",
    "source",
    "url",
    "asserted_by",
    "asserted_role",
    "ground",
    "event_date",
    "kind",
    "actor",
    "counterpart",
    "object",
    "count_low",
    "count_high",
    "count_basis",
    "soft",
    "breakdown",
    "for",
    "event",
    "part_of",
    "accepted_low",
    "accepted_high",
    "place",
    "stage",
    "stance",
    "contrary",
    "result",
    "under",
    "deadline",
    "unless",
    "harm",
    "purpose",
    "called",
    "corrects",
    "retracts",
    "text",
    "quote",
    "hedge",
    "language",
    "wire_group",
    "noted_error",
    "unsourced",
)
"""Every column with a meaning of its own, in the order they are written."""

_OTHER_NAMES = {
    "count": "count_low",
    "number": "count_low",
    "date": "event_date",
    "type": "kind",
    "asserter": "asserted_by",
    "link": "url",
}
"""What other records call a column."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value cannot stand in its column, and what to write instead."""

    code: str
    why: str
    fix: str | None = None


@lru_cache(maxsize=1 << 10)
def near_column(name: str) -> str | None:
    """The column a name is meant to be: another spelling of it, or what others call it."""
    if name in COLUMNS:
        return None
    low = re.sub(r"[\s-]+", "_", name.strip().casefold())
    if low in COLUMNS:
        return low
    near = get_close_matches(low, COLUMNS, n=1, cutoff=0.85)
    return _OTHER_NAMES.get(low) or (near[0] if near else None)


def read_choice(column: str, value: object) -> str | Refusal:
    """One word of the column's closed list."""
    return read_word(column, value, CHOICES[column])


def read_word(column: str, value: object, words: tuple[str, ...]) -> str | Refusal:
    """One word of a list; a refusal names the nearest word in it."""
    if value in words:
        return str(value)
    near = get_close_matches(str(value).lower(), words, n=1)
    fix = f'say "{near[0]}"' if near else None
    listed = ", ".join(words)
    return Refusal("record-unknown-word", f"{column} {show(value)} is none of: {listed}", fix)


def read_number(column: str, value: object) -> Number | Refusal:
    """An exact number, never negative."""
    number: Number
    if type(value) is int or type(value) is Decimal:
        number = value
    elif type(value) is float:
        number = Decimal(repr(value))
    elif type(value) is str and _NUMBER.fullmatch(value.strip()):
        number = Decimal(value) if "." in value else int(value)
    else:
        fix = "write digits alone, as 48000 or 2.5; leave it empty where no number is given"
        return Refusal("record-bad-number", f"{column} {show(value)} is no number", fix)
    if isinstance(number, Decimal) and not number.is_finite():
        return Refusal("record-bad-number", f"{column} {show(value)} is no number")
    if number < 0:
        fix = "a later entry that corrects or retracts an earlier one names it in that column"
        return Refusal("record-negative-count", f"{column} {show(value)} is less than nothing", fix)
    return number


def read_bounds(
    column: str, low: object, high: object, soft: str = "none"
) -> Amount | Refusal | None:
    """The amount two columns bound; None where both are empty.

    An empty low end is 0, an empty high end is open. `soft` names the conventional ends.
    """
    if type(low) in _SIMPLE and type(high) in _SIMPLE:
        return _bounds_again(column, low, high, soft)
    return _bounds(column, low, high, soft)


def _bounds(column: str, low: object, high: object, soft: str) -> Amount | Refusal | None:
    if low is None and high is None:
        return None
    least = 0 if low is None else read_number(f"{column}_low", low)
    most = None if high is None else read_number(f"{column}_high", high)
    if isinstance(least, Refusal):
        return least
    if isinstance(most, Refusal):
        return most
    if most is not None and least > most:
        why = f"{column}_low {least} is more than {column}_high {most}"
        return Refusal("record-bounds-crossed", why, "exchange the two, or correct one")
    low_hard, high_hard = hardness(soft, low=low is not None, high=most is not None)
    return Amount(least, most, low_hard, high_hard)


_SIMPLE = (int, str, NoneType)
"""Types that hold most ends; two equal values of one of them are read the same."""
_bounds_again = lru_cache(maxsize=1 << 14, typed=True)(_bounds)
"""The same for numbers that were read before: a record has few different ones."""


def hardness(soft: str, *, low: bool, high: bool) -> tuple[bool, bool]:
    """Whether each bound is hard; an end that is not given is never soft."""
    return (not low or soft in ("none", "high"), not high or soft in ("none", "low"))


def read_when(column: str, value: object, zone: str) -> When | Refusal:
    """When something happened, as EDTF."""
    if type(value) is not str:
        fix = "write it in quotes, as 2025-02-01"
        return Refusal("record-bad-date", f"{column} {show(value)} is no date", fix)
    when = parse_when(value, zone)
    return Refusal("record-bad-date", f"{column} {when}") if isinstance(when, str) else when


def read_ids(column: str, value: object) -> tuple[str, ...] | Refusal:
    """Ids of commitments or rounds; nothing for "none"."""
    if isinstance(value, str):
        answer = _ids(tuple(value.replace(",", " ").split()))
    elif isinstance(value, list | tuple) and all(type(one) is str for one in value):
        answer = _ids(tuple(value))
    else:
        answer = "{} is no list of ids"
    if isinstance(answer, tuple):
        return answer
    fix = 'write ["host"], "host" or "none"'
    return Refusal("record-bad-ids", f"{column} {answer.format(show(value))}", fix)


@lru_cache(maxsize=1 << 14)
def _ids(ids: tuple[str, ...]) -> tuple[str, ...] | str:
    """The ids, each once, or what is wrong with them; a record names the same few again."""
    if "none" in ids and len(ids) > 1:
        return "names ids and says none at once"
    if any(not one or one.split() != [one] for one in ids):
        return "{} holds an empty or broken id"
    return () if ids == ("none",) else tuple(dict.fromkeys(ids))


def read_yes_no(column: str, value: object) -> bool | Refusal:
    """True or false."""
    answer = value if type(value) is bool else _YES_NO.get(str(value).strip().lower())
    if answer is None:
        return Refusal("record-unknown-word", f"{column} {show(value)} is neither true nor false")
    return answer


def read_breakdown(
    column: str, value: object, soft: str
) -> tuple[tuple[Class, Amount], ...] | Refusal:
    """Shares of a count by class: `{"living, soldier": 1, "dead": [2, 3]}`, sorted by class."""
    if not isinstance(value, dict):
        fix = 'write an object, as {"living, soldier": 1}'
        return Refusal("record-bad-breakdown", f"{column} {show(value)} is no object", fix)
    shares: dict[str, tuple[Class, Amount]] = {}
    for name, number in value.items():
        categories = frozenset(part.strip() for part in name.split(",")) - {""}
        key = class_name(categories)
        if not categories or key in shares:
            why = f"{column} gives the class {name!r} twice" if key in shares else "an empty class"
            return Refusal("record-bad-breakdown", why)
        pair = number if isinstance(number, list) else [number, number]
        if len(pair) != 2 or pair[0] is None:  # noqa: PLR2004  # a low and a high end
            return Refusal(
                "record-bad-breakdown", f"{column} {name!r}: {show(number)} is no number"
            )
        amount = read_bounds(f"{column} {name!r}", pair[0], pair[1], soft)
        if amount is None or isinstance(amount, Refusal):
            return amount or Refusal("record-bad-breakdown", f"{column} {name!r} has no number")
        shares[key] = (categories, amount)
    return tuple(shares[key] for key in sorted(shares))


def class_name(of: Class) -> str:
    """A class as a record writes it: its categories, sorted."""
    return ", ".join(sorted(of))


def iso_minute(minute: Minute) -> str:
    """A minute of the book's zone as a record writes it: 2025-02-01T16:30."""
    day, rest = divmod(minute, MINUTES)
    return f"{iso(day)}T{rest // 60:02}:{rest % 60:02}"


def show(value: object) -> str:
    """A value as a message quotes it, cut where it is long."""
    text = value if isinstance(value, str) else str(value)
    cut = text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004  # fits a line of a message
    return f'"{cut}"' if isinstance(value, str) else cut
