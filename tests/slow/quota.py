"""So many in each period, in one world: days kept, missed and not known.

Source: semantics, sections 3 (totals) and 7 (quotas).
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.slow.course import Course
from tests.slow.duties import Duties, Outcome, Part
from tests.slow.statements import FAR, Total
from trucebook.model.agreement import Commitment, Quota
from trucebook.model.time import Day, iso


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a quota, its days, and those of them whose count is not known."""

    first: Day
    last: Day
    silent: tuple[Day, ...]


def periods(course: Course, c: Commitment, counted: set[Day]) -> list[Period]:
    """The periods of a quota that began by the day looked at.

    `counted` are the days with a figure for the day.
    """
    terms = c.terms
    assert isinstance(terms, Quota)
    start = course.start(c)
    if start is None:
        return []
    first = start if terms.first is None else max(start, course.due(terms.first, c) or start)
    last = course.goes_on_until(c)
    if terms.last is not None:
        last = course.due(terms.last, c)
    end = course.on if last is None else last
    found, day = [], first
    while day <= min(end, course.on):
        to = day + terms.every - 1 if last is None else min(day + terms.every - 1, end)
        silent = tuple(
            d
            for d in range(day, min(to, course.on) + 1)
            if d not in counted and not course.watched(c, d)
        )
        found.append(Period(day, to, silent))
        day = to + 1
    return found


