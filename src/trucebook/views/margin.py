"""The texts as they are written, with where each sentence stands in the margin.

Source: spec/standings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucebook.evaluation.result import Board, Row
from trucebook.views.stands import word_of


@dataclass(frozen=True, slots=True)
class Noted:
    """A commitment and where it stands, beside its sentence."""

    id: str
    standing: str
    accounts_differ: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole lines of one text, and what stands beside it."""

    first_line: int
    """Counted from 1."""
    words: str
    """The lines, without the last line feed."""
    notes: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One text, from its first line to its last."""

    file: str
    passages: tuple[Passage, ...]


def margin(board: Board, texts: Mapping[str, str]) -> tuple[Page, ...]:
    """Every text, each sentence that makes a commitment beside where that stands.

    Shape: put together, the passages of a page are the text; by name of the file.
    """
    rows: dict[str, list[Row]] = {}
    for row in board.rows:
        if row.commitment.span is not None:
            rows.setdefault(row.commitment.span.file, []).append(row)
    return tuple(
        Page(file, tuple(_passages(texts[file], rows.get(file, [])))) for file in sorted(texts)
    )


def _passages(text: str, rows: list[Row]) -> Iterable[Passage]:
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    notes: dict[tuple[int, int], list[Noted]] = {}
    for row in rows:
        span = row.commitment.span
        if span is None:
            continue
        first = text.count("\n", 0, span.start)
        last = text.count("\n", 0, max(span.start, span.end - 1))
        notes.setdefault((first, last), []).append(
            Noted(row.commitment.id, word_of(row), row.accounts_differ)
        )
    at = 0
    for (first, last), beside in sorted(notes.items()):
        if first > at:
            yield Passage(at + 1, "\n".join(lines[at:first]), ())
        start = max(at, first)
        yield Passage(start + 1, "\n".join(lines[start : last + 1]), tuple(beside))
        at = max(at, last + 1)
    if at < len(lines):
        yield Passage(at + 1, "\n".join(lines[at:]), ())
