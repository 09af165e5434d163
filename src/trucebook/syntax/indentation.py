"""Indentation that readers see differently: tabs among spaces."""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span


def indentation(file: str, text: str) -> Iterator[Diagnostic]:
    """Lines that are indented with tabs and spaces mixed, or with tabs among lines with spaces."""
    if "\t" not in text:
        return
    position = 0
    lines: list[tuple[int, str]] = []
    for line in text.splitlines(keepends=True):
        lines.append((position, line[: len(line) - len(line.lstrip(" \t"))]))
        position += len(line)
    spaced = any(" " in indent for _, indent in lines)
    for start, indent in lines:
        if "\t" in indent and (spaced or " " in indent):
            span = Span(file, start, start + len(indent))
            yield fault(
                "mixed-indentation",
                span,
                "tabs and spaces are mixed in the indentation of this text",
                "what is indented how far then depends on the reader's editor",
                (Fix(span, indent.expandtabs(4), "indent with spaces only"),),
            )
