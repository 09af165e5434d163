"""Verbs without auxiliaries: told from nouns and adjectives by the words on either side.

Where both stay possible, the word is left alone.
Source: spec/reading.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.reading.lexicon import Entry, known_verbs, small
from trucebook.reading.words import Words


@dataclass(frozen=True, slots=True)
class Alone:
    """What a verb without auxiliaries tells."""

    mood: str = "did"
    passive: bool = False
    doing: bool = False


def alone(words: Words, at: int, entry: Entry) -> Alone | None:
    """What the verb at a place tells; None where it need not be one."""
    if entry.group.helped or (words.words[at].text[0].isupper() and at):
        return None
    if words.is_joined_to_last(at) or (not at and "ing" not in entry.forms):
        return None
    ends = words.lower(at + 1) in {".", ",", ";", ""}
    if entry.group.kind == "stance" and ends and not {"that", "which"} & words.near(at):
        return None
    if entry.group.kind == "term" and not words.opens_an_object(at) and not entry.rest:
        return None
    if entry.forms & {"past", "part"}:
        return _past(words, at, entry)
    if "ing" in entry.forms:
        return _doing(words, at, entry)
    if "base" in entry.forms:
        return _plain(words, at, entry)
    return _present(words, at, entry)


def _past(words: Words, at: int, entry: Entry) -> Alone | None:
    before = words.lower(at - 1)
    if before in small("before_a_noun") | small("numbers") | small("stays") or before.isdigit():
        return None
    if "base" in entry.forms and before in {"and", "or", ","} and words.joined(at) != "open":
        return Alone(words.joined(at))
    return Alone(passive=words.lower(at + 1) == "by" or "past" not in entry.forms)


def _doing(words: Words, at: int, entry: Entry) -> Alone | None:
    before = words.lower(at - 1)
    if entry.group.kind == "event":
        known = small("doing_after") | small("movers")
        return Alone(doing=True) if before in known else None
    if entry.group.kind == "term" or before in small("before_a_thing_done"):
        return None
    return Alone(doing=True)


def _plain(words: Words, at: int, entry: Entry) -> Alone | None:
    """As in: the rebels demand, saw Beta free nine, would leave and return."""
    before = words.lower(at - 1)
    followed = bool(words.opens_an_object(at) or entry.rest)
    if before in {"and", "or", ",", "then"}:
        mood = words.joined(at)
        if mood == "open" or not followed:
            return Alone() if words.heading else None
        return Alone(mood)
    if before in small("before_a_noun") or not before[:1].isalpha() or not followed:
        return None
    seen = words.near(at) & small("sees")
    if entry.group.kind == "event" and not words.heading and not seen:
        return None
    several = before.endswith("s") or before in small("several") or "and" in words.near(at)
    return Alone() if several or seen else None


def _present(words: Words, at: int, entry: Entry) -> Alone | None:
    """As in: the government rejects, and in a headline: Beta frees nine."""
    before = words.lower(at - 1)
    if {before, words.lower(at + 1)} & {"of", "by"}:
        return None
    if before in {"and", ","}:
        return Alone() if words.heading or words.present else None
    if entry.group.kind == "event" and not words.heading:
        return None
    if before in small("before_a_noun") or not before[:1].isalpha() or before.endswith("ed"):
        return None
    if entry.group.kind == "event" and not (words.opens_an_object(at) or entry.rest):
        return None
    if any("base" in other.forms for other in known_verbs(words.lower(at + 1))):
        return None
    words.present = True
    return Alone()
