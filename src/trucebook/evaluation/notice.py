"""Notice so many hours before each act of another commitment. Each act makes a round.

Source: spec/rounds.md#notices (semantics, section 4; worked example X8).
"""

from __future__ import annotations

from trucebook.evaluation.acts import Act
from trucebook.evaluation.course import Course
from trucebook.evaluation.coverage import silent
from trucebook.evaluation.handover import none_to_come
from trucebook.evaluation.hours import minute_of
from trucebook.evaluation.outcome import Outcome, Part, part, sure
from trucebook.evaluation.phases import Window
from trucebook.evaluation.result import Interval
from trucebook.evaluation.table import Plain, commitment_standing
from trucebook.model.agreement import Commitment, Notice
from trucebook.model.time import MINUTES, Day, Minute, iso

Timed = tuple[Minute, Act]


def notices(
    course: Course,
    commitment: Commitment,
    terms: Notice,
    when: Window,
    start: Day | None = None,
) -> Outcome:
    """One round for each act: notice in time, late, or not before it at all.

    Acts take the notices oldest first. `start` is the day the duty came into force, where that is
    later than the first day of `when`.
    """
    others = course.case.ids_of(terms.before)
    given = _timed(course, (commitment.id,))
    parts: list[Part] = []
    for at, act in _timed(course, others):
        match = next((one for one in given if one[0] <= at), None)
        if match is not None:
            given.remove(match)
        if commitment.since is not None and act.day < commitment.since:
            continue  # that act was under the sentence before
        parts.append(_round(course, commitment, terms, (at, act), match, start or when.first))
    more = not all(none_to_come(course, name, course.outcome(name)) for name in others)
    words = [next(iter(one.words))[0] for one in parts]
    return Outcome(
        sure(commitment_standing(words, more=more)),
        "notice",
        when,
        tuple(parts),
        due=parts[-1].due if parts else None,
        facts=tuple(act.told for act in course.acts(commitment.id) if act.day <= course.on),
        more=more,
    )


def _round(
    course: Course,
    commitment: Commitment,
    terms: Notice,
    act: Timed,
    notice: Timed | None,
    start: Day | None,
) -> Part:
    """The round of one act, with the notice that was given before it."""
    at, done = act
    due = (at - terms.hours * 60) // MINUTES
    plain = Plain(
        on=course.on,
        due=due if notice is not None else min(due, course.on - 1),
        done_day=notice[0] // MINUTES if notice is not None else None,
        late=notice is not None and at - notice[0] < terms.hours * 60,
        silent=silent(course.case, (commitment.id, commitment.clause), start, done.day),
        curable=False,
    )
    return part(
        f"{commitment.id}.{iso(done.day)}",
        plain,
        required=Interval(1, 1),
        done=Interval(1, 1) if notice is not None else Interval(0, 0),
        opened_by=tuple(sorted(bound.report.id for bound in done.told.event.acts)),
    )


def _timed(course: Course, names: tuple[str, ...]) -> list[Timed]:
    """The acts under some commitments that have happened, with their minutes, oldest first."""
    acts = [
        (minute_of(course, act, name), act)
        for name in names
        for act in course.acts(name)
        if act.day <= course.on and act.number.high != 0  # at none, an account has no act
    ]
    return sorted(acts, key=lambda timed: (timed[0], timed[1].key))
