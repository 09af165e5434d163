"""Only on turning days can a standing change: held against asking every day."""

from __future__ import annotations

import pytest

from tests.slow.generate import make
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import Evaluation


@pytest.mark.parametrize("seed", range(150))
def test_between_turning_days_nothing_changes(seed: int) -> None:
    book = make(seed)
    last = max(clocks.on for clocks in book.clocks)
    evaluation = Evaluation(book.agreement, book.record, Clocks(last))
    days = range(last - 10, last + 4)
    for account in ("undisputed", "any", "beta"):
        for name in evaluation.case.commitments:
            over = evaluation.judged_over(name, days, account)
            for day in days:
                plain = evaluation.judged(name, day, account)
                assert (over[day].standing, over[day].possible, over[day].by_reading) == (
                    plain.standing,
                    plain.possible,
                    plain.by_reading,
                ), (name, day - last, account)
