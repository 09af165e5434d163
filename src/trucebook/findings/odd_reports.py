"""Reports that are likely slips: told before they happened, or acts of somebody who owes nothing.

Nothing is changed by them: a finding says what to look at.
Source: spec/record/binding.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.evaluation.evidence import act_of_another
from trucebook.findings.finding import Finding, by_place, found
from trucebook.model.agreement import Agreement
from trucebook.model.binding import SILENT_KINDS
from trucebook.model.report import Bound, Record
from trucebook.views.wording import say_day, say_few, say_list


def odd_reports(record: Record, agreement: Agreement) -> tuple[Finding, ...]:
    """Every such report, in the order of the record; acts of somebody else by whose they are."""
    owing = {c.id: c for c in agreement.commitments}
    parties = {party.id for party in agreement.parties if party.role == "party"}
    early: list[Finding] = []
    strange: dict[tuple[str, tuple[str, ...]], list[Bound]] = {}
    for bound in sorted(record.reports, key=lambda bound: bound.report.id):
        report = bound.report
        ahead = "planned" in (report.hedge, report.count_basis, report.stage) or report.stance
        if report.kind in SILENT_KINDS or ahead:
            continue
        early += _early(bound)
        named = [owing[name] for name in bound.commitments if name in owing]
        own = [one for one in named if act_of_another(bound, one, parties)]
        if own and len(own) == len(named) and bound.performer:
            names = tuple(sorted(one.id for one in own))
            strange.setdefault((bound.performer, names), []).append(bound)
    return by_place([*early, *(_of_another(*key, rows) for key, rows in strange.items())])


def _early(bound: Bound) -> Iterable[Finding]:
    report = bound.report
    first = None if report.when is None else report.when.first_day
    if first is not None and first > report.published + 1:
        yield found(
            "told-before-it-happened",
            report.span,
            f"Report {report.id} was published on {say_day(report.published)}, before the "
            f"{say_day(first)} it tells of.",
            "One of the two days is likely a slip; what is still ahead is `planned`.",
        )


def _of_another(performer: str, names: tuple[str, ...], rows: list[Bound]) -> Finding:
    ids = [bound.report.id for bound in rows]
    who = f"{performer}, who owes nothing under {say_list(f'[{name}]' for name in names)}."
    one = len(ids) == 1
    return found(
        "act-of-another",
        rows[0].report.span,
        f"Report {ids[0]} tells of an act of {who}"
        if one
        else f"Reports {say_few(ids)} tell of acts of {who}",
        "An act of somebody else performs nothing. Look at its actor and at its `for`."
        if one
        else "An act of somebody else performs nothing. Look at their actor and at their `for`.",
        clauses=names,
    )
