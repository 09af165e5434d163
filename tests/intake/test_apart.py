"""Work apart: it answers, it tells what went wrong, it is ended when it takes too long."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from trucebook.intake.apart import Apart, TooLong, side_by_side


def work(matter: int) -> int:
    """Twice a number; 13 is refused, and more than 100 takes for ever."""
    if matter == 13:
        raise ValueError("not 13")
    if matter > 100:
        time.sleep(3_600)
    return 2 * matter


def hungry(matter: int) -> int:
    """More memory than there is to have."""
    return len(bytearray(matter))


def test_it_answers_and_is_there_for_the_next() -> None:
    apart = Apart(work)
    assert [apart.ask(n) for n in (1, 2)] == [2, 4]
    with pytest.raises(ValueError, match="not 13"):
        apart.ask(13)
    assert apart.ask(3) == 6
    apart.close()


def test_what_takes_too_long_is_ended_and_the_next_goes_on() -> None:
    apart = Apart(work, seconds=2)
    with pytest.raises(TooLong):
        apart.ask(101)
    assert apart.ask(4) == 8
    apart.close()


def test_what_needs_too_much_memory_is_ended() -> None:
    apart = Apart(hungry)
    with pytest.raises(TooLong):
        apart.ask(8_000_000_000)
    apart.close()


def test_many_come_back_in_order_and_faults_in_their_place() -> None:
    found = list(side_by_side(work, [1, 13, 2, 3, 101, 4], 2, seconds=3))
    assert found[0] == 2
    assert isinstance(found[1], ValueError)
    assert found[2:4] == [4, 6]
    assert isinstance(found[4], TooLong)
    assert found[5] == 8


def test_no_more_is_taken_up_than_is_in_hand() -> None:
    taken: list[int] = []

    def matters() -> Iterator[int]:
        for n in range(50):
            taken.append(n)
            yield n

    answers = side_by_side(work, matters(), 2)
    next(answers)
    assert len(taken) <= 3
    answers.close()
