"""`trucebook keep`: a source goes into a book as it came, so that quotes can be held to it."""

from __future__ import annotations

from datetime import datetime

import click

from trucebook.cli.entering import book_to_write
from trucebook.cli.keeping import HowKept, KeptSource, keep
from trucebook.cli.options import json_option
from trucebook.cli.output import put, say
from trucebook.cli.proposing import (
    articles_read,
    day_published,
    fetch_option,
    files_named,
    received,
)
from trucebook.export.to_json import Json, to_text
from trucebook.record.sources import is_id


@click.command("keep", epilog="Example: trucebook keep my-book page.html --address https://…")
@click.argument("book")
@click.argument("article")
@fetch_option
@click.option("--address", default="", metavar="URL", help="Where it stood when it was saved.")
@click.option("--captured", metavar="TIME", help="When it was saved. Default: now.")
@click.option("--published", metavar="DAY", help="When it was published, if it does not say.")
@click.option("--id", "name", default="", metavar="ID", help="What to call it. Default: its day.")
@click.option("--dry-run", is_flag=True, help="Say what would go in, and put nothing in.")
@click.option("--by", default="", metavar="DESK", help="A desk key or pseudonym on the entries.")
@json_option
def command(
    *,
    book: str,
    article: str,
    address: str,
    captured: str | None,
    published: str | None,
    name: str,
    dry_run: bool,
    by: str,
    fetch: bool,
    as_json: bool,
) -> None:
    """Keep a source in BOOK: the bytes of ARTICLE as they are, its text, their hashes.

    ARTICLE is a file of any form that read takes, - for standard input, or with --fetch an address.
    A report whose quote is anchored in a kept source is held to its text by check and verify.
    The same source is not kept twice.
    """
    if name and not is_id(name):
        raise click.UsageError(
            f"{name!r} cannot be the name of files: letters, digits, point, dash and underscore."
        )
    opened = book_to_write(book)
    (article, *more) = files_named([article], fetch=fetch)
    if more:
        raise click.UsageError("Sources are kept one by one: name a file, not a folder of them.")
    one = received(article, day_published(published), address)
    articles = articles_read(one)
    if name and len(articles) > 1:
        raise click.UsageError(f"{one.name} holds {len(articles)} articles: one id is too few.")
    how = HowKept(_time(captured), by, name, dry_run)
    kept = keep(book, opened, one, articles, how)
    if as_json:
        rows: list[Json] = [
            {"new": one.new} | {k: str(v) for k, v in one.row.items()} for one in kept
        ]
        put(to_text({"schema": "trucebook.keep/1", "book": opened.name, "sources": rows}))
        return
    for source in kept:
        put(_words(source, dry_run=dry_run))
    if any("published" not in source.row for source in kept):
        say("It does not say when it was published; --published would.")


def _words(source: KeptSource, *, dry_run: bool) -> str:
    row = source.row
    went = "would go in" if dry_run else "went in"
    known = [f"“{row['title']}”" if row.get("title") else "", row.get("outlet") or ""]
    known += [f"published {row['published']}" if row.get("published") else ""]
    said = ", ".join(str(one) for one in known if one)
    there = went if source.new else "is there already"
    return f"{row['id']} {there} ({row['form']}){f': {said}' if said else ''}.\n"


def _time(words: str | None) -> str:
    """A moment, as entries have it."""
    if words is None:
        return ""
    try:
        datetime.fromisoformat(words)
    except ValueError:
        raise click.UsageError(
            f"{words!r} is no time. Write it as 2025-03-04T22:30Z or 2025-03-04."
        ) from None
    return words
