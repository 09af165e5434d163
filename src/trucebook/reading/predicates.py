"""Verbs of a sentence with what their auxiliaries say: did, would, must, is to, did not.

Source: spec/reading.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucebook.reading.alone import Alone, alone
from trucebook.reading.auxiliaries import Left, left_of
from trucebook.reading.lexicon import Entry, Group, entries, shipped_groups, small
from trucebook.reading.words import REACH, Words


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb where it stands.

    Shape: `mood` is did, would, must, may, to come, refused or threatened; `start` and `end` are
    its places in the sentence, auxiliaries and governing verb included, `own` is the verb's own.
    """

    start: int
    own: int
    end: int
    verb: str
    group: Group
    mood: str
    negated: bool = False
    passive: bool = False
    doing: bool = False
    pluperfect: bool = False
    governor: str | None = None
    now: bool = False


def predicates(
    sentence: str, *, heading: bool = False, groups: tuple[Group, ...] | None = None
) -> Iterator[Predicate]:
    """The verbs of a sentence that tell of claims, in reading order."""
    words = Words(sentence, heading)
    known = entries(groups or shipped_groups())
    for at, word in enumerate(words.words):
        for entry in known.get(word.lower, ()):
            last = words.last_of(at, entry.rest)
            one = None if last is None else _read(words, at, last, entry)
            if one is not None:
                yield one
                break


def _read(words: Words, at: int, last: int, entry: Entry) -> Predicate | None:
    left = left_of(words, at)
    told = _told(words, at, last, entry, left)
    if told is None or (entry.group.later and told.mood == "did"):
        return None
    if "base" in entry.forms:
        words.moods[at] = told.mood
    if told.mood == "open" or _is_unsure(words, left, entry) or not _fits(words, last, entry):
        return None
    if not _about(words, left, last, entry.group, passive=told.passive):
        return None
    return Predicate(
        words.words[left.at].start,
        words.words[at].start,
        words.words[last].end,
        entry.verb,
        entry.group,
        told.mood,
        left.negated or _nobody(words, left.at),
        told.passive,
        told.doing,
        left.first == "had",
        left.governor,
        left.last is None and not told.doing and not entry.forms & {"past", "part"},
    )


def _told(words: Words, at: int, last: int, entry: Entry, left: Left) -> Alone | None:
    """Mood and voice by the last auxiliary; None where the form does not go with it."""
    forms = entry.forms
    if left.last in small("be"):
        return _with_be(words, last, entry, left)
    if left.last in small("have"):
        return Alone(left.mood) if "part" in forms else None
    if left.last is not None:
        return Alone(left.mood) if "base" in forms else None
    return alone(words, at, entry)


def _with_be(words: Words, last: int, entry: Entry, left: Left) -> Alone | None:
    if "part" not in entry.forms:
        return Alone(left.mood) if "ing" in entry.forms and left.first != "be" else None
    if entry.group.active:
        return None
    told = Alone(left.mood, passive=True)
    if left.first == left.last == "be" and left.governor is None:
        return None
    if left.first == left.last == "being":
        behind = {words.lower(k) for k in range(last + 1, last + 3)}
        return replace(told, mood="to come") if behind & small("on_condition") else told
    state = left.first == left.last and left.first in {"is", "are"} and left.mood == "did"
    return None if state and entry.group.kind == "event" else told


def _fits(words: Words, last: int, entry: Entry) -> bool:
    end = words.words[last].end
    return entry.group.then is None or bool(entry.group.then.match(words.sentence[end:]))


def _about(words: Words, left: Left, last: int, group: Group, *, passive: bool) -> bool:
    """Whether an event's noun stands where the group asks for one."""
    if group.about is None or left.governor == "fail":
        return True
    if group.about == "text":
        return words.subject_is_text(left.at)
    if (group.about in {"subject", "either"} or passive) and words.subject_is_event(left.at):
        return True
    return group.about in {"object", "either"} and not passive and words.object_is_event(last)


def _nobody(words: Words, at: int) -> bool:
    """Whether the subject is nobody: no prisoner, neither side."""
    return bool(set(words.clause(at)[-REACH - 1 :]) & {"no", "none", "neither", "nobody"})


def _is_unsure(words: Words, left: Left, entry: Entry) -> bool:
    """Whether the clause only says if, whether or until, or once something is done."""
    clause = set(words.clause(left.at))
    if clause & small("unsure"):
        return True
    now = left.first in {"is", "are", "has", "have"} or (left.last is None and "s" in entry.forms)
    return now and bool(clause & small("would_be"))
