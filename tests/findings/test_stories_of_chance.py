"""Stories of agreements made by chance come out as they are told, and many sentences stay cheap."""

from __future__ import annotations

from time import process_time

import pytest

from benchmarks.generate import generate
from tests.findings.replay import replay
from tests.slow.generate import make
from trucebook.findings.agreement import as_it_stands, findings
from trucebook.model.agreement import Agreement
from trucebook.model.from_syntax import understand

SMALL = 240
"""Small agreements tried."""
ROOM = 3.0
"""How much worse than linear is still taken for the machine's own doing."""


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


def test_ten_times_as_many_sentences_take_about_ten_times_as_long() -> None:
    spent = {}
    for number in (300, 3000):
        made = generate(number, 60, 1)
        agreement = understand({"agreement.truce": made.text}).agreement
        begun = process_time()
        assert findings(agreement)
        spent[number] = process_time() - begun
    assert spent[300] < 0.5
    assert spent[3000] < 10 * ROOM * max(spent[300], 0.01)
