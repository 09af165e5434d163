"""The tree of the names table and of the record; part of `trucebook.syntax.tree`."""

from __future__ import annotations

from dataclasses import dataclass, field

from trucebook.syntax.parts import Ref, Word
from trucebook.syntax.span import Span


@dataclass(frozen=True, slots=True)
class Written:
    """A word of the text with its place."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class NamesHead:
    """`names`: the names table begins."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Naming:
    """One statement of the names table: these names, this word, that meaning.

    `word` is one of: speaks for, under the authority of, same as, monitor, object, kind, part of,
    outside, text (an object that is a text, by its title). `classes` belong to the meaning of an
    object.
    """

    word: str
    names: tuple[Written, ...]
    meaning: str | None
    classes: tuple[Word, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class NamesLine:
    """Statements of the names table, parted by `;`."""

    statements: tuple[Naming, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record line, under its column's name.

    Units: `start` and `end` are code points into the line's file; there are too many fields in a
    record for a span each.
    """

    column: str
    value: object
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One report, dated first."""

    fields: tuple[Field, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class WatchLine:
    """`watched [host], [free] from … to … by "…"`."""

    refs: tuple[Ref, ...]
    first: int
    last: int
    by: str
    recorded: str | None
    span: Span = field(compare=False)
