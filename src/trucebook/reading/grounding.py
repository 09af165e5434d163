"""Whether a proposal stands on the article's words: place first, then each field."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from trucebook.reading.acts import acts
from trucebook.reading.claims import SIDES
from trucebook.reading.figures import shares_in
from trucebook.reading.quantity import quantities
from trucebook.reading.rules import pattern, shipped_rules
from trucebook.reading.sentence import Sentence, split
from trucebook.reading.voices import OWN, accuser_of, may_act, may_say

_FOLDED = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NON-BREAKING HYPHEN}": "-",
    }
)
_NEAR = 400


def ground(text: str, record: dict[str, Any]) -> tuple[str, ...]:
    """Every reason to refuse the proposal; none where all of it stands in the text.

    Shape: a fold keeps the number of code points, so offsets hold in both.
    """
    quote = str(record.get("quote") or "")
    folded, sought = _folded(text), fold(quote)
    start = record.get("start")
    if not sought.strip():
        return ("no quote",)
    if not isinstance(start, int) or folded[start : start + len(sought)] != sought:
        if folded.count(sought) != 1:
            return ("the quote stands nowhere in the text, or in several places",)
        start = folded.index(sought)
    starts, ends = _places(text)
    at = bisect_right(starts, start) - 1
    if at < 0 or start >= ends[at]:
        return ("the quote stands in no sentence of the article",)
    sentence = folded[starts[at] : max(ends[at], start + len(sought))]
    near = folded[max(0, start - _NEAR) : start + len(sought) + _NEAR].lower()
    return (
        *_number(sought, record),
        *_strength(sought, record),
        *_accused(sentence, record),
        *_polarity(sentence, record),
        *_roles(sentence, near, record),
    )


def fold(text: str) -> str:
    """Typography folded: curved quotes and long dashes as the keyboard has them."""
    return text.translate(_FOLDED)


@lru_cache(maxsize=1)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=1)
def _places(text: str) -> tuple[list[int], list[int]]:
    """Where the article's sentences start and end."""
    sentences = split(text)
    return [sentence.start for sentence in sentences], [sentence.end for sentence in sentences]


def _roles(sentence: str, near: str, record: dict[str, Any]) -> list[str]:
    anchor = fold(str(record.get("anchor") or ""))
    asserter, actor, other = (
        fold(str(record.get(field) or "")) for field in ("asserter", "actor", "counterpart")
    )
    reasons = []
    if asserter not in {OWN, ""} and not may_say(sentence, asserter, anchor):
        reasons.append("the asserter does not say it in the sentence of the quote")
    if actor and not may_act(sentence, actor, anchor):
        reasons.append("the actor does not stand before the deciding verb")
    if other and other.lower() not in near:
        reasons.append("the counterpart is not named near the quote")
    return reasons


def _number(quote: str, record: dict[str, Any]) -> list[str]:
    quantity = record.get("quantity")
    if not quantity:
        return ["a figure without a number"] if record.get("kind") == "figure" else []
    ours = (
        shares_in(quote) if quantity.get("share") else {(q.low, q.high) for q in quantities(quote)}
    )
    if (quantity.get("low"), quantity.get("high")) in ours:
        return []
    return ["the number is not what the quote says"]


def _strength(quote: str, record: dict[str, Any]) -> list[str]:
    if record.get("modality") != "actual" or record.get("kind") not in {"event", "figure"}:
        return []
    anchor = fold(str(record.get("anchor") or ""))
    at = quote.find(anchor) if anchor else -1
    before, behind = (quote[:at], quote[at + len(anchor) :]) if at >= 0 else (quote, quote)
    later = record.get("kind") == "figure" and pattern("would, behind").search(behind)
    if pattern("would").search(before) or later:
        return ["the words are weaker than what is claimed of them"]
    return []


def _accused(sentence: str, record: dict[str, Any]) -> list[str]:
    at = sentence.find(fold(str(record.get("anchor") or ""))) if record.get("anchor") else -1
    if at < 0 or record.get("modality") != "actual" or record.get("kind") == "assessment":
        return []
    if accuser_of(sentence, at):
        return ["what somebody accuses another of is told as a fact"]
    return []


def _polarity(sentence: str, record: dict[str, Any]) -> list[str]:
    """Whether the deciding words take the side that is claimed of them."""
    claimed = record.get("subkind")
    if record.get("kind") != "stance" or claimed not in SIDES.values():
        return []
    anchor = fold(str(record.get("anchor") or record.get("quote") or ""))
    at = sentence.find(anchor)
    sides = {SIDES[side] for start, end, side in _sides(sentence) if _meets(at, anchor, start, end)}
    return [] if claimed in sides else ["the stance is the opposite of what the words say"]


def _sides(sentence: str) -> Iterator[tuple[int, int, int]]:
    """Where a sentence takes sides, by rules and by verbs."""
    for rule in shipped_rules():
        if rule.polarity:
            for match in rule.words.finditer(sentence):
                yield match.start(), match.end(), rule.polarity
    for act in acts(Sentence(0, len(sentence), sentence, headline=True)):
        if act.polarity:
            yield act.start, act.end, act.polarity


def _meets(at: int, anchor: str, start: int, end: int) -> bool:
    return at >= 0 and at < end and start < at + len(anchor)
