"""What is said, by whose side, of which event: the record as far as the clocks let it be seen.

Source: semantics, sections 2 and 5.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product

from trucebook.evaluation.result import Clocks
from trucebook.model.agreement import Agreement, JointAct, Keep, Level, Order
from trucebook.model.quantity import Class
from trucebook.model.report import ANNOUNCEMENTS, PLANS, Bound, Record, Watch
from trucebook.model.time import MINUTES, Day, Minute

FAR = 10**10
Span = tuple[Minute, Minute]
Number = tuple[int, int | None]
"""From, to; None is open."""

NOT_ACTS = (
    PLANS
    | ANNOUNCEMENTS
    | {
        "coverage",
        "access",
        "figure",
        "demand",
        "waiver",
        "object-gone",
    }
)
CHECKS = {"verification", "finding"}
UNHEARD = {"inconclusive", "no access"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One report about one event: who says what."""

    id: str
    order: tuple[Day, str]
    asserter: str
    side: str | None
    finder: bool
    number: Number | None
    span: Span | None
    contrary: bool | None
    denies: bool
    accepts: bool
    """A verification: it names its event, says how much of it counts, and never adds."""
    shares: tuple[tuple[Class, int], ...]
    of: Class


@dataclass(frozen=True, slots=True)
class Said:
    """Everything said of one event."""

    key: str
    named: bool
    """A report gave it a name, so that somebody has settled what it is."""
    performer: str | None
    commitments: tuple[str, ...]
    per_day: bool
    about: tuple[str, str | None]
    """Verb and thing, for what may be a duplicate."""
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A cumulative figure for a period: it never adds."""

    statement: Statement
    commitments: tuple[str, ...]
    first: Day
    last: Day
    only_top: bool = False
    """Only that it was no more is acknowledged: nothing is said to have been done."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the clocks let us hear."""

    events: tuple[Said, ...]
    totals: tuple[Total, ...]
    announced: tuple[Bound, ...]
    lists: tuple[Bound, ...]
    talks: tuple[Bound, ...]
    watches: tuple[Watch, ...]
    waivers: tuple[Bound, ...] = ()
    gone: tuple[Said, ...] = ()
    """What is said of the object of a commitment: that it is no longer there."""


GONE = "gone "
"""Before a commitment's id: what is said of its object."""


def hear(agreement: Agreement, record: Record, clocks: Clocks) -> Heard:
    """Sort what is visible into events, totals, announcements and watches."""
    visible = _standing_word(_seen(record, clocks))
    visible = _without_deviating_copies(visible)
    own = [_own_words(agreement, b) for b in visible if _is_act(b) and _performs(agreement, b)]
    acts = [b for b in own if b is not None and _is_act(b)]
    grouped: dict[str, list[tuple[Bound, Span | None]]] = defaultdict(list)
    totals = []
    for bound in acts:
        if bound.report.count_basis == "cumulative":
            totals.append(_total(agreement, bound))
        elif bound.report.count_basis == "per-day":
            for name, span in product(bound.commitments, _days(bound)):
                one = replace(bound, commitments=(name,))  # a count is of what it is given for
                grouped[f"{name} {_day_of(span)}"].append((one, span))
        else:
            span = _span(bound)
            grouped[_key(bound, span, acts)].append((bound, span))
    events = [_said(agreement, key, pairs) for key, pairs in sorted(grouped.items())]
    return Heard(
        tuple(e for e in events if e is not None),
        tuple(t for t in totals if t is not None),
        tuple(b for b in visible if b.report.kind in ANNOUNCEMENTS),
        tuple(b for b in visible if b.report.kind == "list"),
        tuple(b for b in visible if b.report.stage is not None and b.report.hedge != "planned"),
        tuple(w for w in record.watches if _recorded(w.recorded, clocks)),
        tuple(b for b in visible if b.report.kind == "waiver"),
        _gone(agreement, visible),
    )


