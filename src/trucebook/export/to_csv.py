"""Tables as CSV: RFC 4180 with line feeds, UTF-8, objects in cells as JSON.

A cell that a spreadsheet would run as a formula is led by an apostrophe; numbers are left alone.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from trucebook.evaluation.result import Board, Row
from trucebook.export.report_row import BOUND, bound_to_json
from trucebook.export.to_json import Json, day_to_json, row_to_json
from trucebook.model.columns import COLUMNS
from trucebook.model.report import Bound
from trucebook.views.changes import Changes, Moved
from trucebook.views.due import Due
from trucebook.views.timeline import Moment

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")

STATUS_COLUMNS = (
    "id",
    "phase",
    "liable",
    "owed",
    "standing",
    "possible",
    "because",
    "due",
    "due_latest",
    "required_low",
    "required_high",
    "unit",
    "done_low",
    "done_high",
    "done_by_category",
    "kept_low",
    "kept_high",
    "missed_low",
    "missed_high",
    "unknown_low",
    "unknown_high",
    "accounts_differ",
    "grade",
    "basis",
    "by_account",
    "by_reading",
    "reports",
    "remarks",
    "text",
)


def _joined(row: Mapping[str, Json]) -> dict[str, Json]:
    """A row with its lists of words written in one cell: `israel; hamas`."""
    return {
        name: "; ".join(str(item) for item in value) if isinstance(value, list) else value
        for name, value in row.items()
    }


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Json]]) -> str:
    """A table with its heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) and not _NUMBER.match(value) else value
    if isinstance(value, (int, float)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def status_to_csv(board: Board) -> str:
    """One row a commitment."""
    return to_csv(STATUS_COLUMNS, (_joined(_status_row(row)) for row in board.rows))


def _status_row(row: Row) -> dict[str, Json]:
    value = row_to_json(row)
    required, done, days = row.required, row.done, row.days
    flat: dict[str, Json] = {key: value[key] for key in STATUS_COLUMNS if key in value}
    flat["basis"] = row.commitment.basis.kind
    for name, interval in (
        ("required", required),
        ("done", done),
        ("kept", days.kept if days else None),
        ("missed", days.missed if days else None),
        ("unknown", days.unknown if days else None),
    ):
        flat[f"{name}_low"] = None if interval is None else _plain(interval.low)
        flat[f"{name}_high"] = None if interval is None else _plain(interval.high)
    flat["unit"] = row.unit
    by_category = value["done"]
    if isinstance(by_category, dict):
        flat["done_by_category"] = by_category["by_category"] or None
    return flat


def _plain(number: object) -> str | None:
    return None if number is None else f"{number}"


def reports_to_csv(reports: Iterable[Bound]) -> str:
    """The record's own columns, then what the book makes of each."""
    return to_csv((*COLUMNS, *BOUND), (bound_to_json(bound) for bound in reports))


def timeline_to_csv(moments: Iterable[Moment]) -> str:
    """One row a moment."""
    columns = ("day", "day_latest", "entry", "id", "words", "before", "after", "through", "reports")
    return to_csv(columns, (_joined(moment_to_json(moment)) for moment in moments))


def moment_to_json(moment: Moment) -> dict[str, Json]:
    """One thing on a day."""
    return {
        "day": day_to_json(moment.day),
        "day_latest": day_to_json(moment.day_latest),
        "entry": moment.entry,
        "id": moment.id,
        "words": moment.words,
        "before": moment.before,
        "after": moment.after,
        "through": moment.through,
        "reports": list(moment.reports),
    }


def due_to_csv(due: Due) -> str:
    """One row a thing that has its day ahead, or had it and is open."""
    columns = ("day", "day_latest", "id", "event", "who", "what", "standing", "left", "said")
    return to_csv(columns, (_joined(row) for row in due_rows(due)))


def due_rows(due: Due) -> list[dict[str, Json]]:
    """What is ahead, then what is past its day."""
    return [
        {
            "day": day_to_json(item.day),
            "day_latest": day_to_json(item.day_latest),
            "id": item.id,
            "event": item.event if item in due.coming else "past its day",
            "who": list(item.who),
            "what": item.what,
            "standing": item.standing,
            "left": None
            if item.left is None
            else {"low": _plain(item.left.low), "high": _plain(item.left.high), "unit": item.unit},
            "said": [remark.words for remark in item.refusals],
        }
        for item in (*due.coming, *due.past)
    ]


def changes_to_csv(changes: Changes) -> str:
    """One row a standing that moved."""
    return to_csv(
        ("id", "before", "after", "reports", "through"), map(_joined, moved_rows(changes.moved))
    )


def moved_rows(moved: Iterable[Moved]) -> list[dict[str, Json]]:
    """The standings that moved."""
    return [
        {
            "id": each.id,
            "before": each.before,
            "after": each.after,
            "reports": list(each.reports),
            "through": list(each.through),
        }
        for each in moved
    ]
