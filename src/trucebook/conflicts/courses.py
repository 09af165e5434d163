"""All courses that a few outcomes can take together, and which of them each rule allows.

A set of courses is one number with a bit for each, so that rules are put together by `and`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from trucebook.conflicts.order import circles
from trucebook.model.demands import Is, Outcome, Rule, Statement, Together


class Courses:
    """The courses of a component small enough to be gone through one by one."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        """Lay out every way in which the outcomes can come out together."""
        self._every = 1
        self._of: dict[tuple[str, str], int] = {}
        count = 1
        for outcome in outcomes:
            count *= len(outcome.values)
        self._every = (1 << count) - 1
        run = 1
        for outcome in outcomes:
            # Of each `values` runs of courses in turn, one has this value.
            turn = run * len(outcome.values)
            once = self._every // ((1 << turn) - 1)
            for index, value in enumerate(outcome.values):
                self._of[outcome.id, value] = once * (((1 << run) - 1) << (index * run))
            run = turn
        self._allowed: dict[Rule, int] = {}
        self._circles: dict[tuple[Rule, ...], tuple[tuple[Rule, ...], ...]] = {}

    def allowed(self, rule: Rule) -> int:
        """The courses that a rule allows, order aside."""
        found = self._allowed.get(rule)
        if found is None:
            found = self._allowed[rule] = self._by(rule)
        return found

    def can_be(self, rules: Iterable[Rule]) -> bool:
        """Whether some course keeps all of these rules, in some order."""
        left = self._every
        ordered: list[Rule] = []
        for rule in rules:
            left &= self.allowed(rule)
            if rule.word == "only after":
                ordered.append(rule)
            if not left:
                return False
        if len(ordered) > 1:
            for circle in self._going_round(tuple(ordered)):
                left &= ~reduce(and_, (self._where(rule.left) for rule in circle))
        return left != 0

    def _going_round(self, ordered: tuple[Rule, ...]) -> tuple[tuple[Rule, ...], ...]:
        found = self._circles.get(ordered)
        if found is None:
            found = self._circles[ordered] = circles(ordered) or ()
        return found

    def _by(self, rule: Rule) -> int:
        right = self._where(rule.right)
        if rule.left is None:
            return right
        left = self._where(rule.left)
        if rule.word == "rules out":
            return self._every & ~(left & right)
        return self._every & ~left | right

    def _where(self, statement: Statement | None) -> int:
        match statement:
            case None:
                return self._every
            case Is(outcome, values):
                return reduce(or_, (self._of[outcome, value] for value in values))
            case Together(parts, all_of):
                return reduce(and_ if all_of else or_, (self._where(one) for one in parts))
