"""An agreement as the evaluation sees it: parties, phases, commitments, readings.

    Agreement ─┬─ Party, Thing, Verifier          who, and what is counted
               ├─ Phase ── After                  when parts begin, and what follows them
               ├─ Commitment ── Terms             one duty of one party (or one joint act)
               │        ├─ Condition              what starts, holds or undoes it
               │        └─ Basis, Original        how well the words are known
               ├─ Reading ── Change               the same words, understood in another way
               └─ Amendment                       what a later text puts in the place of what

One sentence can make several commitments: `halt` of two parties makes `halt/israel` and
`halt/hamas`; `starting …, finishing …` makes `phil.start` and `phil.finish`.
Source: spec/agreements.md, spec/conditions.md (semantics, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.model.conditions import (
    AllOf,
    AnyOf,
    AtHour,
    Condition,
    Confirmed,
    CountReached,
    DayCame,
    DaysAfter,
    DaysAfterStart,
    DaysPast,
    Due,
    EachRound,
    Earlier,
    Happened,
    HoursAfter,
    InTalks,
    IsMet,
    IsOverdue,
    LastDayOf,
    Later,
    Not,
    OnDate,
    OnDay,
    Passed,
    PhaseBegan,
    Proviso,
)
from trucebook.model.quantity import Class, Number, Thing
from trucebook.model.span import Span
from trucebook.model.terms import (
    Conduct,
    Exchange,
    Expectation,
    Found,
    HandOver,
    JointAct,
    Keep,
    Level,
    Lump,
    Notice,
    Once,
    Order,
    PerEach,
    Power,
    Quota,
    Share,
    Step,
    Terms,
)
from trucebook.model.time import Day

BasisKind = Literal["authentic", "published", "summary", "one side's version", "unsourced"]
WEAK_BASES: tuple[BasisKind, ...] = ("summary", "one side's version", "unsourced")
Role = Literal[
    "party", "guarantor", "mediator", "verifier", "monitor", "beneficiary", "third party"
]


@dataclass(frozen=True, slots=True)
class Basis:
    """How the words of a clause are known. `note` keeps what the drafter added after `;`."""

    kind: BasisKind
    source: str | None = None
    date: Day | None = None
    clause: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The words of the instrument itself, where they may be shown, in one language."""

    language: str
    words: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the text names. Only a `party` can be liable under it."""

    id: str
    name: str
    role: Role
    matters: tuple[str, ...] = ()
    """For verifiers and monitors: the verbs or things they verify; empty means everything."""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One of several papers with the same words, and who signed it."""

    title: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One duty (or power, or expectation) of the text, for those who undertook it together."""

    id: str
    clause: str
    """The sentence's id: `halt` for `halt/israel`."""
    liable: tuple[str, ...]
    """Who undertook it; several only for a joint act."""
    owed: tuple[str, ...]
    """To whom; empty where the text does not say."""
    verb: str
    """The drafter's verb, as written after shall / may: `release`, `carry out`."""
    object: str | None
    """The drafter's object: a declared thing's id, a quoted name, or plain words."""
    terms: Terms
    phase: str | None
    text: str
    """Our sentence as written, one line, spaces folded."""
    basis: Basis
    conditions: tuple[Proviso, ...] = ()
    in_return_for: tuple[str, ...] = ()
    """Mutual: this is held back only while a round of one of those is overdue that fell due
    strictly earlier. Set for exchanges too."""
    same_time: tuple[Condition, ...] = ()
    """Simultaneous: this is not late as long as one of those has not come. Mutual."""
    each_round: EachRound | None = None
    """What each round waits for, where the text says so."""
    only_after: bool = False
    """What is done before the conditions came does not count."""
    unconditional: bool = False
    """Never held back by the exchange rule."""
    accepted_by: tuple[str, ...] = ()
    """Who is no party and took it on: bound by it as a party is."""
    bound: bool = True
    """False where the text binds nobody of those it names to do it: nobody is liable."""
    instruments: tuple[str, ...] = ()
    """Titles of the papers under which it is undertaken, where the text is in several."""
    read_by: tuple[str, ...] = ()
    """Of a side letter: who says that it binds so; it binds in their accounts alone."""
    in_place_of: tuple[str, ...] = ()
    """Whose duty this takes over: of those it is then nobody's."""
    picked_by: tuple[str, ...] = ()
    """Who has the say over the names."""
    listed_in: str | None = None
    """Where the names stand: a list annexed."""
    vague: str | None = None
    """The vague word that makes it not computable."""
    to_be_negotiated: bool = False
    originals: tuple[Original, ...] = ()
    since: Day | None = None
    """In force from this day, by an amendment; None: as signed."""
    before: Commitment | None = field(default=None, compare=False)
    """The sentence that this one took the place of."""
    replaced: Day | None = None
    """Superseded, or ended, from this day by an amendment."""
    span: Span | None = field(default=None, compare=False)


# --- phases and what follows them ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begins:
    """`once [terms] is met: phase two begins`."""

    condition: Condition | None
    phase: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class GoesOn:
    """`while …: [halt] and [aid] go on`. An empty `clauses` means every clause of the phase."""

    condition: Condition | None
    clauses: tuple[str, ...]
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """`otherwise: nothing is said.` A declared hole."""

    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Renews:
    """`unless [notice] is used at least 10 days before it ends: phase one renews for 120 days`.

    At the end of each term, unless the condition had come `ahead` days before it.
    """

    unless: Condition | None
    days: int
    months: int = 0
    """Of the calendar, beside `days`."""
    ahead: int = 0
    once: bool = False
    span: Span | None = field(default=None, compare=False)


