"""A tally and what is said about it, as whole numbers under sums.

For each term, class and day a number: how many up to then, never fewer than the day before. What is
held is what the terms come to. An event is so many of what a term gains between two days; what
nobody reports may have happened as well, so a term is bounded from above by totals only.
Source: spec/tallies.md (semantics, section 8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product

from trucebook.model.quantity import Class
from trucebook.model.tallies import Tally, Term, Told
from trucebook.model.time import Day
from trucebook.tallies.statement import HELD, Statement, Target
from trucebook.tallies.whole import Bounds, Parts, Whole, parts_of

Axes = tuple[tuple[str, ...], ...]
Given = list[Bounds]


def classes(axes: Axes) -> tuple[Class, ...]:
    """Every class there is: on each axis one category or any; the widest first."""
    found: list[Class] = []
    for size in range(len(axes) + 1):
        for some in combinations(axes, size):
            found.extend(frozenset(one) for one in product(*some))
    return tuple(found)


class Sums:
    """The sums of one tally, and which of them each statement bounds.

    The numbers are the smallest there are: what a term gains between two days, in one category of
    every axis, by one event or beside the events. All else is a sum of them.
    """

    def __init__(self, tally: Tally, statements: Sequence[Statement], on: Day) -> None:
        """Make the numbers: `on` is a day of its own, also where nothing is said of it."""
        self.tally = tally
        days = {one.target.last for one in statements if not one.target.event} | {on}
        days |= {term.until for term in tally.terms if term.until is not None}
        self.days = tuple(sorted(day for day in days if day <= on))
        self._whole = Whole()
        self._axes: Axes = tuple(categories for _, categories in tally.axes)
        self._at: dict[tuple[str, Day | str, Class], Counter[int]] = {}
        """By term, day or event, and category of every axis: how often each number counts."""
        self._parts: dict[tuple[Target, Class], Parts] = {}
        for target in sorted(
            {s.target for s in statements if s.target.event}, key=lambda one: one.event
        ):
            self._event(target)
        for term in tally.terms:
            self._grow(term)
        for day in self.days:
            for of in _every(self._axes):
                held = self._held(day, of)
                self._at[HELD, day, of] = held
                self._whole.always(Bounds(parts_of(held), 0, None))

    def axes_of(self, term: Term) -> Axes:
        """The axes a term is told apart by: who is moved, not by where from and to."""
        move = term.move
        return self._axes if move is None else tuple(a for a in self._axes if move[0] not in a)

    def _leaves(self, term: Term) -> tuple[Class, ...]:
        """Categories of every axis that a term may be of.

        A term that is told of in one class alone is of that class alone.
        """
        own = frozenset.intersection(*(one.of for one in term.told or (Told(),)))
        own -= set(term.move or ())
        return tuple(of for of in _every(self.axes_of(term)) if own <= of)

    def _event(self, target: Target) -> None:
        """An event, and how many of it fall between each two days that it may lie between."""
        term = next(t for t in self.tally.terms if t.id == target.term)
        first = target.last if target.first is None else target.first
        for of in self._leaves(term):
            whole: Counter[int] = Counter()
            for index, (before, day) in enumerate(self._spans()):
                if (before is None or target.last > before) and (day is None or first <= day):
                    part = Counter({self._whole.number(): 1})
                    self._at[term.id, f"{target.event}@{index}", of] = part
                    whole.update(part)
            self._at[term.id, target.event, of] = whole

    def _spans(self) -> list[tuple[Day | None, Day | None]]:
        """Between each two days, with what lies before the first and after the last."""
        return list(zip((None, *self.days), (*self.days, None), strict=True))

    def _grow(self, term: Term) -> None:
        """A term gains what its events tell of, and may gain more."""
        for of in self._leaves(term):
            so_far: Counter[int] = Counter()
            for index, day in enumerate(self.days):
                for (name, at, its), part in list(self._at.items()):
                    if (name, its) == (term.id, of) and str(at).endswith(f"@{index}"):
                        so_far.update(part)
                over = index and term.until is not None and self.days[index - 1] >= term.until
                if not over:
                    so_far.update({self._whole.number(): 1})
                self._at[term.id, day, of] = so_far.copy()

    def _held(self, day: Day, of: Class) -> Counter[int]:
        """What is held of a category of every axis: what the terms come to."""
        held: Counter[int] = Counter()
        for term in self.tally.terms:
            move = term.move
            if move is None:
                by = 1 if term.sign == "plus" else -1
                own = of
            elif of & set(move):
                by = -1 if move[0] in of else 1
                own = of - set(move)
            else:
                continue
            for index, often in self._at.get((term.id, day, own), Counter[int]()).items():
                held[index] += by * often
        return held

    def class_in(self, term: str, of: Class) -> Class:
        """A class, of a term that moves people without where from and to."""
        move = next((t.move for t in self.tally.terms if t.id == term), None)
        return of if move is None else of - set(move)

    def parts(self, target: Target, of: Class) -> Parts:
        """The sum that a claim bounds: every category there is within its class."""
        if (target, of) not in self._parts:
            self._parts[target, of] = self._parts_of(target, of)
        return self._parts[target, of]

    def _parts_of(self, target: Target, of: Class) -> Parts:
        at: Day | str = target.event or target.last
        own = self.class_in(target.term, of)
        term = next((t for t in self.tally.terms if t.id == target.term), None)
        leaves = _every(self._axes) if term is None else self._leaves(term)
        counted: Counter[int] = Counter()
        for leaf in leaves:
            if own <= leaf:
                for index, often in self._at[target.term, at, leaf].items():
                    counted[index] += often
        return parts_of(counted)

    def given(self, statements: Sequence[Statement], *, hard: bool) -> Given:
        """The bounds that statements give."""
        return [
            Bounds(self.parts(one.target, claim.of), *claim.bounds(hard=hard))
            for one in statements
            for claim in one.claims
        ]

    def can_be(self, statements: Sequence[Statement], *, hard: bool) -> bool:
        """Whether all of these can be true together."""
        return self._whole.can_be(self.given(statements, hard=hard))

    def between(
        self, statements: Sequence[Statement], cells: Sequence[tuple[Target, Class]], *, hard: bool
    ) -> tuple[tuple[int, int | None], ...] | None:
        """The least and the most there can be of each class; None where nothing fits.

        Shape: exact, each by itself; the most is None where nothing bounds it.
        """
        asked = [self.parts(target, of) for target, of in cells]
        return self._whole.ends(self.given(statements, hard=hard), asked)


def _every(axes: Axes) -> tuple[Class, ...]:
    """Every category of every axis, together."""
    return tuple(frozenset(one) for one in product(*axes))
