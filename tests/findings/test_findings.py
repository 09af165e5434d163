from dataclasses import replace

import pytest

from tests.slow.build import MARCH, SPAN, agreement, duty
from tests.slow.examples import EXAMPLES
from tests.syntax.reading import FILE, read
from tests.views.boards import RECORD
from trucebook.findings.agreement import findings
from trucebook.findings.checked import checked
from trucebook.findings.finding import Finding
from trucebook.findings.record_rows import unbound_reports, unplaced_names
from trucebook.model.agreement import (
    Agreement,
    Clock,
    Commitment,
    IsMet,
    Once,
    OnDay,
    Phase,
    Proviso,
)
from trucebook.model.report import Watch
from trucebook.syntax.diagnostic import Diagnostic

X = {example.id: next(iter(example.cases.values())) for example in EXAMPLES}


def codes(which: Agreement) -> list[str]:
    """Codes of what is found."""
    return [finding.code for finding in found_in(which)]


def found_in(which: Agreement) -> tuple[Finding, ...]:
    """What is found where everything is watched."""
    ids = tuple(one.id for one in which.commitments)
    return findings(which, [Watch(ids, MARCH + 1, MARCH + 31, "the example")])


def test_a_declared_hole_is_a_gap_with_its_course_of_events() -> None:
    (gap,) = [f for f in findings(X["X10"].agreement) if f.code == "gap"]
    assert gap.why == (
        "It is enough that alpha and beta do not each say that they are in talks and [terms] is "
        "not met."
    )
    assert 'The text itself says "nothing is said"' in gap.message


def test_a_single_phase_that_ends_is_no_gap() -> None:
    assert codes(agreement("One", [], phases=(Phase("one", 5, first=OnDay(1)),))) == []


def test_each_waiting_for_the_other_is_a_deadlock() -> None:
    def waits(name: str, for_: str) -> Commitment:
        condition = Proviso("once", IsMet(for_))
        return duty(name, "alpha", "beta", "go", None, Once(OnDay(5)), conditions=(condition,))

    knot = agreement("Knot", [waits("a", "b"), waits("b", "a")])
    (found,) = found_in(knot)
    assert found.code == "deadlock"
    assert found.message == "[a] and [b] wait for each other."
    first = duty("b", "beta", "alpha", "go", None, Once(OnDay(5)))
    assert codes(agreement("Line", [waits("a", "b"), first])) == []


def test_a_vague_word_is_quoted() -> None:
    vague = duty("c", "alpha", "beta", "help", None, Once(OnDay(5)), vague="promptly")
    (found,) = found_in(agreement("Vague", [vague]))
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


SOUND = """
agreement "A sound text"
day 1 is 1 March 2025
parties alpha, beta
verifiers cell for release and admit and "carry out" and "hand over" and publish and withdraw
count captives: by life (living, dead)
count prisoners, trucks, coins
phase one, 30 days from day 1
  [calm] alpha and beta shall not carry out attacks throughout.
  [names] beta shall give alpha the names at least 24 hours before each act of [out].
  [out] beta shall release 9 captives to alpha: 3 by day 5, 3 more by day 12, the rest by day 19.
  [back] in return for [out], alpha shall release, by the day after each act,
    10 prisoners for each captive. picked by alpha.
  [aid] alpha shall admit at least 20 trucks each day. unconditional.
  [map] beta shall publish "the map" by day 3.
  [leave] once [map] is met, alpha shall withdraw from "the hill" by day 20.
  [rest] once [out] is met, alpha shall hand over "the archive" within 5 days.
  [gate] alpha shall hand over "the gate" by day 25, if [map] is met.
  [sum] it is expected that alpha releases 90 prisoners.
  [terms] alpha and beta shall agree phase two by day 25.
after phase one
  once [terms] is met: phase two begins.
  otherwise: [calm] and [aid] go on.
phase two, 30 days
  [deed] beta shall hand over "the deed" by the end of phase two.
watched [names] from 2025-03-01 to 2025-03-30 by "the example"
"""


def test_in_a_sound_text_nothing_is_found() -> None:
    text = SOUND.lstrip()
    understood = read(text)
    assert [each.message for each in understood.faults] == []
    found = findings(understood.agreement, understood.watches, {FILE: text})
    assert [each.message for each in found] == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("no-observer", '[road] alpha shall carry out "the works" by day 9.'),
        ("nobody-declares", '[road] once "the thaw" has happened, alpha shall open "a" by day 9.'),
    ],
)
def test_the_wording_that_names_somebody_works(code: str, sentence: str) -> None:
    head = 'agreement "A"\nday 1 is 1 March 2025\nparties alpha, beta\n'
    first = read(head + sentence)
    told = next(each for each in findings(first.agreement) if each.code == code)
    roster = told.mend.split("as in: ")[1].split(". Or let")[0]
    second = read(f"{head}{roster}\n{sentence}")
    assert [each.message for each in second.faults] == []
    assert code not in {each.code for each in findings(second.agreement)}
