"""Duties done once, kept throughout, or shared: each in one world.

Source: spec/standings.md (semantics, sections 4 and 7).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from trucebook.evaluation.acts import Act
from trucebook.evaluation.beside import beside, with_other
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.course import Course
from trucebook.evaluation.coverage import silent, watched_throughout
from trucebook.evaluation.hours import inside, late_once
from trucebook.evaluation.outcome import Outcome, Part, part, sure
from trucebook.evaluation.phases import Window
from trucebook.evaluation.powers import is_suspended
from trucebook.evaluation.result import Standing
from trucebook.evaluation.table import Plain
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import AtHour, Commitment, JointAct, Keep, Level, Once, Order
from trucebook.model.quantity import Class, Thing
from trucebook.model.time import Day, Minute


def _ids(commitment: Commitment) -> tuple[str, ...]:
    return (commitment.id, commitment.clause)


def _single(course: Course, when: Window, one: Part, rule: str, acts: list[Act]) -> Outcome:
    done = one.plain.done_day if one.plain else None
    return Outcome(
        one.words,
        rule,
        when,
        (one,),
        due=one.due,
        met_day=done,
        facts=tuple(act.told for act in acts if act.day <= course.on),
        single=True,
    )


def once(
    course: Course,
    commitment: Commitment,
    terms: Once,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Outcome:
    """Something to be done once, started or finished."""
    acts = [
        act
        for act in course.acts(commitment.id)
        if act.day <= course.on and (not commitment.only_after or start is None or act.day >= start)
    ]
    due = course.due(terms.due, day_one, start) if terms.due is not None else when.last
    last = course.due_minute(terms.due, day_one, start) if terms.due is not None else None
    if due is not None and start is not None and due < start:
        due = start
    done = acts[0].day if acts else None
    plain = Plain(
        on=course.on,
        due=due,
        done_day=done,
        early=terms.at == "on",
        late=late_once(course, commitment.id, acts, done, last),
        silent=silent(
            course.case, _ids(commitment), start, course.on, _admitted(course, commitment)
        ),
    )
    plain = with_other(plain, beside(course, commitment, start))
    return _single(course, when, part(commitment.id, plain), "once", acts)


def _admitted(course: Course, commitment: Commitment) -> Day | None:
    """The last day on which whoever owes it admits, after its time, that it is not done."""
    days = [
        b.report.when.last_day
        for b in course.case.announced(commitment.id)
        if b.report.when is not None
    ]
    return max((d for d in days if d is not None and d <= course.on), default=None)


def joint(
    course: Course,
    commitment: Commitment,
    terms: JointAct,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Outcome:
    """An act that needs both: one standing, nobody singled out."""
    acts = [act for act in course.acts(commitment.id) if act.day <= course.on]
    due = course.due(terms.due, day_one, start) if terms.due is not None else when.last
    last = course.due_minute(terms.due, day_one, start) if terms.due is not None else None
    if due is not None and start is not None and due < start:
        due = start
    done = acts[0].day if acts else None
    plain = Plain(
        on=course.on,
        due=due,
        done_day=done,
        late=late_once(course, commitment.id, acts, done, last),
        silent=silent(
            course.case, _ids(commitment), start, course.on, _admitted(course, commitment)
        ),
    )
    return _single(course, when, part(commitment.id, plain), "joint-act", acts)


def _kept(
    course: Course, commitment: Commitment, when: Window, last: Day | None, contrary: list[Act]
) -> Outcome:
    """A duty to keep or refrain, once it is known which contrary acts there were."""
    first = when.first if when.first is not None else course.on
    inside = [
        a
        for a in contrary
        if a.day >= first
        and a.day <= course.on
        and (last is None or a.day <= last)
        and not is_suspended(course, commitment.clause, a.day)
    ]
    ids = _ids(commitment)
    over = last is not None and course.on > last
    standing: Standing
    if inside:
        standing = "contrary act"
    elif over and last is not None:
        standing = "met" if watched_throughout(course.case, ids, first, last) else "unknown"
    elif is_suspended(course, commitment.clause, course.on):
        standing = "suspended"
    else:
        seen = any(a <= course.on and first <= b for a, b in course.case.covered(*ids))
        standing = "no contrary act" if seen else "unknown"
    return Outcome(
        sure(standing),
        standing.replace(" ", "-"),
        Window(when.first, last, when.extended),
        due=last,
        met_day=last if standing == "met" else None,
        facts=tuple(a.told for a in inside),
        single=True,
    )


class Term(NamedTuple):
    """From when to when a thing is kept. `first` None: it has not begun."""

    first: Day | None
    last: Day | None
    hours: tuple[Minute | None, Minute | None]
    """The first and the last minute, where the text gives an hour."""


def _term(
    course: Course,
    terms: Keep | Level,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Term:
    """From when to when a thing is kept, to the minute where the text gives the hour."""
    first = start if start is not None else when.first
    last = course.due(terms.last, day_one, start) if terms.last is not None else when.last
    until = course.due_minute(terms.last, day_one, start)
    if terms.first is None:
        return Term(first, last, (None, until))
    said = course.due(terms.first, day_one, start)
    if said is None or (first is not None and said < first):
        return Term(first if said is not None else None, last, (None, until))
    hour = isinstance(terms.first, AtHour)
    since = course.due_minute(terms.first, day_one, start) if hour else None
    return Term(said, last, (since, until))


def throughout(
    course: Course,
    commitment: Commitment,
    terms: Keep | Level,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Outcome:
    """Something to keep, to refrain from, or a level: a measure beyond it is a contrary act."""
    term = _term(course, terms, day_one, when, start)
    first, last = term.first, term.last
    for proviso in commitment.conditions:
        if proviso.word == "until":
            came = course.came(proviso.condition, day_one)
            if came is not None:
                last = came if last is None else min(last, came)
    if first is None or course.on < first:
        return Outcome(sure("waiting"), "waiting", when)
    if last is not None and first > last:
        return Outcome(sure("lapsed"), "lapsed", when)  # over before it came into force
    return _kept(
        course,
        commitment,
        Window(first, when.last, when.extended),
        last,
        _between(course, commitment, term),
    )


def _between(course: Course, commitment: Commitment, term: Term) -> list[Act]:
    """The acts between the hours that the text gives."""
    name, (first, last) = commitment.id, term.hours
    return [act for act in course.acts(name) if inside(course, act, name, first, last)]


def order(
    course: Course, commitment: Commitment, terms: Order, when: Window, start: Day | None
) -> Outcome:
    """All of one class before any of another: the acts of the other commitment show it."""
    contrary = list(course.acts(commitment.id))
    for name in course.case.ids_of(terms.against):
        other = course.case.commitments[name]
        thing = course.case.things.get(getattr(other.terms, "thing", ""))
        acts = [act for act in course.acts(name) if act.day <= course.on]
        told = [
            (act, _told(act, terms.then, thing), _told(act, terms.first, thing)) for act in acts
        ]
        for index, (act, then, _) in enumerate(told):
            if then is False:
                continue
            after = [
                (later, first)
                for later, _, first in told[index + 1 :]
                if first is not False and later.day > act.day
            ]
            # What is told of either is looked at first: only what is left open is asked for.
            if not after or not (then or _has(course, act, terms.then)):
                continue
            if any(first for _, first in after) or any(
                _has(course, later, terms.first) for later, _ in after
            ):
                contrary.append(act)
    first = when.first if start is None else start
    return _kept(course, commitment, replace(when, first=first), when.last, contrary)


def _told(act: Act, of: Class, thing: Thing | None) -> bool | None:
    """Whether an act has somebody of a class, as far as that is told."""
    inside = class_interval(act, of, thing)
    if (inside.low or 0) > 0:
        return True
    return False if inside.high is not None and inside.high <= 0 else None


def _has(course: Course, act: Act, of: Class) -> bool:
    """Whether an act of which that is not told has somebody of a class in this world."""
    unknown = Unknown("category", ("has", act.key, tuple(sorted(of))))
    return course.world.choose(unknown, (True, False))
