"""The generator of books: the same seed, the same book, without a fault, as uncertain as asked."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.generate import Generated, generate
from benchmarks.spreadsheet import load, sheet, status
from trucebook.book import Book, board, open_book
from trucebook.evaluation.result import Clocks
from trucebook.model.time import day_of

COMMITMENTS, REPORTS = 60, 1500


@pytest.fixture(name="generated", scope="module")
def _generated() -> Generated:
    return generate(COMMITMENTS, REPORTS, seed=3)


@pytest.fixture(name="book", scope="module")
def _book(generated: Generated, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return open_book(generated.write(tmp_path_factory.mktemp("generated")))


def test_the_same_seed_makes_the_same_bytes(generated: Generated) -> None:
    again = generate(COMMITMENTS, REPORTS, seed=3)
    assert (again.text, again.names, again.lines()) == (
        generated.text,
        generated.names,
        generated.lines(),
    )


def test_another_seed_makes_another_book(generated: Generated) -> None:
    assert generate(COMMITMENTS, REPORTS, seed=4).text != generated.text


@pytest.mark.parametrize(
    ("commitments", "reports", "seed"), [(12, 40, 1), (31, 500, 2), (300, 2000, 5)]
)
def test_so_many_commitments_and_reports_and_no_fault(
    tmp_path: Path, commitments: int, reports: int, seed: int
) -> None:
    book = open_book(generate(commitments, reports, seed).write(tmp_path))
    assert [f for f in book.faults if f.severity == "fault"] == []
    assert book.unknown_watched == ()
    assert len(book.agreement.commitments) == commitments
    assert len(book.record.reports) == reports


def test_every_kind_of_commitment_is_there(tmp_path: Path) -> None:
    book = open_book(generate(300, 500).write(tmp_path))
    kinds = {type(commitment.terms).__name__ for commitment in book.agreement.commitments}
    assert kinds >= {
        "Conduct", "Exchange", "Expectation", "HandOver", "JointAct", "Keep", "Level", "Notice",
        "Once", "Order", "Power", "Quota",
    }  # fmt: skip


def test_nearly_every_report_is_bound(book: Book) -> None:
    assert 0 < len(book.unbound) < REPORTS // 50
    whys = {bound.why_unbound or "" for bound in book.unbound}
    assert all("fishermen" in why for why in whys), whys


def test_a_few_in_a_hundred_are_uncertain(generated: Generated) -> None:
    told = [row for row in generated.reports if row.get("count_basis") == "increment"]
    days = sum("/" in row["event_date"] for row in told) / len(told)
    numbers = sum(row["count_low"] != row.get("count_high") for row in told) / len(told)
    assert 0.005 < days < 0.08
    assert 0.005 < numbers < 0.08
    kinds = Counter(row["kind"] for row in generated.reports)
    assert kinds.keys() >= {"verification", "violation-alleged", "strike", "delay", "list"}
    assert any("wire_group" in row for row in generated.reports)
    assert any("corrects" in row for row in generated.reports)


def test_without_doubt_nothing_is_uncertain() -> None:
    told = [
        row
        for row in generate(COMMITMENTS, REPORTS, doubt=0).reports
        if row.get("count_basis") == "increment" and "event" in row
    ]
    assert told
    assert not any("/" in row["event_date"] for row in told)
    assert all(row["count_low"] == row["count_high"] for row in told if "corrects" not in row)


def test_watches_name_clauses_of_the_text(generated: Generated) -> None:
    assert generated.watches
    for watch in generated.watches:
        assert all(f"[{clause}]" in generated.text for clause in watch["for"])


def test_rows_are_in_order_of_publication(generated: Generated) -> None:
    published = [json.loads(line).get("published") for line in generated.lines().splitlines()]
    told = [day for day in published if day is not None]
    assert told == sorted(told)


def test_the_board_of_a_small_book_and_a_sheet_beside_it(tmp_path: Path) -> None:
    folder = generate(12, 120, seed=2, doubt=0).write(tmp_path)
    on = day_of("2025-03-01")
    shown = board(open_book(folder), Clocks(on))
    by_sheet = status(load(folder), sheet(shown), "2025-03-01", on)
    assert set(by_sheet) == {row.commitment.id for row in shown.rows}
    assert set(by_sheet.values()) <= {"met", "overdue", "in progress"}
