"""`read --into`: articles are kept in a book, and what was proposed from them goes into its queue.

Source: spec/record/review.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from trucebook.cli.entering import book_to_write
from trucebook.cli.keeping import HowKept, keep
from trucebook.cli.modelled import read_by_model
from trucebook.cli.moving import told
from trucebook.cli.output import LEFT_OUT, NotValid, put, say
from trucebook.cli.proposing import Received, articles_read, read_one, received
from trucebook.entering.enter import How
from trucebook.export.to_json import Json, to_text
from trucebook.network.model import Model
from trucebook.reading.article import Article
from trucebook.reviewing.decide import Sitting
from trucebook.reviewing.put import Queued, put_claims
from trucebook.views.wording import say_times


@dataclass(frozen=True, slots=True)
class Into:
    """Where claims go, and what the articles do not say of themselves."""

    book: str
    outlet: str
    by: str
    dry_run: bool
    as_json: bool
    model: Model | None = None
    """What reads in the place of the rules."""


def read_into(names: list[str], day: date | None, into: Into) -> None:
    """Keep each article and put its claims into the queue; what cannot be is said and left out.

    Errors: NotValid where there is one article and it cannot.
    """
    rows: list[Json] = []
    for name in names:
        try:
            rows += _one(received(name, day), into)
        except NotValid as fault:
            if len(names) == 1:
                raise
            say(fault.message)
            click.get_current_context().meta[LEFT_OUT] = True
    if into.as_json:
        put(to_text({"schema": "trucebook.read-into/1", "book": into.book, "articles": rows}))


def _one(one: Received, into: Into) -> list[Json]:
    """The articles of one file."""
    for article in articles_read(one):
        _hold_to_about(one, article, into)
    found = read_one(one) if into.model is None else read_by_model(into.model, one)
    rows: list[Json] = []
    for each in found:
        article = each.article
        book = book_to_write(into.book)
        how = HowKept(by=into.by, dry_run=into.dry_run)
        (kept,) = keep(into.book, book, one, [article], how)
        source = str(kept.row["id"])
        day = one.published or article.about.published
        about = (str(day), into.outlet or str(article.about.outlet))
        with told():
            sitting = Sitting(into.book, book, How(into.by, dry_run=into.dry_run))
            queued = put_claims(sitting, source, each.records, about)
        rows.append(_row(source, one.name, queued, new=kept.new))
        if not into.as_json:
            put(_words(source, queued, dry_run=into.dry_run))
    return rows


def _hold_to_about(one: Received, article: Article, into: Into) -> None:
    """Refuse an article of which nobody says when and by whom it was published.

    Errors: NotValid.
    """
    lacks = []
    if not (one.published or article.about.published):
        lacks.append("when it was published: --published")
    if not (into.outlet or article.about.outlet):
        lacks.append("who published it: --outlet")
    if lacks:
        raise NotValid(
            f"{one.name} does not say {', nor '.join(lacks)}. A report has to name both. "
            "Nothing was put in."
        )


def _words(source: str, queued: Queued, *, dry_run: bool) -> str:
    if queued.there:
        claims = say_times(queued.there, "claim")
        return f"{source} is in the queue already, with {claims}. Nothing was put in."
    wait = "would wait" if dry_run else "wait" if queued.waiting != 1 else "waits"
    refused = f", {queued.refused} refused by the gate" if queued.refused else ""
    return f"{source}: {say_times(queued.waiting, 'claim')} {wait} for review{refused}."


def _row(source: str, name: str, queued: Queued, *, new: bool) -> dict[str, Json]:
    return {
        "name": name,
        "source": source,
        "new": new,
        "waiting": queued.waiting,
        "refused": queued.refused,
        "there": queued.there,
    }
