"""What a figure counts: the words behind its number, without what takes it out of a whole."""

from __future__ import annotations

import pytest

from trucebook.reading.figures import figures


@pytest.mark.parametrize(
    ("words", "counts", "unit"),
    [
        ("Twelve of the wounded were evacuated.", "wounded", "wounded"),
        ("At least 40 of the displaced families came back.", "displaced families", "families"),
        ("Some 300 detained fighters were freed.", "detained fighters", "fighters"),
        ("They handed over 90 offices.", "offices", "offices"),
    ],
)
def test_counted(words: str, counts: str, unit: str) -> None:
    assert [(one.object, one.quantity["unit"]) for one in figures(words)] == [(counts, unit)]
