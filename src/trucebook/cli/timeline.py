"""`trucebook timeline`: what happened, fell due and changed, day by day."""

from __future__ import annotations

from dataclasses import replace

import click

from trucebook import book as books
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
from trucebook.export.lists_to_json import timeline_to_json
from trucebook.export.lists_to_text import timeline_to_text
from trucebook.export.to_csv import timeline_to_csv
from trucebook.export.to_json import to_text
from trucebook.views.timeline import days_that_matter, span_of, timeline


@click.command(
    "timeline",
    epilog="Example: trucebook timeline gaza-2025-01 --from 2025-02-20 --to 2025-03-02",
)
@book_argument
@click.option("--from", "first", type=DAY, help="First day told. Default: where the record begins.")
@click.option("--to", "last", type=DAY, help="Last day told. Default: the day looked at.")
@clock_options
@json_option
@csv_option
def command(
    *,
    book: str,
    first: str | None,
    last: str | None,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Tell what happened, what fell due, when standings changed and through which report."""
    only_one(as_json=as_json, as_csv=as_csv)
    question = ask(book, Options(on or last, public, known, account))
    agreement, record = question.agreement, question.record
    start, end = span_of(agreement, record, question.clocks.on)
    start = resolve(first, agreement.zone) or start
    end = resolve(last, agreement.zone) or end
    if start > end:
        raise click.UsageError("--from is later than --to.")
    board = books.board(question.book, replace(question.clocks, on=end), question.account)
    days = {start - 1, *days_that_matter(board, record, start, end)}
    moments = timeline(question.judged_on(days), board, record, start, end)
    if as_json:
        answer = timeline_to_json(
            moments,
            book=question.book.name,
            clocks=replace(question.clocks, on=end),
            account=question.account,
            first=start,
            last=end,
        )
        put(to_text(answer))
    elif as_csv:
        put(timeline_to_csv(moments))
    else:
        asserters = {b.report.id: b.report.asserted_by or "nobody named" for b in record.reports}
        put(timeline_to_text(moments, asserters, width(), style()))
