"""The panel of a small book, by hand, and what holds for the panel of any."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import GAZA, Run
from tests.spec_pages.command import in_process
from trucebook import __version__
from trucebook.book import open_book
from trucebook.cli import main
from trucebook.evaluation.result import Clocks
from trucebook.shipped import shipped_book
from trucebook.views.codebook import CodebookEntry, codebook
from trucebook.views.panel_columns import BETWEEN
from trucebook.views.panel_parts import PanelBook

Rows = list[dict[str, str]]

TEXT = """\
agreement "Small"
ids PA-X 2481, ISO 3166 NA, "Register of pauses" 12
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
guarantors gamma "Gamma"
count captives: by life (living, dead); by group (soldier, civilian)
count trucks
phase one, 10 days from day 1
  [host] beta shall release 3 captives to alpha by day 5.
  [aid] alpha shall admit at least 10 trucks each day.
  [calm] alpha and beta shall not carry out attacks throughout.
  [talks] alpha and beta shall begin talks about phase two by day 6.
  [stop] alpha may suspend [aid] from day 3 until day 9, if "a breach" has happened.
  [open] beta shall open "the gate" by day 7.
  [hope] it is expected that the talks go well.
reading "from day 0", held by beta, of [open]: day 0 is 1 March 2025

names
  object captives-dead means captives (dead)
  object captives-living means captives (living)

watched [host], [open] from 2025-03-01 to 2025-03-09 by "the example"

2025-03-04 [h1] beta released 2 captives (living) to alpha
  says alpha; source "Daily", published 2025-03-04; ground observed; language en
2025-03-05 [h2] beta released 1 captives (dead) to alpha
  says "Agency"; source "Agency", published 2025-03-06; ground "told by alpha"; language fr
2025-03-06 [c1] alpha carried out attacks
  says beta; source "Outlet", published 2025-03-06; for [calm]; contrary
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small.truce").write_text(TEXT, encoding="utf-8")
    return tmp_path / "small.truce"


def read(run: Run, *words: object) -> Rows:
    outcome = run("panel", *words)
    assert outcome.status == 0, outcome.stderr
    return list(csv.DictReader(io.StringIO(outcome.stdout)))


def one(rows: Rows, commitment: str, **asked: str) -> dict[str, str]:
    wanted = {"commitment": commitment, "account": "undisputed", "reading": "every reading"} | asked
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, f"{len(found)} rows for {wanted}"
    return found[0]


def says(row: dict[str, str], **expected: str) -> None:
    assert {key: row[key] for key in expected} == expected


# --- by hand ----------------------------------------------------------------------------------


def test_a_hand_over_with_living_and_dead_apart(run: Run, small: Path) -> None:
    rows = read(run, small, "--on", "2025-03-04", "--on", "2025-03-05")
    says(
        one(rows, "host", day="2025-03-04"),
        kind="hand over", party="beta", undertaken="alone", owed_to="alpha", unit="captives",
        standing="in progress", timeliness="not due", grade="acknowledged",
        due="2025-03-05", due_latest="2025-03-05", due_given="one day",
        required_low="3", required_high="3", required_given="exact",
        done_low="", done_high="", done_given="by category",
        done_living_low="2", done_living_high="2", done_dead_low="0", done_dead_high="0",
        done_soldier_low="0", done_soldier_high="2",
        day_number="4", in_force="yes", days_in_force="4", days_watched="4", watched="yes",
        reports="1", reports_other_side="1", reports_own_side="0", reports_observed="1",
        languages="en 1", asserters="1", sources="1", copies="0",
        periods_kept_low="", periods_given="not applicable", incidents_given="not applicable",
    )  # fmt: skip
    # The agency's word rests on alpha's, so it has alpha's side: it acknowledges.
    says(
        one(rows, "host", day="2025-03-05"),
        standing="met", timeliness="in time", grade="acknowledged",
        done_low="", done_living_low="2", done_living_high="2",
        done_dead_low="1", done_dead_high="1",
        reports="2", reports_other_side="2", reports_told="1", languages="en 1; fr 1",
        days_past_due="0", past_due_given="counted",
    )  # fmt: skip


