"""What is done at the same time as something else, and rounds that wait for others.

Source: spec/order.md, At the same time and Round by round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucebook.model.agreement import (
    AllOf,
    Commitment,
    Condition,
    EachRound,
    HandOver,
    Happened,
    IsMet,
    Once,
)
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import met
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span


def beside_others(
    made: Sequence[Commitment], sentence: t.Sentence, scope: Scope
) -> tuple[Commitment, ...]:
    """The commitments of a sentence, with what each is done at the same time as or waits for."""
    parts = (*sentence.leads, *sentence.parts)
    same = [part for part in parts if isinstance(part, p.SameTime)]
    rounds = next((part for part in parts if isinstance(part, p.EachRound)), None)
    if not same and rounds is None:
        return tuple(made)
    found = []
    for one in made:
        others = [other.id for other in made if other is not one]
        conditions = [c for part in same for c in _same_time(part, others, scope)]
        each = _each_round(rounds, one.id, scope) if rounds is not None else None
        found.append(replace(one, same_time=tuple(dict.fromkeys(conditions)), each_round=each))
    return tuple(found)


def _same_time(part: p.SameTime, others: Sequence[str], scope: Scope) -> Sequence[Condition]:
    match part.of:
        case p.Quoted():
            return [Happened(part.of.text)]
        case p.Ref():
            condition = met(part.of, scope)
            return condition.of if isinstance(condition, AllOf) else [condition]
        case _:
            if not others:
                _as_what(part, scope)
            return [IsMet(other) for other in others]


def _as_what(part: p.SameTime, scope: Scope) -> None:
    if scope.learning:
        return
    scope.faults.append(
        fault(
            "same-time-as-what",
            part.span,
            "it does not say at the same time as what",
            "one sentence of one party names what it is simultaneous with: at the same time as "
            '[bodies], or as an event: at the same time as "the deployment"; the duties of '
            "several parties in one sentence can be simultaneous with each other",
        )
    )


def _each_round(part: p.EachRound, own: str, scope: Scope) -> EachRound:
    ids = scope.ref(part.ref) if part.ref is not None else (own,)
    of = ids[0] if len(ids) == 1 else part.ref.id if part.ref is not None else own
    by = scope.who(part.by.id, part.by.span) if part.by is not None else ()
    return EachRound(of, part.before, by)


def mutual(commitments: Sequence[Commitment], scope: Scope) -> list[Commitment]:
    """What one is to be done at the same time as is to be done at the same time as it.

    Errors: `same-time-as-what` where the other is no act, in one part or in rounds.
    """
    by_id = {one.id: one for one in commitments}
    back: dict[str, list[Condition]] = {}
    for one in commitments:
        for condition in one.same_time:
            other = by_id.get(condition.commitment) if isinstance(condition, IsMet) else None
            if other is None:
                continue
            if not isinstance(other.terms, Once | HandOver):
                _no_act(one, other, scope)
            elif IsMet(one.id) not in other.same_time:
                back.setdefault(other.id, []).append(IsMet(one.id))
    _round_circles(commitments, scope)
    return [
        replace(one, same_time=(*one.same_time, *back[one.id])) if one.id in back else one
        for one in commitments
    ]


def _round_circles(commitments: Sequence[Commitment], scope: Scope) -> None:
    """Say so where a round waits, by way of the same round of others, for itself."""
    by_id = {one.id: one for one in commitments}
    told: set[str] = set()
    for one in commitments:
        way = [one]
        while (rule := way[-1].each_round) is not None and not rule.before:
            then = by_id.get(rule.of)
            if then is None or (then in way and then is not one):
                break
            if then is one:
                if not told & {each.id for each in way} and one.span is not None:
                    scope.faults.append(_circle([each.clause for each in way], one.span))
                told |= {each.id for each in way}
                break
            way.append(then)


def _circle(clauses: Sequence[str], span: Span) -> Diagnostic:
    words = " → ".join(f"[{name}]" for name in [*clauses, clauses[0]])
    return fault(
        "circular-conditions",
        span,
        f"these rounds wait for each other: {words}",
        "each waits for the same round of the other, so none of them ever comes first; one of "
        "them waits for the round before",
    )


def _no_act(one: Commitment, other: Commitment, scope: Scope) -> None:
    if one.span is None:
        return
    scope.faults.append(
        fault(
            "same-time-as-what",
            one.span,
            f"[{other.clause}] is not done once or in rounds, so nothing is done at the same time",
            "simultaneous are acts, handed over or done once; what is owed act for act says "
            "in return for [host] …, on the day of each act",
        )
    )
