"""An accusation by itself moves no standing in `undisputed`, unanswered or denied.

Source: spec/accounts.md#undisputed (semantics, section 6).
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.books import at, books, clocks, days, gaza, law
from tests.laws.further import whens, with_reports
from tests.slow.build import say
from tests.slow.generate import Book
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import Evaluation, standing
from trucebook.model.agreement import Commitment, Keep, Level, Order
from trucebook.model.report import Bound, Report
from trucebook.model.time import Day, When


def keeps(c: Commitment) -> bool:
    return isinstance(c.terms, Keep)


def standings(board: Board) -> dict[str, object]:
    """What a board says of where things stand."""
    return {
        row.commitment.id: (
            row.standing,
            row.possible,
            row.because,
            dict(row.by_reading),
            [(part.id, part.standing, part.possible) for part in row.rounds],
            row.done,
        )
        for row in board.rows
    }


def accuse(c: Commitment, name: str, day: Day, when: When, **fields: object) -> Bound:
    """The other side says that an act against a duty happened."""
    (liable,), (other,) = c.liable, c.owed
    hedge = fields.get("hedge")
    return say(
        name,
        day,
        when,
        liable if hedge == "denied" else other,
        "strike",
        to=c.id,
        by=liable,
        receiver=other,
        # A thing to be kept is not kept by its own verb: what is done against it has another.
        verb="strike" if isinstance(c.terms, Keep) and not c.terms.refrain else c.verb,
        thing=c.object,
        **fields,
    )


def told_apart(book: Book, c: Commitment, when: When) -> bool:
    """Whether no row without a name of its event can be of the same performer, verb and day."""
    return when.certain_day is None or not any(
        c.id in b.commitments
        and b.report.event is None
        and b.report.when is not None
        and b.report.when.certain_day == when.certain_day
        for b in book.record.reports
    )


@law(60)
@given(st.data(), books(keeps), clocks(), days)
def test_small_books(data: st.DataObject, book: Book, clocks: Clocks, day: Day) -> None:
    c = data.draw(st.sampled_from([c for c in book.agreement.commitments if keeps(c)]))
    when = data.draw(whens())
    assume(told_apart(book, c, when))
    contrary = data.draw(st.sampled_from((None, True)))
    more = [accuse(c, "z", day, when, event="accused", contrary=contrary)]
    if data.draw(st.booleans()):
        more.append(accuse(c, "z", day, when, event="accused", hedge="denied"))
    before = standing(book.agreement, book.record, clocks, "undisputed")
    after = standing(book.agreement, with_reports(book.record, more), clocks, "undisputed")
    assert standings(after) == standings(before)


@law(30)
@given(st.data(), books(keeps), clocks(), days)
def test_it_stands_on_the_row_with_who_says_it(
    data: st.DataObject, book: Book, clocks: Clocks, day: Day
) -> None:
    c = data.draw(st.sampled_from([c for c in book.agreement.commitments if keeps(c)]))
    when = data.draw(whens())
    clocks = replace(clocks, public=None)
    assume(when.first_day is not None and when.first_day <= clocks.on)
    assume(told_apart(book, c, when))
    record = with_reports(book.record, [accuse(c, "z", day, when, event="accused")])
    board = standing(book.agreement, record, clocks, "undisputed")
    (row,) = (row for row in board.rows if row.commitment.id == c.id)
    words = [r.words for r in row.remarks if r.kind == "accusation" and "z0" in r.reports]
    assert words
    assert all(f"{c.owed[0]} says" in one and "no reply recorded" in one for one in words)


def accuses(bound: Bound, commitments: dict[str, Commitment]) -> bool:
    """Whether a row is one party's word of the other's act against a duty to keep or refrain."""
    return bool(bound.commitments) and all(
        isinstance(c.terms, Keep | Level | Order)
        and bound.side in {*c.owed, "israel", "hamas"}
        and bound.side not in c.liable
        for c in (commitments[name] for name in bound.commitments)
    )


def alone(report: Report, reports: list[Report]) -> bool:
    """Whether nobody else tells of the same event."""
    return not any(
        other is not report
        and (
            (report.event is not None and report.event == other.event)
            or other.event == report.id
            or report.id in (other.part_of, other.corrects, other.retracts)
        )
        for other in reports
    )


def test_each_of_the_shipped_book() -> None:
    book = gaza()
    commitments = {c.id: c for c in book.agreement.commitments}
    reports = [b.report for b in book.record.reports]
    found = [b for b in book.record.reports if accuses(b, commitments) and alone(b.report, reports)]
    assert found
    clocks = at("2025-03-06")
    whole = Evaluation(book.agreement, book.record, clocks)
    for bound in found:
        name = bound.report.id
        rest = book.record.only(lambda b, name=name: b.report.id != name)
        without = Evaluation(book.agreement, rest, clocks)
        for name in bound.commitments:
            one = whole.judged(name, clocks.on, "undisputed")
            other = without.judged(name, clocks.on, "undisputed")
            assert (one.standing, one.possible) == (other.standing, other.possible), bound.report.id


def test_all_of_the_shipped_book_together() -> None:
    book = gaza()
    commitments = {c.id: c for c in book.agreement.commitments}
    accusing = {b.report.id for b in book.record.reports if accuses(b, commitments)}
    rest = book.record.only(lambda b: b.report.id not in accusing)
    whole = Evaluation(book.agreement, book.record, at("2025-03-06"))
    without = Evaluation(book.agreement, rest, at("2025-03-06"))
    assert len(without.case.seen) == len(whole.case.seen) - len(accusing)
    day = at("2025-03-06").on
    for name in commitments:
        one, other = (e.judged(name, day, "undisputed") for e in (whole, without))
        assert one.standing == other.standing, name
