"""Which reports can be seen: published by one day, recorded by one moment, not taken back.

Source: spec/clocks.md (semantics, sections 2 and 3).
"""

from __future__ import annotations

from trucebook.evaluation.result import Clocks
from trucebook.model.binding import related
from trucebook.model.report import Bound, Record


def visible(record: Record, clocks: Clocks) -> tuple[Bound, ...]:
    """The reports that count for these clocks, sorted by id.

    A correction or retraction that can itself be seen takes the entry it names away.
    """
    seen = [
        bound
        for bound in record.alone or record.reports
        if (clocks.public is None or bound.report.published <= clocks.public)
        and (
            clocks.known is None
            or bound.report.recorded is None
            or bound.report.recorded <= clocks.known
        )
    ]
    if record.alone:
        seen = list(related(seen))
    gone = {bound.report.corrects for bound in seen} | {bound.report.retracts for bound in seen}
    kept = [b for b in seen if b.report.id not in gone and b.report.retracts is None]
    return tuple(sorted(kept, key=lambda bound: bound.report.id))
