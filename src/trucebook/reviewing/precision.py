"""How often a reader was right with claims of a kind, and where that was measured.

Source: src/trucebook/reviewing/precision.toml, benchmarks/README.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _measured() -> Mapping[str, Any]:
    """The data file, by reader."""
    return tomllib.loads(files(__package__).joinpath("precision.toml").read_text("utf-8"))


def say_precision(reader: str, kind: str) -> str:
    """One sentence or two: right of proposed for the kind, where, and what unseen articles gave."""
    told = _measured().get(reader)
    if told is None:
        return f"How often the reader {reader!r} is right was not measured."
    found = told["kinds"].get(kind)
    own = f"{found[0]} of {found[1]} right" if found else "not measured for this kind"
    return f"{kind}: {own} ({told['where']}); {told['unseen']}; measured {told['measured']}."
