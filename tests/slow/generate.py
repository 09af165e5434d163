"""Small books by seed: one to three commitments of mixed kinds and a handful of reports.

book = make(7)
for clocks in book.clocks:
    evaluate(book.agreement, book.record, clocks, account)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.slow.books_of_chance import (
    PAIRS,
    PARTIES,
    SINGLES,
    THINGS,
    Duties,
    phases,
    power,
    readings,
)
from tests.slow.books_with_aim import aimed, watches
from tests.slow.build import MARCH, agreement, record
from tests.slow.evaluate import fits
from tests.slow.reports_of_chance import Reports
from trucebook.evaluation.result import Clocks
from trucebook.model.agreement import Agreement, Commitment, Exchange, Notice, Order, Phase
from trucebook.model.report import Bound, Record
from trucebook.model.time import Day

ACCOUNTS = ("undisputed", "confirmed", "any", "alpha", "beta", "cell", "envoy", "observer")
MOST_REPORTS = 12
DAYS = 6
"""Days on which each book is looked at."""
MOST_WORLDS = 2_000


@dataclass(frozen=True, slots=True)
class Book:
    """A small book, and the days it is looked at."""

    seed: int
    agreement: Agreement
    record: Record
    clocks: tuple[Clocks, ...]


def make(seed: int) -> Book:
    """The book of a seed."""
    attempt = 0
    while True:
        book = _draw(seed, Random(f"{seed}/{attempt}"))  # noqa: S311 - a seed, no secret
        if book is not None:
            return book
        attempt += 1


def _draw(seed: int, rng: Random) -> Book | None:
    """One draw; None where it became too big."""
    days = sorted(rng.sample(range(1, 10), DAYS))
    if seed % 2:
        return _aimed(seed, rng, days)
    duties = Duties(rng)
    commitments: list[Commitment] = []
    if rng.random() < 0.55:
        commitments += duties.group(rng.choice(PAIRS))
    while not commitments or (len(commitments) < 3 and rng.random() < 0.45):
        commitments += duties.group(rng.choice(SINGLES))
    stalled = any(c.in_return_for for c in commitments) and rng.random() < 0.25
    parts: tuple[Phase, ...] = ()
    if not stalled:
        commitments = [duties.turned(c) for c in commitments]
        commitments, parts = phases(rng, commitments)
    others = () if stalled else readings(rng, commitments)
    commitments += power(rng, commitments)
    text = agreement(
        f"Book {seed}", commitments, parties=PARTIES, things=THINGS, phases=parts, readings=others
    )
    said = Reports(rng, MARCH + days[-1], _hosts(commitments))
    plain = rng.random() < 0.5  # hosts come before what their acts open
    for c in sorted(commitments, key=lambda c: c.id not in said.hosts):
        if stalled:
            said.stalled(c)
        elif plain:
            said.orderly(c)
        else:
            said.about(c)
    if rng.random() < 0.8:
        said.entry()
    if len(said.made) > MOST_REPORTS:
        return None
    rec = record(*copies_named(said.made), watches=said.watches(commitments, whole=stalled))
    clocks = tuple(_clocks(rng, MARCH + day) for day in days)
    book = Book(seed, text, rec, clocks)
    ok = all(fits(text, rec, c, a, MOST_WORLDS) for a in ACCOUNTS for c in clocks)
    return book if ok else None


def _aimed(seed: int, rng: Random, days: list[int]) -> Book | None:
    """Every second book aims at two standings, so that each occurs often enough."""
    found = aimed(seed // 2, rng)
    text = agreement(
        f"Book {seed}",
        found.commitments,
        parties=PARTIES,
        things=THINGS,
        phases=found.phases,
        readings=found.readings,
    )
    made = [
        replace(b, report=replace(b.report, id=f"r{n:02}")) for n, b in enumerate(found.reports, 1)
    ]
    rec = record(*made, watches=watches(found, rng))
    clocks = tuple(_clocks(rng, MARCH + day) for day in days)
    book = Book(seed, text, rec, clocks)
    return (
        book if all(fits(text, rec, c, a, MOST_WORLDS) for a in ACCOUNTS for c in clocks) else None
    )


def copies_named(made: list[Bound]) -> list[Bound]:
    """The reports with each copy of a wire's word naming its origin, as binding would."""
    origins: dict[tuple[str, str], Bound] = {}
    for bound in sorted(made, key=lambda b: (b.report.published, b.report.id)):
        if bound.report.wire_group is not None:
            origins.setdefault((bound.report.wire_group, bound.asserter), bound)
    found = []
    for bound in made:
        origin = origins.get((bound.report.wire_group or "", bound.asserter))
        copy_of = origin.report.id if origin is not None and origin is not bound else None
        found.append(replace(bound, copy_of=copy_of))
    return found


def _clocks(rng: Random, on: Day) -> Clocks:
    """Looked at on a day, with everything published, or only what was by then."""
    return Clocks(on, rng.choice((None, None, None, on, on + 1, on + 2)))


def _hosts(commitments: list[Commitment]) -> set[str]:
    """Commitments on whose acts others depend."""
    found = set()
    for c in commitments:
        match c.terms:
            case Exchange() | Order():
                found.add(c.terms.against)
            case Notice():
                found.add(c.terms.before)
    return found
