"""Positions in the shipped books: each `positions.md`, held as values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.books.expected import opened
from trucebook.book import positions
from trucebook.evaluation.result import Clocks
from trucebook.export.positions_to_text import positions_to_text
from trucebook.model.time import day_of, iso

WRITTEN: dict[str, dict[str, Any]] = {
    path.parent.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*/positions.json"))
}
LOOKS = [(name, look) for name, looks in WRITTEN.items() for look in looks]


@pytest.mark.parametrize(("name", "look"), LOOKS)
def test_positions_are_those_written_down_by_hand(name: str, look: str) -> None:
    on, account = look.split()
    answer = positions(opened(name), Clocks(day_of(on), day_of(on)), account)
    wanted = WRITTEN[name][look]
    if stances := wanted.get("stances"):
        found = {one.name: list(one.standing) for one in answer.of("stance")}
        assert {name: found.get(name) for name in stances} == stances
    if threats := wanted.get("threats"):
        found = {one.name: list(one.standing) for one in answer.of("threat")}
        assert {name: found.get(name) for name in threats} == threats
    if "measures" in wanted:
        since = {
            one.name: iso(one.since[0])
            for one in answer.of("measure")
            if one.standing == ("in force",) and one.since
        }
        assert since == wanted["measures"]
    if stages := wanted.get("talks"):
        found = {one.about: list(one.standing) for one in answer.of("talks")}
        assert found == stages


def test_what_stands_on_6_march_2025_fits_a_screen() -> None:
    clocks = Clocks(day_of("2025-03-06"), day_of("2025-03-06"))
    page = positions_to_text(positions(opened("gaza"), clocks), clocks, "undisputed")
    lines = page.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    told = " ".join(page.split())
    for said in (
        "Gaza: revised proposal of March 2025 [revised] Hamas rejects it (Daily Star, 6 Mar 2025)",
        "Hamas insists on it (Daily Star, 6 Mar 2025)",
        "Israel backs it (Daily Star, 6 Mar 2025)",
        "United States backs it (Daily Star, 6 Mar 2025)",
        'open, unless "release of all hostages" (US president through CBS News, 6 Mar 2025;',
        "all-goods, since 2 March 2025 (Israeli prime minister's office through The National",
        "begun, no outcome recorded, since 5 March 2025 (White House through Jordan Times (AFP)",
        "talks about phase two: preparatory (Daily Star, 6 Mar 2025)",
    ):
        assert said in told


@pytest.mark.parametrize(("name", "look"), LOOKS)
def test_every_report_has_asserter_source_day_and_words(name: str, look: str) -> None:
    on, account = look.split()
    answer = positions(opened(name), Clocks(day_of(on), day_of(on)), account)
    reports = [voice.bound.report for one in answer.positions for voice in one.voices]
    assert reports
    assert all((r.asserted_by or r.source) and (r.quote or r.text) for r in reports)
    assert all(r.published <= day_of(on) for r in reports)
