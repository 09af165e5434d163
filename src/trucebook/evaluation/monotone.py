"""Whether more done, sooner, can only make a duty stand better.

Where that is so, two extreme worlds that come out the same settle everything between them.
Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.case import Case
from trucebook.evaluation.references import hangs_on
from trucebook.model.agreement import (
    AllOf,
    AnyOf,
    Begins,
    Commitment,
    Condition,
    CountReached,
    DayCame,
    Exchange,
    HandOver,
    IsMet,
    JointAct,
    Once,
    OnDate,
    OnDay,
)


def monotone(commitment: Commitment, case: Case, account: Account) -> bool:
    """Whether more done, sooner, never makes it stand worse: no condition can turn that round."""
    others = [name for one in hangs_on(commitment) for name in case.ids_of(one)]
    names = [commitment.id, *others]
    if any(case.evidence_of(name).gone for name in names):
        return False
    if any(_number_decides_double(name, case, account) for name in names):
        return False
    if commitment.id in case.remainders or getattr(commitment.terms, "rest_of", None):
        return False
    if commitment.same_time or commitment.each_round is not None:
        return False
    if commitment.only_after or not isinstance(
        commitment.terms, (HandOver, Exchange, Once, JointAct)
    ):
        return False
    if not all(p.word == "once" and _grows(p.condition) for p in commitment.conditions):
        return False
    if any(name == commitment.id for _, name in case.variants):
        return False
    if case.agreement.clock.day_one is None:
        return False
    return commitment.phase is None or _begins_sooner(commitment.phase, case, frozenset())


def _number_decides_double(name: str, case: Case, account: Account) -> bool:
    """Whether two events may be one, but only where of disputed numbers the same is true."""
    pairs = case.evidence_of(name).duplicates
    told = {fact.event.key: fact.numbers for fact in case.told(name, account)} if pairs else {}
    return any(len(told[one.key]) > 1 or len(told[other.key]) > 1 for one, other in pairs)


def _begins_sooner(name: str, case: Case, asked: frozenset[str]) -> bool:
    """Whether a phase begins on a fixed day, or the sooner the more is done."""
    phase = case.phases[name]
    if phase.first is not None:
        return isinstance(phase.first, (OnDate, OnDay))
    if phase.begins is not None:
        return _grows(phase.begins)
    before = [
        (other.id, then.condition)
        for other in case.phases.values()
        for then in other.after
        if isinstance(then, Begins) and then.phase == name
    ]
    return name not in asked and all(
        (condition is None or _grows(condition)) and _begins_sooner(other, case, asked | {name})
        for other, condition in before
    )


def _grows(condition: Condition) -> bool:
    """Whether a condition comes the sooner the more is done."""
    match condition:
        case IsMet() | CountReached() | DayCame(OnDate() | OnDay()):
            return True
        case AllOf(parts) | AnyOf(parts):
            return all(_grows(part) for part in parts)
        case _:
            return False
