"""What stands to the left of a verb, and what it makes of it: was, would, is to, agreed to, not.

Source: spec/reading.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucebook.reading.lexicon import small, small_forms
from trucebook.reading.words import Words

_FAR = 9
"""Words within which a verb that governs another may stand before it."""
_MODALS = (("will", "would"), ("must", "must"), ("may", "may"))
_GOVERNORS = (
    ("threaten", "threatened"),
    ("refuse", "refused"),
    ("commit", "to come"),
    ("attempt", "did"),
    ("managed", "did"),
)
_SHORT = {"wo": "will", "ca": "can", "cannot": "can"}
_LONG = 4


@dataclass(frozen=True, slots=True)
class Left:
    """What stands to the left of a verb.

    Shape: `at` is where the verb's words begin; `first` and `last` are its auxiliaries'; mood is
    did, would, must, may, to come, refused, threatened, or open where nothing says which.
    """

    at: int
    mood: str
    negated: bool = False
    last: str | None = None
    first: str | None = None
    governor: str | None = None


def left_of(words: Words, at: int) -> Left:
    """The auxiliaries and the governing verb of the verb at a place."""
    found, negated = _helpers(words, at)
    if not found:
        return Left(at, "did", negated)
    said = [_helper(words.lower(place)) for place in found]
    if said[0] == "to":
        return _governed(words, found[0], said[-1], negated=negated)
    mood = next((mood for word in said if (mood := _modal(word))), "did")
    return Left(found[0], mood, negated, said[-1], said[0])


def _helpers(words: Words, at: int) -> tuple[list[int], bool]:
    """The places of the auxiliaries, and whether something denies the verb."""
    known = {"to"}.union(*(small(name) for name in ("be", "have", "do", "will", "must", "may")))
    found: list[int] = []
    negated = False
    for k in range(at - 1, -1, -1):
        word = words.lower(k)
        if word in small("no"):
            negated = True
            if word not in {"not", "never"}:
                found.insert(0, k)
        elif word in known:
            found.insert(0, k)
            if word == "to":
                break
        elif not _between(word):
            break
    return found, negated


def _between(word: str) -> bool:
    """Whether a word may stand between an auxiliary and its verb."""
    return word in small("between") or (word.endswith("ly") and len(word) > _LONG)


def _helper(word: str) -> str:
    plain = re.sub(r"n['’]t$", "", word)
    return _SHORT.get(plain, plain)


def _modal(word: str) -> str | None:
    return next((mood for name, mood in _MODALS if word in small(name)), None)


def _governed(words: Words, to: int, last: str, *, negated: bool) -> Left:
    """A verb behind `to`: what governs it says what it is."""
    k = to - 1
    while k >= 0 and (_between(words.lower(k)) or words.lower(k) in small("no")):
        negated = negated or words.lower(k) in small("no")
        k -= 1
    word = words.lower(k)
    if last == "have":
        return Left(k, "did" if word in small("reported") else "open", negated, last, "to")
    if word in small("be"):
        left = _before_governor(words, k + 1)
        mood = "to come" if left.mood == "did" else "open"
        return Left(left.at, mood, negated or left.negated, last)
    if word in small("have") | {"need", "needs"}:
        return Left(k, "must", negated, last)
    if word in {"and", "or", ","}:
        return Left(to, words.joined(k), negated, last)
    return _governed_from_afar(words, k, Left(to, "open", negated, last))


def _governed_from_afar(words: Words, near: int, bare: Left) -> Left:
    for place in range(near, max(-1, near - _FAR), -1):
        if place < near and words.stops(place):
            break
        governor = _governor(words, place, near=place == near)
        if governor:
            mood, verb = governor
            left = _before_governor(words, place)
            if left.mood != "did" and mood in {"did", "to come"}:
                mood = left.mood
            denied = bare.negated or left.negated
            return Left(left.at, mood, denied, bare.last, left.first, verb)
    return bare


def _governor(words: Words, place: int, *, near: bool) -> tuple[str, str] | None:
    word = words.lower(place)
    for name, mood in _GOVERNORS:
        verb = small_forms(name).get(word, word if word in small(name) else None)
        far = name in {"commit", "threaten"} or verb in small("moves_others")
        if verb is None or not (near or far):
            continue
        if name == "attempt" and word.endswith("s"):
            return None
        if words.lower(place - 1) in small("before_a_noun"):
            return None
        return mood, verb
    return None


def _before_governor(words: Words, place: int) -> Left:
    left = left_of(words, place)
    return left if left.last != "to" else Left(place, "did")
