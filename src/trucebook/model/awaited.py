"""Events that a text waits for, by the names it gives them: entry into force, ratification.

Source: spec/hours.md#the-day-everything-is-counted-from (semantics, section 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from trucebook.model.agreement import Agreement, Happened
from trucebook.model.report import Report


def awaited(agreement: Agreement) -> frozenset[str]:
    """Names of events anywhere in a text, folded for comparing."""
    return frozenset(name.casefold() for name in _names(agreement))


def tells_awaited(report: Report, names: frozenset[str]) -> bool:
    """Whether a report tells of an event that the text waits for."""
    return any(
        word is not None and word.casefold() in names for word in (report.object, report.event)
    )


def _names(part: object) -> Iterator[str]:
    if isinstance(part, Happened):
        yield part.event
    elif isinstance(part, tuple):
        for one in part:
            yield from _names(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _names(getattr(part, field.name))
