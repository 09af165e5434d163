"""What was done under a commitment in one world: which events, in which number, on which day.

Source: spec/events.md (semantics, sections 2 and 5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from trucebook.evaluation.facts import Shares, Span_, Told
from trucebook.evaluation.intervals import Spans, meet
from trucebook.evaluation.result import Interval
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import (
    Commitment,
    Due,
    Exchange,
    HandOver,
    Level,
    OtherClock,
    Quota,
)
from trucebook.model.quantity import Number
from trucebook.model.time import MINUTES, Day, Minute

if TYPE_CHECKING:
    from trucebook.evaluation.accounts import Account
    from trucebook.evaluation.case import Case
    from trucebook.evaluation.course import Course

LONGEST_SPAN = 400
"""An uncertain date of more days than this is looked at only at its ends and turning points."""


@dataclass(frozen=True, slots=True)
class Act:
    """An event as it was in this world. `number` may still be an interval."""

    told: Told
    day: Day
    number: Interval
    span: Span_
    """When in this world's account of it: of days or hours in conflict, the ones taken here."""

    @property
    def key(self) -> str:
        """The event's id."""
        return self.told.event.key

    @property
    def minute(self) -> Minute | None:
        """The minute it happened, where those who tell of it give one; else None."""
        first, last = self.span
        return first if first is not None and first == last else None


def acts_of(course: Course, name: str) -> tuple[Act, ...]:
    """The acts under a commitment, in order of day."""
    course.world.consulted.append(name)
    if course.case.rests_on(name) or isinstance(course.case.commitments[name].terms, Level):
        # How words are read decides what is told.
        settled, facts = Settled((), (), ()), course.facts(name)
    else:
        settled = settled_acts(course, name)
        facts = settled.open
    if not facts:
        return settled.acts
    happened: list[tuple[Told, Interval]] = []
    for fact in facts:
        unknown = Unknown(fact.doubt, ("happened", name, fact.event.key))
        if course.world.choose(unknown, fact.happened, against=name):
            number = course.world.choose(
                Unknown("account", ("number", fact.event.key)),
                fact.numbers[::-1],
                against=name,
            )
            if number.high is None or number.high > 0:
                happened.append((fact, number))
    double = _doubles(course, name, {f.event.key: (f, n) for f, n in happened})
    acts = [*settled.acts]
    for fact, number in happened:
        if fact.event.key in double.dropped:
            continue
        spans = double.spans.get(fact.event.key, fact.spans)
        cause = Unknown("duplicate", ("which", fact.event.key))
        if fact.event.key not in double.spans:
            cause = Unknown("account", ("which", fact.event.key))
        span = course.world.choose(cause, spans, against=name)
        day = _day(course, name, fact.event.key, span)
        if fact.event.key in double.shares:
            fact = replace(fact, shares=double.shares[fact.event.key])  # noqa: PLW2901
        acts.append(Act(fact, day, number, span))
    return tuple(sorted(acts, key=_order))


