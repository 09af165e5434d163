"""Rows of the record that a text of demands names and that are not there.

Source: spec/diagnostics/row-unknown.md.
"""

from __future__ import annotations

from trucebook.model.demands import Demands
from trucebook.model.report import Record
from trucebook.syntax.diagnostic import Diagnostic


def unknown_reports(demands: Demands, record: Record) -> tuple[Diagnostic, ...]:
    """A finding for each demand and encoding that rests on a row the record does not have."""
    if not demands.sentences:
        return ()
    known = {bound.report.id for bound in record.reports}
    return tuple(
        Diagnostic(
            "row-unknown",
            "finding",
            one.span,
            f"[{one.id}] names report {name}, which the record does not have",
            "It counts for nothing until the row is there: mend the id, or add the row.",
        )
        for one in demands.sentences
        for name in (*one.words.reported, *one.words.withdrawn)
        if name not in known
    )
