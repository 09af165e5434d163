"""What a commitment's reports are made of: who speaks, on what ground, in which language.

Source: spec/record/reports.md, spec/record/names.md (semantics, section 5).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from trucebook.evaluation.components import counted_on
from trucebook.model.agreement import Agreement
from trucebook.model.report import UNPLACED, Bound
from trucebook.model.time import Day

Voice = Literal["own side", "other side", "third side", "no side", "side not placed"]
VOICES: dict[Voice, str] = {
    "own side": "on the side of the party of the row",
    "other side": "on the side of another party of the text",
    "third side": "on the side of somebody else who has one",
    "no side": "on no side",
    "side not placed": "on a side of which nobody said whose it is",
}
"""On whose side a report speaks, seen from the party of the row."""

Ground = Literal["observed", "told", "figures", "document", "other ground", "ground not given"]
GROUNDS: dict[Ground, str] = {
    "observed": "who says it observed it",
    "told": "who says it was told by somebody",
    "figures": "who says it goes by somebody's figures",
    "document": "who says it goes by a document",
    "other ground": "the ground is given in other words",
    "ground not given": "no ground is given",
}
"""What the asserter goes by, from the first words of the column `ground`."""

_GROUND: tuple[tuple[re.Pattern[str], Ground], ...] = (
    (re.compile(r"observed\b", re.IGNORECASE), "observed"),
    (re.compile(r"told by\b", re.IGNORECASE), "told"),
    (re.compile(r"figures from\b", re.IGNORECASE), "figures"),
    (re.compile(r"(?:a |the )?documents?\b", re.IGNORECASE), "document"),
)


@dataclass(frozen=True, slots=True)
class Composition:
    """The make-up of some reports."""

    reports: int
    by_voice: tuple[tuple[Voice, int], ...]
    by_ground: tuple[tuple[Ground, int], ...]
    by_language: tuple[tuple[str, int], ...]
    language_not_given: int
    asserters: int
    """Independence is counted by asserter, whatever the wire or outlet."""
    sources: int
    copies: int
    """Rows that carry a word that stood in an earlier row of the same wire."""


def composition(reports: Iterable[Bound], party: str | None, agreement: Agreement) -> Composition:
    """What some reports are made of, seen from a party."""
    bounds = list(reports)
    parties = {p.id for p in agreement.parties if p.role == "party"}
    voices = Counter(_voice(bound, party, parties) for bound in bounds)
    grounds = Counter(_ground(bound.report.ground) for bound in bounds)
    languages = Counter(bound.report.language for bound in bounds if bound.report.language)
    return Composition(
        len(bounds),
        tuple((voice, voices[voice]) for voice in VOICES),
        tuple((ground, grounds[ground]) for ground in GROUNDS),
        tuple(sorted(languages.items())),
        len(bounds) - languages.total(),
        len({bound.asserter for bound in bounds}),
        len({bound.report.source for bound in bounds if bound.report.source}),
        sum(bound.copy_of is not None for bound in bounds),
    )


class Growing:
    """The reports of a commitment as they come in, day by day; each state is made once."""

    def __init__(self, reports: Sequence[Bound], days: Sequence[Day]) -> None:
        """Sort the reports by the first of `days` (in order) on which each counts."""
        self._from: dict[str, Day] = {}
        self._reports = reports
        for bound in reports:
            first = next((day for day in _turns(bound, days) if counted_on(bound, day)), None)
            if first is not None:
                self._from[bound.report.id] = first
        self._turns = sorted(set(self._from.values()))

    def state(self, day: Day) -> int:
        """A number that is the same for days with the same reports."""
        return bisect_right(self._turns, day)

    def on(self, day: Day) -> list[Bound]:
        """The reports of a day."""
        return [b for b in self._reports if self._from.get(b.report.id, day + 1) <= day]


def _turns(bound: Bound, days: Sequence[Day]) -> Iterable[Day]:
    """The first asked day on or after each day from which a report may count."""
    when = bound.report.when
    told = () if when is None else (when.first_day, when.last_day)
    for day in sorted({bound.report.published, *(d for d in told if d is not None)}):
        at = bisect_right(days, day - 1)
        if at < len(days):
            yield days[at]


def _voice(bound: Bound, party: str | None, parties: set[str]) -> Voice:
    if bound.side is None:
        return "no side"
    if bound.side == UNPLACED:
        return "side not placed"
    if bound.side == party:
        return "own side"
    return "other side" if bound.side in parties else "third side"


def _ground(words: str | None) -> Ground:
    if not words or not words.strip():
        return "ground not given"
    found = (ground for pattern, ground in _GROUND if pattern.match(words.strip()))
    return next(found, "other ground")
