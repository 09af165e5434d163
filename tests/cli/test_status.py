import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import GAZA, Run
from trucebook.evaluation.result import CLOSING

WHEN = ("--on", "2025-02-24", "--public", "2025-03-06")
KEYS = {
    "id", "phase", "text", "basis", "liable", "owed", "standing", "possible", "because", "due",
    "due_latest", "required", "done", "rounds", "by_account", "by_reading", "accounts_differ",
    "grade", "reports", "remarks", "reasons",
}  # fmt: skip


@pytest.fixture
def board(ask: Callable[..., Any]) -> Any:
    """The board of the shipped book."""
    return ask("status", GAZA, *WHEN)


def test_the_head_says_what_was_asked(board: Any) -> None:
    assert board["schema"] == "trucebook.status/1"
    head = [board[key] for key in ("book", "on", "public", "known", "account")]
    assert head == [GAZA, "2025-02-24", "2025-03-06", None, "undisputed"]


def test_every_commitment_has_every_key(board: Any) -> None:
    assert board["commitments"]
    assert all(set(row) >= KEYS for row in board["commitments"])


def test_commitments_and_rounds_are_sorted_by_id(board: Any) -> None:
    ids = [row["id"] for row in board["commitments"]]
    assert ids == sorted(ids)
    for row in board["commitments"]:
        rounds = [part["id"] for part in row["rounds"]]
        assert rounds == sorted(rounds)


def test_categories_are_keys_with_bounds(board: Any) -> None:
    host = next(row for row in board["commitments"] if row["id"] == "host")
    assert host["done"]["by_category"]["living"] == {"low": 25, "high": 25}
    assert host["required"] == {"low": 33, "high": 33, "unit": "hostages"}


def test_a_quota_has_its_days_and_others_none(board: Any) -> None:
    rows = {row["id"]: row for row in board["commitments"]}
    assert set(rows["aid"]["days"]) == {"kept", "missed", "unknown"}
    assert "days" not in rows["host"]


def test_reasons_point_into_the_text(board: Any) -> None:
    for row in board["commitments"]:
        for reason in row["reasons"]:
            assert reason["rule"]
            assert set(reason["span"]) == {"file", "start", "end"}


def test_remarks_are_words(board: Any) -> None:
    assert all(isinstance(r, str) for row in board["commitments"] for r in row["remarks"])


def test_the_board_in_words_ends_with_the_closing_sentence(run: Run) -> None:
    outcome = run("status", GAZA, *WHEN)
    assert outcome.status == 0
    assert outcome.stdout.endswith(CLOSING + "\n")
    assert "25 living" in outcome.stdout
    assert "\x1b" not in outcome.stdout


def test_the_day_that_is_assumed_is_said_on_standard_error(run: Run) -> None:
    outcome = run("status", GAZA, "--json")
    assert "the last day on which a report was published" in outcome.stderr
    assert json.loads(outcome.stdout)["on"] in {"2025-03-18", json.loads(outcome.stdout)["on"]}


def test_today_is_said_aloud(run: Run) -> None:
    assert "Looking at today" in run("status", GAZA, "--on", "today", "--json").stderr


def test_csv_has_one_row_a_commitment(run: Run, board: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(run("status", GAZA, *WHEN, "--csv").stdout)))
    assert [row["id"] for row in rows] == [row["id"] for row in board["commitments"]]
    assert [row["standing"] or None for row in rows] == [
        row["standing"] for row in board["commitments"]
    ]


def test_fail_on_ends_with_one_only_where_it_finds_it(run: Run, board: Any) -> None:
    standings = {row["standing"] for row in board["commitments"]}
    there = next(iter(sorted(s for s in standings if s)))
    assert run("status", GAZA, *WHEN, "--fail-on", there).status == 1
    assert run("status", GAZA, *WHEN, "--fail-on", "waived").status == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("status", GAZA, "--on", "2025-02-30"), "is no day"),
        (("status", GAZA, "--on", "yesterday"), "is no day"),
        (("status", GAZA, "--known", "soon"), "is no day"),
        (("status", GAZA, "--account", "hamass"), "Did you mean hamas?"),
        (("status", "no-such-book"), "no-such-book"),
        (("status", GAZA, "--json", "--csv"), "not both"),
        (("status", GAZA, "--fail-on", "broken"), "--fail-on"),
        (("why", GAZA, "hots"), "Did you mean host"),
        (("reports", GAZA, "--about", "fre"), "Did you mean free"),
        (("reports", GAZA, "--number", "many"), "is no number"),
        (("due", GAZA, "--next", "soon"), "no length of time"),
        (
            ("changes", GAZA, "--since", "2025-03-02", "--public", "2025-03-01"),
            "nothing can be new",
        ),
        (("staus", GAZA), "Did you mean status?"),
    ],
)
def test_a_wrong_question_is_told_in_words(run: Run, words: tuple[str, ...], says: str) -> None:
    outcome = run(*words)
    assert outcome.status == 2
    assert says in " ".join(outcome.stderr.split())
    assert outcome.stdout == ""


def test_an_account_may_be_named_as_the_text_names_it(ask: Callable[..., Any]) -> None:
    assert ask("status", GAZA, *WHEN, "--account", "Hamas")["account"] == "hamas"


def test_the_same_question_gives_the_same_bytes(run: Run) -> None:
    assert run("status", GAZA, *WHEN).stdout == run("status", GAZA, *WHEN).stdout


def test_a_book_without_a_commitment_has_a_board_that_says_so(run: Run, tmp_path: Path) -> None:
    text = 'agreement "Empty"\nday 1 is 1 March 2025\nparties alpha, beta\n'
    (tmp_path / "empty.truce").write_text(text, encoding="utf-8")
    outcome = run("status", "empty.truce", "--on", "2025-03-05")
    assert outcome.status == 0
    assert "No text of this book has a commitment." in outcome.stdout
