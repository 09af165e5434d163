"""Figures for single days: what an account has of each day, and of each share of it.

Source: spec/quotas.md (semantics, section 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucebook.evaluation.accounts import Account, relation
from trucebook.evaluation.event import Event
from trucebook.evaluation.facts import Told, Voice, same_said, told, voices_of
from trucebook.evaluation.result import Interval
from trucebook.model.agreement import Agreement, Commitment
from trucebook.model.quantity import Class
from trucebook.model.report import Bound
from trucebook.model.time import Day, iso

LONGEST_SERIES = 4000
"""Days: a series that runs longer is cut there."""


class PerDay(dict[tuple[Day, Class], Told]):
    """The daily figures of an account, by day and class counted.

    A series over a period gives each of its days, ends included; one without an end, each day up
    to its publication. A day of which the account admits no figure is not there.
    """

    watched: dict[tuple[Day, Class], tuple[Interval, ...]]
    """The numbers where the day was watched: nobody reporting more makes exact what stands alone
    by the word of those it is owed to, and otherwise bounds the day only from below."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is said of one day and class, whatever the account."""

    key: tuple[Day, Class]
    event: Event
    exact: Event | None
    """The same as a number of that day alone: where none reports more than those it is owed to."""
    voices: Sequence[Voice]
    bodies: frozenset[str | None]
    """Who speaks of it, and on whose side."""
    alike: bool
    """Every account but the confirmed one has it the same."""


def figures_of(
    figures: Sequence[Bound], commitment: Commitment, agreement: Agreement
) -> tuple[Figure, ...]:
    """The figures of a quota, day by day, in order."""
    by_day: dict[tuple[Day, Class], list[Bound]] = defaultdict(list)
    for bound in figures:
        when = bound.report.when
        if when is None or when.first_day is None:
            continue
        last = when.last_day if when.last_day is not None else bound.report.published
        for day in range(when.first_day, min(last, when.first_day + LONGEST_SERIES) + 1):
            by_day[(day, bound.of)].append(bound)
    found = []
    for key, bounds in sorted(by_day.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        event = _event(f"{commitment.id}.{iso(key[0])}", key[1], bounds)
        more = not _nobody_more(bounds, commitment, agreement)
        voices = voices_of(event, commitment, agreement)
        found.append(
            Figure(
                key,
                event,
                None if more else replace(event, cumulative=False),
                voices,
                frozenset(body for b in bounds for body in (b.side, b.asserter)),
                same_said(event) and any(voice.relation != "opposite" for voice in voices),
            )
        )
    return tuple(found)


def per_day(
    figures: Sequence[Figure],
    commitment: Commitment,
    agreement: Agreement,
    account: Account,
    common: PerDay | None = None,
) -> PerDay:
    """The daily figures of a quota in an account.

    `common` is what `undisputed` has of them, for other accounts than that and `confirmed`.
    """
    found = PerDay()
    found.watched = {}
    for one in figures:
        key = one.key
        apart = account.body is not None and account.body not in one.bodies
        if common is not None and (one.alike or apart):
            if key in common:
                found[key], found.watched[key] = common[key], common.watched[key]
            continue
        fact = told(one.event, commitment, agreement, account, one.voices)
        fact = acknowledged(fact, commitment, agreement, account)
        if fact.happened == (False,):
            continue
        found.watched[key] = fact.numbers
        if one.exact is not None:
            fact = replace(fact, event=one.exact)
            watched = told(one.exact, commitment, agreement, account, one.voices)
            found.watched[key] = watched.numbers
        found[key] = fact
    return found


def acknowledged(
    fact: Told, commitment: Commitment, agreement: Agreement, account: Account
) -> Told:
    """A figure as `confirmed` has it: who owes it acknowledges that it was no more than they say.

    Where those it is owed to say that it was more, nothing is settled.
    """
    if account.name != "confirmed" or fact.grade == "found":
        return fact
    own = [b for b in fact.event.acts if relation(b, commitment, agreement) == "performer"]
    tops = [b.report.count.high for b in own if b.report.count is not None]
    highs = [top for top in tops if top is not None]
    if not highs:
        return fact
    low = fact.numbers[0].low or 0
    if low > min(highs):
        return replace(fact, happened=(False,))
    return replace(
        fact, happened=(True,), numbers=(Interval(low, min(highs)),), grade="acknowledged"
    )


def _nobody_more(bounds: Sequence[Bound], commitment: Commitment, agreement: Agreement) -> bool:
    """Whether nobody reports more of a day than those it is owed to."""
    counts = [(b.report.count, relation(b, commitment, agreement)) for b in bounds]
    theirs = [count.low for count, who in counts if count is not None and who == "opposite"]
    return bool(theirs) and all(
        count is not None and count.high is not None and count.high <= max(theirs)
        for count, _ in counts
    )


def _event(name: str, of: Class, bounds: Sequence[Bound]) -> Event:
    """What is said of one day: like a total, it bounds the day and is no act of its own."""
    event = Event(name, explicit=False, cumulative=True)
    ids = {bound.report.id for bound in bounds}
    for bound in bounds:
        if bound.copy_of in ids:
            event.copies.append(bound)
        elif bound.report.hedge == "denied":
            event.denials.append(bound)
        else:
            event.acts.append(bound)
            event.shares.extend((of | cls, n, bound) for cls, n in bound.report.breakdown)
    return event
