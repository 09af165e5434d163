"""The record as a table (CSV): the same columns, one row a line, objects in cells as JSON.

An empty cell says nothing. A cell of a text column is text as it stands; any other cell is JSON
where it reads as JSON, else text.
Source: spec/record/reports.md; RFC 4180.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Protocol

from trucebook.model.columns import COLUMNS, TEXT_COLUMNS, near_column
from trucebook.record.json_line import Row, read_value, write_value

WATCH_COLUMNS = ("from", "to", "by")
_PLAIN = TEXT_COLUMNS | frozenset(WATCH_COLUMNS) | {"published", "recorded", "event_date"}
_DELIMITERS = (",", ";", "\t")
_LONGEST_CELL = 2**31 - 1
"""A quote may be a page long; more than this a C long cannot say everywhere."""


class _Reader(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __next__(self) -> list[str]: ...


def read_table(text: str) -> list[tuple[int, int, Row | str]]:
    """The rows of a table, each with its first and last line (from 1), or why it is none.

    Shape: nothing for a text without a line; the header and empty lines are no rows.
    """
    lines = [line + "\n" for line in text.split("\n")]
    first_line = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first_line.count)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(_rows(csv.reader(lines, delimiter=delimiter, strict=True)))
    finally:
        csv.field_size_limit(before)


def write_table(rows: Iterable[Row]) -> str:
    """A table of rows: the record's columns, then any others, sorted."""
    kept = list(rows)
    known = [*COLUMNS, *(name for name in WATCH_COLUMNS if any(name in row for row in kept))]
    others = sorted({name for row in kept for name in row} - set(known))
    lines = [_line([*known, *others])]
    for row in kept:
        cells = [_write_cell(name, row.get(name)) for name in known]
        cells += [_write_cell(name, row[name]) if name in row else "" for name in others]
        lines.append(_line(cells))
    return "".join(lines)


def _line(cells: list[str]) -> str:
    """One line of a table, ended by a line feed alone."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # so that both breaks are quoted
    return out.getvalue().removesuffix("\r\n") + "\n"


def _rows(reader: _Reader) -> Iterator[tuple[int, int, Row | str]]:
    """The rows a reader of tables comes upon, after the header."""
    header: list[str] | None = None
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield first, max(first, reader.line_num), _not_a_line(str(fault))
            continue
        if not any(cells):
            continue
        if header is None:
            header = [name.strip(" \t") for name in cells]
            if reason := _bad_header(header):
                yield first, reader.line_num, reason
                return
            continue
        yield first, reader.line_num, _row(header, cells)


def _bad_header(header: list[str]) -> str | None:
    """Why a first line names no columns; None where it does."""
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        return f'the column "{twice}" is given twice'
    if "kind" in header:
        return None
    near = next((name for name in header if near_column(name) == "kind"), None)
    if near is not None:
        return f'the first line has a column "{near}": write it as "kind"'
    if not any(name in COLUMNS for name in header):
        return (
            "the first line of a table names its columns, and this one names none: begin with "
            "id, published, event_date, kind, actor, object, count_low, count_high, asserted_by, "
            "source"
        )
    return "the first line has no column kind, which says what was done"


def _not_a_line(fault: str) -> str:
    """Why the reader of tables stopped, in words for whoever wrote the table."""
    if "end of data" in fault:
        return "a cell in quotes is not closed"
    if "expected after" in fault:
        return "behind the closing quote of a cell stands more: a quote inside a cell is doubled"
    return f"not a line of a table: {fault}"


def _row(header: list[str], cells: list[str]) -> Row | str:
    """The row of a line, or why it is none."""
    if len(cells) != len(header):
        return (
            f"{len(cells)} cells for {len(header)} columns: every column has a cell, empty where "
            "it says nothing; a cell that holds the separator stands in quotes"
        )
    row: Row = {}
    for name, cell in zip(header, cells, strict=True):
        if not cell:
            continue
        if not name:
            return f"a cell stands under no column: {cell}"
        row[name] = cell if name in _PLAIN else _read_cell(cell)
    return row


def _read_cell(cell: str) -> object:
    """What a cell means."""
    try:
        return read_value(cell)
    except (ValueError, RecursionError):
        return cell


def _write_cell(name: str, value: object) -> str:
    """A value as a cell that is read back the same."""
    if value is None:
        return "" if name in COLUMNS else "null"
    if isinstance(value, str) and (name in _PLAIN or _read_cell(value) == value != ""):
        return value
    return write_value(value)
