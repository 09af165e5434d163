"""Reports of one commitment put together into events and totals.

Same event: the same name; or, where none is given, the same performer, verb, thing and certain
day. A category or part is a share of its event, a copy no second voice.
Source: spec/events.md (semantics, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from trucebook.evaluation.event import CHECKS, Event
from trucebook.model.report import Bound
from trucebook.model.time import Day

_Key = tuple[object, ...]


def group(told: Iterable[Bound], ids: set[str]) -> tuple[list[Event], list[Event]]:
    """Events and totals, each in order of key.

    `ids` are the reports of the commitment: what is part of one of them is a share.
    """
    grouping = _Grouping(ids)
    told = list(told)
    for bound in told:
        grouping.sort_in(bound)
    grouping.index_named()
    for bound in grouping.unnamed:
        grouping.by_day(bound)
    for bound in grouping.parts:
        grouping.as_part(bound)
    events, totals = grouping.events, list(grouping.totals.values())
    for event in events + totals:
        _settle_copies(event)
        _settle_shares(event)
    events.sort(key=lambda event: event.key)
    return events, totals


class _Grouping:
    """The events of one commitment as they come together."""

    def __init__(self, ids: set[str]) -> None:
        self.ids = ids
        self.events: list[Event] = []
        self.totals: dict[_Key, Event] = {}
        self.unnamed: list[Bound] = []
        self.parts: list[Bound] = []
        self._by_name: dict[str, Event] = {}
        self._by_key: dict[_Key, Event] = {}
        self._named_by_key: dict[_Key, list[Event]] = {}
        self._by_report: dict[str, Event] = {}

    def sort_in(self, bound: Bound) -> None:
        """Put a report with its named event or its total; keep the others for later."""
        report = bound.report
        name = bound.event or report.event
        if bound.share or report.part_of in self.ids or (report.kind in CHECKS and not name):
            self.parts.append(bound)
        elif report.count_basis == "cumulative":
            self._total(bound)
        elif name:
            if name not in self._by_name:
                self._by_name[name] = self._new(name, explicit=True)
            self._put(bound, self._by_name[name])
        else:
            self.unnamed.append(bound)

    def index_named(self) -> None:
        """Note of which performer, verb, thing and day each named event tells."""
        if not self.unnamed:
            return
        for event in self._by_name.values():
            for key in {_key(bound) for bound in event.acts}:
                if key is not None:
                    self._named_by_key.setdefault(key, []).append(event)

    def by_day(self, bound: Bound) -> None:
        """Put a report without a name with what tells of the same act on the same day."""
        key = _key(bound)
        event = None if key is None else self._by_key.get(key) or self._named(key)
        event = event or self._new(bound.report.id, explicit=False)
        if key is not None:
            self._by_key[key] = event
        self._put(bound, event)

    def as_part(self, bound: Bound) -> None:
        """Put a share or a check with the event it speaks of."""
        report = bound.report
        event = self._by_report.get(report.part_of or "")
        event = event or self._by_name.get(bound.event or report.event or "")
        event = event or self._by_key.get(_key(bound) or ())
        event = event or self._new(report.id, explicit=False)
        if report.kind in CHECKS:
            _place(bound, event)
        elif bound.share or report.part_of in self.ids:
            if report.count:
                event.shares.append((bound.of, report.count, bound))
        else:
            _place(bound, event)

    def _total(self, bound: Bound) -> None:
        when = bound.report.when
        period = (when.first_day, when.last_day) if when else (None, None)
        if period[0] == period[1]:
            period = (None, period[1])
        key = (period, bound.of)
        if key not in self.totals:
            name = f"total {bound.report.id}"
            self.totals[key] = Event(name, explicit=False, cumulative=True)
        _place(bound, self.totals[key])

    def _new(self, name: str, *, explicit: bool) -> Event:
        event = Event(name, explicit=explicit)
        self.events.append(event)
        return event

    def _put(self, bound: Bound, event: Event) -> None:
        _place(bound, event)
        self._by_report[bound.report.id] = event

    def _named(self, key: _Key) -> Event | None:
        """The one named event of that performer, verb, thing and day, where there is just one."""
        fits = self._named_by_key.get(key, ())
        return fits[0] if len(fits) == 1 else None


def _key(bound: Bound) -> _Key | None:
    """What makes two reports without an event name tell of one event."""
    report = bound.report
    day = report.when.certain_day if report.when else None
    return None if day is None else (bound.performer, bound.verb, bound.thing, day)


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
    if len(event.acts) <= 1:
        return
    main = min((bound.of for bound in event.acts), key=lambda of: (len(of), sorted(of)))
    for bound in list(event.acts):
        if bound.of > main and bound.report.count:
            event.acts.remove(bound)
            event.shares.append((bound.of, bound.report.count, bound))


def duplicates(events: list[Event]) -> list[tuple[Event, Event]]:
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
    pairs: dict[tuple[int, int], tuple[Event, Event]] = {}
    for near in told.values():
        near.sort(key=lambda item: (item[0], item[1], item[3].key))
        for i, (_, last, explicit, event) in enumerate(near):
            for other_first, _, other_explicit, other in near[i + 1 :]:
                if other_first > last + 1:
                    break
                if other is event or (explicit and other_explicit):
                    continue
                if _same_class(event, other):
                    pairs.setdefault((id(event), id(other)), (event, other))
    return list(pairs.values())


def _same_class(one: Event, other: Event) -> bool:
    a, b = one.acts[0].of, other.acts[0].of
    return a <= b or b <= a


def _days_told(event: Event) -> tuple[Day, Day] | None:
    days = [bound.report.when for bound in event.acts if bound.report.when]
    firsts = [when.first_day for when in days if when.first_day is not None]
    lasts = [when.last_day for when in days if when.last_day is not None]
    return (min(firsts), max(lasts)) if firsts and lasts else None
