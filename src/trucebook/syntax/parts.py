"""The parts a sentence is made of: words, amounts, days, conditions.

A sentence keeps them in the order written; which kind of commitment they make together is read
off their form by `trucebook.model.from_syntax`.
Source: spec/language/grammar.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.syntax.parts_words import (
    BeforeEachAct,
    Category,
    Classes,
    Duration,
    Mark,
    Name,
    Number,
    PhaseRef,
    Quoted,
    Receiver,
    Ref,
    ThingWord,
    Under,
    Word,
)
from trucebook.syntax.span import Span

# --- when ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AtDay:
    """`day 7`, `day 3 of phase two`."""

    number: int
    phase: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AtDate:
    """`19 January 2025`, `2025-01-19`."""

    day: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AtWeek:
    """`week 5`, `the end of week 5`: its last day."""

    number: int
    phase: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AtEnd:
    """`the end of phase one`."""

    phase: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class EachAct:
    """`each act`, of the commitment this one answers."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AfterEvent:
    """`the day after …` (1), `the day of …` (0)."""

    days: int
    of: Condition | EachAct
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AtHour:
    """`12:00 on day 1`, `12:00 Asia/Jerusalem on day 1`."""

    minute: int
    zone: str | None
    when: When
    span: Span = field(compare=False)


When = AtDay | AtDate | AtWeek | AtEnd | AfterEvent | AtHour


@dataclass(frozen=True, slots=True)
class Due:
    """`by …`, `on …`."""

    word: Literal["by", "on"]
    when: When
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """`within 3 days of …`; without `of`, of the commitment's own start."""

    duration: Duration
    of: Condition | EachAct | When | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Starting:
    """`starting on day 42`."""

    due: Due | Within
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Finishing:
    """`finishing by day 50`."""

    due: Due | Within
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class From:
    """`from day 14`."""

    when: When
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Until:
    """`until day 60`."""

    when: When
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Throughout:
    """`throughout`, `throughout phase one`, `throughout the agreement`."""

    phase: str | None
    agreement: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Period:
    """`each day`, `each week`, `every 3 days`, `each day of phase one`, `every Saturday`."""

    every: Duration
    phase: str | None
    span: Span = field(compare=False)
    weekday: int | None = None
    """Monday is 0."""


# --- conditions ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Met:
    """`[host] is met`, `[host] is not met`."""

    ref: Ref
    negated: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Passed:
    """`30 days have passed since [notify] without "a vote"`."""

    duration: Duration
    since: Condition
    without: Condition | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reached:
    """`7 living hostages are released under [host]`."""

    parts: tuple[Part, ...]
    participle: str
    under: Ref | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Came:
    """`day 12 has come`."""

    when: When
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Occurred:
    """`"entry into force" has happened`."""

    event: Quoted
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ConfirmedBy:
    """`[arms] is confirmed by un`, `"the pull-back" is confirmed by un`."""

    of: Ref | Quoted
    by: Name
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Overdue:
    """`[free] is overdue`."""

    ref: Ref
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Begun:
    """`phase two begins`."""

    phase: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Talking:
    """`israel and hamas are in talks`."""

    names: tuple[Name, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """`… and …`."""

    of: tuple[Condition, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Any:
    """`… or …`."""

    of: tuple[Condition, ...]
    span: Span = field(compare=False)


Condition = (
    Met | Passed | Reached | Came | Occurred | ConfirmedBy | Overdue | Begun | Talking | All | Any
)


@dataclass(frozen=True, slots=True)
class Proviso:
    """A condition and the word that governs it."""

    word: Literal["once", "after", "only after", "if", "while", "until", "unless"]
    condition: Condition
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class InReturnFor:
    """`in return for [host]`."""

    ref: Ref
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class SameTime:
    """`at the same time as [b]`; without a reference, the duties of one clause as each other."""

    of: Ref | Quoted | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class EachRound:
    """`each round once the round before of [arms] is met`, `… the same round of [arms] …`.

    `ref` is None for the rounds of the commitment itself; `by` is who has to confirm.
    """

    before: bool
    ref: Ref | None
    by: Name | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class InPlaceOf:
    """`in place of beta`: of a duty that takes over the rest of another."""

    name: Name
    span: Span = field(compare=False)


Part = (
    Word
    | Quoted
    | Number
    | Duration
    | Name
    | Receiver
    | ThingWord
    | Category
    | Classes
    | Ref
    | PhaseRef
    | Mark
    | Under
    | BeforeEachAct
    | Due
    | Within
    | Starting
    | Finishing
    | From
    | Until
    | Throughout
    | Period
    | Proviso
    | InReturnFor
    | SameTime
    | EachRound
    | InPlaceOf
)


__all__ = [
    "AfterEvent",
    "All",
    "Any",
    "AtDate",
    "AtDay",
    "AtEnd",
    "AtHour",
    "AtWeek",
    "BeforeEachAct",
    "Begun",
    "Came",
    "Category",
    "Classes",
    "Condition",
    "ConfirmedBy",
    "Due",
    "Duration",
    "EachAct",
    "EachRound",
    "Finishing",
    "From",
    "InPlaceOf",
    "InReturnFor",
    "Mark",
    "Met",
    "Name",
    "Number",
    "Occurred",
    "Overdue",
    "Part",
    "Passed",
    "Period",
    "PhaseRef",
    "Proviso",
    "Quoted",
    "Reached",
    "Receiver",
    "Ref",
    "SameTime",
    "Starting",
    "Talking",
    "ThingWord",
    "Throughout",
    "Under",
    "Until",
    "When",
    "Within",
    "Word",
]
