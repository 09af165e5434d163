"""Reports that are likely slips: told before they happened, or acts of somebody who owes nothing.

Nothing is changed by them: a finding says what to look at.
Source: spec/record/binding.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.model.agreement import Agreement
from trucebook.model.binding import SILENT_KINDS
from trucebook.model.report import Bound, Record
from trucebook.syntax.diagnostic import Diagnostic, in_order
from trucebook.views.findings import NOWHERE
from trucebook.views.wording import say_day, say_list


def odd_reports(record: Record, agreement: Agreement) -> tuple[Diagnostic, ...]:
    """Every such report, in the order of the record."""
    found = [each for bound in record.reports for each in _odd(bound, agreement)]
    return in_order(found)


def _odd(bound: Bound, agreement: Agreement) -> Iterable[Diagnostic]:
    report = bound.report
    ahead = "planned" in (report.hedge, report.count_basis, report.stage) or report.stance
    if report.kind in SILENT_KINDS or ahead:
        return
    first = None if report.when is None else report.when.first_day
    if first is not None and first > report.published + 1:
        yield Diagnostic(
            "told-before-it-happened",
            "finding",
            report.span or NOWHERE,
            f"Report {report.id} was published on {say_day(report.published)}, before the "
            f"{say_day(first)} it tells of.",
            "One of the two days is likely a slip; what is still ahead is `planned`.",
        )
    own = [c for c in agreement.commitments if c.id in bound.commitments and c.verb == bound.verb]
    if own and bound.performer and all(bound.performer not in c.liable for c in own):
        yield Diagnostic(
            "act-of-another",
            "finding",
            report.span or NOWHERE,
            f"Report {report.id} tells of an act of {bound.performer}, who owes nothing under "
            f"{say_list(f'[{c.id}]' for c in own)}.",
            "An act of somebody else performs nothing. Look at its actor and at its `for`.",
        )
