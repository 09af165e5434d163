"""Diagnostics blocks: what `check` has to say about a text, by code and by line.

    before-a-day                 the code alone
    3: before-a-day              the line of the only text
    text.truce:3: before-a-day   file and line

All diagnostics are listed, in the order `check` gives them; `...` stands for any number of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.spec_pages.command import Command
from tests.spec_pages.console import ANY_LINES, difference
from tests.spec_pages.page import Block, PageFault

_EXPECTED = re.compile(r"^(?:(?:(?P<file>[^:\s]+):)?(?P<line>\d+):\s+)?(?P<code>[a-z][a-z0-9-]*)$")

Told = tuple[str | None, int | None, str]
"""File, line and code; file and line are None where they are not known, or not compared."""


def parse_diagnostics(block: Block) -> tuple[Told | None, ...]:
    """What the block lists; None stands for any number of diagnostics.

    Errors: raises `PageFault` for a line that names no code, and for a block that lists nothing.
    """
    expected: list[Told | None] = []
    for number, line in block.numbered:
        if not line.strip():
            continue
        if line.strip() == ANY_LINES:
            expected.append(None)
            continue
        found = _EXPECTED.match(line.strip())
        if found is None:
            raise PageFault(number, f"`code`, `line: code` or `file:line: code`, not {line!r}")
        expected.append(
            (found["file"], int(found["line"]) if found["line"] else None, found["code"])
        )
    if not expected:
        raise PageFault(block.line, "a diagnostics block lists the codes it expects")
    return tuple(expected)


def compare(block: Block, command: Command, book: Path) -> Iterator[tuple[int, str]]:
    """What `check --json` lists otherwise than the block, as line and message."""
    expected = parse_diagnostics(block)
    outcome = command(["check", ".", "--json"], book)
    if outcome.crash is not None:
        yield block.line, f"`check . --json` crashed\n{outcome.crash}"
        return
    try:
        answer = json.loads(outcome.stdout)
    except ValueError:
        said = (outcome.stdout + outcome.stderr).strip()
        yield block.line, f"`check . --json` gave no JSON, exit status {outcome.status}: {said}"
        return
    told = tuple(_told(answer, book))
    if not _agree(expected, told):
        yield block.line, difference("diagnostics", *(_shown(each) for each in (expected, told)))


def _told(answer: object, book: Path) -> Iterator[Told]:
    """Every object with a `code` in the answer, in order, wherever it stands."""
    if isinstance(answer, Mapping):
        if isinstance(answer.get("code"), str):
            yield (*_place(answer, book), answer["code"])
            return
        for value in answer.values():
            yield from _told(value, book)
    elif isinstance(answer, list):
        for value in answer:
            yield from _told(value, book)


def _place(diagnostic: Mapping[str, Any], book: Path) -> tuple[str | None, int | None]:
    """File and line, as given, or worked out from the span."""
    span = diagnostic.get("span") or {}
    file, line = diagnostic.get("file", span.get("file")), diagnostic.get("line", span.get("line"))
    if file is not None and line is None and "start" in span and (book / file).is_file():
        line = (book / file).read_text("utf-8")[: span["start"]].count("\n") + 1
    return None if file is None else Path(file).as_posix(), line


def _agree(expected: tuple[Told | None, ...], told: tuple[Told, ...]) -> bool:
    """Whether the list is the one expected; None in it stands for any number of diagnostics."""
    if not expected:
        return not told
    first, rest = expected[0], expected[1:]
    if first is None:
        return any(_agree(rest, told[skipped:]) for skipped in range(len(told) + 1))
    if not told or any(want not in (None, got) for want, got in zip(first, told[0], strict=True)):
        return False
    return _agree(rest, told[1:])


def _shown(all_told: tuple[Told | None, ...]) -> list[str]:
    lines = []
    for told in all_told:
        if told is None:
            lines.append(ANY_LINES)
            continue
        place = ":".join(str(part) for part in told[:2] if part is not None)
        lines.append(f"{place}: {told[2]}" if place else told[2])
    return lines
