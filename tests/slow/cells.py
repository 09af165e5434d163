"""Which standings a kind of commitment can have at all: kind × standing, with why not.

Source: semantics, sections 4 and 7.
"""

from __future__ import annotations

STEADY = ("Keep", "Level", "Order")
PERIODS = ("Quota", "Average")
HANDED = ("HandOver", "HandOver in steps", "Exchange")
ONCE = ("Once", "JointAct")
KINDS = (*STEADY, *PERIODS, *HANDED, *ONCE, "Notice", "Conduct")
STANDINGS = (
    "amended",
    "waived",
    "lapsed",
    "waiting",
    "no longer possible",
    "contrary act",
    "no contrary act",
    "met",
    "met early",
    "met late",
    "not computable",
    "in progress",
    "suspended",
    "held back",
    "overdue",
    "missed",
    "unknown",
    "disputed",
)
Cells = tuple[tuple[str, ...], tuple[str, ...]]
CANNOT: dict[str, Cells] = {
    "only what is kept, refrained from, held at a level or done in an order is acted against": (
        (*PERIODS, *HANDED, *ONCE, "Notice", "Conduct"),
        ("contrary act", "no contrary act"),
    ),
    "what holds throughout has no day on which to be early, late or undone": (
        STEADY,
        ("in progress", "met early", "met late", "held back", "overdue", "missed"),
    ),
    "conduct has no result, so that it is neither done nor due": (
        ("Conduct",),
        ("met", "met early", "met late", "in progress", "held back", "overdue", "missed"),
    ),
    "conduct is not computable, suspended or not": (("Conduct",), ("suspended",)),
    "what can still be done is overdue, never missed": ((*HANDED, *ONCE), ("missed",)),
    "what cannot be made up is missed, never overdue": ((*PERIODS, "Notice"), ("overdue",)),
    "only what is done on a named day can be early": (
        (*PERIODS, "Exchange", "JointAct", "Notice"),
        ("met early",),
    ),
    "of several rounds each can be early, the commitment cannot": (
        ("HandOver in steps",),
        ("met early",),
    ),
    "a surplus cures nothing: a period is kept or missed, never late": (PERIODS, ("met late",)),
    "it is never held back for what the other side has done": (("Exchange",), ("held back",)),
}
"""By the reason: kinds and standings that cannot occur, whatever is reported."""
NOT_DRAWN: dict[str, Cells] = {
    "no quota, notice or joint act in return for something is drawn": (
        (*PERIODS, "Notice", "JointAct"),
        ("held back",),
    ),
}
"""Cells that the words may allow, and of which no book is made yet."""


def why_not(kind: str, standing: str) -> str | None:
    """Why a standing of a kind does not occur; None where it does."""
    for reason, (kinds, standings) in {**CANNOT, **NOT_DRAWN}.items():
        if kind in kinds and standing in standings:
            return reason
    return None
