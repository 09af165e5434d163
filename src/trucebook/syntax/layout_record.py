"""A line of the record → its layout: the statement, then its fields."""

from __future__ import annotations

import re

from trucebook.syntax import tree as t
from trucebook.syntax.layout_lines import WIDTH, fill, pieces
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import tokens

INDENT = "  "
_PART = re.compile(r'"[^"\n]*"|<[^<>\s]*>|(?P<comment>\#[^\n]*)|(?P<end>[;\n])|[^"<#;\n]+|.')


def record(text: str, item: t.RecordLine | t.WatchLine) -> list[str]:
    """The first part on its line; the others in lines of their own, as many as fit."""
    return _lines(list(_parts(text[item.span.start : item.span.end])), [])


def demand(text: str, item: t.DemandLine) -> list[str]:
    """The sentence, filled; then its fields as those of a report."""
    words = tokens(text, item.rule.span.end, item.span.end)
    stop = next(word.end for word in words if word.kind == ".")
    sentence = fill(pieces(text, Span(item.span.file, item.span.start, stop)), 0, 2 * len(INDENT))
    return _lines(list(_parts(text[stop : item.span.end])), sentence)


def _lines(parts: list[tuple[str, str]], lines: list[str]) -> list[str]:
    """The lines there are, and the parts below them."""
    line = ""
    for part, comment in parts:
        indent = INDENT if lines else ""
        joined = f"{line}; {part}" if line and part else line or part
        if line and part and (not lines or len(indent + joined) > WIDTH):
            lines.append(indent + line)
            line = part
        else:
            line = joined
        if comment:
            indent = INDENT if lines else ""
            lines.append(f"{indent}{line}  {comment}" if line else f"{INDENT}{comment}")
            line = ""
    if line:
        lines.append((INDENT if lines else "") + line)
    return lines


def _parts(written: str) -> list[tuple[str, str]]:
    """The parts between `;` and line ends, spaces folded, each with the comment behind it."""
    parts: list[tuple[str, str]] = []
    words = ""
    for match in _PART.finditer(written):
        if match["comment"]:
            parts.append((_folded(words), match["comment"].rstrip()))
            words = ""
        elif match["end"]:
            if _folded(words):
                parts.append((_folded(words), ""))
            words = ""
        elif match.group()[0] in '"<':
            words += match.group()
        else:
            words += re.sub(r"\s+", " ", match.group())
    if _folded(words):
        parts.append((_folded(words), ""))
    return parts


def _folded(words: str) -> str:
    return words.strip().rstrip(",").rstrip()
