"""Reasons that lie in hours, in classes and in figures: what the words of a standing do not say.

Source: spec/hours.md, spec/exchange.md#of-which-class, spec/amounts.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.evaluation.case import Case
from trucebook.evaluation.found import told_on
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.result import Reason
from trucebook.model.agreement import (
    AtHour,
    Commitment,
    Due,
    Earlier,
    Exchange,
    HoursAfter,
    Later,
    PerEach,
)
from trucebook.model.span import Span
from trucebook.model.time import Day


def reasons_of_amounts(
    case: Case, commitment: Commitment, judged: Judged, span: Span, on: Day
) -> Iterator[Reason]:
    """What the text says of the hour, what the record says of classes, which figures were told."""
    hours = [said for due in _dues(commitment) for said in _hours(due)]
    if hours:
        words = f"The text gives the hour ({hours[0]}): what is done on that day after it is late"
        yield Reason("hours#by-the-hour", words, span)
    if _lacks_class(commitment, judged):
        words = "Enough in number; by the record too few of them were of the class asked for"
        yield Reason("exchange#of-which-class", words, span)
    figures = [b for b in case.evidence_of(commitment.id).figures if told_on(b) <= on]
    if figures:
        ids = tuple(sorted(b.report.id for b in figures))
        yield Reason(
            "amounts#amounts-found-later", "How much is owed follows from a figure", span, ids
        )


def _dues(commitment: Commitment) -> list[Due]:
    terms = commitment.terms
    found = [getattr(terms, "due", None), getattr(terms, "first", None)]
    found += [getattr(terms, "last", None), *(step.due for step in getattr(terms, "steps", ()))]
    return [due for due in found if due is not None]


def _hours(due: Due) -> Iterator[str]:
    match due:
        case AtHour(minute, _, zone):
            yield f"{minute // 60:02}:{minute % 60:02}{f' {zone}' if zone else ''}"
        case HoursAfter(hours, _):
            yield f"{hours} hours"
        case Earlier(parts) | Later(parts):
            for part in parts:
                yield from _hours(part)
        case _:
            return


def _lacks_class(commitment: Commitment, judged: Judged) -> bool:
    """Whether a round is done in number and yet not met."""
    terms = commitment.terms
    if not isinstance(terms, Exchange) or not any(
        item.give or (isinstance(item, PerEach) and item.shares) for item in terms.items
    ):
        return False
    return any(
        round_.standing in ("overdue", "in progress")
        and round_.required is not None
        and round_.done is not None
        and round_.required.high is not None
        and (round_.done.low or 0) >= round_.required.high > 0
        for round_ in judged.rounds
    )
