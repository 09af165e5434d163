"""What a party may do: when it can, when it did, and what that suspends.

A power is used by an act of its holder, in its window, on its ground; any other act under it does
nothing. A suspension lasts until the holder takes it back, or as long as the power allows.
Source: spec/powers.md (semantics, section 4, Change; Vienna Convention on the Law of Treaties,
articles 70 and 72).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucebook.evaluation.acts import Act
from trucebook.evaluation.course import Course
from trucebook.evaluation.outcome import Outcome, Part
from trucebook.evaluation.phases import Window, window
from trucebook.model.agreement import Commitment, Power
from trucebook.model.report import RESUMING
from trucebook.model.time import Day


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which a clause is suspended, both included; `last` None: it still is."""

    first: Day
    last: Day | None
    power: str


def power_window(course: Course, commitment: Commitment) -> tuple[Day | None, Day | None]:
    """From when to when a power can be used."""
    terms = commitment.terms
    _, day_one = course.as_read(commitment.id)
    when = window(course, commitment.clause, commitment.phase)
    if not isinstance(terms, Power):
        return when.first, when.last
    first = course.due(terms.first, day_one) if terms.first is not None else when.first
    last = course.due(terms.last, day_one) if terms.last is not None else when.last
    if terms.first is not None and first is None:
        return None, last
    return first, last


def _may(course: Course, commitment: Commitment, day: Day) -> bool:
    """Whether what a power waits for has come by a day, and what it must not have has not."""
    _, day_one = course.as_read(commitment.id)
    return all(
        course.holds(p.condition, day, day_one) != (p.word in ("unless", "until"))
        for p in commitment.conditions
    )


def uses(course: Course, name: str) -> list[Act]:
    """The acts by which a power was used, by the day looked at: in its window, on its ground."""
    commitment = course.case.commitments[name]
    first, last = power_window(course, commitment)
    return [
        act
        for act in course.acts(name)
        if act.day <= course.on
        and first is not None
        and first <= act.day
        and (last is None or act.day <= last)
        and _may(course, commitment, act.day)
    ]


def power(course: Course, commitment: Commitment) -> Outcome:
    """What a party may do: its own states, no standing."""
    first, last = power_window(course, commitment)
    used = uses(course, commitment.id)
    if used:
        state = "used"
    elif last is not None and course.on > last:
        state = "lapsed"
    elif first is None or course.on < first or not _may(course, commitment, course.on):
        state = "not yet"
    else:
        state = "usable"
    return Outcome(
        frozenset(),
        "power",
        Window(first, last),
        due=last,
        state=state,
        met_day=used[0].day if used else None,
        facts=tuple(act.told for act in used),
    )


# --- what it suspends -------------------------------------------------------------------------


def suspensions(course: Course, clause: str) -> tuple[Suspension, ...]:
    """The days on which a clause was suspended, by the day looked at, in order."""
    # What waits for itself suspends nothing.
    return course.world.alone(("suspensions", clause), lambda: _suspensions(course, clause), ())


def _suspensions(course: Course, clause: str) -> tuple[Suspension, ...]:
    found = [
        one
        for name in course.case.suspenders.get(clause, ())
        for one in _suspended_by(course, name)
    ]
    return tuple(sorted(found, key=lambda one: (one.first, one.power)))


def _suspended_by(course: Course, name: str) -> list[Suspension]:
    commitment = course.case.commitments[name]
    terms = commitment.terms
    if not isinstance(terms, Power):
        return []
    _, day_one = course.as_read(name)
    until = course.due(terms.until, day_one) if terms.until is not None else None
    ended = _taken_back(course, name)
    found: list[Suspension] = []
    for act in uses(course, name):
        if found and (found[-1].last is None or found[-1].last >= act.day):
            continue  # it is suspended already
        ends = [day - 1 for day in ended if day > act.day]
        ends += [until] if until is not None else []
        ends += [act.day + terms.days - 1] if terms.days is not None else []
        last = min(ends, default=None)
        over = last is not None and last < course.on
        found.append(Suspension(act.day, last if over else None, name))
    return found


def _taken_back(course: Course, name: str) -> list[Day]:
    """The days on which the holder said that what it suspended is in force again."""
    holders = course.case.commitments[name].liable
    days = [
        bound.report.when.first_day if bound.report.when is not None else bound.report.published
        for bound in course.case.evidence_of(name).others
        if bound.report.kind in RESUMING
        and (bound.side in holders or bound.performer in holders)
        and bound.report.hedge not in ("planned", "denied")
    ]
    return sorted(day for day in days if day is not None and day <= course.on)


def is_suspended(course: Course, clause: str, day: Day) -> bool:
    """Whether a clause is suspended on a day."""
    return any(
        one.first <= day and (one.last is None or day <= one.last)
        for one in suspensions(course, clause)
    )


def put_off(course: Course, clause: str, one: Part) -> Part:
    """A round that fell due while its clause was suspended.

    It is owed again on the first day on which the clause is in force again; until then it is
    suspended. What was overdue before stays so.
    """
    plain, due = one.plain, one.due
    if plain is None or due is None:
        return one
    for span in suspensions(course, clause):
        if due < span.first or (span.last is not None and due > span.last):
            continue
        if span.last is None:
            return one.decided(replace(plain, suspended=True))
        due = span.last + 1
    if due == one.due:
        return one
    return replace(one, due=due).decided(replace(plain, due=due))
