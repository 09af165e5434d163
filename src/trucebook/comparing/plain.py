"""Values of the model as plain tuples, so that those of two texts can be held against each other.

Ids of parties and clauses are put into the words of the other text; where something stands in its
file plays no part.
Source: spec/compare.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from trucebook.model.agreement import EachRound, Happened

Plain = object
"""Nested tuples of names, numbers and words; equal where what they were made of is alike."""

_PARTIES = {
    *("liable", "owed", "accepted_by", "in_place_of", "picked_by", "read_by", "holders"),
    *("parties", "by"),
}
_CLAUSES = {
    *("commitment", "commitments", "against", "before", "rest_of", "suspends"),
    *("in_return_for", "clauses", "event"),
}


@dataclass(frozen=True, slots=True)
class Renamed:
    """What parties and clauses of a text are called in the other one; others keep their names."""

    parties: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)

    def party(self, name: str) -> str:
        """A party as the other text calls it."""
        return self.parties.get(name, name)

    def clause(self, name: str) -> str:
        """A clause, or one of its commitments, as the other text calls it."""
        for mark in ("/", "."):
            stem, found, rest = name.partition(mark)
            if found and stem in self.clauses:
                tail = self.party(rest) if mark == "/" else rest
                return f"{self.clauses[stem]}{mark}{tail}"
            if found and mark == "/":
                return f"{stem}/{self.party(rest)}"
        return self.clauses.get(name, name)


SAME = Renamed()


def plain(value: object, renamed: Renamed, name: str = "") -> Plain:
    """A value as tuples; `name` is the field it stands in."""
    if is_dataclass(value) and not isinstance(value, type):
        whole = type(value).__name__
        named = tuple(
            (each.name, plain(getattr(value, each.name), renamed, _meant(value, each.name)))
            for each in fields(value)
            if each.compare
        )
        return (whole, *named)
    if isinstance(value, str):
        if name in _PARTIES:
            return renamed.party(value)
        return renamed.clause(value) if name in _CLAUSES else value
    if isinstance(value, frozenset):
        return tuple(sorted(map(str, value)))
    if isinstance(value, tuple):
        parts = tuple(plain(each, renamed, name) for each in value)
        # In which order parties and clauses are named says nothing.
        return tuple(sorted(parts, key=repr)) if name in _PARTIES | _CLAUSES else parts
    return value


def _meant(value: object, name: str) -> str:
    """The field as it is meant: a round is one `of` a clause."""
    if isinstance(value, EachRound) and name == "of":
        return "commitment"
    if name == "event" and not isinstance(value, Happened):
        return ""
    return name
