"""The faults behind a fault: what is still wrong with a sentence once its first faults are mended.

Where words cannot be read, nothing behind them is. So the first wording offered is put in, the
texts are read again, and what that finds in the same sentence is told too, where it stands.
Source: spec/diagnostics (interface: all faults of a file at once).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.lines import Chunk, chunks

Texts = Mapping[str, str]
LAYERS = 3
"""How often a sentence is mended and read again."""
MANY = 60
"""Above so many faults the first are enough to go on with."""
_AWAY = frozenset({"unknown-party", "missing-id", "missing-full-stop", "open-quote"})
"""Codes whose first wording is one of several, or moves the end of a sentence: nothing is built
on it."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters of a text in whose place others are put."""

    start: int
    end: int
    text: str


class _Places:
    """Where what stands in a mended text stood before."""

    def __init__(self, edits: Sequence[_Edit]) -> None:
        self._starts: list[int] = []
        self._edits: list[tuple[int, int, _Edit]] = []
        shift = 0
        for edit in edits:
            start = edit.start + shift
            end = start + len(edit.text)
            self._starts.append(start)
            shift += len(edit.text) - (edit.end - edit.start)
            self._edits.append((end, shift, edit))

    def before(self, place: int) -> int | None:
        """The place in the text as it was; None inside of what was put in."""
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return place
        end, shift, edit = self._edits[at]
        if place < end:
            return edit.start if place == self._starts[at] else None
        return place - shift

    def span(self, span: Span) -> Span | None:
        """The same for a span."""
        start, end = self.before(span.start), self.before(span.end)
        if start is None or end is None or end < start:
            return None
        return Span(span.file, start, end)


def behind(
    texts: Texts, faults: Sequence[Diagnostic], read: Callable[[Texts], Sequence[Diagnostic]]
) -> list[Diagnostic]:
    """What is told of the sentences with faults once those are mended, and not before.

    `read` gives the faults of texts.
    """
    found: list[Diagnostic] = []
    told = [fault for fault in faults if fault.severity == "fault"]
    for _ in range(LAYERS):
        edits = _edits(told)
        if not edits or len(told) > MANY:
            break
        mended = {
            file: _apply(text, edits[file]) if file in edits else text
            for file, text in texts.items()
        }
        places = {file: _Places(edits[file]) for file in edits}
        sentences = {file: _broken(texts[file], edits[file]) for file in edits}
        new = _new(read(mended), told, places, sentences)
        if not new:
            break
        found += new
        told += new
    return found


def _edits(faults: Sequence[Diagnostic]) -> dict[str, list[_Edit]]:
    """The first wordings offered, by file and place; of two that overlap, the first."""
    edits: dict[str, list[_Edit]] = {}
    for fault in sorted(faults, key=lambda one: one.span):
        if not fault.fixes or fault.code in _AWAY:
            continue
        fix = fault.fixes[0]
        listed = edits.setdefault(fix.span.file, [])
        if not listed or fix.span.start > listed[-1].end:
            listed.append(_Edit(fix.span.start, fix.span.end, fix.replacement))
    return {file: listed for file, listed in edits.items() if listed}


def _apply(text: str, edits: Sequence[_Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _broken(text: str, edits: Sequence[_Edit]) -> list[Chunk]:
    """The sentences that were mended."""
    return [
        chunk
        for chunk in chunks(text)
        if any(chunk.start <= edit.start <= chunk.end for edit in edits)
    ]


def _new(
    again: Sequence[Diagnostic],
    told: Sequence[Diagnostic],
    places: Mapping[str, _Places],
    sentences: Mapping[str, Sequence[Chunk]],
) -> list[Diagnostic]:
    """Faults of mended sentences that were not told yet, where they stood before."""
    new: list[Diagnostic] = []
    for fault in again:
        file = fault.span.file
        if fault.severity != "fault" or file not in places:
            continue
        span = places[file].span(fault.span)
        if span is None or not any(c.start <= span.start <= c.end for c in sentences[file]):
            continue
        if any(_meets(span, other.span) for other in (*told, *new)):
            continue
        new.append(_moved(fault, span, places))
    return new


def _meets(one: Span, other: Span) -> bool:
    """Whether two faults are of the same words."""
    return one.file == other.file and one.start < other.end and other.start < one.end


def _moved(fault: Diagnostic, span: Span, places: Mapping[str, _Places]) -> Diagnostic:
    """A fault of a mended text, with its places in the text as it was."""
    fixes: list[Fix] = []
    for fix in fault.fixes:
        file = fix.span.file
        at = places[file].span(fix.span) if file in places else fix.span
        if at is not None:
            fixes.append(replace(fix, span=at))
    related = tuple(
        replace(one, span=at)
        for one in fault.related
        if (at := places[one.span.file].span(one.span) if one.span.file in places else one.span)
    )
    return replace(fault, span=span, fixes=tuple(fixes), related=related)
