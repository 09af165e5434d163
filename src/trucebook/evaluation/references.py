"""Which commitments a condition, a due day or a term names.

Source: spec/conditions.md (semantics, section 4).
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.model.agreement import (
    Agreement,
    AllOf,
    AnyOf,
    AtHour,
    Begins,
    Commitment,
    Condition,
    Conduct,
    Confirmed,
    CountReached,
    DayCame,
    DaysAfter,
    DaysPast,
    Due,
    Earlier,
    Exchange,
    GoesOn,
    HandOver,
    Happened,
    HoursAfter,
    IsMet,
    IsOverdue,
    Later,
    Not,
    NothingSaid,
    Notice,
    Order,
    Passed,
    Phase,
    Renews,
    TalksWhile,
    Terms,
    Then,
)


def in_condition(condition: Condition | None) -> Iterator[str]:
    """Ids a condition names."""
    match condition:
        case IsMet(name) | IsOverdue(name):
            yield name
        case Confirmed(_, names, _):
            yield from names
        case CountReached(_, names, _):
            yield from names
        case DayCame(due):
            yield from in_due(due)
        case Passed(_, since, without):
            yield from in_condition(since)
            yield from in_condition(without)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from in_condition(part)
        case Not(part):
            yield from in_condition(part)
        case _:
            return


def in_due(due: Due | None) -> Iterator[str]:
    """Ids a due day names."""
    match due:
        case DaysAfter(_, condition) | HoursAfter(_, condition):
            yield from in_condition(condition)
        case DaysPast(_, day) | AtHour(_, day):
            yield from in_due(day)
        case Earlier(parts) | Later(parts):
            for part in parts:
                yield from in_due(part)
        case _:
            return


def in_terms(terms: Terms) -> Iterator[str]:
    """Ids the terms of a commitment name."""
    if isinstance(terms, (Exchange, Order)):
        yield terms.against
    elif isinstance(terms, Notice):
        yield terms.before
    elif isinstance(terms, HandOver) and terms.rest_of is not None:
        yield terms.rest_of
    elif isinstance(terms, Conduct):
        yield from in_condition(terms.until)
    for name in ("due", "first", "last"):
        due = getattr(terms, name, None)
        if due is not None and not isinstance(due, frozenset):
            yield from in_due(due)
    for step in getattr(terms, "steps", ()):
        yield from in_due(step.due)


def hangs_on(commitment: Commitment) -> Iterator[str]:
    """Ids that a commitment names anywhere: in its terms, conditions and rounds."""
    yield from in_terms(commitment.terms)
    for proviso in commitment.conditions:
        yield from in_condition(proviso.condition)
    for condition in commitment.same_time:
        yield from in_condition(condition)
    if commitment.each_round is not None:
        yield commitment.each_round.of


def referenced(agreement: Agreement) -> frozenset[str]:
    """Clause or commitment ids on whose exact days something else hangs."""
    found: set[str] = set()
    for c in agreement.commitments:
        found.update(hangs_on(c))
    for phase in agreement.phases:
        found.update(phase.longer.commitments if phase.longer is not None else ())
        found.update(in_condition(phase.begins))
        found.update(in_due(phase.first))
        found.update(in_due(phase.last))
        for then in phase.after:
            found.update(in_condition(_waits(then)))
    for end in agreement.ends:
        found.update(in_condition(end))
    for reading in agreement.readings:
        if isinstance(reading.change, TalksWhile):
            found.update(in_condition(reading.change.until))
    found.update(in_condition(agreement.clock.start))
    return frozenset(found)


def events_of(commitment: Commitment) -> Iterator[str]:
    """Names of events that a commitment waits for, or counts its days from."""
    for condition in _asked_by(commitment):
        for one in _leaves(condition):
            if isinstance(one, Happened):
                yield one.event


def events_of_phase(phase: Phase) -> tuple[str, ...]:
    """Names of events on which the days of a phase, or what comes after it, hang."""
    conditions = [phase.begins, *(_waits(then) for then in phase.after)]
    conditions += [*_conditions_of(phase.first), *_conditions_of(phase.last)]
    leaves = (one for condition in conditions for one in _leaves(condition))
    return tuple(one.event for one in leaves if isinstance(one, Happened))


def events_named(agreement: Agreement) -> Iterator[str]:
    """Names of events that conditions and due days of a text wait for."""
    for condition in _asked(agreement):
        for one in _leaves(condition):
            if isinstance(one, Happened):
                yield one.event


def words_awaited(agreement: Agreement) -> Iterator[Confirmed]:
    """The confirmations that conditions and due days of a text wait for."""
    for condition in _asked(agreement):
        for one in _leaves(condition):
            if isinstance(one, Confirmed):
                yield one


def _asked(agreement: Agreement) -> Iterator[Condition | None]:
    """Every condition that a text asks, in sentences, due days, phases and readings."""
    yield agreement.clock.start
    dues: list[Due | None] = []
    for c in agreement.commitments:
        yield from _asked_by(c)
    for phase in agreement.phases:
        yield from (phase.begins, *(_waits(then) for then in phase.after))
        dues += [phase.first, phase.last]
    yield from agreement.ends
    for amendment in agreement.amendments:
        yield amendment.once
        dues.append(amendment.first)
    yield from (getattr(reading.change, "until", None) for reading in agreement.readings)
    for due in dues:
        if not isinstance(due, frozenset):
            yield from _conditions_of(due)


def _waits(then: Then) -> Condition | None:
    """What something that follows a phase waits for, or is undone by."""
    match then:
        case Begins() | GoesOn():
            return then.condition
        case Renews():
            return then.unless
        case NothingSaid():
            return None


def _asked_by(one: Commitment) -> Iterator[Condition | None]:
    """Every condition that a sentence asks, in its provisos and its days."""
    yield from (proviso.condition for proviso in one.conditions)
    yield from one.same_time
    if one.each_round is not None and one.each_round.by:
        yield Confirmed(one.each_round.by, (one.each_round.of,))
    dues = [getattr(one.terms, name, None) for name in ("due", "first", "last")]
    dues += [step.due for step in getattr(one.terms, "steps", ())]
    for due in dues:
        if not isinstance(due, frozenset):
            yield from _conditions_of(due)


def _conditions_of(due: Due | None) -> list[Condition | None]:
    match due:
        case DaysAfter(_, condition) | HoursAfter(_, condition):
            return [condition]
        case DaysPast(_, day) | AtHour(_, day):
            return _conditions_of(day)
        case Earlier(parts) | Later(parts):
            return [condition for part in parts for condition in _conditions_of(part)]
        case _:
            return []


def _leaves(condition: Condition | None) -> Iterator[Condition]:
    """The single conditions that one is made of."""
    match condition:
        case None:
            return
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Passed(_, since, without):
            yield condition
            yield from _leaves(since)
            yield from _leaves(without)
        case Not(part):
            yield from _leaves(part)
        case DayCame(due):
            for one in _conditions_of(due):
                yield from _leaves(one)
        case _:
            yield condition
