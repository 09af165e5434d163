"""Faults and findings as words and as JSON: place, excerpt with a caret, reason, remedy.

    gaza.truce:7:41: 'before' does not tell whether the day itself is in time. [before-not-by]
        [talks] israel and hamas shall begin talks before day 16.
                                                   ^^^^^^^^^^^^^
      'by day 16' includes all of day 16; 'before' can be meant either way.
      Say 'by day 15'.
      Or say 'by day 16'.

A conflict quotes every sentence it rests on; one of several lines is quoted whole, behind `>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trucebook.export.layout import PLAIN, WIDTH, Style, cells, clean, paragraph
from trucebook.export.story_to_text import story_to_json, story_to_text
from trucebook.export.to_json import Json
from trucebook.findings.checked import Checked
from trucebook.findings.finding import Finding
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.span import Span

MARGIN = 4
"""Cells before an excerpt."""
LONGEST = 12
"""Lines quoted of one sentence."""
FEW = 3
"""Lines quoted of one sentence that a finding is about."""


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
    head = f"{_where(diagnostic.span, texts)}{_sentence(diagnostic.message)} [{diagnostic.code}]"
    yield from (style.strong(words) for words in paragraph(head, width, rest="  ").split("\n"))
    yield from _quoted(diagnostic, diagnostic.span, texts, width)
    if diagnostic.why:
        yield paragraph(_sentence(diagnostic.why), width, first="  ")
    for related in diagnostic.related:
        where = _where(related.span, texts)
        yield paragraph(f"{where}{_sentence(related.words)}", width, first="  ")
        yield from _quoted(diagnostic, related.span, texts, width)
    if isinstance(diagnostic, Finding) and diagnostic.story is not None:
        yield from story_to_text(diagnostic.story, width)
    if isinstance(diagnostic, Finding) and diagnostic.mend:
        yield paragraph(_sentence(diagnostic.mend), width, first="  ")
    for number, fix in enumerate(diagnostic.fixes):
        words = f"or {fix.words}" if number else fix.words
        yield paragraph(_sentence(words), width, first="  ")


def _where(span: Span, texts: Mapping[str, str]) -> str:
    """File, line and column; nothing for what was made without a file."""
    line, column = place(span, texts)
    return f"{span.file}:{line}:{column}: " if span.file else ""


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


def _quoted(
    diagnostic: Diagnostic, span: Span, texts: Mapping[str, str], width: int
) -> Iterable[str]:
    """The words meant; of a finding about clauses, whole sentences, the first lines of each."""
    if not isinstance(diagnostic, Finding) or not diagnostic.clauses:
        yield from _excerpt(span, texts, width)
        return
    lines = _lines(span, texts)
    yield from _whole(lines, FEW, width)


def _lines(span: Span, texts: Mapping[str, str]) -> list[str]:
    """The lines that a span stands on."""
    text = texts.get(span.file)
    if not text:
        return []
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", max(span.start, span.end - 1))
    return text[start : len(text) if stop < 0 else stop].split("\n")


def _excerpt(span: Span, texts: Mapping[str, str], width: int) -> Iterable[str]:
    """The words meant: in their line, with carets under them; of several lines, each as it is."""
    lines = _lines(span, texts)
    if len(lines) == 1:
        start = texts[span.file].rfind("\n", 0, span.start) + 1
        yield from _pointed_at(lines[0], span.start - start, span.end - start, width)
        return
    yield from _whole(lines, LONGEST, width)


def _whole(lines: Sequence[str], most: int, width: int) -> Iterable[str]:
    """Lines as they are, the first of many."""
    for line in lines[:most]:
        shown = clean(line.rstrip())
        fits = cells(shown) <= width - MARGIN
        yield f"  > {shown if fits else shown[: width - MARGIN - 1] + '…'}"
    if len(lines) > most:
        yield "  > …"


def _pointed_at(line: str, first: int, last: int, width: int) -> Iterable[str]:
    """A line with carets under some of it; of a long line, the part around them."""
    line = line.rstrip("\r")
    room = width - MARGIN
    shift = max(0, min(first - room // 2, len(line) - room))
    shown = line[shift : shift + room]
    lead = cells(line[shift:first])
    under = cells(line[first : min(last, shift + room)])
    yield f"    {clean(shown)}"
    yield f"    {' ' * lead}{'^' * max(1, min(under, room - lead))}"


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
    more: dict[str, Json] = {}
    if isinstance(diagnostic, Finding):
        story = diagnostic.story
        more = {
            "clauses": list(diagnostic.clauses),
            "mend": diagnostic.mend,
            "story": None if story is None else story_to_json(story),
        }
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
        **more,
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
