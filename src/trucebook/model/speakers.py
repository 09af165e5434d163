"""Who somebody is in a book: asserter, side, performer.

Independence is counted by asserter: a party by its id, everybody else by name, whatever outlet or
wire carries the word. A side is a party (with those who speak for it or stand under it), a third
party, a verifier or a declared monitor; outlets have none.
Source: spec/record/names.md (semantics, sections 5 and 6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from trucebook.model.agreement import Agreement, Party
from trucebook.model.names import Names
from trucebook.model.report import UNPLACED, Report

_WIRE = re.compile(r"(?P<outlet>.*\S)\s*\((?:citing |via |carrying |from )?(?P<agency>[^(),]+)\)")
_GROUND = re.compile(r"(?:figures from|told by)\s+(?P<name>.+)", re.IGNORECASE)
_TWO = frozenset({"both parties", "both sides", "both", "the two parties", "the two sides"})
_ALL = frozenset({"the parties", "the sides", "all parties"})
_SEVERAL = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*;\s*")


def fold(name: str) -> str:
    """A name without what spelling alone changes: case, spaces, the shape of an apostrophe."""
    return " ".join(name.replace("\u2019", "'").casefold().split())


@dataclass(frozen=True, slots=True)
class Asserter:
    """Who says it: the key independence is counted by, the side, whether anybody placed it.

    `outlet` marks an outlet's own word, which is its wire's where it carries one.
    """

    key: str
    side: str | None
    placed: bool = True
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report came out: the outlet, and the wire agency it names in brackets."""

    outlet: str
    agency: str | None


@lru_cache(maxsize=1 << 14)
def read_source(source: str) -> Source:
    """The outlet and agency of `Example Daily (Example Wire)`.

    Brackets in small letters, as (reposted), name no agency.
    """
    found = _WIRE.fullmatch(source)
    if found is None:
        return Source(fold(source), None)
    agency = found["agency"].strip()
    named = bool(agency) and not agency[0].islower()
    return Source(fold(found["outlet"]), fold(agency) if named else None)


def monitor_id(name: str) -> str:
    """The id of a monitor that only the names table declares."""
    return fold(name).replace(" ", "-")


def with_monitors(agreement: Agreement, names: Names) -> Agreement:
    """The agreement with the monitors the names table declares among those it names."""
    known = {fold(word) for party in agreement.parties for word in (party.id, party.name)}
    new = [Party(monitor_id(n), n, "monitor") for n in names.monitors if fold(n) not in known]
    return replace(agreement, parties=(*agreement.parties, *new)) if new else agreement


class Speakers:
    """Everybody a book can place, looked up by name."""

    def __init__(self, agreement: Agreement, names: Names) -> None:
        """Take the text's parties first, then the names table."""
        self._ids: dict[str, str] = {}
        self._sides: dict[str, str] = {}
        for party in agreement.parties:
            self._ids.setdefault(fold(party.name), party.id)
        for party in agreement.parties:
            self._ids[fold(party.id)] = party.id
        for name, party_id in (*names.under_authority, *names.speaks_for):
            self._sides[fold(name)] = self._ids.get(fold(party_id), party_id)
        for name in names.monitors:
            self._sides.setdefault(fold(name), self._ids.get(fold(name), monitor_id(name)))
        self._same = {fold(other): fold(name) for other, name in names.same}
        self._asserters: dict[tuple[str | None, ...], Asserter] = {}
        self._bodies: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._parties = tuple(party.id for party in agreement.parties if party.role == "party")

    def key(self, name: str) -> str:
        """The name independence is counted by, after `is the same as`."""
        folded = fold(name)
        seen = {folded}
        while (other := self._same.get(folded)) is not None and other not in seen:
            seen.add(other)
            folded = other
        return self._ids.get(folded, folded)

    def side(self, name: str) -> str | None:
        """The side of a name: for whom it speaks; None where nobody placed it."""
        folded = fold(name)
        key = self.key(name)
        return self._sides.get(folded) or self._sides.get(key) or self._ids.get(fold(key))

    def asserter(self, report: Report) -> Asserter:
        """Who says it: somebody named, else the outlet, and behind an outlet its wire."""
        question = (report.asserted_by, report.source, report.asserted_role, report.ground)
        answer = self._asserters.get(question)
        if answer is None:
            answer = self._asserters[question] = self._asserter(*question)
        return answer

    def _asserter(
        self, name: str | None, source: str | None, role: str | None, ground: str | None
    ) -> Asserter:
        """The asserter of a row that says so much."""
        came_out = read_source(source) if source else None
        own_word = name is None or (
            came_out is not None and fold(name) in (came_out.outlet, fold(source or ""))
        )
        side = None if name is None else self.side(name)
        if side is not None and name is not None:
            return Asserter(self.key(name), side)
        if own_word:
            outlet = came_out.outlet if came_out else ""
            agency = came_out.agency if came_out else None
            return Asserter(self.key(agency or outlet), self._rests_on(ground), outlet=True)
        name = str(name)
        rests_on = self._rests_on(ground)
        if role == "outlet" or (came_out is not None and fold(name) == came_out.agency):
            return Asserter(self.key(name), rests_on)
        if rests_on is None and role in ("party", "official"):
            rests_on = UNPLACED
        elif role == "mediator":
            rests_on = monitor_id(name)
        return Asserter(self.key(name), rests_on, placed=False)

    def _rests_on(self, ground: str | None) -> str | None:
        """The side of whoever's figures or word a report rests on."""
        found = _GROUND.fullmatch(ground.strip()) if ground else None
        return self.side(found["name"]) if found else None

    def bodies(self, name: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of those a column names, and the names nobody placed."""
        if name is None:
            return (), ()
        answer = self._bodies.get(name)
        if answer is None:
            whole = self.side(name)
            if whole is not None:
                answer = ((whole,), ())
            elif self._means_all(name):
                answer = (self._parties, ())
            else:
                parts = [part for part in _SEVERAL.split(name) if part]
                sides = {part: self.side(part) for part in parts}
                ids = dict.fromkeys(side for side in sides.values() if side is not None)
                answer = (tuple(ids), tuple(part for part in parts if sides[part] is None))
            self._bodies[name] = answer
        return answer

    def _means_all(self, name: str) -> bool:
        """Whether a name is that of all who signed: both parties, where they are two."""
        words = fold(name).replace("-", " ")
        return words in _ALL or (words in _TWO and len(self._parties) == len(("one", "other")))
