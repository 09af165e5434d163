"""What an account has of the days of a quota, and the totals that bound them, in one world.

Source: spec/quotas.md (semantics, section 3, Totals).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from trucebook.evaluation.acts import Act
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.course import Course
from trucebook.evaluation.coverage import watched_throughout
from trucebook.evaluation.facts import Told
from trucebook.evaluation.outcome import Part
from trucebook.evaluation.per_day import PerDay, acknowledged
from trucebook.evaluation.quota_agreeing import agreeing
from trucebook.evaluation.quota_days import Alone, Kept, Period, sums, ways_of
from trucebook.evaluation.quota_sums import (
    NOTHING_KNOWN,
    Bounded,
    Counts,
    DayCount,
    Total,
    days,
)
from trucebook.evaluation.result import Interval
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Commitment, Quota
from trucebook.model.quantity import Class, Number, Thing
from trucebook.model.time import MINUTES, Day

MOST_SETTLED = 8
"""Conflicting counts beside totals that are settled one by one; of more their hull is taken."""


Span = tuple[Day, Day]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a quota as counts alone give them: the same in every world with the same acts.

    They are added as they come to be asked for.
    """

    counts: dict[Day, DayCount]
    acts: dict[Day, list[Act]]
    conflicting: list[Day] = field(default_factory=list)
    """Days whose counts conflict."""
    agreeing: dict[object, tuple[tuple[Total, ...], ...]] = field(default_factory=dict)
    """Which totals can all be true, by the totals and which of conflicting counts are taken."""
    open: dict[Span, bool] = field(default_factory=dict)
    """Whether counts alone leave open if a period reached the number."""
    kept: Kept = field(default_factory=Kept)
    parts: dict[object, tuple[Alone, Part]] = field(default_factory=dict)
    told: dict[Day, Told] = field(default_factory=dict)
    """Figures of single days."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The days of a quota in one world: their counts, the totals that bound them, the facts."""

    days: Days
    figures: PerDay
    told: Bounded
    facts: tuple[Told, ...]
    acts: dict[Day, list[Act]]
    thing: Thing | None


def counted(
    course: Course,
    commitment: Commitment,
    terms: Quota,
    first: Day,
    last: Day,
    each: Sequence[Span] | None = None,
) -> Counted:
    """What is known of the days from the first to the last, both included.

    `each`: the periods, where each is held to the number by itself. Totals that speak of none that
    is open then bound nothing.
    """
    key = ("totals that bound", commitment.id, terms, first, last, each is None)
    known, bounding = course.world.once(
        key, lambda: _bounding(course, commitment, terms, (first, last), each)
    )
    settled = _settled(course, commitment, known, bounding)
    counts: Counts = known.counts
    if settled:
        taken = {day: replace(known.counts[day], options=(number,)) for day, number in settled}
        counts = {**known.counts, **taken}
    totals = tuple([total.chosen(course) for total in bounding])
    sets = known.agreeing.get((totals, settled))
    if sets is None:
        in_order = sorted(totals, key=lambda total: (total[1], total[0]))
        sets = known.agreeing[totals, settled] = agreeing(counts, in_order)
    chosen = course.world.choose(Unknown("account", ("totals", commitment.id)), sets)
    facts = {id(fact): fact for day, fact in known.told.items() if first <= day <= last}
    every = course.case.totals(commitment.id, course.account)
    thing = course.case.things.get(terms.thing)
    figures = course.case.per_day(commitment.id, course.account)
    told = Bounded(counts, chosen, settled)
    return Counted(known, figures, told, (*facts.values(), *every), known.acts, thing)


def _bounding(
    course: Course,
    commitment: Commitment,
    terms: Quota,
    asked: Span,
    each: Sequence[Span] | None,
) -> tuple[Days, list[_Said]]:
    """The days told, and the totals that bound them.

    A total bounds only what counts leave open, and nothing where it was watched throughout.
    """
    said = _totals_said(course, commitment, terms, asked[0])
    begin = min([asked[0], *(total.first for total in said)])
    end = max([asked[1], *(total.last for total in said)])
    known = _days_told(course, commitment, terms, begin, end)
    ids = (commitment.id, commitment.clause)
    bounding = [
        total
        for total in said
        if not watched_throughout(course.case, ids, total.first, total.last)
        and not all(known.counts[day].exact for day in days(total.first, total.last))
    ]
    if each is not None and bounding:
        open_ = [run for run in each if _open(run, known, terms.number)]
        bounding = _speaking(bounding, open_)
    return known, bounding


def _open(run: Span, known: Days, need: Number) -> bool:
    """Whether some of its counts leave open if a period reached the number."""
    if run not in known.open:
        each = sums(Period(*run), known.counts, joined=False)
        known.open[run] = any(len(ways_of(one, need)) > 1 for one in each)
    return known.open[run]


def _speaking(totals: Sequence[_Said], runs: Sequence[Span]) -> list[_Said]:
    """The totals that speak of one of these periods, or of days that another such one speaks of."""
    found: list[_Said] = []
    left = list(totals)
    reached = list(runs)
    while reached:
        first, last = reached.pop()
        near = [one for one in left if one.first <= last and first <= one.last]
        left = [one for one in left if one not in near]
        found += near
        reached += [(one.first, one.last) for one in near]
    return [one for one in totals if one in found]


