"""Texts of our own wording: every quote stands at its place, and passes the gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucebook.reading.claims import read_text
from trucebook.reading.grounding import ground

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


def test_there_are_texts() -> None:
    """None would prove nothing."""
    assert TEXTS


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_quotes_stand(path: Path) -> None:
    """Quote and anchor are exact, and the anchor lies in the quote."""
    text = path.read_text("utf-8")
    found = read_text(text)
    assert found
    for claim in found:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert text[claim["anchor_start"] : claim["anchor_end"]] == claim["anchor"]
        assert claim["start"] <= claim["anchor_start"] <= claim["anchor_end"] <= claim["end"]
        assert ground(text, claim) == ()
