"""Opening a book, and settling what a question asks of it: clocks, account, ids."""

from __future__ import annotations

from pathlib import Path

import click

from trucebook import book as books
from trucebook import question as questions
from trucebook.cli.allowed import sight_of
from trucebook.cli.moving import told
from trucebook.cli.options import KEEP_GOING, or_wrong_usage
from trucebook.cli.output import LEFT_OUT, NotValid, say
from trucebook.cli.showing import faults_to_text, left_out_to_text
from trucebook.evaluation.result import Board, Clocks
from trucebook.model.time import Minute
from trucebook.question import Options, Question
from trucebook.shipped import shipped_book
from trucebook.views.lookup import Found
from trucebook.views.wording import WITHHELD


def address_of(path: str) -> str:
    """Where a book is: what is there, or a book that ships by that name."""
    if Path(path).exists():
        return path
    try:
        return str(shipped_book(path))
    except (LookupError, ValueError):
        return path


def open_any(path: str) -> books.Book:
    """A book, with whatever faults it has; the name of one that ships will do.

    Errors: click.UsageError where there is none; Refused where it is not open to whoever asks.
    """
    try:
        sight = sight_of(address_of(path))
        with told():
            book = books.open_book(address_of(path), sight)
    except books.BookError as error:
        raise click.UsageError(str(error)) from None
    if book.withholds:
        say(WITHHELD)
    return book


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
    """Settle the clocks and the account for a book.

    Errors: click.UsageError.
    """
    return or_wrong_usage(lambda: questions.settle(book, options, say))


def as_known(book: books.Book, known: str | None) -> tuple[books.Book, Minute | None, int | None]:
    """The book as far as it was known by then, the moment, and the entry if one was named.

    Errors: click.UsageError.
    """
    return or_wrong_usage(lambda: questions.as_known(book, known, say))


def account_of(book: books.Book, clocks: Clocks, name: str) -> str:
    """The account of that name.

    Errors: click.UsageError with what was probably meant.
    """
    return or_wrong_usage(lambda: questions.account_of(book, clocks, name))


def find_ids(board: Board, name: str) -> tuple[Found, ...]:
    """The rows of an id.

    Errors: click.UsageError with near misses.
    """
    return or_wrong_usage(lambda: questions.find_ids(board, name))


__all__ = [
    "Options",
    "Question",
    "account_of",
    "address_of",
    "as_known",
    "ask",
    "find_ids",
    "open_any",
    "open_valid",
    "settle",
]
