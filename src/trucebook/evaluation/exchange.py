"""In return for each act of the other side: which rounds are open, and how much each asks for.

Source: spec/exchange.md (semantics, section 4, Exchange).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from trucebook.evaluation.accounts import relation
from trucebook.evaluation.classes import compositions
from trucebook.evaluation.exchange_classes import classes_asked, times
from trucebook.evaluation.handover import Owed
from trucebook.evaluation.status_list import Fitting, status_of
from trucebook.evaluation.worlds import OwedFor, Unknown
from trucebook.model.agreement import Commitment, Exchange, HandOver, Lump, PerEach
from trucebook.model.quantity import Class, Number, Thing
from trucebook.model.report import Bound
from trucebook.model.time import MINUTES, Day, iso

if TYPE_CHECKING:
    from trucebook.evaluation.acts import Act
from trucebook.evaluation.course import Course

MOST_NUMBERS = 60
"""A number uncertain by more than this is looked at only at its ends."""


Items = tuple[PerEach | Lump, ...]


def rounds_opened(course: Course, commitment: Commitment, terms: Exchange) -> list[Owed]:
    """The rounds that acts of the other side have opened by the day looked at, oldest first."""
    by_day: dict[Day, list[Act]] = defaultdict(list)
    for name in course.case.ids_of(terms.against):
        for act in course.acts(name):
            if act.day <= course.on:
                by_day[act.day].append(act)
    seen: dict[int, tuple[Number, Number]] = {}
    fitting = _fitting(
        course, commitment, terms, [a for day in sorted(by_day) for a in by_day[day]]
    )
    owed = []
    for day in sorted(by_day):
        acts = by_day[day]
        name = f"{commitment.id}.{iso(day)}"
        low, high, of_which = _required(course, commitment, terms, acts, seen, name, day, fitting)
        if high == 0:
            continue
        opened = sorted({b.report.id for act in acts for b in act.told.event.acts})
        owed.append(
            Owed(
                name,
                low,
                high,
                day + terms.days,
                day,
                opened_by=tuple(opened),
                known_until=_known_until(course, commitment, day),
                of_which=of_which,
            )
        )
    return owed


def _required(
    course: Course,
    commitment: Commitment,
    terms: Exchange,
    acts: list[Act],
    seen: dict[int, tuple[Number, Number]],
    name: str,
    day: Day,
    fitting: Fitting | None,
) -> tuple[Number, Number | None, tuple[tuple[Class, Number], ...]]:
    """How much a round asks for, and how much of which class: the more, the harder to do.

    `seen` counts each lump's class over the rounds so far.
    """
    thing = course.case.things.get(_thing_against(course, terms))
    classes = tuple(item.against for item in terms.items)
    per_act = []
    for act in acts:
        number = _number(course, act, commitment.id)
        per_act.append((act, number, _ways(act, number, classes, thing, fitting)))
    listed = _listed(course, commitment, day, day + terms.days, name)
    each = tuple([ways for _, _, ways in per_act])
    options = _in_all(each, len(classes)) if listed is not None else ()
    if listed is not None and _left_open(course, terms, options, seen):
        for index in range(len(classes)):
            counts = [way[index] for way in options]
            low, high = seen.get(index, (0, 0))
            seen[index] = (low + min(counts), high + max(counts))
        return listed, listed, ()
    total = tuple(0 for _ in classes)
    for act, number, possible in per_act:
        ways = _dearest(terms.items, possible)
        if fitting is not None:
            ways = _by_price(terms.items, fitting.ways(act, number, classes))
        way = course.world.choose(
            Unknown("category", ("who", commitment.id, act.key, sum(ways[0]), len(ways))),
            ways,
            against=OwedFor(commitment.id),
        )
        if fitting is not None:
            way = fitting.take(act, way, len(classes))
        total = tuple(a + b for a, b in zip(total, way, strict=True))
    fewest, most = _amount(terms, total, seen, course)
    of_which = classes_asked(terms, total, seen, _everyone(course, terms))
    for index, count in enumerate(total):
        low, high = seen.get(index, (0, 0))
        seen[index] = (low + count, high + count)
    return fewest, most, of_which


@lru_cache(maxsize=256)  # the same acts are asked for on every day and in every world
def _in_all(
    each: tuple[tuple[tuple[int, ...], ...], ...], count: int
) -> tuple[tuple[int, ...], ...]:
    """Every way several acts together can fall into so many classes."""
    found = {(0,) * count}
    for ways in each:
        found = {
            tuple(a + b for a, b in zip(one, way, strict=True)) for one in found for way in ways
        }
    return tuple(sorted(found))


def _ways(
    act: Act, number: int, classes: tuple[Class, ...], thing: Thing | None, fitting: Fitting | None
) -> tuple[tuple[int, ...], ...]:
    """Every way the members of an act can fall into the classes, as far as a list leaves them."""
    if fitting is None:
        return compositions(act, number, classes, thing)
    ways = (way[: len(classes)] for way in fitting.ways(act, number, classes))
    return tuple(sorted(set(ways)))


def _fitting(
    course: Course, commitment: Commitment, terms: Exchange, acts: list[Act]
) -> Fitting | None:
    """What a list of whom the other side owes leaves open of who was freed; None without one."""
    names = course.case.ids_of(terms.against)
    status = status_of(course, names[0]) if len(names) == 1 else ()
    if not status:
        return None
    numbered = [(act, _number(course, act, commitment.id)) for act in acts]
    return Fitting(status, numbered, course.case.things.get(_thing_against(course, terms)))


def _left_open(
    course: Course,
    terms: Exchange,
    options: Sequence[tuple[int, ...]],
    seen: dict[int, tuple[Number, Number]],
) -> bool:
    """Whether the ratio leaves the amount open: who was freed is not known, or "all" of a class."""
    first = _amount(terms, options[0], seen, course)
    return first[1] is None or any(
        _amount(terms, way, seen, course) != first for way in options[1:]
    )


def _thing_against(course: Course, terms: Exchange) -> str:
    for name in course.case.ids_of(terms.against):
        return str(getattr(course.case.commitments[name].terms, "thing", ""))
    return ""


def _number(course: Course, act: Act, name: str) -> int:
    low, high = act.number.low or 0, act.number.high
    if high is None:
        high = low
    if low == high:
        return int(low)
    few = high - low <= MOST_NUMBERS
    options = tuple(range(int(low), int(high) + 1)) if few else (int(low), int(high))
    return course.world.choose(
        Unknown("count", ("number", act.key)), options[::-1], against=OwedFor(name)
    )


def _amount(
    terms: Exchange, way: tuple[int, ...], seen: dict[int, tuple[Number, Number]], course: Course
) -> tuple[Number, Number | None]:
    low: Number = 0
    high: Number | None = 0
    for index, (item, count) in enumerate(zip(terms.items, way, strict=True)):
        if not isinstance(item, Lump):
            few, many = times(item.per, count, seen.get(index, (0, 0)))
            low += item.number * few
            high = None if high is None else high + item.number * many
            continue
        if count == 0:
            continue
        size = item.size if item.size is not None else _everyone(course, terms)
        before_low, before_high = seen.get(index, (0, 0))
        if size is None or before_high + count < size or before_low >= size:
            continue
        if item.number is None:
            high = None
            continue
        high = None if high is None else high + item.number
        if before_low + count >= size:
            low += item.number
    return low, high


def _by_price(items: Items, ways: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """Compositions by how much they ask for, most first."""
    count = len(items)
    return tuple(sorted(ways, key=lambda way: (_price(items, way[:count]), way), reverse=True))


@lru_cache(maxsize=4096)  # the same people are asked about in every world
def _dearest(items: Items, ways: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """The same, one of those that ask for just as many of each class."""
    apart = [
        index
        for index, item in enumerate(items)
        if isinstance(item, Lump) or item.per != 1 or item.shares
    ]
    alike: dict[object, tuple[int, ...]] = {}
    for way in _by_price(items, ways):
        asked: dict[Class, Number] = {}
        for index, (item, count) in enumerate(zip(items, way, strict=True)):
            if index not in apart and item.number is not None:
                asked[item.give] = asked.get(item.give, 0) + item.number * count
        key = (frozenset(asked.items()), *(way[index] for index in apart))
        alike.setdefault(key, way)
    return tuple(alike.values())


def _price(items: Items, way: tuple[int, ...]) -> Number:
    """How much a composition asks for: only to put compositions in order."""
    return sum(
        ((item.number or 0) * count for item, count in zip(items, way, strict=True)), start=0
    )


def _everyone(course: Course, terms: Exchange) -> Number | None:
    """How many the other side owes in all."""
    for name in course.case.ids_of(terms.against):
        other = course.case.commitments[name].terms
        if isinstance(other, HandOver):
            return other.steps[-1].cumulative
    return None


# --- lists and announcements that fix an amount -----------------------------------------------


def _listed(course: Course, commitment: Commitment, day: Day, due: Day, name: str) -> Number | None:
    """The amount fixed by a list nobody disputes, or by who says it holds so many back."""
    evidence = course.case.evidence_of(commitment.id)
    told: set[Number] = set()
    fixing: set[Number] = set()
    for bound in [*evidence.lists, *evidence.announcements]:
        count = bound.report.count
        if count is None or not _speaks_of(bound, day, due, name):
            continue
        if bound.report.kind == "list":
            told.add(count.low if count.exact else -1)
        if not count.exact:
            continue
        performer = relation(bound, commitment, course.case.agreement) == "performer"
        if bound.report.kind == "list":
            allowed = _may_list(course, commitment, bound, performer=performer)
            if allowed and bound.report.published <= due:
                fixing.add(count.low)
        elif performer:
            fixing.add(count.low)
    if len(fixing) == 1 and told <= fixing:
        return next(iter(fixing))
    return None


def _may_list(course: Course, commitment: Commitment, bound: Bound, *, performer: bool) -> bool:
    """Whose list counts: of whoever picks the names; else of whoever owes it, or a mediator."""
    if commitment.picked_by:
        return bound.side in commitment.picked_by or _mediates(course, bound)
    return performer or _mediates(course, bound)


def _mediates(course: Course, bound: Bound) -> bool:
    party = course.case.agreement.party(bound.side or "")
    return party is not None and party.role in ("mediator", "guarantor")


def _speaks_of(bound: Bound, day: Day, due: Day, name: str) -> bool:
    if bound.rounds:
        return name in bound.rounds
    when = bound.report.when
    if when is None or when.first_day is None or when.last_day is None:
        return False
    return when.first_day <= due and when.last_day >= day


def _known_until(course: Course, commitment: Commitment, day: Day) -> Day | None:
    """The last day on which whoever owes a round says that it holds it back."""
    last: Day | None = None
    for bound in course.case.announced(commitment.id):
        when = bound.report.when
        if (
            when is None
            or when.last is None
            or day not in course.case.opened_by(bound, commitment.id)
        ):
            continue
        said = when.last // MINUTES
        if said <= course.on:
            last = said if last is None else max(last, said)
    return last
