"""Threats and measures as days: what a chart draws of them, and the rows of the table beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.model.time import Day
from trucebook.positions.find import Position
from trucebook.views.position_lines import sections
from trucebook.views.positions import Positions

LANES = {"threat": "Threats", "measure": "Measures"}


@dataclass(frozen=True, slots=True)
class Held:
    """One threat or measure, as the positions tell of it."""

    lane: str
    words: str
    first: Day
    first_latest: Day
    until: Day | None
    """The day on which it was decided or ended; None where it goes on."""
    reports: tuple[str, ...]


def held_days(answer: Positions, first: Day, last: Day) -> tuple[Held, ...]:
    """Those of the days from `first` to `last`, by day."""
    told = dict(sections(answer))
    found = [
        held
        for sort, lane in LANES.items()
        for one, line in zip(answer.of(sort), told[lane], strict=True)
        for held in _held(one, lane, line.head)
        if held.first <= last and (held.until is None or held.until >= first)
    ]
    return tuple(sorted(found, key=lambda held: (held.first, held.lane, held.words)))


def _held(one: Position, lane: str, words: str) -> Iterable[Held]:
    """Nothing where the account takes no report of it."""
    if one.since is not None:
        over = [voice.first for voice in one.voices if voice.id in one.decided_by]
        yield Held(lane, words, *one.since, min(over, default=None), one.in_force)
