"""A finding with its sentences, cut so that the words meant can be highlighted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucebook.export.faults import place
from trucebook.export.story_to_text import story_to_text
from trucebook.findings.finding import Finding
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.span import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Whole lines of a file in three parts: before the words meant, these, and after them."""

    file: str
    line: int
    before: str
    meant: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One fault or finding as a page shows it."""

    diagnostic: Diagnostic
    clauses: tuple[str, ...]
    excerpt: Excerpt | None
    related: tuple[tuple[str, Excerpt | None], ...]
    mend: tuple[str, ...]
    story: tuple[str, ...]


def told(diagnostic: Diagnostic, texts: Mapping[str, str]) -> Told:
    """Everything of a diagnostic."""
    finding = diagnostic if isinstance(diagnostic, Finding) else None
    mend = [fix.words for fix in diagnostic.fixes]
    if finding is not None and finding.mend:
        mend.insert(0, finding.mend)
    lines = [] if finding is None or finding.story is None else [*story_to_text(finding.story, 90)]
    return Told(
        diagnostic,
        () if finding is None else finding.clauses,
        excerpt(diagnostic.span, texts),
        tuple((each.words, excerpt(each.span, texts)) for each in diagnostic.related),
        tuple(mend),
        tuple(line for block in lines for line in block.split("\n")),
    )


def excerpt(span: Span, texts: Mapping[str, str]) -> Excerpt | None:
    """The lines that a span stands on; None for what was made without a file."""
    text = texts.get(span.file)
    if not text:
        return None
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", max(span.start, span.end - 1))
    stop = len(text) if stop < 0 else stop
    end = min(span.end, stop)
    return Excerpt(
        span.file,
        place(span, texts)[0],
        text[start : span.start],
        text[span.start : end],
        text[end:stop],
    )
