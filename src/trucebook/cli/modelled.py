"""Articles read by a language model that the user names: asked paragraph by paragraph.

Source: spec/models.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import click

from trucebook.cli.options import F
from trucebook.cli.output import NotValid, say
from trucebook.cli.proposing import NotFetched, Received, articles_read
from trucebook.network.faults import AddressRefused, NetworkFault
from trucebook.network.model import LOCAL, SECONDS, BadReply, Model, ask, model_at
from trucebook.reading.article import Article
from trucebook.reading.asking import SCHEMA, Paragraph, messages_for, paragraphs_of
from trucebook.reading.by_model import TRIES, NoAnswer, Reader, propose_by_model
from trucebook.reading.proposals import Proposals

KEY = "TRUCEBOOK_MODEL_KEY"
"""Environment variable with the key for the model's server, if it wants one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which model is to be asked, and where."""

    model: str | None
    endpoint: str | None
    seconds: float

    def settled(self) -> Model | None:
        """The model, if one was named.

        Errors: click.UsageError; NotValid where the endpoint may not be asked.
        """
        if self.model is None:
            if self.endpoint is not None:
                raise click.UsageError("--endpoint says where a model is: name it with --model.")
            return None
        key = os.environ.get(KEY, "")
        try:
            return model_at(self.model, self.endpoint or LOCAL, key, self.seconds)
        except AddressRefused as fault:
            raise NotValid(f"Nothing was asked: {fault}.") from None


def model_options(function: F) -> F:
    """Which model reads, where it is, and how long it may take."""
    options = (
        click.option(
            "--seconds",
            type=click.FloatRange(1, 3_600),
            default=SECONDS,
            show_default=True,
            help="How long the model may take for a paragraph.",
        ),
        click.option(
            "--endpoint",
            metavar="URL",
            help="Where the model is: an address that ends in /v1 speaks as OpenAI's, any other "
            f"as Ollama. Default: {LOCAL}.",
        ),
        click.option("--model", metavar="NAME", help="Let a language model read, not the rules."),
    )
    for option in options:
        function = option(function)
    return function


def read_by_model(model: Model, received: Received) -> Iterator[Proposals]:
    """What a model proposes from each article in what was received.

    Errors: NotValid where it cannot be read; NotFetched where the model cannot be asked.
    """
    for article in articles_read(received):
        count = len(paragraphs_of(article.text))
        say(f"Asking {model.name} at {model.place}, which sees the article: {count} times.")
        yield _one(model, article, received.published or article.about.published)


def _one(model: Model, article: Article, published: date | None) -> Proposals:
    reader = Reader(model.name, model.place)
    return propose_by_model(article, _asking(model), reader, published, _watched)


def _asking(model: Model) -> Callable[[Paragraph], str]:
    """Asks about a paragraph; a server that cannot be reached at all ends the command."""
    answered: list[bool] = []
    failed: list[bool] = []

    def about(paragraph: Paragraph) -> str:
        try:
            words = ask(model, messages_for(paragraph), SCHEMA)
        except NetworkFault as fault:
            failed.append(True)
            if not answered and len(failed) == TRIES:
                raise NotFetched(f"The model was not reached: {fault}.") from None
            raise NoAnswer(str(fault)) from None
        except BadReply as fault:
            answered.append(True)
            raise NoAnswer(str(fault)) from None
        answered.append(True)
        return words

    return about


def _watched(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, with progress on a terminal."""
    every = tuple(paragraphs)
    hidden = not sys.stderr.isatty()
    with click.progressbar(every, label="paragraphs", file=sys.stderr, hidden=hidden) as bar:
        yield from bar
