"""`trucebook brief`: two pages for somebody who has five minutes."""

from __future__ import annotations

import click

from trucebook.cli.opening import Options, ask
from trucebook.cli.options import DAY, book_argument, clock_options, resolve
from trucebook.cli.output import put, say
from trucebook.export.brief_to_markdown import brief_to_markdown, command_of
from trucebook.views.brief import brief
from trucebook.views.changes import record_until
from trucebook.views.wording import say_day

WEEK = 7


@click.command(
    "brief",
    epilog="Example: trucebook brief gaza-2025-01 --on 2025-03-06 --public 2025-03-06",
)
@book_argument
@click.option(
    "--since",
    type=DAY,
    help="Tell what reports published after this day moved. Default: a week before.",
)
@click.option(
    "--to", "form", type=click.Choice(["md"]), default="md", help="Markdown.", show_default=True
)
@clock_options
def command(
    *,
    book: str,
    since: str | None,
    form: str,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
) -> None:
    """Write a brief of two pages: what moved, what is due, where accounts differ.

    Each figure has its source; long lists are cut, and what is left out is counted.
    """
    del form
    question = ask(book, Options(on, public, known, account))
    clocks = question.clocks
    end = clocks.on if clocks.public is None else clocks.public
    day = resolve(since, question.agreement.zone)
    if day is None:
        day = max(1, min(end, clocks.on) - WEEK)
        say(f"What moved since {say_day(day)}, a week before (--since).")
    if clocks.public is not None and day > clocks.public:
        raise click.UsageError("--since is later than --public: nothing can be new.")
    before = question.evaluate(record_until(question.record, day), clocks, question.account)
    answer = brief(before, question.board(), question.agreement, question.record, day)
    name = question.book.name
    put(
        brief_to_markdown(
            answer,
            question.agreement,
            book=name,
            digest=question.book.hash,
            since=day,
            command=command_of(name, clocks, day, question.account),
        )
    )
