"""How long an answer holds, in texts with hours, months, weekdays, figures and phases that grow.

The books of chance have none of these, so the pages that tell of them are asked every day.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import Evaluation
from trucebook.model.binding import bind_record
from trucebook.model.from_syntax import understand
from trucebook.model.time import day_of

SPEC = Path(__file__).parents[2] / "spec"
PAGES = ("hours", "amounts", "quotas", "phases", "exchange")
MARCH = day_of("2025-03-01")
AROUND = 45
"""Days after the first report, or after the first day of the text, that are looked at."""


def books(page: str) -> list[tuple[str, str]]:
    """Each text of a page with every record below it, as one text each."""
    words = (SPEC / f"{page}.md").read_text(encoding="utf-8")
    found: list[tuple[str, str]] = []
    text = ""
    for info, block in re.findall(r"```(truce[^\n]*)\n(.*?)```", words, re.DOTALL):
        if info == "truce":
            text = block
            found.append((f"{page} {len(found)}", text))
        elif text:
            found.append((f"{page} {len(found)}", f"{text}\n{block}"))
    return found


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=name) for page in PAGES for name, text in books(page)]
)
def test_what_holds_for_many_days_comes_out_on_each(text: str) -> None:
    read = understand({"text.truce": text})
    record = bind_record(read.reports, read.watches, read.agreement, read.names)
    told = [report.published for report in read.reports]
    day_one = read.agreement.clock.day_one
    begins = min([*told, *([day_one] if day_one is not None else [])], default=MARCH)
    days = range(begins - 2, begins + AROUND)
    evaluation = Evaluation(read.agreement, record, Clocks(days[-1]))
    names = tuple(evaluation.case.commitments)
    over = {
        (name, account): evaluation.judged_over(name, days, account)
        for name in names
        for account in ("undisputed", "confirmed", "alpha")
    }
    for day in days:
        anew = Evaluation(read.agreement, record, Clocks(days[-1]))  # remembers no other day
        for name, account in over:
            one, plain = over[name, account][day], anew.judged(name, day, account)
            assert (one.standing, one.possible) == (plain.standing, plain.possible), (
                name,
                day - begins,
                account,
            )
