"""`trucebook correct`: a report takes the place of an earlier one, which stays in the record."""

from __future__ import annotations

from typing import Any

import click

from trucebook.cli.entering import (
    book_to_write,
    enter,
    entering_options,
    how,
    read_row,
    report_named,
)


@click.command(
    "correct",
    epilog="Example: trucebook correct my-book p1 "
    '"2025-03-05 [p1b] alpha released 3 captives to beta; says beta; published 2025-03-06"',
)
@click.argument("book")
@click.argument("earlier", metavar="ID")
@click.argument("line")
@entering_options
def command(*, book: str, earlier: str, line: str, **options: Any) -> None:  # noqa: ANN401 - click's own signature
    """Put the report of LINE into the record of BOOK, in the place of the report ID.

    LINE is as in add. The earlier report stays in the record, and counts for whoever asks what was
    public or known before the new one was.
    """
    opened = book_to_write(book)
    report_named(opened, earlier)
    row = read_row(line, opened)
    if row.get("corrects") not in (None, earlier) or "retracts" in row:
        raise click.UsageError("The line says itself what it corrects or retracts: use add.")
    enter(book, opened, row | {"corrects": earlier}, how(options))