def _gone(agreement: Agreement, visible: list[Bound]) -> tuple[Said, ...]:
    """By event, what is said to be gone."""
    grouped: dict[str, list[tuple[Bound, Span | None]]] = defaultdict(list)
    for b in visible:
        if b.report.kind == "object-gone":
            named = replace(b, commitments=tuple(GONE + c for c in b.commitments))
            grouped[f"gone {b.report.event}"].append((named, _span(b)))
    said = (_said(agreement, key, pairs) for key, pairs in sorted(grouped.items()))
    return tuple(one for one in said if one is not None)


def _recorded(when: Minute | None, clocks: Clocks) -> bool:
    return clocks.known is None or when is None or when <= clocks.known


def _seen(record: Record, clocks: Clocks) -> list[Bound]:
    return [
        b
        for b in record.reports
        if not b.outside
        and (clocks.public is None or b.report.published <= clocks.public)
        and _recorded(b.report.recorded, clocks)
    ]


def _standing_word(bounds: list[Bound]) -> list[Bound]:
    """Drop what is corrected or retracted, and the retractions themselves."""
    gone = {b.report.corrects for b in bounds} | {b.report.retracts for b in bounds}
    return [b for b in bounds if b.report.id not in gone and b.report.retracts is None]


def _without_deviating_copies(bounds: list[Bound]) -> list[Bound]:
    """A copy that differs from its origin (the first published of its wire) says nothing."""
    origin: dict[tuple[str, str], Bound] = {}
    for b in sorted(bounds, key=lambda b: (b.report.published, b.report.id)):
        if b.report.wire_group is not None:
            origin.setdefault((b.report.wire_group, b.asserter), b)

    def content(b: Bound) -> object:
        r = b.report
        return (r.when and (r.when.first, r.when.last), r.count, r.count_basis, b.commitments)

    return [
        b
        for b in bounds
        if b.report.wire_group is None
        or content(b) == content(origin[b.report.wire_group, b.asserter])
    ]


def _is_act(b: Bound) -> bool:
    r = b.report
    return (
        r.kind not in NOT_ACTS
        and r.count_basis not in {"planned", "remaining"}
        and r.hedge != "planned"
        and r.result not in UNHEARD
        and not (r.hedge == "denied" and r.event is None)  # a verdict
    )


def _own_words(agreement: Agreement, b: Bound) -> Bound | None:
    """A row without the duties of others, and as it tells of a thing to be kept; None if nothing.

    "Kept" denies that anything was done against it; "not kept" is a verdict, unless it is said to
    be an act.
    """
    duties = [c for c in agreement.commitments if c.id in b.commitments]
    of_others = b.report.kind not in CHECKS and b.performer is not None
    of_others = of_others and not (b.report.contrary and b.performer not in {"alpha", "beta"})
    mine = [
        c
        for c in duties
        if not of_others
        or b.performer in c.liable
        or isinstance(c.terms, JointAct)
        or (isinstance(c.terms, Keep) and not c.terms.refrain)
    ]
    if duties and not mine:
        return None
    b = replace(b, commitments=tuple(c.id for c in mine)) if duties else b
    if not any(
        isinstance(c.terms, Keep) and not c.terms.refrain and c.verb == b.verb for c in mine
    ) or (b.report.kind in CHECKS):
        return b
    r = b.report
    match r.contrary, r.hedge:
        case True, "denied":
            return replace(b, report=replace(r, hedge="none"))
        case True, _:
            return b
        case _, "denied":
            return None
        case _:
            return replace(b, report=replace(r, hedge="denied", contrary=None))


def _performs(agreement: Agreement, b: Bound) -> bool:
    """Only talks begun perform "begin talks", only what is concluded performs "agree"."""
    wanted = {
        {"begin talks": "begun", "agree": "concluded"}[c.terms.act]
        for c in agreement.commitments
        if c.id in b.commitments and isinstance(c.terms, JointAct)
    }
    if b.report.stage is None:
        return not (wanted and b.report.kind == "talks")
    return not wanted or b.report.stage in wanted


def _span(b: Bound) -> Span | None:
    when = b.report.when
    if when is None:
        return None
    first = when.first if when.first is not None else 0
    return (first, when.last if when.last is not None else FAR)


def _day_of(span: Span | None) -> Day | None:
    return None if span is None else span[0] // MINUTES


