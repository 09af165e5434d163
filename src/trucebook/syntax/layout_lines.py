"""Words and comments of a stretch of text → lines of at most so many columns."""

from __future__ import annotations

from typing import NamedTuple

from trucebook.syntax.lines import begins
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import tokens_and_comments

WIDTH = 100
_LEANS = frozenset(
    {"day", "week", "phase", "by", "on", "from", "until", "the", "of", "at", "least", "each"}
    | {"every", "in", "note", "basis", "for", "a", "to", "under", "at", "within", "after", "if"}
    | {"while", "unless", "once"}
)
"""Words that no line ends with: what follows belongs to them."""


class Piece(NamedTuple):
    """A word as it will be written."""

    text: str
    close: bool = False
    """No space before it."""
    new_line: bool = False
    """It begins a line."""
    comment: bool = False
    """It ends its line."""


def pieces(text: str, span: Span) -> list[Piece]:
    """The words of a span, with comments where they stand."""
    made: list[Piece] = []
    opened, depth = False, 0
    for word in tokens_and_comments(text, span.start, span.end):
        if word.kind == "COMMENT":
            made.append(Piece(word.text.rstrip(), comment=True))
            continue
        # A word and the next without space between them in the text (`12%`) stay together.
        tight = bool(made) and not made[-1].comment and text[word.start - 1 : word.start].strip()
        close = word.kind in {",", ";", ":", ".", ")"} or opened
        joined = bool(tight) and word.kind in {"WORD", "NUMBER"} and made[-1].text[-1:].isalnum()
        # In brackets a clause is cited as it is numbered: Art. 6.c
        cited = bool(tight) and depth > 0 and made[-1].text == "."
        made.append(Piece(_spelt(word.kind, word.text), close or joined or cited))
        depth += {"(": 1, ")": -1}.get(word.kind, 0)
        opened = word.kind == "("
    return made


def _spelt(kind: str, text: str) -> str:
    return f"[{text[1:-1].strip()}]" if kind == "REF" else text


def fill(said: list[Piece], first: int, rest: int, width: int | None = WIDTH) -> list[str]:
    """Lines of the pieces; only the first line may look like the beginning of something.

    Shape: a line that would begin like a new sentence stays with the line before it, however long.
    """
    rows: list[list[Piece]] = [[]]
    used = first
    for index, piece in enumerate(said):
        gap = 0 if piece.close or not rows[-1] else 1
        size = len(piece.text) + gap
        after_comment = bool(rows[-1]) and rows[-1][-1].comment
        leans = bool(rows[-1]) and rows[-1][-1].text in _LEANS
        # A head word alone on its line would be no head: its words stay with it.
        leans = leans or (len(rows) == 1 and len(rows[0]) == 1)
        full = (
            width is not None
            and not piece.close
            and not leans
            and used + gap + _reach(said, index) > width
        )
        if piece.comment:
            if after_comment:
                rows.append([])
            rows[-1].append(piece)
            continue
        if rows[-1] and (after_comment or piece.new_line or full):
            rows.append([])
            used = rest
            size = len(piece.text)
        rows[-1].append(piece)
        used += size
    return _safe([_joined(row) for row in rows if row], rows, first, rest)


def _reach(said: list[Piece], index: int) -> int:
    """Columns up to the next place where a line may end."""
    size = len(said[index].text)
    while index + 1 < len(said):
        leans = said[index].text in _LEANS and not said[index + 1].comment
        index += 1
        if not (leans or said[index].close) or said[index].new_line:
            break
        size += len(said[index].text) + (0 if said[index].close else 1)
    return size


def _joined(row: list[Piece]) -> str:
    line = ""
    for piece in row:
        if piece.comment:
            line += f"  {piece.text}" if line else piece.text
        else:
            line += piece.text if piece.close or not line else f" {piece.text}"
    return line


def _safe(lines: list[str], rows: list[list[Piece]], first: int, rest: int) -> list[str]:
    """Lines indented; one that would be taken for a new beginning goes on the line above."""
    made: list[str] = []
    for line, row in zip(lines, rows, strict=True):
        if not made:
            made.append(" " * first + line)
        elif begins(line) and not row[0].comment and "#" not in made[-1]:
            made[-1] += f" {line}"
        else:
            made.append(" " * rest + line)
    return made
