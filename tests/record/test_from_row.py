from __future__ import annotations

from decimal import Decimal

import pytest

from trucebook.model.columns import COLUMNS
from trucebook.model.from_row import report_from_row, watch_from_row
from trucebook.model.quantity import Amount
from trucebook.model.report import Report, Watch
from trucebook.model.span import Span
from trucebook.model.time import day_of, end_of
from trucebook.model.to_row import row_of, row_of_watch

SPAN = Span("record/r.jsonl", 0, 1)
LEAST: dict[str, object] = {
    "id": "r1",
    "published": "2025-02-01",
    "kind": "release",
    "asserted_by": "PS",
    "source": "Example Daily",
}


def read(**more: object) -> Report:
    answer = report_from_row(LEAST | more, "UTC", SPAN)
    assert isinstance(answer, Report), answer
    return answer


def faults(row: dict[str, object]) -> list[str]:
    answer = report_from_row(row, "UTC", SPAN)
    assert not isinstance(answer, Report), answer
    return [fault.code for fault in answer]


def test_the_least_a_report_says() -> None:
    report = read()
    assert report.published == day_of("2025-02-01")
    assert (report.count, report.when, report.for_, report.hedge) == (None, None, None, "none")


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        (["host", "free"], ("host", "free")),
        ("host", ("host",)),
        ("host, free", ("host", "free")),
        ("none", ()),
        (["none"], ()),
        ([], ()),
        (None, None),
        ("", None),
    ],
)
def test_for_is_a_list_one_id_or_none(value: object, ids: tuple[str, ...] | None) -> None:
    assert read(**{"for": value}).for_ == ids


@pytest.mark.parametrize(
    ("columns", "amount"),
    [
        ({"count_low": 3, "count_high": 3}, Amount(3, 3)),
        ({"count_low": 600}, Amount(600, None)),
        ({"count_high": 5}, Amount(0, 5)),
        ({"count_low": "3", "count_high": "4.5"}, Amount(3, Decimal("4.5"))),
        (
            {"count_low": 3, "count_high": 3, "hedge": "approximate"},
            Amount(3, 3, low_hard=False, high_hard=False),
        ),
        ({"count_low": 3, "hedge": "estimated"}, Amount(3, None, low_hard=False, high_hard=True)),
        (
            {"count_low": 3, "count_high": 4, "soft": "low"},
            Amount(3, 4, low_hard=False, high_hard=True),
        ),
        (
            {"count_low": 3, "count_high": 4, "soft": "both"},
            Amount(3, 4, low_hard=False, high_hard=False),
        ),
        (
            {"count_low": 3, "count_high": 4, "hedge": "approximate", "soft": "none"},
            Amount(3, 4),
        ),
    ],
)
def test_counts_and_how_hard_they_are(columns: dict[str, object], amount: Amount) -> None:
    report = read(**columns)
    assert report.count == amount
    assert report_from_row(row_of(report), "UTC", SPAN) == report


def test_shares_by_class_in_any_order() -> None:
    one = read(breakdown={"living, soldier": 1, "dead": [2, 3]})
    other = read(breakdown={"dead": [2, 3], "soldier,living": 1})
    assert one.breakdown == other.breakdown
    assert one.breakdown == (
        (frozenset({"dead"}), Amount(2, 3)),
        (frozenset({"living", "soldier"}), Amount(1, 1)),
    )


def test_an_earlier_name_of_a_column_is_taken_over() -> None:
    report = read(known_error="date")
    assert report.noted_error == "date"
    assert not report.others


def test_what_has_no_meaning_here_is_kept() -> None:
    report = read(published_inferred=True, daily=[630, 915], condition=None)
    assert report.others == {"published_inferred": True, "daily": [630, 915], "condition": None}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2025-02-01T10:00", {}),
        ("2025-02-01T10:00:30Z", {"recorded": "2025-02-01T10:00:30Z"}),
        ("2025-02-01", {"recorded": "2025-02-01"}),
    ],
)
def test_when_recorded_keeps_its_own_words(text: str, kept: dict[str, object]) -> None:
    report = read(recorded=text)
    assert report.others == kept
    assert row_of(report)["recorded"] == text


