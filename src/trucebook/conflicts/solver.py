"""Components too large to go through course by course: asked of a solver, set by set.

The solver (PySAT) only ever says whether a set of rules can be, and which of them it needed to say
that they cannot; which sets to ask for is worked out here, as for small components.
Circles of what comes only after what are told to it when it gives a course that has one.
Source: Liffiton, Previti, Malik and Marques-Silva, Fast, flexible MUS enumeration (2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from trucebook.conflicts.order import circle_in
from trucebook.model.demands import Is, Outcome, Rule, Statement, Together

_ENGINE = "minisat22"


def is_at_hand() -> bool:
    """Whether the extra `solver` is installed."""
    return find_spec("pysat") is not None


def _engine() -> Any:  # noqa: ANN401 - the solver brings no types
    # Imported when it is asked for: most books never need it.
    return import_module("pysat.solvers").Solver(name=_ENGINE)


class Solved:
    """The courses of a component, known by what a solver says of them."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        """Tell the solver that every outcome comes out in exactly one way."""
        self._engine = _engine()
        self._last = 0
        self._of: dict[tuple[str, str], int] = {}
        self._taken: dict[Rule, int] = {}
        self._lefts: dict[Rule, int] = {}
        for outcome in outcomes:
            values = [self._new() for _ in outcome.values]
            self._of |= {
                (outcome.id, name): one for name, one in zip(outcome.values, values, strict=True)
            }
            self._engine.add_clause(values)
            for index, one in enumerate(values):
                for other in values[index + 1 :]:
                    self._engine.add_clause([-one, -other])

    def close(self) -> None:
        """Let the solver go."""
        self._engine.delete()

    def can_be(self, rules: Iterable[Rule]) -> bool:
        """Whether some course keeps all of these rules, in some order."""
        return self.in_the_way(rules) is None

    def in_the_way(self, rules: Iterable[Rule]) -> tuple[Rule, ...] | None:
        """Some of the rules that cannot be together; None where all of them can."""
        asked = {self._take(rule): rule for rule in rules}
        while self._engine.solve(assumptions=list(asked)):
            circle = self._circle(asked.values())
            if not circle:
                return None
            # These rules cannot all be taken in a course in which the left of each is the case.
            clause = [-self._taken[rule] for rule in circle]
            self._engine.add_clause([*clause, *(-self._lefts[rule] for rule in circle)])
        core = self._engine.get_core() or []
        return tuple(asked[one] for one in core)

    def _circle(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        ordered = [rule for rule in rules if rule.word == "only after"]
        if len(ordered) < 2:  # noqa: PLR2004 - a circle takes two
            return ()
        model = self._engine.get_model()
        return circle_in([rule for rule in ordered if model[self._lefts[rule] - 1] > 0])

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _take(self, rule: Rule) -> int:
        """The switch by which a rule is taken; the first time its words are told."""
        switch = self._taken.get(rule)
        if switch is None:
            switch = self._taken[rule] = self._new()
            for clause in self._clauses(rule):
                self._engine.add_clause([-switch, *clause])
        return switch

    def _clauses(self, rule: Rule) -> list[list[int]]:
        right = self._either(rule.right)
        if rule.left is None:
            return right
        left = self._is_the_case(rule.left)
        if rule.word == "only after":
            self._lefts[rule] = left
        if rule.word == "rules out":
            return [[-left, -self._is_the_case(rule.right)]]
        return [[-left, *clause] for clause in right]

    def _either(self, statement: Statement) -> list[list[int]]:
        """Clauses that all hold where the statement does."""
        match statement:
            case Is(outcome, values):
                return [[self._of[outcome, value] for value in values]]
            case Together(parts, True):
                return [clause for part in parts for clause in self._either(part)]
            case Together(parts, _):
                return [[one for part in parts for one in self._either(part)[0]]]

    def _is_the_case(self, statement: Statement) -> int:
        """What is true in exactly the courses in which the statement is."""
        name = self._new()
        match statement:
            case Is(outcome, values):
                parts, all_of = [self._of[outcome, value] for value in values], False
            case Together(within, all_of):
                parts = [self._is_the_case(one) for one in within]
        sign = 1 if all_of else -1
        for part in parts:
            self._engine.add_clause([-sign * name, sign * part])
        self._engine.add_clause([sign * name, *(-sign * part for part in parts)])
        return name


def minimal_rules(
    solved: Solved, wanted: Sequence[Rule], given: Sequence[Rule]
) -> tuple[tuple[int, ...], ...]:
    """Every smallest set of `wanted` that cannot be beside `given`, by their places, sorted."""
    ways = _engine()
    try:
        return tuple(sorted(_found(solved, wanted, given, ways)))
    finally:
        ways.delete()


def _found(
    solved: Solved,
    wanted: Sequence[Rule],
    given: Sequence[Rule],
    ways: Any,  # noqa: ANN401 - the solver brings no types
) -> Iterable[tuple[int, ...]]:
    """Ask for one set after another, none of them inside what can be, none around what cannot."""
    count = len(wanted)
    ways.set_phases(range(1, count + 1))
    while ways.solve():
        model = ways.get_model() or []
        seed = {place for place in range(count) if place >= len(model) or model[place] > 0}
        core = solved.in_the_way([*(wanted[place] for place in sorted(seed)), *given])
        if core is None:
            larger = _grown(solved, wanted, given, seed)
            ways.add_clause([place + 1 for place in range(count) if place not in larger])
            if len(larger) == count:
                return
            continue
        # Of several who demand the same, one is enough: the others are asked for in their turn.
        once = {wanted[place]: place for place in sorted(seed, reverse=True)}
        needed = {once[rule] for rule in core if rule in once}
        smallest = _shrunk(solved, wanted, given, needed)
        ways.add_clause([-(place + 1) for place in smallest])
        yield tuple(sorted(smallest))
        if not smallest:
            return


def _grown(
    solved: Solved, wanted: Sequence[Rule], given: Sequence[Rule], start: set[int]
) -> set[int]:
    larger = set(start)
    for place in range(len(wanted)):
        if place not in larger and solved.can_be(
            [*(wanted[one] for one in sorted(larger | {place})), *given]
        ):
            larger.add(place)
    return larger


def _shrunk(
    solved: Solved, wanted: Sequence[Rule], given: Sequence[Rule], start: set[int]
) -> set[int]:
    smaller = set(start)
    for place in sorted(start):
        if place not in smaller:
            continue
        core = solved.in_the_way([*(wanted[one] for one in sorted(smaller - {place})), *given])
        if core is not None:
            kept = set(core)
            smaller = {one for one in smaller - {place} if wanted[one] in kept}
    return smaller
