"""Whose account is taken, and what each asserter is to a commitment.

Source: spec/accounts.md (semantics, section 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trucebook.model.agreement import Agreement, Commitment, Party
from trucebook.model.report import UNPLACED, Bound

Relation = Literal["performer", "opposite", "finder", "neither", "unplaced"]
"""performer: it undertook the duty; opposite: another party, or whoever it is owed to; finder: a
verifier the text names for the matter, or a declared monitor; neither: no side, or a third party;
unplaced: of one of the parties, nobody knows which, so never a neutral or independent voice."""


@dataclass(frozen=True, slots=True)
class Account:
    """One way of admitting reports.

    `body` is whose word it takes first; None for the three general accounts.
    """

    name: str
    body: str | None = None


GENERAL = ("undisputed", "confirmed", "any")
UNDISPUTED, CONFIRMED, ANY = (Account(name) for name in GENERAL)


def accounts(agreement: Agreement) -> tuple[Account, ...]:
    """Every account there is.

    Shape: the general ones, then parties, then mediators, guarantors, monitors and verifiers, each
    in the order of the text.
    """
    bodies = [p.id for p in agreement.parties if p.role == "party"]
    bodies += [
        p.id
        for p in agreement.parties
        if p.role in ("mediator", "guarantor", "monitor", "verifier") and p.id not in bodies
    ]
    return (UNDISPUTED, CONFIRMED, ANY, *(Account(name, name) for name in dict.fromkeys(bodies)))


def relation(bound: Bound, commitment: Commitment, agreement: Agreement) -> Relation:
    """What the asserter of a report is to a commitment."""
    if bound.side == UNPLACED:
        return "unplaced"
    body = bound.side or bound.asserter
    if body in commitment.liable:
        return "performer"
    roles = [p for p in agreement.parties if p.id == body]
    if any(p.role == "party" for p in roles):
        return "opposite"
    for party in roles:
        if verifies(party, commitment):
            return "finder"
    if body in commitment.owed:
        return "opposite"  # who receives, party or not, says against its interest what it has
    return "neither"


def verifies(party: Party, commitment: Commitment) -> bool:
    """Whether somebody is named to look at what a commitment is about."""
    return party.role in ("verifier", "monitor") and _matters(party.matters, commitment)


def _matters(matters: tuple[str, ...], commitment: Commitment) -> bool:
    if not matters:
        return True
    words = {
        commitment.verb,
        commitment.object or "",
        getattr(commitment.terms, "thing", "") or "",
    }
    said = {part for word in words for part in (word, *word.split())}
    return any(
        matter in said or matter.rstrip("s") in said or matter + "s" in said for matter in matters
    )
