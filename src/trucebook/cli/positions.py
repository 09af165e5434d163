"""`trucebook positions`: who holds what, from the record alone."""

from __future__ import annotations

import click

from trucebook.book import positions
from trucebook.cli.opening import Options, ask
from trucebook.cli.options import (
    book_argument,
    clock_options,
    csv_option,
    json_option,
    only_one,
)
from trucebook.cli.output import put, style, width
from trucebook.export.positions_to_json import positions_to_csv, positions_to_json
from trucebook.export.positions_to_text import positions_to_text
from trucebook.export.to_json import to_text


@click.command(
    "positions",
    epilog="Example: trucebook positions gaza-2025-01 --on 2025-03-06 --public 2025-03-06",
)
@book_argument
@clock_options
@json_option
@csv_option
def command(
    *,
    book: str,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show stances on texts, demands, threats, measures in force and talks.

    Each with who says so, through what and when.
    """
    only_one(as_json=as_json, as_csv=as_csv)
    question = ask(book, Options(on, public, known, account))
    answer = positions(question.book, question.clocks, question.account)
    if as_json:
        name = question.book.name
        put(to_text(positions_to_json(answer, name, question.clocks, question.account)))
    elif as_csv:
        put(positions_to_csv(answer))
    else:
        put(positions_to_text(answer, question.clocks, question.account, width(), style()))
