"""The days on which a commitment can come to stand differently, so that no other need be asked.

Source: spec/time.md (semantics, section 2: a deadline takes effect on its own day).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucebook.evaluation.accounts import ANY, Account
from trucebook.evaluation.case import Case
from trucebook.evaluation.confirmations import told as confirmations
from trucebook.evaluation.references import (
    asked_lengths,
    days_named,
    hangs_on,
    in_condition,
    in_due,
    in_terms,
)
from trucebook.model.agreement import (
    AtHour,
    Begins,
    Commitment,
    DaysAfter,
    DaysAfterStart,
    DaysPast,
    Due,
    Earlier,
    Exchange,
    GoesOn,
    HoursAfter,
    Later,
    Notice,
    OnDate,
    OnDay,
    OtherClock,
    Phase,
    Quota,
    Renews,
    TalksWhile,
)
from trucebook.model.time import MINUTES, Day, later

MOST_GROWN = 400
"""Days up to which a phase without a ceiling is looked at day by day."""


def turning_days(case: Case, name: str, account: Account, first: Day, last: Day) -> tuple[Day, ...]:
    """Days from `first` to `last`, ends included, on which a standing can change.

    Shape: in order, `first` always among them. Every day, where the count of days itself waits
    for an event. A superset: on some of them nothing changes.
    """
    clock = case.agreement.clock
    if clock.day_one is None:
        return tuple(range(first, last + 1))
    names = _closure(case, name)
    told = set(_told(case, names, account))
    steps = {0, *(days + more for days in asked_lengths(case.agreement) for more in (0, 1, 2))}
    fixed = {clock.day_one, clock.day_one + clock.offset - 1}
    for one in names:
        for commitment in _forms(case, one):
            steps |= set(_steps(commitment))
            for day_one in {clock.day_one, *_other_clocks(case)}:
                fixed |= set(_fixed(commitment, day_one))
    for phase in case.phases.values():
        lengths = {0, phase.days or 0}
        if phase.longer is not None:
            most = phase.longer.most or MOST_GROWN
            lengths |= set(range(phase.days or 0, most + 1))
        if phase.months:
            around = range(28 * phase.months, 31 * phase.months + 1)
            lengths |= {(phase.days or 0) + more for more in around}
        for then in phase.after:
            if isinstance(then, Renews):
                lengths |= set(_renewed(phase, then, last - clock.day_one))
        starts = {d for d in (_day(phase.first, clock.day_one),) if d is not None}
        waits = [phase.begins, *(getattr(then, "condition", None) for then in phase.after)]
        fixed |= {d for one in waits for due in days_named(one) if (d := _day(due, clock.day_one))}
        begun = starts or told | fixed
        fixed |= {start + length for start in begun for length in lengths}
        fixed |= {d + 1 for d in (_day(phase.last, clock.day_one),) if d is not None}
    for end in case.agreement.ends:
        fixed |= {d for due in days_named(end) if (d := _day(due, clock.day_one))}
    for reading in case.agreement.readings:
        named = days_named(getattr(reading.change, "until", None))
        fixed |= {d for due in named if (d := _day(due, clock.day_one))}
    for watch in case.watches:
        fixed |= {watch.first, watch.last + 1}
    days = {day + step for day in told | fixed for step in steps}
    days |= {day + more for day in fixed for more in (0, 1)}
    days |= {day for one in names for day in _periods(case, one, clock.day_one, last)}
    return tuple(sorted({first, *(day for day in days if first <= day <= last)}))


def _renewed(phase: Phase, then: Renews, most: int) -> Iterator[int]:
    """How long a phase can have become by its renewals, and the day after."""
    longest = shortest = phase.days or 0
    if phase.months:
        longest, shortest = longest + 31 * phase.months, shortest + 28 * phase.months
    while shortest <= most and (then.days or then.months):
        shortest += then.days + 28 * then.months
        longest += then.days + 31 * then.months
        yield from range(shortest, longest + 2)


def _forms(case: Case, name: str) -> Iterator[Commitment]:
    """A commitment as written and as read otherwise."""
    yield case.commitments[name]
    for (_, other), variant in case.variants.items():
        if other == name:
            yield variant


def _other_clocks(case: Case) -> Iterator[Day]:
    for reading in case.agreement.readings:
        if isinstance(reading.change, OtherClock):
            yield reading.change.day_one


def _closure(case: Case, name: str) -> set[str]:
    """The commitment, and all that its conditions, terms, phases and readings hang on."""
    found: set[str] = set()
    ask = [name]
    while ask:
        one = ask.pop()
        if one in found:
            continue
        found.add(one)
        commitment = case.commitments[one]
        named = list(hangs_on(commitment))
        for variant in _forms(case, one):
            named += in_terms(variant.terms)
        named += case.returns.get(one, ())
        named += case.remainders.get(one, ())
        named += case.suspenders.get(commitment.clause, ())
        if commitment.phase is not None or case.agreement.ends or case.enders:
            named += _of_phases(case)
        ask += [other for clause in named for other in case.ids_of(clause)]
    return found


def _of_phases(case: Case) -> list[str]:
    """What phases, and what goes on after them, wait for."""
    named: list[str] = []
    for phase in case.phases.values():
        named += in_condition(phase.begins)
        named += phase.longer.commitments if phase.longer is not None else ()
        for due in (phase.first, phase.last):
            named += in_due(due)
        for then in phase.after:
            if isinstance(then, (Begins, GoesOn)):
                named += in_condition(then.condition)
            if isinstance(then, Renews):
                named += in_condition(then.unless)
    for end in case.agreement.ends:
        named += in_condition(end)
    named += case.enders
    for reading in case.agreement.readings:
        if isinstance(reading.change, TalksWhile):
            named += in_condition(reading.change.until)
    return named


def _told(case: Case, names: Iterable[str], account: Account) -> Iterator[Day]:
    """The days that the record tells of."""
    for name in names:
        for fact in (*case.told(name, account), *case.totals(name, account)):
            for span in fact.spans:
                yield from (minute // MINUTES for minute in span if minute is not None)
        for day, _ in case.per_day(name, account):
            yield day
        for bound in case.announced(name):  # admits up to its day; then the watch tells
            when = bound.report.when
            if when is not None and when.last_day is not None:
                yield when.last_day + 1
        for bound in case.evidence_of(name).all:
            when = bound.report.when
            if when is None and bound.report.count is not None:
                yield bound.report.published  # a figure without a day is of the day it was told
            if when is not None:
                yield from (d for d in (when.first_day, when.last_day) if d is not None)
    for event in case.waited_for:
        # What confirmed does not admit makes unknown what it would move: its days count too.
        for span in (*case.named_event(event, account), *case.named_event(event, ANY)):
            yield from (minute // MINUTES for minute in span if minute is not None)
    for awaited, commitment, body in case.waited_words:
        for bound in confirmations(case, awaited, commitment, body, account):
            when = bound.report.when
            yield bound.report.published
            yield from (d for d in (when and when.first_day, when and when.last_day) if d)
    for party in case.agreement.parties:
        for day, _, _ in case.talks_of(party.id):
            yield day


def _steps(commitment: Commitment) -> Iterator[int]:
    """How many days after something told or fixed this commitment can turn."""
    terms = commitment.terms
    if commitment.conditions or commitment.same_time or commitment.phase is not None:
        yield 1  # what comes after its due day is due on the day it came
    if isinstance(terms, Exchange):
        yield from (terms.days, terms.days + 1)
    elif isinstance(terms, Notice):
        yield 1
    elif isinstance(terms, Quota):
        yield from (1, 2)
    for due in _dues(commitment):
        yield from _relative(due)


def _relative(due: Due | None) -> Iterator[int]:
    match due:
        case DaysAfter(days, _, months) | DaysAfterStart(days, months):
            for extra in range(28 * months, 31 * months + 1):
                yield from (days + extra, days + extra + 1)
        case DaysPast(days, of, months):
            for extra in range(28 * months, 31 * months + 1):
                yield from (days + extra, days + extra + 1)
                yield from (step + days + extra for step in _relative(of))
        case AtHour(_, of):
            for step in (0, *_relative(of)):
                yield from (step - 1, step, step + 1)
        case HoursAfter(hours, _):
            yield from (hours // 24, hours // 24 + 1, hours // 24 + 2)
        case OnDay(number, str()):
            yield from (number - 1, number)
        case Earlier(parts) | Later(parts):
            for part in parts:
                yield from _relative(part)
        case _:
            return


def _dues(commitment: Commitment) -> Iterator[Due]:
    terms = commitment.terms
    for name in ("due", "first", "last"):
        due = getattr(terms, name, None)
        if due is not None and not isinstance(due, frozenset):
            yield due
    for step in getattr(terms, "steps", ()):
        if step.due is not None:
            yield step.due
    for proviso in commitment.conditions:
        yield from days_named(proviso.condition)


def _fixed(commitment: Commitment, day_one: Day) -> Iterator[Day]:
    """Days that are known from the text alone, and the days after them."""
    if commitment.replaced is not None:
        yield commitment.replaced
    for due in _dues(commitment):
        for day in _days(due, day_one):
            yield from (day, day + 1)


def _days(due: Due, day_one: Day) -> Iterator[Day]:
    """The days of a due day that are known from the text alone: of whichever is earlier, each."""
    if isinstance(due, Earlier | Later):
        for part in due.of:
            yield from _days(part, day_one)
        return
    day = _day(due, day_one)
    if day is not None:
        yield day


def _day(due: Due | None, day_one: Day) -> Day | None:
    match due:
        case OnDate(day):
            return day
        case OnDay(number, None):
            return day_one + number - 1
        case AtHour(_, of):
            return _day(of, day_one)
        case DaysPast(days, of, months):
            past = _day(of, day_one)
            return None if past is None else later(past, days, months)
        case _:
            return None


def _periods(case: Case, name: str, day_one: Day, last: Day) -> Iterator[Day]:
    """Each day of a quota whose periods are longer than a day, or hang on each other."""
    for commitment in _forms(case, name):
        terms = commitment.terms
        if not isinstance(terms, Quota):
            continue
        tied = (
            terms.carries or terms.at_most or bool(terms.shares and case.evidence_of(name).totals)
        )
        if terms.every > 1 or tied:
            yield from range(day_one, last + 1)
