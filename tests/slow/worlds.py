"""Every way things can have been, as far as an account leaves it open: literal enumeration.

Source: semantics, section 7 (possible standings).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from tests.slow.admitted import NOT_DONE, Fact
from tests.slow.statements import FAR, Span
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Exchange,
    HandOver,
    Level,
    Notice,
    Order,
    PerEach,
    Quota,
)
from trucebook.model.quantity import Class
from trucebook.model.time import MINUTES, Day, Minute

LIMIT = 30_000
"""A book with more worlds is too big for plain enumeration."""

Cell = tuple[str, ...]


class TooManyWorldsError(Exception):
    """Not a book for this evaluator."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something an account leaves open, and what kind of thing that is."""

    name: str
    cause: str
    values: tuple[object, ...]
    inner: bool = False
    """What it can be follows from the others, so that it makes a difference only beside them."""
    under: tuple[str, ...] = ()
    """Unknowns that decide what this one can be, or whether there is anything to be known."""


@dataclass(frozen=True, slots=True)
class Act:
    """One event in one world: on this minute, so many, of these classes."""

    key: str
    commitments: tuple[str, ...]
    minute: Minute
    number: int
    open: bool
    """The number has no upper bound; it was cut where more cannot matter."""
    contrary: bool
    done: bool
    cells: tuple[Cell, ...]
    of: Class
    per_day: bool
    room: int | None = 0
    """Of a day's count: by how much it can be more than its number; None: without end."""

    @property
    def day(self) -> Day:
        """Its day."""
        return self.minute // MINUTES

    def of_class(self, cls: Class) -> int:
        """How many of it are of a class."""
        if not cls or cls <= self.of:
            return self.number
        return sum(1 for cell in self.cells[: self.number] if cls <= self.of.union(cell))


@dataclass(frozen=True, slots=True)
class World:
    """One way things can have been."""

    choice: tuple[object, ...]
    acts: tuple[Act, ...]
    more: dict[str, object]
    """Further unknowns, by name: what a total leaves to the days without counts."""


def needed(terms: object) -> int:
    """A number above which more of a thing makes no difference to a duty."""
    match terms:
        case HandOver():
            return max(int(s.cumulative) for s in terms.steps if s.cumulative is not None)
        case Quota():
            return int(terms.number) * 20 if terms.average else int(terms.number)
        case Level():
            return int(terms.number) + 1
    return 1


def classes_that_matter(agreement: Agreement, names: tuple[str, ...]) -> set[str]:
    """The categories on which a standing can turn, of acts under these commitments."""
    found: set[str] = set()
    for c in agreement.commitments:
        match c.terms:
            case HandOver() if c.id in names:
                found |= set().union(
                    *(s.of for s in c.terms.steps), *(s.of for s in c.terms.shares)
                )
            case Exchange() if c.terms.against in names:
                found |= set().union(*(i.against for i in c.terms.items))
            case Order() if c.terms.against in names:
                found |= c.terms.first | c.terms.then
            case _:
                pass
        if isinstance(c.terms, Exchange) and c.id in names:
            found |= set().union(*(i.give for i in c.terms.items))
            for item in c.terms.items:
                if isinstance(item, PerEach):
                    found |= set().union(*(s.of for s in item.shares))
    return found


def cells_of(agreement: Agreement, names: tuple[str, ...]) -> list[Cell]:
    """Every class one unit can be of, as far as it matters."""
    matter = classes_that_matter(agreement, names)
    things = {
        c.terms.thing
        for c in agreement.commitments
        if c.id in names and isinstance(c.terms, HandOver | Exchange)
    }
    axes = [
        categories
        for thing in agreement.things
        if thing.id in things
        for _, categories in thing.axes
        if matter & set(categories)
    ]
    return list(product(*axes))


def hourly(agreement: Agreement, names: tuple[str, ...]) -> bool:
    """Whether hours matter to an act under these commitments."""
    notices = [c for c in agreement.commitments if isinstance(c.terms, Notice)]
    watched = {c.id for c in notices} | {c.terms.before for c in notices}  # type: ignore[union-attr]
    return bool(watched & set(names))


