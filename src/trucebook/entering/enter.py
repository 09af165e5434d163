"""One report goes into a book, or none: refused where it is bad, shown with what it moves.

Whoever puts a report in, on the command line or on a page, comes through here.
Source: spec/record/adding.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches

from trucebook.book import Book, last_published
from trucebook.entering.given import Given, read_given
from trucebook.entering.refused import RefusedError
from trucebook.evaluation.result import Clocks
from trucebook.export.entered_to_text import Entered
from trucebook.ledger.address import Store, opened
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import put as put_in
from trucebook.ledger.split import drafts_of
from trucebook.ledger.store import Ledger
from trucebook.model.binding import bind_record
from trucebook.model.columns import COLUMNS
from trucebook.model.report import Bound, Record, Report
from trucebook.model.time import iso
from trucebook.model.to_row import row_of
from trucebook.question import Options, settle
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
UNDISPUTED = "undisputed"


@dataclass(frozen=True, slots=True)
class How:
    """How a report is to be put in, and for which day and account it is shown what it moves."""

    by: str = ""
    on: str | None = None
    account: str = UNDISPUTED
    dry_run: bool = False
    aside: Callable[[str], None] = lambda _words: None
    """Told what is assumed."""


def now() -> str:
    """The moment an entry is made, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def report_named(book: Book, name: str) -> Report:
    """The report of an id.

    Errors: RefusedError with near misses.
    """
    found = _held(book.record, name)
    if found is None:
        near = get_close_matches(name, [b.report.id for b in book.record.reports], n=3)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise RefusedError(f"The record of {book.name} has no report {name!r}.{meant}")
    return found


def read_row(name: str, text: str, book: Book) -> Row:
    """The row of the one report that a text says; `name` is what the text is called.

    Errors: RefusedError with every fault, or where it is not one report.
    """
    if not text.strip():
        raise RefusedError(f"{name} is empty: a report is a date, who did what, and who says so.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError(f"{name} is not UTF-8 text.") from None
    report = _one(read_given(name, text, book), book)
    row = row_of(report)
    if "recorded" in row:
        raise RefusedError(
            f"{name} says when it was recorded. That is the moment at which it is put in, and "
            "nobody else's to say: leave it out. Rows that were recorded elsewhere: trucebook "
            "import."
        )
    return row


def enter(
    address: str, book: Book, row: Row, how: How, beside: Mapping[str, bytes] | None = None
) -> Entered:
    """Put a row into a book, unless it is there; what it is bound to, is like and moved.

    `beside` are lines of other files that go in with it, all or none.
    Errors: RefusedError, WrongQuestionError, LedgerError; then nothing was put in.
    """
    if how.by and row.get("recorded_by") not in (None, how.by):
        raise RefusedError("The line says who recorded it, and 'by' says another.")
    stamped = row | {"recorded": now()} | ({"recorded_by": how.by} if how.by else {})
    line = write_value({name: stamped[name] for name in COLUMNS if name in stamped} | stamped)
    report = _one(read_given("the report", line, book), book)
    there = _held(book.record, report.id)
    files = dict(beside or {})
    if there is not None:
        _refuse_other(report, there)
        row_there = next(b for b in book.record.reports if b.report.id == report.id)
        entered = _entered("there already", book, row_there, book.record, how)
    else:
        _refuse_names(report, book.record)
        reports = (*(bound.report for bound in book.record.reports), report)
        record = bind_record(reports, book.record.watches, book.agreement, book.names)
        record = replace(record, has_known=book.record.has_known)
        bound = next(one for one in record.reports if one.report.id == report.id)
        outcome = "would go in" if how.dry_run else "went in"
        entered = _entered(outcome, book, bound, record, how)
        files[FILE] = f"{line}\n".encode()
    if files and not how.dry_run:
        put_files(address, files, how.by)
    return entered


def put_files(address: str, files: Mapping[str, bytes], by: str) -> None:
    """Put lines at the end of files of a book, all or none.

    Errors: LedgerError.
    """
    with opened(address) as target:
        put_in(_grows(target), drafts_of(files), now(), by)


def _grows(store: Store) -> Ledger | Folder:
    """The store, if it can grow: no bundle is opened to be written to."""
    if isinstance(store, Bundle):
        raise TypeError(store.name)
    return store


def _entered(outcome: str, book: Book, bound: Bound, record: Record, how: How) -> Entered:
    """What a report does in a book: the board is asked twice for the same clocks."""
    last = max(last_published(book) or bound.report.published, bound.report.published)
    question = settle(book, Options(how.on or iso(last), account=how.account), how.aside)
    clocks: Clocks = question.clocks
    if outcome == "there already":
        return Entered(outcome, FILE, bound, (), (), clocks.on, question.account)
    after = question.evaluate(record, clocks, question.account)
    moved = moved_between(question.board(), after, {bound.report.id})
    like = likenesses(bound, book.record.reports)
    return Entered(outcome, FILE, bound, like, moved, clocks.on, question.account)


def _one(given: Given, book: Book) -> Report:
    """The one report that was given.

    Errors: RefusedError.
    """
    faults = [fault for fault in given.faults if fault.severity == "fault"]
    if faults:
        texts = {**book.texts, given.name: given.text}
        raise RefusedError("Nothing was put in.", faults, texts)
    if len(given.reports) != 1 or given.watches or not _is_alone(given):
        raise RefusedError(
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


def _held(record: Record, name: str) -> Report | None:
    """The report of an id."""
    return next((b.report for b in record.reports if b.report.id == name), None)


def _refuse_other(new: Report, there: Report) -> None:
    """Refuse other words under an id that is taken.

    Errors: RefusedError.
    """
    one, other = ({k: v for k, v in row_of(r).items() if k not in OURS} for r in (new, there))
    if one == other:
        return
    columns = [name for name in {**other, **one} if one.get(name) != other.get(name)]
    raise RefusedError(
        f"{new.id} is in the record already, in other words: {', '.join(columns)}. What is in "
        "the record never changes: give the new report an id of its own, and let it name the "
        "earlier one in corrects if it takes its place. Nothing was put in."
    )


def _refuse_names(report: Report, record: Record) -> None:
    """Refuse to take the place of what is not there, or is taken back already.

    Errors: RefusedError.
    """
    for word, name in (("corrects", report.corrects), ("retracts", report.retracts)):
        if name is None:
            continue
        if _held(record, name) is None:
            raise RefusedError(
                f"{report.id} {word} {name}, and the record has no such report. trucebook "
                "reports lists the ids. Nothing was put in."
            )
        for bound in record.reports:
            if name in (bound.report.corrects, bound.report.retracts):
                how = "corrects" if bound.report.corrects == name else "retracts"
                then = f": {word.removesuffix('s')} {bound.report.id}" if how == "corrects" else ""
                raise RefusedError(
                    f"{report.id} {word} {name}, which {bound.report.id} {how} already. Two rows "
                    f"in the place of one would both count{then}. Nothing was put in."
                )
