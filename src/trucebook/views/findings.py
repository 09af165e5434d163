"""What is true of an agreement and worth knowing before it is signed: holes, knots, vague words.

Each finding tells the course of events that leads there. It names clauses, and nobody who could
bring it about.
Source: spec/findings.md (semantics, sections 4 and 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trucebook.model.agreement import (
    Agreement,
    Begins,
    Condition,
    Conduct,
    DayCame,
    GoesOn,
    HandOver,
    JointAct,
    NothingSaid,
    Once,
    OnDay,
    Phase,
)
from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Diagnostic, in_order
from trucebook.views.conditions import say_condition, waits_for
from trucebook.views.wording import say_list

_NUMBERED = re.compile(r"\b(?:day|week) \d")
NOWHERE = Span("", 0, 0)
"""The place of what was made without a file."""


def findings(agreement: Agreement) -> tuple[Diagnostic, ...]:
    """Everything found in an agreement, in the order of its text."""
    listed = [*_vague(agreement), *_no_day(agreement), *_no_first_day(agreement)]
    listed += [*_knots(agreement), *_gaps(agreement)]
    return in_order(listed)


def found(code: str, span: Span | None, message: str, why: str) -> Diagnostic:
    """A finding."""
    return Diagnostic(code, "finding", span or NOWHERE, message, why)


def _vague(agreement: Agreement) -> Iterable[Diagnostic]:
    for commitment in agreement.commitments:
        name = commitment.id
        if commitment.vague:
            yield found(
                "vague-word",
                commitment.span,
                f'[{name}] rests on the word "{commitment.vague}", which gives no measure.',
                "Whatever is done, its standing stays `not computable`.",
            )
        elif isinstance(commitment.terms, Conduct):
            yield found(
                "conduct-only",
                commitment.span,
                f"[{name}] promises conduct, not a result.",
                "Whatever comes of it, its standing stays `not computable`.",
            )
        if commitment.to_be_negotiated:
            yield found(
                "to-be-negotiated",
                commitment.span,
                f"[{name}] leaves its amount to be negotiated.",
                "Until it is agreed, its standing stays `not computable`.",
            )


def _no_day(agreement: Agreement) -> Iterable[Diagnostic]:
    for commitment in agreement.commitments:
        terms = commitment.terms
        match terms:
            case Once() | JointAct():
                dated = terms.due is not None
            case HandOver():
                dated = all(step.due is not None for step in terms.steps)
            case _:
                continue
        if not dated and commitment.phase is None:
            yield found(
                "no-day",
                commitment.span,
                f"[{commitment.id}] names no day and stands in no phase.",
                "However long it is left undone, it is never overdue.",
            )


def _no_first_day(agreement: Agreement) -> Iterable[Diagnostic]:
    clock = agreement.clock
    if clock.day_one is not None or clock.start is not None:
        return
    counted = [c for c in agreement.commitments if _NUMBERED.search(c.text)]
    spans = [phase.span for phase in agreement.phases if isinstance(phase.first, OnDay)]
    if counted or spans:
        yield found(
            "no-first-day",
            counted[0].span if counted else spans[0],
            "The text counts days, and does not say which day is day 1.",
            "So nothing begins and nothing falls due. Say it once: day 1 is 19 January 2025.",
        )


def _knots(agreement: Agreement) -> Iterable[Diagnostic]:
    waits = {c.clause: set[str]() for c in agreement.commitments}
    for commitment in agreement.commitments:
        waits[commitment.clause] |= set(waits_for(commitment))
    spans = {c.clause: c.span for c in agreement.commitments}
    for knot in _cycles(waits):
        names = say_list(f"[{name}]" for name in knot)
        yield found(
            "deadlock",
            spans.get(knot[0]),
            f"{names} wait for each other."
            if len(knot) > 1
            else f"{names} waits for itself to be met.",
            "None of them can begin: each begins only once another of them is met.",
        )


def _cycles(waits: Mapping[str, set[str]]) -> Iterable[tuple[str, ...]]:
    """Sets of clauses that all wait for one another, each set once."""
    reach = {name: _reach(name, waits) for name in waits}
    told: set[str] = set()
    for name in sorted(waits):
        if name in reach[name] and name not in told:
            knot = tuple(sorted(n for n in reach[name] if name in reach.get(n, ())))
            told |= set(knot)
            yield knot


def _reach(name: str, waits: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(waits.get(name, ()))
    while ahead:
        next_ = ahead.pop()
        if next_ not in seen:
            seen.add(next_)
            ahead += waits.get(next_, ())
    return seen


def _gaps(agreement: Agreement) -> Iterable[Diagnostic]:
    begun = {
        then.phase: then
        for phase in agreement.phases
        for then in phase.after
        if isinstance(then, Begins)
    }
    for number, phase in enumerate(agreement.phases):
        later = agreement.phases[number + 1 :]
        if not phase.after and not later:
            continue
        if _ends_never(phase) or any(_goes_on_anyway(then) for then in phase.after):
            continue
        if any(_begins_anyway(p, begun.get(p.id)) for p in later):
            continue
        course = [f"the last day of phase {phase.id} passes"]
        course += [f"not so that {say_condition(c)}" for c in _outs(phase, later, begun)]
        declared = any(isinstance(then, NothingSaid) for then in phase.after)
        also = ' The text itself says "nothing is said".' if declared else ""
        yield found(
            "gap",
            phase.span,
            f"Phase {phase.id} can end with nothing to follow it.{also}",
            f"So it comes about: {'; '.join(course)}.",
        )


def _ends_never(phase: Phase) -> bool:
    return phase.days is None and phase.last is None


def _goes_on_anyway(then: object) -> bool:
    return isinstance(then, GoesOn) and then.condition is None


def _begins_anyway(phase: Phase, begins: Begins | None) -> bool:
    """Whether a later phase begins whatever happens: on a day, or without condition."""
    if begins is not None and begins.condition is None:
        return True
    return phase.first is not None or isinstance(phase.begins, DayCame)


def _outs(phase: Phase, later: Iterable[Phase], begun: Mapping[str, Begins]) -> Iterable[Condition]:
    """The conditions any of which would keep the gap away."""
    for then in phase.after:
        if isinstance(then, GoesOn) and then.condition is not None:
            yield then.condition
    for next_ in later:
        begins = begun.get(next_.id)
        condition = begins.condition if begins is not None else next_.begins
        if condition is not None:
            yield condition
