"""Rules and patterns of the reader, as its data files have them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that tell of a claim of one kind, with a sentence for and one against.

    Shape: `told` is the kind where the sentence names who says it; `where` a pattern that the
    sentence has to hold as well; `named` tells that the act is only named, by a noun.
    """

    name: str
    kind: str
    words: re.Pattern[str]
    yes: str
    no: str
    polarity: int = 0
    told: str | None = None
    where: str | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words the reader leans on, with what holds them and what does not."""

    name: str
    words: re.Pattern[str]
    yes: str
    no: str


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules that come with the program."""
    return parse_rules(_data("rules.toml"))


@cache
def shipped_patterns() -> dict[str, Pattern]:
    """The patterns that come with the program, by name."""
    return {
        p["name"]: Pattern(p["name"], re.compile(p["words"]), p["yes"], p["no"])
        for p in tomllib.loads(_data("patterns.toml"))["pattern"]
    }


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns."""
    return shipped_patterns()[name].words


def parse_rules(text: str) -> tuple[Rule, ...]:
    """Rules out of a data file."""
    return tuple(
        Rule(
            r["name"],
            r["kind"],
            re.compile(r["words"], re.IGNORECASE),
            r["yes"],
            r["no"],
            r.get("polarity", 0),
            r.get("told"),
            r.get("where"),
            r.get("named", False),
        )
        for r in tomllib.loads(text)["rule"]
    )


def _data(name: str) -> str:
    return files("trucebook.reading").joinpath(name).read_text("utf-8")
