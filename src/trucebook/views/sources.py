"""Who speaks in the record, through what, on whose side; and which rows are copies of which.

Independence is counted by asserter, whatever the wire or outlet.
Source: spec/record/names.md (semantics, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.model.agreement import Agreement
from trucebook.model.report import UNPLACED, Bound, Record
from trucebook.model.time import Day, Minute
from trucebook.views.composition import Composition, composition
from trucebook.views.reports import Search, search


@dataclass(frozen=True, slots=True)
class Asserter:
    """Somebody whose word stands in the record."""

    name: str
    """As the record writes it; the commonest wording of several."""
    side: str | None
    """The name of a party or third party; None: no side."""
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    """Through what the word came, in order."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """One word that was carried on: the first row to have it, and the copies."""

    origin: Bound
    copies: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the record that can be seen is made of."""

    composition: Composition
    sides: tuple[tuple[str, int, int], ...]
    """Side, asserters on it, their reports; by name, no side last."""
    asserters: tuple[Asserter, ...]
    outlets: tuple[tuple[str, int], ...]
    """Source and how many reports came through it, by name."""
    lineages: tuple[Lineage, ...]
    without_source: int
    unsourced: int
    """Reports from general knowledge, of which no source is at hand."""


def sources(
    record: Record, agreement: Agreement, public: Day | None, known: Minute | None
) -> Sources:
    """The make-up of what was public and known by then."""
    seen = search(record, Search(public=public, known=known))
    names = {party.id: party.name for party in agreement.parties}
    by_asserter: dict[str, list[Bound]] = defaultdict(list)
    outlets: dict[str, int] = defaultdict(int)
    for bound in seen:
        by_asserter[bound.asserter].append(bound)
        if bound.report.source:
            outlets[bound.report.source] += 1
    asserters = [_asserter(rows, names) for rows in by_asserter.values()]
    return Sources(
        composition(seen, None, agreement),
        tuple(_sides(asserters)),
        tuple(sorted(asserters, key=lambda one: (one.name.casefold(), one.name, one.reports))),
        tuple(sorted(outlets.items(), key=lambda pair: (pair[0].casefold(), pair[0]))),
        tuple(_lineages(seen)),
        sum(not bound.report.source for bound in seen),
        sum(bound.report.unsourced for bound in seen),
    )


def _asserter(rows: list[Bound], names: dict[str, str]) -> Asserter:
    said = [row.report.asserted_by or row.report.source or "nobody named" for row in rows]
    side = next((row.side for row in rows if row.side), None)
    return Asserter(
        max(sorted(set(said)), key=said.count),
        "not placed" if side == UNPLACED else names.get(side, side) if side else None,
        tuple(row.report.id for row in rows),
        tuple(sorted({row.report.source for row in rows if row.report.source})),
    )


def _sides(asserters: Iterable[Asserter]) -> Iterable[tuple[str, int, int]]:
    counted: dict[str | None, list[int]] = defaultdict(list)
    for one in asserters:
        counted[one.side].append(len(one.reports))
    for side in sorted((side for side in counted if side is not None), key=str.casefold):
        yield side, len(counted[side]), sum(counted[side])
    if None in counted:
        yield "no side", len(counted[None]), sum(counted[None])


def _lineages(seen: Iterable[Bound]) -> Iterable[Lineage]:
    rows = {bound.report.id: bound for bound in seen}
    copies: dict[str, list[Bound]] = defaultdict(list)
    for bound in rows.values():
        if bound.copy_of in rows:
            copies[bound.copy_of].append(bound)
    for origin in sorted(copies):
        yield Lineage(rows[origin], tuple(copies[origin]))
