"""Which demands in the book of January 2025 cannot all be met: `conflicts.md`, held as values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.books.expected import opened
from trucebook.book import conflicts
from trucebook.evaluation.result import Clocks
from trucebook.export.conflicts_to_json import conflict_to_json
from trucebook.model.time import day_of

WRITTEN = json.loads(Path(__file__).with_name("conflicts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("look", WRITTEN)
def test_the_sets_are_those_written_down_by_hand(look: str) -> None:
    on, account = look.split()
    answer = conflicts(opened("gaza"), Clocks(day_of(on), day_of(on)), account)
    found = [conflict_to_json(one) for part in answer.found for one in part.conflicts]
    wanted: dict[str, Any] = WRITTEN[look]
    assert sorted(one["demands"] for one in found) == sorted(wanted["conflicts"])
    changes = {", ".join(one["demands"]): one["changes"] for one in found}
    for name, expected in wanted["changes"].items():
        assert sorted(changes[name], key=repr) == sorted(expected, key=repr)
