"""Possible worlds: every way the unknowns can have been, walked one choice at a time.

A computation asks `World.choose(unknown, options)` wherever what happened is not known; `explore`
runs it once for every combination of answers that it asks for, and no other.
One unknown is one wherever it is used: its answer is kept for the whole world.
Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from trucebook.evaluation.result import Cause

T = TypeVar("T")

MOST_UNKNOWNS = 8
"""Up to here every combination is tried. Above it only the two courses with the most and the least
done are, and what lies between them is taken to be possible too."""
MOST_WORLDS = 3000
MOST_RUNS = 300
"""Bounds on patience, for unknowns of very many values."""

Extreme = Literal["more", "less"]
"""Of everything uncertain, take what has more done, sooner; or less, later."""


class TooManyError(Exception):
    """More unknowns than are tried one by one."""


@dataclass(frozen=True, slots=True)
class SumAt:
    """The sum of some events of a commitment, as something not known.

    `open_on`: the last day up to which silence leaves more open than the events.
    """

    of: Hashable
    events: frozenset[str]
    open_on: int | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the account leaves open, and what kind of doubt it is."""

    cause: Cause
    key: Hashable


class World:
    """One way things can have been, as far as it has been asked for."""

    def __init__(
        self,
        path: list[tuple[Unknown, int, int]],
        extreme: Extreme | None = None,
        fixed: Mapping[Unknown, int] | None = None,
    ) -> None:
        """Start from the answers already fixed (by index into their options)."""
        self._path = path
        self._extreme = extreme
        self._fixed = fixed or {}
        self._asked = 0
        self._next = 0
        self.answers: dict[Unknown, object] = {}
        self.open: dict[Unknown, tuple[int, int]] = {}
        """In an extreme world: what was taken (its index, of how many) and not fixed."""
        self.options: dict[Unknown, Sequence[object]] = {}
        self.kept: dict[Hashable, object] = {}
        """What computations keep for reuse within this world."""

    def choose(self, unknown: Unknown, options: Sequence[T], *, against: bool = False) -> T:
        """The answer in this world.

        Shape: options in a fixed order, what has more done, sooner, first; the same at every ask.
        `against` turns that round, where more done asks for more in return.
        """
        if len(options) == 1:
            return options[0]
        if unknown in self.answers:
            return self.answers[unknown]  # type: ignore[return-value]  # one unknown, one type
        index = self._index(unknown, len(options), against=against)
        self.options[unknown] = options
        self.answers[unknown] = options[index]
        return options[index]

    def _index(self, unknown: Unknown, count: int, *, against: bool) -> int:
        if unknown in self._fixed and self._fixed[unknown] < count:
            return self._fixed[unknown]
        if self._extreme is not None and unknown.cause != "reading":
            index = 0 if (self._extreme == "more") != against else count - 1
            self.open[unknown] = (index, count)
            return index
        self._asked += unknown.cause not in ("count", "reading")
        if self._asked > MOST_UNKNOWNS:
            raise TooManyError
        if self._next == len(self._path):
            self._path.append((unknown, 0, count))
        index = self._path[self._next][1]
        self._next += 1
        return index


@dataclass(frozen=True, slots=True)
class Lived(Generic[T]):
    """What came out in one world, and the answers it rests on."""

    outcome: T
    answers: dict[Unknown, object]


@dataclass(frozen=True, slots=True)
class Explored(Generic[T]):
    """What came out in every world."""

    worlds: tuple[Lived[T], ...]
    complete: bool


Fixed = Mapping[Unknown, int]
"""Unknowns already answered, by index into their options."""


def explore(compute: Callable[[World], T], taken: Fixed | None = None) -> Explored[T]:
    """Run a computation in every world it distinguishes.

    In the extreme ones, where those are too many. `taken` are answers fixed beforehand.
    """
    fixed = taken or {}
    try:
        return Explored(tuple(_walk(compute, None, fixed)), complete=True)
    except TooManyError:
        return _extremes(compute, fixed)


def _extremes(compute: Callable[[World], T], fixed: Fixed) -> Explored[T]:
    worlds = (*_walk(compute, "more", fixed), *_walk(compute, "less", fixed))
    return Explored(worlds, complete=False)


def _walk(compute: Callable[[World], T], extreme: Extreme | None, fixed: Fixed) -> list[Lived[T]]:
    worlds: list[Lived[T]] = []
    path: list[tuple[Unknown, int, int]] = []
    while True:
        world = World(path, extreme, fixed)
        outcome = compute(world)
        worlds.append(Lived(outcome, world.answers))
        while path and path[-1][1] + 1 == path[-1][2]:
            path.pop()
        if not path:
            return worlds
        if len(worlds) >= MOST_WORLDS:
            raise TooManyError
        unknown, index, count = path[-1]
        path[-1] = (unknown, index + 1, count)


def explore_between(
    compute: Callable[[World], T],
    same: Callable[[T, T], bool],
    merge: Callable[[T, T], T],
    taken: Fixed | None = None,
) -> Explored[T]:
    """The same, where more done, sooner, never makes anything stand worse.

    Then everything between two extreme worlds that come out the same comes out the same too, and
    only what makes a difference has to be taken apart.
    """
    walk = _Between(compute, same, merge)
    try:
        walk.take_apart(dict(taken or {}), {})
    except TooManyError:
        return explore(compute, taken)  # few unknowns of many values: each is tried
    return Explored(tuple(walk.found), complete=True)


class _Between(Generic[T]):
    """The walk of `explore_between`."""

    def __init__(
        self,
        compute: Callable[[World], T],
        same: Callable[[T, T], bool],
        merge: Callable[[T, T], T],
    ) -> None:
        self.compute, self.same, self.merge = compute, same, merge
        self.found: list[Lived[T]] = []
        self._runs = 0

    def _run(self, extreme: Extreme, fixed: Mapping[Unknown, int]) -> tuple[T, World]:
        self._runs += 1
        if self._runs > MOST_RUNS:
            raise TooManyError
        world = World([], extreme, fixed)
        return self.compute(world), world

    def take_apart(self, fixed: dict[Unknown, int], answers: dict[Unknown, object]) -> None:
        """Find what comes out with some unknowns fixed."""
        most, world = self._run("more", fixed)
        for reading in [u for u in world.answers if u.cause == "reading" and u not in fixed]:
            self._branch(reading, world, fixed, answers)
            return
        if not world.open:
            self.found.append(Lived(most, answers))
            return
        least, other = self._run("less", fixed)
        if self.same(most, least):
            self.found.append(Lived(self.merge(most, least), answers))
            return
        self._branch(self._telling(most, world, other, fixed), world, fixed, answers)

    def _telling(self, most: T, world: World, other: World, fixed: dict[Unknown, int]) -> Unknown:
        """An unknown that makes a difference by itself, or else the first."""
        if len(world.open) > 1:
            for unknown, (index, count) in world.open.items():
                least = other.open.get(unknown, (count - 1 - index, count))[0]
                kept = {u: i for u, (i, _) in world.open.items() if u != unknown}
                outcome, _ = self._run("more", {**fixed, **kept, unknown: least})
                if not self.same(most, outcome):
                    return unknown
        return next(iter(world.open))

    def _branch(
        self,
        unknown: Unknown,
        world: World,
        fixed: dict[Unknown, int],
        answers: dict[Unknown, object],
    ) -> None:
        for index, option in enumerate(world.options[unknown]):
            self.take_apart({**fixed, unknown: index}, {**answers, unknown: option})
