"""Numbers of what is counted in a sentence: figures, shares, lengths, numbers that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trucebook.reading.quantity import Quantity, quantities
from trucebook.reading.rules import pattern

PARTS = {
    "half": (0.5, 0.5),
    "most": (0.5, 1.0),
    "majority": (0.5, 1.0),
    "third": (1 / 3, 1 / 3),
    "quarter": (0.25, 0.25),
}
_NEAR, _FAR = 80, 400
"""Code points before and behind a number that tell what it is: enough for any, whatever follows."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_OUT_OF = re.compile(r"of\s+(?:the\s+)?(?=\w)", re.IGNORECASE)
"""What stands between a number and those it is taken out of: twelve of the wounded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts.

    Shape: `start` and `end` are the anchor's places in the sentence.
    """

    start: int
    end: int
    object: str | None
    quantity: dict[str, Any]


def figures(words: str) -> list[Figure]:
    """Every figure of a sentence."""
    counted = list(_counted(words))
    return [*counted, *_shares(words), *_alone(words, counted)]


def shares_in(words: str) -> set[tuple[float, float]]:
    """The intervals of the shares that words name."""
    return {_part(m["part"]) for m in pattern("share").finditer(words)}


def _part(words: str) -> tuple[float, float]:
    return PARTS[words.lower().split()[-1]]


def _counted(words: str) -> Iterator[Figure]:
    for q in quantities(words):
        near = max(0, q.start - _NEAR)
        before, after = words[near : q.start], words[q.end : q.end + _FAR]
        if pattern("not counted").match(after) or _is_date(q, before, after):
            continue
        phrase = pattern("thing counted").match(after)
        if (
            phrase is None
            or pattern("joins two clauses").search(phrase.group().replace("women and", "women"))
            or (_is_small(q) and pattern("colour, not a count").search(phrase.group()))
            or pattern("part of a whole").search(before)
            or pattern("length before an event").search(after)
            or pattern("length of the past").search(before)
            or pattern("known pair").search(before + q.text)
        ):
            continue
        bodies = pattern("bodies of").search(before)
        start = near + bodies.start() if bodies else q.start
        counts = phrase.group().strip()
        out_of = _OUT_OF.match(counts)
        counts = counts[out_of.end() :] if out_of else counts
        yield Figure(start, q.end + phrase.end(), counts, _quantity(q, counts.split()[-1]))


_FEW = 12


def _is_small(q: Quantity) -> bool:
    """Few, and told outright: two sides, five leaders."""
    return q.approx is None and q.high <= _FEW


def _is_of_persons(before: str, behind: str) -> bool:
    """As in: killing 64; put the number at about 180."""
    if not pattern("ends there").match(behind):
        return False
    return any(pattern(name).search(before) for name in ("number of persons", "number of a number"))


def _is_date(q: Quantity, before: str, after: str) -> bool:
    return bool(
        pattern("number of a date or a name").search(before)
        or pattern("day before a month").match(after)
        or (_YEAR.fullmatch(q.text) and not q.approx)
    )


def _quantity(q: Quantity, unit: str) -> dict[str, Any]:
    return {
        "low": _whole(q.low),
        "high": _whole(q.high),
        "approx": q.approx,
        "soft": list(q.soft),
        "unit": unit,
        "text": q.text,
        "share": False,
    }


def _whole(value: float) -> float:
    """A whole number as one: it is written without a point."""
    return int(value) if value == int(value) else value


def _shares(words: str) -> Iterator[Figure]:
    """Half of them, most of them, the majority of the population."""
    for match in pattern("share").finditer(words):
        low, high = _part(match["part"])
        yield Figure(
            match.start(),
            match.end(),
            match["whole"],
            {
                "low": low,
                "high": high,
                "approx": match["part"] if low != high else None,
                "soft": [],
                "unit": f"share of {match['whole']}",
                "text": match["part"],
                "share": True,
            },
        )


def _alone(words: str, counted: list[Figure]) -> Iterator[Figure]:
    """Numbers alone before a verb, or that name a length: 212 had been, a three-day pause."""
    for q in quantities(words):
        if any(figure.start <= q.start < figure.end for figure in counted):
            continue
        match = pattern("number alone").match(words, q.end)
        before = words[max(0, q.start - _NEAR) : q.start]
        if _is_of_persons(before, words[q.end : q.end + _NEAR]) and not _is_date(q, before, ""):
            yield Figure(q.start, q.end, None, _quantity(q, "persons"))
            continue
        if match is None or _is_date(q, before, ""):
            continue
        unit = match["unit"].strip(" -") or "persons"
        yield Figure(q.start, match.end("unit"), None, _quantity(q, unit))
