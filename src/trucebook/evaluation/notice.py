"""Notice so many hours before each act of another commitment. Each act makes a round.

Source: spec/rounds.md#notices (semantics, section 4; worked example X8).
"""

from __future__ import annotations

from trucebook.evaluation.course import Act, Course
from trucebook.evaluation.coverage import silent
from trucebook.evaluation.handover import done_in_full
from trucebook.evaluation.outcome import Outcome, Part, part, sure
from trucebook.evaluation.phases import Window
from trucebook.evaluation.result import Interval
from trucebook.evaluation.table import Plain, commitment_standing
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Commitment, Notice
from trucebook.model.time import MINUTES, Minute, iso


def notices(course: Course, commitment: Commitment, terms: Notice, when: Window) -> Outcome:
    """One round for each act: notice in time, late, or not before it at all."""
    given = [(_minute(course, act, commitment.id), act) for act in course.acts(commitment.id)]
    given.sort(key=lambda pair: (pair[0], pair[1].key))
    parts: list[Part] = []
    used: set[str] = set()
    for name in course.case.ids_of(terms.before):
        acts = [(_minute(course, act, name), act) for act in course.acts(name)]
        for at, act in sorted(acts, key=lambda pair: (pair[0], pair[1].key)):
            if act.day > course.on:
                continue
            match = next(((m, g) for m, g in given if g.key not in used and m <= at), None)
            if match is not None:
                used.add(match[1].key)
            due = (at - terms.hours * 60) // MINUTES
            plain = Plain(
                on=course.on,
                due=due if match is not None else min(due, course.on - 1),
                done_day=match[0] // MINUTES if match else None,
                late=match is not None and at - match[0] < terms.hours * 60,
                silent=silent(course.case, (commitment.id, commitment.clause), when.first, act.day),
                curable=False,
            )
            parts.append(
                part(
                    f"{commitment.id}.{iso(act.day)}",
                    plain,
                    required=Interval(1, 1),
                    done=Interval(1, 1) if match else Interval(0, 0),
                    opened_by=tuple(sorted(b.report.id for b in act.told.event.acts)),
                )
            )
    more = not all(_none_to_come(course, name) for name in course.case.ids_of(terms.before))
    words = [next(iter(one.words))[0] for one in parts]
    standing = commitment_standing(words, more=more)
    return Outcome(
        frozenset({(standing, None)}),
        "notice",
        when,
        tuple(parts),
        due=parts[-1].due if parts and not more else None,
        facts=tuple(act.told for _, act in given if act.day <= course.on),
        more=more,
    )


def _none_to_come(course: Course, name: str) -> bool:
    """Whether all acts of the other commitment are done, or its duty lapsed."""
    if course.outcome(name).words == sure("lapsed"):
        return True
    if course.case.commitments[name].only_after:
        return course.outcome(name).met_day is not None
    return done_in_full(course, name)


def _minute(course: Course, act: Act, name: str) -> Minute:
    """When in its day an act was: its first or its last minute decide every rule of hours."""
    span = act.told.spans[0]
    low, high = act.day * MINUTES, act.day * MINUTES + MINUTES - 1
    if span[0] is not None:
        low = max(low, span[0]) if span[0] // MINUTES == act.day else low
    if span[1] is not None:
        high = min(high, span[1]) if span[1] // MINUTES == act.day else high
    options = (low,) if low == high else (low, high)
    return course.world.choose(Unknown("date", ("minute", name, act.key)), options)
