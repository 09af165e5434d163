"""From a report or a watch to the row of a record that says the same: the way back of `from_row`.

Shape: columns in the order of the record's page, then what was kept beside, in its own order; a
column that says nothing is left out.
Source: spec/record/reports.md (interface, Reports).
"""

from __future__ import annotations

from collections.abc import Mapping

from trucebook.model.columns import CHOICES, COLUMNS, TEXT_COLUMNS, class_name, hardness, iso_minute
from trucebook.model.from_row import SOFT_HEDGES
from trucebook.model.report import Report, Watch
from trucebook.model.time import iso

Row = dict[str, object]


def row_of(report: Report) -> Row:
    """The row of a report."""
    values: Row = {name: getattr(report, name) for name in TEXT_COLUMNS}
    values |= {
        "published": iso(report.published),
        "recorded": None if report.recorded is None else iso_minute(report.recorded),
        "asserted_role": report.asserted_role,
        "event_date": None if report.when is None else report.when.text,
        "deadline": None if report.deadline is None else report.deadline.text,
        "count_basis": report.count_basis,
        "soft": _soft(report),
        "breakdown": _breakdown(report),
        "for": None if report.for_ is None else list(report.for_) or "none",
        "stage": report.stage,
        "contrary": report.contrary,
        "hedge": report.hedge,
        "unsourced": report.unsourced or None,
    }
    for column, amount in (("count", report.count), ("accepted", report.accepted)):
        if amount is not None:
            values[f"{column}_low"], values[f"{column}_high"] = amount.low, amount.high
    return _complete(values, report.others)


def row_of_watch(watch: Watch) -> Row:
    """The row of a watch, of kind `coverage`."""
    values: Row = {
        "kind": "coverage",
        "for": list(watch.ids),
        "from": iso(watch.first),
        "to": iso(watch.last),
        "by": watch.by,
        "recorded": None if watch.recorded is None else iso_minute(watch.recorded),
    }
    return {key: value for key, value in values.items() if value is not None} | dict(watch.others)


def _complete(values: Row, others: Mapping[str, object]) -> Row:
    """The columns in order, without those that say nothing, and what was kept beside."""
    kept = dict(others)
    row: Row = {}
    for column in COLUMNS:
        if column in kept:
            row[column] = kept.pop(column)
        elif values.get(column) is not None:
            row[column] = values[column]
    return row | kept


def _soft(report: Report) -> str | None:
    """The column `soft`, where the hedge alone would say otherwise."""
    amount = report.count
    if amount is None:
        return None
    by_hedge = "both" if report.hedge in SOFT_HEDGES else "none"
    given = {"low": "count_low" not in report.others, "high": amount.high is not None}
    said = (amount.low_hard, amount.high_hard)
    fits = [soft for soft in (by_hedge, *CHOICES["soft"]) if hardness(soft, **given) == said]
    return fits[0] if fits and fits[0] != by_hedge else None


def _breakdown(report: Report) -> dict[str, object] | None:
    """The shares by class, sorted; two numbers where the bounds differ."""
    return {
        class_name(of): amount.low if amount.exact else [amount.low, amount.high]
        for of, amount in report.breakdown
    } or None
