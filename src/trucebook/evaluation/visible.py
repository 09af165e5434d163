"""Which reports can be seen: published by one day, recorded by one moment, not taken back.

Source: spec/clocks.md (semantics, sections 2 and 3).
"""

from __future__ import annotations

from trucebook.evaluation.result import Clocks
from trucebook.model.binding import related
from trucebook.model.report import Bound, Record, Report
from trucebook.model.time import Day, Minute


def visible(record: Record, clocks: Clocks) -> tuple[Bound, ...]:
    """The reports that count for these clocks, sorted by id.

    A correction or retraction that can itself be seen takes the entry it names away.
    """
    public, known = clocks.public, clocks.known
    rows = record.alone or record.reports
    if public is not None or known is not None:
        rows = tuple(bound for bound in rows if _is_out(bound.report, public, known))
    if not record.alone or (record.together and len(rows) == len(record.alone)):
        seen = record.reports if record.alone else rows
    else:
        seen = related(rows)
    gone = {name for b in seen for name in (b.report.corrects, b.report.retracts) if name}
    kept = [b for b in seen if b.report.retracts is None and b.report.id not in gone]
    return tuple(sorted(kept, key=lambda bound: bound.report.id))


def _is_out(report: Report, public: Day | None, known: Minute | None) -> bool:
    """Whether a report was published and recorded by then."""
    if public is not None and report.published > public:
        return False
    return known is None or report.recorded is None or report.recorded <= known
