"""A link does what the column `event` would, and nothing else; taken back, it was never there.

Source: spec/record/linking.md (semantics, section 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.books import accounts, books, clocks, law
from tests.slow.generate import Book
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import standing
from trucebook.model.binding import bind_record
from trucebook.model.columns import DIFFERENT_EVENTS, LINK, ONE_EVENT
from trucebook.model.names import Names
from trucebook.model.report import Record, Report

NAME = "an event of its own"


def link(rows: Sequence[Report], result: str, event: str | None) -> Report:
    return Report(
        "link",
        min(row.published for row in rows),
        LINK,
        source="the desk",
        links=tuple(row.id for row in rows),
        result=result,
        event=event,
    )


def stands(book: Book, record: Record, clocks: Clocks, account: str) -> list[object]:
    """What a board says of each commitment, but for the ids of links."""
    return [
        (row.commitment.id, row.standing, row.possible, row.because, row.done, row.grade)
        for row in standing(book.agreement, record, clocks, account).rows
    ]


def bound(book: Book, rows: Sequence[Report]) -> Record:
    return bind_record(rows, book.record.watches, book.agreement, Names())


def some(data: st.DataObject, rows: Sequence[Report], least: int) -> list[Report]:
    """Rows that no other row takes the place of: it would be linked in their place."""
    replaced = {row.corrects for row in rows}
    rows = [row for row in rows if row.id not in replaced]
    assume(len(rows) >= least)
    return data.draw(st.lists(st.sampled_from(rows), min_size=least, max_size=3, unique=True))


@law(150)
@given(st.data(), books(), clocks(), accounts)
def test_one_event_is_as_if_the_rows_named_it(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    rows = [one.report for one in book.record.reports]
    chosen = some(data, rows, 1)
    named = [replace(row, event=NAME) if row in chosen else row for row in rows]
    linked = [*rows, link(chosen, ONE_EVENT, NAME)]
    assert stands(book, bound(book, linked), clocks, account) == stands(
        book, bound(book, named), clocks, account
    )


@law(150)
@given(st.data(), books(), clocks(), accounts)
def test_different_events_are_as_if_each_row_named_its_own(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    rows = [one.report for one in book.record.reports]
    chosen = some(data, rows, 2)
    events = [one.event for one in book.record.reports if one.report in chosen]
    own = [event or row.id for event, row in zip(events, chosen, strict=True)]
    assume(len(set(own)) == len(own))
    named = [replace(row, event=row.event or row.id) if row in chosen else row for row in rows]
    linked = [*rows, link(chosen, DIFFERENT_EVENTS, None)]
    assert stands(book, bound(book, linked), clocks, account) == stands(
        book, bound(book, named), clocks, account
    )


@law(100)
@given(st.data(), books(), clocks(), accounts, st.sampled_from((ONE_EVENT, DIFFERENT_EVENTS)))
def test_a_link_that_is_taken_back_was_never_there(
    data: st.DataObject, book: Book, clocks: Clocks, account: str, result: str
) -> None:
    rows = [one.report for one in book.record.reports]
    made = link(some(data, rows, 2), result, None)
    back = Report("back", made.published, LINK, source="the desk", retracts="link")
    assert stands(book, bound(book, [*rows, made, back]), clocks, account) == stands(
        book, bound(book, rows), clocks, account
    )


@law(100)
@given(st.data(), books())
def test_the_order_of_links_and_rows_never_matters(data: st.DataObject, book: Book) -> None:
    rows = [one.report for one in book.record.reports]
    one = link(some(data, rows, 1), ONE_EVENT, NAME)
    other = replace(link(some(data, rows, 2), DIFFERENT_EVENTS, None), id="other")
    third = replace(link(some(data, rows, 1), ONE_EVENT, "another"), id="third")
    every = [*rows, one, other, third]
    assert bound(book, data.draw(st.permutations(every))) == bound(book, every)
