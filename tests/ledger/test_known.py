"""The third clock in a store: times and numbers of entries, not what rows say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.kept import TEXT, report
from trucebook import book as books
from trucebook.evaluation.result import Clocks
from trucebook.ledger.address import open_ledger
from trucebook.ledger.split import drafts_of
from trucebook.model.time import day_of, end_of
from trucebook.question import Options, WrongQuestionError, settle

ON = "2025-03-11"
WATCHED = 'watched [pay] from 2025-03-01 to 2025-03-31 by "the example"\n'
PAID = {"actor": "alpha", "object": "coins", "asserted_by": "beta", "source": "Outlet"}


def paid(name: str, count: int, **more: object) -> bytes:
    when = {"event_date": "2025-03-04", "count_low": count, "count_high": count}
    return report(name, **(PAID | when | more))


P1 = paid("p1", 40, recorded="2025-03-04")
P2 = paid("p2", 60, event_date="2025-03-08")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Text on 1 May, p1 late on 2 May in UTC, a mended text and p2 on 4 May, all of 2026."""
    there = f"sqlite:///{tmp_path / 'book.db'}"
    text = TEXT.replace("day 1 is", "count coins\nday 1 is").replace(
        'agreement "Payment"\n', 'agreement "Payment"\nzone Europe/Berlin\n'
    )
    steps = [
        ("2026-05-01T12:00:00Z", {"agreement.truce": text.encode()}),
        ("2026-05-02T22:30:00Z", {"record/a.jsonl": P1}),
        (
            "2026-05-04T12:00:59Z",
            {
                "agreement.truce": (text + WATCHED).encode(),
                "record/a.jsonl": P1 + P2,
            },
        ),
    ]
    ledger = open_ledger(there, new=True)
    for when, files in steps:
        ledger.append(drafts_of(files), when, "")
    ledger.close()
    return there


def known(address: str, words: str | None) -> tuple[list[str], int | None, str]:
    question = settle(books.open_book(address), Options(ON, known=words), lambda _words: None)
    row = question.board().rows[0]
    return [b.report.id for b in question.record.reports], question.clocks.known, str(row.standing)


def test_a_day_is_a_day_of_the_books_zone(address: str) -> None:
    # 22:30 in UTC is half past midnight on 3 May in Berlin.
    assert known(address, "2026-05-02")[0] == []
    assert known(address, "2026-05-03T00:29")[0] == []
    assert known(address, "2026-05-03T00:30")[0] == ["p1"]
    assert known(address, "2026-05-03")[:2] == (["p1"], end_of(day_of("2026-05-03")))


def test_seconds_are_within_their_minute(address: str) -> None:
    assert known(address, "2026-05-04T13:59")[0] == ["p1"]
    assert known(address, "2026-05-04T14:00")[0] == ["p1", "p2"]


def test_texts_are_those_of_then(address: str) -> None:
    # Until the watch was put in, nobody was known to be watching.
    assert [known(address, f"@{n}")[::2] for n in (1, 2, 3, 4)] == [
        ([], "unknown"),
        (["p1"], "unknown"),
        (["p1"], "overdue"),
        (["p1", "p2"], "met"),
    ]
    assert known(address, None)[::2] == (["p1", "p2"], "met")


def test_rows_have_the_time_of_their_entry_and_a_text_row_that_of_its_first_wording(
    address: str,
) -> None:
    book = books.open_book(address)
    record = book.record
    assert record.has_known
    half_past = end_of(day_of("2026-05-02")) + 31
    assert record.reports[0].report.recorded == half_past
    assert record.reports[1].report.recorded == record.watches[0].recorded
    assert record.watches[0].recorded == end_of(day_of("2026-05-03")) + 1 + 14 * 60


def test_the_book_of_so_many_entries_is_what_the_ledger_was_then(address: str) -> None:
    book = books.open_book(address)
    assert book.kept is not None
    then = book.kept.until("UTC", entries=2)
    assert then.name == "book@2"
    assert then.hash != book.hash
    assert book.kept.until("UTC", entries=4).hash == book.hash
    row = books.board(then, Clocks(day_of(ON)), "undisputed").rows[0]
    assert row.reports == ("p1",)


def test_what_is_put_in_after_opening_is_not_there(address: str) -> None:
    book = books.open_book(address)
    ledger = open_ledger(address)
    ledger.append(drafts_of({"record/b.jsonl": paid("p3", 1)}), "2026-05-01T00:00:00Z", "")
    ledger.close()
    question = settle(book, Options(ON, known="2026-05-09"), lambda _words: None)
    assert [b.report.id for b in question.record.reports] == ["p1", "p2"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("@0", "no-entry"),
        ("@5", "no-entry"),
        ("@", "no-entry"),
        ("@-1", "no-entry"),
        ("@1.5", "no-entry"),
        ("@\u0661", "no-entry"),
        ("2026-04-30", "nothing-known"),
        ("soon", "no-moment"),
        ("", "no-moment"),
    ],
)
def test_what_cannot_be_meant_is_refused(address: str, words: str, code: str) -> None:
    with pytest.raises(WrongQuestionError) as wrong:
        known(address, words)
    assert wrong.value.code == code
