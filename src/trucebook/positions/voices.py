"""Whose word an account takes on what somebody holds, and when it was so.

The word of whoever holds a position is taken in every account; that of one who is of neither
party in all but `confirmed`; that of another party only in its own account and in `any`.
Source: spec/positions.md (semantics, sections 6 and 9).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from trucebook.evaluation.result import Clocks
from trucebook.evaluation.visible import visible
from trucebook.model.agreement import Agreement
from trucebook.model.names import Names
from trucebook.model.report import UNPLACED, Bound, Record
from trucebook.model.speakers import Speakers
from trucebook.model.time import Day

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Voice:
    """One report, and what the account makes of it."""

    bound: Bound
    word: str
    """The word it gives: a stance, a stage, `in force`."""
    first: Day
    last: Day
    """The days on which it may have been so; an open end is taken up to its publication."""
    taken: bool
    """The account takes it."""
    denies: bool = False

    @property
    def id(self) -> str:
        """The row of the record."""
        return self.bound.report.id


class Listening:
    """The record as it could be seen on a day, and whose word the account takes."""

    def __init__(  # noqa: PLR0913, PLR0917 - a book, and what is asked of it
        self,
        agreement: Agreement,
        names: Names,
        record: Record,
        clocks: Clocks,
        account: str,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """Take a book's matter and what is asked of it.

        `titles` has the title of each text by every name that means it, in small letters.
        """
        self._titles = titles or {}
        self.clocks = clocks
        self.account = account
        self._speakers = Speakers(agreement, names)
        self._parties = {party.id for party in agreement.parties if party.role == "party"}
        self._objects = {
            c.id: {c.object, getattr(c.terms, "thing", None)} - {None}
            for c in agreement.commitments
        }
        self.seen = visible(record, clocks)

    def bodies(self, name: str | None) -> tuple[str, ...]:
        """Those a column names: ids where the book places them, else names, sorted."""
        ids, strangers = self._speakers.bodies(name)
        return tuple(sorted({*ids, *strangers}))

    def voice(self, bound: Bound, word: str, holders: Iterable[str]) -> Voice | None:
        """What a report says of its holders; None where it speaks of a day yet to come."""
        first, last = _days(bound)
        if first > self.clocks.on:
            return None
        denies = bound.report.hedge == "denied"
        taken = self._takes(bound, tuple(holders)) and not (denies and self.account == "any")
        return Voice(bound, word, first, min(last, self.clocks.on), taken, denies)

    def text(self, bound: Bound) -> str:
        """The text a stance is on: its title, where the book has it under that name."""
        named = about(bound)
        return self._titles.get(named.casefold(), named)

    def about_a_duty(self, bound: Bound) -> bool:
        """Whether its object is what a clause asks for, so that it is no word on a text."""
        return bound.thing is not None and any(
            bound.thing in self._objects.get(name, ()) for name in bound.commitments
        )

    def _takes(self, bound: Bound, holders: tuple[str, ...]) -> bool:
        side = bound.side
        if self.account == "any" or side in holders or bound.asserter in holders:
            return True
        if self.account == "confirmed" or side == UNPLACED:
            return False
        return side not in self._parties or side == self.account


def _days(bound: Bound) -> tuple[Day, Day]:
    when, published = bound.report.when, bound.report.published
    if when is None:
        return published, published
    first = published if when.first_day is None else when.first_day
    last = published if when.last_day is None else when.last_day
    return min(first, last), max(first, last)


def about(bound: Bound) -> str:
    """What a report is about, by the names table where that has it."""
    return bound.thing or bound.report.object or "what is not said"


def grouped(voices: Iterable[Voice], key: Callable[[Voice], Key]) -> dict[Key, tuple[Voice, ...]]:
    """Voices by what they have in common, each by day and id."""
    found: dict[Key, list[Voice]] = defaultdict(list)
    for voice in voices:
        found[key(voice)].append(voice)
    return {
        name: tuple(sorted(found[name], key=lambda one: (one.first, one.last, one.id)))
        for name in sorted(found, key=repr)
    }


def latest(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Those that may be the last: none is certainly later. Nothing else decides between them."""
    taken = [voice for voice in voices if voice.taken and not voice.denies]
    bar = max((voice.first for voice in taken), default=0)
    return tuple(voice for voice in taken if voice.last >= bar)
