from __future__ import annotations

import json
from pathlib import Path

import pytest

from trucebook.book import Book, BookError, board, last_published, open_book
from trucebook.evaluation.result import Clocks
from trucebook.model.time import day_of

TEXT = """agreement "Payment"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
[pay] alpha shall pay beta 100 coins by day 10.
"""
NAMES = """names
  "Treasury" speaks for alpha
  kind transfer means pay
  monitor "Observers"
"""


def row(name: str, **more: object) -> str:
    return json.dumps(
        {
            "id": name,
            "published": "2025-03-05",
            "event_date": "2025-03-05",
            "kind": "transfer",
            "actor": "Treasury",
            "object": "coins",
            "count_low": 50,
            "count_high": 50,
            "asserted_by": "beta",
            "source": "Example Daily",
            **more,
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "payment"
    (path / "record").mkdir(parents=True)
    (path / "pay.truce").write_text(TEXT)
    (path / "names.truce").write_text(NAMES)
    (path / "record" / "a.jsonl").write_text(row("r1") + "\n" + row("r2", event="e2") + "\n")
    (path / "record" / "b.csv").write_text(
        "kind,for,from,to,by\ncoverage,pay,2025-03-01,2025-03-20,the example\n"
    )
    return path


def codes(book: Book) -> list[str]:
    return [fault.code for fault in book.faults]


def test_a_folder_is_a_book(folder: Path) -> None:
    book = open_book(folder)
    assert book.name == "payment"
    assert book.agreement.title == "Payment"
    assert [bound.report.id for bound in book.record.reports] == ["r1", "r2"]
    assert [bound.commitments for bound in book.record.reports] == [("pay",), ("pay",)]
    assert [watch.ids for watch in book.record.watches] == [("pay",)]
    assert not book.faults
    assert set(book.texts) == {"pay.truce", "names.truce", "record/a.jsonl", "record/b.csv"}


def test_the_name_of_a_book_is_its_folder_s(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert open_book(".").name == "payment"


def test_one_text_is_a_book_without_the_folder_s_record(folder: Path) -> None:
    book = open_book(str(folder / "pay.truce"))
    assert book.name == "pay"
    assert book.agreement.title == "Payment"
    assert book.record.reports == ()
    assert last_published(book) is None


def test_a_monitor_of_the_names_table_has_an_account(folder: Path) -> None:
    book = open_book(folder)
    assert "observers" in board(book, Clocks(day_of("2025-03-10"))).accounts


def test_the_same_board_is_worked_out_once(folder: Path) -> None:
    book = open_book(folder)
    clocks = Clocks(day_of("2025-03-11"))
    first = board(book, clocks, "undisputed")
    assert board(book, clocks, "undisputed") is first
    assert board(book, clocks, "alpha") is not first
    assert first.clocks == clocks
    for day in range(100):
        board(book, Clocks(day_of("2025-03-11") + day), "undisputed")
    assert board(book, clocks, "undisputed") == first


def test_last_published(folder: Path) -> None:
    (folder / "record" / "c.jsonl").write_text(row("r3", published="2025-04-01"))
    assert last_published(open_book(folder)) == day_of("2025-04-01")


def test_faults_of_texts_and_record_are_all_told_and_the_rest_is_read(folder: Path) -> None:
    (folder / "pay.truce").write_text(TEXT + "[late] alpha shall pay beta before day 7.\n")
    (folder / "record" / "c.jsonl").write_text(
        "{\n" + row("r4", hedge="perhaps") + "\n" + row("r5")
    )
    book = open_book(folder)
    assert {"record-unreadable-line", "record-unknown-word"} < set(codes(book))
    assert any(fault.span.file == "pay.truce" for fault in book.faults)
    assert "r5" in {bound.report.id for bound in book.record.reports}
    assert book.refused == 2
    assert board(book, Clocks(day_of("2025-03-11"))).rows


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "[", 'agreement "', "names\n", "\x00"])
def test_any_text_opens(folder: Path, text: str) -> None:
    (folder / "pay.truce").write_text(text)
    book = open_book(folder)
    assert isinstance(book.faults, tuple)
    assert len(book.record.reports) == 2


def test_a_text_that_is_not_utf8_is_a_fault_on_its_place(folder: Path) -> None:
    (folder / "pay.truce").write_bytes(TEXT.encode() + b"# caf\xe9\n")
    book = open_book(folder)
    assert "text-not-utf8" in codes(book)
    assert book.agreement.title == "Payment"


def test_a_zone_that_is_none_is_a_fault(folder: Path) -> None:
    (folder / "pay.truce").write_text("zone Mars/Olympus\n" + TEXT)
    book = open_book(folder)
    (fault,) = book.faults
    assert (fault.code, fault.span.start, fault.span.end) == ("unknown-zone", 5, 17)
    assert len(book.record.reports) == 2


def test_ids_that_clash_between_text_and_files(folder: Path) -> None:
    line = '2025-03-05 [r1] "Treasury" transferred 10 coins to beta\n  says "beta"; source "X", '
    (folder / "record" / "lines.truce").write_text(line + "published 2025-03-05\n")
    book = open_book(folder)
    assert "record-id-twice" in codes(book)
    assert [bound.report.id for bound in book.record.reports] == ["r2"]


def test_what_could_not_be_placed_or_bound(folder: Path) -> None:
    (folder / "record" / "c.jsonl").write_text(
        row("r3", object="pearls", asserted_by="A minister", asserted_role="party")
    )
    book = open_book(folder)
    assert [(one.column, one.name, one.reports) for one in book.unplaced] == [
        ("asserted_by", "A minister", ("r3",)),
        ("object", "pearls", ("r3",)),
    ]
    assert [bound.report.id for bound in book.unbound] == ["r3"]


def test_watched_ids_that_the_text_does_not_have(folder: Path) -> None:
    (folder / "record" / "b.csv").write_text(
        "kind,for,from,to,by\ncoverage,pya,2025-03-01,2025-03-20,the example\n"
    )
    (found,) = open_book(folder).unknown_watched
    assert "the text has no [pya]: did you mean pay?" in found.message
    assert found.span.file == "record/b.csv"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("absent", "no-such-book"),
        ("empty", "book-without-a-text"),
        ("notes.txt", "not-a-book"),
        ("cell.bundle", "not-a-book"),
    ],
)
def test_what_is_no_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "cell.bundle").write_text("")
    with pytest.raises(BookError) as caught:
        open_book(address)
    assert caught.value.code == code
    assert address in caught.value.message
    assert caught.value.why
