"""Of which class what is given in return has to be: 30 for life of each fifty, 110 for life.

A round is held to its classes as far as the record says of which class they were; what it does not
say is taken to be as promised, and the row shows what was said.
Source: spec/exchange.md#of-which-class (semantics, sections 3 and 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trucebook.evaluation.acts import Act
from trucebook.evaluation.classes import class_interval
from trucebook.evaluation.course import Course
from trucebook.evaluation.handover import Owed
from trucebook.evaluation.outcome import Part
from trucebook.model.agreement import Commitment, Exchange, Lump
from trucebook.model.quantity import Class, Number, Thing

Seen = Mapping[int, tuple[Number, Number]]


def classes_asked(
    terms: Exchange, counts: Sequence[int], seen: Seen, everyone: Number | None
) -> tuple[tuple[Class, Number], ...]:
    """How many of each class a round asks for; only what is certain."""
    asked: dict[Class, Number] = {}
    for index, (item, count) in enumerate(zip(terms.items, counts, strict=True)):
        before = seen.get(index, (0, 0))
        if isinstance(item, Lump):
            size = item.size if item.size is not None else everyone
            done = size is not None and before[1] < size <= before[0] + count
            if done and item.number is not None and item.give:
                asked[item.give] = asked.get(item.give, 0) + item.number
            continue
        few, _ = times(item.per, count, before)
        if item.give:
            asked[item.give] = asked.get(item.give, 0) + item.number * few
        for share in item.shares:
            of = share.of | item.give
            asked[of] = asked.get(of, 0) + share.number * few
    return tuple((of, number) for of, number in asked.items() if number)


def times(per: int, count: int, before: tuple[Number, Number]) -> tuple[int, int]:
    """How often a ratio for several is filled by so many more, after those before."""
    if per == 1:
        return count, count
    if before[0] == before[1]:
        done = int(before[0])
        times = (done + count) // per - done // per
        return times, times
    return count // per, -(-count // per)


def held_to_classes(
    course: Course, commitment: Commitment, owed: Sequence[Owed], parts: Sequence[Part]
) -> tuple[Part, ...]:
    """Rounds done in number, of which the record says that too few were of a class: not done."""
    if not any(round_.of_which for round_ in owed):
        return tuple(parts)
    thing = course.case.things.get(getattr(commitment.terms, "thing", ""))
    acts = [act for act in course.acts(commitment.id) if act.day <= course.on]
    need: dict[Class, Number] = {}
    most: dict[Class, Number] = {}
    held: list[Part] = []
    for round_, part in zip(owed, parts, strict=True):
        for of, number in round_.of_which:
            need[of] = need.get(of, 0) + number
            most[of] = most[of] if of in most else _most(acts, of, thing)
        lacking = any(most[of] < number for of, number in need.items())
        plain = part.plain
        if lacking and plain is not None and plain.done_day is not None:
            held.append(part.decided(replace(plain, done_day=None)))
        else:
            held.append(part)
    return tuple(held)


def _most(acts: Sequence[Act], of: Class, thing: Thing | None) -> Number:
    """The most of a class that acts can have had, by what is said of them."""
    highs = [class_interval(act, of, thing).high for act in acts]
    known = [high for high in highs if high is not None]
    return sum(known, start=0) if len(known) == len(highs) else 10**12
