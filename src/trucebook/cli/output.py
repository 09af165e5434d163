"""Words to the reader: data on standard output, messages on standard error."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys

import click

from trucebook.export.layout import PLAIN, TERMINAL, WIDTH, Style

NARROWEST, WIDEST = 60, 110
"""Between these the page follows the terminal."""


def put(text: str) -> None:
    """Data, on standard output."""
    click.echo(text, nl=not text.endswith("\n"))


def say(message: str) -> None:
    """A message, on standard error."""
    click.echo(message, err=True)


def style(*, error: bool = False) -> Style:
    """Bold and dim on a terminal, nothing anywhere else or where it is not wanted."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    stream = sys.stderr if error else sys.stdout
    return PLAIN if plain or not stream.isatty() else TERMINAL


def width() -> int:
    """Columns of the page."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDTH, 24)).columns))


def speak_utf8() -> None:
    """Write UTF-8 whatever the system's habit, so that every name comes out as written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="replace")


INVALID = 3
"""Exit status where the input is not valid."""
LEFT_OUT = "trucebook.left-out"
"""Where a command's context says that something of the input was left out: its status is 3."""


class NotValid(click.ClickException):
    """The input is not valid: exit status 3."""

    exit_code = INVALID

    def show(self, file: object = None) -> None:
        """The words as they are, on standard error."""
        del file
        say(self.message)
