"""Text → tree and diagnostics: one chunk at a time, so that a mistake stays where it is.

Pure, and never an exception on a user's text: what cannot be read is kept as `Unreadable`.
Source: spec/language/grammar.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from trucebook.syntax import declarations, tree
from trucebook.syntax.declared import Declared, declared
from trucebook.syntax.demand_lines import demand, encoded, outcome
from trucebook.syntax.diagnostic import Diagnostic, in_order
from trucebook.syntax.ids_line import ids_line
from trucebook.syntax.indentation import indentation
from trucebook.syntax.lines import Chunk, chunks
from trucebook.syntax.names_lines import naming
from trucebook.syntax.record_lines import finding_line, record_line
from trucebook.syntax.span import Span
from trucebook.syntax.spoken import TIE, named, tied, untied, untied_fault
from trucebook.syntax.strays import stray
from trucebook.syntax.tally_lines import tally
from trucebook.syntax.watch_lines import watch_line

if TYPE_CHECKING:
    from trucebook.syntax.sentences import ReadSentence

_DECLARING = {"roster": declarations.roster, "count": declarations.count}
_READERS = {
    **_DECLARING,
    "title": declarations.title,
    "instrument": declarations.instrument,
    "zone": declarations.zone,
    "source": declarations.source,
    "ids": ids_line,
    "record": record_line,
    "watched": watch_line,
    "finding": finding_line,
    "naming": naming,
    "outcome": outcome,
    "encoded": encoded,
    "demand": demand,
    "tally": tally,
}
_SPOKEN = {"record", "finding"}
"""Lines in which somebody is spoken of by a name that the book declares."""
_ROWS = {"record", "watched", "finding"}
_SENTENCES = {"clause", "phase", "after", "reading", "day", "basis", "force", "ends"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as read: everything that could be, and what was wrong with the rest."""

    tree: tree.Tree
    diagnostics: tuple[Diagnostic, ...]
    known: Declared
    """What the text declares, with what it was given: for texts that build on this one."""


def parse(text: str, file: str, given: Declared | None = None) -> Parsed:
    """Read a text.

    `given` is what other texts of the book declare, for amendments and readings of their own.
    """
    found = chunks(text)
    read: dict[int, tree.Item] = {}
    diagnostics: list[Diagnostic] = list(indentation(file, text))
    for index, chunk in enumerate(found):
        if chunk.kind in _DECLARING:
            item, faults = _DECLARING[chunk.kind](file, text, chunk)
            read[index] = item or tree.Unreadable(Span(file, chunk.start, chunk.end))
            diagnostics.extend(faults)
    known = declared(read.values()).speaking(
        name for one in found if one.kind == "naming" for name in named(text[one.start : one.end])
    )
    if given is not None:
        known = given.with_more(known)
    said = tied(text, known.spoken)
    sentence: ReadSentence | None = None
    items: list[tree.Item] = []
    for index, chunk in enumerate(found):
        if index in read:
            items.append(read[index])
            continue
        if chunk.kind in _SENTENCES and sentence is None:
            sentence = _sentences()(file, text, known)
        item, faults = _item(file, said if chunk.kind in _SPOKEN else text, chunk, sentence)
        items.append(item)
        diagnostics.extend(faults)
    return Parsed(tree.Tree(file, text, tuple(items)), in_order(diagnostics), known)


@cache
def _sentences() -> type[ReadSentence]:
    """The reader of sentences, imported with the tables of the grammar when the first one comes."""
    from trucebook.syntax.sentences import ReadSentence  # noqa: PLC0415 - names and rows need none

    return ReadSentence


def _item(
    file: str, text: str, chunk: Chunk, sentence: ReadSentence | None
) -> tuple[tree.Item, list[Diagnostic]]:
    span = Span(file, chunk.start, chunk.end)
    item: tree.Item | None
    if chunk.kind == "comment":
        return tree.CommentLine(text[chunk.start : chunk.end], span), []
    if chunk.kind == "names":
        return tree.NamesHead(span), []
    if chunk.kind == "throughout":
        return tree.ThroughoutHead(span), []
    if chunk.kind == "stray":
        return tree.Unreadable(span), [stray(file, text, chunk.start, chunk.end)]
    if chunk.kind in _READERS:
        item, faults = _READERS[chunk.kind](file, text, chunk)
        if chunk.kind in _SPOKEN and TIE in text[chunk.start : chunk.end]:
            item = _untied(item) if isinstance(item, tree.RecordLine) else item
            faults = [untied_fault(one) for one in faults]
    elif sentence is not None:
        item, faults = sentence(chunk)
    else:
        raise AssertionError(f"no reader for chunks of kind {chunk.kind}")
    return item or tree.Unreadable(span, chunk.kind in _ROWS), faults


def _untied(line: tree.RecordLine) -> tree.RecordLine:
    """A line of the record with its names as they stand in the text."""
    fields = tuple(
        replace(one, value=untied(one.value)) if isinstance(one.value, str) else one
        for one in line.fields
    )
    return replace(line, fields=fields)
