"""The table of standings: first that holds, for one round in one world.

Nothing here looks at a report or a clause: a round comes in as a few numbers and flags, so that
the same table can run over columns of a million rounds.
Source: spec/standings.md (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.evaluation.result import Standing
from trucebook.model.time import Day


@dataclass(frozen=True, slots=True)
class Plain:
    """One round, as far as its standing depends on it.

    `done_day` is the day it was done in full, None where it was not by the day looked at.
    `early` says that doing it before its due day is early rather than in time.
    `silent` says that nobody knows whether more was done than is recorded.
    """

    on: Day
    due: Day | None
    done_day: Day | None = None
    early: bool = False
    silent: bool = False
    computable: bool = True
    curable: bool = True
    suspended: bool = False
    held_back: bool = False
    lapsed: bool = False
    """Its `if` or `unless` was asked on its due day, and the answer let it go."""
    waits: bool = False
    """What it waits for, as one round among others, has not come."""
    both: bool = False
    """To be done at the same time as something that is known not to be done: not late."""
    gone: bool = False
    """What was to be done in it is no longer there."""
    late: bool | None = None
    """Set where lateness is not a matter of days (hours before an act)."""


def round_standing(plain: Plain) -> Standing:
    """The standing of one round of a duty to do something."""
    if plain.lapsed:
        return "lapsed"
    if plain.waits:
        return "waiting"
    if plain.gone:
        return "no longer possible"
    if plain.done_day is not None:
        late = plain.late
        if late is None:
            late = plain.due is not None and plain.done_day > plain.due
        if late:
            return "met late"
        if plain.early and plain.due is not None and plain.done_day < plain.due:
            return "met early"
        return "met"
    if not plain.computable:
        return "not computable"
    if plain.due is None or plain.on <= plain.due:
        return "in progress"
    if plain.suspended:
        return "suspended"
    if plain.held_back:
        return "held back"
    if plain.silent:
        return "unknown"
    if plain.both:
        return "waiting"
    return "overdue" if plain.curable else "missed"


WORST: tuple[Standing, ...] = (
    "contrary act",
    "missed",
    "overdue",
    "unknown",
    "held back",
    "suspended",
    "not computable",
    "in progress",
    "no contrary act",
    "waiting",
)
"""Rounds open or missed, worst first."""


LET_GO: tuple[Standing, ...] = ("amended", "waived", "lapsed", "no longer possible")
"""Rounds that nobody has to do any more: beside others they decide nothing."""


def commitment_standing(rounds: Iterable[Standing], *, more: bool) -> Standing:
    """The standing of a commitment from those of its rounds.

    `more` says that further rounds can still come.
    """
    words = set(rounds)
    if words and words <= set(LET_GO):
        return next(word for word in LET_GO if word in words)
    for word in WORST:
        if word in words:
            return word
    if more:
        return "in progress"
    if "met late" in words:
        return "met late"
    return "met" if words else "in progress"
