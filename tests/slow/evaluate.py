"""The slow evaluator: every commitment's standing over all worlds, readings, and one account.

    answers = evaluate(agreement, record, clocks, "undisputed")
    answers["free"].standing, answers["free"].possible, answers["free"].rounds

Source: semantics, sections 4 (readings), 6 (accounts) and 7 (possible standings).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations_with_replacement, product
from math import prod

from tests.slow.admitted import Account, Fact
from tests.slow.course import Course
from tests.slow.duties import Duties, Outcome, said_on
from tests.slow.statements import FAR, Heard, Total, hear
from tests.slow.worlds import (
    LIMIT,
    Enumeration,
    TooManyWorldsError,
    Unknown,
    World,
    needed,
)
from trucebook.evaluation.result import Clocks
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Condition,
    Exchange,
    HandOver,
    Keep,
    Level,
    Notice,
    Order,
    OtherClock,
    OtherWords,
    Quota,
    Reading,
    TalksWhile,
)
from trucebook.model.report import Record
from trucebook.model.time import MINUTES, Day, iso

AS_WRITTEN = "as written"
Bounds = tuple[int | None, int | None]


@dataclass(slots=True)
class RoundAnswer:
    """One round over all worlds in which it exists."""

    standing: str
    possible: tuple[str, ...]
    required: Bounds
    done: Bounds
    everywhere: bool
    """It exists in every world."""


@dataclass(slots=True)
class Answer:
    """One commitment over all worlds and readings."""

    standing: str | None
    possible: tuple[str, ...]
    because: tuple[str, ...]
    by_reading: dict[str, str | None]
    rounds: dict[str, RoundAnswer]
    required: Bounds | None
    done: Bounds | None
    kept: Bounds | None = None
    missed: Bounds | None = None
    unknown: Bounds | None = None


@dataclass(slots=True)
class Variant:
    """The text as some readings have it."""

    agreement: Agreement
    day_ones: dict[str, Day] = field(default_factory=dict)
    talks_until: dict[str, Condition | None] = field(default_factory=dict)


@dataclass(slots=True)
class Solved:
    """Every world of a variant, with every commitment's outcome in it."""

    unknowns: list[Unknown]
    outcomes: list[tuple[tuple[object, ...], dict[str, Outcome]]]


# --- readings -----------------------------------------------------------------------------


def read(agreement: Agreement, readings: Iterable[Reading]) -> Variant:
    """The text under these readings."""
    variant = Variant(agreement)
    for r in readings:
        match r.change:
            case OtherClock():
                variant.day_ones |= dict.fromkeys(r.clauses, r.change.day_one)
            case OtherWords():
                kept = [c for c in variant.agreement.commitments if c.clause not in r.clauses]
                words = tuple(sorted([*kept, *r.change.commitments], key=lambda c: c.id))
                variant.agreement = replace(variant.agreement, commitments=words)
            case TalksWhile():
                variant.talks_until[r.phrase or "in talks"] = r.change.until
    return variant


def ways_to_read(agreement: Agreement) -> dict[str, list[tuple[Reading, ...]]]:
    """By name of a reading, the readings applied together: one group is varied at a time."""
    groups: dict[object, list[Reading]] = defaultdict(list)
    for r in agreement.readings:
        groups[r.phrase if r.phrase is not None else tuple(sorted(r.clauses))].append(r)
    options: list[list[Reading | None]] = [
        [None, *g] if len(g) == 1 else list(g) for g in groups.values()
    ]
    if not options:
        return {AS_WRITTEN: [()]}
    ways: dict[str, list[tuple[Reading, ...]]] = defaultdict(list)
    for i, group in enumerate(options):
        bases = [[None] if None in o else o for j, o in enumerate(options) if j != i]
        for option in group:
            for others in product(*bases):
                name = AS_WRITTEN if option is None else option.name
                ways[name].append(tuple(r for r in (option, *others) if r is not None))
    return dict(ways)


# --- worlds -------------------------------------------------------------------------------


