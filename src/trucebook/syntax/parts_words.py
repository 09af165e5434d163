"""The words among the parts of a sentence; part of `trucebook.syntax.parts`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from trucebook.syntax.span import Span


@dataclass(frozen=True, slots=True)
class Word:
    """The drafter's own word."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Free text."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number, written in figures."""

    value: int | Decimal
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Duration:
    """`24 hours`, `3 days`."""

    number: int | Decimal
    unit: Literal["hour", "day", "week", "month"]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody the text names, by id; or a whole roster: guarantors."""

    id: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Receiver:
    """`to israel`."""

    id: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ThingWord:
    """A declared thing, in its singular or plural."""

    id: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Category:
    """A declared category, as declared."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Classes:
    """`(living, soldier)`: a class in brackets."""

    names: tuple[Word, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """`[host]`."""

    id: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class PhaseRef:
    """`phase two`."""

    id: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A function word that stands alone: `of which`, `for each`, a comma."""

    word: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Under:
    """`under [host]`."""

    ref: Ref
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class BeforeEachAct:
    """`before each act of [host]`."""

    ref: Ref
    span: Span = field(compare=False)
