"""What `add`, `correct` and `retract` have in common: one report goes into a book, or none.

Source: spec/record/adding.md.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from trucebook.book import Book, last_published
from trucebook.cli.given import STDIN, Given, read_given
from trucebook.cli.moving import now, told
from trucebook.cli.opening import Options, open_valid, settle
from trucebook.cli.options import DAY, F, account_option, json_option
from trucebook.cli.output import NotValid, put, say, style, width
from trucebook.evaluation.result import Clocks
from trucebook.export.entered_to_text import (
    Entered,
    entered_to_json,
    entered_to_text,
    likeness_to_text,
)
from trucebook.export.faults import diagnostics_to_text
from trucebook.export.to_json import to_text
from trucebook.ledger.address import Store, is_store, opened
from trucebook.ledger.bundle import ENDING, Bundle
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import put as put_in
from trucebook.ledger.split import drafts_of
from trucebook.ledger.store import Ledger
from trucebook.model.binding import bind_record
from trucebook.model.columns import COLUMNS
from trucebook.model.report import Bound, Record, Report
from trucebook.model.time import iso
from trucebook.model.to_row import row_of
from trucebook.record.files import RECORD
from trucebook.record.json_line import Row, write_value
from trucebook.syntax import parse
from trucebook.syntax.tree import RecordLine
from trucebook.views.changes import moved_between
from trucebook.views.likeness import likenesses

FILE = f"{RECORD}/added.jsonl"
"""Where reports go that are written one at a time."""
OURS = ("recorded", "recorded_by")
"""Columns that say how a row came into the record, and nothing of what happened."""
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
    return How(**{name: options[name] for name in ("by", "on", "account", "dry_run", "as_json")})


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
    found = _held(book.record, name)
    if found is None:
        near = get_close_matches(name, [b.report.id for b in book.record.reports], n=3)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise click.UsageError(f"The record of {book.name} has no report {name!r}.{meant}")
    return found


def read_row(line: str, book: Book) -> Row:
    """The row of the one report that a line says; `-` reads it from standard input.

    Errors: NotValid with every fault; click.UsageError where it is not one report.
    """
    name = "standard input" if line == STDIN else "the line"
    text = _standard_input() if line == STDIN else line
    if not text.strip():
        raise NotValid(f"{name} is empty: a report is a date, who did what, and who says so.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotValid(f"{name} is not UTF-8 text.") from None
    report = _one(read_given(name, text, book), book)
    row = row_of(report)
    if "recorded" in row:
        raise NotValid(
            f"{name} says when it was recorded. That is the moment at which it is put in, and "
            "nobody else's to say: leave it out. Rows that were recorded elsewhere: trucebook "
            "import."
        )
    return row


def enter(address: str, book: Book, row: Row, how: How) -> None:
    """Put a row into a book, unless it is there, and show what it is bound to and moved.

    Errors: NotValid, StoreFault; then nothing was put in.
    """
    if how.by and row.get("recorded_by") not in (None, how.by):
        raise click.UsageError("The line says who recorded it, and --by says another.")
    stamped = row | {"recorded": now()} | ({"recorded_by": how.by} if how.by else {})
    line = write_value({name: stamped[name] for name in COLUMNS if name in stamped} | stamped)
    report = _one(read_given("the report", line, book), book)
    there = _held(book.record, report.id)
    if there is not None:
        _refuse_other(report, there)
        row_there = next(b for b in book.record.reports if b.report.id == report.id)
        _show(_entered("there already", book, row_there, book.record, how), book, how)
        return
    _refuse_names(report, book.record)
    reports = (*(bound.report for bound in book.record.reports), report)
    record = bind_record(reports, book.record.watches, book.agreement, book.names)
    record = replace(record, has_known=book.record.has_known)
    bound = next(one for one in record.reports if one.report.id == report.id)
    outcome = "would go in" if how.dry_run else "went in"
    entered = _entered(outcome, book, bound, record, how)
    if not how.dry_run:
        with told(), opened(address) as target:
            put_in(_grows(target), drafts_of({FILE: f"{line}\n".encode()}), now(), how.by)
    _show(entered, book, how)


def _grows(store: Store) -> Ledger | Folder:
    """The store, if it can grow: `book_to_write` lets no bundle come here."""
    if isinstance(store, Bundle):
        raise TypeError(store.name)
    return store


def _entered(outcome: str, book: Book, bound: Bound, record: Record, how: How) -> Entered:
    """What a report does in a book: the board is asked twice for the same clocks."""
    last = max(last_published(book) or bound.report.published, bound.report.published)
    question = settle(book, Options(how.on or iso(last), account=how.account))
    clocks: Clocks = question.clocks
    if outcome == "there already":
        return Entered(outcome, FILE, bound, (), (), clocks.on, question.account)
    after = question.evaluate(record, clocks, question.account)
    moved = moved_between(question.board(), after, {bound.report.id})
    like = likenesses(bound, book.record.reports)
    return Entered(outcome, FILE, bound, like, moved, clocks.on, question.account)


def _show(entered: Entered, book: Book, how: How) -> None:
    """The answer on standard output; what is to be looked at by a person on standard error."""
    if entered.like:
        say("Look at these before you rely on it:")
        say(likeness_to_text(entered.like[:MOST], width()))
        if len(entered.like) > MOST:
            say(f"and {len(entered.like) - MOST} more.")
    if entered.report.unplaced:
        names = "; ".join(entered.report.unplaced)
        say(f"Without a place in the names table: {names}.")
    if how.as_json:
        put(to_text(entered_to_json(entered, book.name)))
    else:
        put(entered_to_text(entered, book.agreement, width(), style()))


def _one(given: Given, book: Book) -> Report:
    """The one report that was given.

    Errors: NotValid.
    """
    faults = [fault for fault in given.faults if fault.severity == "fault"]
    if faults:
        texts = {**book.texts, given.name: given.text}
        page = diagnostics_to_text(faults, texts, width(), style(error=True))
        raise NotValid(f"{page}\nNothing was put in.")
    if len(given.reports) != 1 or given.watches or not _is_alone(given):
        raise NotValid(
            f"{given.name} is not one report and nothing else. Several reports, and what was "
            "watched, go in from a file: trucebook import. Nothing was put in."
        )
    return given.reports[0]


def _is_alone(given: Given) -> bool:
    """Whether there is nothing beside the report: a name, a clause, a line said twice."""
    if given.text.lstrip().startswith("{"):
        return len([line for line in given.text.split("\n") if line.strip()]) == 1
    items = parse(given.text, given.name).tree.items
    return len(items) == 1 and isinstance(items[0], RecordLine)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotValid("standard input is not UTF-8 text.") from None


def _held(record: Record, name: str) -> Report | None:
    """The report of an id."""
    return next((b.report for b in record.reports if b.report.id == name), None)


def _refuse_other(new: Report, there: Report) -> None:
    """Refuse other words under an id that is taken.

    Errors: NotValid.
    """
    one, other = ({k: v for k, v in row_of(r).items() if k not in OURS} for r in (new, there))
    if one == other:
        return
    columns = [name for name in {**other, **one} if one.get(name) != other.get(name)]
    raise NotValid(
        f"{new.id} is in the record already, in other words: {', '.join(columns)}. What is in "
        "the record never changes: give the new report an id of its own, and let it name the "
        "earlier one in corrects if it takes its place. Nothing was put in."
    )


def _refuse_names(report: Report, record: Record) -> None:
    """Refuse to take the place of what is not there, or is taken back already.

    Errors: NotValid.
    """
    for word, name in (("corrects", report.corrects), ("retracts", report.retracts)):
        if name is None:
            continue
        if _held(record, name) is None:
            raise NotValid(
                f"{report.id} {word} {name}, and the record has no such report. trucebook "
                "reports lists the ids. Nothing was put in."
            )
        for bound in record.reports:
            if name in (bound.report.corrects, bound.report.retracts):
                how = "corrects" if bound.report.corrects == name else "retracts"
                then = f": {word.removesuffix('s')} {bound.report.id}" if how == "corrects" else ""
                raise NotValid(
                    f"{report.id} {word} {name}, which {bound.report.id} {how} already. Two rows "
                    f"in the place of one would both count{then}. Nothing was put in."
                )
