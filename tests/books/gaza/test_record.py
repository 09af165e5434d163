"""The record of January 2025 by itself: sums, privacy, and its faithfulness to the sources."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.books.words import shared_runs
from tests.wants import shared

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
FOLDER = ROOT / "books" / "gaza-2025-01"
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted((FOLDER / "record").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
CASE = ROOT.parent / "shared" / "cases" / "gaza-2025-01" / "reports.jsonl"
WORKED_OUT = {
    *("gz25-008b", "gz25-010b", "gz25-020b", "gz25-021g"),
    *("gz25-051b", "gz25-096c", "gz25-114b", "gz25-134b"),
}
"""Splits whose day is the part's own, not the whole row's; and the days of gz25-021."""


def sources() -> dict[str, dict[str, Any]]:
    """The reports as the shared material has them."""
    lines = CASE.read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def events(*objects: str) -> dict[str, int]:
    """Number by event: what the receiver accepted, else the largest exact number told."""
    numbers: dict[str, int] = {}
    accepted: dict[str, int] = {}
    for row in ROWS:
        if row.get("object") not in objects or "event" not in row or row["for"] == "none":
            continue
        if "accepted_low" in row:
            accepted[row["event"]] = row["accepted_low"]
        elif row["kind"] in {"release", "handover"} and row.get("count_basis") == "increment":
            number = row["count_low"]
            numbers[row["event"]] = max(number, numbers.get(row["event"], 0))
    return numbers | accepted


def test_hostages_come_to_25_living_and_8_dead() -> None:
    assert list(events("israeli-hostages-living").values()) == [3, 4, 3, 3, 3, 3, 6]
    assert list(events("hostage-bodies").values()) == [3, 1, 4]


def test_prisoners_come_to_the_prison_services_total() -> None:
    freed = events("palestinian-prisoners")
    assert list(freed.values()) == [90, 200, 110, 183, 183, 369, 643]
    total = next(row["count_low"] for row in ROWS if row["id"] == "gz25-096a")
    assert sum(freed.values()) == total


def test_every_increment_is_an_event_or_a_share_of_one() -> None:
    loose = [
        row["id"]
        for row in ROWS
        if row.get("count_basis") == "increment" and not ("event" in row or "part_of" in row)
    ]
    assert loose == []


def test_one_event_is_of_one_day_or_says_why() -> None:
    days: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        checks = row["kind"] == "verification" or row.get("hedge") == "denied"
        if "event" in row and not checks:
            days[row["event"]].add(row["event_date"][:10])
    several = {event for event, found in days.items() if len(found) > 1}
    assert several == {"team-2025-02-08"}


def test_later_reports_on_earlier_events_are_those_listed_by_hand() -> None:
    listed = json.loads((HERE / "expectations.json").read_text(encoding="utf-8"))["differ"]
    first, last = listed["public"]
    found: dict[str, list[str]] = defaultdict(list)
    for row in ROWS:
        end = row["event_date"].rpartition("/")[2][:10]
        if row["for"] != "none" and first < row["published"] <= last and end <= listed["on"]:
            for name in row["for"]:
                found[name.partition(".")[0]].append(row["id"])
    assert dict(sorted(found.items())) == listed["reports"]
    assert sorted(found) == listed["bound"]


@shared("cases/gaza-2025-01/reports.jsonl")
def test_addresses_and_days_are_those_of_the_sources() -> None:
    case = {
        row["id"]: row for row in map(json.loads, CASE.read_text(encoding="utf-8").splitlines())
    }
    ours = {row["id"] for row in ROWS if row["id"].startswith(("gz25-p", "gz25-a"))}
    told = {row["id"][:8] for row in ROWS} - ours - {"gz25-135", "gz25-136", "gz25-137"}
    assert told == set(case)
    wrong = []
    for row in ROWS:
        if row["id"] in ours:
            continue
        whole = case.get(row["id"][:8])
        if whole is None:
            assert row["unsourced"], row["id"]
            continue
        fields = ["url", "published", "source"]
        if row["id"] not in WORKED_OUT and row["id"][:8] != "gz25-021":
            fields.append("event_date")
        wrong += [(row["id"], f, row.get(f), whole[f]) for f in fields if row.get(f) != whole[f]]
    seed = {"gz25-116", "gz25-117a", "gz25-117b", "gz25-118"}
    assert [one for one in wrong if not (one[0] in seed and one[1] == "source")] == []


@shared("cases/gaza-2025-01/reports.jsonl")
def test_no_sentence_is_copied_from_the_sources() -> None:
    case = {
        row["id"]: row for row in map(json.loads, CASE.read_text(encoding="utf-8").splitlines())
    }
    copied = {
        row["id"]: both
        for row in ROWS
        if row["id"][:8] in case and (both := shared_runs(row["text"], case[row["id"][:8]]["text"]))
    }
    assert copied == {}
