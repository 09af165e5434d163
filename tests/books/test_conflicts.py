"""Which demands in the shipped books cannot all be met: each `conflicts.md`, held as values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.books.expected import FOLDERS, opened
from trucebook.book import conflicts
from trucebook.evaluation.result import Clocks
from trucebook.export.conflicts_to_json import conflict_to_json
from trucebook.model.time import day_of

WRITTEN: dict[str, dict[str, Any]] = {
    path.parent.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*/conflicts.json"))
}
LOOKS = [(name, look) for name, looks in WRITTEN.items() for look in looks]


def test_every_book_with_demands_has_its_list() -> None:
    assert {name for name in FOLDERS if opened(name).demands.demands} == set(WRITTEN)


@pytest.mark.parametrize(("name", "look"), LOOKS)
def test_the_sets_are_those_written_down_by_hand(name: str, look: str) -> None:
    on, account = look.split()
    answer = conflicts(opened(name), Clocks(day_of(on), day_of(on)), account)
    found = [conflict_to_json(one) for part in answer.found for one in part.conflicts]
    wanted = WRITTEN[name][look]
    assert sorted(one["demands"] for one in found) == sorted(map(sorted, wanted["conflicts"]))
    changes = {", ".join(one["demands"]): one["changes"] for one in found}
    for ids, expected in wanted["changes"].items():
        assert sorted(changes[ids], key=repr) == sorted(expected, key=repr)
