"""Links: rows that say of other rows whether they tell of one event or of different ones.

    one event         all of them tell of the event that is named
    different events  each tells of its own: the one it names itself, else one called by its id

A link that is corrected or taken back says nothing; what takes the place of a linked row, names no
event itself and is linked by none, is linked in its place. Two links that give one row different
events decide nothing of it. Nothing here depends on the order of rows.
Source: spec/record/linking.md (semantics, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trucebook.model.columns import DIFFERENT_EVENTS
from trucebook.model.report import Report


@dataclass(frozen=True, slots=True)
class Links:
    """What the links of some rows come to.

    `events`: the event of a row, with the links it has it by. `undecided`: links that decide
    nothing of some row, with the reason, by id.
    """

    events: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    undecided: tuple[tuple[str, str], ...] = ()


NONE = Links()


def links_among(
    rows: Mapping[str, Report], own: Callable[[Report], str | None] = lambda report: report.event
) -> Links:
    """What the links among some rows come to; `own` is the event that a row itself names."""
    live = live_links(rows)
    return _Linking(rows, own).settle(live) if live else NONE


def live_links(rows: Mapping[str, Report]) -> list[Report]:
    """The links that nobody corrected or took back, by id."""
    links = [row for row in rows.values() if row.links and row.retracts is None]
    if not links:
        return []
    gone = {name for row in rows.values() for name in (row.corrects, row.retracts) if name}
    return sorted((link for link in links if link.id not in gone), key=lambda link: link.id)


class _Linking:
    """Links on their way to the events of rows."""

    def __init__(self, rows: Mapping[str, Report], own: Callable[[Report], str | None]) -> None:
        self._rows, self._own = rows, own
        self._in_place_of = {
            row.corrects: name for name, row in sorted(rows.items(), reverse=True) if row.corrects
        }
        self._claims: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._undecided: list[tuple[str, str]] = []
        self._direct: set[str] = set()

    def settle(self, live: Iterable[Report]) -> Links:
        """The events, those of one event first: others may speak of rows that have one by them."""
        live = list(live)
        self._direct = {name for link in live for name in link.links}
        apart = []
        for link in live:
            if link.result == DIFFERENT_EVENTS:
                apart.append(link)
            else:
                self._one(link)
        events = self._agreed()
        for link in apart:
            self._apart(link, events)
        return Links(self._agreed(), tuple(sorted(self._undecided)))

    def _one(self, link: Report) -> None:
        """Claim one event for all the rows of a link."""
        names = {own for row in self._named(link) if (own := self._own(row))}
        if link.event is None and len(names) > 1:
            several = " and ".join(sorted(names))
            why = f"its reports name {several}: say in event which of them is the one"
            self._undecided.append((link.id, why))
            return
        event = link.event or next(iter(names), min(link.links))
        other = self._rows.get(event)
        if other is not None:
            event = self._own(other) or event
        for row in self._members(link):
            self._claim(row, event, link)

    def _apart(self, link: Report, events: Mapping[str, tuple[str, tuple[str, ...]]]) -> None:
        """Claim for each row of a link an event of its own."""
        own = {
            row.id: events[row.id][0] if row.id in events else self._own(row) or row.id
            for row in self._named(link)
        }
        if len(set(own.values())) < len(own):
            same = sorted(name for name in own if list(own.values()).count(own[name]) > 1)
            why = f"{' and '.join(same)} tell of {own[same[0]]}: say of which other one each tells"
            self._undecided.append((link.id, why))
            return
        for name, event in own.items():
            for row in self._with_heirs(name):
                self._claim(row, event, link)

    def _claim(self, row: str, event: str, link: Report) -> None:
        self._claims[row].setdefault(event, []).append(link.id)

    def _agreed(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The rows of which all links say the same; of the others it is told that they do not."""
        agreed = {}
        for row, by_event in self._claims.items():
            if len(by_event) == 1:
                [(event, links)] = by_event.items()
                agreed[row] = (event, tuple(sorted(set(links))))
                continue
            said = "; ".join(
                f"{' and '.join(sorted(set(links)))}: {event}"
                for event, links in sorted(by_event.items())
            )
            for link in {name for links in by_event.values() for name in links}:
                told = (link, f"{row} is linked to several events ({said}): take one back")
                if told not in self._undecided:
                    self._undecided.append(told)
        return agreed

    def _named(self, link: Report) -> Iterator[Report]:
        return (self._rows[name] for name in link.links if name in self._rows)

    def _members(self, link: Report) -> Iterator[str]:
        for name in link.links:
            yield from self._with_heirs(name)

    def _with_heirs(self, name: str) -> Iterator[str]:
        """A row, and those that took its place one after the other and name no event."""
        seen: set[str] = set()
        while name in self._rows and name not in seen:
            seen.add(name)
            yield name
            name = self._in_place_of.get(name, "")
            if name in self._direct or (name in self._rows and self._rows[name].event):
                return
