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


THIRTY_THREE = ("gz25-094a", "gz25-096b", "gz25-117b")
AT_ONCE, IN_PARTS = {"gz25-115"}, {"gz25-120", "gz25-a10", "gz25-a11"}
TERMS = {
    *("gz25-a02 gz25-a12", "gz25-a03 gz25-a13", "gz25-a04", "gz25-a05", "gz25-a06", "gz25-a07"),
}
BY_ANY = [
    *({"host 2025-02-27", one} for one in THIRTY_THREE),
    *SETS,
    *(
        {"host 2025-03-06", "gz25-096c", one, *held}
        for one in THIRTY_THREE
        for held in (AT_ONCE, IN_PARTS)
    ),
    *(
        {f"host {day}", thai, *held, *TERMS}
        for day in ("2025-02-27", "2025-03-06")
        for thai in ("gz25-036", "gz25-048c")
        for held in (AT_ONCE, IN_PARTS)
    ),
]
"""The list of account any: tests/books/gaza/counts.md."""


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


def test_in_account_any_too() -> None:
    day = day_of("2025-03-06")
    answer = counts(opened("gaza"), Clocks(day, day), "any")[0]
    found = [frozenset(map(named, each.statements)) for each in answer.contradictions]
    assert len(found) == len(BY_ANY)
    assert set(found) == {frozenset(one) for one in BY_ANY}
    assert [len(one) for one in found] == sorted(len(one) for one in found)


def test_58_is_a_deviating_copy(answer: Counts) -> None:
    assert {a.bound.report.id: a.why for a in answer.said.aside}["gz25-119"] == "deviating copy"


def test_figures_of_deaths_stay_with_who_gave_them(answer: Counts) -> None:
    series = {
        term.id: [(b.report.asserted_by, evidence_of(b)) for b in rows]
        for term, rows in answer.series
    }
    assert {who for who, _ in series["deaths"]} == {"Gaza health ministry"}
    assert set(series["fighters"]) == {("Israeli military", "no evidence given")}