def minutes(span: Span, on: Day, first_day: Day, *, hours: bool) -> list[Minute]:
    """Every day of a span as a minute; both ends of each day where hours matter.

    Days after the last one that matters are one: not yet.
    """
    found = []
    for d in range(max(span[0] // MINUTES, first_day), min(span[1] // MINUTES, on + 1) + 1):
        start, end = max(span[0], d * MINUTES), min(span[1], d * MINUTES + MINUTES - 1)
        found += [start, end] if hours and start != end else [start]
    return found or [span[0]]


class Enumeration:
    """The unknowns of the facts, and the worlds they make."""

    def __init__(
        self, agreement: Agreement, facts: list[Fact], on: Day, horizon: Day | None = None
    ) -> None:
        self.agreement = agreement
        self.facts = facts
        self.on = on
        self.first_day = (agreement.clock.day_one or on) - 2
        self.horizon = horizon if horizon is not None else on
        """The last day on which a total can turn: what was done later is not yet done."""
        self.extra: list[Unknown] = []
        self.unknowns: list[Unknown] = []
        self.numbers = {f.key: self._numbers(f) for f in facts}
        self.pairs = self._pairs()
        self.minutes = {f.key: self._minutes(n, f) for n, f in enumerate(facts)}
        self.cells = {f.key: self._cells(f) for f in facts}

    def _numbers(self, f: Fact) -> list[list[tuple[int, bool]]]:
        """By version, the integers the number can be, and whether it was cut there."""
        duties = [c for c in self.agreement.commitments if c.id in f.commitments]
        cap = max((self._cap(c) for c in duties), default=1)
        found = []
        for low, high in f.numbers:
            if f.per_day:  # what can be more is tried with what totals leave open
                found.append([(low, False)])
                continue
            top = high if high is not None else max(low, cap)
            found.append([(n, high is None and n == top) for n in range(low, top + 1)])
        return found or [[(1, False)]]

    def _cap(self, duty: Commitment) -> int:
        if isinstance(duty.terms, Exchange):
            host = next(c for c in self.agreement.commitments if c.id == duty.terms.against)
            rate = max(int(i.number or 1) for i in duty.terms.items)
            return needed(host.terms) * rate
        return needed(duty.terms)

    def _minutes(self, n: int, f: Fact) -> list[list[Minute]]:
        """By version, when it can have been; of what may be one event, each day they share."""
        shared = any(how == "overlap" and n in {i, j} for i, j, how in self.pairs)
        ends = [b // MINUTES for _, b in f.spans if b < FAR] if shared else []
        horizon = max([self.horizon, *ends])
        hours = hourly(self.agreement, f.commitments)
        return [minutes(s, horizon, self.first_day, hours=hours) for s in f.spans]

    def _cells(self, f: Fact) -> list[tuple[Cell, ...]]:
        cells = [c for c in cells_of(self.agreement, f.commitments) if self._fits(c, f.of)]
        if cells in ([], [()]):
            return [()]
        top = max(n for ns in self.numbers[f.key] for n, _ in ns)
        if len(cells) ** top > LIMIT:
            raise TooManyWorldsError
        several = len({n for ns in self.numbers[f.key] for n, _ in ns}) > 1
        allowed = [] if several else self._share_versions(f, cells, top)  # else asked per world
        found = [
            seq
            for seq in product(cells, repeat=top)
            if not allowed or any(self._shares(seq, f, s) for s in allowed)
        ]
        exact = all(len(ns) == 1 for ns in self.numbers[f.key]) and len(self.numbers[f.key]) == 1
        return [s for s in found if s == tuple(sorted(s))] if exact else found

    def _fits(self, cell: Cell, of: Class) -> bool:
        """Whether a unit of `of` can be in a cell: no other category of the same axis."""
        for thing in self.agreement.things:
            for _, categories in thing.axes:
                both = set(cell) & set(categories), set(of) & set(categories)
                if both[0] and both[1] and both[0] != both[1]:
                    return False
        return True

    def _share_versions(
        self, f: Fact, cells: list[Cell], number: int
    ) -> list[tuple[tuple[Class, int], ...]]:
        """All that is said of shares at once where that can be true; else each in turn.

        Shares that cannot be true of so many say nothing of them.
        """
        ways = list(product(cells, repeat=number))
        together = tuple(pair for version in f.shares for pair in version)
        if any(self._shares(way, f, together) for way in ways):
            return [together]
        return [v for v in f.shares if any(self._shares(way, f, v) for way in ways)]

    def _shares(
        self, seq: tuple[Cell, ...], f: Fact, shares: tuple[tuple[Class, int], ...]
    ) -> bool:
        """Each share is at least what is said: where all are said, that is exact."""
        return all(
            sum(1 for cell in seq if self._within(cell, cls, f)) >= least for cls, least in shares
        )

    def _within(self, cell: Cell, cls: Class, f: Fact) -> bool:
        """Whether a unit is of a class, as far as classes matter."""
        matter = {c for axis in cells_of(self.agreement, f.commitments) for c in axis}
        return (cls & matter) <= f.of.union(cell)

    def _pairs(self) -> list[tuple[int, int, str]]:
        """Possible duplicates: the same number, on adjacent or uncertain days."""
        found = []
        for (i, a), (j, b) in combinations(enumerate(self.facts), 2):
            if a.about != b.about or not set(a.commitments) & set(b.commitments):
                continue
            if a.per_day or b.per_day or (a.named and b.named):
                continue
            same = {n for n in a.numbers if n != NOT_DONE and n[0] == n[1]} & set(b.numbers)
            if not same:
                continue
            first, second = ([d // MINUTES for span in f.spans for d in span] for f in (a, b))
            if min(second) - max(first) > 1 or min(first) - max(second) > 1:
                continue
            overlap = min(second) <= max(first) and min(first) <= max(second)
            found.append((i, j, "overlap" if overlap else "adjacent"))
        return found

    def all_unknowns(self) -> list[Unknown]:
        """Every unknown, one value each in a world."""
        found = []
        for n, f in enumerate(self.facts):
            versions, days = self.numbers[f.key], self.minutes[f.key]
            width, longest = max(len(v) for v in versions), max(len(d) for d in days)
            number, day = f"{f.key} number", f"{f.key} day"
            one = tuple(f"{i}={j}" for i, j, _ in self.pairs if n in {i, j})  # if it is one event
            count = f"{f.key} count"
            found += [
                Unknown(number, "account", tuple(range(len(versions)))),
                Unknown(count, "count", tuple(range(width)), under=(number,)),
                Unknown(day, "account", tuple(range(len(days))), under=one),
                Unknown(f"{f.key} date", "date", tuple(range(longest)), under=(day, *one)),
                Unknown(f"{f.key} contrary", "account", f.contrary or (False,)),
                Unknown(
                    f"{f.key} class",
                    "category",
                    tuple(self.cells[f.key]),
                    under=(number, count, *one),
                ),
            ]
        for i, j, how in self.pairs:
            values = ("two", "first") if how == "overlap" else ("two", "first", "second")
            found.append(Unknown(f"{i}={j}", "duplicate", values))
        return found + self.extra

    def worlds(self) -> Iterator[World]:
        """Every world: one value of each unknown, as far as they fit together."""
        self.unknowns = [u for u in self.all_unknowns() if len(u.values) > 1]
        fixed = {u.name: u.values[0] for u in self.all_unknowns()}
        size = 1
        for u in self.unknowns:
            size *= len(u.values)
        if size > LIMIT:
            raise TooManyWorldsError
        for choice in product(*(u.values for u in self.unknowns)):
            value = fixed | dict(zip((u.name for u in self.unknowns), choice, strict=True))
            acts = self.acts(value)
            if acts is not None:
                yield World(choice, tuple(acts), {u.name: value[u.name] for u in self.extra})

    def acts(self, value: dict[str, object]) -> list[Act] | None:
        """The events of a world; None where the values do not fit together."""
        found: list[Act | None] = []
        for f in self.facts:
            numbers = self.numbers[f.key][value[f"{f.key} number"]]  # type: ignore[index]
            days = self.minutes[f.key][value[f"{f.key} day"]]  # type: ignore[index]
            count, date = value[f"{f.key} count"], value[f"{f.key} date"]
            if count >= len(numbers) or date >= len(days):  # type: ignore[operator]
                return None
            number, cut = numbers[count]  # type: ignore[index]
            minute = days[date]  # type: ignore[index]
            cells = value[f"{f.key} class"]
            if f.shares and cells:
                ways = [c for c in cells_of(self.agreement, f.commitments) if self._fits(c, f.of)]
                allowed = self._share_versions(f, ways, number)
                if allowed and not any(self._shares(cells[:number], f, s) for s in allowed):  # type: ignore[index]
                    return None
            found.append(
                Act(
                    f.key,
                    f.commitments,
                    minute,
                    number,
                    cut,
                    bool(value[f"{f.key} contrary"]),
                    bool(f.numbers) and (number > 0 or f.measure),
                    cells,
                    f.of,
                    f.per_day,  # type: ignore[arg-type]
                    self._room(f, value),
                )
            )
        for i, j, how in self.pairs:
            if not self._merge(found, i, j, how, value[f"{i}={j}"]):
                return None
        return [a for a in found if a is not None]

    @staticmethod
    def _room(f: Fact, value: dict[str, object]) -> int | None:
        """By how much a day's count can be more than its number."""
        if not f.per_day or not f.numbers:
            return 0
        low, high = f.numbers[value[f"{f.key} number"]]  # type: ignore[index]
        return None if high is None else high - low

    def _fits_both(self, one: Act, a: Fact, b: Fact) -> bool:
        """Whether an event told twice has the shares that each telling gives."""
        if not (a.shares or b.shares) or not one.cells:
            return True
        told = replace(a, shares=(*a.shares, *b.shares), of=one.of)
        ways = [c for c in cells_of(self.agreement, a.commitments) if self._fits(c, one.of)]
        allowed = self._share_versions(told, ways, one.number)
        seen = one.cells[: one.number]
        return not allowed or any(self._shares(seen, told, s) for s in allowed)

    def _merge(self, acts: list[Act | None], i: int, j: int, how: str, keep: object) -> bool:
        """Make two events one; False where this world does not allow it."""
        if keep == "two":
            return True
        a, b = acts[i], acts[j]
        if a is None or b is None:
            return True
        if a.number != b.number:
            return True  # by this version they are two
        if how == "overlap":
            if a.day != b.day:
                return False
            acts[j] = None
        else:
            acts[j if keep == "first" else i] = None
        kept = i if acts[i] is not None else j
        one = acts[kept]
        if one is not None:
            if not self._fits_both(one, self.facts[i], self.facts[j]):
                return False
            both = tuple(sorted({*a.commitments, *b.commitments}))
            acts[kept] = replace(one, commitments=both)
        return True
