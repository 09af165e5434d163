"""Days counted from nowhere.

Source: spec/diagnostics/no-first-day.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucebook.findings.finding import Finding, found
from trucebook.model.agreement import Agreement, OnDay

_NUMBERED = re.compile(r"\b(?:day|week) \d")


def no_first_day(agreement: Agreement) -> Iterator[Finding]:
    """A text that counts days and does not say which day is the first."""
    clock = agreement.clock
    if clock.day_one is not None or clock.start is not None:
        return
    counted = [c for c in agreement.commitments if _NUMBERED.search(c.text)]
    spans = [phase.span for phase in agreement.phases if isinstance(phase.first, OnDay)]
    if counted or spans:
        yield found(
            "no-first-day",
            counted[0].span if counted else spans[0],
            "The text counts days, and does not say which day is day 1.",
            "So nothing begins and nothing falls due.",
            clauses=[c.clause for c in counted],
            mend="Say it once: day 1 is 19 January 2025.",
        )
