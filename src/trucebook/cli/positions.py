"""`trucebook positions`: who holds what, from the record alone."""

from __future__ import annotations

import click

from trucebook.book import positions
from trucebook.cli.opening import Options, ask
from trucebook.cli.options import asked_of_a_book
from trucebook.cli.output import put, style, width
from trucebook.export.positions_to_json import positions_to_csv, positions_to_json
from trucebook.export.positions_to_text import positions_to_text
from trucebook.export.to_json import to_text


@click.command(
    "positions",
    epilog="Example: trucebook positions gaza-2025-01 --on 2025-03-06 --public 2025-03-06",
)
@click.option(
    "--details", is_flag=True, help="Everything, also what stands no longer, with every word."
)
@asked_of_a_book
def command(
    *,
    book: str,
    asked: Options,
    details: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show what stands: stances on texts, threats, measures in force, talks, and who demands.

    Each with who says so, through what and when; --details has every report and its words.
    """
    question = ask(book, asked)
    answer = positions(question.book, question.clocks, question.account)
    if as_json:
        name = question.book.name
        put(to_text(positions_to_json(answer, name, question.clocks, question.account)))
    elif as_csv:
        put(positions_to_csv(answer))
    else:
        clocks, account = question.clocks, question.account
        put(positions_to_text(answer, clocks, account, width(), style(), details=details))
