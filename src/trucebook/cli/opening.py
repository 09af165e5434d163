"""Opening a book, and settling what a question asks of it: clocks, account, ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from trucebook import book as books
from trucebook.cli.options import KEEP_GOING, TODAY, resolve, resolve_minute
from trucebook.cli.output import LEFT_OUT, NotValid, say
from trucebook.cli.showing import faults_to_text, left_out_to_text
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import Evaluation, standing
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.model.time import Day, Minute
from trucebook.shipped import shipped_book
from trucebook.views.lookup import Found, find, ids_of, near
from trucebook.views.wording import say_day, say_list

ALWAYS = ("undisputed", "confirmed", "any")
"""Accounts every book has."""
WITH_A_WORD = ("party", "mediator", "monitor")
"""Roles whose own word is an account."""


@dataclass(frozen=True, slots=True)
class Options:
    """The clocks and the account as asked for on the command line."""

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
        evaluation = Evaluation(self.agreement, self.record, self.clocks)
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


def _address(path: str) -> str:
    """Where a book is: what is there, or a book that ships by that name."""
    if Path(path).exists():
        return path
    try:
        return str(shipped_book(path))
    except (LookupError, ValueError):
        return path


def open_any(path: str) -> books.Book:
    """A book, with whatever faults it has; the name of one that ships will do.

    Errors: click.UsageError where there is none.
    """
    try:
        return books.open_book(_address(path))
    except books.BookError as error:
        raise click.UsageError(str(error)) from None


def open_valid(path: str) -> books.Book:
    """A book without faults; or, where the command is to keep going, what is left without them.

    Errors: NotValid with every fault shown, unless all lie in rows that can be left out.
    """
    book = open_any(path)
    if any(fault.severity == "fault" for fault in book.faults):
        context = click.get_current_context()
        if not (book.is_sound and context.meta.get(KEEP_GOING)):
            raise NotValid(faults_to_text(book))
        context.meta[LEFT_OUT] = True
        say(left_out_to_text(book))
    return book


def ask(path: str, options: Options) -> Question:
    """Open a book and settle clocks and account; what is assumed is said aloud."""
    return settle(open_valid(path), options)


def settle(book: books.Book, options: Options) -> Question:
    """Settle the clocks and the account for a book."""
    zone = book.agreement.zone
    on = _on(book, options)
    public = resolve(options.public, zone)
    if options.public == TODAY and public is not None:
        say(f"Published by today, {say_day(public)}.")
    known = _known(book, options.known)
    clocks = Clocks(on, public, known)
    return Question(book, clocks, account_of(book, clocks, options.account))


def _on(book: books.Book, options: Options) -> Day:
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
        raise click.UsageError(
            "The record holds no report yet: name the day to look at, with --on."
        )
    say(f"Looking at {say_day(first)}, day 1: the record holds no report yet (--on).")
    return first


def _known(book: books.Book, text: str | None) -> Minute | None:
    known = resolve_minute(text, book.agreement.zone)
    if known is not None and not book.record.has_known:
        say("The record does not say when its entries were made: --known is left aside.")
        return None
    return known


def account_of(book: books.Book, clocks: Clocks, name: str) -> str:
    """The account of that name: a word, or the id or name of somebody whose word is one."""
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
    raise click.UsageError(f"This book has no account {name!r}.{did} It has {say_list(accounts)}.")


def find_ids(board: Board, name: str) -> tuple[Found, ...]:
    """The rows of an id.

    Errors: click.UsageError with near misses.
    """
    found = find(board, name)
    if found:
        return found
    ids = ids_of(board)
    meant = near(name, ids)
    if meant:
        raise click.UsageError(f"The text has no [{name}]. Did you mean {say_list(meant, 'or')}?")
    clauses = dict.fromkeys(row.commitment.clause for row in board.rows)
    raise click.UsageError(f"The text has no [{name}]. It has {say_list(clauses)}.")
