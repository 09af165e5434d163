"""Timeline, due days, reports and changes as JSON values, each with its schema's name."""

from __future__ import annotations

from collections.abc import Sequence

from trucebook.evaluation.result import Clocks
from trucebook.export.report_row import bound_to_json
from trucebook.export.to_csv import due_rows, moment_to_json, moved_rows
from trucebook.export.to_json import Json, day_to_json, minute_to_json
from trucebook.model.report import Bound
from trucebook.model.time import Day
from trucebook.views.changes import Changes
from trucebook.views.due import Due
from trucebook.views.timeline import Moment


def _asked(clocks: Clocks, account: str) -> dict[str, Json]:
    return {
        "on": day_to_json(clocks.on),
        "public": day_to_json(clocks.public),
        "known": minute_to_json(clocks.known),
        "account": account,
    }


def timeline_to_json(  # noqa: PLR0913 - what was asked, and the answer
    moments: Sequence[Moment], *, book: str, clocks: Clocks, account: str, first: Day, last: Day
) -> dict[str, Json]:
    """What happened, fell due and changed."""
    return {
        "schema": "trucebook.timeline/1",
        "book": book,
        **_asked(clocks, account),
        "from": day_to_json(first),
        "to": day_to_json(last),
        "moments": [moment_to_json(moment) for moment in moments],
    }


def due_to_json(due: Due, book: str, clocks: Clocks, account: str) -> dict[str, Json]:
    """What is ahead, and what is past its day and open."""
    rows = due_rows(due)
    return {
        "schema": "trucebook.due/1",
        "book": book,
        **_asked(clocks, account),
        "to": day_to_json(due.last),
        "coming": rows[: len(due.coming)],
        "past": rows[len(due.coming) :],
    }


def reports_to_json(reports: Sequence[Bound], book: str, of: int) -> dict[str, Json]:
    """The reports found, of so many."""
    return {
        "schema": "trucebook.reports/1",
        "book": book,
        "found": len(reports),
        "of": of,
        "reports": [bound_to_json(bound) for bound in reports],
    }


def changes_to_json(changes: Changes, book: str, clocks: Clocks) -> dict[str, Json]:
    """New reports, and the standings they moved."""
    return {
        "schema": "trucebook.changes/1",
        "book": book,
        "since": day_to_json(changes.since),
        "since_known": minute_to_json(changes.since_known),
        "since_entry": changes.since_entry,
        **_asked(clocks, changes.account),
        "moved": [*moved_rows(changes.moved)],
        "reports": [bound_to_json(bound) for bound in changes.reports],
    }
