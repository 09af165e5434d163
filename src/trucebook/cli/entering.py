"""What `add`, `correct` and `retract` have in common: options, words on the terminal.

Source: spec/record/adding.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from trucebook.book import Book
from trucebook.cli.moving import told
from trucebook.cli.opening import open_valid
from trucebook.cli.options import DAY, F, account_option, json_option
from trucebook.cli.output import NotValid, put, say, style, width
from trucebook.entering import enter as entering
from trucebook.entering.refused import RefusedError
from trucebook.export.entered_to_text import (
    Entered,
    entered_to_json,
    entered_to_text,
    likeness_to_text,
)
from trucebook.export.faults import diagnostics_to_text
from trucebook.export.to_json import to_text
from trucebook.ledger.address import is_store
from trucebook.ledger.bundle import ENDING
from trucebook.ledger.withheld import EMBARGO, READERS, moment_of, readers_of
from trucebook.model.report import Report
from trucebook.people.people import KEY
from trucebook.question import WrongQuestionError
from trucebook.record.json_line import Row

STDIN = "-"
"""The name of standard input, where a line or a file is asked for."""
MOST = 8
"""Reports told that a new one is like; the rest is counted."""


@dataclass(frozen=True, slots=True)
class How:
    """How a report is to be put in, and what is to be shown."""

    by: str
    on: str | None
    account: str
    dry_run: bool
    as_json: bool
    readers: str | None
    embargo: str | None

    @property
    def core(self) -> entering.How:
        """What of it is not the terminal's."""
        return entering.How(self.by, self.on, self.account, self.dry_run, say)


def entering_options(function: F) -> F:
    """Who writes, whether to write at all, and the day and account looked at."""
    options = (
        json_option,
        account_option,
        click.option(
            "--on",
            type=DAY,
            help="The day looked at. Default: the last day on which a report was published, "
            "this one included.",
        ),
        click.option(
            "--embargo", metavar="TIME", help="Until then it is for its readers alone: an ISO time."
        ),
        click.option(
            "--readers", metavar="KEYS", help="Who alone may see it: keys, with commas between."
        ),
        click.option("--dry-run", is_flag=True, help="Show what would be, and put nothing in."),
        click.option(
            "--by", default="", metavar="DESK", help="A desk key or pseudonym: who puts it in."
        ),
    )
    for option in options:
        function = option(function)
    return function


def how(options: Mapping[str, Any]) -> How:
    """The options of a command as one value."""
    return How(**{field.name: options[field.name] for field in fields(How)})


def book_to_write(address: str) -> Book:
    """The book at an address, if reports can be put into it.

    Errors: click.UsageError; NotValid where the book has faults.
    """
    if not is_store(address):
        path = Path(address)
        if path.suffix.lower() == ENDING:
            raise click.UsageError(
                f"{address} is a bundle, which never changes. Import it into a folder or a store."
            )
        if path.is_file():
            raise click.UsageError(
                f"{address} is one text. Put it into a folder: that is a book with a record."
            )
        if not path.exists():
            raise click.UsageError(
                f"There is no book at {address}. A book that comes with the program is not "
                f"written to: copy it first, as in trucebook export {address} my-copy."
            )
    return open_valid(address)


def report_named(book: Book, name: str) -> Report:
    """The report of an id.

    Errors: click.UsageError with near misses.
    """
    try:
        return entering.report_named(book, name)
    except RefusedError as refused:
        raise click.UsageError(refused.words) from None


def read_row(line: str, book: Book) -> Row:
    """The row of the one report that a line says; `-` reads it from standard input.

    Errors: NotValid with every fault, or where it is not one report.
    """
    name = "standard input" if line == STDIN else "the line"
    with refusals():
        return entering.read_row(name, _standard_input() if line == STDIN else line, book)


def enter(address: str, book: Book, row: Row, how: How) -> None:
    """Put a row into a book, unless it is there, and show what it is bound to and moved.

    Errors: NotValid, StoreFault; then nothing was put in.
    """
    row = _restricted(row, how)
    with refusals(), told():
        entered = entering.enter(address, book, row, how.core)
    show(entered, book, as_json=how.as_json)


def _restricted(row: Row, how: How) -> Row:
    """The row with who may see it, and until when nobody else.

    Errors: NotValid where a time is none, or the keys are none: then it would be for nobody.
    """
    row = row | ({READERS: how.readers.split(",")} if how.readers is not None else {})
    row = row | ({EMBARGO: how.embargo} if how.embargo is not None else {})
    if EMBARGO in row and moment_of(row[EMBARGO]) is None:
        raise NotValid(
            f"{row[EMBARGO]!r} is no end of an embargo. Write a time with its place in the day, "
            "as 2025-03-06T18:00+02:00. Nothing was put in."
        )
    if READERS in row:
        keys = sorted(readers_of(row))
        if not keys or not all(KEY.fullmatch(key) for key in keys):
            raise NotValid(
                "The readers of a report are keys of people, with commas between them. "
                "Nothing was put in."
            )
        row = row | {READERS: keys}
    return row


@contextmanager
def refusals() -> Iterator[None]:
    """What is refused, in words and with its exit status.

    Errors: NotValid, click.UsageError.
    """
    try:
        yield
    except RefusedError as refused:
        words = refused.words
        if refused.faults:
            page = diagnostics_to_text(refused.faults, refused.texts, width(), style(error=True))
            words = f"{page}\n{words}"
        raise NotValid(words) from None
    except WrongQuestionError as wrong:
        raise click.UsageError(wrong.message) from None


def show(entered: Entered, book: Book, *, as_json: bool) -> None:
    """The answer on standard output; what is to be looked at by a person on standard error."""
    say_alike(entered)
    if as_json:
        put(to_text(entered_to_json(entered, book.name)))
    else:
        put(entered_to_text(entered, book.agreement, width(), style()))


def say_alike(entered: Entered) -> None:
    """What is to be looked at by a person, on standard error."""
    if entered.like:
        say("Look at these before you rely on it:")
        say(likeness_to_text(entered.like[:MOST], width()))
        if len(entered.like) > MOST:
            say(f"and {len(entered.like) - MOST} more.")
    if entered.report.unplaced:
        names = "; ".join(entered.report.unplaced)
        say(f"Without a place in the names table: {names}.")


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotValid("standard input is not UTF-8 text.") from None
