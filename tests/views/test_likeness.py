"""What two quotes share, and from where on it is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucebook.model.overlap import overlap, stretches_of
from trucebook.model.report import Bound, Report
from trucebook.views.likeness import likenesses

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", '"', "e"]), max_size=25).map(" ".join)


def shares(one: str, other: str) -> tuple[float, int]:
    found = overlap(stretches_of(one), stretches_of(other))
    return found.share, len(found.longest)


@pytest.mark.parametrize(
    ("one", "other", "share", "longest"),
    [
        ("a b c d", "a b c d", 1.0, 4),
        ("a b c d", "a b c x", 0.5, 3),
        ("a b", "a b", 0.0, 0),
        ("", "a b c", 0.0, 0),
        ("A, b; C!", "a b c", 1.0, 3),
        ('he said "a b c d e" then', 'she said "a b c d e" now', 0.0, 0),
        ('a b "x" c d', "a b c d", 0.0, 0),
        ("a b c p q r s t u v", "a b c", 1.0, 3),
    ],
)
def test_what_is_shared(one: str, other: str, share: float, longest: int) -> None:
    assert shares(one, other) == (share, longest)


@given(WORDS, WORDS)
def test_both_ways_the_same(one: str, other: str) -> None:
    assert shares(one, other) == shares(other, one)
    assert 0 <= shares(one, other)[0] <= 1


@given(WORDS)
def test_whatever_has_a_run_is_a_copy_of_itself(text: str) -> None:
    runs = any(len(words) >= 3 for words in stretches_of(text))
    assert shares(text, text)[0] == (1.0 if runs else 0.0)


def bound(name: str, quote: str, wire: str | None = None) -> Bound:
    return Bound(Report(name, 0, "pay", asserted_by="beta", quote=quote, wire_group=wire), ())


def text(shared: int, of: int) -> tuple[str, str]:
    """Two texts of `of` runs each that share the first `shared` of them."""
    words = [f"w{number}" for number in range(of + 2)]
    other = [w if number < shared + 2 else f"x{number}" for number, w in enumerate(words)]
    return " ".join(words), " ".join(other)


@pytest.mark.parametrize(
    ("shared", "of", "told", "copy"),
    [
        (1, 13, False, False),  # .077
        (2, 25, True, False),  # .08
        (4, 21, True, False),  # .19
        (4, 20, True, True),  # .20
        (6, 100, False, False),  # eight words in a row
        (7, 100, True, True),  # nine words in a row
    ],
)
def test_from_where_on_it_is_told(
    shared: int,
    of: int,
    told: bool,  # noqa: FBT001 - a column of the table
    copy: bool,  # noqa: FBT001 - a column of the table
) -> None:
    one, other = text(shared, of)
    found = likenesses(bound("new", one), [bound("old", other)])
    assert [like.is_copy for like in found] == ([copy] if told else [])


def test_a_stated_origin_outranks_words() -> None:
    one, other = text(10, 10)
    assert likenesses(bound("n", one, "w"), [bound("o", other, "w")]) == ()
    assert likenesses(bound("n", one, "w"), [bound("o", other, "v")]) == ()
    assert likenesses(bound("n", one, "w"), [bound("o", other)])[0].is_copy
