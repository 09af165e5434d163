"""`trucebook conflicts`: demands that cannot all be met, as the smallest sets."""

from __future__ import annotations

from dataclasses import replace

import click

from trucebook.book import conflicts, last_published, last_said
from trucebook.cli.opening import Options, open_valid, settle
from trucebook.cli.options import asked_of_a_book
from trucebook.cli.output import put, say, style, width
from trucebook.export.conflicts_to_json import conflicts_to_csv, conflicts_to_json
from trucebook.export.conflicts_to_text import conflicts_to_text, say_not_looked_at
from trucebook.export.to_json import to_text
from trucebook.model.time import iso
from trucebook.views.wording import say_day

FOUND = 1
"""Exit status where demands conflict."""
NEEDS_SOLVER = 2
"""Exit status where a part was not looked at, for lack of an extra."""


@click.command(
    "conflicts",
    epilog="Example: trucebook conflicts gaza-2025-01 --on 2025-03-06 --public 2025-03-06",
)
@asked_of_a_book
def command(
    *,
    book: str,
    asked: Options,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Find demands that cannot all be met, as the smallest sets.

    Exit status 1 where there are any; 2 where a part is so large that the extra `solver` is needed.
    """
    opened = open_valid(book)
    if not opened.demands.demands:
        say(f'{opened.name} has no demands: they stand in a text whose head is demands "…".')
    if (
        asked.on is None
        and last_published(opened) is None
        and (last := last_said(opened)) is not None
    ):
        asked = replace(asked, on=iso(last))
        say(f"Looking at {say_day(last)}, the last day on which words that count were published.")
    question = settle(opened, asked)
    opened = question.book
    answer = conflicts(opened, question.clocks, question.account)
    if as_json:
        put(to_text(conflicts_to_json(answer, opened.name, question.clocks, question.account)))
    elif as_csv:
        put(conflicts_to_csv(answer))
    else:
        put(conflicts_to_text(answer, question.clocks, question.account, width(), style()))
    if answer.too_large:
        for part in answer.too_large:
            say(say_not_looked_at(part))
        raise SystemExit(NEEDS_SOLVER)
    if answer.any:
        raise SystemExit(FOUND)
