"""A commitment's standing from those of its rounds.

Source: spec/rounds.md, spec/standings.md (semantics, sections 4 and 7).
"""

from __future__ import annotations

from dataclasses import replace

from trucebook.evaluation.course import Course
from trucebook.evaluation.facts import Told
from trucebook.evaluation.outcome import Outcome, Part, sure
from trucebook.evaluation.table import commitment_standing
from trucebook.model.agreement import Commitment


def composed(found: Outcome) -> Outcome:
    """The commitment's standing from those of its rounds, and the due day it hangs on."""
    words = [next(iter(part.words))[0] for part in found.parts]
    standing = words[0] if found.single and words else commitment_standing(words, more=found.more)
    if not found.parts:
        # Nothing has opened a round: one can still come, or none ever will.
        standing = "in progress" if found.more else "lapsed"
    due = next((p.due for p in found.parts if p.plain and p.plain.done_day is None), None)
    if due is None and found.parts and not found.more:
        due = found.parts[-1].due
    return replace(found, words=sure(standing), due=due, rule=found.rule)


def without(found: Outcome, unsettled: frozenset[str]) -> Outcome:
    """The same with some rounds unknown for lack of confirmation, there or not in this world.

    The days of a quota have seen to it themselves.
    """
    if not unsettled or found.days is not None or found.rule in SETTLED:
        return found
    parts = [
        replace(one, words=sure("unknown"), plain=None) if one.id in unsettled else one
        for one in found.parts
    ]
    there = {one.id for one in parts}
    parts += [Part(name, sure("unknown"), None) for name in sorted(unsettled - there)]
    return composed(replace(found, parts=tuple(parts)))


SETTLED = ("amended", "waived", "no-longer-possible")
"""Rules that leave no round of a commitment to be done."""


def facts_of(course: Course, commitment: Commitment) -> tuple[Told, ...]:
    """The events that a commitment's standing rests on."""
    return tuple(act.told for act in course.acts(commitment.id) if act.day <= course.on)
