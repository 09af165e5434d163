"""One report into a book: over a folder and a store alike, and refused whole where it is bad."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trucebook import book as books
from trucebook.cli import main

TEXT = """agreement "Payment"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta  "Beta"
count coins
[pay] alpha shall pay beta 100 coins by day 10.
watched [pay] from 2025-03-01 to 2025-03-31 by "the example"
"""
P1 = '2025-03-04 [p1] alpha paid beta 40 coins; says beta; source "Outlet", published 2025-03-05'
P2 = '2025-03-06 [p2] alpha paid beta 60 coins; says beta; source "Daily", published 2025-03-07'
ROW = {
    "id": "p3",
    "published": "2025-03-07",
    "event_date": "2025-03-06",
    "kind": "pay",
    "actor": "alpha",
    "object": "coins",
    "count_low": 1,
    "count_high": 1,
    "asserted_by": "beta",
    "our_number": 1.5,
}
START = "from trucebook.cli import main; main()"


@pytest.fixture(params=["folder", "sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "a.truce").write_text(TEXT, encoding="utf-8")
    if request.param == "folder":
        return str(folder)
    store = f"sqlite:///{tmp_path / 'book.db'}"
    assert run("import", store, str(folder)).exit_code == 0
    return store


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=given)


def rows(address: str) -> list[str]:
    return [bound.report.id for bound in books.open_book(address).record.reports]


def test_it_goes_in_and_moves_what_it_moves(address: str) -> None:
    assert run("add", address, P1).exit_code == 0
    done = run("add", address, P2, "--by", "desk-3", "--json")
    assert done.exit_code == 0, done.output
    value = json.loads(done.stdout)
    assert (value["schema"], value["outcome"]) == ("trucebook.add/1", "went in")
    assert value["report"]["bound_to"] == ["pay"]
    assert value["report"]["recorded_by"] == "desk-3"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value["report"]["recorded"])
    assert [(m["id"], m["before"], m["after"]) for m in value["moved"]] == [
        ("pay", "in progress", "met")
    ]
    assert rows(address) == ["p1", "p2"]


def test_what_is_shown_is_what_the_book_then_holds(address: str) -> None:
    shown = json.loads(run("add", address, json.dumps(ROW), "--json").stdout)["report"]
    held = json.loads(run("reports", address, "--json").stdout)["reports"][0]
    assert shown == held
    assert shown["our_number"] == 1.5


def test_the_same_again_goes_in_once_whoever_records_it(address: str) -> None:
    for by in ("desk-1", "desk-1", "desk-2"):
        assert run("add", address, P1, "--by", by).exit_code == 0
    again = json.loads(run("add", address, P1, "--json").stdout)
    assert again["outcome"] == "there already"
    assert again["report"]["recorded_by"] == "desk-1"
    assert rows(address) == ["p1"]


def test_a_dry_run_says_the_same_and_writes_nothing(address: str) -> None:
    dry = json.loads(run("add", address, P1, "--dry-run", "--json").stdout)
    assert dry["outcome"] == "would go in"
    assert rows(address) == []
    wet = json.loads(run("add", address, P1, "--json").stdout)
    for value in (dry, wet):
        value.pop("outcome"), value["report"].pop("recorded")
    assert dry == wet


def test_standard_input_is_one_report_too(address: str) -> None:
    given = P1.replace("; ", "\n  ", 1).encode()
    assert run("add", address, "-", given=given).exit_code == 0
    assert rows(address) == ["p1"]


BAD = {
    "empty": "",
    "words": "the treasury paid",
    "no such day": P2.replace("03-06", "02-30"),
    "not published": P2.partition(", published")[0],
    "nobody says so": "2025-03-06 [p2] alpha paid beta 60 coins",
    "two reports": f"{P2}\n{P2.replace('p2', 'p4')}",
    "a report twice": f"{P2}\n{P2}",
    "a clause": "[more] alpha shall pay beta 1 coin by day 3.",
    "a name beside": f'{P2}\n\nnames\n  "Office" speaks for beta\n',
    "a watch": 'watched [pay] from 2025-04-01 to 2025-04-03 by "us"',
    "its own clock": f"{P2}; recorded 2025-03-07",
    "corrects what is not there": f"{P2}; corrects p9",
    "corrects itself": f"{P2}; corrects p2",
    "half a JSON": '{"id": "p2"',
    "JSON without an id": json.dumps({k: v for k, v in ROW.items() if k != "id"}),
    "JSON with crossed bounds": json.dumps(ROW | {"count_low": 5}),
    "two JSON": f"{json.dumps(ROW)}\n{json.dumps(ROW)}",
    "other words": P1.replace("40", "50"),
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_bad_line_is_refused_in_words_and_nothing_is_written(address: str, line: str) -> None:
    assert run("add", address, P1).exit_code == 0
    before = books.open_book(address).hash
    refused = run("add", address, line)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert len(refused.stderr) > 30
    assert books.open_book(address).hash == before


def test_bytes_that_are_no_text_are_refused(address: str) -> None:
    refused = run("add", address, "-", given=b"2025-03-04 \xff")
    assert refused.exit_code == 3
    assert "UTF-8" in refused.stderr


def test_what_cannot_be_written_to_is_wrong_usage(tmp_path: Path) -> None:
    lone = tmp_path / "a.truce"
    lone.write_text(TEXT, encoding="utf-8")
    for address in (str(lone), str(tmp_path / "x.bundle"), str(tmp_path / "no"), "gaza-2025-01"):
        refused = run("add", address, P1)
        assert refused.exit_code == 2, address
    assert lone.read_text(encoding="utf-8") == TEXT


def test_what_a_third_row_corrects_is_not_corrected_again(address: str) -> None:
    assert run("add", address, P1).exit_code == 0
    assert run("add", address, f"{P2}; corrects p1").exit_code == 0
    refused = run("add", address, f"{P2.replace('p2', 'p4')}; corrects p1")
    assert refused.exit_code == 3
    assert "p2" in refused.stderr


def likes(address: str, first: str, second: str) -> list[dict[str, object]]:
    assert run("add", address, first).exit_code == 0
    value = json.loads(run("add", address, second, "--json").stdout)
    like: list[dict[str, object]] = value["like"]
    return like


def test_one_number_for_one_day_is_told_unless_they_are_two_events(address: str) -> None:
    other = P1.replace("p1", "p9").replace("Outlet", "Daily")
    assert likes(address, P1, other)[0]["same_day_and_number"] is True
    assert not likes(
        address, f"{P1.replace('p1', 'q1')}; event one", f"{P1.replace('p1', 'q2')}; event two"
    )[-1]["same_event"]


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "a.truce").write_text(TEXT, encoding="utf-8")
    names = [f"w{number}" for number in range(6)]
    writers = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", START, "add", str(folder), P1.replace("p1", name)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in names
    ]
    assert [writer.wait(120) for writer in writers] == [0] * len(names)
    assert rows(str(folder)) == names
