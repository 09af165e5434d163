"""What does not stand in the article is refused, with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from trucebook.reading.claims import read_text
from trucebook.reading.grounding import ground

TEXT = (
    "Alpha\N{RIGHT SINGLE QUOTATION MARK}s council rejected the plan on Monday. "
    "Beta said it had freed 40 prisoners. Under the text, Beta would release 30 more prisoners."
)


def record(quote: str, **other: Any) -> dict[str, Any]:
    """A claim on the words."""
    return {"kind": "event", "quote": quote, "start": TEXT.find(quote)} | other


@pytest.mark.parametrize(
    "claim",
    [
        record("Beta freed nobody"),
        record("freed 40 prisoners", kind="figure", quantity={"low": 41, "high": 41}),
        record("Beta would release 30 more prisoners", modality="actual", anchor="release"),
        record("Beta said it had freed 40 prisoners", actor="Gamma"),
        record("Beta said it had freed 40 prisoners", asserter="Gamma"),
        record("council rejected the plan", kind="stance", subkind="for"),
        record("Beta said it had freed 40 prisoners", asserter="prisoners"),
        record("council rejected the plan", actor="the plan", anchor="rejected"),
        record(""),
    ],
)
def test_refused(claim: dict[str, Any]) -> None:
    """Invented words, another number, a stronger verb, another actor: each is told."""
    assert ground(TEXT, claim)


def test_typography_alone_is_folded() -> None:
    """A straight apostrophe for a curved one is the same words."""
    assert ground(TEXT, {"kind": "stance", "quote": "Alpha's council rejected", "start": 0}) == ()


def test_what_the_rules_propose_stands() -> None:
    """The reader's own proposals pass the same gate."""
    found = read_text(TEXT)
    assert found
    assert [r for r in found if ground(TEXT, r)] == []
