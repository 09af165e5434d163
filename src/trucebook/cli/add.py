"""`trucebook add`: one report goes into the record, and what it moved is shown."""

from __future__ import annotations

from typing import Any

import click

from trucebook.cli.entering import book_to_write, enter, entering_options, how, read_row


@click.command(
    "add",
    epilog='Example: trucebook add my-book "2025-03-05 alpha released 4 captives to beta; '
    "says beta; source 'Courier', published 2025-03-06\" --by desk-3".replace("'", '\\"'),
)
@click.argument("book")
@click.argument("line")
@click.option(
    "--kept", metavar="ID", help="A source that the book keeps: the quote is anchored in its text."
)
@entering_options
def command(*, book: str, line: str, kept: str | None, **options: Any) -> None:  # noqa: ANN401 - click's own signature
    """Put the report of LINE into the record of BOOK, and show what it moved.

    LINE is a report as in a .truce text, with ; between its fields, or as one JSON object; -
    reads it from standard input. It goes in with the moment it was recorded, or not at all.
    What it may repeat is told, and never merged. The same again is not put in twice.
    """
    opened = book_to_write(book)
    row = read_row(line, opened)
    if kept is not None:
        from trucebook.cli.keeping import anchored

        row = anchored(opened, kept, row)
    enter(book, opened, row, how(options))
