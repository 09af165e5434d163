"""`trucebook link`: reports that are there tell of one event, or of different ones."""

from __future__ import annotations

from typing import Any

import click

from trucebook.cli.entering import (
    book_to_write,
    enter,
    entering_options,
    how,
    refusals,
    report_named,
)
from trucebook.cli.options import DAY, resolve
from trucebook.entering.linking import Linked, Said, link_row


@click.command(
    "link",
    epilog='Example: trucebook link my-book g1 g2 --why "Both tell of the ship at the east quay."',
)
@click.argument("book")
@click.argument("reports", metavar="ID...", nargs=-1, required=True)
@click.option("--why", required=True, metavar="WORDS", help="Why: what shows it.")
@click.option(
    "--event",
    metavar="NAME",
    help="The event. Default: the one that these reports name, or the first of their ids.",
)
@click.option("--apart", is_flag=True, help="They tell of different events.")
@click.option("--source", metavar="S", help="The source that says so; with --published.")
@click.option(
    "--published",
    type=DAY,
    help="The day on which it said so. Default: the day of the earliest of these reports.",
)
@click.option("--id", "own_id", metavar="ID", help="An id for the new row. Default: ID.link.")
@entering_options
def command(
    *,
    book: str,
    reports: tuple[str, ...],
    why: str,
    event: str | None,
    apart: bool,
    source: str | None,
    published: str | None,
    own_id: str | None,
    **options: Any,  # noqa: ANN401 - click's own signature
) -> None:
    """Say of the reports ID that they tell of one event, or with --apart of different ones.

    A new row says so, and the reports stay as they are; what is counted together changes. One
    report alone is tied to an event with --event. trucebook retract undoes a link.
    """
    _refuse_words(reports, event, apart=apart)
    if source is not None and published is None:
        raise click.UsageError("Say with --published on which day the source said so.")
    if published is not None and source is None:
        raise click.UsageError("--published goes with --source: where is it said?")
    opened = book_to_write(book)
    for name in reports:
        report_named(opened, name)
    day = None if published is None else resolve(published, opened.agreement.zone)
    said = None if source is None or day is None else Said(source, day)
    with refusals():
        row = link_row(opened.record, Linked(reports, why, event, apart), said, own_id)
    enter(book, opened, row, how(options))


def _refuse_words(reports: tuple[str, ...], event: str | None, *, apart: bool) -> None:
    """Refuse what says neither one event nor different ones.

    Errors: click.UsageError.
    """
    twice = next((name for name in reports if reports.count(name) > 1), None)
    if twice is not None:
        raise click.UsageError(f"{twice} is named twice.")
    if apart and event is not None:
        raise click.UsageError("Either --apart or --event: different events are not one.")
    if len(reports) == 1 and event is None:
        more = "Name another report" if apart else "Name another report, or its event with --event"
        raise click.UsageError(f"{more}: one report alone is linked to nothing.")
