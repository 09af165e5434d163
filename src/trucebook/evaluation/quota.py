"""So many in each period: days kept, missed and not known, by counts and by totals.

Days are not walked world by world: each is kept, missed or open by its own count, and totals bound
the open ones together.
Source: spec/quotas.md (semantics, sections 3 and 7; worked example X5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucebook.evaluation.course import Course
from trucebook.evaluation.outcome import Outcome, Part, Words, sure
from trucebook.evaluation.phases import Window, agreement_end
from trucebook.evaluation.powers import is_suspended
from trucebook.evaluation.quota_balance import Begun, carried, ceiling
from trucebook.evaluation.quota_counts import Counted, counted, shares_reached
from trucebook.evaluation.quota_days import Alone, Kept, Period, alone, heard, spread, told_only
from trucebook.evaluation.quota_sums import bounds, days, rules_of
from trucebook.evaluation.result import Cause, Days, Interval, Standing
from trucebook.model.agreement import Commitment, Quota
from trucebook.model.quantity import Number
from trucebook.model.time import Day, iso, later


def quota(
    course: Course,
    commitment: Commitment,
    terms: Quota,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Outcome:
    """A quota, each period or on average."""
    first = course.due(terms.first, day_one, start) if terms.first is not None else start
    if first is None:
        return Outcome(frozenset({("waiting", None)}), "waiting", when)
    first = first if start is None else max(first, start)
    last = course.due(terms.last, day_one, start) if terms.last is not None else when.last
    end = agreement_end(course)
    if end is not None and (last is None or last > end):
        last = end
    if last is not None and last < first:
        return Outcome(sure("lapsed"), "lapsed", Window(first, last))  # before it came into force
    term = Window(first, last, when.extended)
    over = last is not None and course.on > last
    on = last + 1 if over and last is not None else int(course.on)
    periods = _periods(first, last, terms, on)
    begun = Begun(periods, _more(terms, term, periods, on), on)
    until = min(periods[-1][1], on) if periods else first
    by_itself = not (terms.at_most or terms.carries or terms.average)
    runs = [(begin, min(end, on)) for begin, end in periods] if by_itself else None
    known = counted(course, commitment, terms, first, until, runs)
    if terms.at_most:
        return ceiling(commitment, terms, term, begun, known)
    if terms.carries:
        return carried(commitment, terms, term, begun, known)
    if terms.average:
        return _average(course, commitment, terms, term, begun, known)
    return _each(course, commitment, terms, term, begun, known)


def _periods(first: Day, last: Day | None, terms: Quota, on: Day) -> list[tuple[Day, Day]]:
    """First and last day of the periods that have begun by the day looked at."""
    found: list[tuple[Day, Day]] = []
    day = first
    if terms.weekday is not None:
        day += (terms.weekday - (day - 1)) % 7  # day 1 of the calendar is a Monday
    while day <= on and (last is None or day <= last):
        # Months are counted from the first day, so that 31 January does not drift to the 28th.
        months = terms.months * (len(found) + 1)
        next_ = later(first, 0, months) if terms.months else day + terms.every
        end = day if terms.weekday is not None else next_ - 1
        found.append((day, end if last is None else min(end, last)))
        day = next_
    return found


# --- each period ----------------------------------------------------------------------------------


def _each(
    course: Course,
    commitment: Commitment,
    terms: Quota,
    term: Window,
    begun: Begun,
    known: Counted,
) -> Outcome:
    each = _alone(course, commitment, terms, begun, known)
    kept = known.days.kept
    found = spread(each, known.told, terms.number, kept, more=begun.more)
    need = Interval(terms.number, terms.number)
    numbers = [one.number for one in each]
    highs = [number.high for number in numbers if number.high is not None]
    words = _doubted(found.words, found.causes)
    ends = [end for _, end in begun.periods]
    told = zip(each, ends, found.values, numbers, strict=True)
    owed = terms.number * len(each)
    return Outcome(
        words,
        "quota",
        term,
        tuple([_part(known, commitment, *one, need) for one in told]),
        due=begun.periods[-1][1] if each else term.last,
        required=Interval(owed, owed),
        done=Interval(
            sum([number.low or 0 for number in numbers]),
            sum(highs, start=0) if len(highs) == len(numbers) else None,
        ),
        days=Days(found.kept, found.missed, found.unknown),
        met_day=term.last if words == sure("met") else None,
        facts=known.facts,
    )


def _alone(
    course: Course, commitment: Commitment, terms: Quota, begun: Begun, known: Counted
) -> list[Alone]:
    """The periods that have begun, each by itself; those of the past are looked up."""
    on, kept, told = begun.on, known.days.kept, known.told
    suspends = bool(course.case.suspenders.get(commitment.clause))
    unsettled = {name for name in course.unsettled if name.startswith(f"{commitment.id}.")}
    plain = not (suspends or unsettled or terms.shares)
    found = []
    for begin, end in begun.periods:
        over = end < on
        spoken = told.spoken(begin, end) if plain and over else None
        key = (begin, end, spoken, told.taken(begin, end))
        one = kept.plain.get(key) if spoken is not None else None
        if one is None:
            period = Period(
                begin,
                min(end, on),
                over,
                shares_reached(known, terms, begin, min(end, on)),
                not unsettled or f"{commitment.id}.{iso(begin)}" not in unsettled,
                suspends and is_suspended(course, commitment.clause, end),
            )
            one = alone(period, told, terms.number, kept)
            if spoken is not None:
                kept.plain[key] = one
        found.append(one)
    return found


def _part(
    known: Counted,
    commitment: Commitment,
    one: Alone,
    end: Day,
    values: frozenset[Standing],
    number: Interval,
    need: Interval,
) -> Part:
    """A period as a round; the same one in every world in which it is the same."""
    parts = known.days.parts
    what = (id(one), end, values, number)
    found = parts.get(what)
    if found is None or found[0] is not one:
        name = f"{commitment.id}.{iso(one.period.first)}"
        part = Part(name, _doubted(values, one.because), end, need, number)
        found = parts[what] = one, part
    return found[1]


def _more(terms: Quota, term: Window, begun: Sequence[tuple[Day, Day]], on: Day) -> bool:
    """Whether a further period is still to begin."""
    if term.last is None or term.first is None:
        return True
    if terms.weekday is None:
        return begun[-1][1] < term.last if begun else on <= term.last
    return len(_periods(term.first, term.last, terms, term.last)) > len(begun)


def _doubted(words: frozenset[Standing], causes: tuple[Cause, ...]) -> Words:
    """Standings, each with what leaves it open."""
    doubts: tuple[Cause | None, ...] = (causes or ("count",)) if len(words) > 1 else (None,)
    return frozenset((word, doubt) for word in words for doubt in doubts)


# --- on average -----------------------------------------------------------------------------------


def _average(
    course: Course,
    commitment: Commitment,
    terms: Quota,
    term: Window,
    begun: Begun,
    known: Counted,
) -> Outcome:
    """Only the sum over the whole term is owed: it is one period of its own."""
    periods, last = begun.periods, term.last
    first = periods[0][0] if periods else begun.on
    until = min(periods[-1][1], begun.on) if periods else first - 1
    number = len(periods) if last is None else len(_periods(first, last, terms, last))
    need = terms.number * number
    shares = tuple(replace(share, number=share.number * number) for share in terms.shares)
    all_of_them = replace(terms, shares=shares)
    reached = shares_reached(known, all_of_them, first, until)
    stopped = last is not None and is_suspended(course, commitment.clause, last)
    over = last is not None and begun.on > last
    whole = Period(first, until, over, reached, suspended=stopped)
    kept = Kept()
    alone_ = alone(whole, known.told, need, kept)
    found = spread([alone_], known.told, need, kept, more=last is None)
    words = _doubted(found.words, found.causes)
    told = told_only([whole], known.told.counts, known.told)
    done = bounds(rules_of(told, known.told.totals, (first, until + 1)), first, until)
    if not heard(whole, known.told):
        done = Interval(done.low, None)
    return Outcome(
        words,
        "quota-on-average",
        term,
        (Part(commitment.id, words, last, Interval(need, need), done),),
        due=last,
        required=Interval(need, need),
        done=done,
        met_day=_reached(known, first, until, need) if words == sure("met") else None,
        facts=known.facts,
        single=True,
    )


def _reached(known: Counted, first: Day, until: Day, need: Number) -> Day:
    """The day by which counts alone come to the number; else the last that a total speaks of."""
    low: Number = 0
    for day in days(first, until):
        low += known.told.of(day).low
        if low >= need:
            return day
    return until
