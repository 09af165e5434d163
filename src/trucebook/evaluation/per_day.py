"""Figures for single days: what an account has of each day, and of each share of it.

Source: spec/quotas.md (semantics, section 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.evidence import Event
from trucebook.evaluation.facts import Told, told
from trucebook.model.agreement import Agreement, Commitment
from trucebook.model.quantity import Class
from trucebook.model.report import Bound
from trucebook.model.time import Day, iso

PerDay = dict[tuple[Day, Class], Told]
"""By day and class counted. A series over a period gives each of its days, ends included."""

LONGEST_SERIES = 4000
"""Days: a series that runs longer is cut there."""


def per_day(
    figures: Sequence[Bound], commitment: Commitment, agreement: Agreement, account: Account
) -> PerDay:
    """The daily figures of a quota in an account. A day nobody admits a figure for is not there."""
    by_day: dict[tuple[Day, Class], list[Bound]] = defaultdict(list)
    for bound in figures:
        when = bound.report.when
        if when is None or when.first_day is None:
            continue
        last = when.last_day if when.last_day is not None else bound.report.published
        for day in range(when.first_day, min(last, when.first_day + LONGEST_SERIES) + 1):
            by_day[(day, bound.of)].append(bound)
    found: PerDay = {}
    for (day, of), bounds in sorted(by_day.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        event = Event(f"{commitment.id}.{iso(day)}", explicit=False, cumulative=True)
        ids = {b.report.id for b in bounds}
        for bound in bounds:
            if bound.copy_of in ids:
                event.copies.append(bound)
            else:
                event.acts.append(bound)
                event.shares.extend((of | cls, n, bound) for cls, n in bound.report.breakdown)
        fact = told(event, commitment, agreement, account)
        if fact.happened != (False,):
            found[(day, of)] = fact
    return found