def whole_number(course: Course, c: Commitment) -> int | None:
    """How many periods the term has; None where it has no end."""
    terms = c.terms
    assert isinstance(terms, Quota)
    start, last = course.start(c), course.goes_on_until(c)
    if terms.last is not None:
        last = course.due(terms.last, c)
    if start is None or last is None:
        return None
    first = start if terms.first is None else course.due(terms.first, c) or start
    return -(-(last - first + 1) // terms.every)


def counts(duties: Duties, c: Commitment, period: Period) -> int:
    """What is recorded for a period in this world."""
    acts = duties.course.acts(c.id)
    cls = c.terms.of if isinstance(c.terms, Quota) else frozenset()
    return sum(a.of_class(cls) for a in acts if period.first <= a.day <= period.last)


def reaches(duties: Duties, c: Commitment, found: list[Period]) -> list[str] | None:
    """Of each period: kept, missed, or unknown. None where a total does not fit this world."""
    terms, world = c.terms, duties.course.world
    assert isinstance(terms, Quota)
    pattern = world.more.get(f"{c.id} hidden", ())
    chosen = world.more.get(f"{c.id} totals", 0)
    totals = duties.totals[c.id][chosen] if duties.totals.get(c.id) else []  # type: ignore[index]
    known = {p: counts(duties, c, p) for p in found}
    totals = [t for t in totals if _fits(t, known, duties, c)]
    bounded = [
        p
        for p in found
        if p.silent and any(all(t.first <= d <= t.last for d in p.silent) for t in totals)
    ]
    silent_in = {p: bool(pattern[i]) for i, p in enumerate(bounded)} if bounded else {}  # type: ignore[index]
    if not _possible(duties, c, known, silent_in, totals):
        return None
    words = []
    for p in found:
        enough = silent_in[p] if p in silent_in else known[p] >= terms.number
        if enough and terms.shares and not world.more.get(f"{c.id} share {p.first}", True):
            words.append("missed" if p in silent_in or not p.silent else "unknown")
        elif enough:
            words.append("kept")
        elif p.silent and p not in silent_in:
            words.append("unknown")
        else:
            words.append("missed")
    return words


def _fits(total: Total, known: dict[Period, int], duties: Duties, c: Commitment) -> bool:
    """A total below the sum of events is a conflict and bounds nothing."""
    high = total.statement.number[1] if total.statement.number is not None else None
    acts = duties.course.acts(c.id)
    inside = sum(a.number for a in acts if total.first <= a.day <= total.last)
    return bool(known) and (high is None or inside <= high)


def _possible(
    duties: Duties,
    c: Commitment,
    known: dict[Period, int],
    silent_in: dict[Period, bool],
    totals: list[Total],
) -> bool:
    """Whether the totals allow these periods, and no others, to reach the number.

    Totals that count from the same day are nested: their blocks are summed one after another.
    """
    terms = c.terms
    assert isinstance(terms, Quota)
    number = int(terms.number)
    low_sum, high_sum, seen = 0, 0, set()
    for t in sorted(totals, key=lambda t: t.last):
        silent = {d for p in known for d in p.silent if t.first <= d <= t.last}
        if not silent:
            continue  # watched throughout: the total is a conflict on show
        for p, kept in silent_in.items():
            if p in seen or not all(t.first <= d <= t.last for d in p.silent):
                continue
            seen.add(p)
            if not kept and known[p] >= number:
                return False
            low_sum += max(number - known[p], 0) if kept else 0
            high_sum += FAR if kept else number - 1 - known[p]
        low, high = t.statement.number or (0, None)
        acts = duties.course.acts(c.id)
        inside = sum(a.number for a in acts if t.first <= a.day <= t.last)
        days = {d for p in known for d in range(p.first, p.last + 1)}
        days = {d for d in days if d <= duties.course.on}
        open_ = silent - {d for p in silent_in for d in p.silent}
        if set(range(t.first, t.last + 1)) <= days and not open_:
            low_sum = max(low_sum, low - inside)
        high_sum = high_sum if high is None else min(high_sum, high - inside)
        if low_sum > high_sum:
            return False
    return True


def quota(duties: Duties, c: Commitment) -> Outcome:
    """The standing of a quota, and its days."""
    terms, course = c.terms, duties.course
    assert isinstance(terms, Quota)
    counted = {a.day for a in course.world.acts if c.id in a.commitments and a.per_day}
    found = periods(course, c, counted)
    if terms.average:
        return average(duties, c, found)
    words = reaches(duties, c, found)
    if words is None:
        return Outcome("impossible")
    parts, result = [], Outcome("")
    for p, word in zip(found, words, strict=True):
        part = Part(f"{c.id}.{iso(p.first)}", p.last, p.first, int(terms.number), 0, None)
        part.done = counts(duties, c, p)
        open_ = course.on <= p.last
        part.standing = {
            "kept": "met",
            "missed": "in progress" if open_ else "missed",
            "unknown": "in progress" if open_ else "unknown",
        }[word]
        if part.id in duties.unsettled:
            part.standing = "unknown"
        parts.append(part)
        result.kept += part.standing == "met"
        result.missed += part.standing == "missed"
        result.unknown += part.standing == "unknown"
    whole = whole_number(course, c)
    more = whole is None or len(found) < whole
    result.standing = duties.worst(c, [p.standing for p in parts], more=more)
    result.parts = parts
    return result


def average(duties: Duties, c: Commitment, found: list[Period]) -> Outcome:
    """Only the sum over all periods is owed; after its term it cannot be made up."""
    terms, course = c.terms, duties.course
    assert isinstance(terms, Quota)
    whole = whole_number(course, c)
    required = int(terms.number) * (whole or len(found))
    done = sum(counts(duties, c, p) for p in found)
    silent = {d for p in found for d in p.silent}
    chosen = course.world.more.get(f"{c.id} totals", 0)
    totals = duties.totals[c.id][chosen] if duties.totals.get(c.id) else []  # type: ignore[index]
    known = {p: counts(duties, c, p) for p in found}
    totals = [t for t in totals if _fits(t, known, duties, c)]
    floor = done
    for t in totals:
        hidden = {d for d in silent if t.first <= d <= t.last}
        acts = course.acts(c.id)
        inside = sum(a.number for a in acts if t.first <= a.day <= t.last)
        low, high = t.statement.number or (0, None)
        if not hidden or (high is not None and inside > high):
            continue
        top = high if high is not None else max(low, required)
        offset = course.world.more.get(f"{c.id} sum {t.last}", 0)
        value = low + int(offset)  # type: ignore[call-overload]
        if value > top or value < inside:
            return Outcome("impossible")
        floor = max(floor, done - inside + value)
        if hidden == silent:
            silent = set()
    last = found[-1].last if found and whole is not None and len(found) == whole else None
    part = Part(c.id, last, found[0].first if found else course.on, required, floor, None)
    over = last is not None and course.on > last
    if c.id in duties.unsettled:
        part.standing = "unknown"
    elif floor >= required and whole is not None:
        part.standing = "met"
    elif not over:
        part.standing = "in progress"
    else:
        part.standing = "unknown" if silent else "missed"
    return Outcome(part.standing, [part], required, floor)
