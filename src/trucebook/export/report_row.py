"""A report with the record's own columns, and what the book makes of it."""

from __future__ import annotations

from decimal import Decimal

from trucebook.export.to_json import Json, number_to_json
from trucebook.model.columns import COLUMNS
from trucebook.model.report import Bound, Report
from trucebook.model.to_row import row_of

BOUND = ("bound_to", "side", "why_unbound")
"""What the book makes of a report, after the record's own columns."""


def report_to_json(report: Report) -> dict[str, Json]:
    """Every column of the record, null where the report does not say, and what it kept beside."""
    row = row_of(report)
    return {name: _value(row.get(name)) for name in dict.fromkeys((*COLUMNS, *row))}


def bound_to_json(bound: Bound) -> dict[str, Json]:
    """A report, and what the book makes of it."""
    return {
        **report_to_json(bound.report),
        "bound_to": list(bound.commitments),
        "side": bound.side,
        "why_unbound": bound.why_unbound,
    }


def _value(value: object) -> Json:
    match value:
        case Decimal():
            return number_to_json(value)
        case None | bool() | int() | float() | str():
            return value
        case dict():
            return {str(name): _value(item) for name, item in value.items()}
        case list() | tuple():
            return [_value(item) for item in value]
        case _:
            return str(value)
