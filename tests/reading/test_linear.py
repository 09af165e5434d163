"""Time grows with length alone, however the words are strung together."""

from __future__ import annotations

import time

import pytest

from trucebook.reading.intake import take_in
from trucebook.reading.proposals import propose

NEWS = (
    "the council of Alpha said that nine of the captives had left for the town and Beta accused "
    "Gamma of keeping two lists while "
)
TIMES = 4
ALLOWED = 2.0
"""How much more than its share a longer text may take: a square would take four times it."""


def taken(unit: str, length: int) -> float:
    """Seconds of CPU; the first words are those of English, so that it is not sent away."""
    whole = "The town of the river was said to be at the end of it. " + unit * (length // len(unit))
    article = take_in(whole.encode())
    start = time.process_time()
    propose(article)
    return time.process_time() - start


@pytest.mark.parametrize("unit", [NEWS, "9 ", "half of the ", "the old men of the town "])
def test_a_text_without_a_full_stop_takes_its_share(unit: str) -> None:
    taken(unit, 1_000)
    short = min(taken(unit, 15_000) for _ in range(2))
    assert taken(unit, TIMES * 15_000) < ALLOWED * TIMES * short
