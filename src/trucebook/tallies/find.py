"""What cannot all be true, in the smallest sets; and what each cell may be, whichever is true.

Nothing is repaired, averaged or picked: where statements contradict each other, every largest set
of them that can be true is taken in turn.
Source: spec/tallies.md (semantics, section 8).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from trucebook.model.minimal import Bits, meeting, members, minimal_sets
from trucebook.model.quantity import Class
from trucebook.model.time import Day
from trucebook.tallies.statement import HELD, Claim, Statement, Target
from trucebook.tallies.sums import Sums


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A set goes together if this statement's claim lay between these."""

    statement: Statement
    claim: Claim
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Throughout:
    """A set goes together if all claims of this statement lay elsewhere, each between its ends."""

    statement: Statement
    claims: tuple[tuple[Claim, int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Uncategorised:
    """A set goes together if this statement were right in number and not in its categories."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A set goes together if this statement spoke of another day."""

    statement: Statement
    day: Day


@dataclass(frozen=True, slots=True)
class MovedLater:
    """A set goes together if so many more were moved by this day: found to be dead later."""

    statement: Statement
    term: str


Reconciling = Elsewhere | Throughout | Uncategorised | OtherDay | MovedLater


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot all be true, of which any one could be left out.

    `hard`: on hard bounds; otherwise on a bound that is ours: hard to square.
    """

    statements: tuple[Statement, ...]
    hard: bool
    reconciling: tuple[Reconciling, ...]


def contradictions(sums: Sums, statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """Every irreducible set: those on hard bounds first, then smallest first."""
    found = []
    seen: list[Bits] = []
    for hard in (True, False):
        if not hard and all(c.low_hard and c.high_hard for s in statements for c in s.claims):
            continue
        for one in sorted(_sets(sums, statements, hard=hard), key=lambda b: (b.bit_count(), b)):
            if any(earlier & one == earlier for earlier in seen):
                continue
            seen.append(one)
            these = tuple(statements[i] for i in members(one))
            found.append(Contradiction(these, hard, _reconciling(sums, these, hard=hard)))
    return tuple(found)


def _sets(sums: Sums, statements: Sequence[Statement], *, hard: bool) -> tuple[Bits, ...]:
    known: dict[Bits, bool] = {}

    def can_be(some: Bits) -> bool:
        if some not in known:
            these = [statements[i] for i in members(some)]
            known[some] = sums.can_be(these, hard=hard)
        return known[some]

    return minimal_sets(len(statements), can_be)


def _reconciling(sums: Sums, these: Sequence[Statement], *, hard: bool) -> tuple[Reconciling, ...]:
    """Single changes by which a set goes together."""
    found: list[Reconciling] = []
    for index, one in enumerate(these):
        others = [*these[:index], *these[index + 1 :]]
        for claim in one.claims:
            rest = [replace(one, claims=tuple(c for c in one.claims if c is not claim)), *others]
            between = sums.between(rest, [(one.target, claim.of)], hard=hard)
            if between is not None:
                found.append(Elsewhere(one, claim, *between[0]))
        told = any(isinstance(other, Elsewhere) and other.statement is one for other in found)
        if not told and len(one.claims) > 1:
            cells = [(one.target, claim.of) for claim in one.claims]
            ends = sums.between(others, cells, hard=hard)
            if ends is not None:
                claims = zip(one.claims, ends, strict=True)
                found.append(Throughout(one, tuple((c, *end) for c, end in claims)))
        whole = tuple(replace(c, of=frozenset()) for c in one.claims if not c.of) or (
            (replace(one.claims[0], of=frozenset()),) if len(one.claims) == 1 else ()
        )
        told_apart = whole and whole != one.claims
        if told_apart and sums.can_be([replace(one, claims=whole), *others], hard=hard):
            found.append(Uncategorised(one))
        if one.target.event or one.origin == "acts":
            continue
        for day in sorted({o.target.last for o in these} - {one.target.last}):
            if day not in sums.days:
                continue
            moved = replace(one, target=replace(one.target, last=day))
            if sums.can_be([moved, *others], hard=hard):
                found.append(OtherDay(one, day))
    moves = {term.id for term in sums.tally.terms if term.move is not None}
    for one in these:
        if one.target.term in moves and not one.target.event:
            more = tuple(replace(c, high=None) for c in one.claims)
            rest = [o for o in these if o is not one]
            if sums.can_be([replace(one, claims=more), *rest], hard=hard):
                found.append(MovedLater(one, one.target.term))
    return tuple(found)


Range = tuple[int, int | None]
"""The least and the most; None: nothing bounds it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a class there may be: each range for one way in which statements go together."""

    term: str
    of: Class
    ranges: tuple[Range, ...]

    @property
    def low(self) -> int:
        """The least under any of them."""
        return min(low for low, _ in self.ranges)

    @property
    def high(self) -> int | None:
        """The most under any of them; None where nothing bounds it."""
        highs = [high for _, high in self.ranges]
        return None if None in highs else max(high for high in highs if high is not None)

    @property
    def is_bounded(self) -> bool:
        """Whether the figures leave anything out."""
        return bool(self.ranges) and (0, None) not in self.ranges

    @property
    def apart(self) -> tuple[Range, ...]:
        """All of the ranges, by size; those that overlap in one."""
        return _apart(self.ranges)


def _by_size(ranges: Collection[Range]) -> tuple[Range, ...]:
    return tuple(sorted(ranges, key=lambda one: (one[0], one[1] is None, one[1] or 0)))


def _apart(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Ranges by size, those that overlap in one."""
    made: list[Range] = []
    for low, high in _by_size(ranges):
        if made and (made[-1][1] is None or low <= made[-1][1]):
            before = made[-1][1]
            made[-1] = (made[-1][0], None if before is None or high is None else max(before, high))
        else:
            made.append((low, high))
    return tuple(made)


def versions(
    found: Sequence[Contradiction], statements: Sequence[Statement], first: Collection[Statement]
) -> tuple[tuple[Statement, ...], ...]:
    """Every largest set of statements that go together; `first` stay, where they go together."""
    at = {one: index for index, one in enumerate(statements)}
    kept = sum(1 << at[one] for one in first)
    sets = [sum(1 << at[s] for s in one.statements) for one in found if one.hard]
    reduced = [one & ~kept or one for one in sets]
    left_out: list[Bits] = [0]
    for one in reduced:
        left_out = meeting(left_out, one)
    every = (1 << len(statements)) - 1
    return tuple(tuple(statements[i] for i in members(every & ~out)) for out in sorted(left_out))


def cells(
    sums: Sums, ways: Sequence[Sequence[Statement]], on: Day, of: Sequence[Class]
) -> tuple[Cell, ...]:
    """What every cell may be on a day: each term, then what is held, by class."""
    asked: list[tuple[str, Class]] = []
    for term in (*(t.id for t in sums.tally.terms), HELD):
        for one in of:
            cell = (term, sums.class_in(term, one))
            if cell not in asked and not (term and len(cell[1]) > 1):
                asked.append(cell)
    targets = [(Target(term, on), own) for term, own in asked]
    ranges = [sums.between(way, targets, hard=True) for way in ways]
    return tuple(
        Cell(term, own, _by_size({r[index] for r in ranges if r is not None}))
        for index, (term, own) in enumerate(asked)
    )
