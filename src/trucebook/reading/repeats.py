"""A claim told twice in one article: the headline points to the body, a copy to the first."""

from __future__ import annotations

import re
from typing import Any

_STEM = 5
"""Letters by which two forms of a word are taken for one."""
_SHORTEST = 4
_ALIKE = 0.5
"""Share of the headline's words that the body has to say."""


def mark(found: list[dict[str, Any]], headings: set[int]) -> None:
    """Set `same_as` on what repeats another claim.

    Shape: `headings` are the places in `found` of claims that stand in headings.
    """
    body = [claim for place, claim in enumerate(found) if place not in headings]
    for place, claim in enumerate(found):
        others = body if place in headings else _before(claim, body)
        told = next((other for other in others if _same(claim, other, place in headings)), None)
        if told is not None:
            claim["same_as"] = told["id"]


def _before(claim: dict[str, Any], body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in body if one["anchor_start"] < claim["anchor_start"]]


def _same(claim: dict[str, Any], other: dict[str, Any], heading: bool) -> bool:  # noqa: FBT001 - says where the claim stands
    if claim["kind"] != other["kind"] or claim["subkind"] != other["subkind"]:
        return False
    one, two = claim["quantity"], other["quantity"]
    if one and two and (one["low"], one["high"]) != (two["low"], two["high"]):
        return False
    if not heading:
        return bool(claim["quote"] == other["quote"] and claim["anchor"] == other["anchor"])
    mine, theirs = _stems(claim["quote"]), _stems(other["quote"])
    return bool(mine) and len(mine & theirs) / len(mine) >= _ALIKE


def _stems(words: str) -> set[str]:
    return {w[:_STEM] for w in re.findall(r"\w+", words.lower()) if len(w) >= _SHORTEST}
