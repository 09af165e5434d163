"""Names of several words that a book declares, as one word each where a report says them.

`North Korea released 3 captives to South Korea`: what the parties are called needs no quotation
marks in a line of the record. For reading, the spaces of such a name are tied, one for one, so
that every place stays what it was.
Source: spec/language/record.md, The statement.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from trucebook.syntax.diagnostic import Diagnostic

TIE = "\u2060"
"""Stands for a space inside of a name while a line is read."""
_QUOTED = re.compile(r'"([^"\n]*)"')


def named(words: str) -> frozenset[str]:
    """The names of several words that stand in quotes in a line of the names table."""
    return frozenset(name for name in _QUOTED.findall(words) if " " in name.strip())


@lru_cache(maxsize=64)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, longest))
    return re.compile(rf'"[^"\n]*"|(?<![\w-])(?P<name>{either})(?![\w-])')


def says_one(text: str, names: Collection[str]) -> bool:
    """Whether a text has one of these names without quotation marks."""
    present = frozenset(name for name in names if name in text)
    return bool(present) and any(one["name"] for one in _pattern(present).finditer(text))


def tied(text: str, names: Collection[str]) -> str:
    """The text with each such name as one word."""
    present = frozenset(name for name in names if name in text)
    if not present:
        return text
    return _pattern(present).sub(
        lambda one: one[0].replace(" ", TIE) if one["name"] else one[0], text
    )


def untied(words: str) -> str:
    """Words as they stand in the text."""
    return words.replace(TIE, " ")


def untied_fault(fault: Diagnostic) -> Diagnostic:
    """A fault of a tied line, in the words of the text."""
    fixes = tuple(
        replace(fix, replacement=untied(fix.replacement), words=untied(fix.words))
        for fix in fault.fixes
    )
    return replace(fault, message=untied(fault.message), why=untied(fault.why), fixes=fixes)
