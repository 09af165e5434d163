"""A page of words for print, before it is Markdown, a document or a PDF.

    Sheet ─ blocks: Heading, Words (a paragraph), Item (one of a list)
                    └ pieces: words as they are, or Code (an id, a hash, a command)

The words are those of a book: a form of it takes no word of them for a mark of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What is typed or compared letter by letter."""

    words: str


Piece = str | Code
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the sheet (level 1) or of a part of it (level 2)."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; entries that follow each other are one list."""

    pieces: Pieces


Block = Heading | Words | Item


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page. Its title is the words of its first heading."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """What the page is called."""
        return next((one.words for one in self.blocks if isinstance(one, Heading)), "")
