"""A sentence as words with their places, and what is asked of the words round a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trucebook.reading.lexicon import event_noun, small

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:['’.-]+\w+)*|[^\w\s]")
_BREAK = frozenset(",;:—–()")
QUOTES = frozenset("“”\"'’")
REACH = 5
"""Words within which what belongs to a verb has to follow it."""
_SUBJECT = 9
_OBJECT = 9


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a mark, where it stands."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(slots=True)
class Words:
    """A sentence, word by word, and what was found in it so far.

    Shape: `moods` are those of plain forms by place, for verbs joined to them by `and`; `present`
    says whether a verb in the present was found.
    """

    sentence: str
    heading: bool = False
    moods: dict[int, str] = field(default_factory=dict)
    present: bool = False
    words: list[Word] = field(init=False)

    def __post_init__(self) -> None:
        """Cut the sentence."""
        self.words = [
            Word(m.group(), m.group().lower(), m.start(), m.end())
            for m in _TOKEN.finditer(self.sentence)
        ]

    def lower(self, at: int) -> str:
        """The word at a place, in small letters; nothing beyond the ends."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def near(self, at: int) -> set[str]:
        """The few words before a place."""
        return {self.lower(k) for k in range(max(0, at - REACH), at)}

    def is_joined_to_last(self, at: int) -> bool:
        """Whether a hyphen joins a word to the one before: U.N.-backed."""
        last = self.words[at - 1] if at else None
        return last is not None and last.text in "-–" and last.end == self.words[at].start

    def stops(self, at: int) -> bool:
        """Whether a mark ends what a verb can reach."""
        return self.words[at].text in _BREAK

    def last_of(self, at: int, rest: tuple[str, ...]) -> int | None:
        """The place of the last of the words that have to follow a verb; None if one is missing."""
        last = at
        for want in rest:
            far = 1 if want in small("close") else REACH
            nearest = range(last + 1, min(last + 1 + far, len(self.words)))
            place = next((k for k in nearest if self.lower(k) == want), None)
            if place is None or any(self.stops(k) for k in range(at + 1, place)):
                return None
            last = place
        return last

    def clause(self, at: int) -> list[str]:
        """The words from the last mark or `that` up to a place."""
        k = at - 1
        while k >= 0 and not self.stops(k) and self.lower(k) not in {"that", "“", "”", '"'}:
            k -= 1
        return [self.lower(place) for place in range(k + 1, at)]

    def joined(self, at: int) -> str:
        """The mood of the nearest plain form before a place."""
        before = [place for place in self.moods if place < at]
        return self.moods[max(before)] if before else "open"

    def opens_an_object(self, at: int) -> bool:
        """Whether what follows a verb is what it is done to."""
        if at + 1 >= len(self.words):
            return False
        word = self.words[at + 1]
        return (
            word.lower in small("opens_an_object")
            or word.text[0].isupper()
            or word.text[0].isdigit()
            or word.text in QUOTES
            or (self.heading and word.lower.isalpha() and word.lower not in small("behind_a_thing"))
        )

    def subject_is_event(self, start: int) -> bool:
        """Whether an event's noun stands before a verb; behind a comma, anywhere before."""
        first = 0 if self.lower(start - 1) == "," else max(0, start - _SUBJECT)
        while any(self.words[k].text in ";:" for k in range(first, start)):
            first += 1
        return self._holds(first, start)

    def subject_is_text(self, start: int) -> bool:
        """Whether the subject is an agreement, or may be one: it."""
        return start > 0 and (self._holds(0, start) or self.lower(start - 1) in {"it", "also"})

    def object_is_event(self, last: int) -> bool:
        """Whether an event's noun is what a verb is done to."""
        end = last + 1
        if self.lower(end) == "to":
            return False
        while end < min(len(self.words), last + 1 + _OBJECT) and not self.stops(end):
            if self.lower(end) in small("behind_a_thing") and end > last + 1:
                break
            end += 1
        return self._holds(last + 1, end)

    def _holds(self, first: int, end: int) -> bool:
        if first >= end:
            return False
        part = self.sentence[self.words[first].start : self.words[end - 1].end]
        return bool(event_noun().search(part))