def _days(b: Bound) -> list[Span | None]:
    """A per-day figure speaks of each day of its period; without an end, up to its publication."""
    span = _span(b)
    if span is None:
        return []
    last = b.report.published if span[1] == FAR else span[1] // MINUTES
    days = range(span[0] // MINUTES, last + 1)
    return [(d * MINUTES, d * MINUTES + MINUTES - 1) for d in days]


def _key(b: Bound, span: Span | None, acts: list[Bound]) -> str:
    """The same event: same `event`, else same performer, verb, thing and certain day."""
    r = b.report
    if r.event is not None:
        by_id = next((o for o in acts if o.report.id == r.event), None)
        if by_id is not None and by_id.report.event is None:
            return _key(by_id, _span(by_id), acts)
        return f"event {r.event}"
    certain = span is not None and span[0] // MINUTES == span[1] // MINUTES
    if not certain or span is None:
        return f"report {r.id}"
    here = (b.performer, b.verb, b.thing, span[0] // MINUTES)
    named = {
        o.report.event
        for o in acts
        if o.report.event is not None
        and (when := _span(o)) is not None
        and when[0] // MINUTES == when[1] // MINUTES
        and (o.performer, o.verb, o.thing, when[0] // MINUTES) == here
        and o.report.kind not in {"verification", "finding"}
        and set(o.commitments) & set(b.commitments)
    }
    if len(named) == 1:
        return f"event {named.pop()}"
    of = ", ".join(b.commitments)
    return f"{b.performer} {b.verb} {b.thing} {span[0] // MINUTES} {of}"


def statement(agreement: Agreement, b: Bound, span: Span | None) -> Statement:
    """One report, as a statement."""
    r = b.report
    amount = r.accepted if r.accepted is not None else r.count
    number = None
    if amount is not None:
        number = (int(amount.low), None if amount.high is None else int(amount.high))
    who = agreement.party(b.asserter)
    matters = who.matters if who is not None else ()
    finder = (
        who is not None
        and who.role in {"verifier", "monitor"}
        and (not matters or b.verb in matters or b.thing in matters)
    )
    return Statement(
        r.id,
        (r.published, r.id),
        b.asserter,
        b.side,
        finder,
        number,
        span,
        r.contrary,
        r.hedge == "denied" or r.result == "not confirmed",
        r.kind == "verification" or r.accepted is not None,
        tuple((cls, int(share.low)) for cls, share in r.breakdown),
        b.of,
    )


def _of_its_own(agreement: Agreement, b: Bound) -> bool:
    """Whether a check tells of an event nobody else tells of: so many, or what was done against."""
    duties = [c for c in agreement.commitments if c.id in b.commitments]
    steady = any(isinstance(c.terms, Keep | Level | Order) for c in duties)
    return steady or b.report.count is not None or b.report.accepted is not None


def _said(agreement: Agreement, key: str, pairs: list[tuple[Bound, Span | None]]) -> Said | None:
    told = [(b, s) for b, s in pairs if b.report.kind not in CHECKS]
    alone = not told  # nobody else tells of it: what is said of it in checking is all there is
    if alone:
        told = [(b, s) for b, s in pairs if _of_its_own(agreement, b)]
    if not told:
        return None
    first = told[0][0]
    performer = next((b.performer for b, _ in told if b.performer is not None), None)
    return Said(
        key,
        any(b.report.event is not None for b, _ in told),
        performer,
        tuple(sorted({c for b, _ in told for c in b.commitments})),
        any(b.report.count_basis == "per-day" for b, _ in told),
        (first.verb or first.report.kind, first.thing),
        tuple(
            statement(agreement, b, None if b.report.kind in CHECKS and not alone else s)
            for b, s in pairs
        ),
    )


def _total(agreement: Agreement, b: Bound) -> Total | None:
    span = _span(b)
    if span is None or b.report.count is None:
        return None
    first = span[0] // MINUTES
    last = b.report.published if span[1] == FAR else span[1] // MINUTES
    if b.report.when is not None and (b.report.when.first is None or first == last):
        first = agreement.clock.day_one or first
    return Total(replace(statement(agreement, b, span), span=None), b.commitments, first, last)
