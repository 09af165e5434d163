"""The map from a speed workload's words to ours: by hand, and against its own evaluator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.workload_map import (
    HORIZON,
    NONE,
    WORDS,
    Answer,
    Said,
    Term,
    agreements,
    answers,
    checksum,
    evaluation_of,
    load,
    record_of,
    text_of,
    their_word,
)
from trucebook.model.time import day_of

WORKLOAD = Path(__file__).parents[3] / "shared" / "bench" / "workload.py"


def _asked(
    terms: Sequence[Term], said: Sequence[Said], *, chained: bool
) -> list[tuple[str, int, int]]:
    found = answers(terms, said, chained=chained)
    return [(WORDS[one.status], one.reached, one.total) for one in found]


def test_each_word_of_a_flat_agreement() -> None:
    terms = [
        Term(0, 1, 10, 100, 20),  # due on day 120
        Term(0, 1, 10, 100, 20),
        Term(0, 1, 10, 200, 165),  # due on day 365, the day looked at
        Term(1, 2, 10, 200, 105),  # due on day 305, 60 days ago
        Term(1, 2, 10, 200, 104),  # due on day 304, 61 days ago
    ]
    said = [
        Said(0, 90, 4),  # before the start: it counts
        Said(0, 120, 6),
        Said(1, 120, 9),
        Said(1, 121, 1),
        Said(1, 300, 5),  # more than was owed
        Said(2, 10, 9),
    ]
    assert _asked(terms, said, chained=False) == [
        ("fulfilled", 120, 10),
        ("late", 121, 15),
        ("active", NONE, 9),
        ("overdue", NONE, 0),
        ("violated", NONE, 0),
    ]


def test_what_came_before_the_start_day_or_the_condition_does_not_count() -> None:
    terms = [
        Term(0, 1, 10, 100, 20),
        Term(1, 0, 10, 50, 30, cond=0),
        Term(1, 0, 10, 50, 30, cond=1),
    ]
    said = [
        Said(0, 99, 10),  # before the start day
        Said(0, 100, 5),
        Said(0, 110, 5),
        Said(1, 60, 10),  # before [c0] was met
        Said(1, 110, 4),  # on the day it was met
        Said(1, 141, 6),  # due on day 140
        Said(2, 140, 10),  # before [c1] was met, and never again
    ]
    assert _asked(terms, said, chained=True) == [
        ("fulfilled", 110, 10),
        ("late", 141, 10),
        ("violated", NONE, 0),
    ]


def test_what_hangs_on_something_never_done_is_waiting() -> None:
    terms = [Term(0, 1, 10, 0, 20), Term(1, 0, 10, 0, 20, cond=0)]
    said = [Said(0, 1, 9), Said(1, 30, 10)]
    assert _asked(terms, said, chained=True) == [("violated", NONE, 9), ("conditional", NONE, 0)]


@pytest.mark.parametrize(
    ("other", "word"), [(19, "excused"), (20, "violated"), (21, "violated"), (400, "violated")]
)
def test_held_back_only_while_the_other_side_is_longer_overdue(other: int, word: str) -> None:
    terms = [Term(0, 1, 10, 0, 20, recip=1), Term(1, 0, 10, 0, other, recip=0)]
    assert _asked(terms, [], chained=True)[0] == (word, NONE, 0)


def test_not_held_back_by_what_was_done_late() -> None:
    terms = [Term(0, 1, 10, 0, 20, recip=1), Term(1, 0, 10, 0, 19, recip=0)]
    assert _asked(terms, [Said(1, 30, 10)], chained=True)[0] == ("violated", NONE, 0)


def test_two_deliveries_of_one_day_and_number_are_two() -> None:
    said = [Said(0, 30, 5), Said(0, 30, 5), Said(0, 31, 5)]
    assert _asked([Term(0, 1, 12, 0, 40)], said, chained=False) == [("fulfilled", 31, 15)]


def test_their_checksum_leaves_out_days_that_are_none() -> None:
    found = checksum([Answer(2, 30, 5), Answer(0, NONE, 0)])
    assert found == {"status": [1, 0, 1, 0, 0, 0, 0], "reached": 30, "total": 5}


@pytest.fixture(name="workload", scope="module")
def _workload() -> Any:
    if not WORKLOAD.exists():
        pytest.skip("the shared workload is not beside this project")
    pytest.importorskip("numpy", reason="the shared workload needs numpy")
    return load(WORKLOAD)


@pytest.mark.parametrize("chained", [False, True], ids=["T1", "T2"])
def test_the_checksums_are_those_of_the_workload(workload: Any, *, chained: bool) -> None:
    columns = workload.workload(100)
    wanted = workload.checksum(*workload.reference(*columns, chained))
    found = checksum(
        answer
        for terms, said in agreements(*columns)
        for answer in answers(terms, said, chained=chained)
    )
    assert found == wanted


def test_a_start_day_and_a_term_come_to_the_same_deadline(workload: Any) -> None:
    """`once day 9 has come … within 20 days` is due as `by day 29` is, and what is early counts."""
    on = day_of("2026-01-01")
    for terms, said in agreements(*workload.workload(10)):
        text = text_of(terms, chained=False)
        for number, term in enumerate(terms):
            by = f"by day {term.start + term.term}."
            head, line = text.split(f"[c{number}] ", maxsplit=1)
            line = line.replace(by, f"within {term.term} days.", 1)
            text = f"{head}[c{number}] once day {term.start} has come, {line}"
        evaluation = evaluation_of(text, record_of(terms, said))
        for number, answer in enumerate(answers(terms, said, chained=False)):
            judged = evaluation.judged(f"c{number}", on, "undisputed")
            assert their_word(judged) == WORDS[answer.status]
            assert judged.done is not None
            assert judged.done.low == answer.total
    assert day_of("2025-01-01") + HORIZON == on
