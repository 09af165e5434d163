"""What rests on reports that nobody made says so on every line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from trucebook.export.to_json import Json

WORD = "HYPOTHETICAL"
MARGIN = len(WORD) + 2
"""Columns the mark takes of a page."""


def mark_text(text: str) -> str:
    """The mark before every line."""
    return "".join(f"{WORD}  {line}".rstrip() + "\n" for line in text.splitlines())


def mark_csv(text: str) -> str:
    """The mark in a first column of every row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(csv.reader(io.StringIO(text))):
        writer.writerow([WORD if number else "hypothetical", *row])
    return out.getvalue()


def mark_json(value: dict[str, Json], reports: Iterable[str]) -> dict[str, Json]:
    """The mark on the board, on every commitment and on every round."""
    marked: dict[str, Json] = {"hypothetical": True, "hypothetical_reports": list(reports)}
    for key, item in value.items():
        marked[key] = _mark_rows(item) if key == "commitments" else item
    return marked


def _mark_rows(rows: Json) -> Json:
    if not isinstance(rows, list):
        return rows
    marked: list[Json] = []
    for row in rows:
        if isinstance(row, dict):
            row = {"hypothetical": True, **row}  # noqa: PLW2901 - the row, marked
            if "rounds" in row:
                row["rounds"] = _mark_rows(row["rounds"])
        marked.append(row)
    return marked
