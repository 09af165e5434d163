"""Anchors stand where they were made, and nowhere else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucebook.reading.anchor import anchor_at, fault_of, find, from_columns, to_columns

TEXT = "Alpha\u2019s council rejected the plan. Beta said \u201cno\u201d. Alpha\u2019s council met."


@given(st.text(min_size=1, max_size=80), st.data())
def test_what_was_anchored_stands_and_comes_back_from_its_column(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchor_at("s1", text, start, end)
    row = json.loads(json.dumps(to_columns(anchor)))
    assert from_columns(row) == anchor
    if text[start:end].strip():
        assert fault_of(anchor, text, text[start:end]) is None


@given(st.text(min_size=1, max_size=60), st.integers(0, 59), st.characters())
def test_a_character_changed_in_the_words_or_round_them_is_told(
    text: str, place: int, other: str
) -> None:
    place %= len(text)
    anchor = anchor_at("s1", text, 0, len(text))
    changed = text[:place] + other + text[place + 1 :]
    if changed != text:
        assert fault_of(anchor, changed, None) is not None


def test_typography_is_folded_and_the_anchor_holds_what_stands_there() -> None:
    anchor = find("s1", TEXT, 'Beta said "no"')
    assert not isinstance(anchor, str)
    assert anchor.exact == "Beta said \u201cno\u201d"


@pytest.mark.parametrize(
    ("quote", "why"),
    [("Gamma said", "nowhere"), ("Alpha's council", "2 places"), ("  ", "nowhere")],
)
def test_what_stands_nowhere_or_twice_has_no_anchor(quote: str, why: str) -> None:
    found = find("s1", TEXT, quote)
    assert isinstance(found, str)
    assert why in found


@pytest.mark.parametrize(
    "value",
    [None, "", 7, [], {"source": "s1"}, {"source": "s1", "selector": "x"},
     {"source": 1, "selector": []}, {"source": "s1", "selector": [{"type": "TextQuoteSelector"}]},
     {"source": "s1", "selector": [{"type": "TextQuoteSelector", "exact": "a"},
                                   {"type": "TextPositionSelector", "start": "0", "end": 1}]}],
)  # fmt: skip
def test_what_is_no_anchor_is_none(value: object) -> None:
    assert from_columns(value) is None


def test_a_quote_of_other_words_than_the_anchor_is_told() -> None:
    anchor = find("s1", TEXT, "Beta said")
    assert not isinstance(anchor, str)
    assert fault_of(anchor, TEXT, "Beta said yes") is not None
    assert fault_of(anchor, TEXT, "Beta") is None
