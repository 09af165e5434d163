"""An erasure: the entry that says which sealed words were destroyed, and what stands there now.

The words that took their place are sealed in this entry, so that they too are proved; the salt of
what was destroyed is gone, and with it every way to try out names against the old seal.
Source: spec/record/erasing.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trucebook.ledger.entry import ERASED, ERASURE, BadEntry, Draft, Entry, Kept, write_kept

_HOLE = f'["{ERASED}",'
"""How a place without a salt is written; in words themselves the quotes are escaped."""


@dataclass(frozen=True, slots=True)
class Place:
    """Some sealed words: the number of their entry, and which of its words they are, from 0."""

    entry: int
    word: int


Erased = Mapping[Place, str]
"""Places whose words were destroyed, and the words that stand there now."""


def erasure_draft(erased: Erased, number: int) -> Draft:
    """The piece of an erasure that is to be the entry of that number."""
    frame, words = ['{"erases":['], []
    for i, place in enumerate(sorted(erased, key=lambda at: (at.entry, at.word))):
        frame[-1] += f"{',' if i else ''}[{place.entry},{place.word},"
        words.append(json.dumps(erased[place], ensure_ascii=False))
        frame.append("]")
    frame[-1] += "]}"
    return Draft(ERASURE, "", f"({ERASURE})#{number}", "", tuple(frame), tuple(words))


def erased_by(entry: Entry) -> dict[Place, str]:
    """What an erasure erased.

    Errors: raises `BadEntry` where it does not say so.
    """
    try:
        rows = json.loads(entry.piece)["erases"]
        erased = {Place(int(at), int(word)): words for at, word, words in rows}
    except (ValueError, TypeError, KeyError):
        raise BadEntry("it does not say what it erased") from None
    if not all(isinstance(words, str) for words in erased.values()):
        raise BadEntry("it does not say what stands in the place of what it erased")
    return erased


def is_erasure(entry: Entry) -> bool:
    """Whether an entry is an erasure."""
    return bool(entry.body["kind"] == ERASURE)


def with_erased(entry: Entry, words: Mapping[int, str]) -> Entry:
    """An entry some of whose words, by number, are destroyed with their salts."""
    kept = list(entry.words)
    for number, instead in words.items():
        kept[number] = (ERASED, instead)
    return Entry(entry.data, write_kept(kept))


class Holes:
    """Words that are gone, held against the erasures that say so, while entries go by."""

    def __init__(self) -> None:
        """Begin before the first entry."""
        self._gone: dict[Place, str] = {}
        self._told: dict[Place, tuple[str, int]] = {}

    def see(self, number: int, entry: Entry) -> str | None:
        """Take in the next entry; what is wrong with it by itself."""
        if _HOLE in entry.kept:
            words: Kept = entry.words
            self._gone |= {
                Place(number, i): word for i, (salt, word) in enumerate(words) if salt == ERASED
            }
        if f'"kind":"{ERASURE}"'.encode() in entry.data and is_erasure(entry):
            try:
                erased = erased_by(entry)
            except BadEntry as bad:
                return str(bad)
            if any(not 0 < place.entry < number for place in erased):
                return "it erases what did not come before it"
            self._told |= {place: (words, number) for place, words in erased.items()}
        return None

    def join(self, later: Holes) -> None:
        """Take in what was seen of entries that come after."""
        self._gone |= later._gone
        self._told |= later._told

    def first_fault(self) -> tuple[int, str] | None:
        """The first entry whose words are not as the erasures say, and why."""
        found = [
            (place, why)
            for place in self._gone.keys() | self._told.keys()
            if (why := self._fault(place)) is not None
        ]
        if not found:
            return None
        place, why = min(found, key=lambda one: (one[0].entry, one[0].word))
        return place.entry, why

    def _fault(self, place: Place) -> str | None:
        which = f"the words beside it, number {place.word + 1},"
        told = self._told.get(place)
        if told is None:
            return f"{which} are gone, and no entry says that they were erased"
        words, number = told
        if place not in self._gone:
            return f"{which} were erased by entry {number}, and are there again"
        if self._gone[place] != words:
            return f"{which} are not those that entry {number} put in the place of what it erased"
        return None


def erased_before(entries: Iterable[Entry], size: int) -> Iterator[tuple[int, dict[int, str]]]:
    """What entries erase among the first `size`: for each of these its words by number."""
    by_entry: dict[int, dict[int, str]] = {}
    for entry in entries:
        if is_erasure(entry):
            for place, words in erased_by(entry).items():
                if place.entry <= size:
                    by_entry.setdefault(place.entry, {})[place.word] = words
    yield from sorted(by_entry.items())
