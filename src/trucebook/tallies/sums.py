"""A tally and what is said about it, as whole numbers under sums.

For each term, class and day a number: how many up to then, never fewer than the day before. What is
held is what the terms come to. An event is so many of what a term gains between two days; what
nobody reports may have happened as well, so a term is bounded from above by totals only.
Source: spec/tallies.md (semantics, section 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from trucebook.model.quantity import Class
from trucebook.model.tallies import Tally, Term
from trucebook.model.time import Day
from trucebook.tallies.statement import HELD, Claim, Statement, Target
from trucebook.tallies.whole import Whole

Axes = tuple[tuple[str, ...], ...]
Given = list[tuple[int, int | None, int | None]]


def classes(axes: Axes) -> tuple[Class, ...]:
    """Every class there is: on each axis one category or any; the widest first."""
    found: list[Class] = []
    for size in range(len(axes) + 1):
        for some in combinations(axes, size):
            found.extend(frozenset(one) for one in product(*some))
    return tuple(found)


class Sums:
    """The sums of one tally, and the numbers that each statement bounds."""

    def __init__(self, tally: Tally, statements: Sequence[Statement], on: Day) -> None:
        """Make the numbers: `on` is a day of its own, also where nothing is said of it."""
        self.tally = tally
        days = {one.target.last for one in statements if not one.target.event} | {on}
        self.days = tuple(sorted(day for day in days if day <= on))
        said = [n for s in statements for c in s.claims for n in (c.low, c.high or 0)]
        self.most = sum(said) + 1
        """No number need be larger for anything said to hold."""
        self._whole = Whole(2 * self.most + 2)
        self._axes: Axes = tuple(categories for _, categories in tally.axes)
        self._at: dict[tuple[str, Day | str, Class], int] = {}
        for term in tally.terms:
            for day in self.days:
                self._cells(term.id, day, self.axes_of(term))
        for day in self.days:
            self._cells(HELD, day, self._axes)
            self._identity(day)
        for target in sorted(
            {s.target for s in statements if s.target.event}, key=lambda one: one.event
        ):
            self._event_parts(target)
        self._grow()

    def axes_of(self, term: Term) -> Axes:
        """The axes a term is told apart by: who is moved, not by where from and to."""
        move = term.move
        return self._axes if move is None else tuple(a for a in self._axes if move[0] not in a)

    def _cells(self, term: str, at: Day | str, axes: Axes) -> None:
        for of in classes(axes):
            self._at[term, at, of] = self._whole.number()
        for of in classes(axes):
            for axis in axes:
                if not of & set(axis):
                    parts = [(self._at[term, at, of | {one}], -1) for one in axis]
                    self._whole.add(((self._at[term, at, of], 1), *parts), 0, 0)

    def _identity(self, day: Day) -> None:
        for of in classes(self._axes):
            parts = [(self._at[HELD, day, of], -1)]
            for term in self.tally.terms:
                if term.move is None:
                    by = 1 if term.sign == "plus" else -1
                    parts.append((self._at[term.id, day, of], by))
                elif of & set(term.move):
                    by = -1 if term.move[0] in of else 1
                    parts.append((self._at[term.id, day, of - set(term.move)], by))
                # Who is moved stays in every class that does not tell the two apart.
            self._whole.add(tuple(parts), 0, 0)

    def _event_parts(self, target: Target) -> None:
        """An event, and how many of it fall between each two days that it may lie between."""
        axes = self.axes_of(next(t for t in self.tally.terms if t.id == target.term))
        self._cells(target.term, target.event, axes)
        first = target.last if target.first is None else target.first
        spans = [
            index
            for index, (before, day) in enumerate(self._spans())
            if (before is None or target.last > before) and (day is None or first <= day)
        ]
        for index in spans:
            self._cells(target.term, f"{target.event}@{index}", axes)
        for of in classes(axes):
            parts = [(self._at[target.term, f"{target.event}@{i}", of], -1) for i in spans]
            self._whole.add(((self._at[target.term, target.event, of], 1), *parts), 0, 0)

    def _spans(self) -> list[tuple[Day | None, Day | None]]:
        """Between each two days, with what lies before the first and after the last."""
        return list(zip((None, *self.days), (*self.days, None), strict=True))

    def _grow(self) -> None:
        """A term gains what its events tell of, and may gain more."""
        for term in self.tally.terms:
            events = {
                str(at).rpartition("@")[0]
                for name, at, _ in self._at
                if name == term.id and "@" in str(at)
            }
            for index, day in enumerate(self.days):
                for of in classes(self.axes_of(term)):
                    parts = [(self._at[term.id, day, of], 1)]
                    if index:
                        parts.append((self._at[term.id, self.days[index - 1], of], -1))
                    for event in sorted(events):
                        part = self._at.get((term.id, f"{event}@{index}", of))
                        if part is not None:
                            parts.append((part, -1))
                    self._whole.add(tuple(parts), 0, None)

    def class_in(self, term: str, of: Class) -> Class:
        """A class, of a term that moves people without where from and to."""
        move = next((t.move for t in self.tally.terms if t.id == term), None)
        return of if move is None else of - set(move)

    def number(self, target: Target, of: Class) -> int:
        """The number that a claim bounds."""
        at: Day | str = target.event or target.last
        return self._at[target.term, at, self.class_in(target.term, of)]

    def given(self, statements: Sequence[Statement], *, hard: bool) -> Given:
        """The bounds that statements give."""
        return [
            (self.number(one.target, claim.of), *claim.bounds(hard=hard))
            for one in statements
            for claim in one.claims
        ]

    def can_be(self, statements: Sequence[Statement], *, hard: bool) -> bool:
        """Whether all of these can be true together."""
        return self._whole.can_be(self.given(statements, hard=hard))

    def between(
        self, statements: Sequence[Statement], target: Target, of: Class, *, hard: bool
    ) -> tuple[int, int | None] | None:
        """The least and the most there can be of a class; None where nothing fits.

        Shape: exact at both ends; the most is None where nothing bounds it.
        """
        given = self.given(statements, hard=hard)
        bounds = self._whole.narrowed(given)
        if bounds is None or not self._whole.can_be(given):
            return None
        index = self.number(target, of)
        low, high = bounds[0][index], bounds[1][index]
        least = _first(low, high, lambda n: self._whole.can_be([*given, (index, None, n)]))
        most = high
        if most > self.most and self._whole.can_be([*given, (index, self.most + 1, None)]):
            return least, None
        most = -_first(-most, -least, lambda n: self._whole.can_be([*given, (index, -n, None)]))
        return least, most


def _first(low: int, high: int, holds: object) -> int:
    """The least number of which something holds, that holds of every larger one up to `high`."""
    assert callable(holds)
    if holds(low):
        return low
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def said_of(claims: Sequence[Claim], of: Class) -> Claim | None:
    """The claim on a class, where there is one."""
    return next((one for one in claims if one.of == of), None)
