"""`trucebook changes`: reports new since a day, and the standings they moved."""

from __future__ import annotations

import click

from trucebook.cli.opening import Options, ask
from trucebook.cli.options import (
    DAY,
    book_argument,
    clock_options,
    csv_option,
    json_option,
    only_one,
    resolve,
)
from trucebook.cli.output import put, style, width
from trucebook.export.lists_to_json import changes_to_json
from trucebook.export.lists_to_text import changes_to_text
from trucebook.export.to_csv import changes_to_csv
from trucebook.export.to_json import to_text
from trucebook.views.changes import changes, record_until


@click.command(
    "changes",
    epilog="Example: trucebook changes gaza-2025-01 --since 2025-02-25 --on 2025-03-02",
)
@book_argument
@click.option("--since", type=DAY, required=True, help="Reports published after this day are new.")
@clock_options
@json_option
@csv_option
def command(
    *,
    book: str,
    since: str,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Tell which reports are new since a day, and which standings they moved.

    The standings are those of one day, once without the new reports and once with them.
    """
    only_one(as_json=as_json, as_csv=as_csv)
    question = ask(book, Options(on, public, known, account))
    clocks = question.clocks
    day = resolve(since, question.agreement.zone)
    if day is None or (clocks.public is not None and day > clocks.public):
        raise click.UsageError("--since is later than --public: nothing can be new.")
    earlier = record_until(question.record, day)
    before = question.evaluate(earlier, clocks, question.account)
    answer = changes(before, question.board(), question.record, day)
    if as_json:
        put(to_text(changes_to_json(answer, question.book.name, clocks)))
    elif as_csv:
        put(changes_to_csv(answer))
    else:
        put(changes_to_text(answer, question.agreement, width(), style()))
