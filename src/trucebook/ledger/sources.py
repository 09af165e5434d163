"""Files of kept sources as pieces of a ledger: text line by line, other bytes as digits.

Source: spec/record/sources.md, spec/record/ledger.md.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from trucebook.ledger.entry import Draft
from trucebook.record.sources import FOLDER, ROW_ENDING

SOURCE = "source"
"""The kind of an entry that is a file of a kept source."""
DIGITS = "base64:"
"""What the frame of a piece begins with whose bytes are no text."""


def is_source(name: str) -> bool:
    """Whether a file of a book is one of a kept source."""
    return name.startswith(FOLDER)


def source_draft(name: str, data: bytes, cut: Sequence[tuple[str, ...]] | None = None) -> Draft:
    """The one piece of a file: its row cut as others are, its text line by line, or its digits."""
    if cut is not None:
        return Draft(SOURCE, name, name, "", cut[0], cut[1])
    try:
        lines = tuple(data.decode().splitlines(keepends=True))
    except UnicodeDecodeError:
        digits = base64.b64encode(data).decode()
        return Draft(SOURCE, name, name, "", (DIGITS, ""), (digits,))
    return Draft(SOURCE, name, name, "", ("",) * (len(lines) + 1), lines)


def is_row(name: str) -> bool:
    """Whether a file of a source is its row."""
    return is_source(name) and name.endswith(ROW_ENDING)


def bytes_of(frame: Sequence[str], piece: str) -> bytes:
    """The bytes of the file that a piece stands for."""
    if frame[0] != DIGITS:
        return piece.encode()
    try:
        return base64.b64decode(piece.removeprefix(DIGITS), validate=True)
    except binascii.Error:
        return b""
