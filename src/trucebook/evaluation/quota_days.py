"""One period of a quota by its own count, and how many were kept by all counts and totals.

Source: spec/quotas.md (semantics, section 3, Totals; worked example X5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trucebook.evaluation.facts import Told
from trucebook.evaluation.intervals import join
from trucebook.evaluation.per_day import PerDay
from trucebook.evaluation.result import Cause, Interval
from trucebook.model.agreement import Quota
from trucebook.model.quantity import Class, Number
from trucebook.model.time import Day

Open = Number | None


@dataclass(frozen=True, slots=True)
class DayCount:
    """A period and what its own count says.

    `kept` holds True where it can have been kept, False where it can have been missed; it is
    empty where nobody gives a count and nobody watched.
    """

    begin: Day
    end: Day
    number: Interval
    kept: frozenset[bool]
    causes: tuple[Cause, ...] = ()
    told: Told | None = None

    @property
    def cause(self) -> Cause | None:
        """One kind of doubt about it, where there is any."""
        return self.causes[0] if self.causes else None


def day_count(  # noqa: PLR0913, PLR0917 (a period needs all of it)
    figures: PerDay,
    terms: Quota,
    begin: Day,
    end: Day,
    events: Sequence[tuple[Told, Interval]],
    *,
    watched: bool,
) -> DayCount:
    """What an account has of one period."""
    options, fact = _number(figures, terms, begin, end)
    if not options and events:
        options, fact = (_summed([n for _, n in events], closed=watched),), events[0][0]
    elif not options and watched:
        options = (Interval(0, 0),)
    elif not options:
        return DayCount(begin, end, Interval(0, None), frozenset())
    values: set[bool] = set()
    for option in options:
        if option.high is None or option.high >= terms.number:
            values.add(True)
        if (option.low or 0) < terms.number:
            values.add(False)
    causes: set[Cause] = set()
    if len(values) > 1:
        causes.add("account" if len(options) > 1 else "count")
    if True in values:
        for share in terms.shares:
            said = _share(figures, fact, share.of, begin, end)
            if said.high is not None and said.high < share.number:
                values, causes = {False}, set()
                break
            if (said.low or 0) < share.number:
                values.add(False)
                causes.add("category")
    return DayCount(
        begin, end, _hull_of(options), frozenset(values), tuple(sorted(causes)), fact
    )


def _summed(numbers: Sequence[Interval], *, closed: bool) -> Interval:
    low: Number = sum((n.low or 0 for n in numbers), start=0)
    if not closed or any(n.high is None for n in numbers):
        return Interval(low, None)
    return Interval(low, sum((n.high or 0 for n in numbers), start=0))


def _hull_of(options: Sequence[Interval]) -> Interval:
    number = options[0]
    for option in options[1:]:
        number = join(number, option) or number
    return number


def _number(
    figures: PerDay, terms: Quota, begin: Day, end: Day
) -> tuple[tuple[Interval, ...], Told | None]:
    """The numbers a period can have by its own figures; several where they conflict."""
    facts = [_of_class(figures, day, terms.of) for day in range(begin, end + 1)]
    told_ = [fact for fact in facts if fact is not None]
    if not told_:
        return (), None
    if begin == end:
        return told_[0].numbers, told_[0]
    whole = len(told_) == end - begin + 1
    return (_summed([_hull_of(fact.numbers) for fact in told_], closed=whole),), told_[0]


def _of_class(figures: PerDay, day: Day, of: Class) -> Told | None:
    """The figure for a day of just that class, or of all where it is told of nothing narrower."""
    return figures.get((day, of)) or figures.get((day, frozenset()))


def _share(
    figures: PerDay, fact: Told | None, of: Class, begin: Day, end: Day
) -> Interval:
    own = [figures.get((day, of)) for day in range(begin, end + 1)]
    told_ = [one for one in own if one is not None]
    if told_:
        return _summed([_hull_of(one.numbers) for one in told_], closed=None not in own)
    exact = [n for cls, n in fact.shares if of <= cls] if fact is not None else []
    return Interval(max(exact), max(exact)) if exact else Interval(0, None)


# --- all periods together ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spread:
    """How many periods were kept and missed, and what each can have been."""

    kept: Interval
    missed: Interval
    unknown: int
    causes: tuple[Cause, ...]
    values: dict[Day, frozenset[bool]] = field(default_factory=dict)


Total = tuple[Day, Day, Interval]


def spread(past: Sequence[DayCount], totals: Sequence[Total], need: Number) -> Spread:
    """What counts and totals together force."""
    fitting = [total for total in totals if _fits(past, total)]
    inside = {
        c.begin for c in past for first, last, _ in fitting if first <= c.begin and c.end <= last
    }
    silent = [c for c in past if not c.kept and c.begin not in inside]
    days = [c for c in past if c.kept or c.begin in inside]
    low = _fewest(days, fitting, need)
    high = _most(days, fitting, need)
    low = min(low, high)
    causes: set[Cause] = set()
    if low != high:
        for c in days:
            causes.update(c.causes)
        if not causes:
            causes.add("count")
    values = {c.begin: _value(c, days, low, high) for c in days}
    return Spread(
        Interval(low, high),
        Interval(len(days) - high, len(days) - low),
        len(silent),
        tuple(sorted(causes)),
        values,
    )


def _value(count: DayCount, days: Sequence[DayCount], low: int, high: int) -> frozenset[bool]:
    values = count.kept or frozenset({True, False})
    if len(values) > 1:
        sure = sum(1 for c in days if c.kept == {True})
        undecided = sum(1 for c in days if c.kept != {True} and c.kept != {False})
        if high == sure:
            return frozenset({False})
        if low == sure + undecided:
            return frozenset({True})
    return values


def _fits(past: Sequence[DayCount], total: Total) -> bool:
    """Whether a total can be true beside the counts; else it is a conflict on show."""
    first, last, number = total
    low, high = _sum([c for c in past if first <= c.begin and c.end <= last])
    if number.high is not None and low > number.high:
        return False
    return number.low is None or high is None or high >= number.low


def _sum(days: Sequence[DayCount]) -> tuple[Number, Open]:
    low: Number = sum((c.number.low or 0 for c in days), start=0)
    if any(c.number.high is None for c in days):
        return low, None
    return low, sum((c.number.high or 0 for c in days), start=0)


def _segments(days: Sequence[DayCount], totals: Sequence[Total]) -> list[tuple[Day, list[DayCount]]]:
    """Runs of days between the ends of totals, each with its last day."""
    ends = sorted({last for _, last, _ in totals} | {first - 1 for first, _, _ in totals})
    found = []
    rest = list(days)
    for end in ends:
        now = [c for c in rest if c.end <= end]
        rest = [c for c in rest if c.end > end]
        found.append((end, now))
    found.append((10**9, rest))
    return found


Ways = Callable[[Sequence[DayCount], Number], list[tuple[Number, Open] | None]]
"""For k = 0, 1, …: between which sums a run of days can be with k of them kept."""


def _most(days: Sequence[DayCount], totals: Sequence[Total], need: Number) -> int:
    return max(_feasible(days, totals, need, _with_most), default=0)


def _fewest(days: Sequence[DayCount], totals: Sequence[Total], need: Number) -> int:
    return min(_feasible(days, totals, need, _with_fewest), default=0)


def _feasible(
    days: Sequence[DayCount], totals: Sequence[Total], need: Number, ways: Ways
) -> list[int]:
    """Numbers of kept days that some course of sums allows."""
    sums: dict[int, tuple[Number, Open]] = {0: (0, 0)}
    at: dict[Day, tuple[Number, Open]] = {}
    for end, run in _segments(days, totals):
        grown: dict[int, tuple[Number, Open]] = {}
        options = ways(run, need)
        for kept, (low, high) in sums.items():
            for more, way in enumerate(options):
                if way is None:
                    continue
                add_low, add_high = way
                one = (low + add_low, None if high is None or add_high is None else high + add_high)
                grown[kept + more] = _hull(grown.get(kept + more), one)
        for first, last, number in totals:
            if last == end:
                before = at.get(first - 1, (0, 0))
                grown = _cut(grown, before, number)
        sums = grown
        if sums:
            at[end] = (
                min(low for low, _ in sums.values()),
                None if any(h is None for _, h in sums.values())
                else max(h for _, h in sums.values() if h is not None),
            )
    return list(sums)


def _hull(one: tuple[Number, Open] | None, other: tuple[Number, Open]) -> tuple[Number, Open]:
    if one is None:
        return other
    high = None if one[1] is None or other[1] is None else max(one[1], other[1])
    return (min(one[0], other[0]), high)


def _cut(
    sums: dict[int, tuple[Number, Open]], before: tuple[Number, Open], number: Interval
) -> dict[int, tuple[Number, Open]]:
    floor = (number.low or 0) + before[0]
    top = None if number.high is None or before[1] is None else number.high + before[1]
    kept = {}
    for k, (low, high) in sums.items():
        new_low = max(low, floor)
        new_high = high if top is None else (top if high is None else min(high, top))
        if new_high is None or new_low <= new_high:
            kept[k] = (new_low, new_high)
    return kept


def _with_most(run: Sequence[DayCount], need: Number) -> list[tuple[Number, Open] | None]:
    """Sums with at least k kept: the cheapest days are brought up to the quota first."""
    low, high = _sum(run)
    costs = sorted(
        max(need - (c.number.low or 0), 0)
        for c in run
        if c.kept != {False} and (c.number.high is None or c.number.high >= need)
    )
    found: list[tuple[Number, Open] | None] = [(low, high)]
    spent: Number = 0
    for cost in costs:
        spent += cost
        found.append((low + spent, high))
    return found


def _with_fewest(run: Sequence[DayCount], need: Number) -> list[tuple[Number, Open] | None]:
    """Sums with at most k kept: days with the most room are kept first.

    Shape: None for fewer than the days surely kept.
    """
    low, _ = _sum(run)
    sure = [c for c in run if c.kept == {True}]
    loose = [c for c in run if c.kept != {True}]
    ceiling: Open = _sum(sure)[1]
    gains: list[Open] = []
    for c in loose:
        free = c.kept != {False} and "category" in c.causes  # can miss by a share alone
        top = c.number.high if free or c.kept == {False} else _under(c.number.high, need)
        ceiling = None if ceiling is None or top is None else ceiling + top
        if c.kept != {False} and not free:
            gains.append(None if c.number.high is None else max(c.number.high - (need - 1), 0))
    found: list[tuple[Number, Open] | None] = [None] * len(sure)
    found.append((low, ceiling))
    for gain in sorted(gains, key=lambda g: (g is not None, -(g or 0))):
        ceiling = None if ceiling is None or gain is None else ceiling + gain
        found.append((low, ceiling))
    return found


def _under(high: Open, need: Number) -> Open:
    return need - 1 if high is None else min(high, need - 1)
