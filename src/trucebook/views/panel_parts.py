"""The parts a row of the panel is made of, each a value that one part of the columns reads.

    Entry    which commitment, of which book, undertaken by whom
    Asked    in which account, under which reading, for which clocks
    Answer   where it stands and what stands beside the word
    Moment   the day, and what changes with every day
    Record_  what the record of it is made of
    Made     by which program, from which files

Source: spec/standings.md (semantics, section 7).
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.evaluation.components import Components
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.result import Clocks, Interval
from trucebook.model.agreement import Agreement, Commitment
from trucebook.model.report import Bound, Record
from trucebook.model.time import Day
from trucebook.views.composition import Composition


@dataclass(frozen=True, slots=True)
class PanelBook:
    """A book of the panel, with what is asked of it."""

    name: str
    hash: str
    """SHA-256 of its files: see docs/commands.md, panel."""
    agreement: Agreement
    record: Record
    clocks: Clocks
    """`public` and `known` hold for every day of it; `on` is not used."""
    days: tuple[Day, ...]
    """In order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment and one of those who undertook it; `party` is None where nobody is named."""

    book: PanelBook
    commitment: Commitment
    party: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose account, and which reading; `reading` is None where every reading is taken."""

    book: PanelBook
    account: str
    reading: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a commitment stands, on the days between which nothing changes."""

    book: PanelBook
    commitment: Commitment
    judged: Judged
    components: Components
    accounts_differ: bool | None
    """None: not every account was asked, or one reading alone is taken."""
    readings_differ: bool | None
    """None: one reading alone is taken, or none bears on it."""
    of_one_reading: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and what is counted up to it."""

    book: PanelBook
    day: Day
    judged: Judged
    watched: bool
    days: Interval | None
    """Days watched (low) of days in force (high); None where it is not in force yet."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record of a commitment is made of on a day."""

    stated: tuple[Bound, ...]
    composition: Composition


@dataclass(frozen=True, slots=True)
class Made:
    """By which version of the program, from which files."""

    version: str
    book: PanelBook
