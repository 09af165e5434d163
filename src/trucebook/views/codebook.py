"""What every column of a panel holds, read off the columns themselves.

Source: docs/commands.md, panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.views.panel import columns_of
from trucebook.views.panel_codes import MISSING
from trucebook.views.panel_columns import Holds
from trucebook.views.panel_parts import PanelBook


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """One column."""

    name: str
    holds: Holds
    means: str
    codes: tuple[tuple[str, str], ...]
    """Each word that can stand in it, with its meaning; empty where the list is not closed."""
    missing: tuple[tuple[str, str], ...]
    """Each missing code that can stand in it."""
    empty: str | None
    """Of numbers and days: the column that says why a cell is empty, or the reason itself."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Every column, in order, for the books whose texts declare part of the codes."""

    version: str
    books: tuple[PanelBook, ...]
    entries: tuple[CodebookEntry, ...]


def codebook(books: Sequence[PanelBook], version: str) -> Codebook:
    """The codebook of a panel of some books."""
    return Codebook(
        version,
        tuple(books),
        tuple(
            CodebookEntry(
                column.name,
                column.holds,
                column.means,
                tuple((column.codes or {}).items()),
                tuple((code, MISSING[code]) for code in column.missing),
                column.empty,
            )
            for column in columns_of(books).all()
        ),
    )
