"""Small charts as numbers: where on a line of days something stands. Templates draw them.

A mark never grows with a number: a chart tells when, the table beside it tells what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trucebook.evaluation.result import Board, Row
from trucebook.model.agreement import Agreement, Keep, Level
from trucebook.model.time import Day
from trucebook.views.timeline import Moment
from trucebook.views.wording import MONTHS
from trucebook.web.held_days import Held

LEFT = 185
"""Where the days begin: names of lanes stand before it."""
WIDE = 1000
OPEN = ("unknown", "disputed")
LANE = 26
TOP = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of days (or one day) on a lane."""

    x: float
    width: float
    kind: str
    """bar, dot, ring, tick, shade (watched), or hatched: where it is not known how it stands."""
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of marks."""

    name: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A chart of lanes over days."""

    height: int
    months: tuple[tuple[float, str], ...]
    lanes: tuple[Lane, ...]


Run = tuple[Day, Day, str]


def story_strip(runs: Sequence[Run]) -> Strip | None:
    """How one commitment stood over time; None where there is nothing to draw."""
    if not runs or runs[0][0] == runs[-1][1]:
        return None
    scale = _Scale(runs[0][0], runs[-1][1], left=0)
    marks = []
    for first, last, words in runs:
        kind = "hatched" if words.startswith(OPEN) else "bar"
        marks.append(scale.mark(first, last, kind, words))
    return Strip(TOP + LANE, scale.months(), (Lane("", TOP, tuple(marks)),))


def timeline_strip(  # noqa: PLR0913, PLR0917 - everything that a chart tells
    moments: Sequence[Moment],
    held: Sequence[Held],
    board: Board,
    agreement: Agreement,
    first: Day,
    last: Day,
) -> Strip | None:
    """Phases, watches, due days, acts by whoever did them, acts against a duty, changes.

    Acts against a duty stand on the days on which somebody was declared to watch for them.
    """
    if first >= last:
        return None
    scale = _Scale(first, last, left=LEFT)
    rows = {row.commitment.id: row for row in board.rows}
    lanes: dict[str, list[Mark]] = {}
    for phase in board.phases:
        begun, ended = phase.first, phase.last or last
        if begun is not None and begun <= last and ended >= first:
            mark = scale.mark(max(begun, first), min(ended, last), "bar", f"phase {phase.id}")
            lanes.setdefault("Phases", []).append(mark)
    for watch in board.watches:
        if watch.first <= last and watch.last >= first:
            days = (max(watch.first, first), min(watch.last, last))
            words = f"{', '.join(watch.ids)}: watched by {watch.by}"
            lanes.setdefault("Watched", []).append(scale.mark(*days, "bar", words))
    names = {party.id: party.name for party in agreement.parties}
    for one in held:
        end = last if one.until is None else one.until
        kind, end = ("bar", end) if one.lane == "Measures" else ("tick", one.first_latest)
        begin, end = max(one.first, first), min(end, last)
        _put_beside(lanes, one.lane, scale.mark(begin, max(begin, end), kind, one.words))
    for kept in board.rows:
        if isinstance(kept.commitment.terms, (Keep, Level)):
            lane = _against(kept, names)
            for watch in board.watches:
                begin, end = max(watch.first, first), min(watch.last, last)
                if kept.commitment.id in watch.ids and begin <= end:
                    words = f"{kept.commitment.id}: watched by {watch.by}"
                    lanes.setdefault(lane, []).append(scale.mark(begin, end, "shade", words))
    for moment in moments:
        row = rows.get(moment.id.split(", ")[0])
        kind, lane = "dot", ""
        match moment.entry:
            case "happened" if row is not None:
                against = isinstance(row.commitment.terms, (Keep, Level))
                lane = _against(row, names) if against else f"Acts of {_who(row, names)}"
                kind = "ring" if against else "dot"
            case "fell due":
                lane, kind = "Fell due", "tick"
            case "standing":
                lane, kind = "Standings", "tick"
            case _:
                continue
        if lane:
            days = (max(moment.day, first), min(moment.day_latest, last))
            mark = scale.mark(*days, kind, f"{moment.id}: {moment.words}")
            lanes.setdefault(lane, []).append(mark)
    made = [
        Lane(name, TOP + LANE * number, tuple(marks))
        for number, (name, marks) in enumerate(sorted(lanes.items(), key=_order))
    ]
    return Strip(TOP + LANE * len(made), scale.months(), tuple(made))


def _put_beside(lanes: dict[str, list[Mark]], name: str, mark: Mark) -> None:
    """A run of days onto the first lane of that name where nothing stands on them."""
    number = 1
    lane = lanes.setdefault(name, [])
    while mark.kind == "bar" and any(
        one.x < mark.x + mark.width and mark.x < one.x + one.width for one in lane
    ):
        number += 1
        lane = lanes.setdefault(f"{name} ({number})", [])
    lane.append(mark)


def _who(row: Row, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(name, name) for name in row.commitment.liable)


def _against(row: Row, names: Mapping[str, str]) -> str:
    return f"Contrary acts said: {_who(row, names)}"


def _order(lane: tuple[str, list[Mark]]) -> tuple[int, str]:
    name = lane[0]
    firsts = (
        *("Phases", "Watched", "Fell due", "Acts of", "Contrary"),
        *("Threats", "Measures", "Standings"),
    )
    return next(n for n, first in enumerate(firsts) if name.startswith(first)), name


class _Scale:
    """Days along a line."""

    def __init__(self, first: Day, last: Day, *, left: int) -> None:
        self._first, self._last, self._left = first, last, left
        self._day = (WIDE - left) / (last - first + 1)

    def _x(self, day: Day) -> float:
        return round(self._left + (day - self._first) * self._day, 1)

    def mark(self, first: Day, last: Day, kind: str, words: str) -> Mark:
        """A mark from the morning of a day to the evening of another."""
        width = max(1.0, round((last - first + 1) * self._day, 1))
        return Mark(self._x(first), width, kind, words)

    def months(self) -> tuple[tuple[float, str], ...]:
        """Where months (of many, years) begin, each with its name; never too near each other."""
        found: list[tuple[float, str]] = []
        at = date.fromordinal(self._first)
        yearly = self._last - self._first > 800  # noqa: PLR2004 - names of months would touch
        step = 12 if yearly else 1
        month = at.year * 12 + at.month - 1
        while True:
            begin = date(month // 12, month % 12 + 1, 1).toordinal()
            if begin > self._last:
                return tuple(found)
            if begin >= self._first and (not yearly or month % 12 == 0):
                name = "" if yearly else f"{MONTHS[month % 12][:3]} "
                if not found or self._x(begin) - found[-1][0] > 60:  # noqa: PLR2004 - room for a name
                    found.append((self._x(begin), f"{name}{month // 12}"))
            month += step if month % 12 == 0 or not yearly else 1
            if month // 12 > date.max.year:
                return tuple(found)
