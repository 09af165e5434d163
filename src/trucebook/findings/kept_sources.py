"""Kept sources that are not as they were kept, and quotes that do not stand where they are said to.

Source: spec/record/sources.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from trucebook.findings.finding import Finding, by_place, found
from trucebook.model.report import Record, Report
from trucebook.model.source import Source
from trucebook.reading.anchor import fault_of, from_columns


def in_sources(record: Record, sources: Iterable[Source]) -> tuple[Finding, ...]:
    """What is not as it was kept, then every anchored quote that does not stand."""
    kept = {source.id: source for source in sources}
    return (*_changed(kept), *by_place(_unfounded(record, kept)))


def _changed(kept: Mapping[str, Source]) -> Iterator[Finding]:
    for source in kept.values():
        for fault in source.faults:
            yield found(
                "source-changed",
                None,
                f"The kept source {source.id} is not as it was kept: {fault}.",
                "What reports quote from it can no longer be held to what was received. Restore "
                "its files from a backup.",
            )


def _unfounded(record: Record, kept: Mapping[str, Source]) -> Iterator[Finding]:
    for bound in record.reports:
        why = why_unfounded(bound.report, kept)
        if why is not None:
            yield found(
                "quote-not-in-source",
                bound.report.span,
                f"Report {bound.report.id} does not stand on its source: {why}.",
                "An anchor says where in a kept text the words of a report stand. Correct the "
                "report, or take it back.",
            )


def why_unfounded(report: Report, kept: Mapping[str, Source]) -> str | None:
    """Why a report does not stand where its anchor says; None where it does, or has none."""
    told = report.others.get("anchor")
    if told is None or told == "":
        return None
    if isinstance(told, str):
        try:
            told = json.loads(told)
        except (ValueError, RecursionError):
            told = None
    anchor = from_columns(told)
    if anchor is None:
        return "its anchor cannot be read"
    source = kept.get(anchor.source)
    if source is None:
        return f"the book keeps no source {anchor.source}"
    if source.text is None:
        return f"the text of the kept source {anchor.source} is gone"
    return fault_of(anchor, source.text, report.quote)