Then = Begins | GoesOn | NothingSaid | Renews


@dataclass(frozen=True, slots=True)
class Longer:
    """`and 1 day more for each 10 captives under [host] beyond 50, at most 10 days in all`.

    `most` is the longest the phase can be, in days; None: no ceiling.
    """

    days: int
    each: Number
    commitments: tuple[str, ...]
    of: Class = frozenset()
    beyond: Number = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the agreement with its own time.

    Begins on `first` (a due-style day), or on the day `begins` came (None for both: it waits for
    a `Begins` of another phase). `days` long, or until `last`; open-ended where both are None.
    """

    id: str
    days: int | None
    first: Due | None = None
    begins: Condition | None = None
    last: Due | None = None
    after: tuple[Then, ...] = ()
    months: int = 0
    """Of the calendar, beside `days`."""
    keeps_term: bool = False
    """In an amendment: only what comes after it is replaced."""
    longer: Longer | None = None
    span: Span | None = field(default=None, compare=False)


# --- readings -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OtherClock:
    """The same day numbers counted from another day: `day 0 is 19 January 2025`."""

    day_one: Day


@dataclass(frozen=True, slots=True)
class OtherWords:
    """The clause as if it said this: replaces the commitments of the clauses read."""

    commitments: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class TalksWhile:
    """What "in talks" takes: each side says so, or one named condition has not come yet."""

    until: Condition | None
    """None: only while each side says so."""


Change = OtherClock | OtherWords | TalksWhile


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody understands words that can be understood in two ways. None is the default."""

    name: str
    holders: tuple[str, ...]
    clauses: tuple[str, ...]
    """Clause ids read differently; empty where a phrase is."""
    phrase: str | None
    change: Change
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Clock:
    """`day 1 is 19 January 2025`, or `day 1 is the day of [start]`.

    `day_one` is the day numbered 1 (day 0 + 1 where the text counts from 0).
    """

    day_one: Day | None
    start: Condition | None = None
    offset: int = 1
    """The number the text gives to the first day: 1 or 0."""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class IdElsewhere:
    """What the text, or the conflict it is about, is called in a register outside."""

    register: str
    """PA-X, UCDP, ACLED, ISO 3166, or another by its name."""
    id: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later text of the same parties: from when, and what it puts in the place of what.

    In force from the day `first`, or from the day `once` came.
    """

    clauses: tuple[tuple[str, tuple[Commitment, ...]], ...]
    """Clauses replaced or added, each with its commitments."""
    ended: tuple[str, ...] = ()
    first: Due | None = None
    once: Condition | None = None
    phases: tuple[Phase, ...] = ()
    """Phases added, and terms of phases replaced; `after` is empty where it stays."""
    readings: tuple[Reading, ...] = ()
    ends: tuple[Condition, ...] = ()
    published: Day | None = None
    """The first day on which it was public, as its head says; None: not said."""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """All texts of a book that bind, put together: what `standing` evaluates.

    With amendments it is what every id has come to mean by all of them; `signed` is the
    agreement before any, from which the edition in force on a day is made.
    """

    title: str
    zone: str
    clock: Clock
    parties: tuple[Party, ...]
    things: tuple[Thing, ...]
    phases: tuple[Phase, ...]
    commitments: tuple[Commitment, ...]
    """Those of every phase and of none, as written, sorted by id."""
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    ids: tuple[IdElsewhere, ...] = ()
    ends: tuple[Condition, ...] = ()
    """Each of these ends the agreement as a whole, on the day it comes."""
    amendments: tuple[Amendment, ...] = ()
    signed: Agreement | None = field(default=None, compare=False)

    def party(self, name: str) -> Party | None:
        """The party of that id."""
        return next((p for p in self.parties if p.id == name), None)

    def binds(self, name: str | None) -> bool:
        """Whether the text binds somebody as a party."""
        return any(p.id == name and p.role == "party" for p in self.parties)


__all__ = [
    "WEAK_BASES",
    "Agreement",
    "AllOf",
    "Amendment",
    "AnyOf",
    "AtHour",
    "Basis",
    "BasisKind",
    "Begins",
    "Change",
    "Clock",
    "Commitment",
    "Condition",
    "Conduct",
    "Confirmed",
    "CountReached",
    "DayCame",
    "DaysAfter",
    "DaysAfterStart",
    "DaysPast",
    "Due",
    "EachRound",
    "Earlier",
    "Exchange",
    "Expectation",
    "Found",
    "GoesOn",
    "HandOver",
    "Happened",
    "HoursAfter",
    "IdElsewhere",
    "InTalks",
    "Instrument",
    "IsMet",
    "IsOverdue",
    "JointAct",
    "Keep",
    "LastDayOf",
    "Later",
    "Level",
    "Longer",
    "Lump",
    "Not",
    "NothingSaid",
    "Notice",
    "OnDate",
    "OnDay",
    "Once",
    "Order",
    "Original",
    "OtherClock",
    "OtherWords",
    "Party",
    "Passed",
    "PerEach",
    "Phase",
    "PhaseBegan",
    "Power",
    "Proviso",
    "Quota",
    "Reading",
    "Renews",
    "Role",
    "Share",
    "Step",
    "TalksWhile",
    "Terms",
    "Then",
]
