"""So many in each period, in one world: days kept, missed and not known.

What is left open beside the counts (silence that a total bounds, counts with an open end) is tried
amount by amount and day by day.
Source: semantics, sections 3 (totals) and 7 (quotas).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from tests.slow.admitted import Fact
from tests.slow.course import Course
from tests.slow.duties import Duties, Outcome, Part
from tests.slow.statements import FAR, Total
from tests.slow.worlds import Unknown
from trucebook.model.agreement import Commitment, Quota
from trucebook.model.time import MINUTES, Day, iso


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a quota that has begun; `until` is no later than the day looked at."""

    first: Day
    last: Day
    until: Day


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one day: at least so many, and how many more there can have been.

    `room`: None without end. `silent`: nobody gives a count, and nobody watched.
    """

    least: int
    room: int | None
    silent: bool


Window = tuple[Day, Day, int, int | None]
"""A total: first and last day, low and high end."""


def term(course: Course, c: Commitment) -> tuple[Day | None, Day | None]:
    """The first and the last day of a quota; None for the last: it has no end."""
    terms = c.terms
    assert isinstance(terms, Quota)
    start, last = course.start(c), course.goes_on_until(c)
    if start is None:
        return None, None
    first = start if terms.first is None else max(start, course.due(terms.first, c) or start)
    return first, last if terms.last is None else course.due(terms.last, c)


def periods(course: Course, c: Commitment) -> list[Period]:
    """The periods of a quota that began by the day looked at."""
    terms = c.terms
    assert isinstance(terms, Quota)
    first, last = term(course, c)
    found: list[Period] = []
    if first is None:
        return found
    day = first
    while day <= course.on and (last is None or day <= last):
        to = day + terms.every - 1
        to = to if last is None else min(to, last)
        found.append(Period(day, to, min(to, course.on)))
        day = to + 1
    return found


def whole_number(course: Course, c: Commitment) -> int | None:
    """How many periods the term has; None where it has no end."""
    terms = c.terms
    assert isinstance(terms, Quota)
    first, last = term(course, c)
    return None if first is None or last is None else -(-(last - first + 1) // terms.every)


# --- what is known of the days -----------------------------------------------------------------


def known(course: Course, c: Commitment, day: Day) -> Known:
    """What is known of one day in this world: its count, or else its acts, or else silence."""
    assert isinstance(c.terms, Quota)
    mine = [a for a in course.world.acts if c.id in a.commitments and a.day == day]
    figures = [a for a in mine if a.per_day]
    if figures:
        rooms = [a.room for a in figures if a.room is not None]
        room = sum(rooms) if len(rooms) == len(figures) else None
        return Known(sum(a.number for a in figures), room, silent=False)
    least = sum(a.of_class(c.terms.of) for a in mine)
    silent = not course.declared(c.id, day)
    return Known(least, None if silent else 0, silent)


def windows(duties: Duties, c: Commitment) -> list[Window]:
    """The totals of this world that bound anything; None where this world has no such turn."""
    course = duties.course
    chosen = course.world.more.get(f"{c.id} totals", 0)
    totals = duties.totals[c.id][chosen] if duties.totals.get(c.id) else []  # type: ignore[index]
    found = []
    for t in totals:
        days = range(t.first, t.last + 1)
        low, high = t.statement.number or (0, None)
        if not all(course.declared(c.id, d) for d in days):
            here = [known(course, c, d) for d in days]
            least = sum(k.least for k in here)
            open_ = any(k.room is None for k in here)
            most = least + sum(k.room or 0 for k in here)
            if (high is None or least <= high) and (open_ or most >= low):
                found.append((t.first, t.last, low, high))
    return sorted(found, key=lambda w: (w[1], w[0]))


def turns(course: Course, c: Commitment, all_of_them: list[Window]) -> list[list[Window]]:
    """The totals that can all be true; where they cannot, each in turn with what fits beside it."""
    if reachable(course, c, [], all_of_them, 1):
        return [all_of_them]
    found: list[list[Window]] = []
    for leading in all_of_them:
        kept = [leading]
        for other in all_of_them:
            if other is not leading and reachable(course, c, [], [*kept, other], 1):
                kept.append(other)
        if sorted(kept) not in found:
            found.append(sorted(kept))
    return found


# --- every amount of every day -----------------------------------------------------------------


def amounts(day: Known, *, bounded: bool, cap: int) -> Iterable[int]:
    """What can have been done on a day, up to where more makes no difference."""
    if day.silent and not bounded:
        return (day.least,)  # nobody says more
    room = cap if day.room is None else min(day.room, cap)
    return range(day.least, day.least + room + 1)


def reachable(
    course: Course, c: Commitment, spans: list[tuple[Day, Day]], totals: list[Window], number: int
) -> set[tuple[bool, ...]]:
    """Which of some spans of days can have come to the number together."""
    firsts = [s[0] for s in spans] + [w[0] for w in totals]
    lasts = [s[1] for s in spans] + [w[1] for w in totals]
    cap = max([number, *(low for *_, low, _ in totals), *(high or 0 for *_, high in totals)]) + 1
    states: set[tuple[tuple[int, ...], int, tuple[bool, ...]]] = {((0,) * len(totals), 0, ())}
    for day in range(min(firsts, default=0), max(lasts, default=-1) + 1):
        bounded = any(w[0] <= day <= w[1] for w in totals)
        inside = [w[0] <= day <= w[1] for w in totals]
        span = next((s for s in spans if s[0] <= day <= s[1]), None)
        if span is None and not bounded:
            continue
        options = amounts(known(course, c, day), bounded=bounded, cap=cap)
        after = set()
        for (sums, here, reached), n in product(states, options):
            grown = tuple(s + n * i for s, i in zip(sums, inside, strict=True))
            tops = [FAR if high is None else high for *_, high in totals]
            if any(s > top for s, top in zip(grown, tops, strict=True)):
                continue
            grown = tuple(
                s if high is not None else min(s, low)
                for s, (*_, low, high) in zip(grown, totals, strict=True)
            )
            count = min(here + n, number) if span is not None else here
            if span is not None and day == span[1]:
                after.add((grown, 0, (*reached, count >= number)))
            else:
                after.add((grown, count, reached))
        states = after
    return {
        reached
        for sums, _, reached in states
        if all(s >= low for s, (*_, low, _) in zip(sums, totals, strict=True))
    }


def course_of(
    duties: Duties, c: Commitment, spans: list[tuple[Day, Day]], number: int
) -> tuple[tuple[bool, ...], list[Window]] | None:
    """Which spans came to the number in this world; None where that does not fit together."""
    course = duties.course
    sets = turns(course, c, windows(duties, c))
    turn = int(course.world.more.get(f"{c.id} turn", 0))  # type: ignore[call-overload]
    if turn >= len(sets):
        return None
    found = reachable(course, c, spans, sets[turn], number)
    open_ = [i for i in range(len(spans)) if len({f[i] for f in found}) > 1]
    left = course.world.more.get(f"{c.id} left", ())
    assert isinstance(left, tuple)
    if any(left[len(open_) :]):
        return None  # as another world
    for reached in found:
        if all(reached[i] == left[n] for n, i in enumerate(open_)):
            return reached, sets[turn]
    return None


# --- standings ---------------------------------------------------------------------------------


def quota(duties: Duties, c: Commitment) -> Outcome:
    """The standing of a quota, and its days."""
    terms, course = c.terms, duties.course
    assert isinstance(terms, Quota)
    found = periods(course, c)
    first, last = term(course, c)
    if first is not None and last is not None and last < first:
        return Outcome("lapsed")
    if terms.average:
        return average(duties, c, found)
    result = course_of(duties, c, [(p.first, p.until) for p in found], int(terms.number))
    if result is None:
        return Outcome("impossible")
    parts = []
    for p, reached in zip(found, result[0], strict=True):
        part = Part(f"{c.id}.{iso(p.first)}", p.last, p.first, int(terms.number), 0, None)
        part.standing = standing(duties, c, (p.first, p.until), result[1], reached=reached)
        if part.standing != "met" and duties.suspended(c, p.last):
            part.standing = "suspended"
        if course.on <= p.last and part.standing != "met":
            part.standing = "in progress"
        if part.id in duties.unsettled:
            part.standing = "unknown"
        if c.vague is not None and part.standing != "met":
            part.standing = "not computable"
        parts.append(part)
    whole = whole_number(course, c)
    more = whole is None or len(found) < whole
    words = [p.standing for p in parts]
    outcome = Outcome(duties.worst(c, words, more=more), parts)
    outcome.kept, outcome.missed, outcome.unknown = (
        words.count(word) for word in ("met", "missed", "unknown")
    )
    return outcome


def standing(
    duties: Duties, c: Commitment, span: tuple[Day, Day], totals: list[Window], *, reached: bool
) -> str:
    """Of days that are over: met, missed or unknown."""
    course = duties.course
    days = range(span[0], span[1] + 1)
    if reached:
        held = course.world.more.get(f"{c.id} share {span[0]}", True)
        return "met" if held else "missed"
    silent = any(
        known(course, c, d).silent and not any(w[0] <= d <= w[1] for w in totals) for d in days
    )
    return "unknown" if silent else "missed"


def average(duties: Duties, c: Commitment, found: list[Period]) -> Outcome:
    """Only the sum over all periods is owed; after its term it cannot be made up."""
    terms, course = c.terms, duties.course
    assert isinstance(terms, Quota)
    whole = whole_number(course, c)
    required = int(terms.number) * (whole or len(found))
    if not found:
        return Outcome("in progress", [], required, 0)  # its term has not begun
    span = (found[0].first, found[-1].until) if found else (course.on, course.on)
    result = course_of(duties, c, [span], required)
    if result is None:
        return Outcome("impossible")
    last = found[-1].last if found and whole is not None and len(found) == whole else None
    part = Part(c.id, last, span[0], required, 0, None)
    part.standing = standing(duties, c, span, result[1], reached=result[0][0])
    if part.standing != "met" and last is not None and duties.suspended(c, last):
        part.standing = "suspended"
    if part.standing == "met" and whole is None:
        part.standing = "in progress"
    if part.standing != "met" and (last is None or course.on <= last):
        part.standing = "in progress"
    if c.id in duties.unsettled:
        part.standing = "unknown"
    if c.vague is not None and part.standing != "met":
        part.standing = "not computable"
    return Outcome(part.standing, [part], required, at_least(course, c, span, result[1]))


def at_least(course: Course, c: Commitment, span: tuple[Day, Day], totals: list[Window]) -> int:
    """The least that was done in a span, by its counts or by one of the totals."""
    least = {d: known(course, c, d).least for d in range(span[0], span[1] + 1)}
    by_total = [
        low + sum(n for d, n in least.items() if not first <= d <= last)
        for first, last, low, _ in totals
        if span[0] <= first and last <= span[1]
    ]
    return max([sum(least.values()), *by_total])


# --- unknowns ----------------------------------------------------------------------------------


def left_open(
    c: Commitment, facts: list[Fact], choices: list[list[Total]], course: Course
) -> list[Unknown]:
    """What counts with an open end, totals and shares leave open of a quota."""
    terms = c.terms
    assert isinstance(terms, Quota)
    mine = [f for f in facts if c.id in f.commitments]
    counted: dict[Day, bool] = {}
    for f in mine:
        for d in {m // MINUTES for s in f.spans for m in s} if f.per_day else ():
            counted[d] = counted.get(d, False) or any(low != high for low, high in f.numbers)
    bounded = {d for ts in choices for t in ts for d in range(t.first, t.last + 1)}
    silent = {d for d in bounded if d not in counted and not course.declared(c.id, d)}
    open_ = {d for d in silent | {d for d, room in counted.items() if room} if d <= course.on}
    found = []
    if open_:
        many = 1 if terms.average else len(open_)
        patterns = tuple(product((False, True), repeat=many))
        found.append(Unknown(f"{c.id} left", "count", patterns, inner=True))
    most = max(len(ts) for ts in choices)
    if most > 1:
        found.append(Unknown(f"{c.id} turn", "account", tuple(range(most))))
    return found + (shares(c, mine, silent, course.on) if terms.shares else [])


def shares(c: Commitment, mine: list[Fact], silent: set[Day], on: Day) -> list[Unknown]:
    """Of each day, whether the shares that the duty asks for were reached."""
    terms = c.terms
    assert isinstance(terms, Quota)
    days = {d // MINUTES for f in mine for s in f.spans for d in s} | silent
    found = []
    for day in sorted(d for d in days if d <= on):
        here = [f for f in mine if any(a // MINUTES <= day <= b // MINUTES for a, b in f.spans)]
        given = [dict(pair for v in f.shares for pair in v) for f in here]
        values: tuple[bool, ...] = (True, False)
        if here and all(s.of in g for g in given for s in terms.shares):
            values = (all(sum(g[s.of] for g in given) >= s.number for s in terms.shares),)
        found.append(Unknown(f"{c.id} share {day}", "category", values))
    return found
