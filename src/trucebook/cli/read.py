"""`trucebook read`: the claims of an article, proposed by rules, each on its exact words."""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from trucebook.cli.modelled import Asked, model_options, read_by_model
from trucebook.cli.options import json_option
from trucebook.cli.output import LEFT_OUT, NotValid, put, say, style, width
from trucebook.cli.proposing import (
    NotFetched,
    day_published,
    fetch_option,
    files_named,
    read_many,
    read_one,
    received,
)
from trucebook.export.article_to_text import article_to_text
from trucebook.export.proposals_to_json import proposals_to_json
from trucebook.export.proposals_to_text import proposals_to_text
from trucebook.export.to_json import to_text
from trucebook.reading.proposals import Proposals

if TYPE_CHECKING:
    from trucebook.network.model import Model


@click.command("read", epilog="Example: trucebook read article.html --published 2025-03-06")
@click.argument(
    "articles",
    nargs=-1,
    required=True,
    metavar="ARTICLE...",
)
@fetch_option
@click.option("--published", metavar="DAY", help="When it was published: tells which Sunday.")
@model_options
@click.option("--into", metavar="BOOK", help="Put the claims into the review queue of a book.")
@click.option("--outlet", default="", metavar="NAME", help="With --into: who published it.")
@click.option("--by", default="", metavar="DESK", help="With --into: who puts them there.")
@click.option("--dry-run", is_flag=True, help="With --into: put nothing in.")
@json_option
def command(
    *,
    articles: tuple[str, ...],
    published: str | None,
    fetch: bool,
    into: str | None,
    outlet: str,
    by: str,
    dry_run: bool,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - click's own signature
) -> None:
    """Propose the claims of an article, each on its exact words.

    ARTICLE is a file in English: a web page, plain text, PDF, an office document (.docx) or a
    feed; - is standard input, a folder means the articles in it, and an address is asked for its
    page with --fetch alone. Claims are found by rules, on this machine alone, or with --model by
    a language model; nothing enters a record. With --into the article is kept in a book and its
    claims wait in its queue until review; the same article is not put in twice.
    """
    day = day_published(published)
    model = Asked(**asked).settled()
    names = files_named(articles, fetch=fetch)
    if into is not None:
        from trucebook.cli.queueing import Into, read_into

        read_into(names, day, Into(into, outlet, by, dry_run, as_json, model))
        return
    if outlet or by or dry_run:
        raise click.UsageError("--outlet, --by and --dry-run go with --into.")
    if model is not None:
        _by_model(model, names, day, as_json=as_json)
        return
    if len(names) == 1:
        found = read_one(received(names[0], day))
        for number, one in enumerate(found):
            _show(one, names[0], many=len(found) > 1, first=number == 0, as_json=as_json)
        return
    _read_many(names, day, as_json=as_json)


def _by_model(model: Model, names: list[str], day: date | None, *, as_json: bool) -> None:
    """Have a model read file after file; what cannot be read is said, the others are read."""
    first = True
    for name in names:
        try:
            for one in read_by_model(model, received(name, day)):
                _show(one, name, many=len(names) > 1, first=first, as_json=as_json)
                first = False
        except NotValid as fault:
            if len(names) == 1 or isinstance(fault, NotFetched):
                raise
            fault.show()
            click.get_current_context().meta[LEFT_OUT] = True


def _read_many(names: list[str], day: date | None, *, as_json: bool) -> None:
    """Read file after file, with progress on a terminal; what cannot be read is said at once."""
    first = True
    answers = read_many(names, partial(received, published=day))
    hidden = not sys.stderr.isatty() or sys.stdout.isatty()
    with click.progressbar(
        answers, length=len(names), label="articles", file=sys.stderr, hidden=hidden
    ) as bar:
        for name, answer in bar:
            if isinstance(answer, str):
                say(f"{name} cannot be read: {answer}.")
                click.get_current_context().meta[LEFT_OUT] = True
                continue
            for one in answer:
                _show(one, name, many=True, first=first, as_json=as_json)
                first = False


def _show(one: Proposals, name: str, *, many: bool, first: bool, as_json: bool) -> None:
    if as_json:
        whole = proposals_to_json(one)
        put(json.dumps({"name": name} | whole, ensure_ascii=False) if many else to_text(whole))
        return
    head = article_to_text(one.article, name if many else "", width(), style())
    put(("" if first or not many else "\n") + head + proposals_to_text(one, width(), style()))
