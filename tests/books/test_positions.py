"""Positions in the shipped books: each `positions.md`, held as values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.books.expected import opened
from trucebook.book import positions
from trucebook.evaluation.result import Clocks
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


@pytest.mark.parametrize(("name", "look"), LOOKS)
def test_every_report_has_asserter_source_day_and_words(name: str, look: str) -> None:
    on, account = look.split()
    answer = positions(opened(name), Clocks(day_of(on), day_of(on)), account)
    reports = [voice.bound.report for one in answer.positions for voice in one.voices]
    assert reports
    assert all((r.asserted_by or r.source) and (r.quote or r.text) for r in reports)
    assert all(r.published <= day_of(on) for r in reports)
