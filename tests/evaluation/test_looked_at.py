"""An answer holds as long as it says: held against judging every day anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.slow.generate import make
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.looked_at import ALWAYS, DayLookedAt
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import Evaluation
from trucebook.evaluation.worlds import TooManyError

ACCOUNTS = ("undisputed", "confirmed", "any", "beta")


def told(one: Judged) -> tuple[object, ...]:
    """What a reader is told of it."""
    facts = [fact.event.key for fact in one.facts]
    kept = replace(one, facts=(), consulted=frozenset(), taken=(), until=ALWAYS)
    return kept, facts


@pytest.mark.parametrize("seed", range(150))
def test_what_holds_for_many_days_comes_out_on_each(seed: int) -> None:
    book = make(seed)
    last = max(clocks.on for clocks in book.clocks)
    evaluation = Evaluation(book.agreement, book.record, Clocks(last))
    days = range(last - 10, last + 4)
    names = tuple(evaluation.case.commitments)
    over = {
        (name, account): evaluation.judged_over(name, days, account)
        for name in names
        for account in ACCOUNTS
    }
    for day in days:
        anew = Evaluation(book.agreement, book.record, Clocks(last))  # remembers no other day
        for name, account in over:
            plain = told(anew.judged(name, day, account))
            assert told(over[name, account][day]) == plain, (name, day - last, account)


DAY = 20


@pytest.mark.parametrize("other", range(DAY - 2, DAY + 4))
@pytest.mark.parametrize(
    "ask",
    [
        lambda on, other: on < other,
        lambda on, other: on <= other,
        lambda on, other: on > other,
        lambda on, other: on >= other,
        lambda on, other: on == other,
        lambda on, other: on != other,
        lambda on, other: other < on,
        lambda on, other: other <= on,
        lambda on, other: other > on,
        lambda on, other: other >= on,
        lambda on, other: other == on,
        lambda on, other: on - other,
        lambda on, other: other - on,
        lambda on, other: on + other,
        lambda on, other: {on: 1}.get(other),
        lambda on, other: min(on, other) == other,
        lambda on, other: max(on, other) == other,
    ],
)
def test_a_question_is_answered_alike_up_to_the_day_it_names(
    ask: Callable[[int, int], object], other: int
) -> None:
    on = DayLookedAt(DAY)
    answer = ask(on, other)
    for day in range(DAY, DAY + 6):
        if day <= on.until:
            assert ask(day, other) == answer, day


def test_what_was_asked_aside_counts_too() -> None:
    on = DayLookedAt(DAY)
    assert on < DAY + 5
    assert on.aside(lambda: on <= DAY + 2) == (True, DAY + 2)
    assert on.until == DAY + 2


def test_what_was_asked_aside_counts_for_itself_only() -> None:
    on = DayLookedAt(DAY)
    assert on < DAY + 3
    assert on.aside(lambda: on < DAY + 6) == (True, DAY + 5)
    assert on.until == DAY + 2


def test_what_was_asked_by_what_came_to_no_end_counts_too() -> None:
    on = DayLookedAt(DAY)
    assert on < DAY + 9

    def too_many() -> None:
        if on < DAY + 3:
            raise TooManyError

    with pytest.raises(TooManyError):
        on.aside(too_many)
    assert on.until == DAY + 2
