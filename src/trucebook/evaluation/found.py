"""Amounts that follow from a figure which is found later: how many there are, or are left.

Before it is found the amount is open.
Source: spec/amounts.md (semantics, sections 3 and 4: derived amounts).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from trucebook.evaluation.accounts import Account, relation
from trucebook.evaluation.course import Course
from trucebook.evaluation.intervals import versions
from trucebook.evaluation.result import Interval
from trucebook.evaluation.worlds import OwedFor, Unknown
from trucebook.model.agreement import Commitment, Found, HandOver, Step
from trucebook.model.quantity import Amount, part_of
from trucebook.model.report import Bound
from trucebook.model.time import Day

OPEN = Interval(0, None)


def asked(course: Course, commitment: Commitment, terms: HandOver) -> tuple[Interval, ...]:
    """How much each step asks for beyond those before it. An open high end: not known."""
    below = Interval(0, 0)
    each: list[Interval] = []
    for step in terms.steps:
        if step.cumulative is not None:
            more = Interval(step.cumulative - (below.low or 0), step.cumulative - (below.low or 0))
        elif step.found is None:
            more = OPEN
        else:
            more = _grows(course, commitment, step.found, below)
        below = Interval(
            (below.low or 0) + (more.low or 0),
            None if below.high is None or more.high is None else below.high + more.high,
        )
        each.append(more)
    return tuple(each)


def in_class(terms: HandOver, each: Sequence[Interval], at: int) -> Interval:
    """How much the class of a step asks for in all, up to that step: what is narrower counts."""
    of = terms.steps[at].of
    inside = [
        more for step, more in zip(terms.steps[: at + 1], each, strict=False) if step.of >= of
    ]
    return total(inside)


def settled(terms: HandOver, ends: Sequence[Interval]) -> tuple[Step, ...]:
    """The steps with the numbers that are found by now; what is open stays so."""
    return tuple(
        replace(step, cumulative=end.low if end.low == end.high else None)
        for step, end in zip(terms.steps, ends, strict=True)
    )


def total(each: Collection[Interval]) -> Interval:
    """What several steps ask for together."""
    highs = [more.high for more in each if more.high is not None]
    return Interval(
        sum((more.low or 0 for more in each), start=0),
        sum(highs, start=0) if len(highs) == len(each) else None,
    )


def agreed(course: Course, commitment: Commitment) -> bool:
    """Whether an amount that was to be negotiated has been agreed."""
    terms = commitment.terms
    if not isinstance(terms, HandOver):
        return False
    return total(asked(course, commitment, terms)).high is not None


def _grows(course: Course, commitment: Commitment, found: Found, below: Interval) -> Interval:
    if found.per_cent == 0:
        return Interval(found.plus, found.plus)
    figure = figure_of(course, commitment, found)
    if figure is None:
        return OPEN
    if found.floor is not None:
        most = max(0, found.floor - (figure.low or 0))
        return Interval(0 if figure.high is None else max(0, found.floor - figure.high), most)
    used = below if found.of_rest else Interval(0, 0)
    low = max(0, (figure.low or 0) - (used.high if used.high is not None else figure.low or 0))
    low = part_of(low, found.per_cent)
    if figure.high is None or used.high is None:
        return Interval(low, None)
    return Interval(low, part_of(max(0, figure.high - (used.low or 0)), found.per_cent))


def figure_of(course: Course, commitment: Commitment, found: Found) -> Interval | None:
    """The figure as the account has it, by the day looked at; None where nobody has told it."""
    key = ("figure", commitment.id, found.figure, found.of)
    return course.world.once(key, lambda: _figure(course, commitment, found))


def _figure(course: Course, commitment: Commitment, found: Found) -> Interval | None:
    told = [
        bound
        for bound in course.case.evidence_of(commitment.id).figures
        if told_on(bound) <= course.on
    ]
    admitted = _admitted(told, commitment, course)
    if not admitted:
        return None
    options = versions([_in_all(course, commitment, found, bound) for bound in admitted])
    own = OwedFor(commitment.id)
    chosen = course.world.choose(
        Unknown("account", ("figure", commitment.id, found.figure)), options[::-1], against=own
    )
    if chosen.high is None or chosen.low == chosen.high:
        return chosen
    ends = (Interval(chosen.high, chosen.high), Interval(chosen.low, chosen.low))
    unknown = Unknown("count", ("figure", commitment.id, found.figure))
    return course.world.choose(unknown, ends, against=own)


def told_on(bound: Bound) -> Day:
    """The day a figure is of; the day it was published, where it names none."""
    when = bound.report.when
    last = when.last_day if when is not None else None
    return bound.report.published if last is None else last


def _admitted(told: Sequence[Bound], commitment: Commitment, course: Course) -> list[Bound]:
    """The last figure of everybody whom the account believes."""
    account: Account = course.account
    last: dict[str, Bound] = {}
    for bound in sorted(told, key=lambda b: (told_on(b), b.report.published, b.report.id)):
        last[bound.asserter] = bound
    if account.body is not None:
        own = [b for b in last.values() if account.body in (b.side, b.asserter)]
        if own:
            return own
    said = {name: relation(b, commitment, course.case.agreement) for name, b in last.items()}
    finders = [b for name, b in last.items() if said[name] == "finder"]
    if account.name == "any":
        return list(last.values())
    if finders:
        return finders
    if account.name == "confirmed":
        both = {"performer", "opposite"} <= set(said.values())
        return [b for n, b in last.items() if said[n] in ("performer", "opposite")] if both else []
    return list(last.values())


def _in_all(course: Course, commitment: Commitment, found: Found, bound: Bound) -> Amount:
    """A figure of what is left is one of all once what was done by then is added.

    Of what there is at a floor, what was done by then is taken off: how many there were before.
    """
    count = bound.report.count or Amount(0, None)
    if found.floor is None and bound.report.count_basis != "remaining":
        return count
    sign = -1 if found.floor is not None else 1
    day = told_on(bound)
    low, high = count.low, count.high
    for act in course.acts(commitment.id):
        if act.day <= day:
            low += sign * (act.number.low or 0)
            high = (
                None if high is None or act.number.high is None else high + sign * act.number.high
            )
    return Amount(low, high, count.low_hard, count.high_hard)
