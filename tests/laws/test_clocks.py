"""What is published later changes nothing, and nothing published is ever lost.

Source: spec/clocks.md.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.books import FIRST, GAZA, LAST, accounts, at, books, days, gaza, law
from tests.laws.further import reports, under_own_ids, with_reports
from tests.slow.generate import Book
from trucebook.book import board
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import standing
from trucebook.evaluation.visible import visible
from trucebook.export.to_json import status_to_json, to_text
from trucebook.model.binding import bind_record
from trucebook.model.names import Names
from trucebook.model.report import Bound, Record
from trucebook.model.time import Day, iso, start_of


@law(100)
@given(st.data(), books(), days, days, accounts)
def test_a_report_published_later_changes_nothing(
    data: st.DataObject, book: Book, on: Day, public: Day, account: str
) -> None:
    later = st.integers(public + 1, public + 5)
    more = data.draw(st.lists(reports(book, later), min_size=1, max_size=4))
    clocks = Clocks(on, public)
    before = standing(book.agreement, book.record, clocks, account)
    assert standing(book.agreement, with_reports(book.record, more), clocks, account) == before


@law(100)
@given(st.data(), books(), days, days)
def test_nor_does_it_change_what_earlier_rows_are_bound_to(
    data: st.DataObject, book: Book, on: Day, public: Day
) -> None:
    def bound(rows: list[Bound]) -> Record:
        said = [b.report for b in rows]
        return bind_record(said, book.record.watches, book.agreement, Names())

    later = st.integers(public + 1, public + 5)
    more = data.draw(st.lists(reports(book, later), min_size=1, max_size=4))
    rows = [in_a_wire(b, data.draw(st.sampled_from(WIRES))) for b in book.record.reports]
    more = [in_a_wire(b, data.draw(st.sampled_from(WIRES))) for b in more]
    for b in data.draw(st.lists(st.sampled_from(rows), max_size=2)) if rows else []:
        link = data.draw(st.sampled_from(("event", "part_of")))
        changes = {link: b.report.id, "published": public + 1}
        more.append(replace(b, report=replace(b.report, **changes)))
    clocks = Clocks(on, public)
    before = standing(book.agreement, bound(rows), clocks, "undisputed")
    after = standing(book.agreement, bound(rows + under_own_ids(more)), clocks, "undisputed")
    assert after == before


WIRES = (None, None, "", "Agency", "Other Agency")
"""No wire story; one, whose agency is not named; one of an agency."""


def in_a_wire(bound: Bound, agency: str | None) -> Bound:
    """A row of somebody without a side, as it came out in an outlet that carries a wire."""
    if agency is None or bound.side is not None:
        return bound
    outlet = bound.report.asserted_by
    source = f"{outlet} ({agency})" if agency else outlet
    return replace(bound, report=replace(bound.report, source=source, wire_group="wire"))


@pytest.mark.parametrize("public", ["2025-01-26", "2025-02-13", "2025-03-01"])
def test_what_the_shipped_book_says_later(tmp_path: Path, public: str) -> None:
    cut = tmp_path / GAZA.name
    shutil.copytree(GAZA, cut)
    kept = dropped = 0
    for file in (cut / "record").glob("*.jsonl"):
        rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        early = [row for row in rows if (json.loads(row).get("published") or "") <= public]
        kept, dropped = kept + len(early), dropped + len(rows) - len(early)
        file.write_text("".join(early), encoding="utf-8")
    assert kept
    assert dropped
    clocks = at(public, public)
    whole = status_to_json(board(gaza(), clocks), "gaza")
    assert to_text(status_to_json(board(gaza(cut), clocks), "gaza")) == to_text(whole)


# --- nothing is lost ------------------------------------------------------------------------


def seen(record: Record, clocks: Clocks) -> set[str]:
    return {b.report.id for b in visible(record, clocks)}


def taken_away(record: Record, ids: set[str]) -> set[str]:
    """What the entries of these ids say is to be taken away."""
    rows = [b.report for b in record.reports if b.report.id in ids]
    return {name for row in rows for name in (row.corrects, row.retracts) if name is not None}


@law(120)
@given(st.data(), books(), days, days)
def test_entries_take_away_exactly_what_they_name(
    data: st.DataObject, book: Book, one: Day, other: Day
) -> None:
    more = data.draw(st.lists(reports(book, st.integers(FIRST, LAST)), max_size=4))
    record = with_reports(book.record, more)
    for public in sorted({one, other}):
        out = {b.report.id for b in record.reports if b.report.published <= public}
        retracting = {b.report.id for b in record.reports if b.report.retracts is not None}
        assert seen(record, Clocks(one, public)) == out - taken_away(record, out) - retracting


@law(120)
@given(st.data(), books(), days, days)
def test_a_later_public_never_removes_a_report(
    data: st.DataObject, book: Book, one: Day, other: Day
) -> None:
    more = data.draw(st.lists(reports(book, st.integers(FIRST, LAST)), max_size=4))
    record = with_reports(book.record, more)
    early, late = Clocks(one, min(one, other)), Clocks(one, max(one, other))
    between = {
        b.report.id
        for b in record.reports
        if (early.public or 0) < b.report.published <= (late.public or 0)
    }
    assert seen(record, early) - seen(record, late) <= taken_away(record, between)


@law(100)
@given(st.data(), books(), days, days, days)
def test_nor_does_a_later_known(
    data: st.DataObject, book: Book, on: Day, one: Day, other: Day
) -> None:
    entered = [
        replace(b, report=replace(b.report, recorded=start_of(b.report.published) + after))
        for b in with_reports(
            book.record, data.draw(st.lists(reports(book, days), max_size=3))
        ).reports
        for after in (data.draw(st.integers(0, 5000)),)
    ]
    record = replace(book.record, reports=tuple(entered), has_known=True)
    early, late = (Clocks(on, None, start_of(day)) for day in sorted((one, other)))
    out = {b.report.id for b in entered if (b.report.recorded or 0) <= (early.known or 0)}
    known = {b.report.id for b in entered if (b.report.recorded or 0) <= (late.known or 0)}
    assert seen(record, early) - seen(record, late) <= taken_away(record, known - out)
    without = replace(record, reports=tuple(b for b in entered if b.report.id in out))
    before = standing(book.agreement, without, early, "undisputed")
    assert standing(book.agreement, record, early, "undisputed") == before


@pytest.mark.parametrize("public", ["2025-01-30", "2025-02-15", "2025-03-20"])
def test_the_shipped_book_loses_nothing(public: str) -> None:
    record = gaza().record
    clocks = at(public, public)
    out = {b.report.id for b in record.reports if iso(b.report.published) <= public}
    assert out - seen(record, clocks) == taken_away(record, out) & out
