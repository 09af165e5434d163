"""What is said about a tally, as values.

Claim      so many of a class
Statement  one or more claims on one target, and the reports that make them
Target     held on a day; a term up to a day; one event of a term
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.evaluation.result import Fact
from trucebook.model.quantity import Class
from trucebook.model.time import Day

HELD = ""
"""The term of what is held."""


@dataclass(frozen=True, slots=True)
class Claim:
    """So many of a class: whole numbers, each bound hard or ours; None: open."""

    of: Class
    low: int
    high: int | None
    low_hard: bool = True
    high_hard: bool = True

    def bounds(self, *, hard: bool) -> tuple[int | None, int | None]:
        """The bounds that count: all of them, or the hard ones."""
        if not hard:
            return self.low, self.high
        return (self.low if self.low_hard else None), (self.high if self.high_hard else None)


@dataclass(frozen=True, slots=True)
class Target:
    """What a statement is about. `event` is "" for what there is up to `last`, whatever happened.

    An event happened once, from `first` to `last`, both included.
    """

    term: str
    last: Day
    first: Day | None = None
    event: str = ""


Origin = Literal["reports", "acts"]
"""Reports of the record, or what the board has as done under a commitment."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, whoever makes it: several reports may."""

    target: Target
    claims: tuple[Claim, ...]
    reports: tuple[str, ...]
    origin: Origin = "reports"
    commitment: str | None = None
    made_of: tuple[Fact, ...] = field(default=(), compare=False)
    """Of what was done under a commitment: its acts, as the account has them."""
