"""What waits for itself is what can be reached from itself, in texts of any length."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from trucebook.model.circles import circling

NAMES = st.sampled_from("abcdefgh")
WAITS = st.dictionaries(NAMES, st.lists(NAMES, max_size=3), max_size=8)


def reached(start: str, waits: dict[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(waits.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += waits.get(name, ())
    return seen


@given(WAITS)
def test_it_finds_what_reaches_itself(waits: dict[str, list[str]]) -> None:
    assert circling(waits) == {name for name in waits if name in reached(name, waits)}


def test_a_chain_of_a_hundred_thousand_is_no_trouble() -> None:
    chain = {str(n): [str(n + 1)] for n in range(100_000)}
    began = time.process_time()
    assert circling(chain) == frozenset()
    assert circling(chain | {"100000": ["99998"]}) == {"99998", "99999", "100000"}
    # It takes 0.3 s where it was written.
    assert time.process_time() - began < 3
