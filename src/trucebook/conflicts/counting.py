"""Which demands and encodings count: by what was public and known, made by the day, in the account.

Source: spec/demands.md (semantics, sections 5, 6 and 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from trucebook.evaluation.result import Clocks
from trucebook.evaluation.visible import visible
from trucebook.model.agreement import Agreement
from trucebook.model.demands import Demand, Demands, Encoding, Words
from trucebook.model.names import Names
from trucebook.model.report import UNPLACED, Record, Report
from trucebook.model.speakers import Speakers
from trucebook.model.time import MINUTES, Day

WITHDRAWS = "withdraws"
"""The stance of a row that takes back what the row or event it names had said."""

Why = Literal["not public", "not made yet", "not in this account", "withdrawn"]
"""Why something is left aside: the first of these that holds."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A demand or an encoding that does not count, and why."""

    what: Demand | Encoding
    why: Why
    by: tuple[str, ...] = ()
    """The rows that withdraw it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts, each part sorted by id, and whose words each rests on."""

    demands: tuple[Demand, ...]
    encodings: tuple[Encoding, ...]
    aside: tuple[Aside, ...]
    voices: Mapping[str, tuple[Report, ...]]
    """By the id of a demand or encoding: the statements that make it count, by day and id."""

    @property
    def sentences(self) -> tuple[Demand | Encoding, ...]:
        """All that counts, demands first."""
        return (*self.demands, *self.encodings)


def counted(  # noqa: PLR0913, PLR0917 - a book, and what is asked of it
    demands: Demands,
    agreement: Agreement,
    names: Names,
    record: Record,
    clocks: Clocks,
    account: str,
) -> Counted:
    """What counts for these clocks, in this account."""
    counting = _Counting(agreement, names, record, clocks, account)
    wanted: list[Demand] = []
    said: list[Encoding] = []
    aside: list[Aside] = []
    voices: dict[str, tuple[Report, ...]] = {}
    for demand in demands.demands:
        answer = counting.demand(demand)
        if isinstance(answer, Aside):
            aside.append(answer)
        else:
            wanted.append(demand)
            voices[demand.id] = answer
    for encoding in demands.encodings:
        found = counting.public(encoding.words)
        if found:
            said.append(encoding)
            voices[encoding.id] = found
        else:
            aside.append(Aside(encoding, "not public"))
    return Counted(tuple(wanted), tuple(said), tuple(aside), voices)


class _Counting:
    """The record as it could be seen, and whose word the account takes."""

    def __init__(
        self, agreement: Agreement, names: Names, record: Record, clocks: Clocks, account: str
    ) -> None:
        self._clocks = clocks
        self._account = account
        self._speakers = Speakers(agreement, names)
        self._parties = {party.id for party in agreement.parties if party.role == "party"}
        seen = visible(record, clocks)
        self._seen = {bound.report.id: bound.report for bound in seen}
        self._corrected = {
            bound.report.corrects: bound.report.id for bound in seen if bound.report.corrects
        }

    def demand(self, demand: Demand) -> tuple[Report, ...] | Aside:
        """The statements by which a demand counts, or why it does not."""
        public = self.public(demand.words)
        if not public:
            return Aside(demand, "not public")
        made = tuple(one for one in public if _day_of(one) <= self._clocks.on)
        if not made:
            return Aside(demand, "not made yet")
        taken = tuple(one for one in made if self._admits(one, demand.by))
        if not taken:
            return Aside(demand, "not in this account")
        back = tuple(
            one
            for one in (*self._rows(demand.words.withdrawn), *self._taking_back(demand.words))
            if _day_of(one) <= self._clocks.on and self._admits(one, demand.by)
        )
        if back:
            ids = tuple(dict.fromkeys(one.id for one in back))
            return Aside(demand, "withdrawn", ids)
        return taken

    def public(self, words: Words) -> tuple[Report, ...]:
        """The statements that had been published, and were not taken back, by day and id."""
        found = list(self._rows(words.reported))
        if words.said is not None and self._is_out(words.said):
            found.append(words.said)
        stated = {one.id: one for one in found if one.hedge != "denied"}
        return tuple(sorted(stated.values(), key=lambda one: (one.published, one.id)))

    def _is_out(self, said: Report) -> bool:
        """Whether words in a text of demands itself had been published and recorded by then."""
        public, known = self._clocks.public, self._clocks.known
        if public is not None and said.published > public:
            return False
        return known is None or said.recorded is None or said.recorded <= known

    def _rows(self, ids: Iterable[str]) -> Iterable[Report]:
        """The rows of these ids that can be seen; one that was corrected, as corrected."""
        for name in ids:
            been = {name}
            while (later := self._corrected.get(name)) is not None and later not in been:
                name = later  # noqa: PLW2901 - the row that stands in its place
                been.add(name)
            if name in self._seen:
                yield self._seen[name]

    def _taking_back(self, words: Words) -> Iterable[Report]:
        """Rows that say of one of these rows that it is withdrawn."""
        named = set(words.reported)
        named |= {one.event for one in self._rows(words.reported) if one.event is not None}
        return (
            one for one in self._seen.values() if one.stance == WITHDRAWS and one.event in named
        )

    def _admits(self, said: Report, by: tuple[str, ...]) -> bool:
        """Whether the account takes this word on what these parties want."""
        side = self._speakers.asserter(said).side
        if self._account == "any" or side in by:
            return True
        if self._account == "confirmed" or side == UNPLACED:
            return False
        return side not in self._parties or side == self._account


def _day_of(said: Report) -> Day:
    """The day on which it was said: no later than it was published."""
    first = None if said.when is None else said.when.first
    return said.published if first is None else min(first // MINUTES, said.published)
