"""Handing over or freeing so many, in steps or in return for acts of the other side.

Rounds of one commitment are cumulative: acts fill the oldest first, the rest carries forward.
Source: spec/rounds.md, spec/exchange.md (semantics, section 4, Rounds and acts, Exchange).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.evaluation.acts import Act
from trucebook.evaluation.beside import Beside, with_other
from trucebook.evaluation.chain import Growth, walk
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.course import Course
from trucebook.evaluation.coverage import silent, watched_throughout
from trucebook.evaluation.found import asked, total
from trucebook.evaluation.hours import late_in_sum
from trucebook.evaluation.outcome import Outcome, Part, part, sure
from trucebook.evaluation.per_day import acknowledged
from trucebook.evaluation.result import Cause, Interval, Standing
from trucebook.evaluation.table import Plain
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Commitment, HandOver, Share
from trucebook.model.quantity import Class, Number, Thing
from trucebook.model.time import MINUTES, Day, Minute


@dataclass(frozen=True, slots=True)
class Owed:
    """A round as it is owed: how much in itself, by when. `high` None: the amount is open."""

    id: str
    low: Number
    high: Number | None
    due: Day | None
    first: Day | None
    """From when it could be done: where silence has to be watched from."""
    early: bool = False
    opened_by: tuple[str, ...] = ()
    known_until: Day | None = None
    """A day up to which an admitted report says it was not done."""
    computable: bool = True
    of_which: tuple[tuple[Class, Number], ...] = ()
    """How many of it have to be of a class."""
    waits: bool = False
    """What this round waits for has not come."""
    gone: bool = False
    """All that was to be handed over in it is no longer there."""
    beside: Beside | None = None
    """What is to be done at the same time."""
    last: Minute | None = None
    """The last minute in time, where the text gives an hour."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Rounds with what was done toward each."""

    parts: tuple[Part, ...]
    done: Interval
    met_day: Day | None
    bounded: bool = False
    """Totals say that there may be more than the acts."""


def fill(
    course: Course,
    commitment: Commitment,
    acts: Sequence[Act],
    owed: Sequence[Owed],
    of: Class,
) -> Filled:
    """Let acts fill rounds, the oldest due first."""
    since = owed[0].first if commitment.only_after and owed else None
    totals = _totals(course, commitment, acts, of, since)
    read_off = _filled_plainly(course, commitment, acts, owed, of) if not totals else None
    if read_off is not None:
        return read_off
    name, on = commitment.id, course.on
    thing = course.case.things.get(getattr(commitment.terms, "thing", ""))
    upper = _thresholds(owed)
    days = {a.day for a in acts if a.day <= on and name in course.case.referenced}
    days |= {d for o in owed if o.due is not None for d in (o.due - 1, o.due) if d <= on}
    told = {*days, *(a.day for a in acts if a.day <= on), *(t[1] for t in totals if t[1] <= on)}
    # Where nothing but acts adds to the sum, it has been the same since the last of these days.
    open_ = any(
        on <= last and (first is None or first <= on) for first, last, _, more in totals if more
    )
    latest = int(on) if open_ else max(told, default=0)
    days |= {latest, *(last for _, last, _, _ in totals)}
    checkpoints = sorted(days)
    growth = _growth(acts, checkpoints, totals, of, thing)
    cause: Cause = "category" if of and any(not of <= a.told.of for a in acts) else "count"
    key = (name, "sum", tuple(sorted(of)))
    events = [act.key for act in acts]
    sums = walk(course.world, key, cause, growth, upper, on, events, against=name)
    at = dict(zip(checkpoints, sums, strict=False))  # later totals only bound
    checkpoints = [day for day in checkpoints if day <= on]
    now = at[latest]
    reach = max(
        (min(last, on) for _, last, number, _ in totals if number.high is not None), default=None
    )
    parts = []
    met_days: list[Day | None] = []
    below: Number = 0
    open_amount = False
    for round_ in owed:
        open_amount = open_amount or round_.high is None
        top = below + round_.low
        reached_at = [day for day in checkpoints if (at[day].low or 0) >= top]
        done_day = reached_at[0] if reached_at else None
        if open_amount and done_day is not None:
            # Of an amount nobody gives, only the last act can have been all of it, if any was;
            # without an act it may be that there was nothing to do.
            whole = max([done_day, *(a.day for a in acts if a.day <= on)])
            unknown = Unknown("count", (name, "open amount", round_.id))
            done_day = course.world.choose(unknown, (whole, None), against=name)
        late = None
        if round_.last is not None and done_day is not None and done_day == round_.due:
            late = late_in_sum(course, name, acts, round_.last, top, of, thing)
        plain = Plain(
            on=on,
            due=round_.due,
            done_day=done_day,
            late=late,
            early=round_.early,
            silent=silent(
                course.case,
                (name, commitment.clause, round_.id),
                round_.first,
                on,
                _latest(round_.known_until, reach),
            ),
            computable=round_.computable,
            waits=round_.waits,
            gone=round_.gone,
        )
        plain = with_other(plain, round_.beside)
        share = Interval(
            _part_of(now.low, below, round_.low) or 0, _part_of(now.high, below, round_.high)
        )
        required = Interval(round_.low, round_.high)
        parts.append(
            part(round_.id, plain, required=required, done=share, opened_by=round_.opened_by)
        )
        if not round_.gone:
            met_days.append(done_day)
        below = top
    met = None if None in met_days or not met_days else max(d for d in met_days if d is not None)
    return Filled(tuple(parts), now, met, bool(totals))


