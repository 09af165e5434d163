"""Possible worlds: every way the unknowns can have been, walked one choice at a time.

A computation asks `World.choose(unknown, options)` wherever what happened is not known; `explore`
runs it once for every combination of answers that it asks for, and no other.
One unknown is one wherever it is used: its answer is kept for the whole world.
Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from trucebook.evaluation.result import Cause

T = TypeVar("T")

MOST_WORLDS = 6000
"""Beyond this many worlds the walk stops and says that it is not complete."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the account leaves open, and what kind of doubt it is."""

    cause: Cause
    key: Hashable


class World:
    """One way things can have been, as far as it has been asked for."""

    def __init__(self, path: list[tuple[Unknown, int, int]]) -> None:
        """Start from the answers already fixed."""
        self._path = path
        self._next = 0
        self.answers: dict[Unknown, object] = {}
        self.kept: dict[Hashable, object] = {}
        """What computations keep for reuse within this world."""

    def choose(self, unknown: Unknown, options: Sequence[T]) -> T:
        """The answer in this world. Options in a fixed order; the same at every ask."""
        if unknown in self.answers:
            return self.answers[unknown]  # type: ignore[return-value]  # one unknown, one type
        if len(options) == 1:
            return options[0]
        if self._next == len(self._path):
            self._path.append((unknown, 0, len(options)))
        index = self._path[self._next][1]
        self._next += 1
        self.answers[unknown] = options[index]
        return options[index]


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


def explore(compute: Callable[[World], T], most: int = MOST_WORLDS) -> Explored[T]:
    """Run a computation in every world it distinguishes."""
    worlds: list[Lived[T]] = []
    path: list[tuple[Unknown, int, int]] = []
    while True:
        world = World(path)
        outcome = compute(world)
        worlds.append(Lived(outcome, world.answers))
        while path and path[-1][1] + 1 == path[-1][2]:
            path.pop()
        if not path:
            return Explored(tuple(worlds), complete=True)
        if len(worlds) >= most:
            return Explored(tuple(worlds), complete=False)
        unknown, index, count = path[-1]
        path[-1] = (unknown, index + 1, count)


def causes(
    worlds: Sequence[Lived[T]], standings: Callable[[T], frozenset[tuple[str, Cause | None]]]
) -> tuple[Cause, ...]:
    """Which kinds of doubt make a difference: some two worlds that differ in nothing else differ.

    `standings` gives what can stand in one world, with the doubt inside it (None: none).
    """
    found: set[Cause] = set()
    sets = [standings(lived.outcome) for lived in worlds]
    for inner in sets:
        if len({word for word, _ in inner}) > 1:
            found.update(cause for _, cause in inner if cause is not None)
    asked = {unknown.cause for lived in worlds for unknown in lived.answers}
    words = [frozenset(word for word, _ in inner) for inner in sets]
    for cause in asked - found:
        if _matters(cause, worlds, words):
            found.add(cause)
    if not found and len(frozenset().union(*words)) > 1:
        found = asked
    return tuple(sorted(found))


def _matters(
    cause: Cause, worlds: Sequence[Lived[T]], words: Sequence[frozenset[str]]
) -> bool:
    """Whether two worlds that agree on every other kind of doubt come out differently."""
    seen: list[tuple[dict[Unknown, object], frozenset[str]]] = []
    exact: dict[frozenset[tuple[Unknown, object]], frozenset[str]] = {}
    many = len(worlds) > 400
    for lived, standing in zip(worlds, words, strict=True):
        others = {u: a for u, a in lived.answers.items() if u.cause != cause}
        key = frozenset((u, repr(a)) for u, a in others.items())
        if exact.setdefault(key, standing) != standing:
            return True
        if many:
            continue
        for other, before in seen:
            if before != standing and all(other.get(u, a) == a for u, a in others.items()):
                return True
        seen.append((others, standing))
    return False
