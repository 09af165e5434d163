"""Words of a kept text, anchored: what they are, what stands round them, and where.

Source: spec/record/sources.md; W3C Web Annotation, TextQuoteSelector and TextPositionSelector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trucebook.reading.grounding import fold

ROUND = 32
"""Characters kept before and behind the words."""
_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where words stand in a kept text.

    Shape: `start` and `end` count code points of the text; the end is not included.
    """

    source: str
    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


def anchor_at(source: str, text: str, start: int, end: int) -> Anchor:
    """The anchor of what stands from `start` to `end` in the text of a source."""
    return Anchor(
        source,
        text[start:end],
        start,
        end,
        text[max(0, start - ROUND) : start],
        text[end : end + ROUND],
    )


def find(source: str, text: str, quote: str) -> Anchor | str:
    """The anchor of a quote in a text, or why it has none. Typography alone is folded."""
    folded, sought = fold(text), fold(quote.strip())
    count = folded.count(sought) if sought else 0
    if count != 1:
        return "stands nowhere in it" if not count else f"stands in {count} places of it"
    start = folded.index(sought)
    return anchor_at(source, text, start, start + len(sought))


def to_columns(anchor: Anchor) -> dict[str, Any]:
    """The anchor as the column `anchor` of a report holds it."""
    quote = {"type": _QUOTE, "exact": anchor.exact}
    if anchor.prefix:
        quote["prefix"] = anchor.prefix
    if anchor.suffix:
        quote["suffix"] = anchor.suffix
    position = {"type": _POSITION, "start": anchor.start, "end": anchor.end}
    return {"source": anchor.source, "selector": [quote, position]}


def from_columns(value: object) -> Anchor | None:
    """The anchor that a column holds; None where it holds none of this form."""
    if not isinstance(value, Mapping) or not isinstance(value.get("selector"), list):
        return None
    told: dict[str, Any] = {}
    for selector in value["selector"]:
        if isinstance(selector, Mapping) and selector.get("type") in {_QUOTE, _POSITION}:
            told.update(selector)
    words = [value.get("source"), told.get("exact")]
    round_it = [told.get("prefix", ""), told.get("suffix", "")]
    places = [told.get("start"), told.get("end")]
    fine = all(isinstance(one, str) for one in (*words, *round_it))
    if not fine or not all(type(one) is int for one in places):
        return None
    return Anchor(*words, *places, *round_it)  # type: ignore[arg-type] # held to it just now


def fault_of(anchor: Anchor, text: str, quote: str | None) -> str | None:
    """Why an anchor does not hold in the text of its source, or None.

    The quote of a report has to be the anchored words, or a part of them.
    """
    if not anchor.exact.strip():
        return "the anchor holds no words"
    if anchor.start < 0 or text[anchor.start : anchor.end] != anchor.exact:
        elsewhere = text.count(anchor.exact)
        if not elsewhere:
            return "the words of the anchor do not stand in the kept text"
        return "the words of the anchor stand in the kept text, but not at that place"
    before, behind = text[: anchor.start], text[anchor.end :]
    if not before.endswith(anchor.prefix) or not behind.startswith(anchor.suffix):
        return "the words round the anchor are others in the kept text"
    if quote is not None and fold(quote.strip()) not in fold(anchor.exact):
        return "the quote is not what stands at the anchor"
    return None