def _order(act: Act) -> tuple[Day, str]:
    return (act.day, act.key)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done under a commitment, where nothing is left open, and what is left open.

    `sums`: what was done by each act and those before it; empty where some number is not exact.
    """

    acts: tuple[Act, ...]
    open: tuple[Told, ...]
    sums: tuple[Number, ...]


def settled_acts(course: Course, name: str) -> Settled:
    """The acts that are the same in every world of an account, and the events that are not."""
    kept = course.case.settled
    key = (name, course.account.name)
    if key not in kept:
        kept[key] = _settled(course.case, name, course.account)
    return kept[key]


def _settled(case: Case, name: str, account: Account) -> Settled:
    doubled = {e.key for pair in case.evidence_of(name).duplicates for e in pair}
    acts: list[Act] = []
    open_: list[Told] = []
    for fact in case.told(name, account):
        day = _one_day(fact)
        if day is None or fact.event.key in doubled:
            open_.append(fact)
        elif fact.happened[0] and (fact.numbers[0].high is None or fact.numbers[0].high > 0):
            acts.append(Act(fact, day, fact.numbers[0], fact.spans[0]))
    acts.sort(key=_order)
    exact = all(act.number.low == act.number.high for act in acts)
    return Settled(
        tuple(acts),
        tuple(open_),
        tuple(accumulate(act.number.low or 0 for act in acts)) if exact else (),
    )


def _one_day(fact: Told) -> Day | None:
    """The day of an event of which nothing is left open; None where something is."""
    if len(fact.happened) > 1 or len(fact.numbers) > 1 or len(fact.spans) > 1:
        return None
    first, last = fact.spans[0]
    if first is None or last is None or first // MINUTES != last // MINUTES:
        return None
    return first // MINUTES


def _day(course: Course, name: str, event: str, span: tuple[Minute | None, Minute | None]) -> Day:
    first = span[0] // MINUTES if span[0] is not None else None
    last = span[1] // MINUTES if span[1] is not None else None
    if first is None or last is None:
        edge = course.day_one() or int(course.on)
        first = min(edge, last if last is not None else edge) if first is None else first
        last = max(course.on + 1, first) if last is None else last
    if first == last:
        return first
    options = _turning_days(course, name, first, last)
    return course.world.choose(Unknown("date", event), options, against=name)


def _turning_days(course: Course, name: str, first: Day, last: Day) -> tuple[Day, ...]:
    """One day of each run of days that nothing can tell apart."""
    if name in course.case.referenced and last - first <= LONGEST_SPAN:
        return tuple(range(first, last + 1))
    cuts = _cuts(course, name)
    if first - 1 <= course.on <= last:
        cuts.add(int(course.on))
    days = {first, last}
    for cut in cuts:
        days.update(d for d in (cut, cut + 1) if first <= d <= last)
    return tuple(sorted(days))


def _cuts(course: Course, name: str) -> set[Day]:
    """Days after which something can stand differently: it is told apart only from them on."""
    cuts: set[Day] = set()
    commitment = course.case.commitments[name]
    for variant in (commitment, *_variants(course, name)):
        for due in _dues(variant):
            for day_one in _day_ones(course, variant.clause):
                day = course.due(due, day_one)
                if day is not None:
                    cuts.update((day - 1, day))
    for phase in course.case.agreement.phases:
        time = course.time_of(phase.id)
        if time.first is not None:
            cuts.add(time.first - 1)
        if time.last is not None:
            cuts.add(time.last)
    terms = commitment.terms
    against = getattr(terms, "against", None) or getattr(terms, "before", None)
    for opener in course.case.ids_of(against) if against else ():
        for act in course.acts(opener):
            cuts.update((act.day - 1, act.day, act.day + getattr(terms, "days", 1)))
    for total in course.case.totals(name, course.account):
        for span in total.spans:
            cuts.update(m // MINUTES for m in span if m is not None)
            if span[0] is not None:
                cuts.add(span[0] // MINUTES - 1)
    return cuts


def _variants(course: Course, name: str) -> list[Commitment]:
    return [v for (_, other), v in course.case.variants.items() if other == name]


def _day_ones(course: Course, clause: str) -> set[Day | None]:
    group = course.case.group_of_clause.get(clause)
    changes = [r.change for r in group.readings if r is not None] if group else []
    others = {change.day_one for change in changes if isinstance(change, OtherClock)}
    return {course.day_one(), *others}


def _doubles(course: Course, name: str, present: dict[str, tuple[Told, Interval]]) -> _Doubles:
    """Which of the possible duplicates are one event here: only those of the same number."""
    doubles = _Doubles({}, {}, set())
    if not isinstance(course.case.commitments[name].terms, (HandOver, Exchange, Quota)):
        return doubles  # where no number is owed, one act or two is the same
    for one, other in course.case.evidence_of(name).duplicates:
        if one.key not in present or other.key not in present:
            continue
        if one.key in doubles.dropped or other.key in doubles.dropped:
            continue
        (a, number), (b, same) = present[one.key], present[other.key]
        if number != same:
            continue
        unknown = Unknown("duplicate", (one.key, other.key))
        if course.world.choose(unknown, (False, True), against=name):
            doubles.dropped.add(other.key)
            doubles.spans[one.key] = _either(a.spans, b.spans)
            doubles.shares[one.key] = tuple(dict.fromkeys((*a.shares, *b.shares)))
    return doubles


def _either(one: Spans, other: Spans) -> Spans:
    """When an event told twice was: where both allow it; else on either day."""
    both = []
    for a in one:
        for b in other:
            found = meet(Interval(*a), Interval(*b))
            if found is not None:
                both.append((_minute(found.low), _minute(found.high)))
    return tuple(dict.fromkeys(both)) or tuple(dict.fromkeys((*one, *other)))


def _minute(bound: Number | None) -> Minute | None:
    return None if bound is None else int(bound)


@dataclass(slots=True)
class _Doubles:
    spans: dict[str, Spans]
    shares: dict[str, Shares]
    """An event told twice has the categories that each telling gives."""
    dropped: set[str]


def _dues(commitment: Commitment) -> list[Due | None]:
    terms = commitment.terms
    dues = [
        getattr(terms, "due", None),
        getattr(terms, "first", None),
        getattr(terms, "last", None),
    ]
    dues += [step.due for step in getattr(terms, "steps", ())]
    return [due for due in dues if due is not None and not isinstance(due, frozenset)]
