"""One question, one function: where does every commitment stand, and why.

Source: spec/index.md (semantics, section 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from trucebook.evaluation.accounts import ANY, CONFIRMED, Account
from trucebook.evaluation.board import current, gap, phases
from trucebook.evaluation.case import Case
from trucebook.evaluation.confirmed import confirmed
from trucebook.evaluation.editions import NOT_YET, NOTHING, Edition, Editions, either, gone, stood
from trucebook.evaluation.judge import Judged, judge
from trucebook.evaluation.looked_at import ALWAYS
from trucebook.evaluation.result import Board, Clocks, Row, Standing
from trucebook.evaluation.rows import let_go_row, replaced_row, row
from trucebook.evaluation.waivers import waived_since
from trucebook.model.agreement import Agreement
from trucebook.model.amending import plain_id
from trucebook.model.report import Record
from trucebook.model.time import Day


class UnknownAccountError(ValueError):
    """An account that this book does not have."""


def standing(agreement: Agreement, record: Record, clocks: Clocks, account: str) -> Board:
    """The standing of each commitment, on a day, for what was public and known, in an account.

    Errors: UnknownAccountError.
    """
    return Evaluation(agreement, record, clocks).board(clocks.on, account)


class Known(NamedTuple):
    """Where a commitment is known on a day: the case, its id there, the day it is told of.

    What was replaced or ended is known as it was on the last day before.
    """

    case: Case
    id: str
    day: Day


class Evaluation:
    """An agreement and a record, ready to be asked about any day and account.

    `clocks.public` and `clocks.known` are fixed; days are asked for one by one.
    """

    def __init__(self, agreement: Agreement, record: Record, clocks: Clocks) -> None:
        """Sort what can be seen."""
        self.agreement = agreement
        self.editions = Editions(agreement, record, clocks)
        self.case = self.editions.first.case
        """The agreement as signed, and what can be seen."""
        self._accounts = {account.name: account for account in self.case.accounts}
        self._judged: dict[tuple[str, Day, str], Judged] = {}
        self._read: dict[tuple[str, Day, str, str], Judged] = {}

    @property
    def accounts(self) -> tuple[str, ...]:
        """Every account this book has."""
        return tuple(account.name for account in self.case.accounts)

    def account(self, name: str) -> Account:
        """The account of that name.

        Errors: UnknownAccountError.
        """
        if name not in self._accounts:
            raise UnknownAccountError(name)
        return self._accounts[name]

    def judged(self, name: str, on: Day, account: str) -> Judged:
        """What can be said of one commitment."""
        key = (name, on, account)
        if key not in self._judged:
            self._judged[key] = self._judge(name, on, self.account(account))
        return self._judged[key]

    def _judge(self, name: str, on: Day, account: Account) -> Judged:
        """Under every edition that can be in force on the day."""
        editions, because = self.editions.on(on, account)
        return either([self._under(one, name, on, account) for one in editions], because)

    def _under(
        self, edition: Edition, name: str, on: Day, account: Account, reading: str | None = None
    ) -> Judged:
        """Under one edition; what is gone stands as it stood on the last day before."""
        if name in edition.gone:
            before, stem = edition.gone[name]
            eve = _eve(edition, name)
            found = gone(name, self._stood(before, stem, eve, account, reading))
            return replace(found, until=ALWAYS)
        if name not in edition.case.commitments:
            return NOTHING if plain_id(name) != name else NOT_YET
        if reading is not None:
            return self._as_read(edition, name, on, account, reading)
        case = edition.case
        found = judge(case, name, on, account)
        if account.name != CONFIRMED.name:
            return found
        return confirmed(case, name, on, found, judge(case, name, on, ANY))

    def where(self, name: str, on: Day, account: str) -> Known | None:
        """Where a commitment is known on a day; None where it is none yet."""
        edition = self.editions.on(on, self.account(account))[0][0]
        if name in edition.gone:
            before, stem = edition.gone[name]
            return Known(before.case, stem, _eve(edition, name))
        return Known(edition.case, name, on) if name in edition.case.commitments else None

    def _stood(
        self, edition: Edition, name: str, eve: Day, account: Account, reading: str | None = None
    ) -> Judged:
        """How a sentence stood when its last day was over."""
        before = self._under(edition, name, eve, account, reading)
        if not any(day == eve for day in (before.due, *(one.due for one in before.rounds))):
            return before
        return stood(before, self._under(edition, name, eve + 1, account, reading), eve)

    def judged_under(self, name: str, on: Day, account: str, reading: str) -> Judged:
        """What can be said of one commitment where one reading is taken, by its name.

        Words that are read in two ways elsewhere are then taken as written: readings are varied
        one at a time.
        """
        key = (name, on, account, reading)
        if key not in self._read:
            who = self.account(account)
            editions, because = self.editions.on(on, who)
            each = [self._under(one, name, on, who, reading) for one in editions]
            self._read[key] = either(each, because)
        return self._read[key]

    def _as_read(
        self, edition: Edition, name: str, on: Day, account: Account, reading: str
    ) -> Judged:
        """Under one edition, with one reading taken."""
        case, taken = edition.case, edition.case.taking(reading)
        found = judge(case, name, on, account, taken)
        if account.name != CONFIRMED.name:
            return found
        return confirmed(case, name, on, found, judge(case, name, on, ANY, taken), taken)

    def judged_over(self, name: str, days: Iterable[Day], account: str) -> dict[Day, Judged]:
        """What can be said of one commitment on many days.

        Only the days on which something asked for can be answered otherwise are judged; between
        them the answer of the last one stands.
        """
        asked = sorted(set(days))
        if not asked:
            return {}
        begins = self.editions.turning(asked[0], asked[-1])
        found: dict[Day, Judged] = {}
        here, judged = -1, None
        for day in asked:
            anew = begins is None or any(here < begin <= day for begin in begins)
            if judged is None or anew or day > judged.until:
                here, judged = day, self.judged(name, day, account)
            found[day] = judged
        return found

    def standing_of(self, name: str, on: Day, account: str) -> Standing | None:
        """The word alone."""
        return self.judged(name, on, account).standing

    def row(self, name: str, on: Day, account: str) -> Row:
        """One commitment with everything that stands on its row."""
        by_account = {one: self.standing_of(name, on, one) for one in self.accounts}
        edition = self.editions.on(on, self.account(account))[0][0]
        judged = self.judged(name, on, account)
        who = self.account(account)
        if name not in edition.gone:
            found = row(edition.case, name, on, who, judged, by_account)
            if judged.standing != "waived":
                return found
            since = waived_since(edition.case, edition.case.commitments[name], on)
            if since is None:
                return found
            return let_go_row(found, self._under(edition, name, since - 1, who), since)
        before, stem = edition.gone[name]
        eve = _eve(edition, name)
        then = row(before.case, stem, eve, who, judged, by_account)
        was = self._stood(before, stem, eve, who)
        return replaced_row(then, edition.case.commitments[name], was, on)

    def board(self, on: Day, account: str, only: Iterable[str] | None = None) -> Board:
        """Every commitment's row (or those of `only`), the phases, the gap."""
        edition = self.editions.on(on, self.account(account))[0][0]
        case = edition.case
        states, worlds = phases(case, on, self.account(account))
        wanted = case.commitments if only is None else set(only) & set(case.commitments)
        rows = tuple(self.row(name, on, account) for name in sorted(wanted))
        words = {
            name: (judged.standing, judged.by_reading)
            for name in case.commitments
            for judged in (self.judged(name, on, account),)
        }
        day_one = case.agreement.clock.day_one
        return Board(
            Clocks(on, case.public, case.known),
            account,
            self.accounts,
            tuple(reading.name for reading in case.agreement.readings),
            current(states),
            states,
            gap(case, worlds, words),
            rows,
            case.watches,
            tuple(b for b in case.seen if b.unbound),
            case.has_known,
            None if day_one is None else on - day_one + 1,
        )


def _eve(edition: Edition, name: str) -> Day:
    """The last day on which a sentence stood."""
    replaced = edition.case.commitments[name].replaced
    return (replaced if replaced is not None else edition.applied[-1][1]) - 1
