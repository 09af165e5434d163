"""What stands on a row without deciding it, always with who says it.

Source: spec/remarks.md (semantics, sections 3, 6 and 7).
"""

from __future__ import annotations

from trucebook.evaluation.accounts import Account, relation
from trucebook.evaluation.case import Case
from trucebook.evaluation.coverage import watched_throughout
from trucebook.evaluation.event import Event
from trucebook.evaluation.evidence import VERDICTS
from trucebook.evaluation.facts import Told
from trucebook.evaluation.handover import commitment_class
from trucebook.evaluation.intervals import hard, meet
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.result import Interval, Remark, RemarkKind
from trucebook.model.agreement import Commitment, JointAct, Keep, Level, Order
from trucebook.model.quantity import Amount, Number
from trucebook.model.report import Bound
from trucebook.model.time import MINUTES, Day


def remarks(case: Case, name: str, on: Day, account: Account, judged: Judged) -> tuple[Remark, ...]:
    """Every remark on a commitment's row, in order of kind and report."""
    evidence = case.evidence_of(name)
    commitment = case.commitments[name]
    found: list[Remark] = []
    for bound in evidence.announcements:
        if by_day(bound, on):
            own = relation(bound, commitment, case.agreement) == "performer"
            kind: RemarkKind = "announcement" if own else "note"
            round_ = bound.rounds[0] if bound.rounds else None
            found.append(Remark(kind, _says(bound), (bound.report.id,), round_))
    for fact in case.told(name, account):
        found += _of_event(case, name, fact, on)
    for bound in evidence.others:
        if by_day(bound, on):
            found.append(Remark(_kind(case, name, bound), _says(bound), (bound.report.id,)))
    for event in evidence.gone:
        found += [
            Remark("object gone", _says(bound), (bound.report.id,))
            for bound in event.all
            if by_day(bound, on)
        ]
    for one, other in evidence.duplicates:
        ids = tuple(sorted(b.report.id for event in (one, other) for b in event.acts))
        words = "Same number, near or uncertain day: one event or two, until that is settled"
        found.append(Remark("possible duplicate", words, ids))
    found += _totals(case, name, on, account, judged)
    found += _suspension(case, commitment, on)
    if isinstance(commitment.terms, JointAct):
        found += [
            Remark("stage", f"{_who(b)}: stage of talks {b.report.stage}", (b.report.id,))
            for b in evidence.all
            if b.report.stage is not None and by_day(b, on)
        ]
    return tuple(sorted(dict.fromkeys(found), key=lambda r: (r.kind, r.reports)))


def _suspension(case: Case, commitment: Commitment, on: Day) -> list[Remark]:
    """Who used a power that suspends it, or took that back, and on which ground, as quoted."""
    return [
        Remark("suspension", f"Under [{name}] {_says(bound)}", (bound.report.id,))
        for name in case.suspenders.get(commitment.clause, ())
        for bound in case.evidence_of(name).all
        if by_day(bound, on)
        and relation(bound, case.commitments[name], case.agreement) == "performer"
    ]


WILL_NOT = frozenset({"stance", "rejection", "suspension", "delay"})
"""Kinds in which whoever owes a thing says what it will or will not do."""


def _kind(case: Case, name: str, bound: Bound) -> RemarkKind:
    if bound.report.kind in VERDICTS:
        return "verdict"
    own = relation(bound, case.commitments[name], case.agreement) == "performer"
    return "announcement" if own and bound.report.kind in WILL_NOT else "note"


def by_day(bound: Bound, on: Day) -> bool:
    """Whether a report speaks of something up to a day, or was out by then."""
    when = bound.report.when
    first = when.first_day if when is not None else None
    if when is not None and bound.report.count_basis == "cumulative":
        first = when.last_day  # a total is a fact only when its period is over
    return bound.report.published <= on or (first is not None and first <= on)


def _who(bound: Bound) -> str:
    report = bound.report
    return report.asserted_by or report.source or report.id


def _says(bound: Bound) -> str:
    report = bound.report
    words = f"“{report.quote}”" if report.quote else (report.text or report.kind)
    return f"{_who(bound)} says: {words}"


