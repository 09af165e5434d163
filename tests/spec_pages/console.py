"""Console blocks: commands, each with the exact output expected."""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.spec_pages.command import Command, Outcome
from tests.spec_pages.page import Block, PageFault

ANY_LINES = "..."
"""Stands for any number of lines, none included."""

_STATUS = re.compile(r"^\[exit (\d+)\]$")
_MESSAGE = "2> "


@dataclass(frozen=True, slots=True)
class Exchange:
    """One command and what should come back.

    Shape: `stderr` is None where the page shows no message; then none is compared.
    """

    line: int
    command: tuple[str, ...]
    stdout: tuple[str, ...]
    stderr: tuple[str, ...] | None
    status: int


def parse_console(block: Block) -> tuple[Exchange, ...]:
    """The exchanges of a console block.

    Errors: raises `PageFault` for output before the first command, and for a command other than
    `trucebook` and `cat`.
    """
    starts: list[tuple[int, str]] = []
    bodies: list[list[str]] = []
    numbered = block.numbered
    for number, line in numbered:
        if line.startswith("$ "):
            starts.append((number, _whole_command(line[2:], numbered)))
            bodies.append([])
        elif bodies:
            bodies[-1].append(line)
        else:
            raise PageFault(number, "a console block starts with a command: `$ trucebook …`")
    if not starts:
        raise PageFault(block.line, "a console block starts with a command: `$ trucebook …`")
    return tuple(_exchange(*start, body) for start, body in zip(starts, bodies, strict=True))


def compare(exchange: Exchange, command: Command, book: Path) -> Iterator[tuple[int, str]]:
    """What came back otherwise than the page says, as line and message."""
    outcome = _run(exchange, command, book)
    if outcome.crash is not None:
        yield exchange.line, f"the command crashed\n{outcome.crash}"
        return
    if not matches(exchange.stdout, printed(outcome.stdout)):
        yield exchange.line, difference("output", exchange.stdout, printed(outcome.stdout))
    if exchange.stderr is not None and not matches(exchange.stderr, printed(outcome.stderr)):
        yield exchange.line, difference("messages", exchange.stderr, printed(outcome.stderr))
    if outcome.status != exchange.status:
        message = f"exit status {outcome.status}, expected {exchange.status}"
        said = "".join(f"\n  2> {line}" for line in printed(outcome.stderr))
        yield exchange.line, message + said


def matches(expected: Sequence[str], actual: Sequence[str]) -> bool:
    """Whether the lines are the same; `...` alone on a line stands for any number of them."""
    reached = {0}
    for line in expected:
        if line == ANY_LINES:
            reached = set(range(min(reached), len(actual) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(actual) and actual[at] == line}
        if not reached:
            return False
    return len(actual) in reached


def printed(text: str) -> tuple[str, ...]:
    """The lines of an output, without spaces at their ends and empty lines at its end."""
    return _trimmed(text.splitlines())


def difference(what: str, expected: Sequence[str], actual: Sequence[str]) -> str:
    """The two, one above the other, with the lines that differ marked."""
    marked = difflib.unified_diff(
        list(expected), list(actual), "expected by the page", f"{what} of the command", lineterm=""
    )
    return f"not the {what} expected\n" + "\n".join(f"  {line}" for line in marked)


def _whole_command(text: str, numbered: Iterator[tuple[int, str]]) -> str:
    """A command with the lines it goes on for: each but the last ends in a backslash."""
    while text.endswith("\\"):
        _, more = next(numbered, (0, ""))
        text = text[:-1] + more.removeprefix("> ")
    return text


def _exchange(line: int, text: str, body: list[str]) -> Exchange:
    try:
        words = shlex.split(text)
    except ValueError as fault:
        raise PageFault(line, f"the command cannot be read: {fault}") from fault
    if not words or words[0] not in {"trucebook", "cat"}:
        raise PageFault(line, "a page runs `trucebook …`, and `cat FILE` to show a file")
    lines = list(_trimmed(body))
    status = 0
    if lines and (found := _STATUS.match(lines[-1])):
        status = int(found[1])
        lines = list(_trimmed(lines[:-1]))
    messages = tuple(each[len(_MESSAGE) :] for each in lines if each.startswith(_MESSAGE))
    output = tuple(each for each in lines if not each.startswith(_MESSAGE))
    return Exchange(line, tuple(words), output, messages or None, status)


def _run(exchange: Exchange, command: Command, book: Path) -> Outcome:
    if exchange.command[0] == "trucebook":
        return command(exchange.command[1:], book)
    try:
        shown = "".join((book / name).read_text("utf-8") for name in exchange.command[1:])
    except FileNotFoundError as fault:
        return Outcome("", f"cat: {Path(str(fault.filename)).name}: no such file\n", 1)
    return Outcome(shown, "", 0)


def _trimmed(lines: Sequence[str]) -> tuple[str, ...]:
    trimmed = [line.rstrip() for line in lines]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return tuple(trimmed)
