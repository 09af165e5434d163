"""Clauses whose words are not published, on which others hang.

Source: spec/diagnostics/weak-basis.md (semantics, section 4, basis).
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.evaluation.references import hangs_on, in_condition
from trucebook.findings.finding import Finding, found, say_clauses
from trucebook.model.agreement import WEAK_BASES, Agreement, Commitment
from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Related

QUOTED = 3


def weak_bases(agreement: Agreement) -> Iterator[Finding]:
    """One finding for all clauses below `published` that others wait for, answer or count from.

    A text that gives no clause a basis is a draft, and is not told so.
    """
    by_id: dict[str, Commitment] = {c.id: c for c in agreement.commitments}
    clauses = {c.clause: c for c in reversed(agreement.commitments)}
    if all(one.basis.kind == "unsourced" for one in agreement.commitments):
        return
    hanging: dict[str, dict[str, None]] = {}

    def hangs(name: str, on: str) -> None:
        other = by_id.get(on) or clauses.get(on)
        if other is not None and other.clause != name and other.basis.kind in WEAK_BASES:
            hanging.setdefault(other.clause, {})[name] = None

    for one in agreement.commitments:
        for name in (*hangs_on(one), *one.in_return_for):
            hangs(one.clause, name)
    for phase in agreement.phases:
        conditions = [phase.begins, *(getattr(then, "condition", None) for then in phase.after)]
        for condition in conditions:
            for name in in_condition(condition):
                hangs(f"after phase {phase.id}", name)
    if not hanging:
        return
    weakest = sorted(hanging, key=lambda name: (-len(hanging[name]), name))
    first = clauses[weakest[0]]
    hang = "hangs" if len(hanging[weakest[0]]) == 1 else "hang"
    yield found(
        "weak-basis",
        first.span,
        f"Other clauses hang on {say_clauses(weakest)}, whose own words nobody has published.",
        f"{_most(weakest[0], hanging)} {hang} on [{first.clause}], which is known from "
        f"{_kind(first)}: should its words turn out otherwise, they fall with it.",
        clauses=weakest,
        mend="Find the clause itself, or say of each whose version it is: basis one side's "
        'version "…".',
        related=tuple(_related(clauses[name], hanging) for name in weakest[1:QUOTED]),
    )


def _most(name: str, hanging: dict[str, dict[str, None]]) -> str:
    clauses = [each for each in hanging[name] if not each.startswith("after phase ")]
    phases = [each for each in hanging[name] if each.startswith("after phase ")]
    said = [say_clauses(clauses)] if clauses else []
    said += [f"what comes {each}" for each in phases]
    return " and ".join(said)


def _related(one: Commitment, hanging: dict[str, dict[str, None]]) -> Related:
    span = one.span or Span("", 0, 0)
    return Related(span, f"on [{one.clause}] ({one.basis.kind}): {_most(one.clause, hanging)}:")


def _kind(one: Commitment) -> str:
    match one.basis.kind:
        case "summary":
            return "a summary alone"
        case "one side's version":
            return "one side's version alone"
        case _:
            return "no source"
