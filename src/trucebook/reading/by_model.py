"""What a model proposes of an article, paragraph by paragraph, each claim held to the words.

Who asks the model is handed in: this room touches no network.
Source: spec/models.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from trucebook.reading.answers import BadAnswer, read_answer, record_of
from trucebook.reading.article import Article
from trucebook.reading.asking import Paragraph, paragraphs_of, prompt_sha256
from trucebook.reading.grounding import ground
from trucebook.reading.holding import hold
from trucebook.reading.proposals import Proposals
from trucebook.reading.repeats import mark
from trucebook.reading.sentence import Sentence, split

Ask = Callable[[Paragraph], str]
"""Gives a model's answer about a paragraph. Errors: NoAnswer."""
TRIES = 2


class NoAnswer(Exception):
    """The model gave no answer that can be read; the words say why."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A model as proposals name it."""

    model: str
    place: str


def propose_by_model(
    article: Article,
    ask: Ask,
    reader: Reader,
    published: date | None = None,
    watch: Callable[[Iterable[Paragraph]], Iterable[Paragraph]] = iter,
) -> Proposals:
    """The claims that a model finds, refused ones too, each with the reasons.

    A paragraph whose answer cannot be read is asked about once more, and then told as unread.
    `watch` is handed the paragraphs on their way, for whoever shows progress.
    """
    sentences = split(article.text)
    records: list[dict[str, Any]] = []
    headings: list[bool] = []
    unread: list[str] = []
    for paragraph in watch(paragraphs_of(article.text)):
        claims, why = _answer(ask, paragraph)
        if why is not None:
            unread.append(f"paragraph {paragraph.number} was not read: {why}")
        for claim in claims:
            record, reasons = record_of(claim, paragraph, published)
            reasons = (*reasons, *_held(article.text, sentences, record, reasons))
            origin = {"reader": "model", "model": reader.model, "place": reader.place}
            origin |= {"prompt_sha256": prompt_sha256(), "paragraph": str(paragraph.number)}
            record["origin"] = origin
            record["grounding"] = {
                "stands": not reasons,
                "reasons": list(dict.fromkeys(reasons)),
            }
            records.append(record)
            headings.append(paragraph.heading)
    for number, record in enumerate(records, 1):
        record["id"] = f"m{number:02}"
    standing = [place for place, record in enumerate(records) if record["grounding"]["stands"]]
    mark([records[p] for p in standing], {n for n, p in enumerate(standing) if headings[p]})
    return Proposals(article, tuple(records), reader.model, tuple(unread))


def _answer(ask: Ask, paragraph: Paragraph) -> tuple[list[dict[str, Any]], str | None]:
    """The claims about a paragraph, or why there are none that can be read."""
    why = ""
    for _ in range(TRIES):
        try:
            return read_answer(ask(paragraph)), None
        except (BadAnswer, NoAnswer) as fault:
            why = str(fault)
    return [], why


def _held(
    text: str, sentences: tuple[Sentence, ...], record: dict[str, Any], reasons: tuple[str, ...]
) -> tuple[str, ...]:
    """What the gate says of a claim that has its place."""
    at = record["anchor_start"]
    if at is None or reasons:
        return ()
    place = bisect_right([sentence.start for sentence in sentences], at) - 1
    return (*hold(sentences[place], record), *ground(text, record))
