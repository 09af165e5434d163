"""Small patterns of the gate for a model's claims, as its data file has them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from trucebook.reading.rules import Pattern


@cache
def gate_patterns() -> dict[str, Pattern]:
    """The patterns, by name."""
    text = files("trucebook.reading").joinpath("gate.toml").read_text("utf-8")
    return {
        p["name"]: Pattern(p["name"], re.compile(p["words"]), p["yes"], p["no"])
        for p in tomllib.loads(text)["pattern"]
    }


def gate(name: str) -> re.Pattern[str]:
    """One of the patterns."""
    return gate_patterns()[name].words


def is_instruction(words: str) -> bool:
    """Whether words speak to a reader of the article, not of the matter."""
    return gate("tells a reader what to do").search(words) is not None
