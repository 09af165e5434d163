"""What is wrong with a book, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucebook.findings.agreement import findings
from trucebook.findings.finding import Finding, as_finding, by_place
from trucebook.findings.idle_reports import idle_reports
from trucebook.findings.kept_sources import in_sources
from trucebook.findings.odd_reports import odd_reports
from trucebook.findings.record_rows import (
    named_as_clauses,
    near_columns,
    unbound_reports,
    unknown_rows,
    unknown_watched,
    unplaced_names,
)
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.model.source import Source
from trucebook.syntax.diagnostic import Diagnostic, in_order


@dataclass(frozen=True, slots=True)
class Checked:
    """Faults keep a book from being read; findings are true of what was read."""

    faults: tuple[Diagnostic, ...]
    findings: tuple[Finding, ...]


def checked(
    agreement: Agreement,
    record: Record,
    said: Iterable[Diagnostic],
    texts: Mapping[str, str] | None = None,
    sources: Iterable[Source] = (),
) -> Checked:
    """Everything about a book: what reading it said, and what is found in what was read.

    `texts` are its files, for wordings that mend a finding to be put into; `sources` are those
    it keeps, which quotes are held to.
    Shape: where there are faults, the agreement may be incomplete and is not searched for holes;
    and where they are faults of a text, what a report is bound to cannot be told yet.
    """
    said = list(said)
    faults = in_order([each for each in said if each.severity == "fault"])
    found = [as_finding(each) for each in said if each.severity == "finding"]
    if not faults:
        found += findings(agreement, record.watches, texts)
    if any(not each.code.startswith("record-") for each in faults):
        return Checked(faults, by_place(found))
    found += [*unbound_reports(record), *unplaced_names(record)]
    found += [*odd_reports(record, agreement), *idle_reports(record, agreement)]
    found += [*unknown_rows(record), *near_columns(record)]
    found += named_as_clauses(record, agreement)
    found += unknown_watched(record, agreement)
    found += in_sources(record, sources)
    return Checked(faults, by_place(found))
