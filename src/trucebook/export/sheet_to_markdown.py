"""A sheet as Markdown, readable as it is and by any converter."""

from __future__ import annotations

import re
from typing import assert_never

from trucebook.export.layout import clean
from trucebook.export.sheet import Block, Code, Heading, Item, Pieces, Sheet, Words

_MARKS = re.compile(r"([\\`*_<>~|])|(?<=\])(\()")


def sheet_to_markdown(sheet: Sheet) -> str:
    """The whole page."""
    parts: list[str] = []
    before: Block | None = None
    for block in sheet.blocks:
        if isinstance(block, Item) and isinstance(before, Item):
            parts[-1] += f"\n{_block(block)}"
        else:
            parts.append(_block(block))
        before = block
    return "\n\n".join(parts) + "\n"


def plain(words: str) -> str:
    """Words of a book as Markdown shows them as they are: no mark, link or HTML among them."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", clean(words))


def _block(block: Block) -> str:
    match block:
        case Heading(level, words):
            return f"{'#' * level} {plain(words)}"
        case Words(pieces):
            return _pieces(pieces)
        case Item(pieces):
            return f"- {_pieces(pieces)}"
        case _:
            assert_never(block)


def _pieces(pieces: Pieces) -> str:
    return "".join(
        f"`{clean(piece.words).replace('`', '')}`" if isinstance(piece, Code) else plain(piece)
        for piece in pieces
    )
