"""Phases, and what follows them → the model.

Source: spec/language/grammar.md, Phases (semantics, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucebook.model.agreement import (
    Begins,
    Due,
    GoesOn,
    Longer,
    Not,
    NothingSaid,
    OnDay,
    Phase,
    Renews,
    Then,
)
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import condition, days_and_months, length, when
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import fault
from trucebook.syntax.function_words import nearest


def phases_of(trees: Sequence[t.Tree], scope: Scope) -> tuple[Phase, ...]:
    """Every phase, in the order declared, with what its after-blocks say.

    The first phase begins on the agreement's first day where nothing else is said of it.
    """
    after, opened = after_of(trees, scope)
    phases: list[Phase] = []
    files = {tree.file for tree in trees}
    for head in scope.phases.values():
        if head.span.file not in files:
            continue
        phase = phase_of(head, tuple(after.get(head.id, ())), scope)
        if not phases and phase.first is None and phase.begins is None and head.id not in opened:
            phase = replace(phase, first=OnDay(scope.offset))
        phases.append(phase)
    undescribed = sorted(opened - set(scope.phases))
    return (*phases, *(Phase(name, None) for name in undescribed))


def after_of(trees: Sequence[t.Tree], scope: Scope) -> tuple[dict[str, list[Then]], set[str]]:
    """What follows each phase, and the phases that begin so."""
    after: dict[str, list[Then]] = {}
    opened: set[str] = set()
    for tree in trees:
        for item in tree.items:
            if isinstance(item, t.AfterBlock):
                name = scope.phase(item.phase, item.phase_span)
                thens = [_then(line, scope) for line in item.lines]
                after.setdefault(name or item.phase, []).extend(thens)
                opened.update(then.phase for then in thens if isinstance(then, Begins))
    return after, opened


def phase_of(head: t.PhaseHead, follows: tuple[Then, ...], scope: Scope) -> Phase:
    """A phase as its line has it."""
    first: Due | None = when(head.first, scope) if head.first is not None else None
    begins = condition(head.begins, scope) if head.begins is not None else None
    last = when(head.last, scope) if head.last is not None else None
    longer = _longer(head.longer, scope) if head.longer is not None else None
    term = head.days, first, begins, last, follows, head.months
    return Phase(head.id, *term, longer=longer, span=head.span)


def _longer(written: t.Longer, scope: Scope) -> Longer:
    """By how much a phase grows, and with what."""
    ids = scope.ref(written.under)
    thing = next((duty.thing for duty in scope.duties if duty.id in ids), None)
    each = next(part.value for part in written.parts if isinstance(part, p.Number))
    most = length(written.most) if written.most is not None else None
    beyond = written.beyond.value if written.beyond is not None else 0
    of = scope.classes(thing, written.parts)
    return Longer(length(written.more), each, ids, of, beyond, most)


def _then(line: t.AfterLine, scope: Scope) -> Then:
    on = condition(line.condition, scope) if line.condition is not None else None
    if line.until and on is not None:
        on = Not(on)
    match line.then:
        case t.PhaseBegins():
            return Begins(on, _opened(line.then, scope), line.span)
        case t.GoOn():
            for ref in line.then.refs:
                scope.ref(ref)
            if line.then.all_of is not None:
                scope.phase(line.then.all_of, line.then.span)
            return GoesOn(on, tuple(ref.id for ref in line.then.refs), line.span)
        case t.NothingSaid():
            return NothingSaid(line.span)
        case t.Renews():
            scope.phase(line.then.phase, line.then.span)
            if not scope.learning and not scope.written(line.span).startswith("unless "):
                scope.faults.append(_by_consent(line))
            ahead = length(line.then.ahead) if line.then.ahead is not None else 0
            days, months = days_and_months(line.then.duration)
            return Renews(on, days, months, ahead, line.then.once, line.span)


def _by_consent(line: t.AfterLine) -> Diagnostic:
    """`once [extension] is met: phase one renews`: by consent, and not by silence."""
    return fault(
        "unclear-condition",
        line.span,
        "a phase renews unless something has come; what makes it longer is not said so",
        "a renewal comes by itself, where nobody has stopped it: unless [notice] is used: phase "
        "one renews for 60 days. A longer term that has to be agreed is an amendment, a text of "
        "its own that gives the phase another term and says from when it is in force",
    )


def _opened(then: t.PhaseBegins, scope: Scope) -> str:
    """A phase that begins; one declared nowhere is a phase of which nothing else is said."""
    if then.phase in scope.phases or nearest(then.phase, frozenset(scope.phases)) is not None:
        return scope.phase(then.phase, then.span) or then.phase
    if not scope.learning:
        scope.faults.append(
            Diagnostic(
                "phase-not-described",
                "finding",
                then.span,
                f"of phase {then.phase} it is only said that it begins",
                "a phase is declared with its length, and its clauses stand under it: "
                f"phase {then.phase}, 42 days",
            )
        )
    return then.phase
