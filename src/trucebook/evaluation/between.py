"""Worlds between two extremes: boxes of courses, split until nothing in them differs.

Where more done, sooner, never makes anything stand worse, whatever lies between two extreme worlds
that come out the same comes out the same too, and only what makes a difference is taken apart.
Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from trucebook.evaluation.intervals import join
from trucebook.evaluation.result import Cause, Interval
from trucebook.evaluation.worlds import (
    MOST_UNKNOWNS,
    Explored,
    Extreme,
    Fixed,
    Lived,
    Range,
    Turned,
    Unknown,
    World,
    within,
)
from trucebook.model.time import Day

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)

PATIENCE, PATIENCE_OF_FEW = 32, 150
"""So many courses are tried before boxes are left whole in which nothing new can be found: of more
than `MOST_UNKNOWNS`, and of no more than those."""
MOST_RUNS, MOST_RUNS_OF_FEW = 150, 1000
"""How many courses are tried in all; few unknowns can have very many values."""

MOST_TURNED = 12
"""So many unknowns are turned by themselves, in so many worlds, to see whether they matter."""

Box = dict[Unknown, Range]
_Run = tuple[T, World]


@dataclass(frozen=True, slots=True)
class Either:
    """An answer that comes out the same for several options."""

    options: tuple[object, ...]


class Seen(Protocol[T_contra]):
    """What came out so far."""

    def add(self, outcome: T_contra, read: Fixed) -> None:
        """Keep in mind what came out, and under which readings."""

    def missing(self, most: T_contra, least: T_contra, read: Fixed) -> frozenset[Day] | None:
        """What between two extremes has not come out yet: around which days it would turn.

        None where everything has.
        """


def explore_between(
    compute: Callable[[World], T],
    same: Callable[[T, T], bool],
    merge: Callable[[T, T], T],
    seen: Seen[T],
    taken: Fixed | None = None,
) -> Explored[T]:
    """Run a computation in extreme worlds, until every world is one of those or between alike ones.

    `same` says whether two outcomes stand alike, `merge` makes one of them that holds the numbers
    of both. `taken` are readings fixed beforehand.
    """
    walk = _Walk(compute, same, merge, seen, dict(taken or {}))
    walk.take_apart({}, {})
    turned = tuple(walk.turned) if walk.edges else ()
    return Explored(tuple(walk.found), walk.complete, tuple(walk.edges), turned)


class _Walk(Generic[T]):
    """The walk of `explore_between`."""

    def __init__(
        self,
        compute: Callable[[World], T],
        same: Callable[[T, T], bool],
        merge: Callable[[T, T], T],
        seen: Seen[T],
        read: dict[Unknown, int],
    ) -> None:
        self.compute, self.same, self.merge, self.seen = compute, same, merge, seen
        self.found: list[Lived[T]] = []
        self.edges: list[Lived[T]] = []
        self.turned: list[Turned[T]] = []
        self.complete = True
        self._read = read
        self._met: dict[Unknown, None] = {}
        self._worlds: list[_Run[T]] = []
        self._turned: set[frozenset[tuple[Unknown, int]]] = set()
        self._tried: set[tuple[Day, frozenset[tuple[Unknown, int]]]] = set()
        self._runs = 0

    def _run(
        self,
        extreme: Extreme,
        box: Box,
        pivot: Day | None = None,
        turned: Collection[Cause] = (),
    ) -> _Run[T]:
        self._runs += 1
        world = World([], extreme, self._read, box, pivot, turned)
        outcome = self.compute(world)
        self._met |= dict.fromkeys(world.taken)
        self._worlds.append((outcome, world))
        self.seen.add(outcome, self._read)
        return outcome, world

    def take_apart(
        self,
        box: Box,
        answers: dict[Unknown, object],
        more: _Run[T] | None = None,
        less: _Run[T] | None = None,
    ) -> None:
        """Find what comes out in a box; its extreme courses may be known already."""
        more = more or self._run("more", box)
        most, world = more
        for reading in [u for u in world.answers if u.cause == "reading" and u not in self._read]:
            before = self._read
            for index, option in enumerate(world.options[reading]):
                self._read = {**before, reading: index}
                self.take_apart(box, {**answers, reading: option})
            self._read = before
            return
        open_ = [u for u in world.taken if _size(u, box, world) > 1]
        if not open_:
            self.found.append(Lived(most, answers))
            return
        less = less or self._run("less", box)
        if self.same(most, less[0]):
            self.found.append(Lived(self.merge(most, less[0]), answers))
        elif not self._left_whole(box, more, less):
            self._split(self._telling(most, open_, world, box), box, answers, more, less)

    def _left_whole(self, box: Box, more: _Run[T], less: _Run[T]) -> bool:
        """Leave a box as it is: nothing new is in it, or patience is at its end."""
        few = len(self._met) <= MOST_UNKNOWNS
        if self._runs <= (PATIENCE_OF_FEW if few else PATIENCE):
            return False
        days = self.seen.missing(more[0], less[0], self._read)
        read = frozenset(self._read.items())
        for day in sorted(days or ()):
            if (day, read) not in self._tried:
                self._tried.add((day, read))
                self._run("more", box, day)
                days = self.seen.missing(more[0], less[0], self._read)
        known = days is None
        over = self._runs > (MOST_RUNS_OF_FEW if few else MOST_RUNS)
        if known or over:
            self.edges += [Lived(outcome, world.answers) for outcome, world in (more, less)]
            self._turn_each()
            self.complete = self.complete and known
        return known or over

    def _turn_each(self) -> None:
        """Turn one kind of unknown after the other, and back: which of them make a difference."""
        read = frozenset(self._read.items())
        if read in self._turned:
            return
        self._turned.add(read)
        kinds = sorted({unknown.cause for unknown in self._met})
        for order in (kinds, kinds[::-1]):
            before, _ = self._run("more", {})
            for count, kind in enumerate(order, 1):
                after, _ = self._run("more", {}, None, order[:count])
                self.turned.append((kind, before, after))
                before = after
        told = {kind for kind, one, other in self.turned if not self.same(one, other)}
        for unknown in [u for u in self._met if u.cause not in told][:MOST_TURNED]:
            for most, world in self._worlds[:: len(self._worlds) // MOST_TURNED + 1]:
                if unknown in world.taken and unknown.cause not in told:
                    other = self._turned_in(world, unknown)
                    self.turned.append((unknown.cause, most, other))
                    if not self.same(most, other):
                        told.add(unknown.cause)

    def _turned_in(self, world: World, unknown: Unknown) -> T:
        """What comes out in a world where one unknown alone is taken from its other end."""
        fixed: Box = {u: (index, index) for u, index in world.taken.items()}
        end = 0 if world.taken[unknown] else len(world.options[unknown]) - 1
        return self._run("more", {**fixed, unknown: (end, end)})[0]

    def _telling(self, most: T, open_: list[Unknown], world: World, box: Box) -> Unknown:
        """An unknown that makes a difference by itself, or else the first."""
        for unknown in open_ if len(open_) > 1 else ():
            first, last = within(box.get(unknown), len(world.options[unknown]))
            other = last if world.taken[unknown] == first else first
            fixed = {u: (world.taken[u], world.taken[u]) for u in open_}
            outcome, _ = self._run("more", {**box, **fixed, unknown: (other, other)})
            if not self.same(most, outcome):
                self.turned.append((unknown.cause, most, outcome))
                return unknown
        return open_[0]

    def _split(
        self,
        unknown: Unknown,
        box: Box,
        answers: dict[Unknown, object],
        more: _Run[T],
        less: _Run[T],
    ) -> None:
        """Both halves of a box; each keeps the extreme course of the whole that lies in it."""
        options = more[1].options[unknown]
        first, last = within(box.get(unknown), len(options))
        middle = (first + last) // 2
        end = box[unknown][1] if unknown in box else None
        for low, high, half in ((first, middle, middle), (middle + 1, last, end)):
            inside = [
                run if low <= run[1].taken.get(unknown, low) <= high else None
                for run in (more, less)
            ]
            answer = _answer(options[low : high + 1])
            self.take_apart({**box, unknown: (low, half)}, {**answers, unknown: answer}, *inside)


def _size(unknown: Unknown, box: Box, world: World) -> int:
    """How many options of an unknown are left open."""
    first, last = within(box.get(unknown), len(world.options[unknown]))
    return last - first + 1


def _answer(options: Sequence[object]) -> object:
    """One answer for several options; sums are told as one interval."""
    if len(options) == 1:
        return options[0]
    numbers = [option for option in options if isinstance(option, Interval)]
    if len(numbers) < len(options):
        return Either(tuple(options))
    found = numbers[0]
    for other in numbers[1:]:
        found = join(found, other) or found
    return found
