"""Numbers as written, and the interval by our convention, by hand."""

from __future__ import annotations

import pytest

from trucebook.reading.quantity import quantities


@pytest.mark.parametrize(
    ("words", "low", "high", "soft"),
    [
        ("24 hostages", 24, 24, ()),
        ("nearly 2,000 prisoners", 1900, 1999, ("low",)),
        ("around 2 million people", 1_800_000, 2_200_000, ("low", "high")),
        ("over 48,000 people", 48_001, 48_999, ("high",)),
        ("at least 600 trucks", 600, 699, ("high",)),
        ("handed over 38 soldiers", 38, 38, ()),
        ("up to 10 soldiers", 0, 10, ("low",)),
        ("dozens of men", 24, 99, ("high",)),
        ("hundreds of thousands of people", 200_000, 999_999, ("high",)),
        ("thirty-nine women", 39, 39, ()),
        ("two hundred and fifty men", 250, 250, ()),
    ],
)
def test_interval(words: str, low: float, high: float, soft: tuple[str, ...]) -> None:
    """One number, with its ends and which of them are a convention."""
    (found,) = quantities(words)
    assert (found.low, found.high, found.soft) == (low, high, soft)
