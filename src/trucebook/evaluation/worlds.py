"""Possible worlds: every way the unknowns can have been, walked one choice at a time.

A computation asks `World.choose(unknown, options)` wherever what happened is not known; `explore`
runs it once for every combination of answers that it asks for, and no other.
One unknown is one wherever it is used: its answer is kept for the whole world.
Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from trucebook.evaluation.looked_at import DayLookedAt
from trucebook.evaluation.result import Cause
from trucebook.model.time import Day

T = TypeVar("T")

MOST_UNKNOWNS = 8
"""Up to here every combination is tried. Above it only the two courses with the most and the least
done are, and what lies between them is taken to be possible too."""
MOST_WORLDS = 3000
"""A bound on patience, for unknowns of very many values."""

Extreme = Literal["more", "less"]
"""Of everything uncertain, take what has more done, sooner; or less, later."""


Range = tuple[int, int | None]
"""From which to which of its options an unknown is left open; None: to the last."""


def within(range_: Range | None, count: int) -> tuple[int, int]:
    """The first and last index of a range, where there are so many options."""
    if range_ is None:
        return 0, count - 1
    first, last = range_
    top = count - 1
    return min(first, top), top if last is None else min(last, top)


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
    day: int = field(default=0, compare=False)
    """The end of the day at which it is asked for."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the account leaves open, and what kind of doubt it is."""

    cause: Cause
    key: Hashable
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash once: an unknown is looked up many times wherever it is asked for."""
        object.__setattr__(self, "_hash", hash((self.cause, self.key)))

    def __hash__(self) -> int:
        """As it compares."""
        return self._hash


@dataclass(frozen=True, slots=True)
class OwedFor:
    """More done by that commitment asks for more of the one in question."""

    name: str


Against = bool | str | OwedFor
"""Whether what has more done, sooner, is the harder course for the commitment in question: yes or
no; of a commitment's id: where it is another one; `OwedFor` an id: where it is that very one."""
_Question = tuple[Unknown, Sequence[object], Against]


class _Asked:
    """A step of a computation that is known: what it asked, and how it went on by the answer."""

    __slots__ = ("next", "question")

    def __init__(self, question: _Question) -> None:
        self.question = question
        self.next: dict[int, _Step] = {}


class _Found:
    """What came out of a computation, the commitments it looked at, until when it is the same."""

    __slots__ = ("consulted", "until", "value")

    def __init__(self, value: object, consulted: tuple[str, ...], until: Day) -> None:
        self.value, self.consulted, self.until = value, consulted, until


_Step = _Asked | _Found


class Tables:
    """Computations of one day and account, by what they asked and were answered.

    Worlds that answer alike share them, whichever commitment is in question.
    """

    __slots__ = ("known", "on")

    def __init__(self, on: Day) -> None:
        """Begin with nothing known."""
        self.known: dict[Hashable, _Step] = {}
        self.on = DayLookedAt(on)
        """The day, shared by all that is computed of it."""


