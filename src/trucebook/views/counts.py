"""Tallies: the sum with every term, what each cell may be, and what cannot all be true.

Source: spec/tallies.md (semantics, section 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from trucebook.evaluation.result import Clocks, Fact
from trucebook.evaluation.visible import visible
from trucebook.model.agreement import Agreement
from trucebook.model.quantity import Class
from trucebook.model.report import Bound, Record
from trucebook.model.tallies import Tally, Term
from trucebook.model.time import MINUTES, Day
from trucebook.tallies.done import Done
from trucebook.tallies.find import (
    Cell,
    Contradiction,
    Elsewhere,
    MovedLater,
    OtherDay,
    Reconciling,
    Throughout,
    Uncategorised,
    cells,
    contradictions,
    versions,
)
from trucebook.tallies.said import Said, said
from trucebook.tallies.sums import Sums, classes


@dataclass(frozen=True, slots=True)
class Counts:
    """The answer on one tally.

    `ways` is how many largest sets of statements go together; with one, nothing is contradicted.
    """

    tally: Tally
    said: Said
    cells: tuple[Cell, ...]
    contradictions: tuple[Contradiction, ...]
    ways: int
    series: tuple[tuple[Term, tuple[Bound, ...]], ...]
    """Figures beside the sum, by day and id: each stays with whoever gave it."""


def counts(  # noqa: PLR0913, PLR0917 - a book, and what is asked of it
    tallies: Sequence[Tally],
    agreement: Agreement,
    record: Record,
    clocks: Clocks,
    account: str,
    done: Done,
) -> tuple[Counts, ...]:
    """Every tally of a book, by id."""
    return tuple(_counts(one, agreement, record, clocks, account, done) for one in tallies)


def _counts(  # noqa: PLR0913, PLR0917 - as above
    tally: Tally, agreement: Agreement, record: Record, clocks: Clocks, account: str, done: Done
) -> Counts:
    what = said(tally, agreement, record, clocks, account, done)
    sums = Sums(tally, what.statements, clocks.on)
    found = contradictions(sums, what.statements)
    ways = versions(found, what.statements, what.own)
    shown = _shown(tally)
    return Counts(
        tally,
        what,
        cells(sums, ways, clocks.on, shown),
        found,
        len(ways),
        tuple((one, _series(one, record, clocks)) for one in tally.series),
    )


def _shown(tally: Tally) -> tuple[Class, ...]:
    """All of it, then by one axis, then by all axes."""
    return classes(tuple(categories for _, categories in tally.axes))


def _series(term: Term, record: Record, clocks: Clocks) -> tuple[Bound, ...]:
    """The figures there were by the day, with who gave them; copies are no second figure."""
    rows = [
        bound
        for bound in visible(record, clocks)
        if bound.copy_of is None
        and day_of(bound) <= clocks.on
        and any(
            told.kind == bound.report.kind and told.object == bound.report.object
            for told in term.told
        )
    ]
    return tuple(sorted(rows, key=lambda b: (day_of(b), b.report.id)))


def day_of(bound: Bound) -> int:
    """The day a figure is of: the last of its period, or when it was published."""
    when = bound.report.when
    return bound.report.published if when is None or when.last_day is None else when.last_day


def days_of(fact: Fact) -> tuple[Day | None, Day | None]:
    """The days between which an act was done, as far as they are known."""
    first, last = (None if at is None else at // MINUTES for at in (fact.first, fact.last))
    return first, last


def evidence_of(bound: Bound) -> str | None:
    """What is said about the evidence of a figure: `no evidence given`."""
    note = bound.report.others.get("evidence")
    return note if isinstance(note, str) and note else None


def reconciled(one: Reconciling) -> str:
    """What a single change is, in one word or two."""
    match one:
        case Elsewhere() | Throughout():
            return "counted elsewhere"
        case Uncategorised():
            return "another category"
        case OtherDay():
            return "another day"
        case MovedLater():
            return "moved later"
        case _:
            assert_never(one)
