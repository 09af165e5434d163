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

_ENGINE = "glucose4"


def is_at_hand() -> bool:
    """Whether the extra `solver` is installed."""
    return find_spec("pysat") is not None


def _engine() -> Any:  # noqa: ANN401 - the solver brings no types
    # Imported when it is asked for: most books never need it.
    return import_module("pysat.solvers").Solver(name=_ENGINE)


Switch = int
"""What a solver knows a rule by: while it is on, the rule has to hold."""


class Solved:
    """The courses of a component, known by what a solver says of them."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        """Tell the solver that every outcome comes out in exactly one way."""
        self._engine = _engine()
        self._last = 0
        self._of: dict[tuple[str, str], int] = {}
        self._taken: dict[Rule, Switch] = {}
        self._ordered: dict[Switch, tuple[Rule, int]] = {}
        """The rules that say `only after`, each with what is true where its left is the case."""
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
        return self.in_the_way([self.switch(rule) for rule in rules]) is None

    def switches(self, rules: Iterable[Rule]) -> list[Switch]:
        """A switch for each rule; of several that say the same, each has its own."""
        found: dict[Switch, None] = {}
        for rule in rules:
            switch = self.switch(rule)
            found[switch if switch not in found else self._told(rule)] = None
        return list(found)

    def switch(self, rule: Rule) -> Switch:
        """The switch of a rule, whose words are told the first time."""
        if rule not in self._taken:
            self._taken[rule] = self._told(rule)
        return self._taken[rule]

    def _told(self, rule: Rule) -> Switch:
        """A new switch for a rule, and its words."""
        switch = self._new()
        for clause in self._clauses(rule, switch):
            self._engine.add_clause([-switch, *clause])
        self._engine.set_phases([switch])
        return switch

    def in_the_way(self, asked: Sequence[Switch]) -> list[Switch] | None:
        """Some of the rules that cannot be together; None where all of them can."""
        while self._engine.solve(assumptions=asked):
            circle = self._circle(asked)
            if not circle:
                return None
            # These rules cannot all be taken in a course in which the left of each is the case.
            self._engine.add_clause([-one for one in circle])
        return self._engine.get_core() or []

    def kept(self, among: Sequence[Switch], beside: Sequence[Switch]) -> set[Switch]:
        """Those of the rules that the course just found keeps as well, beside those asked for."""
        model = self._engine.get_model()
        on = [one for one in among if model[one - 1] > 0]
        return set() if self._circle([*on, *beside]) else set(on)

    def _circle(self, on: Sequence[Switch]) -> list[int]:
        """Switches, and what is true where their lefts are the case, that cannot all be true."""
        if len(self._ordered) < 2:  # noqa: PLR2004 - a circle takes two
            return []
        model = self._engine.get_model()
        here = {
            switch: self._ordered[switch]
            for switch in on
            if switch in self._ordered and model[self._ordered[switch][1] - 1] > 0
        }
        circle = set(circle_in([rule for rule, _ in here.values()])) if len(here) > 1 else set()
        parts = [(switch, left) for switch, (rule, left) in here.items() if rule in circle]
        once = {self._ordered[switch][0]: (switch, left) for switch, left in parts}
        return [one for pair in once.values() for one in pair]

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _clauses(self, rule: Rule, switch: Switch) -> list[list[int]]:
        right = self._either(rule.right)
        if rule.left is None:
            return right
        left = self._is_the_case(rule.left)
        if rule.word == "only after":
            self._ordered[switch] = (rule, left)
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
    search = _Search(solved, wanted, given)
    try:
        return tuple(sorted(search.found()))
    finally:
        search.close()


class _Search:
    """Asks for one set after another: none inside what can be, none around what cannot."""

    def __init__(self, solved: Solved, wanted: Sequence[Rule], given: Sequence[Rule]) -> None:
        self._solved = solved
        self._wanted = solved.switches(wanted)
        self._given = solved.switches(given)
        self._places = {switch: place for place, switch in enumerate(self._wanted)}
        self._next = _engine()
        self._next.set_phases(list(range(1, len(wanted) + 1)))

    def close(self) -> None:
        """Let the solver go."""
        self._next.delete()

    def found(self) -> Iterable[tuple[int, ...]]:
        """Every smallest set, in no order that means anything."""
        while self._next.solve():
            model = self._next.get_model() or []
            off = {-one for one in model if one < 0}
            seed = [one for place, one in enumerate(self._wanted) if place + 1 not in off]
            core = self._solved.in_the_way([*seed, *self._given])
            if core is None:
                larger = self._grown(set(seed))
                left = [one for one in self._wanted if one not in larger]
                if not left:
                    return
                self._next.add_clause([self._places[one] + 1 for one in left])
                continue
            smallest = self._shrunk([one for one in core if one in self._places])
            places = sorted(self._places[one] for one in smallest)
            yield tuple(places)
            if not places:
                return
            self._next.add_clause([-(place + 1) for place in places])

    def _grown(self, larger: set[Switch]) -> set[Switch]:
        """A set that can be, with as many more as it can have."""
        larger |= self._solved.kept(self._wanted, self._given)
        for one in self._wanted:
            if one not in larger and self._can_be([*larger, one]):
                larger |= {one} | self._solved.kept(self._wanted, self._given)
        return larger

    def _shrunk(self, smaller: list[Switch]) -> list[Switch]:
        """A set that cannot be, with nothing in it that it can do without."""
        for one in list(smaller):
            if one not in smaller:
                continue
            rest = [other for other in smaller if other != one]
            core = self._solved.in_the_way([*rest, *self._given])
            if core is not None:
                needed = set(core)
                smaller = [other for other in rest if other in needed]
        return smaller

    def _can_be(self, some: Sequence[Switch]) -> bool:
        return self._solved.in_the_way([*some, *self._given]) is None