def test_a_day_of_recording_means_by_its_end() -> None:
    assert read(recorded="2025-02-01").recorded == end_of(day_of("2025-02-01"))


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"hedge": "nearly"}, "record-unknown-word"),
        ({"hedge": ["none"]}, "record-unknown-word"),
        ({"count_basis": "sum"}, "record-unknown-word"),
        ({"stage": "started"}, "record-unknown-word"),
        ({"asserted_role": "pary"}, "record-unknown-word"),
        ({"contrary": "perhaps"}, "record-unknown-word"),
        ({"kind": "finding", "result": "yes"}, "record-unknown-word"),
        ({"count_low": 5, "count_high": 3}, "record-bounds-crossed"),
        ({"count_low": -1}, "record-negative-count"),
        ({"count_low": "about 5"}, "record-bad-number"),
        ({"count_low": True}, "record-bad-number"),
        ({"count_low": float("nan")}, "record-bad-number"),
        ({"event_date": "1 February"}, "record-bad-date"),
        ({"event_date": 2025}, "record-bad-date"),
        ({"published": "2025-02"}, "record-bad-date"),
        ({"published": "2025-02-30"}, "record-bad-date"),
        ({"recorded": "2025-02-01/.."}, "record-bad-date"),
        ({"for": 7}, "record-bad-ids"),
        ({"for": ["host", "none"]}, "record-bad-ids"),
        ({"for": ["ho st"]}, "record-bad-ids"),
        ({"breakdown": 3}, "record-bad-breakdown"),
        ({"breakdown": {"": 3}}, "record-bad-breakdown"),
        ({"breakdown": {"a, b": 3, "b, a": 3}}, "record-bad-breakdown"),
        ({"breakdown": {"a": None}}, "record-bad-breakdown"),
        ({"id": 7}, "record-not-text"),
        ({"text": ["a"]}, "record-not-text"),
        ({"corrects": "r1"}, "record-corrects-itself"),
    ],
)
def test_a_bad_value_is_refused(columns: dict[str, object], code: str) -> None:
    assert code in faults(LEAST | columns)


@pytest.mark.parametrize("column", ["id", "published", "kind"])
def test_what_every_report_needs(column: str) -> None:
    row = {key: value for key, value in LEAST.items() if key != column}
    assert faults(row) == ["record-missing-column"]


def test_somebody_has_to_say_it() -> None:
    row = {key: value for key, value in LEAST.items() if key not in ("asserted_by", "source")}
    assert faults(row) == ["record-missing-asserter"]
    assert isinstance(report_from_row(row | {"source": "X"}, "UTC", SPAN), Report)


def test_every_fault_of_a_row_is_told_with_its_reason_and_remedy() -> None:
    answer = report_from_row({"hedge": "aproximate", "count_low": -3}, "UTC", SPAN)
    assert isinstance(answer, tuple)
    assert {fault.code for fault in answer} == {
        "record-unknown-word",
        "record-negative-count",
        "record-missing-column",
        "record-missing-asserter",
    }
    words = next(fault for fault in answer if fault.code == "record-unknown-word")
    assert 'hedge "aproximate" is none of' in words.message
    assert 'Say "approximate"' in words.why
    assert all(fault.span == SPAN for fault in answer)


def test_a_watch() -> None:
    row = {
        "kind": "coverage",
        "for": ["host", "free"],
        "from": "2025-01-19",
        "to": "2025-03-18",
        "by": "wires, daily",
        "note": "kept",
    }
    watch = watch_from_row(row, "UTC", SPAN)
    assert watch == Watch(
        ("host", "free"), day_of("2025-01-19"), day_of("2025-03-18"), "wires, daily"
    )
    assert isinstance(watch, Watch)
    assert row_of_watch(watch) == row


def test_a_watch_may_give_its_days_as_an_interval() -> None:
    row = {"kind": "coverage", "for": "host", "event_date": "2025-01/2025-02", "asserted_by": "X"}
    watch = watch_from_row(row, "UTC", SPAN)
    assert isinstance(watch, Watch)
    assert (watch.first, watch.last, watch.by) == (day_of("2025-01-01"), day_of("2025-02-28"), "X")


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"for": None}, "record-missing-column"),
        ({"for": "none"}, "record-missing-column"),
        ({"from": None}, "record-missing-column"),
        ({"to": None}, "record-missing-column"),
        ({"by": None}, "record-missing-column"),
        ({"to": "2025-01-01"}, "record-bounds-crossed"),
        ({"to": "2025-01-01/.."}, "record-bad-date"),
    ],
)
def test_a_watch_needs_what_where_and_by_whom(columns: dict[str, object], code: str) -> None:
    row = {"kind": "coverage", "for": "host", "from": "2025-01-19", "to": "2025-03-18", "by": "X"}
    answer = watch_from_row(row | columns, "UTC", SPAN)
    assert isinstance(answer, tuple)
    assert [fault.code for fault in answer] == [code]


def test_the_columns_of_the_interface_are_all_known() -> None:
    page = (
        "id published recorded recorded_by source url asserted_by asserted_role ground event_date "
        "kind actor counterpart object count_low count_high count_basis for event part_of "
        "accepted_low accepted_high place stage stance contrary corrects retracts text quote hedge "
        "wire_group noted_error unsourced"
    )
    assert set(page.split()) <= set(COLUMNS)
