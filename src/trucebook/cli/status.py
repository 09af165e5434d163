"""`trucebook status`: the board."""

from __future__ import annotations

from typing import get_args

import click

from trucebook.cli.opening import Options, Question, ask
from trucebook.cli.options import (
    book_argument,
    clock_options,
    csv_option,
    json_option,
    only_one,
)
from trucebook.cli.output import put, say, style, width
from trucebook.evaluation.result import Board, Standing
from trucebook.export.board_to_text import board_to_text
from trucebook.export.to_csv import status_to_csv
from trucebook.export.to_json import status_to_json, to_text
from trucebook.views.status import status

STANDINGS: tuple[str, ...] = get_args(Standing)
FOUND = 1
"""Exit status where `--fail-on` found what it looks for."""


@click.command(
    "status",
    epilog="Example: trucebook status gaza-2025-01 --on 2025-03-06 --public 2025-03-06",
)
@book_argument
@clock_options
@json_option
@csv_option
@click.option(
    "--fail-on",
    multiple=True,
    metavar="STANDING",
    type=click.Choice(STANDINGS),
    help="End with exit status 1 where a commitment stands so. May be given several times.",
)
def command(
    *,
    book: str,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    as_csv: bool,
    fail_on: tuple[str, ...],
) -> None:
    """Show where every commitment stands: the board."""
    only_one(as_json=as_json, as_csv=as_csv)
    question = ask(book, Options(on, public, known, account))
    board = question.board()
    put(_render(question, board, as_json=as_json, as_csv=as_csv))
    hit = [row.commitment.id for row in board.rows if row.standing in fail_on]
    if hit:
        say(f"{' or '.join(fail_on)}: {', '.join(hit)}.")
        raise SystemExit(FOUND)


def _render(question: Question, board: Board, *, as_json: bool, as_csv: bool) -> str:
    if as_json:
        return to_text(status_to_json(board, question.book.name, withheld=question.book.withholds))
    if as_csv:
        return status_to_csv(board)
    view = status(board, question.agreement, question.record)
    return board_to_text(view, width(), style(), withheld=question.book.withholds)
