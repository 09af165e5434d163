"""A row of the board: a commitment judged, with its facts, remarks and reasons.

Source: spec/standings.md, spec/remarks.md (semantics, sections 6 and 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.acts import Act
from trucebook.evaluation.case import Case
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.coverage import watched_days
from trucebook.evaluation.facts import Told, flat
from trucebook.evaluation.gone import gone_told
from trucebook.evaluation.grades import weakest
from trucebook.evaluation.intervals import join
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.reasons import PAGES, reasons
from trucebook.evaluation.remarks import by_day, remarks
from trucebook.evaluation.result import Fact, Grade, Interval, Reason, Remark, Row, Standing
from trucebook.model.agreement import Commitment, Exchange, JointAct, Notice, Order
from trucebook.model.quantity import Class
from trucebook.model.span import Span
from trucebook.model.time import MINUTES, Day, iso

UNFULFILLED: tuple[Standing, ...] = ("overdue", "missed", "held back", "suspended")


def row(
    case: Case,
    name: str,
    on: Day,
    account: Account,
    judged: Judged,
    by_account: Mapping[str, Standing | None],
) -> Row:
    """One commitment with everything that stands on its row."""
    commitment = case.commitments[name]
    evidence = case.evidence_of(name)
    differ = len(set(by_account.values())) > 1
    unit = getattr(commitment.terms, "thing", None)
    facts = _facts(case, name, account, on)
    noted = remarks(case, name, on, account, judged)
    first, last = judged.in_force
    watched, days = _watched(case, name, first, last, on)
    return Row(
        commitment,
        judged.standing,
        judged.possible,
        judged.because,
        judged.due,
        judged.due_latest,
        judged.required,
        judged.done,
        unit,
        _by_class(case, name, account, on),
        judged.rounds,
        judged.days,
        dict(by_account),
        judged.by_reading,
        differ,
        _differing(case, name) if differ else (),
        grade_on(case, judged, name),
        facts,
        tuple(sorted(b.report.id for b in evidence.all if by_day(b, on))),
        noted,
        reasons(case, name, on, judged),
        judged.state,
        watched,
        days,
        judged.in_force,
        judged.widened,
        _toward(case, name),
    )


def replaced_row(then: Row, commitment: Commitment, before: Judged, on: Day) -> Row:
    """The row of a sentence that was replaced or ended, from its row on the last day before."""
    since = commitment.replaced or on
    stood = before.standing or before.state or "no standing"
    said = f"When {iso(since - 1)} was over, the last day before it was replaced or ended: {stood}"
    span = commitment.span or Span("", 0, 0)
    reasons_ = (
        Reason("standings#amended", f"On {iso(on)}: amended, because {PAGES['amended']}", span),
        Reason("amendments#missed-days-stay", said, span),
        *then.reasons[1:],
    )
    if then.standing is None:
        reasons_ = then.reasons
    note = Remark("stood before", said, ())
    return replace(
        then,
        commitment=commitment,
        remarks=(note, *then.remarks),
        reasons=reasons_,
    )


def let_go_row(found: Row, before: Judged, since: Day) -> Row:
    """The row of a duty that was let go, with where it stood on the last day before."""
    stood = before.standing or "no standing"
    said = f"On {iso(since - 1)}, the last day before it was let go: {stood}"
    span = found.commitment.span or Span("", 0, 0)
    reason = Reason("standings#waived", said, span)
    first, *rest = found.reasons
    return replace(
        found,
        remarks=(*found.remarks, Remark("stood before", said, ())),
        reasons=(first, reason, *rest),
    )


def _facts(case: Case, name: str, account: Account, on: Day) -> tuple[Fact, ...]:
    found = []
    for fact in (*case.told(name, account), *case.totals(name, account)):
        first = min((s[0] for s in fact.spans if s[0] is not None), default=None)
        if first is not None and first // MINUTES > on:
            continue
        found.append(_fact(fact))
    return tuple(sorted(found, key=lambda fact: (fact.first or 0, fact.event)))


def _fact(fact: Told) -> Fact:
    firsts = [s[0] for s in fact.spans if s[0] is not None]
    lasts = [s[1] for s in fact.spans if s[1] is not None]
    voices = [*fact.event.acts, *fact.event.checks]
    return Fact(
        fact.event.key,
        tuple(sorted(b.report.id for b in fact.event.all)),
        fact.numbers if fact.happened != (False,) else (),
        min(firsts, default=None),
        max(lasts, default=None),
        fact.grade,
        tuple(
            (of, Interval(n, n)) for of, n in sorted(flat(fact.shares), key=lambda s: sorted(s[0]))
        ),
        tuple(sorted({b.asserter for b in voices})),
        tuple(sorted(b.report.id for b in fact.event.deviating)),
        fact.hard_to_square,
    )


def _by_class(
    case: Case, name: str, account: Account, on: Day
) -> tuple[tuple[Class, Interval], ...]:
    """What was done by category: living and dead people are never one figure."""
    commitment = case.commitments[name]
    thing = case.things.get(getattr(commitment.terms, "thing", "") or "")
    if thing is None:
        return ()
    found: dict[Class, Interval] = {}
    for fact in case.told(name, account):
        first = min((s[0] for s in fact.spans if s[0] is not None), default=None)
        if fact.happened == (False,) or (first is not None and first // MINUTES > on):
            continue
        number = fact.numbers[0]
        for other in fact.numbers[1:]:
            number = join(number, other) or number
        told: dict[Class, Interval] = {}
        for category in fact.of:
            told[frozenset({category})] = number
        for category in {c for of, _ in flat(fact.shares) for c in of} - fact.of:
            low = (
                class_interval(Act(fact, 0, number, (None, None)), frozenset({category}), thing).low
                or 0
            )
            told[frozenset({category})] = Interval(low, low)
        for of, interval in told.items():
            old = found.get(of, Interval(0, 0))
            high = None if old.high is None or interval.high is None else old.high + interval.high
            found[of] = Interval((old.low or 0) + (interval.low or 0), high)
    return tuple(sorted(found.items(), key=lambda item: sorted(item[0])))


def _watched(
    case: Case, name: str, first: Day | None, last: Day | None, on: Day
) -> tuple[tuple[Day, Day] | None, Interval | None]:
    ids = (name, case.commitments[name].clause)
    runs = case.covered(*ids)
    if first is None or first > on:
        return (runs[0] if runs else None), None
    end = on if last is None else min(on, last)
    return (runs[0] if runs else None), Interval(
        watched_days(case, ids, first, end), end - first + 1
    )


def grade_on(case: Case, judged: Judged, name: str) -> Grade | None:
    """The weakest grade among the facts the standing rests on; None where it rests on silence."""
    if judged.standing in UNFULFILLED and judged.days is None:
        admitted = [b for b in case.announced(name) if b.report.when is not None]
        return "acknowledged" if admitted else None
    return weakest(fact.grade for fact in judged.facts)


def _differing(case: Case, name: str) -> tuple[str, ...]:
    """The reports of facts that are not the same in every account, here and where this hangs on."""
    names = {name}
    terms = case.commitments[name].terms
    if isinstance(terms, (Exchange, Order)):
        names.update(case.ids_of(terms.against))
    elif isinstance(terms, Notice):
        names.update(case.ids_of(terms.before))
    found: set[str] = set()
    for one in names:
        each = [
            case.told(one, a) + case.totals(one, a) + gone_told(case, one, a) for a in case.accounts
        ]
        for versions in zip(*each, strict=True):
            if len({(v.happened, v.numbers, v.spans) for v in versions}) > 1:
                found.update(b.report.id for b in versions[0].event.all)
        found.update(b.report.id for b in case.evidence_of(one).per_day)
    return tuple(sorted(found))


def _toward(case: Case, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of a joint act: what each party is recorded as having done or refused toward it."""
    commitment = case.commitments[name]
    if not isinstance(commitment.terms, JointAct):
        return ()
    reports = case.evidence_of(name).all
    return tuple(
        (party, tuple(sorted(b.report.id for b in reports if party in (b.performer, b.side))))
        for party in commitment.liable
    )
