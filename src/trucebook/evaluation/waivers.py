"""Who let go what was owed, since when: a duty as a whole, or rounds of it.

Only those to whom a thing is owed can let it go, each by its own word; of several, all.
Source: spec/standings.md#waived (semantics, sections 4 and 7, Change).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trucebook.evaluation.outcome import Outcome, sure
from trucebook.evaluation.result import Interval
from trucebook.model.agreement import JointAct
from trucebook.model.report import WAIVING

if TYPE_CHECKING:
    from trucebook.evaluation.acts import Act
    from trucebook.evaluation.case import Case
    from trucebook.evaluation.course import Course
    from trucebook.evaluation.handover import Owed
    from trucebook.model.agreement import Commitment
    from trucebook.model.quantity import Number
    from trucebook.model.time import Day


def waived_since(case: Case, commitment: Commitment, on: Day, round_: str = "") -> Day | None:
    """From which day a duty is let go, or one round of it; None where it is not.

    A waiver of the duty lets go its rounds as well.
    """
    owed = commitment.liable if isinstance(commitment.terms, JointAct) else commitment.owed
    by: dict[str, Day] = {}
    for bound in case.evidence_of(commitment.id).others:
        report = bound.report
        if report.kind not in WAIVING or report.hedge in ("planned", "denied"):
            continue
        day = report.when.first_day if report.when else report.published
        if day is None or day > on or bound.side not in owed:
            continue
        if bound.rounds and round_ not in bound.rounds:
            continue
        by[bound.side or ""] = min(day, by.get(bound.side or "", day))
    return max(by.values()) if by and set(by) == set(owed) else None


def let_go_at_all(case: Case, commitment: Commitment) -> bool:
    """Whether anybody ever said that something of a duty is let go."""
    return any(b.report.kind in WAIVING for b in case.evidence_of(commitment.id).others)


def owed_still(
    course: Course, commitment: Commitment, acts: Sequence[Act], owed: Sequence[Owed]
) -> list[Owed]:
    """Rounds as they are owed with what was let go of each: no more than was done by then."""
    left: list[Owed] = []
    below: Number = 0
    for one in owed:
        since = waived_since(course.case, commitment, course.on, one.id)
        if since is None:
            left.append(one)
        else:
            done = sum((act.number.low or 0 for act in acts if act.day <= since), start=0)
            rest = min(max(done - below, 0), one.low)
            left.append(replace(one, low=rest, high=rest))
        below += one.low
    return left


def let_go(
    course: Course, commitment: Commitment, found: Outcome, owed: Sequence[Owed] = ()
) -> Outcome:
    """Rounds that were let go and not done in full stand as waived; nothing waits for them.

    `owed` gives rounds as they were owed before anything was let go.
    """
    full = {one.id: one for one in owed}
    parts = []
    changed = False
    days: list[Day | None] = []
    for one in found.parts:
        since = waived_since(course.case, commitment, course.on, one.id)
        done = one.plain.done_day if one.plain is not None else None
        before = full.get(one.id)
        in_full = before is None or (one.done is not None and (one.done.low or 0) >= before.low)
        if since is None or (done is not None and in_full):
            parts.append(one)
            days.append(done)
            continue
        required = one.required if before is None else Interval(before.low, before.high)
        parts.append(replace(one, words=sure("waived"), plain=None, required=required))
        days.append(since)
        changed = True
    if not changed:
        return found
    met = None if found.more or None in days else max(d for d in days if d is not None)
    return replace(found, parts=tuple(parts), met_day=met)
