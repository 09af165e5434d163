"""`trucebook read`: the claims of an article, proposed by rules, each on its exact words."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from trucebook.cli.options import json_option
from trucebook.cli.output import NotValid, put, style, width
from trucebook.export.proposals_to_json import proposals_to_json
from trucebook.export.proposals_to_text import proposals_to_text
from trucebook.export.to_json import to_text
from trucebook.reading.intake import MOST, UnreadableError, take_in
from trucebook.reading.proposals import propose

STANDARD_INPUT = "-"


@click.command("read", epilog="Example: trucebook read article.txt --published 2025-03-06")
@click.argument("article", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--published", metavar="DAY", help="When it was published: tells which Sunday.")
@json_option
def command(*, article: str, published: str | None, as_json: bool) -> None:
    """Propose the claims of an article, each on its exact words.

    ARTICLE is a file of plain text in English, in UTF-8, or - for standard input. Claims are found
    by rules, on this machine alone; nothing enters a record.
    """
    day = _published(published)
    try:
        found = propose(take_in(_bytes(article)), day)
    except UnreadableError as error:
        name = "standard input" if article == STANDARD_INPUT else article
        raise NotValid(f"{name} cannot be read: {error}.") from None
    if as_json:
        put(to_text(proposals_to_json(found)))
    else:
        put(proposals_to_text(found, width(), style()))


def _bytes(article: str) -> bytes:
    """What is there, and one byte more than is taken: enough to know that it is too long."""
    if article == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST + 1)
    with Path(article).open("rb") as file:
        return file.read(MOST + 1)


def _published(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text!r} is no day. Write it as 2025-03-06.") from None