class Look:
    """One record looked at from one day in one account, under one way of reading."""

    def __init__(self, variant: Variant, heard: Heard, clocks: Clocks) -> None:
        self.variant = variant
        self.agreement = variant.agreement
        self.heard = heard
        self.clocks = clocks

    def solve(self, name: str) -> Solved:
        """Every world; in `confirmed`, what reports not admitted would move is unknown."""
        if name != "confirmed":
            return self.worlds(name, {})
        firm, said = self.worlds("confirmed", {}), self.worlds("any", {})
        return self.worlds("confirmed", self.moved(firm, said))

    def prepare(self, name: str) -> tuple[Enumeration, Course, dict[str, list[list[Total]]]]:
        """The unknowns of an account."""
        account = Account(self.agreement, self.heard, name)
        if name == "confirmed":
            account.acknowledged = self.acknowledged()
        course = Course(
            self.agreement,
            self.heard,
            self.clocks,
            self.variant.day_ones,
            self.variant.talks_until,
        )
        account.watched = course.declared
        facts = account.facts()
        totals = {c.id: account.totals(c.id) for c in self.agreement.commitments}
        ends = [t.last for choices in totals.values() for ts in choices for t in ts]
        horizon = max([self.clocks.on, *ends])
        enumeration = Enumeration(self.agreement, facts, self.clocks.on, horizon)
        for c in self.agreement.commitments:
            enumeration.extra += self.left_open(c, facts, totals[c.id], course)
        return enumeration, course, totals

    def size(self, name: str) -> int:
        """How many worlds an account has, before those are dropped that do not fit together."""
        enumeration, _, _ = self.prepare(name)
        return prod(len(u.values) for u in enumeration.all_unknowns())

    def worlds(self, name: str, unsettled: dict[str, str]) -> Solved:
        """Every world of an account."""
        enumeration, course, totals = self.prepare(name)
        found = []
        for world in enumeration.worlds():
            outcomes = self.outcomes(course, world, totals, unsettled)
            if not any(o.standing == "impossible" for o in outcomes.values()):
                found.append((world.choice, outcomes))
        return Solved(enumeration.unknowns, found)

    def outcomes(
        self,
        course: Course,
        world: World,
        totals: dict[str, list[list[Total]]],
        unsettled: dict[str, str],
    ) -> dict[str, Outcome]:
        """Every commitment's outcome in one world."""
        course.world = world
        duties = Duties(course, totals, unsettled)
        return {c.id: duties.outcome(c) for c in self.agreement.commitments}

    def left_open(
        self, c: Commitment, facts: list[Fact], choices: list[list[Total]], course: Course
    ) -> list[Unknown]:
        """What totals and shares leave open for one commitment."""
        found = []
        if len(choices) > 1 or choices[0]:
            found.append(Unknown(f"{c.id} totals", "account", tuple(range(len(choices)))))
        counted = {
            d
            for f in facts
            if c.id in f.commitments and f.per_day
            for span in f.spans
            for d in range(span[0] // MINUTES, span[1] // MINUTES + 1)
        }
        silent = sorted(
            {
                d
                for choice in choices
                for t in choice
                if isinstance(c.terms, Quota) or not t.only_top
                for d in range(t.first, min(t.last, self.clocks.on) + 1)
                if d not in counted and not course.watched(c, d)
            }
        )
        match c.terms:
            case Quota():
                from tests.slow.quota import left_open  # noqa: PLC0415 - it builds on this

                found += left_open(c, facts, choices, course)
            case HandOver() | Exchange():
                if any(not t.only_top for ts in choices for t in ts) and silent:
                    found.append(self._added(c, choices, silent))
        return found

    def _added(self, c: Commitment, choices: list[list[Total]], silent: list[Day]) -> Unknown:
        """Every way to spread what a total adds over the days without counts."""
        most = 0
        for choice in choices:
            for t in choice:
                low, high = t.statement.number or (0, None)
                most = max(most, high if high is not None else max(low + 1, needed(c.terms)))
        if len(silent) ** min(most, FAR) > LIMIT:
            raise TooManyWorldsError
        ways = [
            days
            for length in range(most + 1)
            for days in combinations_with_replacement(silent, length)
        ]
        return Unknown(f"{c.id} hidden", "count", tuple(ways), under=(f"{c.id} totals",))

    # --- the account "confirmed" ---------------------------------------------------------

    def acknowledged(self) -> frozenset[str]:
        """Events that an announcement about the round they opened acknowledges."""
        found = set()
        for b in self.heard.announced:
            for c in self.agreement.commitments:
                if c.id not in b.commitments or b.side not in c.liable:
                    continue
                if isinstance(c.terms, Exchange):
                    for said in self.heard.events:
                        days = {s.span[0] // MINUTES for s in said.statements if s.span}
                        named = {f"{c.id}.{iso(d)}" for d in days if d <= said_on(b)}
                        if c.terms.against in said.commitments and (
                            named & set(b.rounds) or (named and not b.rounds)
                        ):
                            found.add(said.key)
        return frozenset(found)

    def moved(self, firm: Solved, said: Solved) -> dict[str, str]:
        """Rounds after their due day, and keep duties at once, that other reports would move."""
        found: dict[str, str] = {}
        for c in self.agreement.commitments:
            if isinstance(c.terms, Keep | Level | Order):
                if self._standings(firm, c) != self._standings(said, c):
                    found[c.id] = c.id
                continue
            one, other = self._by_round(firm, c), self._by_round(said, c)
            for name in one.keys() | other.keys():
                late = isinstance(c.terms, Notice) or any(
                    due is not None and due < self.clocks.on
                    for due, _ in one.get(name, set()) | other.get(name, set())
                )
                words = [{w for _, w in side.get(name, set())} for side in (one, other)]
                if late and words[0] != words[1]:
                    found[name] = c.id
        return found

    @staticmethod
    def _standings(solved: Solved, c: Commitment) -> set[str | None]:
        return {outcomes[c.id].standing for _, outcomes in solved.outcomes}

    @staticmethod
    def _by_round(solved: Solved, c: Commitment) -> dict[str, set[tuple[Day | None, str]]]:
        names = {p.id for _, o in solved.outcomes for p in o[c.id].parts}
        found: dict[str, set[tuple[Day | None, str]]] = {name: set() for name in names}
        for _, outcomes in solved.outcomes:
            there = {p.id: p for p in outcomes[c.id].parts}
            for name in names:
                part = there.get(name)
                if part is not None:  # where an act happened only in some worlds, over those
                    found[name].add((part.due, part.standing))
        return found


def evaluate(
    agreement: Agreement, record: Record, clocks: Clocks, account: str
) -> dict[str, Answer]:
    """Every commitment's standing, over every world and reading."""
    from tests.slow.summary import summary  # noqa: PLC0415 - the summary builds on this file

    heard = hear(agreement, record, clocks)
    solved = {
        name: [Look(read(agreement, way), heard, clocks).solve(account) for way in ways]
        for name, ways in ways_to_read(agreement).items()
    }
    names = sorted({c.id for c in agreement.commitments})
    return {name: summary(name, solved) for name in names}


def fits(agreement: Agreement, record: Record, clocks: Clocks, account: str, most: int) -> bool:
    """Whether a book has at most so many worlds in an account, under every reading."""
    heard = hear(agreement, record, clocks)
    total = 0
    try:
        for ways in ways_to_read(agreement).values():
            for way in ways:
                total += Look(read(agreement, way), heard, clocks).size(account)
    except TooManyWorldsError:
        return False
    return total <= most
