"""A course of events, dated, that leads to where a finding says it leads.

    Story ─┬─ Says      words alone: what is taken as given, which day has come
           ├─ Act       what is done on a day, with the hypothetical reports that tell of it
           ├─ Stands    where a commitment or a round then stands
           └─ Hole      no phase runs and nothing goes on, while something is left undone

Nothing in a story happened: its reports are made up, and stand in no record.
Replayed, that is handed to the evaluation as a record, every line comes out as it is told.
Source: spec/findings.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.evaluation.result import Standing
from trucebook.model.report import Report, Watch
from trucebook.model.time import Day


@dataclass(frozen=True, slots=True)
class Says:
    """A day and what there is to say of it; nothing that anybody does."""

    day: Day
    words: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something done on a day, as reports would tell it that nobody disputes."""

    day: Day
    words: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a commitment, or one of its rounds, stands at the end of a day."""

    day: Day
    name: str
    standing: Standing
    reading: str | None = None
    """The reading it stands so under; None: under every one."""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Hole:
    """From this day no phase runs and nothing goes on, and something is still undone."""

    day: Day
    undone: tuple[str, ...]
    under: tuple[str, ...] = ()
    """Readings under which it is so; empty: whatever the reading."""
    not_under: tuple[str, ...] = ()


SOURCE = "nobody: made up for a finding"
"""The source of every hypothetical report, and who keeps the hypothetical watch."""

Line = Says | Act | Stands | Hole


@dataclass(frozen=True, slots=True)
class Story:
    """Lines in order of day, and what is watched from the first day to the last.

    So silence on it means that it is not done.
    """

    lines: tuple[Line, ...]
    watched: tuple[str, ...]
    """Ids of the commitments the story speaks of."""
    first: Day
    last: Day

    @property
    def watch(self) -> Watch:
        """The hypothetical watch."""
        return Watch(self.watched, self.first, self.last, SOURCE)

    @property
    def reports(self) -> tuple[Report, ...]:
        """Every hypothetical report."""
        acts = [line for line in self.lines if isinstance(line, Act)]
        return tuple(report for act in acts for report in act.reports)
