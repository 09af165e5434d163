"""How well a fact is known. Computed from who says it, never typed in.

Source: spec/accounts.md#grades (semantics, section 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.evaluation.accounts import Relation
from trucebook.evaluation.event import Event
from trucebook.evaluation.result import GRADES, Grade, Interval
from trucebook.model.agreement import Commitment, JointAct, Keep, Level, Order
from trucebook.model.report import Bound


def weakest(grades: Iterable[Grade]) -> Grade | None:
    """The weakest of some grades; None of none."""
    return max(grades, key=GRADES.index, default=None)


def grade_of(
    event: Event,
    voices: Sequence[tuple[Bound, Relation]],
    commitment: Commitment,
    numbers: Sequence[Interval],
    happened: Sequence[bool],
) -> Grade:
    """The grade of an event as an account has it."""
    relations = {relation for _, relation in voices}
    if "finder" in relations:
        return "found"
    if len(numbers) > 1 or len(happened) > 1:
        return "conflicting"
    if isinstance(commitment.terms, JointAct):
        sides = {bound.side for bound, _ in voices}
        if all(party in sides for party in commitment.liable):
            return "acknowledged"
    elif isinstance(commitment.terms, (Keep, Level, Order)):
        if "performer" in relations:
            return "acknowledged"
        if relations <= {"opposite", "unplaced"}:
            return "denied" if event.denials else "accusation"
    elif "opposite" in relations:
        return "acknowledged"
    if _corroborated(voices):
        return "corroborated"
    if "neither" in relations:
        return "reported"
    return "own word"


def _corroborated(voices: Sequence[tuple[Bound, Relation]]) -> bool:
    """Two asserters of different sides, no side being one; or two of no side, grounds apart."""
    voices = [(bound, relation) for bound, relation in voices if relation != "unplaced"]
    sides = {bound.side for bound, _ in voices}
    asserters = {bound.asserter for bound, _ in voices}
    if len(asserters) > 1 and len(sides) > 1:
        return True
    grounds = {
        (bound.asserter, bound.report.ground)
        if bound.report.ground in (None, "observed")
        else (None, bound.report.ground)
        for bound, _ in voices
        if bound.side is None
    }
    return (
        len(grounds) > 1 and len({bound.asserter for bound, _ in voices if bound.side is None}) > 1
    )
