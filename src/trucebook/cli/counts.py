"""`trucebook counts`: tallies, what each cell may be, and which figures cannot all be true."""

from __future__ import annotations

import click

from trucebook.book import counts, counts_at_hand
from trucebook.cli.opening import Options, open_valid, settle
from trucebook.cli.options import asked_of_a_book
from trucebook.cli.output import put, say, width
from trucebook.export.counts_to_json import counts_to_csv, counts_to_json
from trucebook.export.counts_to_text import counts_to_text
from trucebook.export.to_json import to_text


@click.command(
    "counts",
    epilog="Example: trucebook counts gaza-2025-01 --on 2025-03-06 --public 2025-03-06",
)
@asked_of_a_book
def command(
    *,
    book: str,
    asked: Options,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show tallies: every term, what each cell may be, and which figures cannot all be true.

    Exit status 2 where the extra `solver` is missing, which works the ranges out.
    """
    opened = open_valid(book)
    if not opened.tallies:
        say(f'{opened.name} has no tallies: they stand in a text whose head is tally "…".')
    elif not counts_at_hand():
        raise click.UsageError(
            "`counts` needs the extra [solver] (z3 is not installed): "
            "pip install 'trucebook[solver]'"
        )
    question = settle(opened, asked)
    answer = counts(question.book, question.clocks, question.account)
    if as_json:
        put(to_text(counts_to_json(answer, opened.name, question.clocks, question.account)))
    elif as_csv:
        put(counts_to_csv(answer))
    else:
        put(counts_to_text(answer, question.clocks, question.account, width()))
