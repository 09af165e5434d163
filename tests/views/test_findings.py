from dataclasses import replace

from tests.slow.build import SPAN, agreement, duty
from tests.slow.examples import EXAMPLES
from tests.views.boards import RECORD
from trucebook.model.agreement import Clock, IsMet, Once, OnDay, Phase, Proviso
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.views.checked import checked
from trucebook.views.findings import findings
from trucebook.views.record_findings import unbound_reports, unplaced_names

X = {example.id: next(iter(example.cases.values())) for example in EXAMPLES}


def codes(which: object) -> list[str]:
    """Codes of what is found."""
    return [finding.code for finding in findings(which)]  # type: ignore[arg-type]


def test_a_declared_hole_is_a_gap_with_its_course_of_events() -> None:
    (gap,) = [f for f in findings(X["X10"].agreement) if f.code == "gap"]
    assert "the last day of phase one passes" in gap.why
    assert "[terms] is met" in gap.why
    assert 'The text itself says "nothing is said"' in gap.message


def test_a_single_phase_that_ends_is_no_gap() -> None:
    assert codes(agreement("One", [], phases=(Phase("one", 5, first=OnDay(1)),))) == []


def test_each_waiting_for_the_other_is_a_deadlock() -> None:
    def waits(name: str, for_: str) -> object:
        condition = Proviso("once", IsMet(for_))
        return duty(name, "alpha", "beta", "go", None, Once(OnDay(5)), conditions=(condition,))

    knot = agreement("Knot", [waits("a", "b"), waits("b", "a")])  # type: ignore[list-item]
    (found,) = findings(knot)
    assert found.code == "deadlock"
    assert found.message == "[a] and [b] wait for each other."
    assert codes(agreement("Line", [waits("a", "b")])) == []  # type: ignore[list-item]


def test_a_vague_word_is_quoted() -> None:
    vague = duty("c", "alpha", "beta", "help", None, Once(OnDay(5)), vague="promptly")
    (found,) = findings(agreement("Vague", [vague]))
    assert '"promptly"' in found.message


def test_no_day_and_no_phase_is_never_overdue() -> None:
    assert codes(agreement("Open", [duty("c", "alpha", "beta", "help", None, Once(None))])) == [
        "no-day"
    ]


def test_unbound_reports_and_unplaced_names_are_listed() -> None:
    (unbound,) = unbound_reports(RECORD)
    assert unbound.message.startswith("Report d4 is bound to no commitment")
    strange = replace(RECORD.reports[0], unplaced=("actor: Nobody",))
    (found,) = unplaced_names(replace(RECORD, reports=(strange,)))
    assert '"Nobody" (column actor)' in found.message


def test_while_a_text_cannot_be_read_nothing_is_said_of_what_reports_bind_to() -> None:
    text = Diagnostic("cannot-read", "fault", SPAN, "no", "no")
    row = Diagnostic("record-bad-date", "fault", SPAN, "no", "no")
    plain = agreement("Plain", [])
    assert checked(plain, RECORD, [text]).findings == ()
    assert {each.code for each in checked(plain, RECORD, [row]).findings} == {
        "report-unbound",
        "watched-unknown",
    }


def test_days_that_are_counted_from_nowhere_are_told() -> None:
    text = agreement("Open", [], phases=(Phase("one", 5, first=OnDay(1)),))
    assert "no-first-day" not in codes(text)
    assert "no-first-day" in codes(replace(text, clock=Clock(None)))
    assert "no-first-day" not in codes(replace(text, clock=Clock(None, IsMet("start"))))
