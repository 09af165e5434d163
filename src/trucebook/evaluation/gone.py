"""What is owed and is no longer there: all of it, or so many of it.

No cause is assessed and nobody is blamed. Who came by the outcome in another way (freed them in an
operation, left of his own accord) performs nobody's duty: what remains is what is still owed.
Source: spec/gone.md (semantics, sections 5 and 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucebook.evaluation.acts import Act
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.event import Event
from trucebook.evaluation.facts import Told, told
from trucebook.evaluation.result import Interval
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Commitment, HandOver, JointAct, Keep, Level, Once, Step
from trucebook.model.quantity import Class, Number
from trucebook.model.time import MINUTES, Day

if TYPE_CHECKING:
    from trucebook.evaluation.accounts import Account
    from trucebook.evaluation.case import Case
    from trucebook.evaluation.course import Course

OBJECT_GONE = "object-gone"
"""The kind of a report that says that what is owed is no longer there."""
LONGEST_SPAN = 60
"""A day or a number uncertain by more than this is looked at only at its ends."""


def gone_told(case: Case, name: str, account: Account) -> tuple[Told, ...]:
    """What an account makes of the reports that a commitment's object is gone."""
    key = ("gone", name, account.name)
    if key not in case.gone:
        # Whoever is to hand a thing over says against nobody that it is gone: as of an act.
        commitment = replace(case.commitments[name], terms=Once(None))
        case.gone[key] = tuple(
            told(event, commitment, case.agreement, account)
            for event in case.evidence_of(name).gone
        )
    return case.gone[key]


def gone(course: Course, name: str) -> tuple[Act, ...]:
    """What is gone by the day looked at, in this world; an open number is all that remained."""
    told_ = gone_told(course.case, name, course.account)
    return (
        course.world.once(("gone", name), lambda: _all_gone(course, name, told_)) if told_ else ()
    )


def _all_gone(course: Course, name: str, told_: Sequence[Told]) -> tuple[Act, ...]:
    found = (_gone(course, name, fact) for fact in told_)
    return tuple(one for one in found if one is not None and one.day <= course.on)


def _gone(course: Course, name: str, fact: Told) -> Act | None:
    event = fact.event
    happened = Unknown(fact.doubt, ("gone", name, event.key))
    if not course.world.choose(happened, fact.happened, against=name):
        return None
    which = Unknown("account", ("gone number", event.key))
    number = course.world.choose(which, fact.numbers, against=name)
    if number.high is not None and number.high <= 0:
        return None
    day = _day(course, event, fact, name)
    return Act(fact, day, _number(course, event, number), (None, None))


def _day(course: Course, event: Event, fact: Told, name: str) -> Day:
    spans = [span for span in fact.spans if span[0] is not None and span[1] is not None]
    if not spans:
        return min(bound.report.published for bound in event.all)
    span = course.world.choose(
        Unknown("account", ("gone which", event.key)), tuple(spans), against=name
    )
    first, last = (span[0] or 0) // MINUTES, (span[1] or 0) // MINUTES
    days = tuple(range(first, last + 1)) if last - first <= LONGEST_SPAN else (first, last)
    return course.world.choose(Unknown("date", ("gone", event.key)), days, against=name)


def _number(course: Course, event: Event, number: Interval) -> Interval:
    """One number of an interval; without any number told it stays open: all that remained."""
    counted = any(bound.report.count or bound.report.accepted for bound in event.all)
    low = number.low or 0
    if not counted:
        return Interval(low, None)
    high = low if number.high is None else number.high
    options: tuple[Number, ...] = (low, high)
    if isinstance(low, int) and isinstance(high, int) and high - low <= LONGEST_SPAN:
        options = tuple(range(low, high + 1))
    one = course.world.choose(Unknown("count", ("gone", event.key)), tuple(dict.fromkeys(options)))
    return Interval(one, one)


def all_gone(course: Course, commitment: Commitment) -> bool:
    """Whether the object of a thing that is not counted is gone, before it was done."""
    if isinstance(commitment.terms, HandOver):
        return False  # so many of it may be gone: see `lost`
    days = [one.day for one in gone(course, commitment.id)]
    if not days:
        return False
    if isinstance(commitment.terms, (Keep, Level)):
        return True
    done = course.acts(commitment.id) if isinstance(commitment.terms, (Once, JointAct)) else ()
    return not any(act.day <= min(days) for act in done)


@dataclass(frozen=True, slots=True)
class Left:
    """The steps of a hand-over without what is gone.

    `nothing` holds, for each, whether nothing of it remains; `since` is the day on which the last
    of what is gone was gone, None where nothing is.
    """

    steps: tuple[Step, ...]
    nothing: tuple[bool, ...]
    since: Day | None


def steps_left(
    course: Course, commitment: Commitment, terms: HandOver, acts: Sequence[Act]
) -> Left:
    """What is left of the steps of a hand-over: taken away is from the last of them first."""
    if not gone(course, commitment.id):
        return Left(terms.steps, (False,) * len(terms.steps), None)
    finals = {step.of: step.cumulative for step in terms.steps}
    most: dict[Class, Number | None] = {}
    days: list[Day] = []
    for of, total in finals.items():
        most[of], since = _remaining(course, commitment, acts, of | terms.of, total)
        days += [since] if since is not None else []
    found: list[Step] = []
    nothing: list[bool] = []
    below: dict[Class, Number] = {}
    for step in terms.steps:
        top = most[step.of]
        if top is not None:
            upto = top if step.cumulative is None else min(step.cumulative, top)
            nothing.append(upto <= below.get(step.of, 0))
            found.append(replace(step, cumulative=upto))
            below[step.of] = upto
        else:
            nothing.append(False)
            found.append(step)
    return Left(tuple(found), tuple(nothing), max(days, default=None))


def _remaining(
    course: Course, commitment: Commitment, acts: Sequence[Act], of: Class, total: Number | None
) -> tuple[Number | None, Day | None]:
    """How many of a class are owed in all without what is gone, and since when it is so.

    Of what was handed over before, nothing can be gone. None where the amount stays open.
    """
    since: Day | None = None
    for one in sorted(gone(course, commitment.id), key=lambda act: (act.day, act.key)):
        done: Number = sum((a.number.low or 0 for a in acts if a.day <= one.day), start=0)
        number = _of_class(course, commitment, one, of)
        left = done if number is None else None if total is None else max(total - number, done)
        if left is not None and (total is None or left < total):
            total, since = left, one.day
    return total, since


def _of_class(course: Course, commitment: Commitment, one: Act, of: Class) -> Number | None:
    """How many of a class are gone at once; None where all that remained is."""
    if one.number.high is None:
        return None
    thing = course.case.things.get(getattr(commitment.terms, "thing", ""))
    inside = class_interval(one, of, thing)
    low, high = inside.low or 0, inside.high
    if high is None or high == low:
        return low
    unknown = Unknown("category", ("gone", one.key, tuple(sorted(of))))
    return course.world.choose(unknown, (low, high))
