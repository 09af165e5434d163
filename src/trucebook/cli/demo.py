"""`trucebook demo`: the book that comes with the program, on a telling day."""

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
from trucebook.shipped import shipped_book
from trucebook.views.status import status

BOOK = "gaza-2025-01"
DAY = "2025-03-06"
NEXT = (
    ("status {book} --on 2025-02-23 --account hamas", "another day, another account"),
    ("why {book} free --on 2025-02-23", "the reasons, with every report"),
    ("timeline {book} --from 2025-02-20 --to 2025-03-02", "day by day"),
    ("due {book} --on 2025-02-25 --public 2025-02-25", "what comes next, as seen then"),
    ("reports {book} --number 620", "who gave that figure"),
    ("changes {book} --since 2025-02-25", "what later reports moved"),
    ("init my-book", "a book of your own"),
)
"""Commands worth trying, and what each shows."""


@click.command("demo")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Also put a copy of the book there, to change and try. The folder must be new or empty.",
)
@json_option
@csv_option
def command(*, into: Path | None, as_json: bool, as_csv: bool) -> None:
    """Show the board of the shipped book: the January 2025 agreement, as seen on 6 March 2025.

    Works offline and writes nothing, unless --into asks for a copy.
    """
    only_one(as_json=as_json, as_csv=as_csv)
    book = BOOK
    if into is not None:
        _copy(into)
        book = str(into)
    question = settle(open_valid(book), Options(on=DAY, public=DAY))
    board = question.board()
    if as_json:
        put(to_text(status_to_json(board, question.book.name)))
    elif as_csv:
        put(status_to_csv(board))
    else:
        view = status(board, question.agreement, question.record)
        put(board_to_text(view, width(), style()))
        put("\n" + style().strong("What to try next"))
        for words, shows in NEXT:
            put(f"  trucebook {words.format(book=book)}\n{' ' * 6}{style().faint(shows)}")


def _copy(into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise click.UsageError(f"{into} is there and is not an empty folder: nothing was written.")
    shutil.copytree(shipped_book(BOOK), into, dirs_exist_ok=True)
    say(f"A copy of the book is in {into}.")
