"""What falls due or lapses next, and who has said they will not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from trucebook.evaluation.result import Board, Interval, Remark, Row, Standing
from trucebook.model.agreement import Agreement, Conduct, Keep, Level, Power, Quota
from trucebook.model.time import LAST_DAY, Day
from trucebook.views.duty import left_of, say_what, who_of
from trucebook.views.wording import say_standing

What = Literal["falls due", "is expected", "ends", "lapses", "watch ends"]
REFUSALS = ("announcement", "hold-back")
"""Kinds of remark by which somebody says they will not, or not now."""
OVER: frozenset[Standing] = frozenset(
    {
        "amended",
        "waived",
        "lapsed",
        "no longer possible",
        "met",
        "met early",
        "met late",
        "missed",
        "contrary act",
    }
)
"""Standings under which nothing falls due any more."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something with a day of its own in the days ahead."""

    day: Day
    day_latest: Day | None
    id: str
    event: What
    who: tuple[str, ...]
    what: str
    standing: str
    left: Interval | None
    unit: str | None
    refusals: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The days ahead, and what is past its day and still open."""

    first: Day
    last: Day
    coming: tuple[Coming, ...]
    past: tuple[Coming, ...]


def due(board: Board, agreement: Agreement, days: int) -> Due:
    """What has its day from the day looked at until so many days later, both included."""
    first, last = board.clocks.on, min(board.clocks.on + days, LAST_DAY)
    every = [item for row in board.rows for item in _of_row(row, agreement)]
    every += _phases(board)
    every += [
        Coming(w.last, None, ", ".join(w.ids), "watch ends", (w.by,), "watch", "", None, None, ())
        for w in board.watches
    ]
    ahead = [i for i in every if i.day <= last and (i.day_latest or i.day) >= first]
    past = [i for i in every if (i.day_latest or i.day) < first and i.event == "falls due"]
    return Due(first, last, tuple(sorted(ahead, key=_order)), tuple(sorted(past, key=_order)))


def _order(item: Coming) -> tuple[Day, str, str]:
    return (item.day, item.id, item.event)


def _of_row(row: Row, agreement: Agreement) -> Iterable[Coming]:
    commitment = row.commitment
    who, what = who_of(agreement, commitment.liable), say_what(commitment)
    refusals = tuple(remark for remark in row.remarks if remark.kind in REFUSALS)
    power = isinstance(commitment.terms, Power)
    if power and row.in_force is not None and row.in_force[1] is not None:
        if row.state in ("not yet", "usable"):
            yield Coming(
                row.in_force[1], None, commitment.id, "lapses", who, what, row.state, None, None, ()
            )
        return
    if row.state == "expected" and row.due is not None:
        yield Coming(
            row.due,
            row.due_latest,
            commitment.id,
            "is expected",
            who,
            what,
            row.state,
            None,
            None,
            (),
        )
    if row.standing is None or _over(row.standing, row.possible):
        return
    if row.days is None:
        for part in row.rounds:
            if _over(part.standing, part.possible) or part.due is None:
                continue
            left = None
            if part.required is not None and part.done is not None:
                left = left_of(part.required, part.done)
            said = tuple(r for r in refusals if r.round in (None, part.id))
            word = say_standing(part.standing, part.possible, part.because)
            yield Coming(
                part.due,
                part.due_latest,
                part.id,
                "falls due",
                who,
                what,
                word,
                left,
                row.unit,
                said,
            )
        if row.rounds:
            return
    lasting = isinstance(commitment.terms, (Conduct, Keep, Level, Quota))
    day = row.in_force[1] if lasting and row.in_force is not None else row.due
    if day is not None:
        word = say_standing(row.standing, row.possible, row.because)
        yield Coming(
            day,
            row.due_latest if row.days is None else None,
            commitment.id,
            "ends" if lasting else "falls due",
            who,
            what,
            word,
            None,
            row.unit,
            refusals,
        )


def _over(standing: Standing, possible: tuple[Standing, ...]) -> bool:
    """Whether nothing falls due any more, whichever of the possible standings it is."""
    return standing in OVER or (bool(possible) and OVER.issuperset(possible))


def _phases(board: Board) -> Iterable[Coming]:
    for phase in board.phases:
        if phase.last is not None and phase.standing == "running":
            yield Coming(
                phase.last,
                phase.last_latest,
                f"phase {phase.id}",
                "ends",
                (),
                f"last day of phase {phase.id}",
                phase.standing,
                None,
                None,
                (),
            )