def _of_event(case: Case, name: str, fact: Told, on: Day) -> list[Remark]:
    found = []
    event = fact.event
    first = min((s[0] for s in fact.spans if s[0] is not None), default=None)
    if first is not None and first // MINUTES > on:
        return []
    commitment = case.commitments[name]
    if isinstance(commitment.terms, (Keep, Level, Order)):
        voices = [(b, relation(b, commitment, case.agreement)) for b in event.acts]
        if voices and fact.grade != "found" and all(r == "opposite" for _, r in voices):
            reply = [_who(b) for b in event.denials]
            answer = f"denied by {', '.join(sorted(reply))}" if reply else "no reply recorded"
            for bound, _ in voices:
                found.append(Remark("accusation", f"{_says(bound)}; {answer}", (bound.report.id,)))
    found += _not_accepted(event)
    for bound in event.deviating:
        words = f"{bound.report.source or _who(bound)}: a copy that differs from its origin"
        found.append(Remark("deviating copy", words, (bound.report.id,)))
    for report, convention in fact.hard_to_square:
        found.append(
            Remark("hard to square", f"{report}: rests on a convention ({convention})", (report,))
        )
    return found


def _not_accepted(event: Event) -> list[Remark]:
    """Who takes less of a hand-over than was said to be handed over."""
    given = [b.report.count for b in event.acts if b.report.count is not None]
    most = max((count.low for count in given), default=None)
    found = []
    for bound in event.checks:
        taken = bound.report.accepted or bound.report.count
        if taken is None and bound.report.result == "not confirmed":
            taken = Amount(0, 0)
        if most is None or taken is None or taken.high is None or taken.high >= most:
            continue
        words = f"{_who(bound)} accepts {taken.high} of {most}"
        found.append(Remark("not accepted", words, (bound.report.id,)))
    return found


def _totals(case: Case, name: str, on: Day, account: Account, judged: Judged) -> list[Remark]:
    """Totals in conflict with each other, or with the events where those are complete."""
    found: list[Remark] = []
    for fact in case.totals(name, account):
        last = max((s[1] for s in fact.spans if s[1] is not None), default=None)
        if last is None or last // MINUTES > on:
            continue
        for report, convention in fact.hard_to_square:
            words = f"{report}: rests on a convention ({convention})"
            found.append(Remark("hard to square", words, (report,)))
        told = [b for b in fact.event.acts if b.report.count is not None]
        events = _events_sum(case, name, fact, judged)
        for bound in told:
            others = [b.report.id for b in told if b is not bound and _clash(bound, b)]
            against = [f"with {', '.join(others)}"] if others else []
            count = bound.report.count
            if events is not None and count and meet(hard(count), events) is None:
                against.append("with the events")
            if against:
                words = f"{_says(bound)}; in conflict {' and '.join(against)}"
                found.append(Remark("conflicting total", words, (bound.report.id, *others)))
    return found


def _clash(one: Bound, other: Bound) -> bool:
    a, b = one.report.count, other.report.count
    return a is not None and b is not None and meet(hard(a), hard(b)) is None


def _events_sum(case: Case, name: str, total: Told, judged: Judged) -> Interval | None:
    """What the events within a total's period sum to: closed above only where all was watched.

    None where a total is told of a narrower class than the clause.
    """
    if not total.of <= commitment_class(case.commitments[name]):
        return None
    span = total.spans[0]
    last = (span[1] or 0) // MINUTES
    first = span[0] // MINUTES if span[0] is not None else case.agreement.clock.day_one
    low: Number = 0
    high: Number | None = 0
    doubled = {other.key for _, other in case.evidence_of(name).duplicates}
    for fact in judged.facts:
        days = [s[0] // MINUTES for s in fact.spans if s[0] is not None]
        if fact.event.cumulative or not days or min(days) > last:
            continue
        lows = [n.low or 0 for n in fact.numbers]
        low += 0 if fact.event.key in doubled else min(lows)
        highs = [n.high for n in fact.numbers]
        high = (
            None if high is None or None in highs else high + max(h for h in highs if h is not None)
        )
    counted = case.per_day(name, case.accounts[0])
    for (day, of), fact in counted.items():
        if (first is not None and day < first) or day > last or not of <= total.of:
            continue
        low += min(n.low or 0 for n in fact.numbers)
        highs = [n.high for n in fact.numbers]
        high = (
            None if high is None or None in highs else high + max(h for h in highs if h is not None)
        )
    ids = (name, case.commitments[name].clause)
    complete = first is not None and watched_throughout(case, ids, first, last)
    return Interval(low, high if complete else None)
