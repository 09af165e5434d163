"""What is owed: the kinds of commitment, and the terms of each.

Part of the model of an agreement; whoever needs both finds them in `trucebook.model.agreement`.
Source: spec/agreements.md (semantics, section 4, Kinds).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trucebook.model.conditions import Condition, Due
from trucebook.model.quantity import Class, Number


@dataclass(frozen=True, slots=True)
class Share:
    """`of which 50 fuel`: so many of the amount must be of a class."""

    number: Number
    of: Class


@dataclass(frozen=True, slots=True)
class Found:
    """How much a step adds, where that follows from a figure that is found later.

    `30 per cent of the fighters in "the register"`: `per_cent` of the figure, or of what of it no
    earlier step has asked for (`of_rest`); `plus` is asked for as it is.
    """

    per_cent: Number
    figure: str
    """What the figure is called in the record: a name in quotes, else the thing itself; empty: the
    number that is agreed for this commitment."""
    of: Class = frozenset()
    of_rest: bool = False
    plus: Number = 0
    floor: Number | None = None
    """`so that there are at least 60`: as many as are wanting to that, by how many there were."""


@dataclass(frozen=True, slots=True)
class Step:
    """A promised part of a hand-over with its own due day.

    `cumulative` is what must be done in all by `due`, this step included; None where that follows
    from a figure found later (`found`).
    `at` is "by" or "on": only an "on" step, or a step among several that are dated, can be early.
    """

    cumulative: Number | None
    due: Due | None
    at: Literal["by", "on"] = "by"
    of: Class = frozenset()
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class PerEach:
    """`30 prisoners for each living civilian`: `number` of `give` for each one `against`.

    `1 prisoner for each 3 captives`: for each `per` of them, counted over all rounds together.
    """

    number: Number
    give: Class
    against: Class
    shares: tuple[Share, ...] = ()
    per: int = 1


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
    rest_of: str | None = None
    """What another commitment has left undone: then no step has a number of its own."""


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
    months: int = 0
    """Length of a period in months of the calendar; then `every` says nothing."""
    weekday: int | None = None
    """The one day of the week that is a period of its own; Monday is 0."""
    at_most: bool = False
    """A ceiling: more in a period is an act against it."""
    carries: bool = False
    """A surplus of one period counts for the next."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep a thing so, or refrain from a thing, throughout the phase (or until `last`)."""

    refrain: bool
    last: Due | None = None
    first: Due | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """Stay at or under (or at or over) a level, throughout."""

    thing: str
    bound: Literal["at most", "at least"]
    number: Number
    of: Class = frozenset()
    last: Due | None = None
    first: Due | None = None


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

    act: Literal["begin talks", "agree", "do"]
    """`do`: whatever the sentence says they do jointly."""
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
    bound: Literal["at most", "at least"] | None = None
    """None: about so many, no more and no less."""


@dataclass(frozen=True, slots=True)
class Power:
    """What a party may do: holder, window, effect. No standing, a state of its own.

    `suspends` names the commitments that using it suspends; `ends` says that using it ends the
    agreement.
    """

    first: Due | None = None
    last: Due | None = None
    suspends: tuple[str, ...] = ()
    ends: bool = False
    until: Due | None = None
    """The last day of what it suspends, where the text says until when."""
    days: int | None = None
    """How many days what it suspends lasts at most."""


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
