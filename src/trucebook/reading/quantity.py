"""Numbers as they are written, and the interval each one means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VAGUE = {
    "several dozen": (24, 99),
    "several hundred": (200, 999),
    "several thousand": (2_000, 9_999),
    "dozens": (24, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
}
_BELOW = ("nearly", "almost", "close to", "just under")
_AROUND = ("around", "about", "approximately", "some", "roughly", "an estimated", "estimated")
_OVER = ("over", "more than", "upwards of", "in excess of")
_LEAST = ("at least", "no fewer than", "no less than", "a minimum of")
_UP_TO = ("up to", "as many as", "at most", "no more than")
_UNDER = ("fewer than", "less than", "under")
_HANDS = re.compile(r"\b(?:hand|turn|t[ao]k|g[ai]v|sign)\w*\s+$", re.IGNORECASE)
"""Before `over`: it belongs to the verb, as in: handed over 38 soldiers."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something.

    Shape: `low` and `high` are included; `soft` names the ends that are a convention of ours.
    """

    low: float
    high: float
    approx: str | None
    soft: tuple[str, ...]
    text: str
    start: int
    end: int
    number_start: int
    share: bool = False


@cache
def pattern() -> re.Pattern[str]:
    """The expression that finds a number with its approximator."""
    approx = "|".join((*_BELOW, *_AROUND, *_OVER, *_LEAST, *_UP_TO, *_UNDER))
    word = "|".join(sorted(_WORDS, key=len, reverse=True))
    scale = "|".join(_SCALES)
    vague = "|".join(sorted(_VAGUE, key=len, reverse=True))
    digits = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
    spelled = (
        rf"(?:a\s+)?(?:{word}|(?<=a\s)dozen|(?:{scale}))(?:[\s-]+(?:and\s+)?(?:{word}|{scale}))*"
    )
    return re.compile(
        rf"\b(?:(?P<approx>{approx})\s+)?(?P<number>{vague}|(?P<digits>{digits})"
        rf"(?:\s+(?P<scale>{scale}))?|{spelled}|a\s+dozen)(?![\w/:]|[.,]\d|-(?:year|month|day)-old)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number in the words, with its interval, in order.

    The words last asked about are remembered: each claim of a long sentence asks about it anew.
    """
    found = []
    for match in pattern().finditer(text):
        number = match["number"]
        approx = match["approx"]
        if approx and approx.lower() == "over" and _HANDS.search(text, 0, match.start()):
            approx = None
        ends = _VAGUE.get(" ".join(number.lower().split()))
        if ends is not None:
            low, high = float(ends[0]), float(ends[1])
            soft: tuple[str, ...] = ("high",)
            value_approx = number
        else:
            value = _value(match)
            if value is None:
                continue
            low, high, soft = interval(value, approx)
            value_approx = approx
        found.append(
            Quantity(
                low,
                high,
                value_approx,
                soft,
                number,
                match.start() if approx or ends else match.start("number"),
                match.end(),
                match.start("number"),
            )
        )
    return tuple(found)


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        base = float(match["digits"].replace(",", ""))
        return base * _SCALES[match["scale"].lower()] if match["scale"] else base
    total = current = 0
    for word in re.split(r"[\s-]+", match["number"].lower()):
        if word in {"a", "and"}:
            continue
        if word == "dozen":
            current = 12 * (current or 1)
        elif word in _WORDS:
            current += _WORDS[word]
        elif word == "hundred":
            current = 100 * (current or 1)
        elif word in _SCALES:
            total, current = total + _SCALES[word] * (current or 1), 0
        else:
            return None
    return float(total + current)


def interval(value: float, approx: str | None) -> tuple[float, float, tuple[str, ...]]:
    """What a number means behind an approximating word; the ends named are a convention."""
    word = " ".join((approx or "").lower().split())
    near = value + _last_place(value) - 1
    if word in _BELOW:
        return 0.95 * value, value - 1, ("low",)
    if word in _AROUND:
        return 0.9 * value, 1.1 * value, ("low", "high")
    if word in _OVER:
        return value + 1, near, ("high",)
    if word in _LEAST:
        return value, near, ("high",)
    if word in _UP_TO:
        return 0, value, ("low",)
    if word in _UNDER:
        return 0, value - 1, ("low",)
    return value, value, ()


def _last_place(value: float) -> int:
    whole = int(value)
    place = 1
    while whole and whole % 10 == 0:
        whole //= 10
        place *= 10
    return max(place, 2)
