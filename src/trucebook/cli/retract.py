"""`trucebook retract`: an earlier report is taken back; it stays in the record."""

from __future__ import annotations

from typing import Any

import click

from trucebook.cli.entering import book_to_write, enter, entering_options, how, report_named
from trucebook.cli.options import DAY, resolve
from trucebook.cli.output import NotValid
from trucebook.entering.retraction import BySource, retraction


@click.command(
    "retract",
    epilog='Example: trucebook retract my-book p1 --why "The page speaks of another day."',
)
@click.argument("book")
@click.argument("earlier", metavar="ID")
@click.option("--why", required=True, metavar="WORDS", help="Why it is taken back.")
@click.option("--source", metavar="S", help="The source that took it back; with --published.")
@click.option("--says", metavar="WHO", help="Who says so there. Default: the source itself.")
@click.option(
    "--published",
    type=DAY,
    help="The day on which it was taken back. Default: the day the report itself was published.",
)
@click.option("--id", "own_id", metavar="ID", help="An id for the new row. Default: ID.retracted.")
@entering_options
def command(
    *,
    book: str,
    earlier: str,
    why: str,
    source: str | None,
    says: str | None,
    published: str | None,
    own_id: str | None,
    **options: Any,  # noqa: ANN401 - click's own signature
) -> None:
    """Take the report ID of BOOK back: a new row says so, and the report stays in the record.

    Without --source it is the desk's own mistake, a page that was read wrongly: then it counts for
    no day on which it was public, and still for whoever asks what was known before. With --source
    and --published the source took it back, and it counts until that day.
    """
    if not why.strip():
        raise NotValid("--why is empty: say why the report is taken back. Nothing was put in.")
    if source is not None and published is None:
        raise click.UsageError("Say with --published on which day the source took it back.")
    if says is not None and source is None:
        raise click.UsageError("--says goes with --source: where is it said?")
    opened = book_to_write(book)
    old = report_named(opened, earlier)
    day = old.published if published is None else resolve(published, opened.agreement.zone)
    taken = None if source is None or day is None else BySource(source, day, says)
    row = retraction(old, why, taken, own_id)
    enter(book, opened, row, how(options))
