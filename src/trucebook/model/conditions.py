"""Days and conditions of a text: when something is due, and what starts, holds or undoes it.

Part of the model of an agreement; whoever needs both finds them in `trucebook.model.agreement`.
Source: spec/conditions.md, spec/time.md (semantics, sections 2 and 4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.model.quantity import Class, Number
from trucebook.model.span import Span
from trucebook.model.time import Day

# --- when ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date in the text: it never moves."""

    day: Day


@dataclass(frozen=True, slots=True)
class OnDay:
    """Day `number` of the agreement; or of a phase, counted from its first day = 1."""

    number: int
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class LastDayOf:
    """The last day of a phase."""

    phase: str


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """So many days after the day on which something happened (its day + n).

    `months`, of the calendar, are counted first.
    """

    days: int
    of: Condition
    months: int = 0


@dataclass(frozen=True, slots=True)
class DaysPast:
    """So many days after a day that the text itself fixes: the end of a phase, day 7."""

    days: int
    of: Due
    months: int = 0


@dataclass(frozen=True, slots=True)
class AtHour:
    """An hour of a day: `12:00 on day 1`. Done at a later minute of that day is late.

    `minute` is counted from midnight in `zone`; None: the book's own.
    """

    minute: int
    of: Due
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class HoursAfter:
    """So many hours after something happened ("within 72 hours of")."""

    hours: int
    of: Condition


@dataclass(frozen=True, slots=True)
class DaysAfterStart:
    """So many days after the commitment's own clock started (all its `once` conditions came)."""

    days: int
    months: int = 0


@dataclass(frozen=True, slots=True)
class Earlier:
    """Whichever comes first."""

    of: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """Whichever comes last."""

    of: tuple[Due, ...]


Due = (
    OnDate
    | OnDay
    | LastDayOf
    | DaysAfter
    | DaysPast
    | HoursAfter
    | DaysAfterStart
    | AtHour
    | Earlier
    | Later
)
"""The last day on which a thing is in time, all of it included."""

# --- conditions ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IsMet:
    """`[host] is met`: every part of that commitment is done, in time or late."""

    commitment: str


@dataclass(frozen=True, slots=True)
class Passed:
    """`30 days have passed since [notify] without "a vote"`.

    Comes so many days after `since` came, unless `without` came by then.
    """

    days: int
    since: Condition
    without: Condition | None = None


@dataclass(frozen=True, slots=True)
class CountReached:
    """`7 hostages are released`: the acts under those commitments add up to so many."""

    number: Number
    commitments: tuple[str, ...]
    of: Class = frozenset()


@dataclass(frozen=True, slots=True)
class DayCame:
    """`day 12 has come`."""

    day: Due


@dataclass(frozen=True, slots=True)
class Happened:
    """`"entry into force" has happened`: a named event, as reported in the record.

    The record names it as an `event`, or as an object with a kind that is no plan.
    """

    event: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """`[arms] is confirmed by un`: the word of somebody named that it was done, all of it.

    Of a commitment, or of an event by its name. `by`: any one of these is enough.
    """

    by: tuple[str, ...]
    commitments: tuple[str, ...] = ()
    """All of them; empty where an event is confirmed."""
    event: str | None = None


@dataclass(frozen=True, slots=True)
class IsOverdue:
    """`[free] is overdue`: a part of that commitment was not done by its due day."""

    commitment: str


@dataclass(frozen=True, slots=True)
class PhaseBegan:
    """`phase two begins`."""

    phase: str


@dataclass(frozen=True, slots=True)
class InTalks:
    """`israel and hamas are in talks`: a phrase the parties may read differently.

    `phrase` is the words readings refer to. Until a reading says otherwise it holds only while
    each of the parties is recorded as saying so or as taking part in talks at stage `begun`.
    """

    parties: tuple[str, ...]
    phrase: str = "in talks"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`unless …`."""

    of: Condition


Condition = (
    IsMet
    | Passed
    | CountReached
    | DayCame
    | Happened
    | Confirmed
    | IsOverdue
    | PhaseBegan
    | InTalks
    | AllOf
    | AnyOf
    | Not
)


@dataclass(frozen=True, slots=True)
class EachRound:
    """`each round once the round before of [arms] is met`: what a round waits for.

    `of` is the commitment whose rounds are meant; `before` the round before, else the same one.
    `by`: its number has to be confirmed by one of these; empty where being met is enough.
    """

    of: str
    before: bool
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proviso:
    """One condition of a commitment and the word that governs it.

    once    starts the clock, whenever it comes
    if      is asked when due
    while   the duty holds only as long
    until   the duty holds until then
    unless  the duty does not arise where it holds when due
    """

    word: Literal["once", "if", "while", "until", "unless"]
    condition: Condition
    span: Span | None = field(default=None, compare=False)
