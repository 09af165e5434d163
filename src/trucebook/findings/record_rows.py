"""What is found in a record: reports bound to nothing, names, ids, rows and columns nobody knows.

None of it keeps a record from being read; all of it moves less than whoever wrote it may think.
Source: spec/record/binding.md, spec/diagnostics.
"""

from __future__ import annotations

from trucebook.findings.finding import Finding, by_place, found
from trucebook.model.agreement import Agreement
from trucebook.model.binding import unknown_ids
from trucebook.model.columns import near_column
from trucebook.model.report import Bound, Record
from trucebook.views.wording import say_day, say_list, say_times


def unbound_reports(record: Record) -> tuple[Finding, ...]:
    """Reports that could be bound to nothing and are not said to be outside."""
    return by_place(
        [
            found(
                "report-unbound",
                bound.report.span,
                f"Report {bound.report.id} is bound to no commitment: {_why_unbound(bound)}",
                "It moves nothing. Name what it is about in `for`, or say none there.",
            )
            for bound in record.reports
            if bound.unbound
        ]
    )


def unplaced_names(record: Record) -> tuple[Finding, ...]:
    """Names the table could not place, each once, with the reports that use it."""
    uses: dict[str, list[Bound]] = {}
    for bound in sorted(record.reports, key=lambda bound: bound.report.id):
        for name in bound.unplaced:
            # Why a report is bound to nothing tells of ids that the text does not have.
            if bound.commitments or not name.startswith("for: "):
                uses.setdefault(name, []).append(bound)
    return by_place(
        [
            found(
                "name-unplaced",
                bounds[0].report.span,
                _unplaced(*name.partition(": ")[::2]),
                f"It stands in {say_list(bound.report.id for bound in bounds)}. "
                f"{_PLACED.get(name.partition(': ')[0], '')}".rstrip(),
            )
            for name, bounds in uses.items()
        ]
    )


_PLACED = {
    "asserted_by": "Say in the names table whose word it is (speaks for, is under the authority "
    "of, is the same as), or say in the row that it is an outlet.",
    "actor": "Say in the names table for whom it speaks, or whose authority it is under.",
    "counterpart": "Say in the names table for whom it speaks, or whose authority it is under.",
    "object": "Say in the names table what it means, or that it is outside.",
    "for": "Ids of clauses, commitments and rounds are those of the text.",
    "breakdown": "Categories are those the thing is declared with.",
}
"""What to do about a name, by the column it stands in."""


def unknown_watched(record: Record, agreement: Agreement) -> tuple[Finding, ...]:
    """Watched ids that the text does not have."""
    return by_place(
        [
            found(
                "watched-unknown",
                watch.span,
                f"Watched from {say_day(watch.first)} to {say_day(watch.last)}: {missing}",
                "Nothing is watched by that: silence about it stays unknown.",
            )
            for watch, missing in unknown_ids(record.watches, agreement)
        ]
    )


def near_columns(record: Record) -> tuple[Finding, ...]:
    """Columns without a meaning that are nearly one with a meaning, each once."""
    uses: dict[str, list[Bound]] = {}
    for bound in record.reports:
        for name in bound.report.others:
            if near_column(name) is not None:
                uses.setdefault(name, []).append(bound)
    return by_place(
        [
            found(
                "record-column-unread",
                bounds[0].report.span,
                f'The column "{name}" is kept as it is and read by nobody.',
                f'If it is meant to say {near_column(name)}, write it as "{near_column(name)}". '
                f"It stands in {say_times(len(bounds), 'report')}.",
            )
            for name, bounds in uses.items()
        ]
    )


def unknown_rows(record: Record) -> tuple[Finding, ...]:
    """Rows that correct, retract or are part of a row the record does not have."""
    ids = {bound.report.id for bound in record.reports}
    events = {bound.report.event for bound in record.reports}
    listed = []
    for bound in record.reports:
        report = bound.report
        named = (
            ("corrects", report.corrects, ids),
            ("retracts", report.retracts, ids),
            ("is part of", report.part_of, ids | events),
        )
        listed += [
            found(
                "row-unknown",
                report.span,
                f"Report {report.id} {verb} {name}, which is no row of the record.",
                "It changes nothing. Name the row by its id.",
            )
            for verb, name, known in named
            if name is not None and name not in known
        ]
    return by_place(listed)


def _unplaced(column: str, name: str) -> str:
    return f'The names table does not place "{name}" (column {column}).'


def _why_unbound(bound: Bound) -> str:
    return (bound.why_unbound or "no commitment fits").rstrip(".")


def named_as_clauses(record: Record, agreement: Agreement) -> tuple[Finding, ...]:
    """Reports whose own id is that of a commitment: likely meant as what they are about."""
    clauses = {commitment.clause for commitment in agreement.commitments}
    return by_place(
        [
            found(
                "report-named-as-clause",
                bound.report.span,
                f"Report {bound.report.id} has the id of a commitment.",
                f"An id behind the date is the report's own; what it is about is said as "
                f"for [{bound.report.id}].",
            )
            for bound in record.reports
            if bound.report.id in clauses
        ]
    )
