"""What a generated sentence promises, as far as reports about it have to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "hand-over",
    "exchange",
    "quota",
    "keep",
    "level",
    "once",
    "joint",
    "notice",
    "order",
    "silent",
]
"""`silent`: conduct, expectations, powers, which nobody performs by a day."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase as it ran, in day numbers of the agreement, both included."""

    name: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One commitment of a generated text.

    `plan` holds day numbers with the amount due by then, not cumulative; of a quota, the amount of
    each period.
    `against` is the clause that opens its rounds.
    """

    id: str
    clause: str
    kind: Kind
    liable: str
    owed: str
    verb: str
    thing: str | None
    stretch: Stretch
    plan: tuple[tuple[int, int], ...] = ()
    against: str | None = None
    ratio: int = 1
    classes: tuple[str, ...] = ()
    """Categories its sentence tells apart: reports break their numbers down by them."""
    named: str | None = None
    """The one object in quotes, where reports can be bound by it alone."""


@dataclass(slots=True)
class Text:
    """A generated text and what it promises."""

    words: str
    names: str
    duties: list[Duty]
