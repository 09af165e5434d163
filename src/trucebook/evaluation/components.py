"""The parts of an answer beside the word: what was done by category, incidents, what was stated.

Source: spec/standings.md (semantics, section 7: components are output beside the word).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.evaluation.accounts import relation
from trucebook.evaluation.acts import Act
from trucebook.evaluation.case import Case
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.facts import Told
from trucebook.evaluation.handover import commitment_class
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.remarks import WILL_NOT, by_day
from trucebook.evaluation.result import Grade, Interval
from trucebook.evaluation.rows import grade_on
from trucebook.model.agreement import Keep, Level, Order
from trucebook.model.quantity import Number, Thing
from trucebook.model.report import Bound
from trucebook.model.time import MINUTES, Day


@dataclass(frozen=True, slots=True)
class Components:
    """What stands beside the word, on one day in one account."""

    by_category: tuple[tuple[str, Interval], ...]
    """Of what was done, how many can be of each category the thing is declared with."""
    incidents: Interval | None
    """Acts against a duty to keep, to refrain, to stay at a level or in an order; else None."""
    accusations: int
    """Acts that only the other side tells of: they move nothing in this account."""
    grade: Grade | None


def components(case: Case, name: str, on: Day, judged: Judged) -> Components:
    """What stands beside the word of one commitment."""
    lasting = isinstance(case.commitments[name].terms, (Keep, Level, Order))
    facts = [fact for fact in judged.facts if _begun(fact, on)]
    against = [fact for fact in facts if True in fact.happened]
    return Components(
        _by_category(case, name, on, judged, facts),
        _number_of(case, name, on, against) if lasting else None,
        _accusations(case, name, on, {fact.event.key for fact in against}) if lasting else 0,
        grade_on(case, judged, name),
    )


def stated(case: Case, name: str) -> tuple[Bound, ...]:
    """What whoever undertook a commitment said of not doing it, or of stopping; by id."""
    commitment = case.commitments[name]
    evidence = case.evidence_of(name)
    said = (*evidence.announcements, *(b for b in evidence.others if b.report.kind in WILL_NOT))
    own = {
        bound.report.id: bound
        for bound in said
        if relation(bound, commitment, case.agreement) == "performer"
    }
    return tuple(own[key] for key in sorted(own))


def counted_on(bound: Bound, on: Day) -> bool:
    """Whether a report is among those of a day: it tells of a day up to then, or was out."""
    return by_day(bound, on)


def _begun(fact: Told, on: Day) -> bool:
    """Whether an event can have happened by a day."""
    firsts = [span[0] for span in fact.spans if span[0] is not None]
    return not firsts or min(firsts) // MINUTES <= on


def _over(fact: Told, on: Day) -> bool:
    """Whether an event is certain to have happened by a day, if it happened."""
    lasts = [span[1] for span in fact.spans]
    return all(last is not None and last // MINUTES <= on for last in lasts)


def _again(case: Case, name: str) -> set[str]:
    """Events that may be another one once more."""
    return {other.key for _, other in case.evidence_of(name).duplicates}


def _number_of(case: Case, name: str, on: Day, against: Iterable[Told]) -> Interval:
    """How many acts there were: at least those nobody doubts, at most all that may be."""
    facts = {fact.event.key: fact for fact in against}
    again = _again(case, name)
    sure = [
        key
        for key, fact in facts.items()
        if fact.happened == (True,) and _over(fact, on) and key not in again
    ]
    return Interval(len(sure), len(facts))


def _accusations(case: Case, name: str, on: Day, admitted: set[str]) -> int:
    """Acts that the other side tells of and this account does not admit."""
    commitment = case.commitments[name]
    return sum(
        bool(event.acts)
        and event.key not in admitted
        and all(relation(b, commitment, case.agreement) == "opposite" for b in event.acts)
        and any(by_day(b, on) for b in event.acts)
        for event in case.evidence_of(name).events
    )


def _by_category(
    case: Case, name: str, on: Day, judged: Judged, facts: Iterable[Told]
) -> tuple[tuple[str, Interval], ...]:
    """Brackets, never guesses: what is told of a category, and at most what others leave."""
    commitment = case.commitments[name]
    thing = case.things.get(getattr(commitment.terms, "thing", "") or "")
    if thing is None or judged.done is None:
        return ()
    own = commitment_class(commitment)
    again = _again(case, name)
    sure = [
        fact
        for fact in facts
        if fact.happened == (True,)
        and not fact.event.cumulative
        and fact.event.key not in again
        and _over(fact, on)
    ]
    found: list[tuple[str, Interval]] = []
    for _, categories in thing.axes:
        mine = next((c for c in categories if c in own), None)
        least: dict[str, Number] = {
            c: sum((_least(fact, c, thing) for fact in sure), start=0) for c in categories
        }
        for category in categories:
            if mine is not None:
                found.append((category, judged.done if category == mine else Interval(0, 0)))
                continue
            others = sum((n for c, n in least.items() if c != category), start=0)
            high = None if judged.done.high is None else max(0, judged.done.high - others)
            low = least[category] if high is None else min(least[category], high)
            found.append((category, Interval(low, high)))
    return tuple(found)


def _least(fact: Told, category: str, thing: Thing) -> Number:
    """How many of an event are of a category for certain."""
    each = (
        class_interval(Act(fact, 0, n, (None, None)), frozenset({category}), thing)
        for n in fact.numbers
    )
    return min((interval.low or 0 for interval in each), default=0)
