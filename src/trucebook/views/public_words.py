"""Whether words may be shown to everybody: every name in them is one that was vouched for.

A name is told by its capitals. A word that the book writes small elsewhere is none, nor are
initials in capitals (UN, ICRC); whatever is left has to be a name of the names table, of the
agreement, or of a list that whoever publishes wrote. Words of a script without capitals hold names
that nobody can tell, so each of them has to be vouched for.
Source: docs/how-to/publish.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SMALL = re.compile(r"['’]s$")
_POINTS = (
    re.compile(r"-?\d{1,3}[.,]\d{3,}\s*°?\s*[NSEW]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}"),
    re.compile(r"\d{1,3}\s*°\s*\d{1,2}"),
    re.compile(r"\b\d{1,2}[C-X]\s?[A-Z]{2}\s?\d{2,5}\s?\d{2,5}\b"),
    re.compile(r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
)
"""Coordinates: decimal, in degrees and minutes, of a military grid, as a code of a place."""
_REACHED = (
    re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    re.compile(r"\+\d[\d\s().-]{7,}"),
)
"""Where somebody is reached: an address of mail, a number of a telephone."""
MOST_INITIALS = 6
_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december ramadan eid passover easter
"""
_FIRST = """
a about after all also although an and another any as at because before both but by during each
every few for from he her his how i if in it its many more most no nobody nor not of on one only or
other our overnight she since so some that the their then there these they this those to today
tomorrow under until we what when where which while who with yesterday you two three four five six
seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand
"""
"""Words that begin sentences, and are nobody's name."""


class Vouched:
    """The names that may be shown, and the words that are none."""

    def __init__(self, names: Iterable[str], words: Iterable[str]) -> None:
        """`names` are vouched for; `words` are any of the book's: what is small there is plain."""
        self._names = {tuple(_folded(name)) for name in names}
        self._longest = max((len(name) for name in self._names), default=0)
        self._plain = {word for text in words for word in _WORD.findall(text) if word[0].islower()}
        self._plain.update((_CALENDAR + _FIRST).split())

    def may_be_shown(self, words: str) -> bool:
        """Whether no name in them is unknown, and nobody's address or exact point is in them."""
        if any(form.search(words) for form in (*_POINTS, *_REACHED)):
            return False
        return not any(True for _ in self.unknown(words))

    def unknown(self, words: str) -> Iterator[str]:
        """The names in some words that nobody vouched for."""
        found = list(_WORD.finditer(words))
        folded = [_plain_form(match.group()) for match in found]
        at = 0
        while at < len(found):
            length = self._vouched_at(folded, at)
            if length:
                at += length
                continue
            word = found[at].group()
            if not self._is_plain(word, folded[at]):
                yield word
            at += 1

    def _vouched_at(self, folded: list[str], at: int) -> int:
        """How many words from here on are a name that was vouched for; the longest such name."""
        for length in range(min(self._longest, len(folded) - at), 0, -1):
            if tuple(folded[at : at + length]) in self._names:
                return length
        return 0

    def _is_plain(self, word: str, folded: str) -> bool:
        letters = [letter for letter in word if letter.isalpha()]
        if not letters or word[0].islower() or word[0].isdigit():
            return True
        if word.isupper() and len(letters) <= MOST_INITIALS and len(letters) > 1:
            return True
        if not word[0].isupper():  # a script without capitals
            return False
        return folded in self._plain or all(
            part in self._plain for part in re.split(r"[-'’.]", folded) if part
        )


def _folded(words: str) -> list[str]:
    return [_plain_form(word) for word in _WORD.findall(words)]


def _plain_form(word: str) -> str:
    return _SMALL.sub("", word.casefold())


def names_in(words: str) -> Iterator[str]:
    """The runs of words written with a capital: what a text that is public itself calls by name."""
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(words):
        word = match.group()
        if run and (not word[0].isupper() or words[end : match.start()].strip(" ")):
            yield " ".join(run)
            run = []
        if word[0].isupper():
            run.append(word)
        end = match.end()
    if run:
        yield " ".join(run)
