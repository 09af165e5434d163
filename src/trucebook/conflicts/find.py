"""Demands and encodings → every smallest set of demands that cannot all be met.

    Conflict     demands that cannot all be met, though any part of them can
    Change       one thing that, changed alone, would let them all be met
    Found        one component: its conflicts, or the encodings that exclude each other
    TooLarge     a component for which the solver is needed and not at hand

Nothing here orders conflicts by weight: they come by the ids of their demands.
Source: spec/demands.md (semantics, sections 9 and 10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from trucebook.conflicts import solver
from trucebook.conflicts.components import Component
from trucebook.conflicts.courses import Courses
from trucebook.conflicts.order import circles
from trucebook.model.demands import Demand, Encoding, Is, Outcome, Rule, Statement, Together
from trucebook.model.minimal import Bits, members, minimal_sets

MOST_COURSES = 1 << 14
"""Beyond so many courses a component is not gone through one by one."""
MOST_DEMANDS = 24
"""Nor with more demands, where a solver is at hand: it is through sooner."""
MOST_ALONE = 40
"""Nor with more where none is: their sets would be too many to keep."""
MOST_STEPS = 2_000
"""Nor where so many steps do not show every circle of what comes only after what."""
TOGETHER = 3
"""So many demands or more conflict only together: any two of them can both be met."""


@dataclass(frozen=True, slots=True)
class Change:
    """One demand with another value for one outcome, or (`demand` None) one encoding less."""

    demand: str | None
    outcome: str | None = None
    value: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Demands that cannot all be met under the encodings, though any part of them can be.

    `rests_on` holds every smallest set of encodings under which they conflict; one that is empty
    says that they conflict by themselves.
    """

    demands: tuple[Demand, ...]
    rests_on: tuple[tuple[str, ...], ...]
    changes: tuple[Change, ...]
    """Beside dropping any one of the demands, which always would: it is a smallest set."""

    @property
    def together(self) -> bool:
        """Whether it takes three demands or more."""
        return len(self.demands) >= TOGETHER

    @property
    def of_one(self) -> tuple[str, ...]:
        """The parties that make every one of these demands."""
        each = [set(demand.by) for demand in self.demands]
        return tuple(sorted(set.intersection(*each)))


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one component.

    Where `excluded` holds sets of encodings that cannot all hold, nothing could be met under them,
    and no conflict is looked for.
    """

    component: Component
    conflicts: tuple[Conflict, ...]
    excluded: tuple[tuple[str, ...], ...] = ()
    solved: bool = False
    """A solver was asked."""


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A component that is too large to be gone through, while no solver is at hand."""

    component: Component
    courses: int


def conflicts_in(
    component: Component, *, at_hand: bool | None = None, small: bool | None = None
) -> Found | TooLarge:
    """Every conflict of one component.

    `at_hand` tells whether a solver is, `small` whether none is needed; by default both are looked
    at.
    """
    at_hand = solver.is_at_hand() if at_hand is None else at_hand
    small = is_small(component, MOST_DEMANDS if at_hand else MOST_ALONE) if small is None else small
    if small:
        ways = Courses(component.outcomes)
        return _found(component, _by_courses(ways), ways.can_be, solved=False)
    if not at_hand:
        return TooLarge(component, courses_of(component))
    solved = solver.Solved(component.outcomes)
    try:
        return _found(component, _by_solver(solved), solved.can_be, solved=True)
    finally:
        solved.close()


def courses_of(component: Component) -> int:
    """In how many ways its outcomes can come out together."""
    return prod(len(outcome.values) for outcome in component.outcomes)


def is_small(component: Component, most: int) -> bool:
    """Whether a component of at most so many demands can be gone through course by course."""
    if courses_of(component) > MOST_COURSES or len(component.demands) > most:
        return False
    return circles(component.rules, MOST_STEPS) is not None


CanBe = Callable[[Iterable[Rule]], bool]
Smallest = Callable[[Sequence[Rule], Sequence[Rule]], tuple[tuple[int, ...], ...]]
"""Every smallest set of the first rules that cannot be beside the second, by their places."""


def _by_courses(ways: Courses) -> Smallest:
    def smallest(wanted: Sequence[Rule], given: Sequence[Rule]) -> tuple[tuple[int, ...], ...]:
        def can_be(chosen: Bits) -> bool:
            return ways.can_be([*(wanted[place] for place in members(chosen)), *given])

        return tuple(sorted(members(one) for one in minimal_sets(len(wanted), can_be)))

    return smallest


def _by_solver(solved: solver.Solved) -> Smallest:
    def smallest(wanted: Sequence[Rule], given: Sequence[Rule]) -> tuple[tuple[int, ...], ...]:
        return solver.minimal_rules(solved, wanted, given)

    return smallest


def _found(component: Component, smallest: Smallest, can_be: CanBe, *, solved: bool) -> Found:
    said = component.encodings
    rules = [encoding.rule for encoding in said]
    if not can_be(rules):
        excluded = tuple(tuple(said[at].id for at in one) for one in smallest(rules, ()))
        return Found(component, (), excluded, solved)
    wanted = [demand.rule for demand in component.demands]
    outcomes = {outcome.id: outcome for outcome in component.outcomes}
    conflicts = []
    for places in smallest(wanted, rules):
        demands = tuple(component.demands[at] for at in places)
        these = [demand.rule for demand in demands]
        rests_on = tuple(tuple(said[at].id for at in one) for one in smallest(rules, these))
        changes = tuple(_changes(demands, said, rests_on, outcomes, can_be))
        conflicts.append(Conflict(demands, rests_on, changes))
    return Found(component, tuple(conflicts), (), solved)


def _changes(
    demands: Sequence[Demand],
    said: Sequence[Encoding],
    rests_on: Sequence[Sequence[str]],
    outcomes: dict[str, Outcome],
    can_be: CanBe,
) -> Iterator[Change]:
    """Every single change that would let all of these be met, in the order of the demands."""
    rules = [encoding.rule for encoding in said]
    for place, demand in enumerate(demands):
        others = [other.rule for at, other in enumerate(demands) if at != place]
        seen: set[tuple[str, str]] = set()
        for outcome, value, rule in _otherwise(demand.rule, outcomes):
            if (outcome, value) not in seen and can_be([rule, *others, *rules]):
                seen.add((outcome, value))
                yield Change(demand.id, outcome, value)
    for encoding in said:
        # Without it they can all be met where there is no other way to come to the conflict.
        if all(encoding.id in one for one in rests_on):
            yield Change(None, encoding=encoding.id)


def _otherwise(rule: Rule, outcomes: dict[str, Outcome]) -> Iterator[tuple[str, str, Rule]]:
    """The rule with another single value in one of its statements: outcome, value, rule."""
    for outcome, value, statement in _varied(rule.right, outcomes):
        yield outcome, value, replace(rule, right=statement)
    if rule.left is not None:
        for outcome, value, statement in _varied(rule.left, outcomes):
            yield outcome, value, replace(rule, left=statement)


def _varied(
    statement: Statement, outcomes: dict[str, Outcome]
) -> Iterator[tuple[str, str, Statement]]:
    match statement:
        case Is(outcome, values):
            for value in outcomes[outcome].values:
                if value not in values:
                    yield outcome, value, Is(outcome, (value,))
        case Together(parts):
            for place, part in enumerate(parts):
                for outcome, value, other in _varied(part, outcomes):
                    assert isinstance(other, Is)  # noqa: S101 - a part is one statement
                    within = (*parts[:place], other, *parts[place + 1 :])
                    yield outcome, value, replace(statement, parts=within)
