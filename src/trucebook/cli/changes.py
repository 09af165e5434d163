"""`trucebook changes`: reports new since a day, and the standings they moved."""

from __future__ import annotations

from dataclasses import replace

import click

from trucebook import book as books
from trucebook.cli.opening import Options, as_known, open_valid, settle
from trucebook.cli.options import (
    DAY,
    book_argument,
    clock_options,
    csv_option,
    json_option,
    only_one,
    resolve,
)
from trucebook.cli.output import put, say, style, width
from trucebook.export.lists_to_json import changes_to_json
from trucebook.export.lists_to_text import changes_to_text
from trucebook.export.to_csv import changes_to_csv
from trucebook.export.to_json import to_text
from trucebook.model.time import Minute
from trucebook.question import Question
from trucebook.views.changes import Changes, changes, changes_known, record_until


@click.command(
    "changes",
    epilog="Example: trucebook changes gaza-2025-01 --since 2025-02-25 --on 2025-03-02",
)
@book_argument
@click.option("--since", type=DAY, help="Reports published after this day are new.")
@click.option(
    "--since-known",
    metavar="DAY",
    help="Instead: reports entered into the record after this are new; a day, a day and an hour, "
    "or of a store an entry, @1234.",
)
@clock_options
@json_option
@csv_option
def command(
    *,
    book: str,
    since: str | None,
    since_known: str | None,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Tell which reports are new, and which standings they moved.

    New are those published after a day, or those entered into the record after a moment.
    The standings are those of one day, once without the new reports and once with them.
    """
    only_one(as_json=as_json, as_csv=as_csv)
    if (since is None) == (since_known is None):
        raise click.UsageError("Say --since or --since-known, one of them.")
    opened = open_valid(book)
    question = settle(opened, Options(on, public, known, account))
    if since is not None:
        answer = _published(question, since)
    else:
        answer = _entered(opened, question, since_known or "")
    if as_json:
        put(to_text(changes_to_json(answer, question.book.name, question.clocks)))
    elif as_csv:
        put(changes_to_csv(answer))
    else:
        put(changes_to_text(answer, question.agreement, width(), style()))


def _published(question: Question, since: str) -> Changes:
    """What reports published after a day changed."""
    clocks = question.clocks
    day = resolve(since, question.agreement.zone)
    if day is None or (clocks.public is not None and day > clocks.public):
        raise click.UsageError("--since is later than --public: nothing can be new.")
    earlier = record_until(question.record, day)
    before = question.evaluate(earlier, clocks, question.account)
    return changes(before, question.board(), question.record, day)


def _entered(opened: books.Book, question: Question, since: str) -> Changes:
    """What was entered into the record after a moment, and what it changed."""
    if not opened.record.has_known:
        raise click.UsageError(
            "The record does not say when its entries were made: there is no --since-known."
        )
    then, moment, entry = as_known(opened, since)
    clocks = question.clocks
    if _is_later((entry, moment), (question.entries, clocks.known)):
        raise click.UsageError("--since-known is later than --known: nothing can be new.")
    earlier = replace(question, book=then, clocks=replace(clocks, known=moment), entries=entry)
    before = earlier.board()
    answer = changes_known(before, question.board(), then.record, question.record, entry)
    if then.agreement != question.agreement:
        say(_texts(then, question))
    return answer


def _is_later(
    since: tuple[int | None, Minute | None], until: tuple[int | None, Minute | None]
) -> bool:
    """Whether one entry, or where not both are entries one moment, is after the other."""
    for one, other in zip(since, until, strict=True):
        if one is not None and other is not None:
            return one > other
    return False


def _texts(then: books.Book, question: Question) -> str:
    """That the texts themselves are others, and what came and went with it."""
    had = {one.id for one in then.agreement.commitments}
    has = {one.id for one in question.agreement.commitments}
    parts = [
        f"{words}: {', '.join(sorted(ids))}"
        for words, ids in (("came", has - had), ("gone", had - has))
        if ids
    ]
    tail = f" ({'; '.join(parts)})" if parts else ""
    return f"The texts of the agreement are others than they were then{tail}."
