"""A list that says how many of those owed are of which category, and so who those freed can be.

Where a report does not say who was freed, the list leaves only what fits it: of ten of whom eight
are living and two dead, nobody can have been freed nine living.
Source: spec/lists.md (semantics, sections 3 and 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from trucebook.evaluation.accounts import relation
from trucebook.evaluation.classes import compositions
from trucebook.model.agreement import Commitment, HandOver
from trucebook.model.quantity import Class, Number

if TYPE_CHECKING:
    from trucebook.evaluation.acts import Act
    from trucebook.evaluation.course import Course
    from trucebook.model.quantity import Thing
    from trucebook.model.report import Bound

Way = tuple[int, ...]


def status_of(course: Course, name: str) -> tuple[tuple[Class, Number], ...]:
    """How many of all that a commitment owes are of which category; empty where no list says so.

    A list of whoever owes it, of whoever picks the names, or of a mediator, disputed by none of
    them; of each axis only where its numbers come to all that is owed.
    """
    commitment = course.case.commitments[name]
    terms = commitment.terms
    total = terms.steps[-1].cumulative if isinstance(terms, HandOver) else None
    thing = course.case.things.get(getattr(terms, "thing", ""))
    if total is None or thing is None:
        return ()
    told = {
        tuple(sorted(_exact(bound), key=lambda one: sorted(one[0])))
        for bound in course.case.evidence_of(name).lists
        if bound.report.breakdown and not bound.rounds and _may_say(course, commitment, bound)
    }
    if len(told) != 1:
        return ()
    by_axis: dict[str, list[tuple[Class, Number]]] = defaultdict(list)
    for of, number in next(iter(told)):
        axis = thing.axis_of(next(iter(of))) if len(of) == 1 else None
        if axis is not None:
            by_axis[str(axis)].append((of, number))
    whole = (each for each in by_axis.values() if sum(n for _, n in each) == total)
    return tuple(one for each in whole for one in each)


def _exact(bound: Bound) -> Iterable[tuple[Class, Number]]:
    return ((bound.of | of, n.low) for of, n in bound.report.breakdown if n.exact)


def _may_say(course: Course, commitment: Commitment, bound: Bound) -> bool:
    party = course.case.agreement.party(bound.side or "")
    if party is not None and party.role in ("mediator", "guarantor"):
        return True
    if commitment.picked_by:
        return bound.side in commitment.picked_by
    return relation(bound, commitment, course.case.agreement) == "performer"


class Fitting:
    """What a status list leaves of the ways in which acts can be composed, act after act."""

    def __init__(
        self,
        status: Sequence[tuple[Class, Number]],
        numbered: Sequence[tuple[Act, int]],
        thing: Thing | None,
    ) -> None:
        """Take in every act, so that an early one leaves room for what is said of a later one."""
        self._classes = tuple(of for of, _ in status)
        self._left = [int(number) for _, number in status]
        self._thing = thing
        self._least = {
            act.key: [min(column) for column in zip(*self._ways(act, number, ()), strict=True)]
            for act, number in numbered
        }
        self._open = [sum(each) for each in zip(*self._least.values(), strict=True)]

    def _ways(self, act: Act, number: int, classes: tuple[Class, ...]) -> tuple[Way, ...]:
        return compositions(act, number, (*classes, *self._classes), self._thing)

    def ways(self, act: Act, number: int, classes: tuple[Class, ...]) -> tuple[Way, ...]:
        """The ways an act can fall into some classes, with the list's own classes behind them.

        Everything that fits the list; where nothing does, the list says nothing.
        """
        size = len(classes)
        every = self._ways(act, number, classes)
        room = [
            left - (later - own)
            for left, later, own in zip(self._left, self._open, self._least[act.key], strict=True)
        ]
        fits = [
            way for way in every if all(n <= most for n, most in zip(way[size:], room, strict=True))
        ]
        return tuple(fits) or every

    def take(self, act: Act, way: Way, size: int) -> Way:
        """Use up what an act was; the way in the classes asked for."""
        for index, number in enumerate(way[size:]):
            self._left[index] -= number
            self._open[index] -= self._least[act.key][index]
        return way[:size]
