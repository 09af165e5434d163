"""The fields of a form to the row of a report, and back; and the words a form completes.

Source: docs/how-to/work-in-a-browser.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from trucebook.book import Book
from trucebook.entering.refused import RefusedError
from trucebook.model.columns import CHOICES
from trucebook.record.json_line import Row, write_value
from trucebook.syntax.verbs import base

PLAIN = {
    "event_date": "When it happened",
    "actor": "Who did it",
    "kind": "What was done",
    "object": "Of what",
    "counterpart": "To whom",
    "asserted_by": "Who says so",
    "source": "Where it came out",
    "published": "Published on",
    "url": "Its address",
    "place": "Where",
    "event": "Event, by its name",
    "text": "Our summary",
    "quote": "Its words",
}
"""Columns that hold what their field says, with the name of the field."""
LONGEST = 20_000
"""Characters of one field."""
_ONE = r"(\d[\d,]*(?:\.\d+)?)"
_COUNT = re.compile(
    rf"(?:(?P<least>at least)\s+|(?P<most>at most)\s+)?{_ONE}(?:\s*(?:\.\.|to|-|–)\s*{_ONE})?"
)


@dataclass(frozen=True, slots=True)
class Known:
    """Words of the book that a form completes, by field."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    things: tuple[str, ...]
    sources: tuple[str, ...]
    ids: tuple[str, ...]
    hedges: tuple[str, ...] = CHOICES["hedge"]


def known_of(book: Book) -> Known:
    """The book's words and names, and those its record uses."""
    agreement, table = book.agreement, book.names
    rows = [bound.report for bound in book.record.reports]
    names = {party.name for party in agreement.parties}
    names |= {name for name, _ in (*table.speaks_for, *table.under_authority, *table.same)}
    names |= {name for r in rows for name in (r.actor, r.counterpart, r.asserted_by) if name}
    kinds = {c.verb for c in agreement.commitments} | {r.kind for r in rows}
    things = {c.object for c in agreement.commitments if c.object}
    things |= {name for name, _ in table.objects} | {r.object for r in rows if r.object}
    sources = {r.source for r in rows if r.source}
    return Known(
        tuple(sorted(kinds)),
        tuple(sorted(names)),
        tuple(sorted(things)),
        tuple(sorted(sources)),
        tuple(sorted({c.id for c in agreement.commitments})),
    )


def row_of_form(fields: Mapping[str, str]) -> Row:
    """The row that a form says; its id is made of its words, so the same form is the same row.

    Errors: RefusedError where a number or an id cannot be read.
    """
    row: Row = {}
    for column in PLAIN:
        if words := fields.get(column, "").strip():
            row[column] = words
    if "kind" in row:
        row["kind"] = base(str(row["kind"]).lower())
    row |= _count(fields.get("count", "").strip())
    if hedge := fields.get("hedge", "").strip():
        row["hedge"] = hedge
    if ids := fields.get("for", "").strip():
        row["for"] = ids if ids == "none" else re.split(r"[\s,]+", ids.strip(" ,"))
    name = fields.get("id", "").strip()
    return {"id": name or f"w-{sha256(write_value(row).encode()).hexdigest()[:10]}"} | row


def form_of_row(row: Mapping[str, object]) -> dict[str, str]:
    """The fields of a form that says a row."""
    fields = {column: str(row[column]) for column in PLAIN if row.get(column) is not None}
    low, high = row.get("count_low"), row.get("count_high")
    if low is not None or high is not None:
        fields["count"] = (
            f"at most {high}"
            if low is None
            else f"at least {low}"
            if high is None
            else str(low)
            if low == high
            else f"{low} to {high}"
        )
    ids = row.get("for")
    if ids is not None:
        fields["for"] = ", ".join(map(str, ids)) if isinstance(ids, list) else str(ids)
    if row.get("hedge") not in (None, "none"):
        fields["hedge"] = str(row["hedge"])
    return fields


def _count(words: str) -> Row:
    if not words:
        return {}
    found = _COUNT.fullmatch(words.replace("\N{NO-BREAK SPACE}", " "))
    if found is None:
        raise RefusedError(
            f"{words[:60]!r} is no number. Write 4, 80 to 90, at least 80, or at most 80."
        )
    numbers = [_number(one) for one in found.groups()[2:] if one]
    if found["least"]:
        return {"count_low": numbers[0]}
    if found["most"]:
        return {"count_high": numbers[0]}
    return {"count_low": numbers[0], "count_high": numbers[-1]}


def _number(words: str) -> object:
    plain = words.replace(",", "")
    return int(plain) if plain.isdecimal() else float(plain)
