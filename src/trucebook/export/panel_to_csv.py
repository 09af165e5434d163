"""The panel as CSV and as JSON, part by part: a part that many rows share is written once.

A cell that a spreadsheet would run as a formula, or that R or pandas would take for a missing
value (the country code NA), is led by an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from trucebook.export.codebook import codebook_to_json
from trucebook.export.to_json import Json, day_to_json, minute_to_json, number_to_json
from trucebook.views.codebook import Codebook
from trucebook.views.panel import PanelRow, Part
from trucebook.views.panel_columns import Cell
from trucebook.views.panel_parts import PanelBook

SCHEMA = "trucebook.panel/1"

_FORMULA = re.compile(r"[=+\-@\t\r]")
_TAKEN_FOR_MISSING = frozenset({"NA", "N/A", "NaN", "n/a", "nan", "null", "NULL", "None", "<NA>"})
_QUOTED = re.compile(r'[",\r\n]')


def heading_to_csv(names: Sequence[str]) -> str:
    """The names of the columns, with a line feed."""
    return ",".join(cell_to_csv(name) for name in names) + "\n"


def rows_to_csv(rows: Iterable[PanelRow]) -> Iterator[str]:
    """Every row, each with its line feed."""
    made: dict[int, tuple[Part, str]] = {}
    for row in rows:
        yield ",".join([_fragment(part, made) for part in row]) + "\n"


def _fragment(part: Part, made: dict[int, tuple[Part, str]]) -> str:
    """A part as it is written. It is kept with its words, or its id could be another's."""
    known = made.get(id(part))
    if known is None:
        known = made[id(part)] = (part, ",".join([cell_to_csv(cell) for cell in part]))
    return known[1]


def cell_to_csv(cell: Cell) -> str:
    """One cell."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, int):
        return str(cell)
    words = f"'{cell}" if _FORMULA.match(cell) or cell in _TAKEN_FOR_MISSING else cell
    return '"' + words.replace('"', '""') + '"' if _QUOTED.search(words) else words


def panel_to_json(
    rows: Iterable[PanelRow], books: Sequence[PanelBook], codebook: Codebook
) -> dict[str, Json]:
    """The rows as lists in the order of `columns`, with the books and the codebook."""
    return {
        "schema": SCHEMA,
        "version": codebook.version,
        "books": [_book(book) for book in books],
        "codebook": codebook_to_json(codebook)["columns"],
        "columns": [entry.name for entry in codebook.entries],
        "rows": [[_value(cell) for part in row for cell in part] for row in rows],
    }


def _value(cell: Cell) -> Json:
    return cell if isinstance(cell, str) else number_to_json(cell)


def _book(book: PanelBook) -> dict[str, Json]:
    return {
        "book": book.name,
        "title": book.agreement.title,
        "hash": book.hash,
        "ids": [{"register": one.register, "id": one.id} for one in book.agreement.ids],
        "public": day_to_json(book.clocks.public),
        "known": minute_to_json(book.clocks.known),
        "from": day_to_json(book.days[0]),
        "to": day_to_json(book.days[-1]),
        "days": len(book.days),
    }
