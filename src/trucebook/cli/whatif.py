"""`trucebook whatif`: the board with reports that nobody made. They are never written anywhere."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from trucebook import book as books
from trucebook.cli.entering import STDIN
from trucebook.cli.opening import Options, Question, open_valid, settle
from trucebook.cli.options import (
    KEEP_GOING,
    book_argument,
    clock_options,
    csv_option,
    json_option,
    only_one,
)
from trucebook.cli.output import LEFT_OUT, NotValid, put, say, style, width
from trucebook.entering.given import Given, read_given
from trucebook.evaluation.result import Board
from trucebook.export.board_to_text import board_to_text
from trucebook.export.faults import diagnostics_to_text
from trucebook.export.hypothetical import MARGIN, mark_csv, mark_json, mark_text
from trucebook.export.lists_to_text import moved_to_text
from trucebook.export.to_csv import moved_rows, status_to_csv
from trucebook.export.to_json import status_to_json, to_text
from trucebook.model.binding import bind_record
from trucebook.model.report import Record
from trucebook.views.changes import Moved, moved_between
from trucebook.views.status import status
from trucebook.views.wording import say_times


@click.command(
    "whatif",
    epilog="Example: trucebook whatif my-book supposed.jsonl --on 2025-03-16",
)
@book_argument
@click.argument("file")
@clock_options
@json_option
@csv_option
def command(
    *,
    book: str,
    file: str,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show the board with the reports of FILE added, marked HYPOTHETICAL on every line.

    FILE holds reports as the record does: .jsonl, .csv, or lines as in a .truce text; - reads
    such lines from standard input. Nothing is ever written to the record.
    """
    only_one(as_json=as_json, as_csv=as_csv)
    opened = open_valid(book)
    supposed = _read(file, opened)
    if supposed.faults:
        texts = {**opened.texts, supposed.name: supposed.text}
        page = diagnostics_to_text(supposed.faults, texts, width(), style(error=True))
        context = click.get_current_context()
        if not (supposed.is_sound and context.meta.get(KEEP_GOING)):
            raise NotValid(page)
        context.meta[LEFT_OUT] = True
        say(page)
    question = settle(opened, Options(on, public, known, account))
    opened = question.book
    record = _with(opened, supposed)
    real = question.board()
    board = question.evaluate(record, question.clocks, question.account)
    say(
        f"{say_times(len(supposed.reports), 'report')} that nobody made, from {supposed.name}; "
        "the record stays as it is."
    )
    moved = moved_between(real, board)
    if as_json:
        ids = [report.id for report in supposed.reports]
        value = mark_json(status_to_json(board, opened.name, withheld=opened.withholds), ids)
        put(to_text({**value, "moved": moved_rows(moved)}))
    elif as_csv:
        put(mark_csv(status_to_csv(board)))
    else:
        put(_page(question, board, record, moved))


def _page(question: Question, board: Board, record: Record, moved: tuple[Moved, ...]) -> str:
    """What the reports would move, then the board, every line marked."""
    page = width() - MARGIN
    view = status(board, question.agreement, record)
    return mark_text(f"{moved_to_text(moved, page, style())}\n{board_to_text(view, page, style())}")


def _read(file: str, book: books.Book) -> Given:
    """The reports of a file, or of standard input, in the form its name ends in."""
    path = Path(file)
    name = "standard input" if file == STDIN else path.name
    try:
        data = sys.stdin.buffer.read() if file == STDIN else path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise NotValid(f"{name} is not UTF-8 text.") from None
    return read_given(name, text, book, path.suffix.lower())


def _with(book: books.Book, supposed: Given) -> Record:
    """The record with the supposed reports beside the real ones.

    Errors: NotValid where an id is taken.
    """
    real = {bound.report.id for bound in book.record.reports}
    taken = sorted(report.id for report in supposed.reports if report.id in real)
    if taken:
        raise NotValid(f"{supposed.name}: the record already has {', '.join(taken)}.")
    reports = (*(bound.report for bound in book.record.reports), *supposed.reports)
    watches = (*book.record.watches, *supposed.watches)
    record = bind_record(reports, watches, book.agreement, book.names)
    return replace(record, has_known=book.record.has_known)
