"""Mistakes of people who have read the pages and not the program: none is passed over in silence.

`mistakes.txt` holds them, each with the code it is told by and the wording that is offered first.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.syntax.reading import FILE, apply, told
from trucebook.export.faults import diagnostics_to_text

HEAD = """\
agreement "Example"
zone Asia/Jerusalem
day 1 is 1 March 2025
parties
  alpha
  beta "The Betas"
guarantors gamma
verifiers icrc "Red Cross" for release
count captives: by life (living, dead); by group (civilian, soldier)
count prisoners: by term (life, other)
count trucks: by load (fuel, other); by place (north, south)
phase one, 42 days from day 1
[host] beta shall release 9 captives to alpha by day 20.
[halt] alpha and beta shall not carry out attacks throughout.
[terms] alpha and beta shall agree phase two by day 35.
"""
SOURCE = 'says "Daily"; source "Daily", published 2025-03-05'


class Mistake(NamedTuple):
    """What was written, the code it is told by, and the wording offered first."""

    code: str
    offered: str
    written: str

    @property
    def text(self) -> str:
        """The whole text."""
        lines = self.written.replace(" ⏎ ", "\n").replace("SOURCE", SOURCE)
        return f"{HEAD}{lines}\n"


MISTAKES = [
    Mistake(*line.split(" | ", 2))
    for line in Path(__file__).with_name("mistakes.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[m.written[:60] for m in MISTAKES])
def test_a_mistake_is_told_where_why_and_what_to_do(mistake: Mistake) -> None:
    found = [one for one in told(mistake.text) if one.code == mistake.code]
    assert found, [one.code for one in told(mistake.text)]
    one = found[0]
    assert one.span.start >= len(HEAD) or one.code == "declared-twice"
    assert one.message
    assert one.why
    offered = one.fixes[0].replacement.strip() or "(leave out)" if one.fixes else "-"
    assert offered == mistake.offered
    assert diagnostics_to_text([one], {FILE: mistake.text})


@pytest.mark.parametrize(
    "mistake",
    [m for m in MISTAKES if m.offered != "-"],
    ids=[m.written[:60] for m in MISTAKES if m.offered != "-"],
)
def test_the_wording_offered_takes_the_mistake_away(mistake: Mistake) -> None:
    before = [one for one in told(mistake.text) if one.code == mistake.code]
    after = told(apply(mistake.text, before[0].fixes[0]))
    assert len([one for one in after if one.code == mistake.code]) < len(before) or all(
        one.message != before[0].message for one in after
    )
