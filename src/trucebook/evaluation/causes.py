"""Which kinds of doubt make a difference to what comes out.

Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from trucebook.evaluation.between import Either
from trucebook.evaluation.result import Cause, Interval
from trucebook.evaluation.worlds import Lived, SumAt, Turned, Unknown

T = TypeVar("T")

MANY = 400
"""With more worlds than this only those that agree to the letter are held against each other."""


def causes(
    worlds: Sequence[Lived[T]],
    standings: Callable[[T], frozenset[tuple[str, Cause | None]]],
    turned: Sequence[Turned[T]] = (),
) -> tuple[Cause, ...]:
    """Which kinds of doubt make a difference: some two worlds that differ in nothing else differ.

    `standings` gives what can stand in one world, with the doubt inside it (None: none).
    """
    found = {cause for cause, one, other in turned if standings(one) != standings(other)}
    sets = [standings(lived.outcome) for lived in worlds]
    for inner in sets:
        if len({word for word, _ in inner}) > 1:
            found.update(cause for _, cause in inner if cause is not None)
    asked = {unknown.cause for lived in worlds for unknown in lived.answers}
    words = [frozenset(word for word, _ in inner) for inner in sets]
    for cause in asked - found:
        if _matters(cause, worlds, words):
            found.add(cause)
    if not found and len(frozenset().union(*words)) > 1:
        found = {cause for cause in asked if _varies(cause, worlds)}
    return tuple(sorted(found))


def _varies(cause: Cause, worlds: Sequence[Lived[T]]) -> bool:
    """Whether some unknown of a cause has two answers."""
    given: dict[Unknown, set[str]] = {}
    for lived in worlds:
        for unknown, answer in lived.answers.items():
            if unknown.cause == cause:
                given.setdefault(unknown, set()).add(repr(answer))
    return any(len(answers) > 1 for answers in given.values())


def _matters(cause: Cause, worlds: Sequence[Lived[T]], words: Sequence[frozenset[str]]) -> bool:
    """Whether two worlds that agree on every other kind of doubt come out differently."""
    each: list[tuple[dict[Unknown, object], frozenset[str]]] = []
    exact: dict[frozenset[tuple[Unknown, object]], frozenset[str]] = {}
    for lived, standing in zip(worlds, words, strict=True):
        others = {u: a for u, a in lived.answers.items() if u.cause != cause}
        key = frozenset((u, repr(a)) for u, a in others.items())
        if exact.setdefault(key, standing) != standing:
            return True
        each.append((others, standing))
    if len(worlds) > MANY or _all_asked_alike(each):
        return False
    return any(
        one[1] != other[1] and _agree(one[0], other[0]) for one, other in combinations(each, 2)
    )


def _all_asked_alike(each: Sequence[tuple[dict[Unknown, object], frozenset[str]]]) -> bool:
    """Whether worlds agree only where they do to the letter: all answer the same, with one answer.

    Sums overlap, and an answer can stand for several.
    """
    asked = each[0][0].keys()
    return all(one.keys() == asked for one, _ in each) and not any(
        isinstance(answer, (Either, Interval)) for one, _ in each for answer in one.values()
    )


def _agree(one: Mapping[Unknown, object], other: Mapping[Unknown, object]) -> bool:
    """Whether two sets of answers can be of one world.

    Sums are answers too: they agree where those of the same events overlap and none falls.
    """
    sums: dict[Hashable, list[tuple[SumAt, Interval]]] = {}
    for answers in (one, other):
        for unknown, answer in answers.items():
            key = unknown.key
            if isinstance(answer, Interval) and isinstance(key, SumAt):
                sums.setdefault(key.of, []).append((key, answer))
            elif answers is one and unknown in other and _apart(answer, other[unknown]):
                return False
    return all(_never_falls(told) for told in sums.values())


def _never_falls(told: Sequence[tuple[SumAt, Interval]]) -> bool:
    """Whether sums can be of one course: what holds no more than another is no higher."""
    return all(
        high.high is None or low.low is None or low.low <= high.high
        for one, low in told
        for other, high in told
        if one.events <= other.events and (one.open_on or 0) <= (other.open_on or 0)
    )


def _apart(one: object, other: object) -> bool:
    """Whether two answers to the same question cannot be of one world."""
    if one == other:
        return False
    a = one.options if isinstance(one, Either) else (one,)
    b = other.options if isinstance(other, Either) else (other,)
    return not any(option in b for option in a)
