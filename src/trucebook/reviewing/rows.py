"""Claims and decisions as lines of the review queue.

Source: spec/record/review.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trucebook.entering.enter import now
from trucebook.record.json_line import Row
from trucebook.record.queue import CLAIM, REVIEW
from trucebook.reviewing.queue import Claim

BY_HAND = "hand"
"""The reader of claims that a person marked up."""


def claim_row(claim: Claim, by: str) -> Row:
    """The line of a new claim, put in now."""
    row: Row = {"id": claim.id, "kind": CLAIM, "published": claim.published}
    row |= {"outlet": claim.outlet, "claim": dict(claim.fields), "recorded": now()}
    return row | ({"recorded_by": by} if by else {})


def review_row(of: str, number: int, word: str, **told: object) -> Row:
    """The line of a decision, made now: the `number`th on its claim."""
    row: Row = {"id": f"{of}/{number}", "kind": REVIEW, "of": of, "decision": word}
    row |= {column: value for column, value in told.items() if value}
    return row | {"recorded": now()}


def reader_of(fields: Mapping[str, Any]) -> str:
    """Who found a claim: rules, a model, or a person."""
    return str((fields.get("origin") or {}).get("reader") or "")
