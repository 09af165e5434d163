"""One question, one function: where does every commitment stand, and why.

Source: spec/index.md (semantics, section 1).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from trucebook.evaluation.accounts import ANY, CONFIRMED, Account
from trucebook.evaluation.board import current, gap, phases
from trucebook.evaluation.case import Case
from trucebook.evaluation.confirmed import confirmed
from trucebook.evaluation.judge import Judged, judge
from trucebook.evaluation.result import Board, Clocks, Row, Standing
from trucebook.evaluation.rows import row
from trucebook.evaluation.turning import turning_days
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.model.time import Day


class UnknownAccountError(ValueError):
    """An account that this book does not have."""


def standing(agreement: Agreement, record: Record, clocks: Clocks, account: str) -> Board:
    """The standing of each commitment, on a day, for what was public and known, in an account.

    Errors: UnknownAccountError.
    """
    return Evaluation(agreement, record, clocks).board(clocks.on, account)


class Evaluation:
    """An agreement and a record, ready to be asked about any day and account.

    `clocks.public` and `clocks.known` are fixed; days are asked for one by one.
    """

    def __init__(self, agreement: Agreement, record: Record, clocks: Clocks) -> None:
        """Sort what can be seen."""
        self.case = Case(agreement, record, clocks)
        self._judged: dict[tuple[str, Day, str], Judged] = {}
        self._known: dict[tuple[str, Day], list[tuple[Account, Judged]]] = {}
        self._under: dict[tuple[str, Day, str, str], Judged] = {}
        self._known_under: dict[tuple[str, Day, str], list[tuple[Account, Judged]]] = {}

    @property
    def accounts(self) -> tuple[str, ...]:
        """Every account this book has."""
        return tuple(account.name for account in self.case.accounts)

    def account(self, name: str) -> Account:
        """The account of that name.

        Errors: UnknownAccountError.
        """
        for account in self.case.accounts:
            if account.name == name:
                return account
        raise UnknownAccountError(name)

    def judged(self, name: str, on: Day, account: str) -> Judged:
        """What can be said of one commitment."""
        key = (name, on, account)
        if key not in self._judged:
            self._judged[key] = self._judge(name, on, self.account(account))
        return self._judged[key]

    def _judge(self, name: str, on: Day, account: Account) -> Judged:
        """By the facts alone; accounts with the same facts share the answer."""
        if account.name != CONFIRMED.name:
            return self._by_facts(name, on, account)
        mine = self._by_facts(name, on, CONFIRMED)
        return confirmed(self.case, name, on, mine, self._by_facts(name, on, ANY))

    def _by_facts(self, name: str, on: Day, account: Account) -> Judged:
        known = self._known.setdefault((name, on), [])
        found = next((j for other, j in known if self._same(j.consulted, account, other)), None)
        if found is None:
            found = judge(self.case, name, on, account)
            known.append((account, found))
        return found

    def _same(self, names: Iterable[str], one: Account, other: Account) -> bool:
        """Whether two accounts make the same of some commitments' reports."""
        prints = self.case.fingerprint
        return all(prints(name, one) == prints(name, other) for name in names)

    def judged_under(self, name: str, on: Day, account: str, reading: str) -> Judged:
        """What can be said of one commitment where one reading is taken, by its name.

        Words that are read in two ways elsewhere are then taken as written: readings are varied
        one at a time.
        """
        key = (name, on, account, reading)
        if key not in self._under:
            self._under[key] = self._judge_under(name, on, self.account(account), reading)
        return self._under[key]

    def _judge_under(self, name: str, on: Day, account: Account, reading: str) -> Judged:
        known = self._known_under.setdefault((name, on, reading), [])
        consulted = self.judged(name, on, account.name).consulted
        if account.name != CONFIRMED.name:
            for other, judged in known:
                if other.name != CONFIRMED.name and self._same(consulted, account, other):
                    return judged
        taken = self.case.taking(reading)
        found = judge(self.case, name, on, account, taken)
        if account.name == CONFIRMED.name:
            every = judge(self.case, name, on, ANY, taken)
            found = confirmed(self.case, name, on, found, every, taken)
        known.append((account, found))
        return found

    def judged_over(self, name: str, days: Iterable[Day], account: str) -> dict[Day, Judged]:
        """What can be said of one commitment on many days.

        Only the days on which it can come to stand differently are asked; between them the answer
        of the last one stands (with its counts of days as of that day).
        """
        asked = sorted(set(days))
        if not asked:
            return {}
        turning = turning_days(self.case, name, self.account(account), asked[0], asked[-1])
        return {
            day: self.judged(name, turning[bisect_right(turning, day) - 1], account)
            for day in asked
        }

    def standing_of(self, name: str, on: Day, account: str) -> Standing | None:
        """The word alone."""
        return self.judged(name, on, account).standing

    def row(self, name: str, on: Day, account: str) -> Row:
        """One commitment with everything that stands on its row."""
        by_account = {one: self.standing_of(name, on, one) for one in self.accounts}
        return row(
            self.case, name, on, self.account(account), self.judged(name, on, account), by_account
        )

    def board(self, on: Day, account: str, only: Iterable[str] | None = None) -> Board:
        """Every commitment's row (or those of `only`), the phases, the gap."""
        case = self.case
        states, worlds = phases(case, on, self.account(account))
        names = sorted(case.commitments if only is None else only)
        rows = tuple(self.row(name, on, account) for name in names)
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
            tuple(b for b in case.seen if not b.commitments and not b.outside),
            case.has_known,
            None if day_one is None else on - day_one + 1,
        )
