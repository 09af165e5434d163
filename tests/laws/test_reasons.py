"""Every standing has a reason; every reason a clause one can point at, and a rule one can read.

Source: spec/standings.md (semantics, sections 1 and 7).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from tests.laws.books import accounts, at, books, clocks, gaza, law
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import standing

SPEC = Path(__file__).parents[2] / "spec"
DAYS = ("2025-01-18", "2025-01-27", "2025-02-24", "2025-03-06", "2025-05-01")


@cache
def anchors(page: str) -> frozenset[str]:
    """The headings of a page of the spec, as a link names them."""
    file = SPEC / f"{page}.md"
    if not file.exists():
        return frozenset()
    headings = re.findall(r"^#+ +(.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", h.lower()).strip().replace(" ", "-") for h in headings)


@pytest.mark.parametrize("account", ["undisputed", "confirmed", "hamas"])
@pytest.mark.parametrize("on", DAYS)
def test_each_has_a_reason_that_points_into_the_text(on: str, account: str) -> None:
    book = gaza()
    texts = book.texts
    said = {b.report.id: b.report for b in book.record.reports}
    board = standing(book.agreement, book.record, at(on, on), account)
    bound = {report for row in board.rows for report in row.reports}
    for row in board.rows:
        assert row.reasons, row.commitment.id
        for reason in row.reasons:
            assert reason.words
            span = reason.span
            text = texts[span.file]
            assert 0 <= span.start < span.end <= len(text)
            assert row.commitment.text == " ".join(text[span.start : span.end].split())
            for report in reason.reports:
                assert said[report].published <= at(on).on
                assert report in bound, (row.commitment.id, report)


@law(80)
@given(books(), clocks(), accounts)
def test_small_books(book: Book, clocks: Clocks, account: str) -> None:
    seen = {b.report.id for b in book.record.reports}
    board = standing(book.agreement, book.record, clocks, account)
    for row in board.rows:
        assert row.reasons
        assert all(reason.span == row.commitment.span for reason in row.reasons)
        assert all(set(reason.reports) <= seen for reason in row.reasons)
        assert {r for one in row.remarks for r in one.reports} <= seen


def rules(board: Board) -> set[str]:
    return {reason.rule for row in board.rows for reason in row.reasons}


def test_each_rule_is_a_page_of_the_spec() -> None:
    book = gaza()
    named: set[str] = set()
    for on in DAYS:
        for account in ("undisputed", "confirmed"):
            named |= rules(standing(book.agreement, book.record, at(on, on), account))
    for rule in sorted(named):
        page, _, heading = rule.partition("#")
        assert heading in anchors(page), rule


@law(80)
@given(books(), clocks(), accounts)
def test_each_rule_of_small_books(book: Book, clocks: Clocks, account: str) -> None:
    for rule in rules(standing(book.agreement, book.record, clocks, account)):
        page, _, heading = rule.partition("#")
        assert heading in anchors(page), rule
