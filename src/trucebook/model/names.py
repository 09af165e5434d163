"""The names table: which free names of the record mean what.

Source: spec/record/names.md (semantics, section 5, Binding).
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.model.quantity import Class


@dataclass(frozen=True, slots=True)
class ObjectMeaning:
    """What an object of the record means: a thing and a class of it, or outside the agreement.

    `thing` is a declared thing's id or the object words of a commitment; None where outside.
    """

    thing: str | None
    of: Class = frozenset()

    @property
    def outside(self) -> bool:
        """The text does not cover it."""
        return self.thing is None


@dataclass(frozen=True, slots=True)
class Names:
    """Free names → ids. Keys are as written; the party names and ids of the text need no entry.

    `speaks_for` and `under_authority` map asserters and actors to a party (or third party);
    `kinds` maps a record's kind to the drafter's verb; `objects` maps a record's object;
    `same` maps another spelling of an asserter to the name independence is counted by.
    `parts` lists kinds that are part of another ("transfer is part of release": a share).
    """

    speaks_for: tuple[tuple[str, str], ...] = ()
    under_authority: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    objects: tuple[tuple[str, ObjectMeaning], ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    monitors: tuple[str, ...] = ()
    """Names of monitors the book declares: their word is a finding, and an account."""
