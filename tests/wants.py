"""Marks for tests that want something a fresh machine may not have; the last line counts them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

DEBIAN = "wants the Debian package"
SHARED = "wants ../shared"

_SHARED_FOLDER = Path(__file__).parents[2] / "shared"


def debian(package: str, program: str) -> pytest.MarkDecorator:
    """Skip the test where `program`, which Debian's `package` brings, is not installed."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{DEBIAN} {package}")


def shared(name: str) -> pytest.MarkDecorator:
    """Skip the test where the folder beside the working copy does not hold `name`."""
    absent = not (_SHARED_FOLDER / name).exists()
    return pytest.mark.skipif(absent, reason=f"{SHARED}/{name}")
