"""Short ways to write agreements and reports as values, for books made by hand or by chance."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.model.agreement import (
    Agreement,
    Basis,
    Clock,
    Commitment,
    Due,
    HandOver,
    OnDay,
    Party,
    Phase,
    Proviso,
    Reading,
    Step,
    Terms,
)
from trucebook.model.quantity import Amount, Class, Thing, exactly
from trucebook.model.report import Bound, Record, Report, Watch
from trucebook.model.span import Span
from trucebook.model.time import Day, When, day_of, end_of, iso, start_of

SPAN = Span("by hand", 0, 1)
PUBLISHED = Basis("published", "by hand")
ALPHA, BETA = Party("alpha", "Alpha", "party"), Party("beta", "Beta", "party")
MARCH = day_of("2025-03-01") - 1
"""Day of March 2025 = MARCH + its number."""
WORDS = Class()


def of(*categories: str) -> Class:
    """A class of a thing."""
    return frozenset(categories)


def duty(  # noqa: PLR0913, PLR0917 - a commitment has as many sides as it has
    name: str,
    liable: str | tuple[str, ...],
    owed: str | tuple[str, ...],
    verb: str,
    what: str | None,
    terms: Terms,
    *,
    phase: str | None = None,
    clause: str | None = None,
    conditions: tuple[Proviso, ...] = (),
    in_return_for: tuple[str, ...] = (),
    only_after: bool = False,
    unconditional: bool = False,
    vague: str | None = None,
) -> Commitment:
    """A commitment with the parts that examples leave alone filled in."""
    return Commitment(
        id=name,
        clause=clause or name,
        liable=(liable,) if isinstance(liable, str) else liable,
        owed=(owed,) if isinstance(owed, str) else owed,
        verb=verb,
        object=what,
        terms=terms,
        phase=phase,
        text=f"[{name}]",
        basis=PUBLISHED,
        conditions=conditions,
        in_return_for=in_return_for,
        only_after=only_after,
        unconditional=unconditional,
        vague=vague,
        span=SPAN,
    )


def hand_over(thing: str, *steps: tuple[int | None, Due], cls: Class = WORDS) -> HandOver:
    """So many in all by each due day."""
    return HandOver(thing, tuple(Step(number, due) for number, due in steps), of=cls)


def by_day(number: int) -> OnDay:
    """Day `number` of the agreement."""
    return OnDay(number)


def agreement(  # noqa: PLR0913 - as above
    title: str,
    commitments: Iterable[Commitment],
    *,
    day_one: Day = MARCH + 1,
    parties: tuple[Party, ...] = (ALPHA, BETA),
    things: tuple[Thing, ...] = (),
    phases: tuple[Phase, ...] = (),
    readings: tuple[Reading, ...] = (),
) -> Agreement:
    """An agreement, commitments sorted by id."""
    return Agreement(
        title=title,
        zone="UTC",
        clock=Clock(day_one),
        parties=parties,
        things=things,
        phases=phases,
        commitments=tuple(sorted(commitments, key=lambda c: c.id)),
        readings=readings,
    )


def during(first: Day, last: Day | None = None) -> When:
    """Some time from the first day to the last, both included."""
    last = first if last is None else last
    words = iso(first) if first == last else f"{iso(first)}/{iso(last)}"
    return When(start_of(first), end_of(last), words)


def at(day: Day, hour: int, minute: int = 0) -> When:
    """At an hour."""
    one = start_of(day) + hour * 60 + minute
    return When(one, one, f"{iso(day)}T{hour:02}:{minute:02}", instant=True)


def many(low: int, high: int | None = None, *, more: bool = False) -> Amount:
    """Exactly `low`; from `low` to `high`; or `low` and more."""
    if more:
        return Amount(low, None)
    return exactly(low) if high is None else Amount(low, high)


def say(  # noqa: PLR0913 - a report has as many fields as it has
    name: str,
    published: Day,
    when: When | Day | None,
    asserter: str,
    kind: str,
    *,
    to: str | tuple[str, ...] = (),
    side: str | None = None,
    by: str | None = None,
    receiver: str | None = None,
    verb: str | None = None,
    thing: str | None = None,
    cls: Class = WORDS,
    rounds: tuple[str, ...] = (),
    outside: bool = False,
    source: str | None = None,
    **fields: object,
) -> Bound:
    """A bound report; `asserter` is also its side where it is a party's id."""
    to = (to,) if isinstance(to, str) else to
    side = asserter if side is None and asserter in {"alpha", "beta", "israel", "hamas"} else side
    report = Report(
        id=name,
        published=published,
        kind=kind,
        asserted_by=asserter,
        source=source or f"{asserter}'s page",
        when=during(when) if isinstance(when, int) else when,
        actor=by,
        counterpart=receiver,
        object=thing,
        for_=() if outside else rounds or to or None,
        span=SPAN,
        **fields,  # type: ignore[arg-type]
    )
    return Bound(
        report=report,
        commitments=to,
        rounds=rounds,
        outside=outside,
        performer=by,
        receiver=receiver,
        verb=verb or kind,
        thing=thing,
        of=cls,
        asserter=asserter,
        side=side,
    )


def record(*reports: Bound, watches: Iterable[Watch] = ()) -> Record:
    """A record, sorted by id."""
    return Record(tuple(sorted(reports, key=lambda b: b.report.id)), tuple(watches))


def watched(ids: tuple[str, ...] | str, first: Day, last: Day) -> Watch:
    """A watch over these ids."""
    return Watch((ids,) if isinstance(ids, str) else ids, first, last, "a daily search")
