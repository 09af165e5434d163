from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucebook.model.edtf import parse_when, zone_fault
from trucebook.model.time import MINUTES, When, day_of, iso

JERUSALEM = "Asia/Jerusalem"


def told(text: str, zone: str = JERUSALEM) -> tuple[str | None, str | None]:
    when = parse_when(text, zone)
    assert isinstance(when, When), when
    assert when.text == text
    return _clock(when.first), _clock(when.last)


def _clock(minute: int | None) -> str | None:
    if minute is None:
        return None
    day, rest = divmod(minute, MINUTES)
    return f"{iso(day)} {rest // 60:02}:{rest % 60:02}"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-02-01", "2025-02-01 00:00", "2025-02-01 23:59"),
        ("2025-02-01~", "2025-02-01 00:00", "2025-02-01 23:59"),
        ("2025-02-01?", "2025-02-01 00:00", "2025-02-01 23:59"),
        ("2025-02-01/2025-02-07", "2025-02-01 00:00", "2025-02-07 23:59"),
        ("2025-02", "2025-02-01 00:00", "2025-02-28 23:59"),
        ("2024-02", "2024-02-01 00:00", "2024-02-29 23:59"),
        ("2025", "2025-01-01 00:00", "2025-12-31 23:59"),
        ("2024-11-2X", "2024-11-20 00:00", "2024-11-29 23:59"),
        ("2024-11-3X", "2024-11-30 00:00", "2024-11-30 23:59"),
        ("2024-11-XX", "2024-11-01 00:00", "2024-11-30 23:59"),
        ("2024-1X", "2024-10-01 00:00", "2024-12-31 23:59"),
        ("202X", "2020-01-01 00:00", "2029-12-31 23:59"),
        ("../2025-02-07", None, "2025-02-07 23:59"),
        ("2025-02-01/..", "2025-02-01 00:00", None),
        ("/2025-02-07", None, "2025-02-07 23:59"),
        ("2024-11-1X/2025-01", "2024-11-10 00:00", "2025-01-31 23:59"),
        ("2025-01-19T11:15", "2025-01-19 11:15", "2025-01-19 11:15"),
        ("2025-01-19T11:15:00+02:00", "2025-01-19 11:15", "2025-01-19 11:15"),
        ("2025-01-19T09:15Z", "2025-01-19 11:15", "2025-01-19 11:15"),
        ("2025-01-19T22:30Z", "2025-01-20 00:30", "2025-01-20 00:30"),
        ("2025-07-01T09:00Z", "2025-07-01 12:00", "2025-07-01 12:00"),
        ("2025-02-01Z", "2025-02-01 02:00", "2025-02-02 01:59"),
        ("2025-02-01T08:00+02:00/2025-02-02", "2025-02-01 08:00", "2025-02-02 23:59"),
    ],
)
def test_says_when(text: str, first: str | None, last: str | None) -> None:
    assert told(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-30", "day is out of range"),
        ("2025-13", "13 is not between 1 and 12"),
        ("2024-02-3X", "3X is not between 1 and 29"),
        ("2025-02-01T25:00", "hour must be in 0..23"),
        ("2025-02-07/2025-02-01", "ends before it begins"),
        ("2025-02-01/2025-02-02/2025-02-03", "more than two ends"),
        ("../..", "open at both ends"),
        ("2025-21", "season"),
        ("2024-XX-12", "not one span of days"),
        ("[2025-02-01,2025-02-03]", "set"),
        ("Y17000", "outside the years"),
        ("1 February 2025", "write 2025-02-01"),
        ("2025-2-1", "write 2025-02-01"),
        ("\u0662\u0660\u0662\u0665-02-01", "digits"),
        ("", "empty"),
    ],
)
def test_refuses_with_a_reason(text: str, reason: str) -> None:
    answer = parse_when(text, JERUSALEM)
    assert isinstance(answer, str)
    assert reason in answer


def test_marks_what_gives_an_hour() -> None:
    hour, day = parse_when("2025-02-01T08:00", "UTC"), parse_when("2025-02-01", "UTC")
    assert isinstance(hour, When)
    assert isinstance(day, When)
    assert hour.instant
    assert not day.instant
    assert day.certain_day == day_of("2025-02-01")


def test_a_zone_that_is_none_is_a_reason_not_a_crash() -> None:
    assert zone_fault("UTC") is None
    for zone in ("Mars/Olympus", "../etc", ""):
        assert "no time zone" in str(zone_fault(zone))
        assert "no time zone" in str(parse_when("2025-02-01T08:00Z", zone))


@given(st.text(alphabet="0123456789-:TXZ+./~?%YQ ", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_time_or_a_reason(text: str) -> None:
    answer = parse_when(text, JERUSALEM)
    if isinstance(answer, When):
        assert answer.first is not None or answer.last is not None
        assert answer.first is None or answer.last is None or answer.first <= answer.last
    else:
        assert answer


@given(st.dates(), st.dates())
def test_an_interval_covers_both_its_ends(one: object, other: object) -> None:
    first, last = sorted((str(one), str(other)))
    when = parse_when(f"{first}/{last}", "UTC")
    assert isinstance(when, When)
    assert (when.first_day, when.last_day) == (day_of(first), day_of(last))
