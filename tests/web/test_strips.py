"""The chart of the timeline: which lanes it has, and what stands on them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.web.conftest import client_of

GAZA = "on=2025-03-10&public=2025-03-18"
TEXT = """agreement "Port"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
[calm] alpha shall not carry out attacks until day 60.
[open] beta shall open "the port" by day 20.
watched [calm] from 2025-03-05 to 2025-03-09 by "the example"

"""


def _drawn(page: str) -> dict[str, str]:
    """What is drawn on each lane, by its name."""
    chart = page.split('role="img"')[1].split("</svg>", maxsplit=1)[0]
    lanes = re.split(r'<text x="0" y="\d+">', chart)[1:]
    return {lane.split("</text>")[0]: lane for lane in lanes}


def test_lanes_tell_threats_and_measures_with_a_table_beside(gaza: Any) -> None:
    page = gaza.get(f"/timeline?{GAZA}").text
    drawn = _drawn(page)
    order = ["Phases", "Watched", "Fell due", "Acts of Hamas", "Acts of Israel"]
    assert list(drawn)[:5] == order
    assert list(drawn)[-1] == "Standings"
    table = page.split('id="held"')[1]
    positions = gaza.get(f"/positions.json?{GAZA}").json()
    for kind, lane in (("threat", "Threats"), ("measure", "Measures")):
        told = [one for one in positions["positions"] if one["sort"] == kind and one["since"]]
        marks = sum(
            words.count("<title>") for name, words in drawn.items() if name.startswith(lane)
        )
        assert marks == table.count(f"{lane[:-1]}: ") == len(told) > 0, lane


def test_measures_of_the_same_days_do_not_hide_each_other(gaza: Any) -> None:
    drawn = _drawn(gaza.get(f"/timeline?{GAZA}").text)
    for name, words in drawn.items():
        if name.startswith("Measures"):
            bars = re.findall(r'<rect class="bar" x="([\d.]+)" .*? width="([\d.]+)"', words)
            spans = sorted((float(x), float(x) + float(width)) for x, width in bars)
            assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_incidents_stand_on_the_days_on_which_somebody_watched(tmp_path: Path) -> None:
    rows = (
        '2025-03-07 [x] alpha carried out attacks\n  says beta; source "O", published 2025-03-07\n'
    )
    (tmp_path / "port.truce").write_text(TEXT + rows, encoding="utf-8")
    drawn = _drawn(client_of(tmp_path).get("/timeline?on=2025-03-20&to=2025-03-20").text)
    (lane,) = [words for name, words in drawn.items() if name.startswith("Contrary")]
    shade = re.search(r'class="shade" x="([\d.]+)" .*? width="([\d.]+)"', lane)
    ring = re.search(r'class="ring" cx="([\d.]+)"', lane)
    assert shade is not None
    assert ring is not None
    day = (1000 - 185) / 20
    assert float(shade[1]) == round(185 + 4 * day, 1)
    assert float(shade[2]) == round(5 * day, 1)
    assert float(ring[1]) == round(185 + 6 * day, 1) + 4
