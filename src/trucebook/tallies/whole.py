"""Whole numbers under sums: whether there are any, and between which ends each sum of them lies.

The solver (Z3) says whether bounds can hold together, which of them it needed to say that they
cannot, and how small and how large a sum can be; which sets are asked for is worked out elsewhere.
What it said before is asked first: numbers that fitted may fit again, and what could not be cannot
be with more beside it.
Source: de Moura and Bjørner, Z3: an efficient SMT solver (2008); Bjørner, Phan and Fleckenstein on
its optimizing (2015).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

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

    def hold_in(self, numbers: Sequence[int]) -> bool:
        """Whether they hold of these numbers."""
        comes_to = sum(numbers[index] * by for index, by in self.parts)
        return (self.low is None or comes_to >= self.low) and (
            self.high is None or comes_to <= self.high
        )


def parts_of(counted: Mapping[int, int]) -> Parts:
    """A sum in the one form that it is written in."""
    return tuple(sorted((index, by) for index, by in counted.items() if by))


class Whole:
    """Whole numbers, none below 0, and the bounds that always hold of sums of them."""

    def __init__(self) -> None:
        """Without any number."""
        # Imported when it is asked for: a book without tallies never needs it.
        self._z3: Any = import_module("z3")
        self._numbers: list[Any] = []
        self._always: list[Any] = []
        self._engine: Any = self._z3.SimpleSolver()
        self._switches: dict[Bounds, Any] = {}
        """What the solver knows bounds by: while one is on, they have to hold."""
        self._fitted: list[list[int]] = []
        self._failed: list[frozenset[Bounds]] = []

    def number(self) -> int:
        """One number more, by its index."""
        one = self._z3.Int(f"n{len(self._numbers)}")
        self._numbers.append(one)
        self._tell(one >= 0)
        return len(self._numbers) - 1

    def always(self, bounds: Bounds) -> None:
        """Bounds that hold whatever is asked."""
        for one in self._said(bounds):
            self._tell(one)

    def can_be(self, given: Sequence[Bounds]) -> bool:
        """Whether there are whole numbers of which all of these hold."""
        asked = frozenset(given)
        if any(failed <= asked for failed in self._failed):
            return False
        if any(all(one.hold_in(numbers) for one in asked) for numbers in self._fitted):
            return True
        ordered = list(dict.fromkeys(given))
        switches = {str(self._switch(one)): one for one in ordered}
        answer = self._engine.check(*(self._switch(one) for one in ordered))
        if answer == self._z3.sat:
            self._fitted.insert(0, self._read(self._engine.model()))
            del self._fitted[KEPT:]
            return True
        self._sure(answer)
        core = self._engine.unsat_core()
        self._failed.append(frozenset(switches[str(one)] for one in core))
        return False

    def ends(
        self, given: Sequence[Bounds], sums: Sequence[Parts]
    ) -> tuple[tuple[int, int | None], ...] | None:
        """The least and the most that each sum can be, by itself; None where nothing fits.

        Shape: the most is None where nothing bounds it. No sum can be below 0.
        """
        if not self.can_be(given):
            return None
        engine = self._z3.Optimize()
        engine.set(priority="box")  # each sum by itself, not one after the other
        engine.add(*self._always)
        for bounds in given:
            engine.add(*self._said(bounds))
        asked = {
            parts: (engine.minimize(self._sum(parts)), engine.maximize(self._sum(parts)))
            for parts in sums
            if parts
        }
        self._sure(engine.check())
        found: list[tuple[int, int | None]] = []
        for parts in sums:
            if not parts:
                found.append((0, 0))
                continue
            low, high = (one.value() for one in asked[parts])
            found.append((low.as_long(), high.as_long() if self._z3.is_int_value(high) else None))
        return tuple(found)

    def _tell(self, what: Any) -> None:  # noqa: ANN401 - the solver brings no types
        self._always.append(what)
        self._engine.add(what)

    def _sure(self, answer: object) -> None:
        """A solver that gives up is no answer; sums of whole numbers are decidable."""
        if answer == self._z3.unknown:
            msg = "the solver gave no answer"
            raise RuntimeError(msg)

    def _sum(self, parts: Parts) -> Any:  # noqa: ANN401 - the solver brings no types
        return self._z3.Sum([self._numbers[index] * by for index, by in parts])

    def _said(self, bounds: Bounds) -> list[Any]:
        comes_to = self._sum(bounds.parts) if bounds.parts else self._z3.IntVal(0)
        said = []
        if bounds.low is not None:
            said.append(comes_to >= bounds.low)
        if bounds.high is not None:
            said.append(comes_to <= bounds.high)
        return said

    def _switch(self, bounds: Bounds) -> Any:  # noqa: ANN401 - the solver brings no types
        if bounds not in self._switches:
            made = self._z3.Bool(f"b{len(self._switches)}")
            self._switches[bounds] = made
            self._engine.add(self._z3.Implies(made, self._z3.And(self._said(bounds))))
        return self._switches[bounds]

    def _read(self, model: Any) -> list[int]:  # noqa: ANN401 - the solver brings no types
        return [model.eval(one, model_completion=True).as_long() for one in self._numbers]
