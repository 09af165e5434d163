"""Where in a file something stands. Spans travel with everything and are compared by nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters in a file.

    Units: offsets are code points into the decoded file, end excluded.
    """

    file: str
    start: int
    end: int
