"""One row for each commitment, party, day, account and reading: the board as a table over time.

Source: spec/standings.md (semantics, section 7), docs/commands.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from trucebook.evaluation.components import components, counted_on, stated
from trucebook.evaluation.coverage import watched_days
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.result import Interval
from trucebook.evaluation.standing import Evaluation, Known
from trucebook.model.agreement import Commitment
from trucebook.model.time import Day
from trucebook.views.composition import Growing, composition
from trucebook.views.panel_answer_columns import MOMENT, answer_columns
from trucebook.views.panel_columns import (
    MADE,
    Cell,
    Column,
    account_codes,
    asked_columns,
    entry_columns,
    party_codes,
    record_columns,
)
from trucebook.views.panel_parts import Answer, Asked, Entry, Made, Moment, PanelBook, Recorded

P = TypeVar("P")
Part = tuple[Cell, ...]
PanelRow = tuple[Part, ...]
"""A row in parts, in the order of the columns: many rows share a part, and it is made once."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Every column of a panel of some books, part by part."""

    entry: tuple[Column[Entry], ...]
    asked: tuple[Column[Asked], ...]
    moment: tuple[Column[Moment], ...]
    answer: tuple[Column[Answer], ...]
    record: tuple[Column[Recorded], ...]
    made: tuple[Column[Made], ...]

    def names(self) -> tuple[str, ...]:
        """The heading."""
        return tuple(column.name for column in self.all())

    def all(self) -> tuple[Column[Any], ...]:
        """Every column, in order."""
        return (
            *self.entry,
            *self.asked,
            *self.moment,
            *self.answer,
            *self.record,
            *self.made,
        )


def columns_of(books: Sequence[PanelBook]) -> Columns:
    """The columns of a panel: those of every panel, and one pair a category the texts declare."""
    things = [thing for book in books for thing in book.agreement.things]
    return Columns(
        entry_columns(party_codes(books)),
        asked_columns(account_codes(books)),
        MOMENT,
        answer_columns(things),
        record_columns(),
        MADE,
    )


