"""One finding: a diagnostic that also names its clauses, how to mend it, and how it comes about.

    Finding   code, place, message, why, fixes, related sentences       as every diagnostic
              clauses   whose sentences it is about
              mend      how it could be said instead
              story     a dated course of events that leads there, where it is one

Source: spec/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucebook.findings.story import Story
from trucebook.model.agreement import Commitment
from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.views.wording import say_few

NOWHERE = Span("", 0, 0)
"""The place of what was made without a file."""
QUOTED = 3
"""Sentences quoted of a finding that is about many."""
NAMED = 12
"""Clauses named of a finding that is about many."""
TOLD = 5
"""Findings of one kind told one by one; the rest are named in one more."""


@dataclass(frozen=True, slots=True)
class Finding(Diagnostic):
    """Something true of what was read, and worth knowing."""

    clauses: tuple[str, ...] = ()
    mend: str = ""
    """How it could be said instead; empty where the fixes say it."""
    story: Story | None = None


def found(  # noqa: PLR0913 - a finding has as many sides as it has
    code: str,
    span: Span | None,
    message: str,
    why: str,
    *,
    clauses: Iterable[str] = (),
    mend: str = "",
    fixes: Iterable[Fix] = (),
    related: Iterable[Related] = (),
    story: Story | None = None,
) -> Finding:
    """A finding."""
    return Finding(
        code,
        "finding",
        span or NOWHERE,
        message,
        why,
        tuple(fixes),
        tuple(related),
        tuple(dict.fromkeys(clauses)),
        mend,
        story,
    )


def as_finding(told: Diagnostic) -> Finding:
    """A finding that the reading of a text made."""
    if isinstance(told, Finding):
        return told
    return found(
        told.code, told.span, told.message, told.why, fixes=told.fixes, related=told.related
    )


def by_place(listed: Iterable[Finding]) -> tuple[Finding, ...]:
    """As a reader meets them: by file, then place, then code; the same one only once."""
    return tuple(sorted(dict.fromkeys(listed), key=lambda each: (each.span, each.code)))


def say_clauses(names: Iterable[str]) -> str:
    """`[a], [b] and [c]`; of many, the first and how many more."""
    return say_few((f"[{name}]" for name in dict.fromkeys(names)), NAMED)


def quote_rest(of: Sequence[Commitment]) -> tuple[Related, ...]:
    """The sentences of a finding about several, behind the first; of many, a few."""
    spans = dict.fromkeys((c.clause, c.span) for c in of)
    kept = [(name, span) for name, span in spans if span is not None][1:QUOTED]
    return tuple(Related(span, f"and [{name}]:") for name, span in kept)


def few(listed: Iterable[Finding]) -> Iterable[Finding]:
    """The first of a kind one by one; how many more there are, and where, in one."""
    every = sorted(dict.fromkeys(listed), key=lambda each: each.span)
    yield from every[:TOLD]
    rest = every[TOLD:]
    if len(rest) == 1:
        yield rest[0]
    elif rest:
        names = [name for each in rest for name in each.clauses]
        yield found(
            rest[0].code,
            rest[0].span,
            f"The same is true {len(rest):,} times more: {say_clauses(names)}.",
            rest[0].why,
            clauses=names,
            mend=rest[0].mend,
        )
