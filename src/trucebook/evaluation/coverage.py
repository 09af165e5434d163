"""Whether silence means anything: only where somebody declared to be watching.

Source: spec/coverage.md (semantics, section 5, Coverage).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucebook.model.time import Day

if TYPE_CHECKING:
    from trucebook.evaluation.case import Case


def silent(
    case: Case, ids: tuple[str, ...], first: Day | None, on: Day, known_until: Day | None = None
) -> bool:
    """Whether nobody can say that nothing more was done from `first` to `on`.

    `known_until` is a day up to which an admitted report says that it was not done.
    """
    if known_until is not None:
        if known_until >= on:
            return False
        first = known_until + 1 if first is None else max(first, known_until + 1)
    if first is None:
        first = on
    return not watched_throughout(case, ids, first, on)


def watched_throughout(case: Case, ids: tuple[str, ...], first: Day, last: Day) -> bool:
    """Whether every day from `first` to `last`, both included, was watched."""
    return any(a <= first and b >= last for a, b in case.covered(*ids))


def watched_days(case: Case, ids: tuple[str, ...], first: Day, last: Day) -> int:
    """How many days from `first` to `last`, both included, were watched."""
    return sum(max(0, min(b, last) - max(a, first) + 1) for a, b in case.covered(*ids))
