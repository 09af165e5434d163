"""Chance for generated books: the same seed, the same book."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance(Random):
    """Numbers by seed, and how much of what is told is in doubt."""

    doubt = 1.0
    """1: as the shares where it is asked say, a few in a hundred; 3: thrice; 0: nothing is."""

    def happens(self, share: float) -> bool:
        """Whether this is one of so many in 1."""
        return self.random() < share

    def doubts(self, share: float) -> bool:
        """Whether this is one of those of which something is in doubt."""
        return self.random() < share * self.doubt

    def weighted(self, options: Sequence[tuple[T, float]]) -> T:
        """One of several, the likelier the heavier."""
        values, weights = zip(*options, strict=True)
        found: T = self.choices(values, weights)[0]
        return found
