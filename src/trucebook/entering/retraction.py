"""The row by which an earlier report is taken back.

Source: spec/record/adding.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.entering.refused import RefusedError
from trucebook.model.report import Report
from trucebook.model.time import Day, iso
from trucebook.model.to_row import row_of
from trucebook.record.json_line import Row

ALIKE = ("event_date", "kind", "actor", "counterpart", "object", "for", "event")
"""Columns in which a retraction says what the report said that it takes back."""
DESK = "the desk of this book"
"""Whose word it is where no source took the report back; who of it, `recorded_by` says."""


@dataclass(frozen=True, slots=True)
class BySource:
    """What took a report back: a source, who says so there, on which day."""

    source: str
    published: Day
    says: str | None = None


def retraction(
    old: Report, why: str, by_source: BySource | None = None, own_id: str | None = None
) -> Row:
    """The row that takes a report back: the desk's own mistake, unless a source took it back.

    Errors: RefusedError where it is not said why.
    """
    if not why.strip():
        raise RefusedError("It is not said why the report is taken back. Nothing was put in.")
    was = row_of(old)
    row = {name: was[name] for name in ALIKE if name in was} | {
        "id": own_id or f"{old.id}.retracted",
        "published": iso(old.published if by_source is None else by_source.published),
        "text": why,
        "retracts": old.id,
        "source": DESK if by_source is None else by_source.source,
    }
    if by_source is not None and by_source.says is not None:
        row["asserted_by"] = by_source.says
    return row
