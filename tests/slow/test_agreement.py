"""Both evaluators on 1,000 small books: where they differ, one of them is wrong."""

from __future__ import annotations

from itertools import product

import pytest

from tests.slow.check_examples import differences as differences_from_examples
from tests.slow.compare import differences
from tests.slow.generate import make
from tests.slow.show import show

BOOKS, PART = 1_000, 50
OTHERS = ("any", "alpha", "beta", "any", "beta", "alpha", "cell", "envoy", "observer")


def accounts(seed: int) -> tuple[str, ...]:
    """Three accounts a book: the two that everybody reads, and one of the others in turn."""
    return ("undisputed", "confirmed", OTHERS[seed % len(OTHERS)])


def test_the_slow_evaluator_has_the_worked_examples() -> None:
    assert differences_from_examples() == []


@pytest.mark.parametrize("first", range(0, BOOKS, PART))
def test_slow_and_fast_agree(first: int) -> None:
    for seed in range(first, first + PART):
        book = make(seed)
        found = []
        for clocks, account in product(book.clocks, accounts(seed)):
            found += differences(book, clocks, account)
        if found:
            lines = "\n".join(str(d) for d in found[:12])
            pytest.fail(f"{show(book)}\n{lines}\n{len(found)} differences in this book")
