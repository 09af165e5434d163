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


def stance_of(report: Report) -> Stance | None:
    """The stance a report tells; None where it tells none."""
    for word in STANCES:
        if report.stance == word:
            return word
    return STANCE_KINDS.get(report.kind) if report.stance is None else None


def takes_a_position(report: Report) -> bool:
    """Whether a report may speak of nothing in the text, so that nobody need say so.

    Not what a party says it will do or not do: that is said of something it owes.
    """
    says = stance_of(report)
    if says is None and report.kind == "stance" and report.stance is not None:
        return False
    return says is not None or report.kind in NOT_BOUND
