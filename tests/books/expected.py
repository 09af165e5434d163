"""A shipped book beside values worked out by hand: what a board says, field by field.

`expectations.md` of a book shows the calculation, `expectations.json` the values: a day, what was
published by then, an account, a row, a field.
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
SHELF = HERE.parents[1] / "books"
FOLDERS = {
    "aceh": "aceh-2005",
    "black_sea": "black-sea-grain-2022",
    "gaza": "gaza-2025-01",
    "lebanon": "lebanon-2024-11",
    "nuclear": "nuclear-plan-2015",
}
"""The folder of expectations, and the folder of the book."""

Asked = tuple[str, str, str, str]
"""Book, day looked at, published by, account."""


def written(name: str) -> dict[str, Any]:
    """What was worked out by hand for a book."""
    text = (HERE / name / "expectations.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def by_board() -> dict[Asked, list[dict[str, Any]]]:
    """The expectations of every book, by the board they look at."""
    found: dict[Asked, list[dict[str, Any]]] = defaultdict(list)
    for name in FOLDERS:
        for one in written(name)["expectations"]:
            found[name, one["on"], one["public"], one["account"]].append(one)
    return dict(found)


@cache
def opened(name: str) -> books.Book:
    """The book, opened once."""
    return books.open_book(SHELF / FOLDERS[name])


@cache
def board(name: str, on: str, public: str, account: str) -> Board:
    """One look at a book."""
    return books.board(opened(name), Clocks(day_of(on), day_of(public)), account)


def day(value: int | None) -> str | None:
    """A day as it is written."""
    return None if value is None else iso(value)


def bounds(value: Interval | None) -> dict[str, Any] | None:
    """An interval as it is written."""
    return None if value is None else {"low": value.low, "high": value.high}


def in_class(row: Row, name: str) -> dict[str, Any] | None:
    """The part of what was done in a class."""
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
    if head in ("state", "grade"):
        return getattr(found, head)
    if head == "by_reading":
        return found.by_reading.get(reading)
    if head.startswith("done_"):
        return in_class(found, head.removeprefix("done_"))
    part, _, end = head.partition("_")
    days = None if found.days is None else getattr(found.days, part)
    return getattr(days, end) if end and days is not None else bounds(days)


def got(answer: Board, name: str, field: str) -> object:
    """What the board says where an expectation looks."""
    if name == "board":
        return of_board(answer, field)
    rows = {row.commitment.id: row for row in answer.rows}
    if name in rows:
        return of_row(rows[name], field)
    rounds = {one.id: one for row in answer.rows for one in row.rounds}
    return of_row(rounds[name], field) if name in rounds else f"no row or round {name}"


def wanted(value: object) -> object:
    """What was worked out, in the order the board has it."""
    return sorted(value) if isinstance(value, list) else value
