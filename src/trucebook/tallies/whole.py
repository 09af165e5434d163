"""Whole numbers under sums: whether there are any, and between which ends each sum of them lies.

The solver (Z3) says whether bounds can hold together, and which of them it needed to say that they
cannot; which sets are asked for is worked out elsewhere.
What it said before is asked first: numbers that fitted may fit again, and what could not be cannot
be with more beside it. So the ends of a sum are found by asking for less and more in ever larger
steps: under most sets of bounds they were shown before.
Nothing bounds a sum that grows along numbers which could be added to themselves for ever: those
fit every bound whose number is taken to be nothing.
Source: de Moura and Bjørner, Z3: an efficient SMT solver (2008); Schrijver, Theory of linear and
integer programming (1986), on directions without end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from trucebook.model.minimal import Bits, members

Parts = tuple[tuple[int, int], ...]
"""A sum: numbers by index, in order, each with how many times it counts, below 0 where it is taken
away."""
KEPT = 200
"""Numbers that fitted, kept to be tried first."""


def is_at_hand() -> bool:
    """Whether the extra `solver` is installed."""
    return find_spec("z3") is not None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The parts come to no less than `low` and no more than `high`; None: nothing bounds it."""

    parts: Parts
    low: int | None
    high: int | None

    def hold_of(self, comes_to: int) -> bool:
        """Whether they hold where the parts come to so much."""
        return (self.low is None or comes_to >= self.low) and (
            self.high is None or comes_to <= self.high
        )

    @property
    def direction(self) -> Bounds:
        """The same of what could be added for ever."""
        low, high = (None if end is None else 0 for end in (self.low, self.high))
        return Bounds(self.parts, low, high)


def parts_of(counted: Mapping[int, int]) -> Parts:
    """A sum in the one form that it is written in."""
    return tuple(sorted((index, by) for index, by in counted.items() if by))


class Fitted:
    """Numbers that fitted once: what sums of them come to, and which bounds hold of them."""

    def __init__(self, read: Callable[[int], int]) -> None:
        """Take whoever says what a sum comes to."""
        self._read = read
        self._sums: dict[int, int] = {}
        self._holds: Bits = 0
        self._fails: Bits = 0

    def comes_to(self, which: int) -> int:
        """What a sum comes to, by its place among the sums."""
        found = self._sums.get(which)
        if found is None:
            found = self._sums[which] = self._read(which)
        return found

    def fits(self, asked: Bits, among: Sequence[tuple[int, Bounds]]) -> bool:
        """Whether all of these hold, each by its place among all bounds, with its sum."""
        for index in members(asked & ~self._holds & ~self._fails):
            if asked & self._fails:
                return False
            which, one = among[index]
            if one.hold_of(self.comes_to(which)):
                self._holds |= 1 << index
            else:
                self._fails |= 1 << index
        return not asked & self._fails


