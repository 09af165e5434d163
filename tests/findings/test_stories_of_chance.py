"""Stories of agreements made by chance come out as they are told, and many sentences stay cheap."""

from __future__ import annotations

import sys

import pytest

from benchmarks.generate import generate
from tests.findings.replay import replay
from tests.slow.generate import make
from trucebook.findings.agreement import as_it_stands, findings
from trucebook.model.agreement import Agreement
from trucebook.model.from_syntax import understand

SMALL = 240
"""Small agreements tried."""
ROOM = 2.0
"""How much worse than linear it may be."""


def replayed(agreement: Agreement) -> int:
    """How many stories an agreement has; each is held to the board."""
    stories = [each.story for each in findings(agreement) if each.story is not None]
    for story in stories:
        assert replay(story, as_it_stands(agreement)) == [], story
    return len(stories)


def test_the_stories_of_small_agreements_come_out_as_they_are_told() -> None:
    assert sum(replayed(make(seed).agreement) for seed in range(SMALL)) >= SMALL // 8


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_stories_of_a_long_agreement_come_out_as_they_are_told(seed: int) -> None:
    made = generate(150, 60, seed)
    assert replayed(understand({"agreement.truce": made.text}).agreement) >= 3


def calls_of(agreement: Agreement) -> int:
    """How many functions are called to find what is to be found: the same on every machine."""
    counted = 0

    def count(_frame: object, event: str, _of: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assert findings(agreement)
    finally:
        sys.setprofile(before)
    return counted


def test_ten_times_as_many_sentences_take_about_ten_times_as_much() -> None:
    made = {
        number: understand({"agreement.truce": generate(number, 60, 1).text}).agreement
        for number in (300, 3000)
    }
    assert calls_of(made[3000]) < 10 * ROOM * calls_of(made[300])
