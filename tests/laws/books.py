"""The books that laws are held against: small ones by seed, and the one that ships."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.slow.build import MARCH
from tests.slow.generate import Book, make
from trucebook import book as shelf
from trucebook.evaluation.result import Clocks
from trucebook.model.agreement import Commitment
from trucebook.model.time import day_of

GAZA = Path(__file__).parents[2] / "books" / "gaza-2025-01"
SHIPPED = tuple(sorted(path for path in GAZA.parent.iterdir() if path.is_dir()))
GENERAL = ("undisputed", "confirmed", "any")
ACCOUNTS = (*GENERAL, "alpha", "beta")
SEEDS = 10_000
FIRST, LAST = MARCH + 1, MARCH + 12
"""Days on which small books are looked at."""


def law(examples: int) -> settings:
    """So many examples, however long one takes; the same ones each time where CI says so."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=[HealthCheck.too_slow],
    )


def books(has: Callable[[Commitment], bool] | None = None) -> st.SearchStrategy[Book]:
    """Small books; where `has` is given, those with such a commitment."""

    def found(seed: int) -> Book:
        while True:
            book = make(seed)
            if has is None or any(has(c) for c in book.agreement.commitments):
                return book
            seed += 1

    return st.integers(0, SEEDS - 1).map(found)


days = st.integers(FIRST, LAST)
accounts = st.sampled_from(ACCOUNTS)


@st.composite
def clocks(draw: st.DrawFn) -> Clocks:
    """A day looked at, and mostly everything published."""
    return Clocks(draw(days), draw(st.one_of(st.none(), days)))


def gaza(folder: Path = GAZA) -> shelf.Book:
    """The shipped book, opened anew."""
    return shelf.open_book(folder)


def at(on: str, public: str | None = None) -> Clocks:
    """Clocks by ISO dates."""
    return Clocks(day_of(on), None if public is None else day_of(public))
