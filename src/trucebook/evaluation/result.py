"""What an evaluation answers: a board of rows, each with its rounds, facts and reasons.

`standing(agreement, record, clocks, account) -> Board` in `trucebook.evaluation.standing`.
Source: spec/standings.md (semantics, section 7), spec/accounts.md (section 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trucebook.model.agreement import Commitment
from trucebook.model.quantity import Class, Number
from trucebook.model.report import Bound, Watch
from trucebook.model.span import Span
from trucebook.model.time import Day, Minute

Standing = Literal[
    "amended",
    "waived",
    "lapsed",
    "waiting",
    "no longer possible",
    "contrary act",
    "met",
    "met early",
    "met late",
    "not computable",
    "in progress",
    "no contrary act",
    "suspended",
    "held back",
    "overdue",
    "missed",
    "unknown",
    "disputed",
]
"""The closed list. `disputed` is only ever a commitment's or round's, never one world's."""

Cause = Literal["account", "category", "count", "date", "duplicate", "reading"]
Grade = Literal[
    "found",
    "acknowledged",
    "corroborated",
    "reported",
    "own word",
    "accusation",
    "conflicting",
    "denied",
]
GRADES: tuple[Grade, ...] = (
    "found",
    "acknowledged",
    "corroborated",
    "reported",
    "own word",
    "accusation",
    "conflicting",
    "denied",
)
"""Strongest first."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The day looked at; what had been published, and recorded, by then (None: everything)."""

    on: Day
    public: Day | None = None
    known: Minute | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included; None is open."""

    low: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as an account has it: its number and day, each with what is uncertain about it."""

    event: str
    """The event's id, or one made of performer, verb, thing and day."""
    reports: tuple[str, ...]
    """Report ids, sorted."""
    versions: tuple[Interval, ...]
    """Numbers the account admits; more than one where they conflict; empty: not admitted."""
    first: Minute | None
    last: Minute | None
    grade: Grade
    by_class: tuple[tuple[Class, Interval], ...] = ()
    asserters: tuple[str, ...] = ()
    deviating: tuple[str, ...] = ()
    """Copies that differ from their origin: neither a voice nor a contradiction."""
    hard_to_square: tuple[tuple[str, str], ...] = ()
    """Report id and the convention its clash rests on."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of why: the rule (a page of the spec), in words, the clause, the reports it used."""

    rule: str
    """`spec page#section`, e.g. `standings#overdue`."""
    words: str
    span: Span
    """The clause (always) the rule was applied to."""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """A promised part, with its own due day and standing."""

    id: str
    standing: Standing
    possible: tuple[Standing, ...]
    because: tuple[Cause, ...]
    due: Day | None
    due_latest: Day | None
    required: Interval | None
    done: Interval | None
    opened_by: tuple[str, ...] = ()
    """Report ids of the act that opened it, for a round of an exchange or a notice."""
    remarks: tuple[str, ...] = ()
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Of a quota, up to the day looked at: how many periods were kept, missed, not known."""

    kept: Interval
    missed: Interval
    unknown: Interval


RemarkKind = Literal[
    "announcement",
    "accusation",
    "verdict",
    "conflicting total",
    "hard to square",
    "deviating copy",
    "possible duplicate",
    "correction",
    "hold-back",
    "object gone",
    "not accepted",
    "stood before",
    "suspension",
    "stage",
    "note",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands on a row without deciding it. Always with who says it."""

    kind: RemarkKind
    words: str
    reports: tuple[str, ...]
    round: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment on the board. `standing` is None for powers and expectations."""

    commitment: Commitment
    standing: Standing | None
    possible: tuple[Standing, ...]
    because: tuple[Cause, ...]
    due: Day | None
    due_latest: Day | None
    required: Interval | None
    done: Interval | None
    unit: str | None
    done_by_class: tuple[tuple[Class, Interval], ...]
    rounds: tuple[Round, ...]
    days: Days | None
    by_account: Mapping[str, Standing | None]
    by_reading: Mapping[str, Standing | None]
    accounts_differ: bool
    """The standing differs between accounts."""
    differing_reports: tuple[str, ...]
    """The reports that make the difference."""
    grade: Grade | None
    facts: tuple[Fact, ...]
    reports: tuple[str, ...]
    """Ids of every visible report bound to it, sorted."""
    remarks: tuple[Remark, ...]
    reasons: tuple[Reason, ...]
    state: str | None = None
    """Of a power: not yet, usable, used, lapsed."""
    watched: tuple[Day, Day] | None = None
    watched_days: Interval | None = None
    """Days watched, of days in force, up to the day looked at (low: watched, high: in force)."""
    in_force: tuple[Day | None, Day | None] | None = None
    widened: bool = False
    """More unknowns than are enumerated: `possible` may hold more than can be."""
    toward: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a joint act: what each party is recorded as having done or refused toward it (reports)."""


PhaseStanding = Literal["waiting", "running", "continued", "ran out"]


@dataclass(frozen=True, slots=True)
class PhaseState:
    """Where a phase stands. `last` is its term's last day."""

    id: str
    standing: PhaseStanding
    first: Day | None
    last: Day | None
    last_latest: Day | None
    by_reading: Mapping[str, PhaseStanding]
    going_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By reading: clause ids that go on after the phase's term."""


@dataclass(frozen=True, slots=True)
class Gap:
    """No phase runs, none continues under some reading, and something is still undone."""

    now: bool
    """Under every reading."""
    first: Day | None
    """The first day of the gap, under the reading that has it earliest; None where none has."""
    by_reading: Mapping[str, bool]
    undone: tuple[str, ...] = ()
    declared: bool = False
    """The text itself says "nothing is said"."""


@dataclass(frozen=True, slots=True)
class Board:
    """Every commitment's standing on a day, in one account."""

    clocks: Clocks
    account: str
    accounts: tuple[str, ...]
    """Every account this book has: undisputed, confirmed, any, the parties, monitors, mediators."""
    readings: tuple[str, ...]
    phase: PhaseState | None
    """The running phase, else the last that ran."""
    phases: tuple[PhaseState, ...]
    gap: Gap
    rows: tuple[Row, ...]
    """Sorted by id."""
    watches: tuple[Watch, ...]
    unbound: tuple[Bound, ...]
    """Visible reports bound to nothing."""
    has_known: bool
    day_number: int | None = None
    """The agreement's own number of the day looked at."""


CLOSING = (
    "Standing under this text only. Duties under other law are not assessed and do not end with it."
)
