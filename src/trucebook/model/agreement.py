"""An agreement as the evaluation sees it: parties, phases, commitments, readings.

    Agreement ─┬─ Party, Thing, Verifier          who, and what is counted
               ├─ Phase ── After                  when parts begin, and what follows them
               ├─ Commitment ── Terms             one duty of one party (or one joint act)
               │        ├─ Condition              what starts, holds or undoes it
               │        └─ Basis, Original        how well the words are known
               └─ Reading ── Change               the same words, understood in another way

One sentence can make several commitments: `halt` of two parties makes `halt/israel` and
`halt/hamas`; `starting …, finishing …` makes `phil.start` and `phil.finish`.
Source: spec/agreements.md, spec/conditions.md (semantics, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.model.quantity import Class, Number, Thing
from trucebook.model.span import Span
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
    """So many days after the day on which something happened (its day + n)."""

    days: int
    of: Condition


@dataclass(frozen=True, slots=True)
class HoursAfter:
    """So many hours after something happened ("within 72 hours of")."""

    hours: int
    of: Condition


@dataclass(frozen=True, slots=True)
class DaysAfterStart:
    """So many days after the commitment's own clock started (all its `once` conditions came)."""

    days: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """Whichever comes first."""

    of: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """Whichever comes last."""

    of: tuple[Due, ...]


Due = OnDate | OnDay | LastDayOf | DaysAfter | HoursAfter | DaysAfterStart | Earlier | Later
"""The last day on which a thing is in time, all of it included."""

# --- conditions ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IsMet:
    """`[host] is met`: every part of that commitment is done, in time or late."""

    commitment: str


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


Condition = IsMet | CountReached | DayCame | Happened | PhaseBegan | InTalks | AllOf | AnyOf | Not


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


# --- what is owed -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """`of which 50 fuel`: so many of the amount must be of a class."""

    number: Number
    of: Class


@dataclass(frozen=True, slots=True)
class Step:
    """A promised part of a hand-over with its own due day.

    `cumulative` is what must be done in all by `due`, this step included; None for "all remaining"
    (of a total that is not known).
    `at` is "by" or "on": only an "on" step, or a step among several that are dated, can be early.
    """

    cumulative: Number | None
    due: Due | None
    at: Literal["by", "on"] = "by"
    of: Class = frozenset()


@dataclass(frozen=True, slots=True)
class PerEach:
    """`30 prisoners for each living civilian`: `number` of `give` for each one `against`."""

    number: Number
    give: Class
    against: Class
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Lump:
    """`110 life prisoners for the 9 sick or wounded`: owed when the last of its class is done.

    `number` is None for "all"; `size` is how many there are of the class, None where not said
    (then it is owed with the last round of the other side's commitment).
    """

    number: Number | None
    give: Class
    against: Class
    size: Number | None = None


@dataclass(frozen=True, slots=True)
class Once:
    """Do a thing once: withdraw, open, hand over a list. Also a start or a finish of one."""

    due: Due | None
    at: Literal["by", "on"] = "by"
    part: Literal["whole", "start", "finish"] = "whole"


@dataclass(frozen=True, slots=True)
class HandOver:
    """Hand over or free so many, in one or several steps, in order of due day."""

    thing: str
    steps: tuple[Step, ...]
    of: Class = frozenset()
    shares: tuple[Share, ...] = ()
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """In return for each act under another commitment, so many, by so many days after it.

    Each accepted act opens a round on its day.
    """

    thing: str
    against: str
    items: tuple[PerEach | Lump, ...]
    days: int
    """The round is due this many days after the act's day."""


@dataclass(frozen=True, slots=True)
class Quota:
    """So many in each period. Periods run from `first` to `last`, both included.

    `average` is another wording: only the sum over all periods is owed.
    None for `first` or `last`: the phase's first or last day.
    """

    thing: str
    number: Number
    shares: tuple[Share, ...] = ()
    every: int = 1
    """Length of a period in days."""
    first: Due | None = None
    last: Due | None = None
    average: bool = False
    of: Class = frozenset()


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep a thing so, or refrain from a thing, throughout the phase (or until `last`)."""

    refrain: bool
    last: Due | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """Stay at or under (or at or over) a level, throughout."""

    thing: str
    bound: Literal["at most", "at least"]
    number: Number
    of: Class = frozenset()
    last: Due | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Under another commitment, all of class `first` come before any of class `then`."""

    against: str
    first: Class
    then: Class


@dataclass(frozen=True, slots=True)
class Notice:
    """Give a thing at least so many hours before each act under another commitment."""

    before: str
    hours: int


@dataclass(frozen=True, slots=True)
class JointAct:
    """An act that needs both: begin talks, agree a text. Nobody is singled out."""

    act: Literal["begin talks", "agree"]
    due: Due | None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """Work toward something: conduct, not a result. Standing: not computable."""

    until: Condition | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """Something expected, no duty. No standing."""

    number: Number | None = None
    thing: str | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """What a party may do: holder, window, effect. No standing, a state of its own.

    `suspends` names the commitments that using it suspends.
    """

    first: Due | None = None
    last: Due | None = None
    suspends: tuple[str, ...] = ()


Terms = (
    Once
    | HandOver
    | Exchange
    | Quota
    | Keep
    | Level
    | Order
    | Notice
    | JointAct
    | Conduct
    | Expectation
    | Power
)


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
    only_after: bool = False
    """What is done before the conditions came does not count."""
    unconditional: bool = False
    """Never held back by the exchange rule."""
    vague: str | None = None
    """The vague word that makes it not computable."""
    to_be_negotiated: bool = False
    originals: tuple[Original, ...] = ()
    replaced: Day | None = None
    """Superseded from this day by an amendment."""
    span: Span | None = field(default=None, compare=False)


# --- phases and what follows them ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begins:
    """`once [terms] is met: phase two begins`."""

    condition: Condition | None
    phase: str


@dataclass(frozen=True, slots=True)
class GoesOn:
    """`while …: [halt] and [aid] go on`. An empty `clauses` means every clause of the phase."""

    condition: Condition | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """`otherwise: nothing is said.` A declared hole."""


Then = Begins | GoesOn | NothingSaid


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
class Agreement:
    """All texts of a book that bind, put together: what `standing` evaluates."""

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

    def party(self, name: str) -> Party | None:
        """The party of that id."""
        return next((p for p in self.parties if p.id == name), None)

    def binds(self, name: str | None) -> bool:
        """Whether the text binds somebody as a party."""
        return any(p.id == name and p.role == "party" for p in self.parties)
