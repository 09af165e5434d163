"""Tallies, as values: what somebody holds, and what adds to it or takes from it.

    Tally   who holds what, told apart by axes; the terms that change how many
    Term    adds, takes away, or moves from one category to another
    Told    which rows of the record tell of a term: by kind, object, or a commitment

Source: spec/language/tallies.md (semantics, section 8).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.model.quantity import Class
from trucebook.model.span import Span
from trucebook.model.time import Day

Sign = Literal["plus", "less", "move", "figures"]


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of these words. With `commitment`: what counts as done under it, and its totals."""

    kind: str | None = None
    object: str | None = None
    of: Class = frozenset()
    """The categories such a row speaks of."""
    commitment: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the sum. `move` is the two categories of a move, from and to."""

    id: str
    sign: Sign
    name: str
    told: tuple[Told, ...]
    move: tuple[str, str] | None = None
    until: Day | None = None
    """The last day on which it grew; None: it may go on."""
    span: Span = field(compare=False, default=Span("", 0, 0))


@dataclass(frozen=True, slots=True)
class Tally:
    """`holder` holds `thing`: the terms make it up; figures in the record are checks on it.

    Shape: `axes` name categories that exclude each other within an axis and are free across.
    """

    id: str
    title: str
    holder: str
    thing: str
    axes: tuple[tuple[str, tuple[str, ...]], ...]
    terms: tuple[Term, ...]
    told: tuple[Told, ...]
    series: tuple[Term, ...] = ()
    """Figures that stand beside the sum, each with whoever gave it."""
    span: Span = field(compare=False, default=Span("", 0, 0))