def panel(books: Sequence[PanelBook], accounts: Sequence[str], version: str) -> Iterator[PanelRow]:
    """Every row, by book, commitment, party, account, reading and day.

    `accounts` are those asked for, of those a book has; empty: all of them.
    """
    for piece in pieces(books, accounts, version):
        yield from piece.rows()


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of one commitment: they can be worked out by themselves, in any order."""

    of: _Rows
    commitment: Commitment

    def rows(self) -> Iterator[PanelRow]:
        """Its rows, in order."""
        return self.of.of(self.commitment)


def pieces(books: Sequence[PanelBook], accounts: Sequence[str], version: str) -> tuple[Piece, ...]:
    """The panel, piece by piece, in the order of its rows."""
    columns = columns_of(books)
    made = [_Rows(book, accounts, columns, version) for book in books]
    return tuple(Piece(rows, each) for rows in made for each in rows.book.agreement.commitments)


class _Rows:
    """The rows of one book; what does not change from row to row is made once."""

    def __init__(
        self, book: PanelBook, accounts: Sequence[str], columns: Columns, version: str
    ) -> None:
        self.book, self.columns = book, columns
        self.evaluation = Evaluation(book.agreement, book.record, book.clocks)
        every = self.evaluation.accounts
        self.accounts = [name for name in every if not accounts or name in accounts]
        self.every_account = len(self.accounts) == len(every)
        self.made = _cells(columns.made, Made(version, book))
        self._answers: dict[object, Part] = {}
        self._moments: dict[object, Part] = {}
        self._kept: list[Judged] = []

    def of(self, commitment: Commitment) -> Iterator[PanelRow]:
        """Every row of a commitment."""
        judged = {
            name: self.evaluation.judged_over(commitment.id, self.book.days, name)
            for name in self.accounts
        }
        differ = self._accounts_differ(judged)
        under = {name: self._under(commitment, name, judged[name]) for name in self.accounts}
        for party in commitment.liable or (None,):
            entry = _cells(self.columns.entry, Entry(self.book, commitment, party))
            record = self._record(commitment, party)
            if record is None:
                continue
            for account in self.accounts:
                there = {
                    day
                    for day in self.book.days
                    if self.evaluation.where(commitment.id, day, account) is not None
                }
                for reading, answers in under[account].items():
                    asked = _cells(self.columns.asked, Asked(self.book, account, reading))
                    for day, one in answers.items():
                        if day not in there:
                            continue  # an amendment brings it, or replaces it, only later
                        yield (
                            entry,
                            asked,
                            self._moment(commitment, day, one, account),
                            self._answer(
                                commitment,
                                day,
                                one,
                                reading,
                                differ=differ.get(day),
                                account=account,
                            ),
                            record[day],
                            self.made,
                        )

    def _under(
        self, commitment: Commitment, account: str, judged: dict[Day, Judged]
    ) -> dict[str | None, dict[Day, Judged]]:
        """The same, and under each reading that bears on it, on the days on which it does."""
        found: dict[str | None, dict[Day, Judged]] = {None: judged}
        turned: dict[int, Day] = {}
        for day, one in judged.items():
            asked = turned.setdefault(id(one), day)
            for reading in one.by_reading:
                under = self.evaluation.judged_under(commitment.id, asked, account, reading)
                found.setdefault(reading, {})[day] = under
        return found

    def _accounts_differ(self, judged: dict[str, dict[Day, Judged]]) -> dict[Day, bool]:
        if not self.every_account:
            return {}
        return {
            day: len({each[day].standing for each in judged.values()}) > 1 for day in self.book.days
        }

    def _answer(  # noqa: PLR0913 - what a row is asked for
        self,
        commitment: Commitment,
        day: Day,
        judged: Judged,
        reading: str | None,
        *,
        differ: bool | None,
        account: str,
    ) -> Part:
        """What is said of it, made once for all days between which nothing changes."""
        one = reading is not None
        key = (id(judged), one, differ)
        if key not in self._answers:
            self._kept.append(judged)  # or its id could be given to another
            by_reading = set(judged.by_reading.values())
            case, name, told = self._where(commitment, day, account)
            answer = Answer(
                self.book,
                commitment,
                judged,
                components(case, name, told, judged),
                None if one else differ,
                None if one or not by_reading else len(by_reading) > 1,
                one,
            )
            self._answers[key] = _cells(self.columns.answer, answer)
        return self._answers[key]

    def _where(self, commitment: Commitment, day: Day, account: str) -> Known:
        """Where a commitment is known on a day."""
        found = self.evaluation.where(commitment.id, day, account)
        return found or Known(self.evaluation.case, commitment.id, day)

    def _moment(self, commitment: Commitment, day: Day, judged: Judged, account: str) -> Part:
        key = (commitment.id, day, judged.in_force, judged.due, judged.due_latest, judged.standing)
        if key not in self._moments:
            case, name, _ = self._where(commitment, day, account)
            ids = (name, case.commitments[name].clause)
            first, last = judged.in_force
            days = None
            if first is not None and first <= day:
                end = day if last is None else min(day, last)
                days = Interval(watched_days(case, ids, first, end), end - first + 1)
            watched = any(a <= day <= b for a, b in case.covered(*ids))
            moment = Moment(self.book, day, judged, watched, days)
            self._moments[key] = _cells(self.columns.moment, moment)
        return self._moments[key]

    def _record(self, commitment: Commitment, party: str | None) -> dict[Day, Part] | None:
        """What the record is made of on each day; None where the commitment is none on any."""
        days = self.book.days
        account = self.evaluation.accounts[0]
        there = [self.evaluation.where(commitment.id, day, account) for day in days]
        last = next((one for one in reversed(there) if one is not None), None)
        if last is None:
            return None
        case, name, _ = last
        every = sorted({*days, *(one.day for one in there if one is not None)})
        growing = Growing(case.evidence_of(name).all, every)
        said = stated(case, name)
        made: dict[int, Part] = {}
        found: dict[Day, Part] = {}
        for day, place in zip(days, there, strict=True):
            told = day if place is None else place.day
            state = growing.state(told)
            if state not in made:
                made[state] = _cells(
                    self.columns.record,
                    Recorded(
                        tuple(bound for bound in said if counted_on(bound, told)),
                        composition(growing.on(told), party, self.book.agreement),
                    ),
                )
            found[day] = made[state]
        return found


def _cells(columns: Iterable[Column[P]], part: P) -> Part:
    return tuple(column.cell(part) for column in columns)