def test_each_reading_has_its_row_where_it_bears(run: Run, small: Path) -> None:
    rows = read(run, small, "--on", "2025-03-08")
    says(
        one(rows, "open"),
        standing="disputed", possible="in progress; overdue", because="reading",
        readings_differ="yes", due="2025-03-07", due_latest="2025-03-08",
        due_given="between days", timeliness="not known",
        days_past_due="", past_due_given="not known", reading_kind="every reading",
        done_low="", done_given="not applicable", unit="not applicable", owed_to="alpha",
    )  # fmt: skip
    says(
        one(rows, "open", reading="as written"),
        standing="overdue", timeliness="past its day", days_past_due="1", due="2025-03-07",
        due_given="one day", reading_kind="as written", readings_differ="not asked",
        accounts_differ="not asked", reading_held_by="not applicable",
    )  # fmt: skip
    says(
        one(rows, "open", reading="from day 0"),
        standing="in progress", timeliness="not due", days_past_due="0", due="2025-03-08",
        reading_kind="named", reading_held_by="beta",
    )  # fmt: skip
    assert {row["commitment"] for row in rows if row["reading"] != "every reading"} == {"open"}


def test_an_accusation_counts_where_it_is_admitted(run: Run, small: Path) -> None:
    rows = read(run, small, "--on", "2025-03-08")
    says(
        one(rows, "calm/alpha"),
        kind="refrain", party="alpha", standing="unknown", accounts_differ="yes",
        incidents_low="0", incidents_high="0", accusations="1", incidents_given="counted",
        timeliness="not applicable", days_in_force="8", days_watched="0", watched="no",
    )  # fmt: skip
    says(
        one(rows, "calm/alpha", account="beta"),
        standing="contrary act", incidents_low="1", incidents_high="1", accusations="0",
        grade="accusation", account_kind="party",
    )  # fmt: skip
    says(one(rows, "calm/beta"), standing="unknown", accounts_differ="no", accusations="0")


def test_a_quota_counts_its_periods(run: Run, small: Path) -> None:
    row = one(read(run, small, "--on", "2025-03-03"), "aid")
    says(
        row,
        standing="unknown", periods_kept_low="0", periods_kept_high="0", periods_missed_low="0",
        periods_unknown_low="2", periods_unknown_high="2", periods_given="counted",
        grade="none", reports="0", stated="nothing", stated_in="not applicable",
        languages="not known",
    )  # fmt: skip


def test_a_joint_act_has_a_row_for_each_and_a_power_no_standing(run: Run, small: Path) -> None:
    rows = read(run, small, "--on", "2025-03-08")
    for party in ("alpha", "beta"):
        says(
            one(rows, "talks", party=party),
            undertaken="jointly", standing="unknown", timeliness="not known", due="2025-03-06",
        )  # fmt: skip
    says(
        one(rows, "stop"),
        kind="power", standing="not applicable", power="not yet", possible="not applicable",
        in_force_from="2025-03-03", in_force_to="2025-03-09", term_given="both",
    )  # fmt: skip
    says(
        one(rows, "hope"),
        kind="expectation", party="not applicable", party_role="not applicable",
        standing="not applicable", power="not applicable", in_force="not applicable",
    )  # fmt: skip


def test_ids_elsewhere_stand_in_their_columns(run: Run, small: Path) -> None:
    row = read(run, small, "--on", "2025-03-03")[0]
    # The code NA alone would be read as nothing at all by R and pandas.
    says(row, pa_x="2481", ucdp="not said", iso_3166="'NA", other_ids="Register of pauses 12")


def test_the_file_says_which_program_made_it_from_which_files(run: Run, small: Path) -> None:
    row = read(run, small, "--on", "2025-03-03")[0]
    listed = f"{sha256(TEXT.encode()).hexdigest()}  small.truce\n"
    says(row, trucebook_version=__version__, book_hash=sha256(listed.encode()).hexdigest())


