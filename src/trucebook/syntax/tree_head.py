"""The head of a text as a tree: title, time, who, what is counted, phases; part of `tree`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.syntax.parts import Condition, Duration, Number, Part, Ref, When
from trucebook.syntax.span import Span
from trucebook.syntax.tree_record import Written


@dataclass(frozen=True, slots=True)
class Title:
    """What the text says it is: `agreement "…"`, `amendment to "…"`, `proposal`, `demands`.

    `read_by`: of a side letter, who says that it binds so; empty where nobody else denies it.
    Of a proposal: the short name it is `called`, the agreement it is `amending`, by whom it is
    `described`; None where it does not say.
    """

    kind: Literal["agreement", "amendment to", "side letter", "proposal", "demands", "tally"]
    title: str
    span: Span = field(compare=False)
    read_by: tuple[Written, ...] = ()
    called: Written | None = None
    amending: str | None = None
    described: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """`instrument "…" of alpha, un`: one of several papers with the same words, and who signed."""

    title: str
    of: tuple[Written, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Zone:
    """`zone Asia/Jerusalem`."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class DayLine:
    """`day 1 is 19 January 2025`, or `day 1 is the day of …`."""

    number: int
    is_: When
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Basis:
    """`basis published "The National", 16 January 2025 <…>; weekly steps unsourced`."""

    kind: str
    source: str | None
    day: int | None
    url: str | None
    note: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """`source "…", 16 January 2025 <…>`: where the text is known from."""

    name: str
    day: int | None
    url: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IdElsewhere:
    """`PA-X 2481`: the number or code that a register outside gives."""

    register: str
    id: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IdsLine:
    """`ids PA-X 2481, ISO 3166 IL, PS`: what the text is called in registers outside."""

    ids: tuple[IdElsewhere, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A basis in the head: the default of every clause that names none."""

    basis: Basis
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One entry of a roster: `icrc "Red Cross" for release`."""

    id: str
    name: str | None
    matters: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Roster:
    """`parties`, `guarantors` … and who they are."""

    role: str
    entries: tuple[Somebody, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Axis:
    """`by life (living, dead)`."""

    name: str
    categories: tuple[Written, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """`count hostages: by life (living, dead); …`; several things share no axes."""

    things: tuple[Written, ...]
    axes: tuple[Axis, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class PhaseHead:
    """`phase one, 42 days from day 1`. Clauses below stand under it, until the next head."""

    id: str
    days: int | None
    months: int
    first: When | None
    last: When | None
    begins: Condition | None
    span: Span = field(compare=False)
    longer: Longer | None = None


@dataclass(frozen=True, slots=True)
class Longer:
    """`and 1 day more for each 10 captives under [host] beyond 50, at most 10 days in all`.

    `parts` holds the number and what is counted.
    """

    more: Duration
    parts: tuple[Part, ...]
    under: Ref
    beyond: Number | None
    most: Duration | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class InForce:
    """`in force from 10 March 2025`, `in force once [deal] is met`: of an amendment."""

    first: When | None
    once: Condition | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AgreementEnds:
    """`the agreement ends on day 120`, `the agreement ends once [out] is used`."""

    on: When | None
    once: Condition | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ThroughoutHead:
    """`throughout the agreement`: clauses below stand under no phase."""

    span: Span = field(compare=False)
