"""Two other wordings of so many in each period: a ceiling, and a surplus that counts for the next.

Each period is known by its own count; totals that bound several of them together are not used.
Source: spec/quotas.md#ceilings, spec/quotas.md#carry-over (semantics, sections 3, 4 and 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.evaluation.outcome import Outcome, Part, Words, sure
from trucebook.evaluation.phases import Window
from trucebook.evaluation.quota_counts import Counted, shares_reached
from trucebook.evaluation.quota_sums import sum_of
from trucebook.evaluation.result import Days, Interval, Standing
from trucebook.evaluation.table import commitment_standing
from trucebook.model.agreement import Commitment, Quota
from trucebook.model.quantity import Number
from trucebook.model.time import Day, iso


@dataclass(frozen=True, slots=True)
class Begun:
    """The periods that have begun, first and last day, and whether others are to come.

    `on`: the day looked at; of a term that is over, the day after it.
    """

    periods: Sequence[tuple[Day, Day]]
    more: bool
    on: Day


def _numbers(known: Counted, begun: Begun) -> list[Interval]:
    return [sum_of(known.told.counts, first, min(last, begun.on)) for first, last in begun.periods]


def _open(one: Standing, other: Standing) -> Words:
    return frozenset({(one, "count"), (other, "count")})


# --- a ceiling ------------------------------------------------------------------------------------


def ceiling(
    commitment: Commitment,
    terms: Quota,
    term: Window,
    begun: Begun,
    known: Counted,
) -> Outcome:
    """At most so many in each period: more is an act against it."""
    numbers = _numbers(known, begun)
    words = [
        _under(number, terms.number, done=last < begun.on)
        for number, (_, last) in zip(numbers, begun.periods, strict=True)
    ]
    over = term.last is not None and begun.on > term.last
    whole: Words
    if any(one == sure("contrary act") for one in words):
        whole = sure("contrary act")
    elif any(len(one) > 1 for one in words):
        whole = _open("contrary act", "met" if over else "no contrary act")
    elif over:
        safe = all(one == sure("met") for one in words)
        whole = sure("met" if safe else "unknown")
    else:
        heard = any(one in (sure("met"), sure("no contrary act")) for one in words)
        whole = sure("no contrary act" if heard else "unknown")
    return _outcome(commitment, terms, term, (begun, words, numbers), known, whole, "ceiling")


def _under(number: Interval, most: Number, *, done: bool) -> Words:
    low = number.low or 0
    if low > most:
        return sure("contrary act")
    if number.high is None:
        return sure("unknown")
    if number.high > most:
        return _open("contrary act", "met" if done else "no contrary act")
    return sure("met" if done else "no contrary act")


# --- carry-over -----------------------------------------------------------------------------------


def carried(
    commitment: Commitment,
    terms: Quota,
    term: Window,
    begun: Begun,
    known: Counted,
) -> Outcome:
    """A surplus of one period counts for the next, and what is left of it for the one after."""
    numbers = _numbers(known, begun)
    words: list[Words] = []
    low: Number = 0
    high: Number | None = 0
    for number, (first, last) in zip(numbers, begun.periods, strict=True):
        least = low + (number.low or 0)
        most = None if high is None or number.high is None else high + number.high
        reached = shares_reached(known, terms, first, min(last, begun.on))
        words.append(_kept(Interval(least, most), terms.number, reached, done=last < begun.on))
        low = max(0, least - terms.number)
        high = None if most is None else max(0, most - terms.number)
    firsts = [{word for word, _ in one} for one in words]
    worst = {
        commitment_standing(
            ["unknown" if len(one) > 1 else next(iter(one)) for one in firsts], more=begun.more
        )
    }
    return _outcome(
        commitment,
        terms,
        term,
        (begun, words, numbers),
        known,
        frozenset((word, None) for word in worst),
        "carry-over",
    )


def _kept(number: Interval, need: Number, reached: frozenset[bool], *, done: bool) -> Words:
    least, most = number.low or 0, number.high
    if least >= need and reached == {True}:
        return sure("met")
    if not done:
        return sure("in progress")
    if (most is not None and most < need) or reached == {False}:
        return sure("missed")
    if most is None:
        return sure("unknown")
    return _open("met", "missed")


# --- both -----------------------------------------------------------------------------------------


def _outcome(
    commitment: Commitment,
    terms: Quota,
    term: Window,
    found: tuple[Begun, Sequence[Words], Sequence[Interval]],
    known: Counted,
    words: Words,
    rule: str,
) -> Outcome:
    begun, each, numbers = found
    certain = [next(iter(one))[0] for one in each if len(one) == 1]
    kept = sum(one == "met" for one in certain)
    missed = sum(one in ("missed", "contrary act") for one in certain)
    unsaid = sum(one == "unknown" for one in certain)
    doubtful = sum(len(one) > 1 for one in each)
    highs = [number.high for number in numbers if number.high is not None]
    return Outcome(
        words,
        rule,
        term,
        tuple(
            Part(
                f"{commitment.id}.{iso(first)}",
                words_,
                last,
                Interval(terms.number, terms.number),
                number,
            )
            for (first, last), words_, number in zip(begun.periods, each, numbers, strict=True)
        ),
        due=begun.periods[-1][1] if begun.periods else term.last,
        required=Interval(terms.number * len(numbers), terms.number * len(numbers)),
        done=Interval(
            sum((number.low or 0 for number in numbers), start=0),
            sum(highs, start=0) if len(highs) == len(numbers) else None,
        ),
        days=Days(
            Interval(kept, kept + doubtful),
            Interval(missed, missed + doubtful),
            Interval(unsaid, unsaid),
        ),
        met_day=term.last if words == sure("met") else None,
        facts=known.facts,
    )
