"""Faults and findings as words and as JSON: place, excerpt with a caret, reason, remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trucebook.export.layout import PLAIN, WIDTH, Style, cells, clean, paragraph
from trucebook.export.to_json import Json
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.span import Span
from trucebook.views.checked import Checked


def diagnostics_to_text(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    width: int = WIDTH,
    style: Style = PLAIN,
) -> str:
    """Each with its excerpt, an empty line between."""
    return "\n\n".join("\n".join(_told(each, texts, width, style)) for each in diagnostics)


def _told(
    diagnostic: Diagnostic, texts: Mapping[str, str], width: int, style: Style
) -> Iterable[str]:
    line, column = place(diagnostic.span, texts)
    where = f"{diagnostic.span.file}:{line}:{column}: " if diagnostic.span.file else ""
    head = f"{where}{_sentence(diagnostic.message)} [{diagnostic.code}]"
    yield from (style.strong(words) for words in paragraph(head, width, rest="  ").split("\n"))
    yield from _excerpt(diagnostic.span, texts, width)
    if diagnostic.why:
        yield paragraph(_sentence(diagnostic.why), width, first="  ")
    for related in diagnostic.related:
        row, at = place(related.span, texts)
        yield paragraph(f"{related.span.file}:{row}:{at}: {related.words}", width, first="  ")
        yield from _excerpt(related.span, texts, width)
    for fix in diagnostic.fixes:
        yield paragraph(_sentence(fix.words), width, first="  ")


def _sentence(words: str) -> str:
    words = words.strip()
    if not words:
        return words
    ended = words if words[-1] in ".?!:" else f"{words}."
    return ended[0].upper() + ended[1:] if ended[0].isalpha() and ended[0].islower() else ended


def place(span: Span, texts: Mapping[str, str]) -> tuple[int, int]:
    """Line and column of a span, counted from 1."""
    before = texts.get(span.file, "")[: span.start]
    return before.count("\n") + 1, span.start - (before.rfind("\n") + 1) + 1


def _excerpt(span: Span, texts: Mapping[str, str], width: int) -> Iterable[str]:
    text = texts.get(span.file)
    if text is None or not text:
        return
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    line = text[start : len(text) if end < 0 else end]
    column = span.start - start
    room = width - 4
    shift = max(0, min(column - room // 2, len(line) - room))
    shown = clean(line[shift : shift + room])
    under = max(1, min(span.end, start + len(line)) - span.start)
    carets = "^" * max(1, min(under, room - (column - shift)))
    yield f"    {shown}"
    yield f"    {' ' * cells(line[shift:column])}{carets}"


def checked_to_text(
    answer: Checked, texts: Mapping[str, str], width: int = WIDTH, style: Style = PLAIN
) -> str:
    """Faults first, then what was found."""
    blocks = [
        diagnostics_to_text(group, texts, width, style)
        for group in (answer.faults, answer.findings)
        if group
    ]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def checked_to_json(answer: Checked, book: str, texts: Mapping[str, str]) -> dict[str, Json]:
    """The same as values; lines and columns count from 1, offsets are code points."""
    return {
        "schema": "trucebook.check/1",
        "book": book,
        "faults": [diagnostic_to_json(each, texts) for each in answer.faults],
        "findings": [diagnostic_to_json(each, texts) for each in answer.findings],
    }


def diagnostic_to_json(diagnostic: Diagnostic, texts: Mapping[str, str]) -> dict[str, Json]:
    """One fault or finding."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        **_place_to_json(diagnostic.span, texts),
        "message": diagnostic.message,
        "why": diagnostic.why,
        "fixes": [
            {"words": fix.words, "replacement": fix.replacement, **_place_to_json(fix.span, texts)}
            for fix in diagnostic.fixes
        ],
        "related": [
            {"words": related.words, **_place_to_json(related.span, texts)}
            for related in diagnostic.related
        ],
    }


def _place_to_json(span: Span, texts: Mapping[str, str]) -> dict[str, Json]:
    line, column = place(span, texts)
    return {
        "file": span.file,
        "line": line,
        "column": column,
        "start": span.start,
        "end": span.end,
    }
