"""Copies of a book: one reader at a time each, and nobody waits for ever for somebody else."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from trucebook.book import Book, open_book
from trucebook.ledger.withheld import Sight
from trucebook.web.desk import Desk, Opened
from trucebook.web.faults import RequestError
from trucebook.web.shelf import MOST_COPIES

TEXT = """agreement "Port"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
[open] beta shall open "the port" by day 20.
"""


class Counted:
    """Opens a book, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, address: Path | str, sight: Sight | None) -> Book:
        """Open the book."""
        self.times += 1
        return open_book(address, sight)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "port.truce"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_readers_one_after_the_other_use_one_copy(text: Path) -> None:
    opener = Counted()
    desk = Desk(text, opener, leaves_out=False)
    seen: list[Opened] = []
    for _ in range(5):
        with desk.book() as opened:
            seen.append(opened)
    assert opener.times == 1
    assert len({id(one) for one in seen}) == 1


def test_a_reader_does_not_wait_for_one_who_takes_long(text: Path) -> None:
    opener = Counted()
    desk = Desk(text, opener, leaves_out=False)
    answered: list[Opened] = []

    def read() -> None:
        for _ in range(20):
            with desk.book() as opened:
                answered.append(opened)

    with desk.book() as slow:
        readers = [threading.Thread(target=read) for _ in range(50)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(60)
        assert len(answered) == 1000
        assert all(opened is not slow for opened in answered)
    assert opener.times == MOST_COPIES


def test_no_copy_is_in_two_hands(text: Path) -> None:
    desk = Desk(text, open_book, leaves_out=False)
    held: set[int] = set()
    amiss: list[str] = []

    def read() -> None:
        for _ in range(30):
            with desk.book() as opened:
                if id(opened) in held:
                    amiss.append("two readers of one copy")
                held.add(id(opened))
                _ = opened.published_days
                held.remove(id(opened))

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert amiss == []


def test_a_book_that_has_changed_is_opened_anew_while_somebody_reads_the_old(text: Path) -> None:
    desk = Desk(text, open_book, leaves_out=False)
    with desk.book() as old:
        text.write_text(TEXT + '[shut] beta shall shut "the dock" by day 30.\n', encoding="utf-8")
        with desk.book() as new:
            assert {c.id for c in new.book.agreement.commitments} == {"open", "shut"}
        assert {c.id for c in old.book.agreement.commitments} == {"open"}
    with desk.book() as opened:
        assert opened is new


def test_a_book_that_cannot_be_opened_keeps_nobody_waiting(text: Path) -> None:
    text.write_text("no agreement at all\n", encoding="utf-8")
    desk = Desk(text, open_book, leaves_out=False)
    for _ in range(3):
        with pytest.raises(RequestError), desk.book():
            pass
    text.write_text(TEXT, encoding="utf-8")
    with desk.book() as opened:
        assert opened.book.is_sound
