"""So many in each period: days kept, missed and not known, by counts and by totals.

Days are not walked world by world: each is kept, missed or open by its own count, and totals bound
how many of the open ones can have been kept. That is exact, and quick for hundreds of days.
Source: spec/quotas.md (semantics, sections 3 and 7; worked example X5).
"""

from __future__ import annotations

from collections import defaultdict

from trucebook.evaluation.course import Course
from trucebook.evaluation.coverage import watched_throughout
from trucebook.evaluation.facts import Told
from trucebook.evaluation.intervals import meet
from trucebook.evaluation.outcome import Outcome, Part
from trucebook.evaluation.phases import Window
from trucebook.evaluation.quota_days import DayCount, Spread, day_count, spread
from trucebook.evaluation.result import Cause, Days, Interval, Standing
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Commitment, Quota
from trucebook.model.quantity import Number
from trucebook.model.time import MINUTES, Day, iso


def quota(  # noqa: PLR0913, PLR0917 (a duty needs all of it)
    course: Course,
    commitment: Commitment,
    terms: Quota,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Outcome:
    """A quota, each period or on average."""
    first = course.due(terms.first, day_one, start) if terms.first is not None else start
    last = course.due(terms.last, day_one, start) if terms.last is not None else when.last
    if first is None:
        return Outcome(frozenset({("waiting", None)}), "waiting", when)
    periods = _periods(first, last, terms.every, course.on)
    counts = _counts(course, commitment, terms, periods)
    totals = _totals(course, commitment, terms, first, last)
    facts = tuple(course.case.totals(commitment.id, course.account))
    facts += tuple(count.told for count in counts if count.told is not None)
    if terms.average:
        return _average(course, commitment, terms, when, (first, last), counts, totals)
    over = last is not None and (
        course.on > last or (bool(counts) and counts[-1].end >= last and all(
            count.kept == {True} for count in counts
        ))
    )
    return _each(course, commitment, terms, Window(first, last, when.extended), counts, totals, over)


Period = tuple[Day, Day]


def _periods(first: Day, last: Day | None, every: int, on: Day) -> list[Period]:
    """Periods that have begun by the day looked at."""
    found = []
    day = first
    while day <= on and (last is None or day <= last):
        end = day + every - 1
        found.append((day, end if last is None else min(end, last)))
        day += every
    return found


def _counts(
    course: Course, commitment: Commitment, terms: Quota, periods: list[Period]
) -> list[DayCount]:
    """What the account has of each period."""
    if not periods:
        return []
    figures = course.case.per_day(commitment.id, course.account)
    first, every = periods[0][0], terms.every
    events: dict[int, list[tuple[Told, Interval]]] = defaultdict(list)
    for act in course.acts(commitment.id):
        index = (act.day - first) // every
        if act.day <= course.on and 0 <= index < len(periods):
            events[index].append((act.told, act.number))
    found = []
    for index, (begin, end) in enumerate(periods):
        watched = watched_throughout(
            course.case, (commitment.id, commitment.clause), begin, min(end, course.on)
        )
        found.append(
            day_count(figures, terms, begin, end, events.get(index, []), watched=watched)
        )
    return found


Total = tuple[Day, Day, Interval]


def _totals(
    course: Course, commitment: Commitment, terms: Quota, first: Day, last: Day | None
) -> list[Total]:
    """Totals the account admits, in this world: of conflicting ones, one."""
    found = []
    for fact in course.case.totals(commitment.id, course.account):
        if fact.happened == (False,) or (terms.of and not fact.of >= terms.of):
            continue
        if fact.of and fact.of != terms.of:
            continue  # a total of a share (fuel) says nothing of the whole
        span = fact.spans[0]
        begin = span[0] // MINUTES if span[0] is not None else first
        end = span[1] // MINUTES if span[1] is not None else last
        if end is None or end > course.on:
            continue
        if begin == end:
            begin = first
        number = course.world.choose(
            Unknown("account", ("total", fact.event.key)), fact.numbers[::-1]
        )
        found.append((max(begin, first), end if last is None else min(end, last), number))
    return sorted(found, key=lambda total: (total[1], total[0]))


def _each(  # noqa: PLR0913, PLR0917 (a duty needs all of it)
    course: Course,
    commitment: Commitment,
    terms: Quota,
    when: Window,
    counts: list[DayCount],
    totals: list[Total],
    over: bool,  # noqa: FBT001
) -> Outcome:
    past = [count for count in counts if count.end < course.on]
    found: Spread = spread(past, totals, terms.number)
    today = [count for count in counts if count not in past]
    kept_now = sum(1 for count in today if count.kept == {True})
    words: set[tuple[Standing, Cause | None]] = set()
    missed, unknown = found.missed, found.unknown
    if (missed.low or 0) > 0:
        words.add(("missed", None))
    else:
        rest: Standing = "unknown" if unknown > 0 else ("met" if over else "in progress")
        doubts: tuple[Cause | None, ...] = (None,)
        if (missed.high or 0) > 0:
            doubts = found.causes or (None,)
            words.update(("missed", doubt) for doubt in doubts)
        words.update((rest, doubt) for doubt in doubts)
    known: Number = sum((c.number.low or 0 for c in counts), start=0)
    ceiling = None if any(c.number.high is None for c in counts) else sum(
        (c.number.high or 0 for c in counts), start=0
    )
    return Outcome(
        frozenset(words),
        "quota",
        when,
        tuple(_day_part(commitment, terms, count, found, past) for count in counts),
        due=counts[-1].end if counts else when.last,
        required=Interval(terms.number * len(counts), terms.number * len(counts)),
        done=Interval(known, ceiling),
        days=Days(
            Interval((found.kept.low or 0) + kept_now, (found.kept.high or 0) + kept_now),
            missed,
            Interval(unknown, unknown),
        ),
        met_day=when.last if words == {("met", None)} else None,
        facts=_facts(counts) + tuple(course.case.totals(commitment.id, course.account)),
    )


def _facts(counts: list[DayCount]) -> tuple[Told, ...]:
    return tuple(count.told for count in counts if count.told is not None)


def _day_part(
    commitment: Commitment, terms: Quota, count: DayCount, found: Spread, past: list[DayCount]
) -> Part:
    name = f"{commitment.id}.{iso(count.begin)}"
    values = found.values.get(count.begin, frozenset(count.kept))
    words: set[tuple[Standing, Cause | None]] = set()
    several = len(values) > 1
    cause = count.cause or "count"
    if True in values:
        words.add(("met", cause if several else None))
    if False in values:
        late: Standing = "missed" if count in past else "in progress"
        words.add((late, cause if several else None))
    if not values:
        words.add(("unknown" if count in past else "in progress", None))
    return Part(
        name, frozenset(words), count.end, Interval(terms.number, terms.number), count.number
    )


def _average(  # noqa: PLR0913, PLR0917 (a duty needs all of it)
    course: Course,
    commitment: Commitment,
    terms: Quota,
    when: Window,
    term: tuple[Day, Day | None],
    counts: list[DayCount],
    totals: list[Total],
) -> Outcome:
    """Only the sum over the whole term is owed."""
    first, last = term
    over = last is not None and course.on > last
    days = (last - first + 1) if last is not None else len(counts) * terms.every
    need: Number = terms.number * days / terms.every if days % terms.every else (
        terms.number * (days // terms.every)
    )  # type: ignore[assignment]  # a whole number wherever the periods are whole
    low: Number = sum((c.number.low or 0 for c in counts), start=0)
    silent = any(not c.kept and not c.told for c in counts)
    high: Number | None = None
    if not silent and all(c.number.high is not None for c in counts):
        high = sum((c.number.high or 0 for c in counts), start=0)
    done = Interval(low, high)
    bounded = not silent
    complete = last is not None and watched_throughout(
        course.case, (commitment.id, commitment.clause), first, min(last, course.on)
    )
    for begin, end, number in () if complete else totals:
        both = meet(done, Interval(number.low, None))
        done = both or done
        if begin <= first and last is not None and end >= last and meet(done, number):
            done = meet(done, number) or done
            bounded = True
    words: set[tuple[Standing, Cause | None]] = set()
    if (done.low or 0) >= need:
        words.add(("met", None))
    elif not over:
        words.add(("in progress", None))
    elif not bounded:
        words.add(("unknown", None))
    elif done.high is not None and done.high < need:
        words.add(("missed", None))
    else:
        doubts: set[Cause] = {cause for c in counts for cause in c.causes} or {"count"}
        words |= {(word, doubt) for doubt in doubts for word in ("missed", "met")}
    one = Part(commitment.id, frozenset(words), last, Interval(need, need), done)
    return Outcome(
        frozenset(words),
        "quota-on-average",
        when,
        (one,),
        due=last,
        required=Interval(need, need),
        done=done,
        met_day=last if words == {("met", None)} else None,
        facts=_facts(counts) + tuple(course.case.totals(commitment.id, course.account)),
        single=True,
    )
