"""The visible reports sorted by commitment: events, totals, day counts, announcements, the rest.

A report and an event are different things: many reports can tell of one event.
Nothing here depends on an account or on the day looked at.
Source: spec/events.md (semantics, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from trucebook.model.agreement import Commitment, Exchange, HandOver, JointAct, Keep, Level, Order, Quota
from trucebook.model.quantity import Amount, Class
from trucebook.model.report import ANNOUNCEMENTS, PLANS, Bound
from trucebook.model.time import Day

VERDICTS = frozenset({"violation-alleged", "verdict", "accusation"})
"""Kinds that judge. Without an act of their own (`contrary: true`) they are positions."""
CHECKS = frozenset({"verification", "finding"})
NEVER_ACTS = frozenset({"figure", "resumption", "access", "coverage", "link", "waiver", "object-gone"})
QUANTITIES = (HandOver, Exchange, Quota)
REACHED = frozenset({"agreement", "deal"})
"""Kinds by which a joint agreement is reached (and plans for everything else)."""


@dataclass(slots=True)
class Event:
    """What several reports tell of, and what each of them is to it."""

    key: str
    explicit: bool
    """Somebody gave the event its id."""
    cumulative: bool = False
    """A total over a period, not an event."""
    acts: list[Bound] = field(default_factory=list)
    shares: list[tuple[Class, Amount, Bound]] = field(default_factory=list)
    checks: list[Bound] = field(default_factory=list)
    denials: list[Bound] = field(default_factory=list)
    deviating: list[Bound] = field(default_factory=list)
    copies: list[Bound] = field(default_factory=list)

    @property
    def all(self) -> list[Bound]:
        """Every report of the event."""
        every = [*self.acts, *self.checks, *self.denials, *self.deviating, *self.copies]
        every += [bound for _, _, bound in self.shares if bound not in every]
        return sorted(every, key=lambda bound: bound.report.id)


@dataclass(slots=True)
class Evidence:
    """Everything visible that is bound to one commitment."""

    events: list[Event] = field(default_factory=list)
    totals: list[Event] = field(default_factory=list)
    """Cumulative figures, one `Event` for each period they cover."""
    per_day: list[Bound] = field(default_factory=list)
    announcements: list[Bound] = field(default_factory=list)
    lists: list[Bound] = field(default_factory=list)
    others: list[Bound] = field(default_factory=list)
    """Stances, verdicts, figures: they stand beside the row and move nothing."""
    duplicates: list[tuple[Event, Event]] = field(default_factory=list)
    all: list[Bound] = field(default_factory=list)


EMPTY = Evidence()


def gather(
    seen: Iterable[Bound], commitments: Mapping[str, Commitment]
) -> dict[str, Evidence]:
    """Evidence by commitment id.

    Shape: only commitments that some report is bound to; lists in order of report id.
    """
    bound_to: dict[str, list[Bound]] = defaultdict(list)
    for bound in seen:
        for name in bound.commitments:
            bound_to[name].append(bound)
    return {
        name: _evidence(reports, commitments[name])
        for name, reports in bound_to.items()
        if name in commitments
    }


def is_planned(bound: Bound, commitment: Commitment) -> bool:
    """Whether a report speaks only of what is to come: never performance."""
    report = bound.report
    if report.hedge == "planned" or report.count_basis == "planned":
        return True
    if isinstance(commitment.terms, JointAct):
        if commitment.terms.act == "agree" and report.kind in REACHED:
            return False
        return report.kind in PLANS or report.stage == "planned"
    return report.kind in PLANS


def _is_act(bound: Bound, commitment: Commitment) -> bool:
    report = bound.report
    if report.kind in NEVER_ACTS or report.kind in ANNOUNCEMENTS:
        return bool(report.contrary) and isinstance(commitment.terms, (Keep, Level))
    if report.kind in VERDICTS:
        return bool(report.contrary) and isinstance(commitment.terms, (Keep, Level, Order))
    if isinstance(commitment.terms, QUANTITIES) and report.count is None and report.accepted is None:
        # Without a number only an act of the clause's own verb can be performance.
        return bound.verb == commitment.verb and not is_planned(bound, commitment)
    return not is_planned(bound, commitment)


def _evidence(reports: list[Bound], commitment: Commitment) -> Evidence:
    evidence = Evidence(all=reports)
    told: list[Bound] = []
    ids = {bound.report.id for bound in reports}
    for bound in reports:
        report = bound.report
        if report.kind in ANNOUNCEMENTS and not report.contrary:
            evidence.announcements.append(bound)
        elif report.kind == "list":
            evidence.lists.append(bound)
        elif report.kind in CHECKS:
            told.append(bound)
        elif is_planned(bound, commitment):
            evidence.others.append(bound)
        elif report.count_basis == "cumulative" and not isinstance(commitment.terms, Keep):
            told.append(bound)
        elif report.count_basis == "remaining":
            evidence.others.append(bound)
        elif report.count_basis == "per-day" and isinstance(commitment.terms, Quota):
            evidence.per_day.append(bound)
        elif _is_act(bound, commitment):
            told.append(bound)
        else:
            evidence.others.append(bound)
    _group(told, evidence, ids)
    evidence.duplicates = _duplicates(evidence.events)
    return evidence


def _key(bound: Bound) -> tuple[object, ...] | None:
    """What makes two reports without an event id tell of one event."""
    report = bound.report
    day = report.when.certain_day if report.when else None
    if day is None:
        return None
    return (bound.performer, bound.verb, bound.thing, day)


def _group(told: list[Bound], evidence: Evidence, ids: set[str]) -> None:
    events: dict[str, Event] = {}
    by_key: dict[tuple[object, ...], Event] = {}
    by_report: dict[str, Event] = {}
    totals: dict[object, Event] = {}
    late: list[Bound] = []

    def put(bound: Bound, event: Event) -> None:
        _place(bound, event)
        by_report[bound.report.id] = event

    for bound in told:
        report = bound.report
        if bound.share or report.part_of in ids or (
            report.kind in CHECKS and not (bound.event or report.event)
        ):
            late.append(bound)
            continue
        if report.count_basis == "cumulative":
            when = report.when
            period = (when.first_day, when.last_day) if when else (None, None)
            if period[0] == period[1]:
                period = (None, period[1])
            key_ = (period, bound.of)
            if key_ not in totals:
                totals[key_] = Event(
                    f"total {report.id}", explicit=False, cumulative=True
                )
                evidence.totals.append(totals[key_])
            _place(bound, totals[key_])
            continue
        if bound.event or report.event:
            name = bound.event or report.event or ""
            event = events.get(name)
            if event is None:
                event = events[name] = Event(name, explicit=True)
                evidence.events.append(event)
            put(bound, event)
    for bound in told:
        report = bound.report
        if report.id in by_report or bound in late or report.count_basis == "cumulative":
            continue
        key = _key(bound)
        event = by_key.get(key) if key else _unique(evidence.events, key)
        if event is None and key:
            event = _unique(evidence.events, key)
        if event is None:
            event = Event(report.id, explicit=False)
            evidence.events.append(event)
        if key:
            by_key[key] = event
        put(bound, event)
    for bound in late:
        report = bound.report
        target = by_report.get(report.part_of or "") or events.get(bound.event or report.event or "")
        target = target or by_key.get(_key(bound) or ())
        if target is None:
            target = Event(report.id, explicit=False)
            evidence.events.append(target)
        if (bound.share or report.part_of in ids) and report.kind not in CHECKS:
            if report.count:
                target.shares.append((bound.of, report.count, bound))
        else:
            _place(bound, target)
    for event in evidence.events + evidence.totals:
        _settle_copies(event)
        _settle_shares(event)
    evidence.events.sort(key=lambda event: event.key)


def under(event: Event, taken: Collection[str]) -> Event:
    """An event where only those words of the text are read so that a statement names.

    An accusation that rests on another reading falls away; who admits an act as permitted under
    another reading still admits the act.
    """
    others = {b.report.id for b in event.all if b.report.under and b.report.under not in taken}
    if not others:
        return event
    kept = [
        replace(bound, report=replace(bound.report, contrary=None))
        if bound.report.id in others
        else bound
        for bound in event.acts
        if bound.report.id not in others or bound.report.contrary is False
    ]
    return replace(event, acts=kept)


def _unique(events: list[Event], key: tuple[object, ...] | None) -> Event | None:
    """The one explicit event of that performer, verb, thing and day, where there is just one."""
    if key is None:
        return None
    fits = [e for e in events if e.explicit and any(_key(bound) == key for bound in e.acts)]
    return fits[0] if len(fits) == 1 else None


def _place(bound: Bound, event: Event) -> None:
    report = bound.report
    if report.kind in CHECKS:
        event.checks.append(bound)
    elif report.hedge == "denied":
        event.denials.append(bound)
    else:
        event.acts.append(bound)
    event.shares.extend((bound.of | of, amount, bound) for of, amount in report.breakdown)


def _settle_copies(event: Event) -> None:
    """A copy is no second voice; one that differs from its origin is no contradiction either."""
    by_id = {bound.report.id: bound for bound in event.acts}
    for bound in list(event.acts):
        origin = by_id.get(bound.copy_of or "")
        if origin is None or origin is bound:
            continue
        same = (
            origin.report.count == bound.report.count
            and origin.report.when == bound.report.when
            and origin.of == bound.of
        )
        (event.copies if same else event.deviating).append(bound)
        event.acts.remove(bound)
        if not same:
            event.shares = [share for share in event.shares if share[2] is not bound]


def _settle_shares(event: Event) -> None:
    """An act told of a narrower class than the event's own is a share of it."""
    if len(event.acts) < 2:  # noqa: PLR2004 (one report cannot be a share of itself)
        return
    main = min((bound.of for bound in event.acts), key=lambda of: (len(of), sorted(of)))
    for bound in list(event.acts):
        if bound.of > main and bound.report.count:
            event.acts.remove(bound)
            event.shares.append((bound.of, bound.report.count, bound))


