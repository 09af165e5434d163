"""Sources put into a book: the bytes as they came, their text, and what is known of both.

Source: spec/record/sources.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.book import Book
from trucebook.cli.moving import told
from trucebook.cli.output import NotValid
from trucebook.cli.proposing import Received
from trucebook.entering.enter import now
from trucebook.ledger.address import opened
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.move import put as put_in
from trucebook.ledger.split import drafts_of
from trucebook.model.source import Source
from trucebook.reading.anchor import find, to_columns
from trucebook.reading.article import Article
from trucebook.record.json_line import Row
from trucebook.record.sources import COLUMNS, files_for, names_for


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source of a book, and whether it is new in it."""

    row: Row
    new: bool


@dataclass(frozen=True, slots=True)
class HowKept:
    """How a source is to be kept: when it was received, by whose hand, under which id."""

    captured: str = ""
    by: str = ""
    name: str = ""
    dry_run: bool = False


def keep(
    address: str, book: Book, received: Received, articles: Iterable[Article], how: HowKept
) -> tuple[KeptSource, ...]:
    """Put the articles of what was received into a book, unless it keeps them.

    Errors: NotValid, StoreFault; then nothing was put in.
    """
    rows = [dict(source.row) for source in book.sources]
    files: dict[str, bytes] = {}
    kept: list[KeptSource] = []
    for article in articles:
        there = _there(rows, article)
        if there is not None:
            kept.append(KeptSource(there, new=False))
            continue
        row = _row(received, article, rows, how)
        rows.append(row)
        kept.append(KeptSource(row, new=True))
        files |= files_for(row, received.data, article.text)
    if files and not how.dry_run:
        with told(), opened(address) as target:
            if isinstance(target, Bundle):
                raise TypeError(target.name)
            put_in(target, drafts_of(files), now(), how.by)
    return tuple(kept)


def anchored(book: Book, name: str, row: Row) -> Row:
    """A report's row with the anchor of its quote in a source that the book keeps.

    Errors: NotValid where the quote does not stand there, once.
    """
    source = source_named(book, name)
    quote = row.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        raise NotValid("The report has no quote to look for in the kept source. Add quote.")
    if source.text is None or source.faults:
        raise NotValid(f"The kept source {name} is not as it was kept: trucebook check says how.")
    anchor = find(name, source.text, quote)
    if isinstance(anchor, str):
        raise NotValid(f"The quote {anchor}: the kept source {name}. Nothing was put in.")
    return row | {"anchor": to_columns(anchor)}


def source_named(book: Book, name: str) -> Source:
    """The source of an id.

    Errors: NotValid.
    """
    found = next((source for source in book.sources if source.id == name), None)
    if found is None:
        ids = ", ".join(source.id for source in book.sources[-5:]) or "none at all"
        raise NotValid(f"{book.name} keeps no source {name!r}; it keeps {ids}.")
    return found


def _there(rows: list[Row], article: Article) -> Row | None:
    hashes = article.source_sha256, article.text_sha256
    return next((r for r in rows if (r.get("sha256"), r.get("text_sha256")) == hashes), None)


def _row(received: Received, article: Article, rows: list[Row], how: HowKept) -> Row:
    captured = how.captured or now()
    published = received.published or article.about.published
    name = how.name or _free_name(published.isoformat() if published else captured[:10], rows)
    if how.name and (how.name in {row.get("id") for row in rows}):
        raise NotValid(f"The book keeps another source under {how.name!r}. Nothing was put in.")
    about = article.about
    held, text = names_for(name, article.form, received.data, article.text)
    same = next((row for row in rows if row.get("sha256") == article.source_sha256), None)
    told: dict[str, object] = {
        "id": name,
        "form": article.form,
        "way": article.way,
        "captured": captured,
        "published": published.isoformat() if published else None,
        "address": received.address or about.address,
        "title": about.title,
        "outlet": about.outlet,
        "byline": about.byline,
        "origin": about.origin,
        "received": held if same is None else same.get("received"),
        "text": text,
        "sha256": article.source_sha256,
        "text_sha256": article.text_sha256,
    }
    return {column: told[column] for column in COLUMNS if told[column] is not None}


def _free_name(day: str, rows: list[Row]) -> str:
    """The day with the first number that is free."""
    taken = {row.get("id") for row in rows}
    number = 1
    while f"{day}-{number}" in taken:
        number += 1
    return f"{day}-{number}"
