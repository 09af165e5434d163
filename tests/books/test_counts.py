"""The tally of the book of January 2025 comes to what was written down by hand.

The list is tests/books/gaza/counts.md.
"""

from __future__ import annotations

import pytest

from tests.books.expected import opened
from trucebook.book import counts
from trucebook.evaluation.result import Clocks
from trucebook.model.time import day_of, iso
from trucebook.tallies.statement import Statement
from trucebook.views.counts import Counts, evidence_of

SHARED = {
    *("host 2025-01-16", "gz25-a01", "gz25-a04", "gz25-a05", "gz25-a06", "gz25-a07"),
    *("gz25-036", "gz25-048c"),
}
SETS = [
    {"gz25-a01", "gz25-a02 gz25-a12"},
    SHARED | {"gz25-a09"},
    SHARED | {"gz25-a08", "gz25-a03 gz25-a13"},
]
HELD = {
    "": (59, 59),
    "living": (24, 24),
    "dead": (35, 35),
    "dead, taken in October 2023": (34, 34),
    "dead, held before": (1, 1),
}


@pytest.fixture(name="answer", scope="module")
def answered() -> Counts:
    day = day_of("2025-03-06")
    return counts(opened("gaza"), Clocks(day, day))[0]


def named(one: Statement) -> str:
    return f"{one.commitment} {iso(one.target.last)}" if one.commitment else " ".join(one.reports)


def test_what_is_held_is_one_count(answer: Counts) -> None:
    held = {", ".join(sorted(c.of)): (c.low, c.high) for c in answer.cells if not c.term}
    assert {of: held[of] for of in HELD} == HELD


def test_the_sets_are_those_of_the_list_and_no_others(answer: Counts) -> None:
    found = [{named(one) for one in each.statements} for each in answer.contradictions]
    assert found == SETS
    assert all(one.hard and one.reconciling for one in answer.contradictions)


def test_58_is_a_deviating_copy(answer: Counts) -> None:
    assert {a.bound.report.id: a.why for a in answer.said.aside}["gz25-119"] == "deviating copy"


def test_figures_of_deaths_stay_with_who_gave_them(answer: Counts) -> None:
    series = {
        term.id: [(b.report.asserted_by, evidence_of(b)) for b in rows]
        for term, rows in answer.series
    }
    assert {who for who, _ in series["deaths"]} == {"Gaza health ministry"}
    assert set(series["fighters"]) == {("Israeli military", "no evidence given")}