def test_days_accounts_and_books_are_those_asked_for(run: Run, small: Path) -> None:
    words = ("--from", "2025-03-01", "--to", "2025-03-08", "--every", "3")
    rows = read(run, small, GAZA, *words, "--account", "undisputed", "--account", "hamas")
    assert {row["book"] for row in rows} == {"small", GAZA}
    assert {row["day"] for row in rows} == {"2025-03-01", "2025-03-04", "2025-03-07"}
    assert {row["account"] for row in rows if row["book"] == GAZA} == {"undisputed", "hamas"}
    assert {row["account"] for row in rows if row["book"] == "small"} == {"undisputed"}
    assert {row["accounts_differ"] for row in rows} == {"not asked"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--account", "gama"), "Did you mean gamma?"),
        (("--on", "2025-03-01", "--from", "2025-03-01"), "not both"),
        (("--from", "2025-03-09", "--to", "2025-03-01"), "--from is later than --to"),
        (("--every", "0"), "--every"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, small: Path, words: tuple[str, ...], message: str
) -> None:
    outcome = run("panel", small, *words)
    assert outcome.status == 2
    assert message in outcome.stderr


# --- what holds for any -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gaza() -> PanelBook:
    book = open_book(shipped_book(GAZA))
    first = date(2025, 1, 19).toordinal()
    days = tuple(range(first, first + 60, 7))
    clocks = Clocks(days[-1])
    return PanelBook(book.name, book.hash, book.agreement, book.record, clocks, days)


@pytest.fixture(scope="module")
def table() -> Rows:
    """Every ninth day of the shipped book, in four of its accounts."""
    words = ["panel", GAZA, "--from", "2025-01-19", "--to", "2025-03-19", "--every", "9"]
    accounts = [w for a in ("undisputed", "confirmed", "any", "israel") for w in ("--account", a)]
    outcome = in_process(main)([*words, *accounts], Path.cwd())
    return list(csv.DictReader(io.StringIO(outcome.stdout)))


def holds(entry: CodebookEntry, row: dict[str, str]) -> str | None:
    """What is wrong with a cell; None where nothing is."""
    cell = row[entry.name]
    missing = {code for code, _ in entry.missing}
    codes = {code for code, _ in entry.codes}
    if entry.holds in ("number", "day"):
        pattern = r"\d+(\.\d+)?" if entry.holds == "number" else r"\d{4}-\d\d-\d\d"
        if cell:
            return None if re.fullmatch(pattern, cell) else "is no " + entry.holds
        return None if entry.empty else "is empty, and nothing says why"
    if not cell:
        return "is empty"
    if not codes or cell in missing:
        return None
    words = cell.split(BETWEEN) if entry.holds == "codes" else [cell]
    return None if set(words) <= codes else f"has {words}, which the codebook does not name"


def test_the_codebook_names_every_code_that_occurs(table: Rows, gaza: PanelBook) -> None:
    rows = table
    entries = codebook([gaza], __version__).entries
    assert list(rows[0]) == [entry.name for entry in entries]
    wrong = {
        f"{entry.name} {said}: {row[entry.name]!r}"
        for row in rows
        for entry in entries
        if (said := holds(entry, row)) is not None
    }
    assert not wrong
    occurring = {row["standing"] for row in rows}
    assert {"met", "overdue", "disputed", "waiting", "contrary act", "not applicable"} <= occurring


GIVEN = {
    "due_given": ("one day", "between days"),
    "periods_given": ("counted",),
    "incidents_given": ("counted",),
    "past_due_given": ("counted",),
}


def test_an_empty_cell_is_told_by_the_column_beside_it(table: Rows, gaza: PanelBook) -> None:
    told = {e.name: e.empty for e in codebook([gaza], __version__).entries if e.empty in GIVEN}
    assert {"due", "due_latest", "periods_kept_low", "accusations", "days_past_due"} <= set(told)
    for row in table:
        for name, by in told.items():
            assert (row[name] != "") == (row[by] in GIVEN[by]), f"{name}: {row[name]!r}, {row[by]}"


def test_numbers_are_given_as_their_column_says(table: Rows) -> None:
    for row in table:
        for name in ("required", "done"):
            low, high = row[f"{name}_low"], row[f"{name}_high"]
            known = {
                "exact": low != "" and low == high,
                "between": low != "" and high not in ("", low),
                "at least": low != "" and high == "",
                "at most": low == "" and high != "",
                "by category": low == "" and high == "",
                "not known": low == "" and high == "",
                "not applicable": low == "" and high == "",
            }
            assert known[row[f"{name}_given"]], (row[f"{name}_given"], low, high)


def test_living_and_dead_are_never_one_figure(table: Rows) -> None:
    counted = [row for row in table if row["unit"] == "hostages"]
    given = {row["done_given"] for row in counted}
    assert given <= {"by category", "not applicable"}
    assert "by category" in given
    assert all(row["done_low"] == row["done_high"] == "" for row in counted)
    last = one(counted, "host", day="2025-03-14")
    says(last, done_living_low="25", done_living_high="25", done_dead_low="8", done_dead_high="8")


def test_it_says_of_each_day_what_the_board_says(run: Run, ask: Callable[..., Any]) -> None:
    for account in ("undisputed", "confirmed"):
        for day in ("2025-02-10", "2025-03-05"):
            board = ask("status", GAZA, "--on", day, "--account", account)
            rows = read(run, GAZA, "--on", day, "--account", account)
            for row in board["commitments"]:
                if not row["liable"]:
                    continue
                mine = one(rows, row["id"], account=account, party=row["liable"][0])
                assert mine["standing"] == (row["standing"] or "not applicable"), row["id"]
                assert mine["possible"] == ("; ".join(row["possible"]) or "not applicable")
                assert mine["due"] == (row["due"] or "")
                assert mine["grade"] == (row["grade"] or "none")
                assert mine["reports"] == str(len(row["reports"]))
                under = {
                    each["reading"]: each["standing"]
                    for each in rows
                    if each["commitment"] == row["id"] and each["reading"] != "every reading"
                }
                assert under == row["by_reading"], row["id"]


def test_names_are_taken_by_r_pandas_and_sql(run: Run) -> None:
    names = list(read(run, GAZA, "--on", "2025-02-10", "--account", "any")[0])
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert len(set(names)) == len(names)


def test_several_processes_make_the_same_table(small: Path) -> None:
    """Each works at some commitments; the rows come out in the one order."""
    days = ("--from", "2025-03-01", "--to", "2025-03-09")
    tables = []
    for jobs in ("1", "2", "5"):
        start = [sys.executable, "-c", "from trucebook.cli import main; main()", "panel"]
        command = [*start, str(small), *days, "--jobs", jobs]
        tables.append(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603 - ours
    assert tables[0].count(b"\n") > 9
    assert tables[1:] == tables[:1] * 2


def test_json_holds_the_same_rows(run: Run, ask: Callable[..., Any], small: Path) -> None:
    rows = read(run, small, "--on", "2025-03-08")
    answer = ask("panel", small, "--on", "2025-03-08")
    assert answer["schema"] == "trucebook.panel/1"
    assert answer["columns"] == list(rows[0])
    assert len(answer["rows"]) == len(rows)
    assert [each["name"] for each in answer["codebook"]] == answer["columns"]
    assert answer["books"][0]["hash"] == rows[0]["book_hash"]
    for mine, row in zip(answer["rows"], rows, strict=True):
        words = ["" if cell is None else str(cell) for cell in mine]
        assert words == [cell.removeprefix("'") for cell in row.values()]


def test_the_codebook_is_one_in_three_forms(run: Run, ask: Callable[..., Any], small: Path) -> None:
    columns = ask("panel", small, "--codebook")["columns"]
    page = run("panel", small, "--codebook").stdout
    assert re.findall(r"^### (\w+)$", page, re.MULTILINE) == [each["name"] for each in columns]
    listed = csv.DictReader(io.StringIO(run("panel", small, "--codebook", "--csv").stdout))
    codes = [(row["column"], row["code"], row["code_means"]) for row in listed if row["code"]]
    for each in columns:
        for code, means in each["codes"].items():
            assert (each["name"], code, means) in codes
            assert f"| {code} | {means} |" in page


def test_two_categories_of_one_spelling_have_two_columns(run: Run, tmp_path: Path) -> None:
    text = TEXT.replace("(soldier, civilian)", "(over-50, over 50)")
    (tmp_path / "two.truce").write_text(text, encoding="utf-8")
    row = read(run, tmp_path / "two.truce", "--on", "2025-03-03")[0]
    assert {"done_over_50_low", "done_over_50_2_low"} <= set(row)
