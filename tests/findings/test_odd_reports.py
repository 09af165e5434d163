from dataclasses import replace

from tests.slow.build import MARCH, record, say
from tests.views.boards import AGREEMENT, RECORD
from trucebook.findings.odd_reports import odd_reports

RELEASE = say("o1", MARCH + 9, MARCH + 8, "Outlet", "release", to="host", by="beta")


def codes(*reports: object) -> list[str]:
    return [each.code for each in odd_reports(record(*reports), AGREEMENT)]  # type: ignore[arg-type]


def test_reports_as_they_should_be_are_not_told() -> None:
    assert odd_reports(RECORD, AGREEMENT) == ()
    assert codes(RELEASE) == []


def test_an_act_of_somebody_who_owes_nothing_there() -> None:
    assert codes(replace(RELEASE, performer="alpha")) == ["act-of-another"]
    # What the other side does is its own matter where it is no such act: a denial, a figure.
    assert codes(replace(RELEASE, performer="alpha", verb=None)) == []


def test_what_is_told_before_it_happened_unless_it_is_a_plan() -> None:
    early = replace(RELEASE, report=replace(RELEASE.report, published=MARCH + 1))
    assert codes(early) == ["told-before-it-happened"]
    assert codes(replace(early, report=replace(early.report, hedge="planned"))) == []
    assert codes(replace(early, report=replace(early.report, kind="plan"))) == []
