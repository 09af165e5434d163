"""Reports linked to events: over a folder and a store."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_add import P1, address, rows, run
from trucebook import book as books

__all__ = ["address"]

AGAIN = P1.replace("[p1]", "[p2]").replace("2025-03-04", "2025-03-05").replace("Outlet", "Daily")
WHY = ("--why", "One counting, told twice.")


def link(address: str, *words: str) -> list[tuple[str, str, str]]:
    done = run("link", address, *words, "--json")
    assert done.exit_code == 0, done.output
    return [(m["id"], m["before"], m["after"]) for m in json.loads(done.stdout)["moved"]]


def refused(address: str, *words: str) -> tuple[int, str]:
    before = rows(address)
    done = run("link", address, *words)
    assert rows(address) == before
    assert "Traceback" not in done.output
    return done.exit_code, done.stderr


def done_on(address: str, day: str) -> tuple[int, int]:
    said = json.loads(run("status", address, "--on", day, "--json").stdout)
    done = said["commitments"][0]["done"]
    return done["low"], done["high"]


@pytest.fixture
def two(address: str) -> str:
    for line in (P1, AGAIN):
        assert run("add", address, line).exit_code == 0
    assert done_on(address, "2025-03-08") == (40, 80)
    return address


def test_one_event_different_events_and_undone(two: str) -> None:
    link(two, "p1", "p2", *WHY)
    assert done_on(two, "2025-03-08") == (40, 40)
    assert run("retract", two, "p1.link", "--why", "Another day.").exit_code == 0
    assert done_on(two, "2025-03-08") == (40, 80)
    link(two, "p1", "p2", "--apart", "--why", "Two days.")
    assert done_on(two, "2025-03-08") == (80, 80)
    assert sorted(rows(two)) == sorted(["p1", "p2", "p1.link", "p1.link.retracted", "p1.link-2"])


def test_the_same_link_again_is_there_already(two: str) -> None:
    link(two, "p1", "p2", *WHY)
    link(two, "p2", "p1", *WHY)
    assert rows(two) == ["p1", "p1.link", "p2"]


def test_a_dry_run_puts_nothing_in(two: str) -> None:
    link(two, "p1", "p2", *WHY, "--dry-run")
    assert rows(two) == ["p1", "p2"]


def test_what_was_known_before_the_link_stays(two: str) -> None:
    record = books.open_book(two).record
    assert record.has_known
    before = max(bound.report.recorded or 0 for bound in record.reports)
    link(two, "p1", "p2", *WHY)
    linked = next(b for b in books.open_book(two).record.reports if b.report.links)
    assert linked.report.recorded is not None
    assert linked.report.recorded >= before


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("p1", "p9", *WHY), 2, "has no report 'p9'"),
        (("p1", *WHY), 2, "one report alone is linked to nothing"),
        (("p1", "--apart", *WHY), 2, "one report alone is linked to nothing"),
        (("p1", "p1", *WHY), 2, "named twice"),
        (("p1", "p2", "--apart", "--event", "e", *WHY), 2, "different events are not one"),
        (("p1", "p2"), 2, "--why"),
        (("p1", "p2", "--why", " "), 3, "not said why"),
        (("p1", "p2", *WHY, "--source", "Daily"), 2, "--published"),
        (("p1", "p2", *WHY, "--published", "2025-03-09"), 2, "--source"),
        (("p1", "p2", *WHY, "--source", "Daily", "--published", "2025-02-30"), 2, "2025-02-30"),
        (("p1", "p2", *WHY, "--id", "p1"), 3, "p1"),
        (("p1", "p2", *WHY, "--embargo", "soon"), 3, "no end of an embargo"),
        ((*WHY,), 2, "ID"),
    ],
)
def test_bad_words_are_refused_and_nothing_is_put_in(
    two: str, words: tuple[str, ...], status: int, says: str
) -> None:
    found, told = refused(two, *words)
    assert found == status
    assert says in told


def test_a_second_link_that_says_otherwise_is_refused(two: str) -> None:
    link(two, "p1", "p2", *WHY)
    for words in (("p1", "p2", "--apart"), ("p2", "--event", "another")):
        status, told = refused(two, *words, "--why", "No.")
        assert status == 3
        assert "p1.link" in told
    status, told = refused(two, "p1", "p1.link", *WHY)
    assert (status, "row about other rows" in told) == (3, True)


def test_a_report_that_was_taken_back_is_not_linked(two: str) -> None:
    assert run("retract", two, "p2", "--why", "Another page.").exit_code == 0
    status, told = refused(two, "p1", "p2", *WHY)
    assert (status, "was taken back" in told) == (3, True)


def test_a_link_of_a_withheld_report_is_withheld_with_it(two: str) -> None:
    hidden = AGAIN.replace("[p2]", "[p3]").replace("2025-03-05 ", "2025-03-03 ")
    assert run("add", two, hidden, "--readers", "desk-1").exit_code == 0
    link(two, "p1", "p3", *WHY)
    seen = run("reports", two, "--json", "--who", "anybody")
    assert "p3" not in seen.stdout
    assert done_on(two, "2025-03-08")[0] == 40
