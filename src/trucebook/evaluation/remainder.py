"""The rest of another commitment: who steps in for it, and what then becomes of the first.

What both do counts toward the whole, each under its own id; nobody is credited with what another
did.
Source: spec/remainder.md (semantics, section 4).
"""

from __future__ import annotations

from dataclasses import replace

from trucebook.evaluation.acts import Act
from trucebook.evaluation.compose import composed, facts_of
from trucebook.evaluation.course import Course
from trucebook.evaluation.coverage import silent
from trucebook.evaluation.gate import start_of
from trucebook.evaluation.gone import steps_left
from trucebook.evaluation.handover import Owed, fill
from trucebook.evaluation.outcome import Outcome, Part, sure
from trucebook.evaluation.phases import Window, window
from trucebook.evaluation.result import Interval, Standing
from trucebook.model.agreement import Commitment, HandOver
from trucebook.model.quantity import Number
from trucebook.model.time import Day


def the_rest(
    course: Course,
    commitment: Commitment,
    terms: HandOver,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Outcome:
    """A duty to hand over what another has left undone, whoever of the two then does it."""
    step = terms.steps[0]
    due = course.due(step.due, day_one, start) if step.due is not None else when.last
    if due is not None and start is not None:
        due = max(due, start)
    others = course.case.ids_of(terms.rest_of or "")
    total = _whole(course, others)
    own = list(course.acts(commitment.id))
    theirs = [act for name in others for act in course.acts(name)]
    acts = sorted([*own, *theirs], key=lambda act: (act.day, act.key))
    first = start if start is not None else when.first
    owed = Owed(commitment.id, total or 0, total, due, first, early=step.at == "on")
    filled = fill(course, commitment, acts, [owed], terms.of)
    done, before = _sum(course, own), _sum(course, theirs)
    left = Interval(
        0 if total is None or before.high is None else max(total - before.high, 0),
        None if total is None else max(total - (before.low or 0), 0),
    )
    one = filled.parts[0]
    if one.plain is not None:
        unseen = any(
            silent(course.case, (name, course.case.commitments[name].clause), first, course.on)
            for name in others
        )
        one = one.decided(replace(one.plain, silent=one.plain.silent or unseen))
    part = replace(one, required=left, done=done)
    return composed(
        Outcome(
            frozenset(),
            "hand-over",
            when,
            (part,),
            required=left,
            done=done,
            met_day=filled.met_day,
            facts=facts_of(course, commitment),
            single=True,
        )
    )


def _whole(course: Course, names: tuple[str, ...]) -> Number | None:
    """How much the others owed in all, without what is gone; None where that is open."""
    total: Number = 0
    for name in names:
        commitment = course.case.commitments[name]
        terms = commitment.terms
        if not isinstance(terms, HandOver):
            return None
        left = steps_left(course, commitment, terms, course.acts(name))
        finals = {step.of: step.cumulative for step in left.steps}
        for one in finals.values():
            if one is None:
                return None
            total += one
    return total


def _sum(course: Course, acts: list[Act]) -> Interval:
    low: Number = 0
    high: Number | None = 0
    for act in acts:
        if act.day <= course.on:
            low += act.number.low or 0
            high = None if high is None or act.number.high is None else high + act.number.high
    return Interval(low, high)


def passed_on(course: Course, name: str, found: Outcome) -> Outcome:
    """A commitment whose rest another has: replaced by it, or done by it in the end.

    Where the text puts another in its place, its open rounds are amended from the day that one's
    duty begins; else it stays as it is until the other has done the rest, and is then gone.
    """
    for other in course.case.remainders.get(name, ()):
        stepping_in = course.case.commitments[other]
        word: Standing
        if set(stepping_in.in_place_of) & set(course.case.commitments[name].liable):
            day, word = _begun(course, stepping_in), "amended"
        else:
            day, word = course.outcome(other).met_day, "no longer possible"
        if day is None or day > course.on:
            continue
        parts = tuple(_ended(part, day, word) for part in found.parts)
        if parts != found.parts:
            found = composed(replace(found, parts=parts, required=_still_owed(found, parts)))
    return found


def _still_owed(found: Outcome, parts: tuple[Part, ...]) -> Interval | None:
    """What is asked for in all: of rounds that are nobody's here only what was done of them."""
    if len(parts) == 1:
        return found.required
    each = [part.done if part.plain is None else part.required for part in parts]
    if any(one is None or one.high is None for one in each):
        return found.required
    known = [one for one in each if one is not None]
    low = sum((one.low or 0 for one in known), start=0)
    return Interval(low, sum((one.high or 0 for one in known), start=0))


def _begun(course: Course, commitment: Commitment) -> Day | None:
    _, day_one = course.as_read(commitment.id)
    when = window(course, commitment.clause, commitment.phase)
    start = start_of(course, commitment, day_one, when)
    return start.day if start.word is None else None


def _ended(part: Part, day: Day, word: Standing) -> Part:
    """A round that was not done by a day, from which on it is nobody's here."""
    done = part.plain.done_day if part.plain is not None else None
    if part.plain is None or (done is not None and done <= day):
        return part
    return replace(part, words=sure(word), plain=None)
