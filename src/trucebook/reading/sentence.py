"""A text cut into sentences, with exact offsets, and without what belongs to no article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from trucebook.reading.rules import pattern

_HEADING = 140
_LONGEST = 2_000
"""Code points: words without a stop beyond this are cut, so that time grows with length alone."""
_WORD = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands.

    Shape: `text` is the article from `start` to `end`, counted in code points.
    """

    start: int
    end: int
    text: str
    headline: bool = False
    paragraph: int = 0


def split(text: str) -> tuple[Sentence, ...]:
    """The article's sentences, in reading order; teasers, forms and notices are left out."""
    found: list[Sentence] = []
    for number, line in enumerate(re.finditer(r"[^\r\n]+", text)):
        words = line.group().strip()
        if not words:
            continue
        if found and pattern("article ends").match(words):
            break
        if pattern("not an article's sentence").match(words):
            continue
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        heading = words[-1] not in ".!?…:\"”’'" and len(words) < _HEADING
        found.extend(_in_line(text, start, start + len(words), number, heading=heading))
    return tuple(found)


def _in_line(text: str, start: int, end: int, number: int, *, heading: bool) -> list[Sentence]:
    cuts = [start]
    for stop in pattern("stop").finditer(text, start, end):
        last = text[max(cuts[-1], stop.start() - _WORD) : stop.start() + 1]
        if not pattern("shortened word").search(last):
            _cut(text, cuts, _past_spaces(text, stop.end(), end))
    _cut(text, cuts, end)
    return [
        Sentence(a, a + len(text[a:b].rstrip()), text[a:b].rstrip(), heading, number)
        for a, b in pairwise(cuts)
        if text[a:b].strip()
    ]


def _cut(text: str, cuts: list[int], at: int) -> None:
    """Cut at a place, and before it wherever a sentence would be too long."""
    while at - cuts[-1] > _LONGEST:
        space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + _LONGEST)
        cuts.append(space + 1 if space > 0 else cuts[-1] + _LONGEST)
    cuts.append(at)


def _past_spaces(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
