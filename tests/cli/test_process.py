"""What only a process of its own shows: start, pipes, encodings, a fault of the program."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import GAZA

START = "from trucebook.cli import main; main()"


def start(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as its own process."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", START, *words],
        capture_output=True,
        check=False,
        env={**os.environ, **env},
    )


def test_help_imports_no_parser_and_no_evaluation() -> None:
    code = (
        "import sys, trucebook.cli as c\n"
        "try: c.main(['--help'])\n"
        "except SystemExit: pass\n"
        "slow = {'lark', 'trucebook.evaluation', 'trucebook.syntax', 'trucebook.book'}\n"
        "sys.exit(', '.join(slow & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="there is no head on Windows")
def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    line = f'"{sys.executable}" -c "{START}" reports {GAZA} | head -n 1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-c", line], capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == b""


def test_output_is_utf8_whatever_the_system_habit() -> None:
    done = start("status", GAZA, "--on", "2025-03-06", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    done.stdout.decode("utf-8")


def test_a_fault_of_the_program_is_one_line_and_how_to_report_it() -> None:
    code = (
        "import trucebook.cli.status as s, trucebook.cli as c\n"
        "def broken(*a): raise RuntimeError('it broke')\n"
        "s.ask = broken\n"
        f"c.main(['status', '{GAZA}'])\n"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], capture_output=True, check=False, text=True
    )
    assert done.returncode == 70
    assert "RuntimeError: it broke" in done.stderr
    assert "report" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
