"""What a text declares: who it names and what it counts, known before its sentences are read.

Function words are function words only before their operand (`to` + a party, `for each` + a
declared thing), so reading a sentence needs the declarations of the whole text first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from trucebook.syntax.tokens import singular, tokens
from trucebook.syntax.tree import Count, Item, Roster

ROLES = {
    "parties": "party",
    "guarantors": "guarantor",
    "mediators": "mediator",
    "verifiers": "verifier",
    "monitors": "monitor",
    "beneficiaries": "beneficiary",
    "third parties": "third party",
}
"""Roster heads and the role of those listed under them."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Names and things of one or several texts.

    `categories` maps the singular of a category's first word to all categories that begin so,
    longest first, each as its words in the singular and its name as declared.
    """

    names: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    """Names of several words by which reports speak of somebody."""
    things: dict[str, str] = field(default_factory=dict)
    categories: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)

    def speaking(self, names: Iterable[str]) -> Declared:
        """With more names by which reports speak of somebody."""
        return replace(self, spoken=self.spoken | frozenset(names))

    def with_more(self, other: Declared) -> Declared:
        """Both, as one; where they differ, the other."""
        categories = dict(self.categories)
        for word, found in other.categories.items():
            both = {*categories.get(word, ()), *found}
            categories[word] = tuple(sorted(both, key=lambda pair: (-len(pair[0]), pair)))
        things = {**self.things, **other.things}
        return Declared(self.names | other.names, self.spoken | other.spoken, things, categories)


def declared(items: Iterable[Item]) -> Declared:
    """What the heads among `items` declare."""
    names: set[str] = set()
    spoken: set[str] = set()
    things: dict[str, str] = {}
    by_first: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for item in items:
        if isinstance(item, Roster):
            names.update(entry.id for entry in item.entries)
            spoken.update(entry.name for entry in item.entries if entry.name and " " in entry.name)
        elif isinstance(item, Count):
            things.update((singular(thing.text), thing.text) for thing in item.things)
            for axis in item.axes:
                for category in axis.categories:
                    words = _words(category.text)
                    by_first.setdefault(words[0], set()).add((words, category.text))
    categories = {
        first: tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))
        for first, found in by_first.items()
    }
    return Declared(frozenset(names), frozenset(spoken), things, categories)


def _words(name: str) -> tuple[str, ...]:
    return tuple(singular(token.text) for token in tokens(name, 0, len(name))) or (name,)
