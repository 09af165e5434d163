"""The book of January 2025: what later reports move.

What its boards say on fourteen days is held in `tests/books/test_expectations.py`.
"""

from __future__ import annotations

from tests.books.expected import board, written
from trucebook.evaluation.result import Row

WRITTEN = written("gaza")


def shown(row: Row) -> tuple[object, ...]:
    """All that a row says of the day looked at."""
    facts = tuple((f.event, f.versions, f.first, f.last, f.grade, f.reports) for f in row.facts)
    rounds = tuple((r.id, r.standing, r.required, r.done) for r in row.rounds)
    remarks = tuple((r.kind, r.reports) for r in row.remarks)
    said = (row.standing, row.possible, row.because, row.required, row.done)
    return (*said, facts, rounds, remarks, row.reports)


def test_later_reports_move_only_the_rows_they_are_bound_to() -> None:
    differ = WRITTEN["differ"]
    before, after = (
        {
            row.commitment.id: shown(row)
            for row in board("gaza", differ["on"], day_, "undisputed").rows
        }
        for day_ in differ["public"]
    )
    moved = {name for name in before if before[name] != after[name]}
    assert set(differ["must_differ"]) <= moved
    assert moved <= set(differ["must_differ"]) | set(differ["may_differ"])