class Solver:
    """Whole numbers, none below 0, bounds that always hold of them, and all that was answered."""

    def __init__(self) -> None:
        """Without any number."""
        # Imported when it is asked for: a book without tallies never needs it.
        self._z3: Any = import_module("z3")
        self._numbers: list[Any] = []
        self._engine: Any = self._z3.SimpleSolver()
        self._which: dict[Parts, int] = {}
        self._sums: list[Any] = []
        self._places: dict[Bounds, int] = {}
        self._bounds: list[tuple[int, Bounds]] = []
        self._switches: list[Any] = []
        """What the solver knows bounds by: while one is on, they have to hold."""
        self._fitted: list[Fitted] = []
        self._failed: list[Bits] = []
        """Bounds that cannot hold together."""
        self._failed_with: dict[Bounds, list[Bits]] = {}
        """The same, by the end asked for."""

    def number(self) -> int:
        """One number more, by its index."""
        one = self._z3.Int(f"n{len(self._numbers)}")
        self._numbers.append(one)
        self._engine.add(one >= 0)
        return len(self._numbers) - 1

    def always(self, bounds: Bounds) -> None:
        """Bounds that hold whatever is asked."""
        self._engine.add(*self._said(bounds))

    def asked(self, given: Iterable[Bounds]) -> Bits:
        """Bounds by their places, as one set."""
        made = 0
        for one in given:
            place = self._places.get(one)
            if place is None:
                place = self._places[one] = len(self._bounds)
                self._bounds.append((self.which(one.parts), one))
                switch = self._z3.Bool(f"b{place}")
                self._switches.append(switch)
                self._engine.add(self._z3.Implies(switch, self._z3.And(self._said(one))))
            made |= 1 << place
        return made

    def known(self, asked: Bits) -> list[Fitted]:
        """Numbers known to fit, of those that were kept."""
        return [one for one in self._fitted if one.fits(asked, self._bounds)]

    def fit(self, asked: Bits) -> Fitted | None:
        """Numbers of which all of these hold; None where there are none."""
        if any(failed & asked == failed for failed in self._failed):
            return None
        known = (one for one in self._fitted if one.fits(asked, self._bounds))
        return next(known, None) or self._new(asked, self._failed)

    def reach(self, asked: Bits, end: Bounds) -> Fitted | None:
        """New numbers that fit, and an end beside; nothing known reaches it."""
        failed = self._failed_with.setdefault(end, [])
        if any(one & asked == one for one in failed):
            return None
        self._engine.push()
        self._engine.add(*self._said(end))
        found = self._new(asked, failed)
        self._engine.pop()
        return found

    def _new(self, asked: Bits, noted: list[Bits]) -> Fitted | None:
        switches = [self._switches[index] for index in members(asked)]
        answer = self._engine.check(*switches)
        if answer == self._z3.sat:
            model = self._engine.model()

            def read(which: int) -> int:
                return int(model.eval(self._sums[which], model_completion=True).as_long())

            self._fitted.insert(0, Fitted(read))
            del self._fitted[KEPT:]
            return self._fitted[0]
        if answer == self._z3.unknown:
            # A solver that gives up is no answer; sums of whole numbers are decidable.
            msg = "the solver gave no answer"
            raise RuntimeError(msg)
        core = {one.get_id() for one in self._engine.unsat_core()}
        noted.append(sum(1 << at for at in members(asked) if self._switches[at].get_id() in core))
        return None

    def which(self, parts: Parts) -> int:
        """A sum by its place among the sums."""
        place = self._which.get(parts)
        if place is None:
            place = self._which[parts] = len(self._sums)
            made = [self._numbers[index] * by for index, by in parts]
            self._sums.append(self._z3.Sum(made) if made else self._z3.IntVal(0))
        return place

    def _said(self, bounds: Bounds) -> list[Any]:
        comes_to = self._sums[self.which(bounds.parts)]
        said = []
        if bounds.low is not None:
            said.append(comes_to >= bounds.low)
        if bounds.high is not None:
            said.append(comes_to <= bounds.high)
        return said


class Whole:
    """Whole numbers, none below 0, and the bounds that always hold of sums of them."""

    def __init__(self) -> None:
        """Without any number."""
        self._solver = Solver()
        self._directions = Solver()
        self._seen: dict[tuple[int, bool], set[int]] = {}
        """The ends a sum had, under whatever bounds."""

    def number(self) -> int:
        """One number more, by its index."""
        self._directions.number()
        return self._solver.number()

    def always(self, bounds: Bounds) -> None:
        """Bounds that hold whatever is asked."""
        self._solver.always(bounds)
        self._directions.always(bounds.direction)

    def can_be(self, given: Sequence[Bounds]) -> bool:
        """Whether there are whole numbers of which all of these hold."""
        return self._solver.fit(self._solver.asked(given)) is not None

    def ends(
        self, given: Sequence[Bounds], sums: Sequence[Parts]
    ) -> tuple[tuple[int, int | None], ...] | None:
        """The least and the most that each sum can be, by itself; None where nothing fits.

        Shape: the most is None where nothing bounds it. No sum can be below 0.
        """
        asked = self._solver.asked(given)
        if self._solver.fit(asked) is None:
            return None
        grows = self._directions.asked(one.direction for one in given)
        fitting = self._solver.known(asked)
        found: list[tuple[int, int | None]] = []
        for parts in sums:
            more = self._directions.asked([Bounds(parts, 1, None)])
            ends = bool(not parts or self._directions.fit(grows | more) is None)
            least = -self._end(asked, parts, fitting, up=False)
            found.append((least, self._end(asked, parts, fitting, up=True) if ends else None))
        return tuple(found)

    def _end(self, asked: Bits, parts: Parts, fitting: list[Fitted], *, up: bool) -> int:
        """The most of a sum that has one; or of the same sum with its sign turned."""
        sign = 1 if up else -1
        which = self._solver.which(parts)
        end = max(sign * one.comes_to(which) for one in fitting)
        beyond: int | None = None if up else 1
        """The first that is known not to be reached."""
        seen = self._seen.setdefault((which, up), set())
        likely = sorted(one for one in seen if one > end)
        step = 1
        while beyond is None or end + 1 < beyond:
            to = likely.pop() if likely else end + step
            if beyond is not None and to >= beyond:
                to = (end + beyond) // 2
            bounds = Bounds(parts, to, None) if up else Bounds(parts, None, -to)
            found = self._solver.reach(asked, bounds)
            if found is None:
                beyond, step = to, 1
                continue
            fitting.append(found)
            end, step = sign * found.comes_to(which), 2 * step
            likely = [one for one in likely if one > end]
        seen.add(end)
        return end
