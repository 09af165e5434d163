"""The command under test, run in this process as a user would see it."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner

_TERMINAL = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "FORCE_COLOR": None}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed, and how it ended; `crash` holds the traceback where it broke."""

    stdout: str
    stderr: str
    status: int
    crash: str | None = None


Command = Callable[[Sequence[str], Path], Outcome]
"""Runs the arguments after `trucebook` in a folder."""


def in_process(main: click.Command) -> Command:
    """A click command, run in 80 columns without colour."""

    def run(arguments: Sequence[str], folder: Path) -> Outcome:
        with contextlib.chdir(folder):
            result = CliRunner(env=_TERMINAL).invoke(main, list(arguments), prog_name="trucebook")
        crash = None
        if result.exc_info is not None and not isinstance(result.exception, SystemExit | None):
            crash = "".join(traceback.format_exception(*result.exc_info))
        return Outcome(result.stdout, result.stderr, result.exit_code, crash)

    return run
