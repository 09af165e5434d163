"""A phase that grows with what is done while it runs: one day more for each ten more, to a ceiling.

Source: spec/phases.md#longer-by-what-is-done (semantics, section 4, Phases).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Longer
from trucebook.model.quantity import Number
from trucebook.model.time import Day, later

if TYPE_CHECKING:
    from trucebook.evaluation.course import Course


def grown(course: Course, phase: str, longer: Longer, first: Day) -> Day:
    """The last day of a phase that grows with what was done by its last day, as it then is."""
    told = course.case.phases[phase]
    length = later(first, told.days or 0, told.months)
    begun = last = length - 1
    while True:
        count = _counted(course, longer, phase, min(last, course.on))
        more = int((count - longer.beyond) // longer.each) * longer.days
        new = begun + max(0, more)
        if longer.most is not None:
            new = max(begun, min(new, first + longer.most - 1))
        if new <= last:
            return last
        last = new


def _counted(course: Course, longer: Longer, phase: str, until: Day) -> Number:
    """How many were counted by a day; of a number that is not certain, one of its ends."""
    low: Number = 0
    high: Number = 0
    for name in longer.commitments:
        terms = course.case.commitments[name].terms
        thing = course.case.things.get(getattr(terms, "thing", ""))
        for act in course.acts(name):
            if act.day <= until:
                inside = class_interval(act, longer.of, thing)
                low += inside.low or 0
                high += inside.low or 0 if inside.high is None else inside.high
    return (
        course.world.choose(Unknown("count", ("grown", phase, until)), (high, low))
        if (low != high)
        else low
    )
