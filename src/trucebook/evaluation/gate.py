"""Before its own kind of duty is asked: whether a commitment is in force at all.

Source: spec/conditions.md (semantics, sections 4 and 7).
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.evaluation.course import Course
from trucebook.evaluation.outcome import Outcome, sure
from trucebook.evaluation.phases import Window
from trucebook.evaluation.result import Standing
from trucebook.evaluation.waivers import waived_since
from trucebook.model.agreement import Commitment, Exchange, HandOver, JointAct, Notice, Once
from trucebook.model.time import Day


@dataclass(frozen=True, slots=True)
class Start:
    """Whether a commitment's conditions came, and when its clock started."""

    day: Day | None
    word: Standing | None = None
    """`waiting` or `lapsed`, where that settles it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A commitment that nobody has to perform any more, and since when."""

    day: Day
    outcome: Outcome


def ended(course: Course, commitment: Commitment, when: Window) -> Ended | None:
    """Amended, or waived by those owed."""
    if commitment.replaced is not None and commitment.replaced <= course.on:
        return Ended(
            commitment.replaced,
            Outcome(sure("amended"), "amended", Window(None, commitment.replaced)),
        )
    since = waived_since(course.case, commitment, course.on)
    if since is not None:
        return Ended(since, Outcome(sure("waived"), "waived", when))
    return None


def start_of(course: Course, commitment: Commitment, day_one: Day | None, when: Window) -> Start:
    """Ask the conditions. `once` starts the clock; `if` and `unless` are asked when due."""
    if commitment.phase is not None and when.first is None:
        return Start(None, "waiting")
    if when.first is None or course.on < when.first:
        return Start(None, "waiting")
    day: Day = when.first
    over = when.last is not None and course.on > when.last
    for proviso in commitment.conditions:
        if proviso.word == "once":
            came = course.came(proviso.condition, day_one)
            if came is None or (when.last is not None and came > when.last):
                return Start(None, "lapsed" if over else "waiting")
            day = max(day, came)
        elif proviso.word in ("if", "unless") and not by_round(commitment):
            due = when.last if when.last is not None else course.on
            holds = course.holds(proviso.condition, min(due, course.on), day_one)
            if holds != (proviso.word == "if") and course.on > due:
                return Start(None, "lapsed")
        elif proviso.word == "while" and not course.holds(proviso.condition, course.on, day_one):
            return Start(None, "lapsed")
    return Start(day)


def by_round(commitment: Commitment) -> bool:
    """Whether `if` and `unless` are asked for each round, on its own due day."""
    return isinstance(commitment.terms, (HandOver, Exchange, Once, JointAct, Notice))