def _days_told(course: Course, commitment: Commitment, terms: Quota, begin: Day, end: Day) -> Days:
    """The days as counts give them: shared by every day looked at where no act is in doubt."""
    acts = course.acts(commitment.id)
    settled = course.case.settled.get((commitment.id, course.account.name))
    if not acts or (settled is not None and acts is settled.acts):
        key = (commitment.id, course.account.name, terms)
        known = course.case.quotas.setdefault(key, Days({}, _by_day(acts)))
    else:
        known = course.world.once(("days", commitment.id, terms), lambda: Days({}, _by_day(acts)))
    figures = course.case.per_day(commitment.id, course.account)
    ids = (commitment.id, commitment.clause)
    for day in days(begin, end):
        if day not in known.counts:
            watched = watched_throughout(course.case, ids, day, day)
            numbers = [act.number for act in known.acts.get(day, ())]
            count = _count(figures, terms.of, day, numbers, watched=watched)
            known.counts[day] = count
            if len(count.options) > 1:
                known.conflicting.append(day)
            fact = figures.get((day, terms.of)) or figures.get((day, frozenset()))
            if fact is not None:
                known.told[day] = fact
    return known


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A total as it is told, in each of its versions."""

    fact: Told
    first: Day
    last: Day

    def chosen(self, course: Course) -> Total:
        """The total in this world: of conflicting ones, one."""
        unknown = Unknown("account", ("total", self.fact.event.key))
        return self.first, self.last, course.world.choose(unknown, self.fact.numbers[::-1])


def _totals_said(course: Course, commitment: Commitment, terms: Quota, first: Day) -> list[_Said]:
    """The totals of just that class, or of all where they are told of nothing narrower."""
    found = []
    for told in course.case.totals(commitment.id, course.account):
        fact = acknowledged(told, commitment, course.case.agreement, course.account)
        if fact.happened == (False,) or (fact.of and fact.of != terms.of):
            continue
        if terms.of and not fact.of >= terms.of:
            continue
        start, end = fact.spans[0]
        last = end // MINUTES if end is not None else _published(fact)
        begin = start // MINUTES if start is not None else last
        if begin == last:  # no start is told: it counts from day 1
            begin = min(course.day_one() or first, last)
        found.append(_Said(fact, begin, last))
    return found


def _published(fact: Told) -> Day:
    return max(bound.report.published for bound in fact.event.all)


def _by_day(acts: Sequence[Act]) -> dict[Day, list[Act]]:
    found: dict[Day, list[Act]] = defaultdict(list)
    for act in acts:
        found[act.day].append(act)
    return found


def _count(
    figures: PerDay, of: Class, day: Day, acts: Sequence[Interval], *, watched: bool
) -> DayCount:
    """What is known of one day: its figure; else what is told of single acts, and silence."""
    key = (day, of) if (day, of) in figures else (day, frozenset[str]())
    if key in figures:
        return DayCount(figures.watched[key] if watched else figures[key].numbers)
    if not acts and not watched:
        return NOTHING_KNOWN
    low: Number = sum((number.low or 0 for number in acts), start=0)
    highs = [number.high for number in acts if number.high is not None]
    if not watched:
        return DayCount((Interval(low, None),), silent=True)
    return DayCount((Interval(low, sum(highs, start=0) if len(highs) == len(acts) else None),))


def _settled(
    course: Course, commitment: Commitment, known: Days, totals: Sequence[_Said]
) -> tuple[tuple[Day, Interval], ...]:
    """What is taken of conflicting counts of days a total speaks of: they hang together."""
    open_ = [
        day
        for day in sorted(known.conflicting)
        if any(total.first <= day <= total.last for total in totals)
    ]
    return tuple(
        [
            (
                day,
                course.world.choose(
                    Unknown("account", ("count", commitment.id, day)),
                    known.counts[day].options[::-1],
                ),
            )
            for day in (open_ if len(open_) <= MOST_SETTLED else ())
        ]
    )


# --- shares ---------------------------------------------------------------------------------------


def shares_reached(known: Counted, terms: Quota, first: Day, last: Day) -> frozenset[bool]:
    """Whether every share asked of a period was reached; both values where that is not known."""
    sure = True
    for share in terms.shares:
        said = [_share(known, terms.of, share.of, day) for day in days(first, last)]
        highs = [number.high for number in said if number.high is not None]
        if len(highs) == len(said) and sum(highs, start=0) < share.number:
            return frozenset({False})
        if sum((number.low or 0 for number in said), start=0) < share.number:
            sure = False
    return frozenset({True}) if sure else frozenset({True, False})


def _share(known: Counted, whole: Class, of: Class, day: Day) -> Interval:
    """What is told of a share of one day: of itself, in the day's figure, or of single acts."""
    figures = known.figures
    own = figures.get((day, of))
    if own is not None:
        lows = [number.low or 0 for number in own.numbers]
        highs = [number.high for number in own.numbers if number.high is not None]
        return Interval(min(lows), max(highs) if len(highs) == len(own.numbers) else None)
    fact = figures.get((day, whole)) or figures.get((day, frozenset()))
    each = [[n for cls, n in one if of <= cls] for one in fact.shares] if fact is not None else []
    told = [max(numbers) for numbers in each if numbers]
    if told:
        return Interval(min(told), max(told))
    top = known.told.of(day).high
    if fact is not None or not known.acts.get(day):
        return Interval(0, top)
    inside = [class_interval(act, of, known.thing) for act in known.acts[day]]
    highs = [number.high for number in inside if number.high is not None]
    closed = top is not None and len(highs) == len(inside)
    low: Number = sum((number.low or 0 for number in inside), start=0)
    return Interval(low, sum(highs, start=0) if closed else None)
