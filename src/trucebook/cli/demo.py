"""`trucebook demo`: a book that comes with the program, on a telling day."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from trucebook.cli.opening import Options, open_valid, settle
from trucebook.cli.options import csv_option, json_option, only_one
from trucebook.cli.output import put, say, style, width
from trucebook.export.board_to_text import board_to_text
from trucebook.export.to_csv import status_to_csv
from trucebook.export.to_json import status_to_json, to_text
from trucebook.shipped import shipped_book, shipped_books
from trucebook.views.status import status

BOOK = "gaza-2025-01"
"""The book that is shown where none is named."""
DAYS = {
    BOOK: "2025-03-06",
    "aceh-2005": "2006-01-04",
    "black-sea-grain-2022": "2023-06-02",
    "lebanon-2024-11": "2025-02-19",
    "nuclear-plan-2015": "2019-07-08",
}
"""A telling day of each book; one that is not here is shown on its last day published."""
FIRST = (
    ("status {book} --on 2025-02-23 --account hamas", "another day, another account"),
    ("why {book} free --on 2025-02-23", "the reasons, with every report"),
    ("timeline {book} --from 2025-02-20 --to 2025-03-02", "day by day"),
    ("due {book} --on 2025-02-25 --public 2025-02-25", "what comes next, as seen then"),
    ("reports {book} --number 620", "who gave that figure"),
    ("changes {book} --since 2025-02-25", "what later reports moved"),
    ("conflicts {book} --on 2025-03-06 --public 2025-03-06", "which demands exclude each other"),
    ("init my-book", "a book of your own"),
)
"""Commands worth trying on the first book, and what each shows."""
OTHERS = (
    ("status {book}", "the last day published; add --on, --public, --account"),
    ("timeline {book}", "what happened, what fell due, what moved"),
    ("reports {book}", "the record, listed"),
    ("check {book}", "what the text leaves open"),
    ("init my-book", "a book of your own"),
)
"""Commands worth trying on every other."""


def _named(_context: click.Context, _option: click.Parameter, name: str) -> str:
    if name not in shipped_books():
        there = ", ".join(shipped_books())
        message = f"no book called {name} comes with the program; there are: {there}"
        raise click.BadParameter(message)
    return name


@click.command("demo")
@click.argument("name", default=BOOK, callback=_named)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Also put a copy of the book there, to change and try. The folder must be new or empty.",
)
@json_option
@csv_option
def command(*, name: str, into: Path | None, as_json: bool, as_csv: bool) -> None:
    """Show the board of a shipped book on a telling day.

    Without a NAME: the January 2025 agreement, as seen on 6 March 2025.
    Works offline and writes nothing, unless --into asks for a copy.
    """
    only_one(as_json=as_json, as_csv=as_csv)
    book = name
    if into is not None:
        _copy(name, into)
        book = str(into)
    day = DAYS.get(name)
    question = settle(open_valid(book), Options(on=day, public=day))
    board = question.board()
    if as_json:
        put(to_text(status_to_json(board, question.book.name)))
    elif as_csv:
        put(status_to_csv(board))
    else:
        view = status(board, question.agreement, question.record)
        put(board_to_text(view, width(), style()))
        put("\n" + style().strong("What to try next"))
        for words, shows in FIRST if name == BOOK else OTHERS:
            put(f"  trucebook {words.format(book=book)}\n{' ' * 6}{style().faint(shows)}")


def _copy(name: str, into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise click.UsageError(f"{into} is there and is not an empty folder: nothing was written.")
    shutil.copytree(shipped_book(name), into, dirs_exist_ok=True)
    say(f"A copy of the book is in {into}.")
