"""What is to be done at the same time as something else, and rounds that wait for other rounds.

Source: spec/order.md, At the same time and Round by round (semantics, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucebook.evaluation.confirmations import confirmed_on
from trucebook.evaluation.coverage import silent
from trucebook.evaluation.table import Plain
from trucebook.model.agreement import Commitment, Condition, Confirmed, HandOver, IsMet, Step
from trucebook.model.time import Day

if TYPE_CHECKING:
    from trucebook.evaluation.course import Course


@dataclass(frozen=True, slots=True)
class Beside:
    """What a duty is to be done at the same time as.

    `day` is when that was done, None where it was not by the day looked at; `known` says that
    silence about it means that it was not.
    """

    day: Day | None
    known: bool


def beside(
    course: Course, commitment: Commitment, first: Day | None, index: int | None = None
) -> Beside | None:
    """What this duty, or its round at `index`, is to be done at the same time as."""
    if not commitment.same_time:
        return None
    each = [_done(course, one, commitment, first, index) for one in commitment.same_time]
    days = [one.day for one in each]
    return Beside(
        None if None in days else max(day for day in days if day is not None),
        all(one.known or one.day is not None for one in each),
    )


def with_other(plain: Plain, other: Beside | None) -> Plain:
    """A round as it is with what is to be done at the same time.

    Once that is done, this is due on that day at the earliest; as long as it is not, neither is
    late because the other waits.
    """
    if other is None:
        return plain
    if other.day is not None:
        due = other.day if plain.due is None else max(plain.due, other.day)
        return replace(plain, due=due)
    return replace(plain, late=False, both=True, silent=plain.silent or not other.known)


def _done(
    course: Course,
    condition: Condition,
    commitment: Commitment,
    first: Day | None,
    index: int | None,
) -> Beside:
    if not isinstance(condition, IsMet):
        return Beside(course.came(condition), known=True)
    day: Day | None = None
    known = True
    for name in course.case.ids_of(condition.commitment):
        done = course.done_by(name, _paired(course, commitment, name, index))
        if done is None:
            clause = course.case.commitments[name].clause
            known = known and not silent(course.case, (name, clause), first, course.on)
            return Beside(None, known)
        day = done if day is None else max(day, done)
    return Beside(day, known)


def _paired(course: Course, commitment: Commitment, name: str, index: int | None) -> int | None:
    """The round of the other that goes with this one: where both have as many; else the whole."""
    own, other = commitment.terms, course.case.commitments[name].terms
    if index is None or not (isinstance(own, HandOver) and isinstance(other, HandOver)):
        return None
    return index if len(own.steps) == len(other.steps) else None


@dataclass(frozen=True, slots=True)
class Opened:
    """Whether a round's turn has come, and since when; `day` None where it waits for nothing."""

    day: Day | None
    waits: bool


def round_opened(course: Course, commitment: Commitment, index: int, start: Day | None) -> Opened:
    """Whether what the round at `index` waits for has come: a round of this or another duty."""
    rule = commitment.each_round
    if rule is None:
        return Opened(None, waits=False)
    at = index - 1 if rule.before else index
    if at < 0:
        return Opened(start, waits=False)
    days = []
    for name in course.case.ids_of(rule.of):
        terms = course.case.commitments[name].terms
        steps = terms.steps if isinstance(terms, HandOver) else ()
        if not steps:
            days.append(course.done_by(name))
        elif rule.by:
            days.append(_confirmed(course, name, steps[min(at, len(steps) - 1)], rule.by))
        else:
            days.append(course.done_by(name, min(at, len(steps) - 1)))
    if None in days:
        return Opened(None, waits=True)
    return Opened(max((day for day in days if day is not None), default=start), waits=False)


def _confirmed(course: Course, name: str, step: Step, by: tuple[str, ...]) -> Day | None:
    return confirmed_on(course, Confirmed(by, (name,)), step.cumulative)
