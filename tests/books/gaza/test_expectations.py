"""The book of January 2025 on fourteen days, against values worked out by hand.

`expectations.md` shows the calculation, `expectations.json` the values.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from trucebook import book as books
from trucebook.evaluation.result import Board, Clocks, Interval, Round, Row
from trucebook.model.time import day_of, iso

HERE = Path(__file__).parent
FOLDER = HERE.parents[2] / "books" / "gaza-2025-01"
WRITTEN = json.loads((HERE / "expectations.json").read_text(encoding="utf-8"))

Asked = tuple[str, str, str]


def _by_board() -> dict[Asked, list[dict[str, Any]]]:
    found: dict[Asked, list[dict[str, Any]]] = defaultdict(list)
    for one in WRITTEN["expectations"]:
        found[one["on"], one["public"], one["account"]].append(one)
    return dict(found)


BOARDS = _by_board()


@cache
def opened() -> books.Book:
    return books.open_book(FOLDER)


@cache
def board(on: str, public: str, account: str) -> Board:
    return books.board(opened(), Clocks(day_of(on), day_of(public)), account)


def day(value: int | None) -> str | None:
    return None if value is None else iso(value)


def bounds(value: Interval | None) -> dict[str, Any] | None:
    return None if value is None else {"low": value.low, "high": value.high}


def in_class(row: Row, name: str) -> dict[str, Any] | None:
    return next((bounds(n) for of, n in row.done_by_class if of == frozenset({name})), None)


def of_board(answer: Board, name: str) -> object:
    """A field of the board: gap.first, phase.one.last, going_on:READING."""
    head, _, reading = name.partition(":")
    if head == "going_on":
        first = next(p for p in answer.phases if p.id == "one")
        return sorted(first.going_on.get(reading, ()))
    if head.startswith("gap."):
        field = head.removeprefix("gap.")
        if field == "by_reading":
            return answer.gap.by_reading.get(reading)
        return day(answer.gap.first) if field == "first" else answer.gap.now
    _, phase_id, field = head.split(".")
    phase = next(p for p in answer.phases if p.id == phase_id)
    if field == "by_reading":
        return phase.by_reading.get(reading)
    return day(phase.last) if field == "last" else phase.standing


def of_row(found: Row | Round, name: str) -> object:
    """A field of a row or a round, in the form the expectations have."""
    head, _, reading = name.partition(":")
    if head in ("standing", "possible", "because"):
        value = getattr(found, head)
        return sorted(value) if isinstance(value, tuple) else value
    if head == "due":
        return day(found.due)
    if head in ("required", "done"):
        return bounds(getattr(found, head))
    if head == "required_low":
        return None if found.required is None else found.required.low
    if isinstance(found, Round):
        pytest.fail(f"a round has no {name}")
    if head == "by_reading":
        return found.by_reading.get(reading)
    if head.startswith("done_"):
        return in_class(found, head.removeprefix("done_"))
    part, _, end = head.partition("_")
    days = None if found.days is None else getattr(found.days, part)
    return getattr(days, end) if end and days is not None else bounds(days)


def got(answer: Board, name: str, field: str) -> object:
    if name == "board":
        return of_board(answer, field)
    rows = {row.commitment.id: row for row in answer.rows}
    if name in rows:
        return of_row(rows[name], field)
    rounds = {one.id: one for row in answer.rows for one in row.rounds}
    return of_row(rounds[name], field) if name in rounds else f"no row or round {name}"


def wanted(value: object) -> object:
    return sorted(value) if isinstance(value, list) else value


@pytest.mark.parametrize("asked", sorted(BOARDS), ids=" ".join)
def test_a_board_says_what_was_worked_out_by_hand(asked: Asked) -> None:
    answer = board(*asked)
    wrong = [
        f"{one['id']} {one['field']}: {got(answer, one['id'], one['field'])!r}, "
        f"by hand {one['value']!r}: {one['why']}"
        for one in BOARDS[asked]
        if got(answer, one["id"], one["field"]) != wanted(one["value"])
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_book_has_no_fault_and_nothing_unbound() -> None:
    book = opened()
    assert not [fault for fault in book.faults if fault.severity == "fault"]
    loose = [b.report.id for b in book.record.reports if not b.commitments and not b.outside]
    unplaced = sorted({name for b in book.record.reports for name in b.unplaced})
    assert (loose, unplaced) == ([], [])


def shown(row: Row) -> tuple[object, ...]:
    """All that a row says of the day looked at."""
    facts = tuple((f.event, f.versions, f.first, f.last, f.grade, f.reports) for f in row.facts)
    rounds = tuple((r.id, r.standing, r.required, r.done) for r in row.rounds)
    remarks = tuple((r.kind, r.reports) for r in row.remarks)
    said = (row.standing, row.possible, row.because, row.required, row.done)
    return (*said, facts, rounds, remarks, row.reports)


def test_later_reports_move_only_the_rows_they_are_bound_to() -> None:
    differ = WRITTEN["differ"]
    before, after = (
        {row.commitment.id: shown(row) for row in board(differ["on"], day_, "undisputed").rows}
        for day_ in differ["public"]
    )
    moved = {name for name in before if before[name] != after[name]}
    assert set(differ["must_differ"]) <= moved
    assert moved <= set(differ["must_differ"]) | set(differ["may_differ"])
