"""`trucebook copies`: which articles carry one story on, and how many voices are left."""

from __future__ import annotations

import click

from trucebook.cli.options import json_option
from trucebook.cli.output import LEFT_OUT, NotValid, put, say, style, width
from trucebook.cli.proposing import articles_read, fetch_option, files_named, received
from trucebook.export.to_json import to_text
from trucebook.export.voices_to_text import voices_to_json, voices_to_text
from trucebook.reading.article import Article
from trucebook.reading.sentence import split
from trucebook.views.copies import Story, find_voices

_MOST = 200
"""Articles that are held against each other, each with each."""


@click.command("copies", epilog="Example: trucebook copies monday/")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@fetch_option
@json_option
def command(*, articles: tuple[str, ...], fetch: bool, as_json: bool) -> None:
    """Tell which articles carry one story on, and how many voices are left.

    ARTICLE is as for `read`. Articles that name one agency are one story; where none is named,
    the words they share outside quotation marks tell. Nothing enters a record.
    """
    names = files_named(articles, fetch=fetch)
    stories: list[Story] = []
    for name in names:
        try:
            stories += [_story(name, article) for article in articles_read(received(name, None))]
        except NotValid as fault:
            if len(names) == 1:
                raise
            say(fault.format_message())
            click.get_current_context().meta[LEFT_OUT] = True
    if len(stories) > _MOST:
        raise click.UsageError(
            f"{len(stories):,} articles are too many to hold each against each: give up to {_MOST}."
        )
    found = find_voices(stories)
    put(to_text(voices_to_json(found)) if as_json else voices_to_text(found, width(), style()))


def _story(name: str, article: Article) -> Story:
    """An article's sentences; what belongs to no article is left out."""
    about = article.about
    text = " ".join(sentence.text for sentence in split(article.text))
    called = f"{name}: {about.title}" if article.form == "feed" and about.title else name
    return Story(called, text, about.origin, about.outlet, about.published)
