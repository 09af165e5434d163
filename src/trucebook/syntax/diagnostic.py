"""What a user's mistake looks like as a value: code, place, reason, and wording that works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trucebook.syntax.span import Span

Severity = Literal["fault", "finding"]
"""A fault keeps a sentence from being read; a finding is something true about what was read."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to put it right: put `replacement` in place of the characters of `span`."""

    span: Span
    replacement: str
    words: str
    """The advice as a sentence: say 'by day 6'."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another sentence the mistake rests on, quoted beside the first."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake or finding.

    Shape: `fixes` are alternatives, the likeliest first.
    Source: spec/diagnostics/<code>.md, one page for each code.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    why: str
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """As a reader meets them: by file, then place, then code; the same one only once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span, d.code)))
