"""What an example expects, as data: one value of one field on one day in one account.

Fields of a commitment or a round (`id` is its id):
    standing              a word of the closed list
    possible, because     sorted tuples
    required, done        (low, high); None is open
    due                   a day
    grade                 a grade
    kept, missed          (low, high), of a quota
    accounts_differ       True or False
    by_reading:NAME       the standing under a reading
    by_account:NAME       the standing in an account
    remark                (kind, report id): a remark of that kind on the row rests on that report
    fact                  Event(...): the row has a fact like this; parts that are None are free
    leaves out            a report id that the row may not rest on or list
Fields of the board (`id` is `board`): gap.first, gap.now, gap.by_reading:NAME,
    phase.NAME.standing, phase.NAME.last, phase.NAME.by_reading:READING.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.slow.build import MARCH
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.model.time import Day


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a row's fact: the day it is on, its number, who says so, how good that is."""

    day: Day | None = None
    number: tuple[int, int] | None = None
    asserters: tuple[str, ...] | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """One value, written by hand from the words of an example, which `cites` quotes."""

    case: str
    on: Day
    public: Day | None
    account: str
    id: str
    field: str
    value: object
    cites: str


@dataclass(frozen=True, slots=True)
class Case:
    """An agreement and a record to look at."""

    agreement: Agreement
    record: Record


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example: its cases by name, and what is expected of them."""

    id: str
    cases: dict[str, Case]
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Looking:
    """A day and account somebody looks at: makes expectations, one a field.

    Shape: `on` and `public` are days of March 2025 unless `start` moves them.
    """

    case: str
    cites: str
    start: Day = MARCH

    def at(
        self,
        on: int,
        public: int | None,
        accounts: str,
        name: str,
        **fields: object,
    ) -> tuple[Expectation, ...]:
        """Expect these fields of `name`; `accounts` are separated by spaces.

        In a field's name `__` stands for a colon and `_dot_` for a full stop.
        """
        pub = None if public is None else self.start + public
        return tuple(
            Expectation(
                self.case,
                self.start + on,
                pub,
                account,
                name,
                field,
                value,
                self.cites,
            )
            for account in accounts.split()
            for field, value in fields.items()
        )
