"""Reports that move less, or more, than whoever wrote them may think.

    decides-nothing   an act against a duty that is done once; a judgement without an act
    counted-by-for    counted as an act since its `for` says so, in a word that is not the text's

Source: spec/record/binding.md, spec/agreements.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.evaluation.event import CHECKS, CONFIRMATIONS
from trucebook.evaluation.evidence import JUDGING, QUANTITIES, performs
from trucebook.evaluation.kept import judges_keeping
from trucebook.findings.finding import Finding, by_place, found
from trucebook.model.agreement import Agreement, Commitment, JointAct, Keep, Once
from trucebook.model.report import Bound, Record
from trucebook.model.wording import verb_forms
from trucebook.views.wording import say_few

_DONE = (Once, JointAct, *QUANTITIES)
"""Kinds of duty by which something gets done; nothing can be done against them."""
_PARTS = {
    "start": {"start", "begin", "launch", "commence"},
    "finish": {"finish", "complete", "end", "conclude"},
}
"""Kinds that say that a thing was begun, or is over."""
_AGAIN = frozenset({"replace", "hand over", "deliver"})
"""Kinds that say of any hand-over that it was one."""


def idle_reports(record: Record, agreement: Agreement) -> tuple[Finding, ...]:
    """Every such report; those alike are told together."""
    owing = {c.id: c for c in agreement.commitments}
    parties = {party.id for party in agreement.parties if party.role == "party"}
    against: dict[str, list[Bound]] = {}
    judged: dict[str, list[Bound]] = {}
    worded: dict[tuple[str, str, str], list[Bound]] = {}
    for bound in sorted(record.reports, key=lambda bound: bound.report.id):
        if bound.report.for_ is None and not bound.commitments:
            continue
        for commitment in (owing[name] for name in bound.commitments if name in owing):
            if bound.report.contrary and isinstance(commitment.terms, _DONE):
                against.setdefault(commitment.clause, []).append(bound)
            elif _judges(bound, commitment):
                judged.setdefault(commitment.clause, []).append(bound)
            elif _in_other_words(bound, commitment) and performs(bound, commitment, parties):
                key = (commitment.clause, commitment.verb, bound.report.kind)
                worded.setdefault(key, []).append(bound)
    return by_place(
        [
            *(_against(clause, rows) for clause, rows in against.items()),
            *(_judged(clause, rows) for clause, rows in judged.items()),
            *(_worded(*key, rows) for key, rows in worded.items()),
        ]
    )


def _judges(bound: Bound, commitment: Commitment) -> bool:
    report = bound.report
    plain = report.kind in JUDGING and bound.verb != commitment.verb and not report.contrary
    return isinstance(commitment.terms, Keep) and (plain or judges_keeping(bound, commitment))


def _in_other_words(bound: Bound, commitment: Commitment) -> bool:
    """Whether a row that names a duty to do something speaks of it in another verb."""
    report, terms = bound.report, commitment.terms
    if report.for_ is None or bound.verb == commitment.verb or report.hedge == "denied":
        return False
    if not isinstance(terms, (Once, *QUANTITIES)) or report.count_basis not in {None, "increment"}:
        return False
    if report.kind in CHECKS | CONFIRMATIONS | _AGAIN or report.part_of:
        return False
    if report.kind in _PARTS.get(getattr(terms, "part", ""), ()):
        return False
    part, _, rest = report.kind.partition(" ")
    return not (part in {"start", "finish"} and rest in verb_forms(commitment.verb))


def _ids(rows: Iterable[Bound]) -> tuple[str, bool]:
    ids = list(dict.fromkeys(bound.report.id for bound in rows))
    return say_few(ids), len(ids) == 1


def _against(clause: str, rows: list[Bound]) -> Finding:
    ids, one = _ids(rows)
    return found(
        "decides-nothing",
        rows[0].report.span,
        f"{'Report' if one else 'Reports'} {ids} {'tells' if one else 'tell'} of what was done "
        f"against [{clause}], which is done once.",
        "Of a thing done once only its doing is looked at. What must hold all the time says so: "
        "shall not carry out attacks throughout; shall keep the road open until day 20.",
        clauses=(clause,),
    )


def _judged(clause: str, rows: list[Bound]) -> Finding:
    ids, one = _ids(rows)
    return found(
        "decides-nothing",
        rows[0].report.span,
        f"{'Report' if one else 'Reports'} {ids} {'judges' if one else 'judge'} that [{clause}] "
        f"was not kept, and {'tells' if one else 'tell'} of no act.",
        "A judgement decides nothing. Say what was done, by whom, and behind it `contrary`: "
        "alpha closed the road; for [road]; contrary.",
        clauses=(clause,),
    )


def _worded(clause: str, verb: str, kind: str, rows: list[Bound]) -> Finding:
    ids, one = _ids(rows)
    return found(
        "counted-by-for",
        rows[0].report.span,
        f"{'Report' if one else 'Reports'} {ids} {'counts' if one else 'count'} as "
        f"{'an act' if one else 'acts'} of [{clause}], since `for` says so: "
        f'{"its" if one else "their"} word is "{kind}", that of the text "{verb}".',
        f"If it is the same act, say so once in the names table: kind {_name(kind)} means "
        f"{verb}. If it is not, it is about something else: for none.",
        clauses=(clause,),
    )


def _name(kind: str) -> str:
    return kind.replace(" ", "-")
