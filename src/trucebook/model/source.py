"""A source that a book keeps: a page, document or article, as far as the record leans on it.

Source: spec/record/sources.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the book keeps it.

    `text` is what was taken out of it, None where that is gone. `faults` say what is not as it was
    kept. `row` is what is known of it, by column.
    """

    id: str
    row: Mapping[str, object]
    text: str | None
    faults: tuple[str, ...] = ()
