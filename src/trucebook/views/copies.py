"""Which of several articles carry one story on, and from which of them.

A stated origin outranks the words: articles from one agency are one story, articles from two are
two. Where none is stated, words shared outside quotation marks tell.
Source: spec/record/copies.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from trucebook.model.overlap import Overlap, overlap, stretches_of
from trucebook.model.speakers import fold
from trucebook.views.likeness import ASKED, COPIED, LONG_RUN


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it is held against others.

    Shape: `origin` is whom it names as its own source; None where it does not say.
    """

    name: str
    text: str
    origin: str | None = None
    outlet: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that carries another on: because it says so, or by the words they share."""

    story: Story
    stated: bool
    words: Overlap | None


@dataclass(frozen=True, slots=True)
class Voice:
    """One story with what carries it on: one voice, however often it was printed."""

    first: Story
    copies: tuple[Copy, ...]
    origin: str | None


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Two articles that share some words, but not enough to be told for copies."""

    one: Story
    other: Story
    words: Overlap


@dataclass(frozen=True, slots=True)
class Voices:
    """The independent voices among some articles, and the pairs somebody has to look at."""

    voices: tuple[Voice, ...]
    perhaps: tuple[Perhaps, ...]


def find_voices(stories: Sequence[Story]) -> Voices:
    """Articles put together by origin and by words, in the order they came."""
    pairs = _pairs(stories)
    root = list(range(len(stories)))
    # What is stated is put together first, so that no words join two agencies through a third.
    for (one, other), words in sorted(pairs.items(), key=lambda item: item[1] is not None):
        a, b = _top(root, one), _top(root, other)
        if a == b or (words is not None and not _is_copy(words)):
            continue
        if _is_one_origin([stories[k] for k in range(len(root)) if _top(root, k) in {a, b}]):
            root[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for place in range(len(stories)):
        groups.setdefault(_top(root, place), []).append(place)
    voices = tuple(_voice(stories, places, pairs) for places in groups.values())
    asked = tuple(
        Perhaps(stories[one], stories[other], words)
        for (one, other), words in sorted(pairs.items(), key=lambda item: item[0])
        if words is not None and _top(root, one) != _top(root, other) and words.share >= ASKED
    )
    return Voices(voices, asked)


def _pairs(stories: Sequence[Story]) -> dict[tuple[int, int], Overlap | None]:
    """What each two share; None where they state one origin, nothing where they state two."""
    words = [stretches_of(story.text) for story in stories]
    found: dict[tuple[int, int], Overlap | None] = {}
    for one, other in combinations(range(len(stories)), 2):
        mine, theirs = _names(stories[one]), _names(stories[other])
        if stories[one].origin and stories[other].origin and mine["origin"] != theirs["origin"]:
            continue
        stated = (mine["origin"] & (theirs["origin"] | theirs["outlet"])) | (
            theirs["origin"] & mine["outlet"]
        )
        found[one, other] = None if stated else overlap(words[one], words[other])
    return found


def _names(story: Story) -> dict[str, set[str]]:
    return {
        "origin": {fold(story.origin)} if story.origin else set(),
        "outlet": {fold(story.outlet)} if story.outlet else set(),
    }


def _is_copy(words: Overlap) -> bool:
    return words.share >= COPIED or len(words.longest) >= LONG_RUN


def _is_one_origin(stories: Sequence[Story]) -> bool:
    return len({fold(story.origin) for story in stories if story.origin}) <= 1


def _top(root: list[int], place: int) -> int:
    while root[place] != place:
        place = root[place]
    return place


def _voice(
    stories: Sequence[Story],
    places: list[int],
    pairs: dict[tuple[int, int], Overlap | None],
) -> Voice:
    origin = next((stories[place].origin for place in places if stories[place].origin), None)
    first = min(places, key=lambda place: _order(stories[place], origin))
    copies = (
        Copy(
            stories[place],
            _states(stories[place], origin),
            _most_shared(pairs, place, [other for other in places if other != place]),
        )
        for place in places
        if place != first
    )
    return Voice(stories[first], tuple(copies), origin)


def _order(story: Story, origin: str | None) -> tuple[bool, date, bool, int, str]:
    """The agency's own page first, then the day, who names it, the longest, the name."""
    own = bool(origin and story.outlet and fold(story.outlet) == fold(origin))
    day = story.published or date.max
    return (not own, day, not _states(story, origin), -len(story.text), story.name)


def _states(story: Story, origin: str | None) -> bool:
    return bool(origin and story.origin and fold(story.origin) == fold(origin))


def _most_shared(
    pairs: dict[tuple[int, int], Overlap | None], place: int, others: list[int]
) -> Overlap | None:
    """What an article shares with the one of its voice that is nearest to it."""
    found = (pairs.get((min(place, other), max(place, other))) for other in others)
    return max(filter(None, found), key=lambda w: (w.share, len(w.longest)), default=None)
