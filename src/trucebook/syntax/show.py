"""A diagnostic → words for a reader: place, excerpt with a caret, reason, wording that works.

    gaza.truce:7:41: before-not-by: 'before' does not tell whether the day itself is in time
      7 | [talks] israel and hamas shall begin talks before day 16.
        |                                            ^^^^^^^^^^^^^
      'by day 7' includes all of day 7; 'before' can be meant either way
      say 'by day 15'
      or say 'by day 16'

A conflict quotes both sentences. Columns and lines count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.span import Span

MARGIN = 2


def place(span: Span, text: str) -> tuple[int, int]:
    """Line and column of the beginning of a span."""
    before = text[: span.start]
    return before.count("\n") + 1, span.start - (before.rfind("\n") + 1) + 1


def excerpt(span: Span, text: str) -> list[str]:
    """The line a span begins on, with carets under the part of it that is meant."""
    line, column = place(span, text)
    start = span.start - column + 1
    end = text.find("\n", span.start)
    written = text[start : len(text) if end < 0 else end].rstrip("\r")
    under = max(1, min(span.end - span.start, len(written) - column + 1))
    # A tab stays a tab, so that the caret stands under the word in every editor.
    lead = "".join("\t" if char == "\t" else " " for char in written[: column - 1])
    number = str(line)
    return [f"{number} | {written}", f"{' ' * len(number)} | {lead}{'^' * under}"]


def show(diagnostic: Diagnostic, texts: Mapping[str, str]) -> str:
    """One diagnostic as lines of text."""
    return "\n".join(_lines(diagnostic, texts))


def show_all(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> str:
    """Every diagnostic, an empty line between."""
    return "\n\n".join(show(one, texts) for one in diagnostics)


def _lines(diagnostic: Diagnostic, texts: Mapping[str, str]) -> Iterable[str]:
    indent = " " * MARGIN
    text = texts.get(diagnostic.span.file, "")
    line, column = place(diagnostic.span, text)
    where = f"{diagnostic.span.file}:{line}:{column}"
    yield f"{where}: {diagnostic.code}: {diagnostic.message}"
    yield from (indent + row for row in excerpt(diagnostic.span, text))
    yield indent + diagnostic.why
    for related in diagnostic.related:
        other = texts.get(related.span.file, "")
        row, at = place(related.span, other)
        yield f"{indent}{related.words} ({related.span.file}:{row}:{at}):"
        yield from (indent + words for words in excerpt(related.span, other))
    for number, fix in enumerate(diagnostic.fixes):
        yield f"{indent}{'or ' if number else ''}{fix.words}"
