"""The tree of a text of demands: outcomes, and sentences over them; part of `tree`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.syntax.span import Span
from trucebook.syntax.tree_record import Field, Written


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """`outcome ceasefire "the ceasefire": permanent, for a time, none`."""

    id: Written
    name: str | None
    values: tuple[Written, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class EncodedLine:
    """`encoded by "the editors of this book", 25 November 2026`: who put it into our words."""

    by: str
    day: int | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Atom:
    """`ceasefire is permanent or for a time`, `war is not resumed`."""

    outcome: Written
    negated: bool
    values: tuple[Written, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Atoms:
    """One or more, all joined by the same word; `joined` is None where there is only one."""

    parts: tuple[Atom, ...]
    joined: Literal["and", "or"] | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What is demanded or encoded; `left` is None where it is one statement alone."""

    word: Literal["is", "if", "only if", "only after", "rules out"]
    left: Atoms | None
    right: Atoms
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class DemandLine:
    """`[home] alpha demands that captives is all home.`, and who said so where.

    `by` is empty for an encoding, which relates outcomes and is nobody's demand.
    `reported` and `withdrawn` name rows of the record; `fields` are those of a report.
    """

    id: str
    kind: Literal["demand", "objective", "encoding"]
    by: tuple[Written, ...]
    rule: RuleWords
    encoded: EncodedLine | None
    reported: tuple[Written, ...]
    withdrawn: tuple[Written, ...]
    fields: tuple[Field, ...]
    span: Span = field(compare=False)
    id_span: Span = field(compare=False)
