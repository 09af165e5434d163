"""The words of positions: stances on texts, demands, threats, measures, talks.

Source: spec/positions.md (semantics, section 9).
"""

from __future__ import annotations

from typing import Literal, get_args

from trucebook.model.report import Report

Stance = Literal["accepts", "rejects", "backs", "offers", "insists on", "withdraws"]
STANCES: tuple[Stance, ...] = get_args(Stance)
STANCE_KINDS: dict[str, Stance] = {
    "accept": "accepts",
    "acceptance": "accepts",
    "reject": "rejects",
    "rejection": "rejects",
    "back": "backs",
    "offer": "offers",
    "insist": "insists on",
    "insist on": "insists on",
}
"""Kinds that are a stance by themselves. `withdraw` is none: troops withdraw too."""
DEMANDS = frozenset({"demand"})
THREATS = frozenset({"threat", "threaten"})
MEASURES = frozenset(
    {"measure", "blockade", "halt", "closure", "embargo", "suspension", "reimpose"}
)
MEASURE_ENDS = frozenset({"resumption", "resume", "lifting", "lift", "reopening", "reopen"})
TALKS = frozenset({"talks"})
NOT_BOUND = frozenset(STANCE_KINDS) | DEMANDS | THREATS | frozenset({"stance", "measure"})
"""Kinds that may speak of nothing in the text: nobody need say so."""


def stance_of(report: Report) -> Stance | None:
    """The stance a report tells; None where it tells none."""
    for word in STANCES:
        if report.stance == word:
            return word
    return STANCE_KINDS.get(report.kind) if report.stance is None else None
