import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import GAZA, Run
from trucebook.book import open_book
from trucebook.cli import main
from trucebook.cli.demo import DAYS
from trucebook.cli.group import COMMANDS
from trucebook.evaluation.result import CLOSING, Clocks
from trucebook.export.why_to_text import why_to_json
from trucebook.model.time import day_of
from trucebook.shipped import shipped_book, shipped_books
from trucebook.views.lookup import find
from trucebook.views.why import why


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_and_the_command_say_the_same(name: str) -> None:
    command = main.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.name == name
    assert command.help
    assert command.epilog or name == "demo"


def test_help_lists_every_command(run: Run) -> None:
    page = run("--help").stdout
    assert all(f"\n  {name}" in page for name in COMMANDS)


def test_demo_shows_the_board_and_what_to_try(run: Run, tmp_path: Path) -> None:
    outcome = run("demo")
    assert outcome.status == 0
    assert CLOSING in outcome.stdout
    assert "As of 6 March 2025" in outcome.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", shipped_books())
def test_demo_shows_every_book_that_ships(run: Run, name: str) -> None:
    outcome = run("demo", name)
    assert outcome.status == 0
    assert CLOSING in outcome.stdout
    assert f"trucebook status {name}" in outcome.stdout


def test_demo_has_a_telling_day_for_each() -> None:
    assert set(DAYS) == set(shipped_books())


def test_demo_knows_no_other_book_and_says_which_there_are(run: Run) -> None:
    outcome = run("demo", "nowhere-1900")
    assert outcome.status == 2
    assert all(name in outcome.stderr for name in shipped_books())


@pytest.mark.parametrize("name", [GAZA, "aceh-2005"])
def test_what_demo_says_to_try_works(run: Run, name: str) -> None:
    page = run("demo", name).stdout.split("What to try next")[1]
    tries = [line.split()[1:] for line in page.splitlines() if line.startswith("  trucebook ")]
    assert len(tries) >= 5
    for words in tries:
        outcome = run(*words)
        found = {"check", "conflicts"}  # whose status 1 says that they found something
        wanted = (0, 1) if words[0] in found else (0,)
        assert outcome.status in wanted, (words, outcome.stderr)


def test_demo_copies_the_book_only_where_asked_and_free(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--into", "mine").status == 0
    assert run("status", "mine", "--on", "2025-03-06").status == 0
    (tmp_path / "mine" / "agreement.truce").write_text("", encoding="utf-8")
    assert run("demo", "--into", "mine").status == 2
    assert (tmp_path / "mine" / "agreement.truce").read_text(encoding="utf-8") == ""


def test_init_checks_clean_and_shows_a_board(run: Run) -> None:
    assert run("init", "mine").status == 0
    check = run("check", "mine")
    assert check.status == 0, check.stdout + check.stderr
    board = run("status", "mine")
    assert board.status == 0
    assert "2 living of 6 captives" in board.stdout
    assert run("format", "mine", "--check").status == 0


def test_init_leaves_what_is_there_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name in ("full", "file"):
        outcome = run("init", name)
        assert outcome.status == 2
        assert "nothing was written" in outcome.stderr
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file", "full", "letter.txt"]


def test_init_uses_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("init", "empty").status == 0
    assert sorted(p.name for p in (tmp_path / "empty").iterdir()) == [
        "agreement.truce",
        "names.truce",
        "record",
    ]


def test_a_book_with_faults_shows_them_all_and_ends_with_three(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.truce").write_text(
        'agreement "Bad"\nday 1 is 1 March 2025\nparties\n  alpha\n  beta\n'
        "[a] alpha shall pay beta 5 coins before day 7.\n"
        "[b] beta shall pay alpha 5 coins before day 9.\n",
        encoding="utf-8",
    )
    for words in (("check", "bad.truce"), ("status", "bad.truce"), ("why", "bad.truce", "a")):
        outcome = run(*words)
        assert outcome.status == 3, words
        said = outcome.stdout + outcome.stderr
        assert "before day 7" in said
        assert "before day 9" in said
        assert "^" in said
    answer = json.loads(run("check", "bad.truce", "--json").stdout)
    assert len(answer["faults"]) >= 2
    assert all(fault["code"] and fault["line"] for fault in answer["faults"])


def test_check_of_the_shipped_book_finds_its_gap(run: Run) -> None:
    outcome = run("check", GAZA)
    assert outcome.status == 1
    assert "[gap]" in outcome.stdout


def test_format_changes_a_text_once_and_keeps_its_comments(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "pay.truce"
    text.write_text(
        'agreement   "Pay"\nday 1 is 1 March 2025\nparties\n    alpha\n    beta\n'
        "# keep me\n[pay]   alpha shall pay beta   5 coins by day 7.\n",
        encoding="utf-8",
    )
    assert run("format", "pay.truce", "--check").status == 1
    assert run("format", "pay.truce").status == 0
    assert "# keep me" in text.read_text(encoding="utf-8")
    assert run("format", "pay.truce", "--check").status == 0


def test_why_reads_from_the_words_to_the_closing(run: Run) -> None:
    page = run("why", GAZA, "free", "--on", "2025-02-24", "--public", "2025-02-24").stdout
    parts = ["What the text says", "In our words", "On 24 February 2025", "Why", CLOSING]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_every_id_of_the_board_has_reasons(ask: Callable[..., Any]) -> None:
    board = ask("status", GAZA, "--on", "2025-03-06", "--public", "2025-03-06")
    standings = {row["id"]: row["standing"] for row in board["commitments"]}
    book = open_book(shipped_book(GAZA))
    clocks = Clocks(day_of("2025-03-06"), day_of("2025-03-06"))
    for name, standing in standings.items():
        (found,) = find(book.board(clocks, "undisputed"), name)
        answer = why(book.board(clocks, "undisputed"), found, book.agreement, book.record, None)
        value = why_to_json([answer], GAZA)["reasons"][0]  # type: ignore[index]
        assert value["standing"] == standing  # type: ignore[index]
        assert value["tree"]  # type: ignore[index]


def test_reports_by_number_find_who_gave_it(ask: Callable[..., Any]) -> None:
    answer = ask("reports", GAZA, "--number", "1,778")
    assert answer["found"] >= 1
    assert answer["found"] == len(answer["reports"])


def test_reports_as_csv_have_the_columns_of_the_record(run: Run) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run("reports", GAZA, "--about", "free", "--csv").stdout))
    )
    assert rows
    assert all("free" in row["bound_to"] for row in rows)


