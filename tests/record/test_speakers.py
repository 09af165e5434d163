from __future__ import annotations

import pytest

from tests.record.a_book import NAMES, TEXT, book, bound, report
from trucebook.model.agreement import (
    Party,
)
from trucebook.model.report import UNPLACED, Report
from trucebook.model.speakers import with_monitors

# --- asserter and side --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "asserter", "side"),
    [
        ({"asserted_by": "Alpha"}, "alpha", "alpha"),
        ({"asserted_by": " ALPHA "}, "alpha", "alpha"),
        ({"asserted_by": "Prison Service"}, "prison service", "alpha"),
        ({"asserted_by": "PS"}, "prison service", "alpha"),
        ({"asserted_by": "Beta\u2019s health  office"}, "beta's health office", "beta"),
        ({"asserted_by": "Gamma State"}, "gamma", "gamma"),
        ({"asserted_by": "President"}, "president", "gamma"),
        ({"asserted_by": "Monitoring Cell"}, "cell", "cell"),
        ({"asserted_by": "Observers"}, "observers", "observers"),
        ({}, "example daily", None),
        ({"asserted_by": "Example Daily"}, "example daily", None),
        ({"source": "Example Daily (Agency)"}, "agency", None),
        ({"asserted_by": "Example Daily", "source": "Example Daily (Agency)"}, "agency", None),
        ({"asserted_by": "Agency", "source": "Example Daily (Agency)"}, "agency", None),
        ({"asserted_by": "PS", "source": "Example Daily (Agency)"}, "prison service", "alpha"),
        ({"source": "Example Daily (citing Agency)"}, "agency", None),
        ({"source": "Example Daily (reposted)"}, "example daily", None),
        ({"asserted_by": "Other Paper", "asserted_role": "outlet"}, "other paper", None),
        ({"ground": "figures from Prison Service"}, "example daily", "alpha"),
        ({"ground": "told by Beta"}, "example daily", "beta"),
        ({"ground": "observed"}, "example daily", None),
    ],
)
def test_whose_word_and_whose_side(
    columns: dict[str, object], asserter: str, side: str | None
) -> None:
    one = bound(**columns)
    assert (one.asserter, one.side) == (asserter, side)
    assert not [name for name in one.unplaced if name.startswith("asserted_by")]


@pytest.mark.parametrize(
    ("role", "side"),
    [("party", UNPLACED), ("official", UNPLACED), ("monitor", None), (None, None)],
)
def test_a_speaker_nobody_placed_is_listed_and_never_a_neutral_voice(
    role: str | None, side: str | None
) -> None:
    one = bound(asserted_by="A minister", asserted_role=role)
    assert one.side == side
    assert "asserted_by: A minister" in one.unplaced


def test_a_monitor_of_the_names_table_becomes_one_of_those_the_text_names() -> None:
    whole = with_monitors(TEXT, NAMES)
    assert whole.party("observers") == Party("observers", "Observers", "monitor")
    assert with_monitors(whole, NAMES) is whole


# --- wire groups --------------------------------------------------------------------------


def freed(name: str, published: str, source: str, by: str, **more: object) -> Report:
    columns: dict[str, object] = {
        "published": published,
        "source": source,
        "asserted_by": by,
        "actor": "Alpha",
        "object": "prisoners",
        "event_date": "2025-03-02",
        "count_low": 90,
        "count_high": 90,
        "wire_group": "w",
    }
    return report(name, **(columns | more))


def test_outlets_of_a_wire_story_are_one_asserter_and_copies_of_the_first() -> None:
    told = book(
        freed("r1", "2025-03-02", "Agency", "Agency"),
        freed("r2", "2025-03-03", "Daily B (Agency)", "Daily B"),
        freed("r3", "2025-03-03", "Daily C", "Daily C", count_low=9, count_high=9),
        freed("r4", "2025-03-03", "Daily D (Agency)", "Agency"),
        freed("r5", "2025-03-03", "Daily D (Agency)", "PS"),
        freed("r6", "2025-03-04", "Daily E (Agency)", "Prison Service"),
    )
    assert [told[f"r{i}"].asserter for i in range(1, 5)] == ["agency"] * 4
    assert [told[f"r{i}"].copy_of for i in range(1, 5)] == [None, "r1", "r1", "r1"]
    assert (told["r5"].asserter, told["r5"].copy_of) == ("prison service", None)
    assert (told["r6"].asserter, told["r6"].copy_of) == ("prison service", "r5")


def test_a_wire_story_without_the_agency_s_own_page() -> None:
    told = book(
        freed("r1", "2025-03-06", "Daily B (Agency)", "Daily B"),
        freed("r2", "2025-03-06", "Daily C (Agency)", "Agency"),
        freed("r3", "2025-03-06", "Daily D (special issue)", "Daily D"),
    )
    assert {one.asserter for one in told.values()} == {"agency"}
    assert [told[f"r{i}"].copy_of for i in (1, 2, 3)] == [None, "r1", "r1"]


def test_two_statements_of_one_page_are_no_copies() -> None:
    later = {"event_date": "2025-03-06", "count_low": 200, "count_high": 200}
    told = book(
        freed("r1", "2025-03-07", "Agency", "Agency"),
        freed("r2", "2025-03-07", "Agency", "Agency", **later),
        freed("r3", "2025-03-08", "Daily B (Agency)", "Agency", **later),
        freed("r4", "2025-03-08", "Daily C (Agency)", "Agency", event_date="2025-03-06"),
    )
    assert [told[f"r{i}"].copy_of for i in (1, 2, 3)] == [None, None, "r2"]
    assert told["r4"].copy_of in ("r1", "r2")


def test_what_differs_in_number_and_day_is_no_copy() -> None:
    told = book(
        freed("r1", "2025-03-07", "Agency", "Agency"),
        freed(
            "r2",
            "2025-03-08",
            "Daily B",
            "Agency",
            event_date="2025-03-06",
            count_low=200,
            count_high=200,
        ),
    )
    assert told["r2"].copy_of is None


def test_a_wire_group_of_one_changes_nothing() -> None:
    told = book(freed("r1", "2025-03-07", "Daily B", "Daily B"))
    assert (told["r1"].asserter, told["r1"].copy_of) == ("daily b", None)
