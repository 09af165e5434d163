"""`trucebook why`: the reasons for one standing."""

from __future__ import annotations

import click

from trucebook.cli.opening import Options, ask, find_ids
from trucebook.cli.options import book_argument, clock_options, json_option
from trucebook.cli.output import put, style, width
from trucebook.export.to_json import to_text
from trucebook.export.why_to_text import why_to_json, why_to_text
from trucebook.views.why import why


@click.command(
    "why",
    epilog="Example: trucebook why gaza-2025-01 free --on 2025-02-24 --public 2025-02-24",
)
@book_argument
@click.argument("commitment", metavar="ID")
@clock_options
@json_option
@click.option(
    "--no-try",
    is_flag=True,
    help="Do not try out which single report would change it (faster).",
)
def command(
    *,
    book: str,
    commitment: str,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    no_try: bool,
) -> None:
    """Say why a commitment, a clause or a round stands as it does."""
    question = ask(book, Options(on, public, known, account))
    board = question.board()
    judge = None if no_try else question.judge
    reasons = [
        why(board, found, question.agreement, question.record, judge)
        for found in find_ids(board, commitment)
    ]
    if as_json:
        put(to_text(why_to_json(reasons, question.book.name)))
    else:
        put(why_to_text(reasons, width(), style()))
