"""A question to a book: the clocks and the account, settled from words as people write them.

Command line and web page both settle them here, so that the same words ask the same.
Source: spec/clocks.md (semantics, sections 2 and 6).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trucebook import book as books
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import Evaluation, standing
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.model.time import MINUTES, Day, Minute, day_of, end_of, start_of
from trucebook.views.lookup import Found, find, ids_of, near
from trucebook.views.wording import say_day, say_list, say_times

ALWAYS = ("undisputed", "confirmed", "any")
"""Accounts every book has."""
WITH_A_WORD = ("party", "mediator", "monitor")
"""Roles whose own word is an account."""
TODAY = "today"
_ENTRY = re.compile(r"@[1-9]\d{0,17}", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Say = Callable[[str], None]
"""Says aloud what is assumed."""


class WrongQuestionError(ValueError):
    """What is asked for does not exist, or cannot be read; with what was probably meant.

    `code` tells kinds apart for programs.
    """

    def __init__(self, code: str, message: str) -> None:
        """Say what is wrong with the question."""
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Options:
    """The clocks and the account as asked for, in words."""

    on: str | None = None
    public: str | None = None
    known: str | None = None
    account: str = "undisputed"


@dataclass(frozen=True, slots=True)
class Question:
    """A book, and the clocks and account it is asked for."""

    book: books.Book
    clocks: Clocks
    account: str
    entries: int | None = None
    """How many entries of a store are known, where that was asked by number."""

    @property
    def agreement(self) -> Agreement:
        """The texts that bind."""
        return self.book.agreement

    @property
    def record(self) -> Record:
        """Everything recorded."""
        return self.book.record

    def board(self) -> Board:
        """The answer, by the one seam."""
        return books.board(self.book, self.clocks, self.account)

    def judge(self, record: Record, name: str) -> Judged:
        """Where one commitment stands by another record, and nothing beside it."""
        evaluation = Evaluation(self.agreement, record, self.clocks)
        return evaluation.judged(name, self.clocks.on, self.account)

    def judged_on(self, days: Iterable[Day]) -> dict[Day, dict[str, Judged]]:
        """Where every commitment stood on each of several days."""
        evaluation = self.book.evaluation(self.clocks)
        asked = sorted(days)
        found: dict[Day, dict[str, Judged]] = {day: {} for day in asked}
        for commitment in self.agreement.commitments:
            over = evaluation.judged_over(commitment.id, asked, self.account)
            for day, judged in over.items():
                found[day][commitment.id] = judged
        return found

    def evaluate(self, record: Record, clocks: Clocks, account: str) -> Board:
        """The answer for another record of the same agreement."""
        return standing(self.agreement, record, clocks, account)


def settle(book: books.Book, options: Options, say: Say) -> Question:
    """Settle the clocks and the account for a book; what is assumed is said aloud.

    Errors: WrongQuestionError.
    """
    zone = book.agreement.zone
    on = _on(book, options, say)
    public = resolve(options.public, zone)
    if options.public == TODAY and public is not None:
        say(f"Published by today, {say_day(public)}.")
    book, known, entries = as_known(book, options.known, say)
    clocks = Clocks(on, public, known)
    return Question(book, clocks, account_of(book, clocks, options.account), entries)


def is_day(text: str) -> bool:
    """Whether this is an ISO date."""
    if not _ISO_DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def resolve(text: str | None, zone: str) -> Day | None:
    """The day that words name; `today` is today in the book's zone.

    Errors: WrongQuestionError where they name none.
    """
    if text is None:
        return None
    if text == TODAY:
        return datetime.now(ZoneInfo(zone)).date().toordinal()
    if not is_day(text):
        raise WrongQuestionError("no-day", f"{text!r} is no day. Write it as 2025-03-06, or today.")
    return day_of(text)


def resolve_minute(text: str | None, zone: str) -> Minute | None:
    """The moment that words name: the end of a day, or an hour of one, in the book's zone.

    Errors: WrongQuestionError where it is neither.
    """
    if text is None:
        return None
    if text == TODAY or is_day(text):
        day = resolve(text, zone)
        return None if day is None else end_of(day)
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            at = at.astimezone(ZoneInfo(zone))
    except (ValueError, OverflowError):
        raise WrongQuestionError(
            "no-moment",
            f"{text!r} is no day and no moment. Write it as 2025-03-06, or 2025-03-06T18:00.",
        ) from None
    return start_of(at.date().toordinal()) + at.hour * 60 + at.minute


def _on(book: books.Book, options: Options, say: Say) -> Day:
    day = resolve(options.on, book.agreement.zone)
    if day is not None:
        if options.on == TODAY:
            say(f"Looking at today, {say_day(day)}.")
        return day
    last = books.last_published(book)
    if last is not None:
        say(f"Looking at {say_day(last)}, the last day on which a report was published (--on).")
        return last
    first = book.agreement.clock.day_one
    if first is None:
        raise WrongQuestionError(
            "no-day-to-look-at",
            "The record holds no report yet: name the day to look at, with --on.",
        )
    say(f"Looking at {say_day(first)}, day 1: the record holds no report yet (--on).")
    return first


def entry_number(text: str | None) -> int | None:
    """The number of entries that `@1234` names; None of other words.

    Errors: WrongQuestionError where it names none.
    """
    if text is None or not text.startswith("@"):
        return None
    if not _ENTRY.fullmatch(text):
        raise WrongQuestionError("no-entry", f"{text!r} is no entry. Write its number as @1234.")
    return int(text[1:])


def as_known(
    book: books.Book, text: str | None, say: Say
) -> tuple[books.Book, Minute | None, int | None]:
    """The book as far as it was known by then, the moment, and the entry if one was named.

    Errors: WrongQuestionError.
    """
    entries = entry_number(text)
    if entries is None:
        return *_known(book, text, say), None
    return *_known_entries(book, entries, say), entries


def _known(book: books.Book, text: str | None, say: Say) -> tuple[books.Book, Minute | None]:
    """The book as far as it was known by a moment, and the moment."""
    zone = book.agreement.zone
    known = resolve_minute(text, zone)
    if text == TODAY and known is not None:
        say(f"Recorded by today, {say_day(known // MINUTES)}.")
    if known is None or book.kept is None:
        if known is not None and not book.record.has_known:
            say("The record does not say when its entries were made: --known is left aside.")
            known = None
        return book, known
    try:
        then = book.kept.until(zone, moment=known)
    except books.BookError:
        raise WrongQuestionError("nothing-known", f"{book.name} held no text by then.") from None
    return _readable(then, say), known


def _known_entries(book: books.Book, many: int, say: Say) -> tuple[books.Book, Minute | None]:
    """The book of so many entries, and the moment at which the latest of them was made."""
    if book.kept is None:
        raise WrongQuestionError(
            "no-entries", "Only a store numbers its entries: name a day, as 2025-03-06."
        )
    if many > book.kept.size:
        raise WrongQuestionError(
            "no-entry", f"There is no entry {many}: {book.name} has {book.kept.size}."
        )
    zone = book.agreement.zone
    try:
        then = book.kept.until(zone, entries=many)
    except books.BookError:
        raise WrongQuestionError(
            "nothing-known", f"{book.name} held no text at entry {many}."
        ) from None
    known = then.kept.latest(zone) if then.kept is not None else None
    if known is not None:
        say(f"Entry {many} of {book.kept.size} was made by {say_day(known // MINUTES)}.")
    return _readable(then, say), known


def _readable(then: books.Book, say: Say) -> books.Book:
    """A book as it was, where its texts can be read.

    Errors: WrongQuestionError.
    """
    faults = [fault for fault in then.faults if fault.severity == "fault"]
    if faults and not then.is_sound:
        raise WrongQuestionError(
            "not-readable-then", f"{then.name} had faults then, the first: {faults[0].message}."
        )
    if then.refused:
        say(f"{say_times(then.refused, 'row')} of what was known then cannot be read.")
    return then


def account_of(book: books.Book, clocks: Clocks, name: str) -> str:
    """The account of that name: a word, or the id or name of somebody whose word is one.

    Errors: WrongQuestionError, with what was probably meant.
    """
    parties = [p for p in book.agreement.parties if p.role in WITH_A_WORD]
    ids = {p.id for p in parties}
    if name in ALWAYS or name in ids:
        return name
    by_name = {p.name.casefold(): p.id for p in parties} | {i.casefold(): i for i in ids}
    if name.casefold() in by_name:
        return by_name[name.casefold()]
    accounts = books.board(book, clocks, "undisputed").accounts
    if name in accounts:
        return name
    meant = near(name, accounts)
    did = f" Did you mean {say_list(meant, 'or')}?" if meant else ""
    raise WrongQuestionError(
        "no-such-account", f"This book has no account {name!r}.{did} It has {say_list(accounts)}."
    )


def find_ids(board: Board, name: str) -> tuple[Found, ...]:
    """The rows of an id.

    Errors: WrongQuestionError with near misses.
    """
    found = find(board, name)
    if found:
        return found
    ids = ids_of(board)
    meant = near(name, ids)
    if meant:
        words = f"Did you mean {say_list(meant, 'or')}?"
    else:
        clauses = dict.fromkeys(row.commitment.clause for row in board.rows)
        words = f"It has {say_list(clauses)}."
    raise WrongQuestionError("no-such-id", f"The text has no [{name}]. {words}")
