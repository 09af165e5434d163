"""Days of a quota against brute force: every amount of every day, over small numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from random import Random

import pytest

from trucebook.evaluation.quota_agreeing import agreeing
from trucebook.evaluation.quota_days import WORST_FIRST, Kept, Period, Spread, Words, alone, spread
from trucebook.evaluation.quota_many import courses_of_many
from trucebook.evaluation.quota_sums import Bounded, Counts, DayCount, Running, Total, days
from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Number

LAST = 4
"""The last of the small days; the first is 0."""
SILENT = DayCount((Interval(0, None),), silent=True)

World = tuple[int, ...]
"""What was done on each of the days."""


def by_chance(rng: Random, *, conflicts: bool) -> DayCount:
    """What is known of a day; `conflicts` allows two counts."""
    low = rng.randint(0, 4)
    if conflicts and rng.random() < 0.2:
        return DayCount((Interval(low, low), Interval(low + 2, low + 2)))
    return rng.choice(
        (
            DayCount((Interval(low, low),)),
            DayCount((Interval(low, low + rng.randint(1, 3)),)),
            DayCount((Interval(low, None),)),
            SILENT,
            DayCount((Interval(low, None),), silent=True),
        )
    )


def covered(day: int, totals: Sequence[Total]) -> bool:
    """Whether some total speaks of a day."""
    return any(first <= day <= last for first, last, _ in totals)


def totals_by_chance(rng: Random) -> list[Total]:
    """Up to three totals, over any periods, of one number or between two."""
    found = []
    for _ in range(rng.choice((0, 1, 1, 2, 2, 3))):
        first = rng.choice((0, 0, rng.randint(0, LAST)))
        low = rng.randint(0, 12)
        high = rng.choice((low, low, low + rng.randint(0, 3), None))
        found.append((first, rng.randint(first, LAST), Interval(low, high)))
    return found


def worlds(counts: Counts, totals: Sequence[Total], need: int) -> Iterator[World]:
    """Every way the days can have been that the counts and all totals allow."""
    bounds = [n for _, _, total in totals for n in (total.low, total.high) if n is not None]
    cap = int(max([need, *bounds])) + 1
    each = []
    for day in range(LAST + 1):
        count = counts[day]
        amounts: set[int] = set()
        for option in count.options:
            low = int(option.low or 0)
            high = max(cap, low) if option.high is None else int(option.high)
            alone = count.silent and not covered(day, totals)
            amounts |= set(range(low, (low if alone else high) + 1))
        each.append(sorted(amounts))
    for world in product(*each):
        if all(fits(world, total) for total in totals):
            yield world


def fits(world: World, total: Total) -> bool:
    """Whether a total is true in a world."""
    first, last, number = total
    done = sum(world[first : last + 1])
    return (number.low or 0) <= done and (number.high is None or done <= number.high)


def standings(
    world: World, periods: Sequence[Period], counts: Counts, totals: Sequence[Total], need: int
) -> Iterator[tuple[str, ...]]:
    """The standings of the periods in a world, for every way the shares can have been."""
    each = []
    for period in periods:
        inside = days(period.first, period.last)
        heard = all(covered(d, totals) or not counts[d].silent for d in inside)
        if sum(world[d] for d in inside) >= need:
            each.append(tuple("met" if held else miss(period) for held in sorted(period.shares)))
        else:
            each.append((miss(period) if heard or not period.over else "unknown",))
    yield from product(*each)


def miss(period: Period) -> str:
    """What a period is that does not have what is asked of it."""
    return "missed" if period.over else "in progress"


def brute(
    periods: Sequence[Period], counts: Counts, totals: Sequence[Total], need: int
) -> tuple[object, ...]:
    """The same answer, world by world."""
    found = {
        one
        for world in worlds(counts, totals, need)
        for one in standings(world, periods, counts, totals, need)
    }
    assert found

    def how_many(word: str) -> Interval:
        numbers = [one.count(word) for one in found]
        return Interval(min(numbers), max(numbers))

    words = {min(one, key=WORST_FIRST.index) for one in found}
    values = tuple(frozenset(one[i] for one in found) for i in range(len(periods)))
    return how_many("met"), how_many("missed"), how_many("unknown"), words, values


def answer(found: Spread) -> tuple[object, ...]:
    """What is held against brute force."""
    return found.kept, found.missed, found.unknown, set(found.words), found.values


def periods_by_chance(rng: Random) -> list[Period]:
    """Periods of one or two days, from one of the days on; the last may still run."""
    length, first = rng.choice((1, 1, 2)), rng.choice((0, 0, 1))
    spans = [(d, min(d + length - 1, LAST)) for d in range(first, LAST + 1, length)]
    spans = spans[: rng.randint(1, len(spans))]
    running = rng.random() < 0.3
    shares = (frozenset({True}), frozenset({True}), frozenset({False}), frozenset({True, False}))
    return [
        Period(first, last, not (running and last == spans[-1][1]), rng.choice(shares))
        for first, last in spans
    ]


def together(
    periods: list[Period], counts: Counts, totals: Sequence[Total], need: Number
) -> Spread:
    kept, told = Kept(), Bounded(counts, tuple(totals))
    each = [alone(period, told, need, kept) for period in periods]
    return spread(each, told, need, kept)


@pytest.mark.parametrize("seed", range(30))
def test_spread_is_every_way_the_days_can_have_been(seed: int) -> None:
    """Counts, silence, shares and up to three totals, also such that overlap."""
    rng = Random(seed)  # noqa: S311 (a seed, no secret)
    for _ in range(12):
        wanted = totals_by_chance(rng)
        counts = {d: by_chance(rng, conflicts=not covered(d, wanted)) for d in range(LAST + 1)}
        need, periods = rng.randint(1, 4), periods_by_chance(rng)
        for totals in agreeing(counts, wanted):
            found = together(periods, counts, totals, need)
            assert answer(found) == brute(periods, counts, totals, need), (counts, totals, need)


@pytest.mark.parametrize("seed", range(20))
def test_totals_in_conflict_are_taken_each_in_turn(seed: int) -> None:
    """Each set can be true, and what is left out of one cannot be true beside it."""
    rng = Random(seed)  # noqa: S311 (a seed, no secret)
    for _ in range(12):
        totals = totals_by_chance(rng)
        counts = {d: by_chance(rng, conflicts=False) for d in range(LAST + 1)}
        sets = agreeing(counts, totals)
        alone = [t for t in totals if any(worlds(counts, [t], 1))]
        assert {t for one in sets for t in one} == set(alone)
        for one in sets:
            assert any(worlds(counts, one, 1))
            for other in alone:
                assert other in one or not any(worlds(counts, [*one, other], 1))


@pytest.mark.parametrize("seed", range(30))
def test_of_very_many_the_least_and_the_most_are_right(seed: int) -> None:
    """Exact where all totals count from the same day; never narrower than what can have been."""
    rng = Random(seed)  # noqa: S311 (a seed, no secret)
    for _ in range(10):
        wanted = totals_by_chance(rng)
        if rng.random() < 0.5:
            wanted = [(0, last, number) for _, last, number in wanted]
        counts = {d: by_chance(rng, conflicts=False) for d in range(LAST + 1)}
        need = rng.randint(1, 4)
        for totals in agreeing(counts, wanted):
            tied = [d for d in range(LAST + 1) if open_(counts[d], need) and covered(d, totals)]
            if not tied:
                continue
            every = {sum(world[d] >= need for d in tied) for world in worlds(counts, totals, need)}
            pairs = [(d, d) for d in tied]
            sums = Running(Bounded(counts, tuple(totals)))
            courses = {sum(c) for c in courses_of_many(pairs, sums, totals, need, {})}
            assert min(courses) <= min(every)
            assert max(courses) >= max(every)
            if all(first == 0 for first, _, _ in totals) and len(tied) == LAST + 1:
                assert (min(courses), max(courses)) == (min(every), max(every))


def open_(count: DayCount, need: int) -> bool:
    """Whether a count alone leaves open if the number was reached."""
    return count.low < need and (count.high is None or count.high >= need)


def test_hundreds_of_days_without_counts_under_one_total() -> None:
    """A total of 3,000 over 300 days with ten due a day: one is kept at least, and all can be."""
    periods = [Period(d, d) for d in range(300)]
    total = (0, 299, Interval(3000, 3000))
    found = together(periods, dict.fromkeys(range(300), SILENT), [total], 10)
    assert (found.kept, found.missed) == (Interval(1, 300), Interval(0, 299))
    one: Words = frozenset({"met", "missed"})
    assert set(found.values) == {one}


def test_a_part_below_the_number_does_not_reach_it() -> None:
    """Decimals: 19.5 over two days of which ten are due each: one can be kept, not both."""
    counts = dict.fromkeys(range(2), SILENT)
    total = (0, 1, Interval(Decimal("19.5"), Decimal("19.5")))
    found = together([Period(0, 0), Period(1, 1)], counts, [total], Decimal(10))
    assert found.kept == Interval(0, 1)
