"""The tree of a text of a tally; part of `tree`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.syntax.span import Span


@dataclass(frozen=True, slots=True)
class ToldBy:
    """`release of foreign-hostages (living)`, or `[host]`."""

    kind: str | None
    object: str | None
    of: tuple[str, ...]
    commitment: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class TallyLine:
    """`[taken] plus "taken at first", told by capture of captives.`, or `[held] beta holds …`."""

    id: str
    form: Literal["holds", "plus", "less", "move", "figures"]
    holder: str
    thing: str
    name: str
    axes: tuple[tuple[str, tuple[str, ...]], ...]
    move: tuple[str, str] | None
    told: tuple[ToldBy, ...]
    until: int | None
    span: Span = field(compare=False)
    id_span: Span = field(compare=False)
