"""The review queue and what was decided, as values."""

from __future__ import annotations

from typing import Any

from trucebook.export.entered_to_text import entered_to_json
from trucebook.export.to_json import Json
from trucebook.reviewing.agreeing import agreeing
from trucebook.reviewing.decide import Decided
from trucebook.reviewing.queue import Claim, Queue


def queue_to_json(queue: Queue, book: str) -> dict[str, Json]:
    """Every claim with what was decided on it."""
    told = agreeing(queue)
    return {
        "schema": "trucebook.review/1",
        "book": book,
        "waiting": len(queue.waiting),
        "claims": [claim_to_json(queue, claim) for claim in queue.claims],
        "agreement": {
            "both": told.both,
            "alike": told.alike,
            "beyond_chance": told.beyond_chance,
            "kinds": [
                {"kind": kind, "both": both, "alike": alike} for kind, both, alike in told.kinds
            ],
            "differing": [one.claim.id for one in told.differing],
        },
        "unreadable": queue.unreadable,
    }


def claim_to_json(queue: Queue, claim: Claim) -> dict[str, Any]:
    """A claim with the decision that stands."""
    decision = queue.decision(claim)
    return {
        "id": claim.id,
        "source": claim.source,
        "published": claim.published,
        "outlet": claim.outlet,
        "standing": queue.standing(claim),
        "by": decision.by if decision else None,
        "because": decision.because if decision else None,
        "report": decision.report if decision else None,
        "claim": dict(claim.fields),
    }


def decided_to_json(decided: Decided, book: str) -> dict[str, Json]:
    """What became of a claim, and what the report that went in moved."""
    return {
        "id": decided.claim.id,
        "decision": decided.word,
        "report": decided.report or None,
        "changed": list(decided.changed),
        "entered": None if decided.entered is None else entered_to_json(decided.entered, book),
    }
