"""`trucebook panel`: the board as a table over time, for R, pandas and SQL, with its codebook."""

from __future__ import annotations

from dataclasses import dataclass

import click

from trucebook import __version__
from trucebook import book as books
from trucebook.cli.at_once import csv_at_once, processes
from trucebook.cli.opening import Options, account_of, open_valid, settle
from trucebook.cli.options import (
    DAY,
    csv_option,
    json_option,
    keep_going_option,
    known_option,
    only_one,
    public_option,
    resolve,
)
from trucebook.cli.output import put, say
from trucebook.export.codebook import codebook_to_csv, codebook_to_json, codebook_to_markdown
from trucebook.export.panel_to_csv import heading_to_csv, panel_to_json
from trucebook.export.to_json import to_text
from trucebook.model.time import Day
from trucebook.views.codebook import codebook
from trucebook.views.panel import columns_of, panel, pieces
from trucebook.views.panel_parts import PanelBook
from trucebook.views.timeline import span_of
from trucebook.views.wording import say_day, say_times


@click.command(
    "panel",
    epilog="Example: trucebook panel gaza-2025-01 --from 2025-01-19 --to 2025-03-19 > panel.csv",
)
@click.argument("book", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option(
    "--from", "first", type=DAY, help="First day. Default: where the agreement or record begins."
)
@click.option("--to", "last", type=DAY, help="Last day. Default: the last day with a report.")
@click.option(
    "--every", type=click.IntRange(min=1), default=1, show_default=True, help="One day in so many."
)
@click.option("--on", "on", type=DAY, multiple=True, help="This day; may be given several times.")
@click.option(
    "--account",
    multiple=True,
    help="This account; may be given several times. Default: every account of each book.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Work in so many processes at once. Default: one a processor, for a long table (Linux).",
)
@public_option
@known_option
@keep_going_option
@click.option("--codebook", "as_codebook", is_flag=True, help="What every column holds, instead.")
@json_option
@csv_option
def command(
    *,
    book: tuple[str, ...],
    first: str | None,
    last: str | None,
    every: int,
    on: tuple[str, ...],
    account: tuple[str, ...],
    jobs: int | None,
    public: str | None,
    known: str | None,
    as_codebook: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Make a table: one row a commitment, party, account, reading and day."""
    only_one(as_json=as_json, as_csv=as_csv)
    if on and (first or last):
        raise click.UsageError("Say --on, or --from and --to, not both.")
    opened = [open_valid(path) for path in book]
    when = _When(first, last, every, on, public, known)
    asked = [_asked(one, when) for one in opened]
    accounts = _accounts(opened, asked, account)
    if as_codebook:
        made = codebook(asked, __version__)
        if as_json:
            put(to_text(codebook_to_json(made)))
        else:
            put(codebook_to_csv(made) if as_csv else codebook_to_markdown(made))
        return
    if as_json:
        rows = panel(asked, accounts, __version__)
        put(to_text(panel_to_json(rows, asked, codebook(asked, __version__))))
        return
    parts = pieces(asked, accounts, __version__)
    at_once = processes(jobs, sum(len(part.of.book.days) * len(part.of.accounts) for part in parts))
    put(heading_to_csv(columns_of(asked).names()) + "".join(csv_at_once(parts, at_once)))


@dataclass(frozen=True, slots=True)
class _When:
    """The days and clocks, as typed."""

    first: str | None
    last: str | None
    every: int
    on: tuple[str, ...]
    public: str | None
    known: str | None


def _asked(book: books.Book, when: _When) -> PanelBook:
    """A book, with the days asked of it."""
    zone = book.agreement.zone
    named = sorted({day for words in when.on if (day := resolve(words, zone)) is not None})
    end = when.on[-1] if when.on else when.last
    question = settle(book, Options(end, when.public, when.known))
    book, clocks = question.book, question.clocks
    days = tuple(named) or _days(book, clocks.on, resolve(when.first, zone), when.every)
    return PanelBook(book.name, book.hash, book.agreement, book.record, clocks, days)


def _days(book: books.Book, end: Day, first: Day | None, every: int) -> tuple[Day, ...]:
    """From the first day to the last, one in so many; said aloud where it was not given."""
    start = first
    if start is None:
        start, _ = span_of(book.agreement, book.record, end)
        say(f"{book.name}: from {say_day(start)} to {say_day(end)} (--from, --to).")
    if start > end:
        raise click.UsageError("--from is later than --to.")
    days = tuple(range(start, end + 1, every))
    say(f"{book.name}: {say_times(len(days), 'day')}.")
    return days


def _accounts(
    opened: list[books.Book], asked: list[PanelBook], named: tuple[str, ...]
) -> tuple[str, ...]:
    """The accounts asked for; each is one of some book."""
    found: dict[str, None] = {}
    for name in named:
        refused: list[click.UsageError] = []
        for book, one in zip(opened, asked, strict=True):
            try:
                found[account_of(book, one.clocks, name)] = None
            except click.UsageError as error:
                refused.append(error)
        if len(refused) == len(opened):
            raise refused[0]
    return tuple(found)