def _filled_plainly(
    course: Course,
    commitment: Commitment,
    acts: Sequence[Act],
    owed: Sequence[Owed],
    of: Class,
) -> Filled | None:
    """The same where every act, day and number is known: the sums are read off.

    None where something is open.
    """
    case, on = course.case, course.on
    settled = case.settled.get((commitment.id, course.account.name))
    if (
        settled is None
        or acts is not settled.acts
        or len(settled.sums) != len(acts)
        or any(not of <= act.told.of for act in acts)
        or any(one.high is None or one.low <= 0 or _special(one) for one in owed)
    ):
        return None
    days = [act.day for act in acts]
    count = bisect_right(days, on)
    now = settled.sums[count - 1] if count else 0
    ids = (commitment.id, commitment.clause)
    parts = []
    met: Day | None = None
    below: Number = 0
    for one in owed:
        top = below + one.low
        done = days[bisect_left(settled.sums, top)] if top <= now else None
        plain = Plain(
            on=on,
            due=one.due,
            done_day=done,
            early=one.early,
            silent=silent(case, (*ids, one.id), one.first, on, one.known_until),
            computable=one.computable,
        )
        share = min(max(now - below, 0), one.low)
        parts.append(
            part(
                one.id,
                plain,
                required=Interval(one.low, one.high),
                done=Interval(share, share),
                opened_by=one.opened_by,
            )
        )
        met, below = done, top
    return Filled(tuple(parts), Interval(now, now), met)


def _special(one: Owed) -> bool:
    """Whether more than sums and days decides a round."""
    return one.waits or one.gone or one.beside is not None or one.last is not None


def _latest(one: Day | None, other: Day | None) -> Day | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _thresholds(owed: Sequence[Owed]) -> list[Number]:
    below: Number = 0
    found = []
    for round_ in owed:
        below += round_.low
        found.append(below)
    return found


def _part_of(total: Number | None, below: Number, need: Number | None) -> Number | None:
    """How much of a sum falls to a round that starts at `below`."""
    if total is None:
        return need
    rest = max(total - below, 0)
    return rest if need is None else min(rest, need)


def commitment_class(commitment: Commitment) -> Class:
    """The class of a thing that a commitment is about: empty for all of it."""
    of: Class = getattr(commitment.terms, "of", frozenset())
    return of


Total = tuple[Day | None, Day, Interval, bool]
"""From, to, so many; and whether more may have been done than the events tell: not where it is only
acknowledged that it was no more."""


