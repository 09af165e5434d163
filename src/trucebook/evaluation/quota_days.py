"""How many periods of a quota were kept, missed or not known, by counts and totals together.

Pure arithmetic. Periods that no total speaks of are each for themselves; of those that totals tie
together, every course that can have been is tried.
Source: spec/quotas.md (semantics, sections 3, Totals, and 7; worked example X5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from trucebook.evaluation.quota_many import Known, courses_of_many
from trucebook.evaluation.quota_sums import (
    NOTHING_KNOWN,
    Bounded,
    Counts,
    DayCount,
    Rule,
    Running,
    bounds,
    days,
    in_order,
    merged,
    rules_of,
    step_below,
    sum_of,
    within,
)
from trucebook.evaluation.result import Cause, Interval, Standing
from trucebook.model.quantity import Number
from trucebook.model.time import Day

MOST_TRIED = 8
"""Up to here, of periods tied together by totals every course is tried; above it only how many of
them can have reached the number is bounded, which may be wider than what can have been."""
MOST_SUMS = 256
"""Sums of conflicting counts within one period: above it their hull is taken."""
WORST_FIRST: tuple[Standing, ...] = ("missed", "unknown", "suspended", "in progress", "met")

Words = frozenset[Standing]
Ways = frozenset[bool]
"""Whether the number was reached; both values where that is open."""
Doubt = tuple[Cause, Words, Words]
"""What a standing can turn on, and what it is on either side."""
State = tuple[Words, tuple[Doubt, ...]]
"""The standings a period can have, and what they turn on."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period that has begun. `last` is its last day, or the day looked at where that is sooner.

    `over`: it ended before the day looked at. `shares`: whether the shares asked of it were
    reached; both values where that is not known. `settled`: it is not unknown for lack of
    confirmation. `suspended`: a power of the text suspends it on its last day.
    """

    first: Day
    last: Day
    over: bool = True
    shares: Ways = frozenset({True})
    settled: bool = True
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """How many periods can have been kept, missed and not known, and what each can have been.

    `words`: the worst standing among the periods, in each course. `values`: one a period, in order;
    `because`: what leaves each of them open.
    """

    kept: Interval
    missed: Interval
    unknown: Interval
    words: Words
    causes: tuple[Cause, ...]
    values: tuple[Words, ...]
    because: tuple[tuple[Cause, ...], ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """A period as it is by itself, and what it can be where it reached the number or did not."""

    period: Period
    state: State
    because: tuple[Cause, ...]
    """What leaves it open."""
    open: bool
    covered: bool
    ways: tuple[State, State] | None
    """What it is where it reached the number, and where it did not; None where it is not open."""
    number: Interval
    """What was done in it by its counts alone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found of periods of the same days and need, by which conflicting counts are taken.

    `alone`: of each by itself, by whether totals speak of all its days or of none. `plain`: of
    periods of the past of which no share is owed and none is suspended. `courses`: of those that
    totals tie together. `many`: of many such, run by run, by `running` sums.
    """

    alone: dict[object, Alone] = field(default_factory=dict)
    plain: dict[object, Alone] = field(default_factory=dict)
    courses: dict[object, list[tuple[bool, ...]]] = field(default_factory=dict)
    many: Known = field(default_factory=dict)
    running: dict[object, Running] = field(default_factory=dict)


def spread(
    each: Sequence[Alone], told: Bounded, need: Number, kept: Kept, *, more: bool = False
) -> Spread:
    """What counts and totals together leave of each period; `more` says that others are to come.

    `each`: the periods as they are by themselves (`alone`), in order.

    The totals can all be true beside the counts (`quota_agreeing`). Where counts of a day
    that a total speaks of conflict, their hull is taken: whoever asks settles them first.
    `kept` has what periods of the same need are by themselves.
    """
    tied = [i for i, one in enumerate(each) if one.open and one.covered]
    states = [one.state for one in each]
    rest: State = (frozenset({"in progress" if more else "met"}), ())
    either = {i: ways for i in tied if (ways := each[i].ways) is not None}
    values = {i: set[Standing]() for i in tied}
    free = Counter([state for i, state in enumerate(states) if i not in values])
    each_kind: dict[frozenset[tuple[State, int]], Counter[State]] = {}
    for course in _courses([each[i].period for i in tied], told, need, kept):
        here = [either[i][0 if reached else 1] for i, reached in zip(tied, course, strict=True)]
        for i, (words, _) in zip(tied, here, strict=True):
            values[i] |= words
        counted = Counter(here)
        each_kind.setdefault(frozenset(counted.items()), counted)
    found = [free + counted for counted in each_kind.values()]
    return Spread(
        _how_many(found, "met"),
        _how_many(found, "missed"),
        _how_many(found, "unknown"),
        frozenset().union(*(_worst({words for words, _ in (*here, rest)}) for here in found)),
        _causes(found, rest),
        tuple(
            [frozenset(values[i]) if i in values else words for i, (words, _) in enumerate(states)]
        ),
        tuple([one.because for one in each]),
    )


def alone(period: Period, told: Bounded, need: Number, kept: Kept) -> Alone:
    """A period by itself; looked up where it was looked at before."""
    spoken = told.spoken(period.first, period.last)
    if spoken is None:
        return _looked_at(period, told, need)
    key = (period, spoken, told.taken(period.first, period.last))
    found = kept.alone.get(key)
    if found is None:
        found = kept.alone[key] = _looked_at(period, told, need)
    return found


def _looked_at(period: Period, told: Bounded, need: Number) -> Alone:
    here = {day: told.of(day) for day in _days(period)}
    ways = _ways(period, told_only([period], here, told), told, need)
    open_ = len(frozenset[bool]().union(*ways)) > 1
    tied = told.spoken(period.first, period.last) is not False
    state = _state(period, ways, told)
    return Alone(
        period,
        state,
        _because(state[1]),
        open_,
        tied,
        (
            _state(period, [frozenset({True})], told),
            _state(period, [frozenset({False})], told),
        )
        if open_ and tied
        else None,
        sum_of(here, period.first, period.last),
    )


def _days(period: Period) -> range:
    return days(period.first, period.last)


def told_only(periods: Sequence[Period], counts: Counts, told: Bounded) -> dict[Day, DayCount]:
    """Some counts, where silence that no total bounds adds nothing to what is told."""
    known = dict(counts)
    for period in periods:
        if told.spoken(period.first, period.last):
            continue
        for day in _days(period):
            count = counts.get(day, NOTHING_KNOWN)
            if count.silent and not told.spoken(day, day):
                known[day] = DayCount((Interval(count.low, count.low),))
    return known


def heard(period: Period, told: Bounded) -> bool:
    """Whether no more can have been done than counts, a watch or a total speak of."""
    return not any(told.of(day).silent and not told.spoken(day, day) for day in _days(period))


def sums(period: Period, known: Counts, *, joined: bool) -> list[Interval]:
    """What can have been done in a period, by each of its counts where those conflict."""
    if joined:
        return [sum_of(known, period.first, period.last)]
    found = {Interval(0, 0)}
    for day in days(period.first, period.last):
        options = known.get(day, NOTHING_KNOWN).options
        found = {_plus(one, option) for one in found for option in options}
        if len(found) > MOST_SUMS:
            return [sum_of(known, period.first, period.last)]
    return sorted(found, key=lambda one: (one.low or 0, one.high is None, one.high or 0))


def _plus(one: Interval, other: Interval) -> Interval:
    high = None if one.high is None or other.high is None else one.high + other.high
    return Interval((one.low or 0) + (other.low or 0), high)


def ways_of(number: Interval, need: Number) -> Ways:
    """Whether a number can be at what is needed, and below it."""
    reaches = {True} if number.high is None or number.high >= need else set()
    return frozenset(reaches | ({False} if (number.low or 0) < need else set()))


def _ways(period: Period, known: Counts, told: Bounded, need: Number) -> list[Ways]:
    joined = told.spoken(period.first, period.last) is not False
    options = sums(period, known, joined=joined)
    return [ways_of(one, need) for one in options]


def _words(period: Period, way: Ways, told: Bounded) -> Words:
    """The standings a period can have, where it can have reached the number in these ways."""
    if not period.settled:
        return frozenset({"unknown"})
    found: set[Standing] = set()
    if True in way and True in period.shares:
        found.add("met")
    if True in way and False in period.shares:
        found.add(_short(period))
    if False in way and (period.suspended or not period.over):
        found.add(_short(period))
    elif False in way:
        found.add("missed" if heard(period, told) else "unknown")
    return frozenset(found)


def _short(period: Period) -> Standing:
    """What is known to fall short of the number."""
    if not period.over:
        return "in progress"
    return "suspended" if period.suspended else "missed"


# --- courses -------------------------------------------------------------------------------------


def _courses(
    tied: Sequence[Period], told: Bounded, need: Number, kept: Kept
) -> list[tuple[bool, ...]]:
    """Which of the tied periods can have reached the number together."""
    if not tied:
        return [()]
    pairs = tuple([(period.first, period.last) for period in tied])
    key = (pairs, told.totals, told.settled)
    if key not in kept.courses:
        kept.courses[key] = _courses_of(tied, told, need, kept)
    return kept.courses[key]


def _courses_of(
    tied: Sequence[Period], told: Bounded, need: Number, kept: Kept
) -> list[tuple[bool, ...]]:
    pairs = [(period.first, period.last) for period in tied]
    if len(tied) > MOST_TRIED:
        key = (told.settled, told.runs, len(told.counts))
        if key not in kept.running:
            kept.running[key] = Running(told)
        return courses_of_many(pairs, kept.running[key], told.totals, need, kept.many)
    runs = merged([*pairs, *((first, last) for first, last, _ in told.totals)])
    here = {day: told.of(day) for run in runs for day in days(*run)}
    known = told_only(tied, here, told)
    step = step_below(need, known, told.totals)
    edges = {edge for period in tied for edge in (period.first, period.last + 1)}
    return list(_tried(tied, rules_of(known, told.totals, edges), need, step))


def _tried(
    tied: Sequence[Period], rules: list[Rule], need: Number, step: Number
) -> Iterator[tuple[bool, ...]]:
    if not tied:
        yield ()
        return
    first, last = tied[0].first, tied[0].last
    number = bounds(rules, first, last)
    for reached, some in ((True, Interval(need, None)), (False, Interval(0, need - step))):
        if reached in ways_of(number, need):
            more = in_order([*rules, *within(first, last, some)])
            for rest in _tried(tied[1:], more, need, step):
                yield (reached, *rest)


# --- what comes out ------------------------------------------------------------------------------


def _worst(each: AbstractSet[Words]) -> Words:
    """The worst of some standings, over every choice of one each."""
    found = set()
    better: Words = frozenset(WORST_FIRST)
    for word in WORST_FIRST:
        if all(words & better for words in each) and any(word in words for words in each):
            found.add(word)
        better -= {word}
    return frozenset(found)


def _how_many(found: Sequence[Counter[State]], word: Standing) -> Interval:
    return Interval(
        min(sum(n for (words, _), n in here.items() if words == {word}) for here in found),
        max(sum(n for (words, _), n in here.items() if word in words) for here in found),
    )


def _causes(found: Sequence[Counter[State]], more: State) -> tuple[Cause, ...]:
    """Kinds of doubt that make a difference by themselves, all else being as good as it can be."""
    causes: set[Cause] = set()
    if len({min(_best(words) for words, _ in (*here, more)) for here in found}) > 1:
        causes.add("count")
    for here in found:
        for state in here:
            others = here + Counter([more]) - Counter([state])
            rest = min(_best(words) for words, _ in others)
            for cause, one, other in state[1]:
                if _with(one, rest) != _with(other, rest):
                    causes.add(cause)
    return tuple(sorted(causes))


def _because(doubts: Sequence[Doubt]) -> tuple[Cause, ...]:
    return tuple(sorted({cause for cause, one, other in doubts if one != other}))


def _best(words: Words) -> int:
    return max(WORST_FIRST.index(word) for word in words)


def _with(words: Words, rest: int) -> frozenset[int]:
    return frozenset(min(WORST_FIRST.index(word), rest) for word in words)


def _state(period: Period, ways: Sequence[Ways], told: Bounded) -> State:
    """The standings one period can have, and what they can turn on."""
    every = frozenset[bool]().union(*ways)
    words = _words(period, every, told)
    if len(words) == 1:
        return words, ()
    found: list[Doubt] = []
    each = [_words(period, way, told) for way in dict.fromkeys(ways)]
    found += [("account", each[0], other) for other in each[1:]]
    reached, below = (_words(period, frozenset({w}), told) for w in (True, False))
    if any(len(way) > 1 for way in ways):
        found += [("count", frozenset({word}), below) for word in reached]
    if True in every and len(reached) > 1:
        held, short = (frozenset({word}) for word in sorted(reached))
        found.append(("category", held, short))
    return words, tuple(found)
