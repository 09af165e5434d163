"""Exchange the names and roles of two parties, in any value: a text, a record, a board, a sentence.

Every string changes in which one of the names stands as a word: ids (`halt/alpha`), columns,
sentences. Nothing else does; where a shape says "sorted", what was exchanged is sorted again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from trucebook.evaluation.result import Board, Fact, Row
from trucebook.model.agreement import Agreement

T = TypeVar("T")


class Swap:
    """Two parties by id and name, exchanged."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        """Take the words to exchange: ids, names."""
        self._words = dict(pairs) | {two: one for one, two in pairs}
        either = "|".join(sorted(map(re.escape, self._words), key=len, reverse=True))
        self._either = re.compile(rf"\b(?:{either})\b")

    def __call__(self, value: T) -> T:
        """The value with the parties exchanged; a second time gives it back."""
        return self._swapped(value)

    def _swapped(self, value: Any) -> Any:
        match value:
            case str():
                return self._either.sub(lambda found: self._words[found[0]], value)
            case tuple():
                return tuple(self._swapped(one) for one in value)
            case frozenset():
                return frozenset(self._swapped(one) for one in value)
            case list():
                return [self._swapped(one) for one in value]
            case Mapping():
                return {self._swapped(key): self._swapped(one) for key, one in value.items()}
            case _ if is_dataclass(value) and not isinstance(value, type):
                return sorted_again(self._fields(value))
        return value

    def _fields(self, value: Any) -> Any:
        old = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return replace(value, **{name: self._swapped(one) for name, one in old.items()})


def sorted_again(value: Any) -> Any:
    """A value with what its shape says is sorted, sorted."""
    match value:
        case Agreement():
            return replace(value, commitments=_by(value.commitments, lambda c: c.id))
        case Board():
            gap = replace(value.gap, undone=_by(value.gap.undone))
            rows = _by(value.rows, lambda row: row.commitment.id)
            return replace(value, gap=gap, rows=rows)
        case Row():
            return replace(value, rounds=_by(value.rounds, lambda one: (one.due or 0, one.id)))
        case Fact():
            return replace(value, asserters=_by(value.asserters))
    return value


def _by(values: tuple[T, ...], key: Any = None) -> tuple[T, ...]:
    return tuple(sorted(values, key=key))


def canonical(value: T) -> T:
    """A value as it is, sorted where a swapped one is."""
    return Swap(("\0", "\1"))(value)


SMALL = Swap(("alpha", "beta"), ("Alpha", "Beta"))
GAZA = Swap(("israel", "hamas"), ("Israel", "Hamas"))
