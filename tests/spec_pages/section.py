"""One section of a page, from an empty folder to what it found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.spec_pages import console, diagnostics, standings
from tests.spec_pages.command import Command
from tests.spec_pages.files import write_block
from tests.spec_pages.page import FILE_KINDS, Block, PageFault, Section
from tests.spec_pages.rows import parse_rows


def run_section(section: Section, command: Command, book: Path) -> tuple[tuple[int, str], ...]:
    """Everything that came out otherwise than the section says, as line of the page and message.

    `book` is an empty folder.
    The files of the sections around this one are written first; then the section's own blocks are
    taken in order, so that a later file block changes what the checks below it see.
    Errors: raises `PageFault` where the page itself is wrong.
    """
    _bad_texts_are_checked(section)
    for block in section.inherited:
        write_block(block, book)
    return tuple(finding for block in section.blocks for finding in _run(block, command, book))


def _run(block: Block, command: Command, book: Path) -> Iterator[tuple[int, str]]:
    if block.kind in FILE_KINDS:
        write_block(block, book)
    elif block.kind == "console":
        for exchange in console.parse_console(block):
            yield from console.compare(exchange, command, book)
    elif block.kind == "standings":
        for row in parse_rows(block):
            yield from standings.compare(row, command, book)
    else:
        yield from diagnostics.compare(block, command, book)


def _bad_texts_are_checked(section: Section) -> None:
    """Errors: raises `PageFault` for a bad text whose diagnostics no block expects."""
    kinds = [block.kind for block in section.blocks]
    for at, block in enumerate(section.blocks):
        if block.kind == "truce-bad" and not {"diagnostics", "console"} & set(kinds[at + 1 :]):
            raise PageFault(block.line, "no diagnostics block says what is wrong with this text")
