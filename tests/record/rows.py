"""Rows of a record, by hand and by chance."""

from __future__ import annotations

import json

from hypothesis import strategies as st

Row = dict[str, object]

_WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | _WORDS | st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=5,
)
_OWN_COLUMNS = st.dictionaries(_WORDS.map("x-{}".format), _VALUES, max_size=3)
_DATES = st.sampled_from(
    ["2025-02-01", "2025-02-01/2025-02-07", "2025-02", "2025-02-01T08:00+02:00", "../2025-02-01"]
)
SHARES: list[dict[str, object] | None] = [None, {"living, soldier": 1}, {"a": [1, None]}]
"""A share is no more than the count it is a share of."""


@st.composite
def rows(draw: st.DrawFn, name: str = "r1") -> Row:
    """A row that can go in, with columns of its own."""
    low = draw(st.none() | st.integers(0, 50))
    high = draw(st.none() | st.integers(low or 0, 99))
    row: Row = {
        "id": name,
        "published": draw(st.dates()).isoformat(),
        "kind": draw(_WORDS),
        "asserted_by": draw(_WORDS),
        "text": draw(_WORDS),
        "event_date": draw(st.none() | _DATES),
        "count_low": low,
        "count_high": high,
        "for": draw(st.sampled_from([None, "none", ["host"], ["host", "free.2025-02-22"]])),
        "hedge": draw(st.sampled_from(["none", "approximate", "attributed"])),
        "soft": draw(st.sampled_from([None, "low", "high", "both", "none"])),
        "contrary": draw(st.none() | st.booleans()),
        "recorded": draw(st.sampled_from([None, "2025-02-01T10:00", "2025-02-01T10:00:31Z"])),
        "breakdown": draw(st.sampled_from(SHARES if high is None or high > 0 else SHARES[:1])),
        **draw(_OWN_COLUMNS),
    }
    return row


def least(name: str, **more: object) -> Row:
    """A row with what every row needs."""
    return {"id": name, "published": "2025-02-01", "kind": "release", "source": "X", **more}


def lines(*written: Row) -> str:
    """The text of a file of JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in written)
