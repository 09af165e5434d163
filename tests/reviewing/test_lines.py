"""A proposed row as a line of the language: what is read back is what was proposed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucebook.book import Book, book_of
from trucebook.entering.enter import read_row
from trucebook.reading.intake import take_in
from trucebook.reading.proposals import propose
from trucebook.reviewing.draft import draft_of, known_of
from trucebook.reviewing.line import NOBODY, line_of, statement
from trucebook.reviewing.queue import Claim

TEXT = b"""agreement "Captives"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta  "Beta"
count captives
[host] alpha shall release 9 captives to beta by day 10.
"""
BOOK: Book = book_of("book", {"a.truce": TEXT})
WORDS = st.text(
    st.characters(categories=("L", "N", "P", "Zs"), exclude_characters='"<>'), min_size=1
).map(lambda text: " ".join(text.split()) or "x")
KINDS = st.sampled_from(["release", "hand over", "carry out", "pay", "reject", "demand", "threat"])
NUMBERS = st.one_of(
    st.none(), st.tuples(st.integers(0, 10**6), st.integers(0, 500)).map(lambda n: (n[0], sum(n)))
)
DAYS = st.sampled_from(["2025-03-04", "../2025-03-04", "2025-03", "2025-03-01/2025-03-04"])


@given(KINDS, st.tuples(WORDS, WORDS, WORDS), NUMBERS, DAYS)
def test_what_is_read_back_is_what_was_proposed(
    kind: str,
    names: tuple[str, str, str],
    number: tuple[int, int] | None,
    day: str,
) -> None:
    source, says, thing = names
    row: dict[str, object] = {
        "id": "2025-03-04-1.p01",
        "published": "2025-03-04",
        "source": source,
        "asserted_by": says,
        "event_date": day,
        "kind": kind,
        "actor": "Alpha",
        "counterpart": "Beta",
    }
    if number:
        row |= {"count_low": number[0], "count_high": number[1], "object": "captives"}
    else:
        row |= {"place": thing}
    row["text"] = statement(row)
    back = read_row("the line", line_of(row), BOOK)
    told = {column: back.get(column) for column in row if column != "text"}
    assert told == {column: value for column, value in row.items() if column != "text"}


@pytest.mark.parametrize(
    ("kind", "said"),
    [("carry out", "carries out"), ("pay", "pays"), ("hand over", "hands over")],
)
def test_verbs_are_said_as_people_say_them(kind: str, said: str) -> None:
    assert statement({"kind": kind, "actor": "Alpha"}) == f"Alpha {said}"


def test_who_is_not_said_is_not_made_up() -> None:
    assert statement({"kind": "figure", "count_low": 4}) == f'"{NOBODY}" counts at least 4'


def test_what_the_language_cannot_say_is_one_object() -> None:
    row = {"id": "a", "published": "2025-03-04", "kind": "pay", "actor": 'the "Group"'}
    assert line_of(row).startswith("{")


def test_the_tests_texts_are_proposed_and_read_back() -> None:
    texts = Path(__file__).parents[1] / "reading" / "texts"
    known = known_of(BOOK)
    claims = 0
    for path in sorted(texts.glob("*.txt")):
        for fields in propose(take_in(path.read_bytes())).records:
            claim = Claim(f"s/{fields['id']}", "s", fields, "2025-03-04", "Courier")
            row = {"id": "x"} | draft_of(claim, known, "UTC", {})
            back = read_row("the line", line_of(row), BOOK)
            assert back["kind"] == row["kind"], line_of(row)
            for column in ("count_low", "count_high", "event_date", "asserted_by", "source"):
                assert back.get(column) == row.get(column), (column, line_of(row))
            claims += 1
    assert claims > 100
