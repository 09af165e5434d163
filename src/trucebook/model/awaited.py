"""Events that a text waits for, by the names it gives them: entry into force, ratification.

Source: spec/hours.md#the-day-everything-is-counted-from (semantics, section 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from trucebook.model.agreement import Agreement, Happened
from trucebook.model.report import Report
from trucebook.model.span import Span


def awaited(agreement: Agreement) -> frozenset[str]:
    """Names of events anywhere in a text, folded for comparing."""
    return frozenset(name.casefold() for name in _names(agreement))


def tells_awaited(report: Report, names: frozenset[str]) -> bool:
    """Whether a report tells of an event that the text waits for."""
    return bool(names) and any(
        word is not None and word.casefold() in names for word in (report.object, report.event)
    )


def _names(part: object) -> Iterator[str]:
    if isinstance(part, Happened):
        yield part.event
    elif isinstance(part, tuple):
        for one in part:
            yield from _names(one)
    else:
        kind: type = type(part)
        for name in _fields(kind):
            yield from _names(getattr(part, name))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a class of values; places in a file name nothing."""
    if kind is Span or not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind))