class World:
    """One way things can have been, as far as it has been asked for."""

    def __init__(
        self,
        path: list[tuple[Unknown, int, int]],
        extreme: Extreme | None = None,
        fixed: Mapping[Unknown, int] | None = None,
        box: Mapping[Unknown, Range] | None = None,
        pivot: Day | None = None,
        turned: Collection[Cause] = (),
    ) -> None:
        """Start from the answers already fixed, by index into their options.

        `box` says from which to which an extreme world may take them; up to `pivot` it takes what
        has less done, after it what has more; of unknowns of the kinds `turned`, the other end.
        """
        self._pivot, self._turned = pivot, turned
        self._path = path
        self._extreme = extreme
        self._fixed = fixed or {}
        self._box: Mapping[Unknown, Range] = box or {}
        self._count = 0
        self._next = 0
        self.subject = ""
        """The commitment in question."""
        self.tables: Tables | None = None
        """What is known from other worlds; set by whoever computes."""
        self.on = DayLookedAt(0)
        """The day looked at; set by whoever computes."""
        self.answers: dict[Unknown, object] = {}
        self.taken: dict[Unknown, int] = {}
        """In an extreme world: the index of what was taken of each unknown that is not fixed."""
        self.options: dict[Unknown, Sequence[object]] = {}
        self.consulted: list[str] = []
        """Commitments whose reports were looked at, in order, some more than once."""
        self.itself: dict[Hashable, object] = {}
        """What computations under way find that wait for themselves."""
        self._circles = 0
        self._indices: dict[Unknown, int] = {}
        self._asked: list[_Question] = []
        self._kept: dict[Hashable, tuple[_Found, tuple[_Question, ...]]] = {}
        self._read: frozenset[tuple[Unknown, int]] = frozenset()

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What a computation gives: at most once in a world, nor where another world has it.

        A computation is known by what it asks: in a world with the same answers it is the same.
        """
        kept = self._kept.get(key)
        if kept is not None:
            self._asked += kept[1]
            return self._looked_up(kept[0])  # type: ignore[return-value]  # kept under its own key
        asked, consulted = len(self._asked), len(self.consulted)
        # How words are read closes other readings: what was read before is part of the key.
        shared = (key, self._read) if self._read else key
        found = self._replay(shared) if self.tables is not None else None
        if found is not None:
            self._kept[key] = (found, self._since(asked))
            return self._looked_up(found)  # type: ignore[return-value]  # known under its own key
        circles = self._circles
        value, until = self.on.aside(compute)
        looked_at = tuple(dict.fromkeys(self.consulted[consulted:]))
        found = _Found(value, looked_at, until)
        questions = self._since(asked)
        if self.tables is not None and circles == self._circles:
            self._record(self.tables, shared, questions, found)
        self._kept[key] = (found, questions)
        return value

    def _looked_up(self, found: _Found) -> object:
        """What was computed before, as if it were computed again."""
        self.consulted += found.consulted
        self.on.alike_up_to(found.until)
        return found.value

    def _since(self, asked: int) -> tuple[_Question, ...]:
        """What was asked since so many questions, each once."""
        if len(self._asked) == asked:
            return ()
        return tuple({question[0]: question for question in self._asked[asked:]}.values())

    def alone(self, key: Hashable, compute: Callable[[], T], itself: T) -> T:
        """The same, of what can come to wait for itself: what it then finds is `itself`."""
        if key in self.itself:
            self._circles += 1
            return self.itself[key]  # type: ignore[return-value]  # kept under its own key
        return self.once(key, lambda: self._asked_for(key, compute, itself))

    def _asked_for(self, key: Hashable, compute: Callable[[], T], itself: T) -> T:
        self.itself[key] = itself
        try:
            return compute()
        finally:
            del self.itself[key]

    def circle(self) -> None:
        """Say that what is being computed came to wait for itself: nobody else may share it."""
        self._circles += 1

    def _replay(self, key: Hashable) -> _Found | None:
        """Follow a known computation by the answers of this world; None where it was not here."""
        step = self.tables.known.get(key) if self.tables is not None else None
        while isinstance(step, _Asked):
            unknown, options, against = step.question
            self.choose(unknown, options, against=against)
            step = step.next.get(self._indices[unknown])
        return step

    def _record(
        self, tables: Tables, key: Hashable, questions: tuple[_Question, ...], found: _Found
    ) -> None:
        """Keep a computation by the questions it asked, in their order."""
        known: dict[Hashable, _Step] | dict[int, _Step] = tables.known
        at: Hashable = key
        for question in questions:
            step = known.get(at)  # type: ignore[call-overload]  # the first is keyed by anything
            if not isinstance(step, _Asked):
                step = _Asked(question)
                known[at] = step  # type: ignore[index]
            known, at = step.next, self._indices[question[0]]
        known[at] = found  # type: ignore[index]

    def choose(self, unknown: Unknown, options: Sequence[T], *, against: Against = False) -> T:
        """The answer in this world.

        Shape: options in a fixed order, what has more done, sooner, first; the same at every ask.
        `against` turns that round, where more done asks for more in return.
        """
        if len(options) == 1:
            return options[0]
        self._asked.append((unknown, options, against))
        if unknown in self.answers:
            return self.answers[unknown]  # type: ignore[return-value]  # one unknown, one type
        index = self._index(unknown, options, against=self._harder(against))
        self.options[unknown] = options
        self.answers[unknown] = options[index]
        self._indices[unknown] = index
        if unknown.cause == "reading":
            self._read |= {(unknown, index)}
        return options[index]

    def _harder(self, against: Against) -> bool:
        if isinstance(against, bool):
            return against
        if isinstance(against, str):
            return against != self.subject
        return against.name == self.subject

    def _index(self, unknown: Unknown, options: Sequence[object], *, against: bool) -> int:
        count = len(options)
        if unknown in self._fixed and self._fixed[unknown] < count:
            return self._fixed[unknown]
        if self._extreme is not None and unknown.cause != "reading":
            first, last = within(self._box.get(unknown), count)
            against = against != (unknown.cause in self._turned)
            index = first if (self._extreme == "more") != against else last
            if self._pivot is not None and isinstance(unknown.key, SumAt):
                index = last if unknown.key.day <= self._pivot else first
            elif self._pivot is not None and unknown.cause == "date":
                later = [i for i in range(first, last + 1) if options[i] > self._pivot]  # type: ignore[operator]
                index = later[0] if later else last
            self.taken[unknown] = index
            return index
        self._count += unknown.cause not in ("count", "reading")
        if self._count > MOST_UNKNOWNS:
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


Turned = tuple[Cause, T, T]
"""The kind of an unknown, and what comes out by two of its answers, all else being the same."""


@dataclass(frozen=True, slots=True)
class Explored(Generic[T]):
    """What came out in every world.

    `edges` are worlds at the edges of what was not taken apart, since nothing new was left to be
    found there: they only bound numbers, and `turned` are worlds that differ in one unknown alone.
    Not `complete`: there may be more in between.
    """

    worlds: tuple[Lived[T], ...]
    complete: bool
    edges: tuple[Lived[T], ...] = ()
    turned: tuple[Turned[T], ...] = ()


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
