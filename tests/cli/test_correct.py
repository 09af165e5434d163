"""A row in the place of another, and one that takes another back: over a folder and a store."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_add import BAD, P1, P2, address, rows, run
from trucebook import book as books

__all__ = ["address"]

N = P2.replace("p2", "n")
WHY = ("--why", "The page speaks of another day.")


def moved(address: str, *words: str) -> list[tuple[str, str, str]]:
    done = run(words[0], address, *words[1:], "--json")
    assert done.exit_code == 0, done.output
    return [(m["id"], m["before"], m["after"]) for m in json.loads(done.stdout)["moved"]]


def put_both(address: str) -> None:
    for line in (P1, P2):
        assert run("add", address, line).exit_code == 0


def test_a_correction_takes_the_place_and_the_earlier_row_stays(address: str) -> None:
    put_both(address)
    line = P1.replace("p1", "p1b").replace("40", "30").replace("03-05", "03-08")
    assert moved(address, "correct", "p1", line) == [("pay", "met", "in progress")]
    assert rows(address) == ["p1", "p1b", "p2"]
    assert moved(address, "correct", "p1", line) == []
    assert rows(address) == ["p1", "p1b", "p2"]


def test_the_desks_own_mistake_counts_for_no_day(address: str) -> None:
    put_both(address)
    assert moved(address, "retract", "p2", *WHY) == [("pay", "met", "in progress")]
    when = ("--on", "2025-03-07", "--public", "2025-03-07", "--json")
    standing = json.loads(run("status", address, *when).stdout)["commitments"][0]["standing"]
    assert standing == "in progress"
    assert moved(address, "retract", "p2", *WHY) == []
    assert rows(address) == ["p1", "p2", "p2.retracted"]


def test_what_its_source_took_back_counts_until_then(address: str) -> None:
    put_both(address)
    source = ("--source", "Daily", "--published", "2025-03-09")
    assert moved(address, "retract", "p2", *WHY, *source) == [("pay", "met", "in progress")]
    for public, wanted in (("2025-03-08", "met"), ("2025-03-09", "in progress")):
        when = ("--on", "2025-03-09", "--public", public, "--json")
        row = json.loads(run("status", address, *when).stdout)["commitments"][0]
        assert row["standing"] == wanted


def test_a_retraction_is_bound_to_what_it_takes_back_and_like_nothing(address: str) -> None:
    put_both(address)
    value = json.loads(run("retract", address, "p2", *WHY, "--json").stdout)
    assert (value["report"]["bound_to"], value["unplaced"], value["like"]) == (["pay"], [], [])
    assert run("check", address).exit_code in {0, 1}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("correct", "p9", P2), 2),
        (("correct", "p1", P1), 3),
        (("correct", "p1", P1.replace("40", "50")), 3),
        (("correct", "p1", f"{P2.replace('p2', 'p5')}; corrects p2"), 2),
        (("correct", "p1", f"{P2.replace('p2', 'p5')}; retracts p2"), 2),
        (("correct", "p1", "-"), 3),
        (("retract", "p9", *WHY), 2),
        (("retract", "p1"), 2),
        (("retract", "p1", "--why", " "), 3),
        (("retract", "p1", *WHY, "--source", "Daily"), 2),
        (("retract", "p1", *WHY, "--says", "beta"), 2),
        (("retract", "p1", *WHY, "--published", "2025-02-30"), 2),
        (("retract", "p1", *WHY, "--id", "p1"), 3),
        (("retract", "p1", *WHY, "--id", "p2"), 3),
        *((("correct", "p1", line), 3) for line in BAD.values() if "corrects p" not in line),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    address: str, words: tuple[str, ...], status: int
) -> None:
    put_both(address)
    before = books.open_book(address).hash
    refused = run(words[0], address, *words[1:])
    assert (refused.exit_code, refused.stdout) == (status, "")
    assert refused.stderr
    assert books.open_book(address).hash == before


def test_one_row_is_taken_back_once(address: str) -> None:
    put_both(address)
    assert run("retract", address, "p1", *WHY).exit_code == 0
    for words in (("retract", "p1", *WHY, "--id", "again"), ("correct", "p1", N)):
        refused = run(words[0], address, *words[1:])
        assert refused.exit_code == 3
        assert "p1.retracted" in refused.stderr
