"""The record of the Black Sea by itself: its faithfulness to the sources, and its totals."""

from __future__ import annotations

import json
from typing import Any

from tests.books.expected import SHELF
from tests.books.test_records import rows
from tests.books.words import shared_runs
from tests.wants import shared

ROWS = rows("black_sea")
CASE = SHELF.parents[1] / "shared" / "cases" / "black-sea-grain-2022" / "reports.jsonl"
TOLD = {f"bsg-{number:03d}" for number in range(1, 31)}
"""The reports of the source material; the others were gathered for this book."""
WORKED_OUT = {"bsg-009a", "bsg-022b", "bsg-024b", "bsg-029b"}
"""Splits whose day is the part's own: the period of a total, the day of a demand."""


def sources() -> dict[str, dict[str, Any]]:
    """The reports as the shared material has them."""
    lines = CASE.read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def test_totals_only_grow() -> None:
    since = [
        (row["event_date"].rpartition("/")[2], row["count_low"])
        for row in ROWS
        if row["for"] == ["volume"] and row["event_date"].startswith(("2022-08-01/", "2022-07-22/"))
    ]
    numbers = [number for _, number in sorted(since) if number != 32_000_000]
    assert len(numbers) > 8
    assert numbers == sorted(numbers)


@shared("cases/black-sea-grain-2022/reports.jsonl")
def test_addresses_and_days_are_those_of_the_sources() -> None:
    case = sources()
    assert set(case) == TOLD
    assert {row["id"][:7] for row in ROWS} >= TOLD
    wrong = []
    for row in ROWS:
        whole = case.get(row["id"][:7])
        if whole is None:
            assert row.get("url"), row["id"]
            continue
        fields = ["url", "published", "source"]
        fields += [] if row["id"] in WORKED_OUT else ["event_date"]
        wrong += [(row["id"], f, row.get(f), whole[f]) for f in fields if row.get(f) != whole[f]]
    assert wrong == []


@shared("cases/black-sea-grain-2022/reports.jsonl")
def test_no_sentence_is_copied_from_the_sources() -> None:
    case = sources()
    copied = {
        row["id"]: both
        for row in ROWS
        if row["id"][:7] in case and (both := shared_runs(row["text"], case[row["id"][:7]]["text"]))
    }
    assert copied == {}
