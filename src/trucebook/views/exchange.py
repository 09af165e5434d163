"""What has each side given so far? Two lists by date, for each exchange of the text.

They stand side by side and are never taken from one another, summed or held to one scale.
Source: spec/exchange.md (semantics, sections 3 and 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.evaluation.result import Board, Grade, Row
from trucebook.model.agreement import Agreement, Exchange, Keep, Level
from trucebook.model.time import MINUTES, Day
from trucebook.views.duty import say_progress, say_what, who_of
from trucebook.views.stands import word_of
from trucebook.views.telling import is_total, say_fact


@dataclass(frozen=True, slots=True)
class Given:
    """One act: when, in words with how well it is known, through which reports."""

    day: Day | None
    day_latest: Day | None
    words: str
    grade: Grade
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """What one commitment of an exchange has come to, by date."""

    id: str
    who: tuple[str, ...]
    what: str
    progress: str | None
    standing: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Two commitments in return for each other. `first` is what opens the rounds of `then`."""

    first: Half
    then: Half


def exchanges(board: Board, agreement: Agreement) -> tuple[Exchanged, ...]:
    """Every pair of commitments of which one is in return for the other, by id.

    Shape: a pair that is mutual is told once, as the text first has it.
    """
    rows = {row.commitment.id: row for row in board.rows}
    by_clause: dict[str, list[Row]] = {}
    for row in board.rows:
        by_clause.setdefault(row.commitment.clause, []).append(row)
    told: set[frozenset[str]] = set()
    found = []
    for row in board.rows:
        for name in _against(row):
            for other in [rows[name]] if name in rows else by_clause.get(name, []):
                pair = frozenset({row.commitment.id, other.commitment.id})
                if len(pair) > 1 and pair not in told:
                    told.add(pair)
                    found.append(Exchanged(_half(other, agreement), _half(row, agreement)))
    return tuple(found)


def _against(row: Row) -> Iterable[str]:
    terms = row.commitment.terms
    named = (terms.against,) if isinstance(terms, Exchange) else ()
    return dict.fromkeys((*named, *row.commitment.in_return_for))


def _half(row: Row, agreement: Agreement) -> Half:
    given = sorted(_acts(row), key=lambda one: (one.day is None, one.day or 0, one.reports))
    return Half(
        row.commitment.id,
        who_of(agreement, row.commitment.liable),
        say_what(row.commitment),
        say_progress(row, agreement),
        word_of(row),
        tuple(given),
    )


def _acts(row: Row) -> Iterable[Given]:
    if isinstance(row.commitment.terms, (Keep, Level)):
        return
    for fact in row.facts:
        if not is_total(fact):
            yield Given(
                _day(fact.first), _day(fact.last), say_fact(fact, row), fact.grade, fact.reports
            )


def _day(minute: int | None) -> Day | None:
    return None if minute is None else minute // MINUTES