def _duplicates(events: list[Event]) -> list[tuple[Event, Event]]:
    """Pairs that tell the same number on an adjacent or uncertain day, and nobody settled."""
    told: dict[tuple[object, ...], list[tuple[Day, Day, bool, Event]]] = defaultdict(list)
    for event in events:
        span = _days_told(event)
        if span is None or not event.acts:
            continue
        first = event.acts[0]
        numbers = {bound.report.count for bound in event.acts if bound.report.count}
        for number in numbers:
            if number.exact:
                told[(first.performer, first.verb, first.thing, number.low)].append(
                    (span[0], span[1], event.explicit, event)
                )
    pairs: list[tuple[Event, Event]] = []
    for near in told.values():
        near.sort(key=lambda item: (item[0], item[1], item[3].key))
        for i, (_, last, explicit, event) in enumerate(near):
            for other_first, _, other_explicit, other in near[i + 1 :]:
                if other_first > last + 1:
                    break
                if other is event or (explicit and other_explicit):
                    continue
                if _same_class(event, other) and (event, other) not in pairs:
                    pairs.append((event, other))
    return pairs


def _same_class(one: Event, other: Event) -> bool:
    a, b = one.acts[0].of, other.acts[0].of
    return a <= b or b <= a


def _days_told(event: Event) -> tuple[Day, Day] | None:
    days = [bound.report.when for bound in event.acts if bound.report.when]
    firsts = [when.first_day for when in days if when.first_day is not None]
    lasts = [when.last_day for when in days if when.last_day is not None]
    return (min(firsts), max(lasts)) if firsts and lasts else None
