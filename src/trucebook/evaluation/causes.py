"""Which kinds of doubt make a difference to what comes out.

Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from trucebook.evaluation.intervals import meet
from trucebook.evaluation.result import Cause, Interval
from trucebook.evaluation.worlds import Lived, SumAt, Unknown
from trucebook.model.quantity import Number

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

    Sums at checkpoints are answers too: they agree where the sums overlap and never fall.
    """
    sums: dict[Hashable, dict[int, Interval]] = {}
    for answers in (one, other):
        for unknown, answer in answers.items():
            key = unknown.key
            if isinstance(answer, Interval) and isinstance(key, SumAt):
                at = sums.setdefault(key.of, {})
                both = meet(at.get(key.day, answer), answer)
                if both is None:
                    return False
                at[key.day] = both
            elif answers is one and other.get(unknown, answer) != answer:
                return False
    for told in sums.values():
        least: Number = 0
        for _, sum_ in sorted(told.items()):
            if sum_.high is not None and sum_.high < least:
                return False
            least = max(least, sum_.low or 0)
    return True
