"""One id, one report: the same row twice is one, two rows of one id are a fault.

Of rows that clash none is kept, since nothing but their order would say which.
Source: spec/record/faults.md (interface, Reports).
"""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.model.report import Report
from trucebook.model.span import Span
from trucebook.model.to_row import row_of
from trucebook.record.json_line import write_value
from trucebook.syntax.diagnostic import Diagnostic, Related

NOWHERE = Span("", 0, 0)


def settle_ids(
    reports: Iterable[Report],
) -> tuple[tuple[Report, ...], tuple[Diagnostic, ...], int]:
    """The reports sorted by id, each once; the clashes; how many rows those are."""
    by_id: dict[str, Report] = {}
    twice: dict[str, list[Report]] = {}
    for report in reports:
        first = by_id.setdefault(report.id, report)
        if first is not report:
            twice.setdefault(report.id, [first]).append(report)
    faults: list[Diagnostic] = []
    clashing = 0
    for name, rows in twice.items():
        rows.sort(key=_place)
        if len({same_bytes(report) for report in rows}) == 1:
            by_id[name] = rows[0]
            continue
        del by_id[name]
        clashing += len(rows)
        faults.append(_clash(name, rows))
    return tuple(by_id[name] for name in sorted(by_id)), tuple(faults), clashing


def same_bytes(report: Report) -> str:
    """What two rows have in common that say the same in every column."""
    row = row_of(report)
    return write_value({column: row[column] for column in sorted(row)})


def _place(report: Report) -> Span:
    """Where a report stands."""
    return report.span or NOWHERE


def _clash(name: str, rows: list[Report]) -> Diagnostic:
    """The fault of one id on several rows."""
    first, *others = (row_of(report) for report in rows)
    columns = {c for row in others for c in {*first, *row} if first.get(c) != row.get(c)}
    return Diagnostic(
        code="record-id-twice",
        severity="fault",
        span=_place(rows[-1]),
        message=f"report {name} is there {len(rows)} times, with other words in "
        f"{', '.join(sorted(columns))}",
        why="An id names one report, and order does not say which row holds: none of them is "
        "taken. Give each an id of its own; a later row that replaces an earlier one names it in "
        "corrects.",
        related=tuple(Related(_place(report), "also here") for report in rows[:-1]),
    )
