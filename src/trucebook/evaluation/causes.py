"""Which kinds of doubt make a difference to what comes out.

Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from trucebook.evaluation.result import Cause, Interval
from trucebook.evaluation.worlds import Lived, SumAt, Unknown

T = TypeVar("T")

MANY = 400
"""With more worlds than this only those that agree to the letter are held against each other."""


def causes(
    worlds: Sequence[Lived[T]], standings: Callable[[T], frozenset[tuple[str, Cause | None]]]
) -> tuple[Cause, ...]:
    """Which kinds of doubt make a difference: some two worlds that differ in nothing else differ.

    `standings` gives what can stand in one world, with the doubt inside it (None: none).
    """
    found: set[Cause] = set()
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
    seen: list[tuple[dict[Unknown, object], frozenset[str]]] = []
    exact: dict[frozenset[tuple[Unknown, object]], frozenset[str]] = {}
    many = len(worlds) > MANY
    for lived, standing in zip(worlds, words, strict=True):
        others = {u: a for u, a in lived.answers.items() if u.cause != cause}
        key = frozenset((u, repr(a)) for u, a in others.items())
        if exact.setdefault(key, standing) != standing:
            return True
        if many:
            continue
        for other, before in seen:
            if before != standing and _agree(others, other):
                return True
        seen.append((others, standing))
    return False


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
            elif answers is one and other.get(unknown, answer) != answer:
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
