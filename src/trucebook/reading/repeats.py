"""A claim told twice in one article: the headline points to the body, a copy to the first."""

from __future__ import annotations

import re
from typing import Any

_STEM = 5
"""Letters by which two forms of a word are taken for one."""
_SHORTEST = 4
MOST = 200
"""Claims of one sort that a heading is held against: what it repeats stands near the top."""
_ALIKE = 0.5
"""Share of the headline's words that the body has to say."""


def mark(found: list[dict[str, Any]], headings: set[int]) -> None:
    """Set `same_as` on what repeats another claim.

    Shape: `headings` are the places in `found` of claims that stand in headings.
    """
    told: dict[Any, dict[str, Any]] = {}
    body: dict[Any, list[dict[str, Any]]] = {}
    for place, claim in enumerate(found):
        if place in headings:
            continue
        first = told.setdefault((*_sort(claim), claim["quote"], claim["anchor"]), claim)
        if first["anchor_start"] < claim["anchor_start"]:
            claim["same_as"] = first["id"]
        among = body.setdefault(_sort(claim), [])
        if len(among) < MOST:
            among.append(claim)
    for place in headings:
        claim = found[place]
        among = body.get(_sort(claim), [])
        same = next((other for other in among if _alike(claim, other)), None)
        if same is not None:
            claim["same_as"] = same["id"]


def _sort(claim: dict[str, Any]) -> tuple[Any, ...]:
    """What two claims have in common at least where one repeats the other."""
    quantity = claim["quantity"]
    ends = (quantity["low"], quantity["high"]) if quantity else None
    return claim["kind"], claim["subkind"], ends


def _alike(heading: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the body says most of what a heading says."""
    mine, theirs = _stems(heading["quote"]), _stems(other["quote"])
    return bool(mine) and len(mine & theirs) / len(mine) >= _ALIKE


def _stems(words: str) -> set[str]:
    return {w[:_STEM] for w in re.findall(r"\w+", words.lower()) if len(w) >= _SHORTEST}
