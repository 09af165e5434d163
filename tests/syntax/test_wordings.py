"""What agreements say and the language has no words for: the wording offered first can be read."""

from __future__ import annotations

import pytest

from trucebook.model.from_syntax import understand

HEAD = """\
agreement "Settlement"
day 1 is 3 March 2025
parties
  union "Mill Workers"
  company "River Mills"
count workers, dollars, euros
[back] company shall rehire 120 workers by day 28.
"""


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        (
            "upon payment of the second part, company shall give union the maps by day 9.",
            'once "payment of the second part" has happened, company',
        ),
        ("company shall raise wages by 4 per cent by day 30.", 'raise wages "by 4 per cent" by'),
        (
            "company shall pay 500 dollars to the hardship fund by day 30.",
            'pay 500 dollars to "the hardship fund" by day 30.',
        ),
        ("both sides shall not carry out lockouts throughout.", "union and company shall not"),
    ],
)
def test_the_wording_that_is_offered_can_be_read(sentence: str, wording: str) -> None:
    text = f"{HEAD}[x] {sentence}\n"
    told = understand({"a.truce": text}).faults
    fixes = [fix for fault in told if fault.severity == "fault" for fix in fault.fixes]
    fix = fixes[0]
    mended = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    assert wording in " ".join(mended.split())
    assert [f.code for f in understand({"a.truce": mended}).faults if f.severity == "fault"] == []


def test_notice_of_some_hours_is_not_taken_for_a_day() -> None:
    text = f"{HEAD}[x] union may inspect the mill on 24 hours' notice.\n"
    assert "missing-unit" not in {fault.code for fault in understand({"a.truce": text}).faults}
