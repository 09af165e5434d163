"""What has been reported? The record, listed and searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from trucebook.model.quantity import Amount, Number
from trucebook.model.report import Bound, Record, Report
from trucebook.model.time import Day, Minute

_FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; None or False leaves it open. All that is given must hold."""

    about: str | None = None
    """A commitment, clause or round; `none` for what is outside the agreement."""
    by: str | None = None
    """A part of an asserter's name."""
    side: str | None = None
    kind: str | None = None
    number: Number | None = None
    text: str | None = None
    unbound: bool = False
    public: Day | None = None
    known: Minute | None = None


def search(record: Record, what: Search) -> tuple[Bound, ...]:
    """The reports that answer, oldest publication first, then by id."""
    found = (bound for bound in record.reports if _answers(bound, what))
    return tuple(sorted(found, key=lambda bound: (bound.report.published, bound.report.id)))


def gives_number(report: Report, number: Number) -> bool:
    """Whether a report gives a figure: as a bound, a share, an accepted part, or in its words."""
    amounts = [report.count, report.accepted, *(amount for _, amount in report.breakdown)]
    if any(number in _bounds(amount) for amount in amounts if amount is not None):
        return True
    return any(number in figures_in(words) for words in (report.text, report.quote) if words)


def figures_in(words: str) -> set[Number]:
    """The figures written in words, thousands separators taken out; parts of dates are none."""
    found: set[Number] = set()
    for match in _FIGURE.finditer(words):
        try:
            number = Decimal(match.group().replace(",", ""))
        except InvalidOperation:
            continue
        found.add(int(number) if number == number.to_integral_value() else number)
    return found


def asserters_of(record: Record) -> tuple[str, ...]:
    """Every asserter, in order."""
    return tuple(sorted({b.report.asserted_by for b in record.reports if b.report.asserted_by}))


def kinds_of(record: Record) -> tuple[str, ...]:
    """Every kind, in order."""
    return tuple(sorted({bound.report.kind for bound in record.reports}))


def sides_of(record: Record) -> tuple[str, ...]:
    """Every side somebody speaks for, in order."""
    return tuple(sorted({bound.side for bound in record.reports if bound.side}))


def _bounds(amount: Amount) -> Iterable[Number]:
    return (number for number in (amount.low, amount.high) if number is not None)


def _answers(bound: Bound, what: Search) -> bool:
    report = bound.report
    return (
        (what.public is None or report.published <= what.public)
        and (what.known is None or report.recorded is None or report.recorded <= what.known)
        and (what.about is None or is_about(bound, what.about))
        and (what.by is None or _holds(what.by, report.asserted_by, bound.asserter))
        and (what.side is None or (bound.side or "none").casefold() == what.side.casefold())
        and (what.kind is None or report.kind.casefold() == what.kind.casefold())
        and (what.number is None or gives_number(report, what.number))
        and (what.text is None or _holds(what.text, *_words(report)))
        and (not what.unbound or is_unbound(bound))
    )


def is_unbound(bound: Bound) -> bool:
    """Bound to nothing, and not said to be outside the agreement."""
    return bound.unbound


def is_about(bound: Bound, name: str) -> bool:
    """Whether a report is bound to a commitment, to its clause, or names a round."""
    if name == "none":
        return bound.outside
    ids = (*bound.commitments, *bound.rounds, *(bound.report.for_ or ()))
    return any(i == name or i.startswith((f"{name}/", f"{name}.")) for i in ids)


def _words(report: Report) -> tuple[str | None, ...]:
    return (
        report.id,
        report.text,
        report.quote,
        report.object,
        report.place,
        report.stance,
        report.source,
        report.noted_error,
    )


def _holds(word: str, *within: str | None) -> bool:
    folded = word.casefold()
    return any(folded in words.casefold() for words in within if words)