def _totals(
    course: Course, commitment: Commitment, acts: Sequence[Act], of: Class, since: Day | None
) -> list[Total]:
    """Totals that bound what the events leave open: not where the thing was watched throughout.

    `since`: only what was done from this day on counts; of a total that began before, that it was
    no more.
    """
    found: list[Total] = []
    if of != commitment_class(commitment):
        return found  # a step of a narrower class: totals are told of the whole
    ids = (commitment.id, commitment.clause)
    for told in course.case.totals(commitment.id, course.account):
        fact = acknowledged(told, commitment, course.case.agreement, course.account)
        if fact.happened == (False,) or not fact.of <= commitment_class(commitment):
            continue  # a total of a class says nothing of the whole
        span = fact.spans[0]
        last = span[1] // MINUTES if span[1] is not None else None
        first = span[0] // MINUTES if span[0] is not None else None
        if last is None:
            continue
        if first is not None and first == last:
            first = course.day_one()
        start = first if first is not None else course.day_one()
        if start is not None and watched_throughout(course.case, ids, start, last):
            continue
        number = course.world.choose(
            Unknown("account", ("total", fact.event.key)),
            fact.numbers[::-1],
            against=commitment.id,
        )
        events: Number = sum(
            (
                a.number.low or 0
                for a in acts
                if a.day <= last and (start is None or a.day >= start)
            ),
            start=0,
        )
        if number.high is not None and number.high < events:
            continue  # below the sum of events: a conflict on show, never a bound
        if since is not None and last < since:
            continue
        if since is not None and (start is None or start < since):
            start, number = since, Interval(0, number.high)
        found.append((start, last, number, told.happened != (False,)))
    return sorted(found, key=lambda total: (total[1], total[0] or 0))


def _growth(
    acts: Sequence[Act],
    checkpoints: Sequence[Day],
    totals: Sequence[Total],
    of: Class,
    thing: Thing | None,
) -> list[Growth]:
    growth = []
    before: Day | None = None
    open_on: Day | None = None
    days = [act.day for act in acts]
    end = 0
    for day in checkpoints:
        low: Number = 0
        high: Number | None = 0
        begin, end = end, bisect_right(days, day)
        for act in acts[begin:end]:
            number = class_interval(act, of, thing)
            low += number.low or 0
            high = None if high is None or number.high is None else high + number.high
        if any(
            opens and (first is None or day >= first) and (before is None or before < last)
            for first, last, _, opens in totals
        ):
            high, open_on = None, day
        bound = None
        for first, last, number, _ in totals:
            if last == day:
                earlier: Number = sum(
                    (a.number.low or 0 for a in acts if first is not None and a.day < first),
                    start=0,
                )
                bound = Interval(
                    (number.low or 0) + earlier,
                    None if number.high is None else number.high + earlier,
                )
        growth.append(Growth(day, low, high, bound, end, open_on))
        before = day
    return growth


def done_in_full(course: Course, name: str) -> bool:
    """Whether all that a commitment owes is done by the day looked at, in force or not."""
    terms = course.case.commitments[name].terms
    acts = [act for act in course.acts(name) if act.day <= course.on]
    if not isinstance(terms, HandOver):
        return bool(acts)
    whole = total(asked(course, course.case.commitments[name], terms))
    done: Number = sum((act.number.low or 0 for act in acts), start=0)
    return whole.high is not None and done >= whole.high


NOTHING_OWED: tuple[Standing, ...] = ("lapsed", "no longer possible", "waived")


def none_to_come(course: Course, name: str, found: Outcome) -> bool:
    """Whether no further act under a commitment is to come: it is done, or no longer owed.

    What was done before its conditions came counts, unless only after.
    """
    if found.met_day is not None or any(found.words == sure(word) for word in NOTHING_OWED):
        return True
    return not course.case.commitments[name].only_after and done_in_full(course, name)


def shares_met(course: Course, commitment: Commitment, acts: Sequence[Act]) -> bool:
    """Whether every share of the amount (of which 50 fuel) is done too, by the day looked at."""
    terms = commitment.terms
    shares: tuple[Share, ...] = terms.shares if isinstance(terms, HandOver) else ()
    thing = course.case.things.get(getattr(terms, "thing", ""))
    for share in shares:
        low: Number = 0
        high: Number | None = 0
        for act in acts:
            if act.day > course.on:
                continue
            inside = class_interval(act, share.of, thing)
            low += inside.low or 0
            high = None if high is None or inside.high is None else high + inside.high
        if low >= share.number:
            continue
        if high is not None and high < share.number:
            return False
        unknown = Unknown("category", (commitment.id, "share", tuple(sorted(share.of))))
        if not course.world.choose(unknown, (True, False), against=commitment.id):
            return False
    return True
