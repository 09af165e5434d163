"""The core has no clock, disk, network or randomness, by its imports and by its calls.

Verbs tell: parse, build, check, evaluate and render are pure; read, write, fetch, record and serve
touch the world.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = (
    *("conflicts", "evaluation", "findings", "model", "positions", "syntax", "tallies"),
    "views",
)

WORLDLY_CALLS = frozenset({"breakpoint", "exec", "eval", "input", "open", "print", "__import__"})
"""Functions that need no import to touch the world."""

CLOCK_CALLS = frozenset({"fromtimestamp", "now", "today", "utcfromtimestamp", "utcnow"})
"""Methods of `date` and `datetime` that read a clock, or the machine's own time zone."""

CLOCK_TYPES = frozenset({"date", "datetime"})


def core_files() -> list[Path]:
    package = ROOT / "src" / "trucebook"
    folders = [path for room in CORE for path in (package / room).rglob("*.py")]
    return sorted(folders + [path for room in CORE for path in package.glob(f"{room}.py")])


def worldly(source: str, forbidden: frozenset[str]) -> Iterator[str]:
    """What a module of the core does that it may not, as `line: what`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found = [name.name for name in names if name.name.split(".")[0] in forbidden]
                yield from (f"{node.lineno}: imports {name}" for name in found)
            case ast.ImportFrom(module=str(module), level=0) if module.split(".")[0] in forbidden:
                yield f"{node.lineno}: imports from {module}"
            case ast.Call(func=ast.Name(id=name)) if name in WORLDLY_CALLS:
                yield f"{node.lineno}: calls {name}"
            case (
                ast.Attribute(value=ast.Name(id=owner), attr=name)
                | ast.Attribute(value=ast.Attribute(attr=owner), attr=name)
            ) if owner in CLOCK_TYPES and name in CLOCK_CALLS:
                yield f"{node.lineno}: reads the clock with {owner}.{name}"


def forbidden_modules() -> frozenset[str]:
    """The list of the import contract: it is written down once."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (contract,) = (each for each in contracts if each["name"].startswith("The core has no"))
    return frozenset(contract["forbidden_modules"])


@pytest.mark.parametrize("path", core_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_of_the_core_touches_nothing_outside(path: Path) -> None:
    assert list(worldly(path.read_text("utf-8"), forbidden_modules())) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import os.path as p",
        "import json, time",
        "from pathlib import Path",
        "from urllib.request import urlopen",
        "def f():\n    from random import choice",
        "text = open('x').read()",
        "print('x')",
        "from datetime import date\nx = date.today()",
        "import datetime\nx = datetime.datetime.now(datetime.UTC)",
        "from datetime import datetime\nclock = datetime.now",
    ],
)
def test_the_check_finds(source: str) -> None:
    assert len(list(worldly(source, forbidden_modules()))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\nx = date.fromisoformat('2025-01-19')",
        "from zoneinfo import ZoneInfo",
        "row.open()",
        "from trucebook.model.time import Day",
        "if talks.begun or watch.now: ...",
    ],
)
def test_the_check_lets_pass(source: str) -> None:
    assert list(worldly(source, forbidden_modules())) == []
