"""Plans, lists, offers, threats, demands and stances perform nothing, in any account.

Two things may follow from words alone, and are left out here: a list fixes what an exchange
requires, and an announcement about a round already open acknowledges that it was not done.
Source: spec/accounts.md#never-performance, spec/exchange.md (semantics, sections 4, 6 and 7).
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.books import FIRST, LAST, accounts, books, clocks, law
from tests.laws.further import INTENTIONS, reports, with_reports
from tests.slow.build import agreement, duty, many, record, say
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks, Row
from trucebook.evaluation.standing import standing
from trucebook.model.agreement import Exchange, Happened, Keep, Once, OnDay, Proviso
from trucebook.model.report import ANNOUNCEMENTS, Bound

PUBLISHED = st.integers(FIRST, LAST)


def performance(row: Row) -> object:
    """What a row says was done."""
    return (row.done, row.done_by_class, [(part.id, part.done) for part in row.rounds])


def stands(row: Row) -> object:
    """All a row says of where it stands, in every account."""
    return (
        row.standing,
        row.possible,
        row.because,
        row.due,
        row.required,
        dict(row.by_account),
        dict(row.by_reading),
        row.days,
        row.grade,
        row.facts,
        [(p.id, p.standing, p.possible, p.due, p.required, p.opened_by) for p in row.rounds],
    )


def boards(book: Book, more: list[Bound], clocks: Clocks, account: str) -> tuple[Board, Board]:
    before = standing(book.agreement, book.record, clocks, account)
    return before, standing(book.agreement, with_reports(book.record, more), clocks, account)


def lists_for_exchange(book: Book, more: list[Bound]) -> bool:
    exchanges = {c.id for c in book.agreement.commitments if isinstance(c.terms, Exchange)}
    return any(b.report.kind == "list" and exchanges & set(b.commitments) for b in more)


@law(120)
@given(st.data(), books(), clocks(), accounts)
def test_intentions_move_nothing(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    some = reports(book, PUBLISHED, kinds=INTENTIONS, takes_back=False)
    more = data.draw(st.lists(some, min_size=1, max_size=3))
    assume(not lists_for_exchange(book, more))
    before, after = boards(book, more, clocks, account)
    assert [stands(row) for row in after.rows] == [stands(row) for row in before.rows]
    assert [performance(row) for row in after.rows] == [performance(row) for row in before.rows]
    assert (after.phases, after.gap) == (before.phases, before.gap)


@st.composite
def planned(draw: st.DrawFn, book: Book) -> Bound:
    """An act of the very clause, said to be planned."""
    c = draw(st.sampled_from(book.agreement.commitments))
    act = "strike" if isinstance(c.terms, Keep) else c.verb
    bound = draw(reports(book, PUBLISHED, commitment=c, kinds=(act,), takes_back=False))
    if bound.report.count is not None and draw(st.booleans()):
        return replace(bound, report=replace(bound.report, count_basis="planned"))
    return replace(bound, report=replace(bound.report, hedge="planned"))


@law(100)
@given(st.data(), books(), clocks(), accounts)
def test_planned_acts_move_nothing(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    more = data.draw(st.lists(planned(book), min_size=1, max_size=3))
    before, after = boards(book, more, clocks, account)
    assert [stands(row) for row in after.rows] == [stands(row) for row in before.rows]
    assert [performance(row) for row in after.rows] == [performance(row) for row in before.rows]


def test_a_planned_count_is_no_event_that_the_text_waits_for() -> None:
    waits = (Proviso("once", Happened("entry")),)
    leave = duty("leave", "beta", "alpha", "leave", "P", Once(OnDay(5)), conditions=waits)
    text = agreement("Waiting", [leave])
    entry = {"event": "entry", "count": many(1), "count_basis": "planned"}
    said = record(say("r1", FIRST, FIRST, "alpha", "entry", **entry))
    (row,) = standing(text, said, Clocks(FIRST), "undisputed").rows
    assert row.standing == "waiting"


def exchanges(c: object) -> bool:
    return isinstance(getattr(c, "terms", None), Exchange)


@law(50)
@given(st.data(), books(exchanges), clocks(), accounts)
def test_a_list_for_an_exchange_touches_no_done(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    c = data.draw(st.sampled_from([c for c in book.agreement.commitments if exchanges(c)]))
    some = reports(book, PUBLISHED, commitment=c, kinds=("list",), takes_back=False)
    more = data.draw(st.lists(some, min_size=1, max_size=3))
    before, after = boards(book, more, clocks, account)
    for row, other in zip(before.rows, after.rows, strict=True):
        assert (row.done, row.done_by_class, row.facts) == (
            other.done,
            other.done_by_class,
            other.facts,
        )


@law(120)
@given(st.data(), books(), clocks(), accounts)
def test_announcements_do_nothing_and_stop_no_clock(
    data: st.DataObject, book: Book, clocks: Clocks, account: str
) -> None:
    some = reports(book, PUBLISHED, kinds=tuple(sorted(ANNOUNCEMENTS)), takes_back=False)
    more = [b for b in data.draw(st.lists(some, min_size=1, max_size=3)) if not b.report.contrary]
    before, after = boards(book, more, clocks, account)
    for row, other in zip(before.rows, after.rows, strict=True):
        assert row.due == other.due
        if "met" in f"{row.standing} {other.standing}":
            assert row.standing == other.standing
