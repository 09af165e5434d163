"""Text laid out in columns: measured as a terminal shows it, wrapped, padded, emphasised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

TIED = "\N{NO-BREAK SPACE}"
"""Keeps two words on one line; printed as a plain space."""
WIDTH = 80
"""Columns of a page where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Style:
    """How to make words stand out or step back. Never a colour: none praises or blames."""

    strong: Callable[[str], str]
    faint: Callable[[str], str]


PLAIN = Style(strong=lambda text: text, faint=lambda text: text)
"""For files and pipes."""

TERMINAL = Style(
    strong=lambda text: f"\x1b[1m{text}\x1b[0m" if text else text,
    faint=lambda text: f"\x1b[2m{text}\x1b[0m" if text else text,
)
"""Bold and dim, for a terminal."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Units: `width` in terminal cells; longer cells wrap.
    """

    title: str
    width: int
    right: bool = False


def cells(text: str) -> int:
    """How many terminal cells a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def clean(text: str) -> str:
    """A text without control characters: a source's words must not steer a terminal."""
    if text.isprintable():
        return text
    return "".join(
        " " if c in "\n\t\r" else c
        for c in text
        if c in "\n\t\r" or unicodedata.category(c) != "Cc"
    )


def pad(text: str, width: int, *, right: bool = False) -> str:
    """A text with spaces to fill `width` cells."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def wrap(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells; a longer word is cut, behind a part of it."""
    lines: list[str] = []
    line = ""
    for word in re.split(r"[ \n\t\r]+", clean(text).strip()):
        for piece in _pieces(word, width):
            joined = f"{line} {piece}" if line else piece
            if cells(joined) <= width:
                line = joined
            else:
                lines.append(line)
                line = piece
    lines.append(line)
    return [line.replace(TIED, " ") for line in lines]


def _pieces(word: str, width: int) -> Iterable[str]:
    while cells(word) > width:
        cut = next(
            n for n in range(min(len(word), width), 0, -1) if cells(word[:n]) <= width or n == 1
        )
        # An id of several parts is parted there: halt/ alpha, free. 2025-02-22.
        parted = max((word.rfind(mark, 0, cut) for mark in "/.@"), default=-1) + 1
        cut = parted or cut
        yield word[:cut]
        word = word[cut:]
    yield word


def paragraph(text: str, width: int = WIDTH, *, first: str = "", rest: str | None = None) -> str:
    """A text wrapped: its first line after `first`, the others after `rest`."""
    hang = " " * cells(first) if rest is None else rest
    lines = wrap(text, max(20, width - max(cells(first), cells(hang))))
    return "\n".join(
        (first if number == 0 else hang) + line for number, line in enumerate(lines)
    ).rstrip()


def columns_of(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    flexible: int,
    width: int = WIDTH,
    most: int = 28,
) -> list[Column]:
    """Columns as wide as what they hold, at most `most`; the `flexible` one takes what is left."""
    natural = [
        min(most, max([cells(title), *(cells(row[i]) for row in rows)]))
        for i, title in enumerate(titles)
    ]
    others = sum(w for i, w in enumerate(natural) if i != flexible) + 2 * (len(titles) - 1)
    longest = max([cells(titles[flexible]), *(cells(row[flexible]) for row in rows)])
    natural[flexible] = max(16, min(longest, width - others))
    return [Column(title, natural[i]) for i, title in enumerate(titles)]


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], style: Style = PLAIN
) -> Iterable[str]:
    """A table with its headings, cells wrapped, no rules drawn."""
    yield style.faint(_row([[column.title] for column in columns], columns)[0])
    for row in rows:
        yield from table_row(columns, row)


def table_row(columns: Sequence[Column], row: Sequence[str]) -> list[str]:
    """One row; a line feed in a cell starts a new line there."""
    return _row(
        [
            [line for part in cell.split("\n") for line in wrap(part, column.width)]
            for cell, column in zip(row, columns, strict=True)
        ],
        columns,
    )


def _row(wrapped: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[str]:
    height = max(len(cell) for cell in wrapped)
    return [
        "  ".join(
            pad(cell[n] if n < len(cell) else "", column.width, right=column.right)
            for cell, column in zip(wrapped, columns, strict=True)
        ).rstrip()
        for n in range(height)
    ]
