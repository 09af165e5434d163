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
from trucebook.views.counts import day_of as day_of_figure

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


@pytest.mark.parametrize(("account", "most"), [("undisputed", 230), ("israel", 71)])
def test_on_another_day_too(account: str, most: int) -> None:
    day = day_of("2025-02-21")
    answer = counts(opened("gaza"), Clocks(day, day), account)[0]
    found = [{named(one) for one in each.statements} for each in answer.contradictions]
    assert found == SETS[:1]
    aside = {a.bound.report.id for a in answer.said.aside if a.why == "one side's word"}
    assert aside == ({"gz25-a08", "gz25-a09"} if account == "undisputed" else set())
    under = {named(one): {c.of: c.low for c in one.claims} for one in answer.said.statements}
    living, dead = frozenset({"living"}), frozenset({"dead"})
    assert under["host 2025-02-21"] == {frozenset(): 22, living: 19, dead: 3}
    assert ("host 2025-01-16" in under) is (account == "israel")
    held = {c.of: (c.low, c.high) for c in answer.cells if not c.term}
    assert {of: held[of] for of in (frozenset(), living, dead)} == dict.fromkeys(
        (frozenset[str](), living, dead), (0, most)
    )


def test_58_is_a_deviating_copy(answer: Counts) -> None:
    assert {a.bound.report.id: a.why for a in answer.said.aside}["gz25-119"] == "deviating copy"


def test_figures_of_deaths_stay_with_who_gave_them(answer: Counts) -> None:
    series = {
        term.id: [(b.report.asserted_by, evidence_of(b)) for b in rows]
        for term, rows in answer.series
    }
    assert {who for who, _ in series["deaths"]} == {"Gaza health ministry"}
    assert set(series["fighters"]) == {("Israeli military", "no evidence given")}


def test_figures_of_damage_are_a_series_by_source(answer: Counts) -> None:
    series = {term.id: rows for term, rows in answer.series}
    told = {
        name: [(iso(day_of_figure(b)), int(b.report.count.low)) for b in rows if b.report.count]
        for name, rows in series.items()
    }
    assert told["buildings"] == [
        ("2024-07-06", 156409),
        ("2024-09-06", 163778),
        ("2024-12-01", 170812),
    ]
    assert told["dollars"] == [("2025-01-31", 29_900_000_000)]
    assert told["killed-since"] == [
        *(("2025-01-19", 8), ("2025-01-19", 13)),
        *(("2025-02-09", 3), ("2025-02-09", 3)),
    ]
    rows = [b for name in ("buildings", "dwellings", "dollars") for b in series[name]]
    assert all(b.report.unsourced and evidence_of(b) for b in rows)
