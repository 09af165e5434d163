"""The command `counts`, as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.laws.swap import GAZA, SMALL
from tests.spec_pages.command import in_process
from trucebook.cli import main
from trucebook.shipped import shipped_book

RUN = in_process(main)
AGREEMENT = """agreement "Exchange"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
[host] beta shall release 4 captives to alpha by day 30.
"""
HEAD = 'tally "Captives"\n'
HELD = "[held] beta holds captives, by life (living, dead), told by figure of captives-held.\n"
TAKEN = '[taken] plus "taken", told by figure of captives-taken.\n'
ON = ("--on", "2025-03-06", "--public", "2025-03-06")
JUDGING = (
    *("should", "ought", "blame", "likely", "reliable", "credible", "best", "worst", "true number"),
    *("average", "mean", "in all", "total", "per cent", "%", "ratio", "score", "rank", "net"),
)


def book(folder: Path, tally: str, *rows: dict[str, Any]) -> Path:
    (folder / "record").mkdir(parents=True)
    (folder / "text.truce").write_text(AGREEMENT, encoding="utf-8")
    (folder / "tally.truce").write_text(tally, encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "record" / "figures.jsonl").write_text(lines, encoding="utf-8")
    return folder


def figure(name: str, of: str, count: object, **more: object) -> dict[str, Any]:
    row = {"id": name, "published": "2025-03-01", "source": "Observer", "asserted_by": "Observer"}
    row |= {"event_date": "2025-03-01", "kind": "figure", "object": of, "for": "none"}
    return row | {"count_low": count, "count_high": count, "count_basis": "remaining"} | more


def gaza(*options: str, folder: Path = Path()) -> Any:
    name = str(folder) if folder != Path() else "gaza-2025-01"
    return json.loads(RUN(["counts", name, "--json", *ON, *options], Path.cwd()).stdout)


WRONG = (
    "[held] beta holds captives, told by figure of captives-held",
    "[held] gamma holds captives, told by figure of captives-held.",
    "[held] beta holds captives.",
    "[held] beta holds captives, by life (living), told by figure of captives-held.",
    "[held] beta holds captives, by life (living, living), told by figure of captives-held.",
    HELD,
    HELD + HELD,
    HELD + "[taken] plus taken, told by figure of captives-taken.",
    HELD + '[taken] plus "taken", told by figure of captives-taken (unhurt).',
    HELD + '[taken] plus "taken", until some day, told by figure of captives-taken.',
    HELD + '[freed] less "freed", told by [hots].',
    HELD + '[died] from living to gone "died", told by figure of captives-died.',
    HELD + "[pay] alpha shall pay beta 100 coins by day 10.",
    HELD + '[taken] times "taken", told by figure of captives-taken.',
    "",
)


@pytest.mark.parametrize("tally", WRONG)
def test_what_is_wrong_with_a_text_is_told_and_nothing_runs(tmp_path: Path, tally: str) -> None:
    ran = RUN(["counts", ".", "--on", "2025-03-01"], book(tmp_path / "b", HEAD + tally + "\n"))
    assert ran.status == 3
    assert not ran.stdout
    assert "tally.truce:" in ran.stderr
    assert "fault of the program" not in ran.stderr


@pytest.mark.parametrize(
    "options",
    [("--on", "soon"), ("--account", "nobody"), ("--json", "--csv"), ("--public", "2025-02-30")],
)
def test_wrong_options_exit_with_2(tmp_path: Path, options: tuple[str, ...]) -> None:
    ran = RUN(["counts", ".", *options], book(tmp_path / "b", HEAD + HELD + TAKEN))
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr


@pytest.mark.parametrize("count", [-3, 2.5, "many"])
def test_numbers_that_are_not_whole_end_no_answer(tmp_path: Path, count: object) -> None:
    where = book(tmp_path / "b", HEAD + HELD + TAKEN, figure("f1", "captives-held", count))
    ran = RUN(["counts", ".", "--on", "2025-03-01"], where)
    assert ran.status in {0, 3}
    assert "fault of the program" not in ran.stderr


def test_a_figure_of_half_a_person_is_left_aside(tmp_path: Path) -> None:
    where = book(tmp_path / "b", HEAD + HELD + TAKEN, figure("f1", "captives-held", 2.5))
    ran = RUN(["counts", ".", "--on", "2025-03-01"], where)
    assert ran.status == 0
    assert "Observer [f1], 2.5: not whole" in ran.stdout


def test_large_numbers_stay_exact(tmp_path: Path) -> None:
    where = book(tmp_path / "b", HEAD + HELD + TAKEN, figure("f1", "captives-held", 10**30 + 1))
    answer = json.loads(RUN(["counts", ".", "--on", "2025-03-01", "--json"], where).stdout)
    assert versions(answer["tallies"][0]) == [[10**30 + 1, 10**30 + 1]]


def test_without_the_solver_it_says_so_and_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trucebook.cli.counts.counts_at_hand", lambda: False)
    ran = RUN(["counts", ".", "--on", "2025-03-01"], book(tmp_path / "b", HEAD + HELD + TAKEN))
    assert (ran.status, ran.stdout) == (2, "")
    assert "trucebook[solver]" in ran.stderr


def test_cells_are_the_same_as_a_table() -> None:
    ran = RUN(["counts", "gaza-2025-01", "--csv", *ON], Path.cwd())
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    cells = gaza()["tallies"][0]["cells"]
    told = [(row["term"], row["low"]) for row in rows]
    assert told == [(cell["term"], str(cell["low"])) for cell in cells]


@pytest.mark.parametrize("account", ["undisputed", "israel", "hamas", "confirmed"])
def test_exchanging_the_parties_exchanges_the_answer(tmp_path: Path, account: str) -> None:
    folder = tmp_path / "gaza-2025-01"
    shutil.copytree(shipped_book("gaza-2025-01"), folder)
    before = gaza("--account", account, folder=folder)
    for path in [*folder.rglob("*.truce"), *folder.rglob("*.jsonl")]:
        path.write_text(GAZA(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert gaza("--account", GAZA(account), folder=folder) == GAZA(before)


def versions(tally: Any) -> Any:
    """What is held in all."""
    return next(c["versions"] for c in tally["cells"] if c["sign"] == "held" and not c["of"])


def two_tallies(folder: Path) -> Path:
    tally = HEAD + HELD + TAKEN
    other = tally.replace("[held] beta", "[other] alpha").replace("[taken]", "[more]")
    other = other.replace("captives", "prisoners")
    where = book(
        folder,
        tally,
        figure("f1", "captives-held", 7),
        figure("f2", "prisoners-held", 1900),
        figure("f3", "captives-held", 8),
    )
    (where / "other.truce").write_text(other, encoding="utf-8")
    return where


def test_nothing_is_added_averaged_netted_or_ranked_across_sides(tmp_path: Path) -> None:
    ran = RUN(["counts", ".", "--on", "2025-03-01"], two_tallies(tmp_path / "b"))
    assert ran.status == 0
    for number in ("1907", "1908", "1893", "1892", "7.5", "15", "271", "237"):
        assert number not in ran.stdout
    answer = json.loads(RUN(["counts", ".", "--on", "2025-03-01", "--json"], tmp_path / "b").stdout)
    by_id = {one["id"]: one for one in answer["tallies"]}
    assert list(by_id) == ["held", "other"]
    assert versions(by_id["held"]) == [[7, 7], [8, 8]]
    assert versions(by_id["other"]) == [[1900, 1900]]
    assert {one["report"] for one in answer["tallies"][0]["aside"]} == set()


def test_no_word_judges() -> None:
    words = RUN(["counts", "gaza-2025-01", *ON], Path.cwd()).stdout.lower()
    assert [word for word in JUDGING if re.search(rf"(?<!\w){word}(?!\w)", words)] == []


def test_the_living_and_the_dead_are_never_one_figure_alone() -> None:
    for tally in gaza()["tallies"]:
        for term in {cell["term"] for cell in tally["cells"]} - {"died"}:
            of = [cell["of"] for cell in tally["cells"] if cell["term"] == term]
            assert ["living"] in of
            assert ["dead"] in of


def test_the_order_of_lines_changes_nothing(tmp_path: Path) -> None:
    rows = [figure(f"f{n}", "captives-held", n) for n in (5, 7, 6)]
    asked = ["counts", ".", "--on", "2025-03-01"]
    one = RUN(asked, book(tmp_path / "one", HEAD + HELD + TAKEN, *rows)).stdout
    assert one == RUN(asked, book(tmp_path / "two", HEAD + HELD + TAKEN, *rows[::-1])).stdout
    assert SMALL(SMALL(one)) == one
