"""The command line as tests use it: in this process, in 80 columns, without colour."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.spec_pages.command import Outcome, in_process
from trucebook.cli import main

GAZA = "gaza-2025-01"
Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in an empty folder."""
    command = in_process(main)
    return lambda *words: command([str(word) for word in words], tmp_path)


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """Run a command with --json and read the answer."""

    def answer(*words: object) -> Any:
        outcome = run(*words, "--json")
        assert outcome.status == 0, outcome.stderr
        return json.loads(outcome.stdout)

    return answer
