"""What a row says of a duty to keep a thing so, in the duty's own words: kept, or not kept.

That it was kept is no act against it, and that it was not is a judgement until it is marked so.
Source: spec/agreements.md, Kept, and not kept.
"""

from __future__ import annotations

from dataclasses import replace

from trucebook.model.agreement import Commitment, Keep
from trucebook.model.report import Bound


def says_kept(bound: Bound, commitment: Commitment) -> bool:
    """Whether a row has the verb of a duty to keep, so that it tells of no act by itself."""
    terms = commitment.terms
    return isinstance(terms, Keep) and not terms.refrain and bound.verb == commitment.verb


def judges_keeping(bound: Bound, commitment: Commitment) -> bool:
    """Whether a row only judges that a thing was not kept: it names no act against the duty."""
    report = bound.report
    return says_kept(bound, commitment) and report.hedge == "denied" and report.contrary is not True


def as_kept(bound: Bound, commitment: Commitment) -> Bound:
    """The row as it tells of an act against the duty, or denies one.

    `did not keep …; contrary` tells of an act; `kept …` denies whatever its event is.
    """
    if not says_kept(bound, commitment):
        return bound
    report = bound.report
    if report.contrary:
        hedge = "none" if report.hedge == "denied" else report.hedge
        return bound if hedge == report.hedge else bound.but(report=replace(report, hedge=hedge))
    if report.hedge in ("denied", "planned"):
        return bound
    return bound.but(report=replace(report, hedge="denied", contrary=None))