def test_an_unknown_kind_says_what_was_meant_and_finds_nothing(run: Run) -> None:
    outcome = run("reports", GAZA, "--kind", "relase")
    assert outcome.status == 0
    assert "Did you mean release" in outcome.stderr


def test_timeline_tells_through_which_report(ask: Callable[..., Any]) -> None:
    answer = ask("timeline", GAZA, "--from", "2025-02-20", "--to", "2025-03-02")
    moved = [m for m in answer["moments"] if m["entry"] == "standing"]
    assert moved
    assert all(m["before"] != m["after"] for m in moved)
    assert any(m["through"] == "report" and m["reports"] for m in moved)
    days = [m["day"] for m in answer["moments"]]
    assert days == sorted(days)


def test_due_tells_what_comes(ask: Callable[..., Any]) -> None:
    answer = ask("due", GAZA, "--on", "2025-02-27", "--public", "2025-02-27", "--next", "14d")
    assert "phil.start" in {item["id"] for item in answer["coming"]}


def test_changes_name_the_reports(ask: Callable[..., Any]) -> None:
    answer = ask("changes", GAZA, "--since", "2025-02-25", "--on", "2025-03-02")
    assert all(report["published"] > "2025-02-25" for report in answer["reports"])
    assert answer["moved"]


def test_changes_tell_what_one_report_of_a_new_book_moved(
    run: Run, ask: Callable[..., Any]
) -> None:
    run("init", "mine")
    (moved,) = ask("changes", "mine", "--since", "2025-03-07")["moved"]
    assert (moved["id"], moved["reports"]) == ("free", ["ex-002"])
    assert (moved["before"], moved["after"]) == ("overdue", "in progress")


def test_whatif_is_marked_on_every_line_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", "mine")
    before = {p: p.read_bytes() for p in (tmp_path / "mine").rglob("*") if p.is_file()}
    (tmp_path / "suppose.jsonl").write_text(
        '{"id": "h1", "published": "2025-03-10", "source": "nobody", "asserted_by": "Alpha",'
        ' "event_date": "2025-03-10", "kind": "release", "actor": "Beta", "counterpart": "Alpha",'
        ' "object": "captives", "count_low": 4, "count_high": 4, "for": ["host"]}\n',
        encoding="utf-8",
    )
    outcome = run("whatif", "mine", "suppose.jsonl", "--on", "2025-03-10")
    assert outcome.status == 0, outcome.stderr
    assert all(line.startswith("HYPOTHETICAL") for line in outcome.stdout.splitlines())
    assert "host  in progress -> met" in outcome.stdout
    assert before == {p: p.read_bytes() for p in (tmp_path / "mine").rglob("*") if p.is_file()}


def test_whatif_reads_lines_of_a_text(run: Run, tmp_path: Path) -> None:
    run("init", "mine")
    (tmp_path / "suppose.truce").write_text(
        "2025-03-10 beta released 4 captives (living) to alpha  for [host]\n"
        '  says "Alpha"; source "nobody", published 2025-03-10\n',
        encoding="utf-8",
    )
    outcome = run("whatif", "mine", "suppose.truce", "--on", "2025-03-10")
    assert outcome.status == 0, outcome.stderr
    assert "host  in progress -> met" in outcome.stdout


def test_a_bad_hypothetical_line_is_refused_with_its_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "h1", "published": "soon"}\n', encoding="utf-8")
    outcome = run("whatif", GAZA, "bad.jsonl")
    assert outcome.status == 3
    assert "bad.jsonl:1" in outcome.stderr
