from dataclasses import replace

from tests.slow.build import MARCH, many, record, say
from tests.slow.examples import EXAMPLES
from tests.views.boards import AGREEMENT, BOARD, RECORD
from trucebook.evaluation.result import Clocks, Fact, Interval
from trucebook.evaluation.standing import Evaluation, standing
from trucebook.model.report import Record
from trucebook.model.time import start_of
from trucebook.views.changes import changes, record_until
from trucebook.views.due import due
from trucebook.views.moves import moves
from trucebook.views.reports import Search, figures_in, search
from trucebook.views.timeline import Moment, days_that_matter, span_of, timeline

X = {example.id: example.cases for example in EXAMPLES}


def found(**what: object) -> list[str]:
    """Ids of the reports that answer."""
    return [bound.report.id for bound in search(RECORD, Search(**what))]  # type: ignore[arg-type]


def test_a_number_is_found_in_a_column_or_in_words() -> None:
    assert found(number=6) == ["d1"]
    assert found(number=1977) == ["d4"]
    assert found(number=197) == []


def test_figures_keep_their_separators_apart_from_words() -> None:
    assert figures_in("1,977 of 2.5 and gz25-004, on 27 May") >= {1977, 27}


def test_reports_by_clause_asserter_side_kind_and_words() -> None:
    assert found(about="halt") == ["d3"]
    assert found(about="host") == ["d1"]
    assert found(by="office") == ["d2", "d3"]
    assert found(side="alpha") == ["d2"]
    assert found(side="none") == ["d1", "d4"]
    assert found(kind="Figure") == ["d4"]
    assert found(text="CEREMONIES") == ["d2"]


def test_unbound_reports_and_what_was_public() -> None:
    assert found(unbound=True) == ["d4"]
    assert found(public=MARCH + 8) == ["d1", "d2"]


def test_what_is_ahead_and_what_is_past_its_day() -> None:
    answer = due(BOARD, AGREEMENT, 3)
    assert [(item.id, item.event) for item in answer.coming] == [
        ("host.2", "falls due"),
        ("stop", "lapses"),
    ]
    assert [item.id for item in answer.past] == ["free.2025-03-07"]


def test_who_has_said_they_will_not_is_told_on_the_line() -> None:
    (past,) = due(BOARD, AGREEMENT, 3).past
    assert [remark.words for remark in past.refusals] == ["says it holds them back"]


def test_what_is_done_in_every_case_is_not_open() -> None:
    rows = tuple(
        replace(
            row,
            rounds=tuple(
                replace(part, standing="disputed", possible=("met", "met late"), because=("date",))
                for part in row.rounds
            ),
        )
        for row in BOARD.rows
    )
    answer = due(replace(BOARD, rows=rows), AGREEMENT, 3)
    assert [item.event for item in (*answer.coming, *answer.past)] == ["lapses"]


def _timeline(example: str, case: str, day: int) -> list[Moment]:
    it = X[example][case]
    clocks = Clocks(MARCH + day, MARCH + day)

    evaluation = Evaluation(it.agreement, it.record, clocks)
    first, last = span_of(it.agreement, it.record, clocks.on)
    end = evaluation.board(last, "undisputed")
    days = {first - 1, *days_that_matter(end, it.record, first, last)}
    names = [commitment.id for commitment in it.agreement.commitments]
    stands = {on: {n: evaluation.judged(n, on, "undisputed") for n in names} for on in days}
    return list(timeline(stands, end, it.record, first, last))


def test_a_standing_moves_by_a_report_or_because_its_day_passed() -> None:
    moved = {
        (m.day - MARCH, m.id, m.after, m.through)
        for m in _timeline("X4", "all", 13)
        if m.entry == "standing"
    }
    assert (9, "free", "overdue", "deadline") in moved
    assert (12, "host", "met", "report") in moved


def test_a_missed_day_is_told_by_the_day_that_passed_not_by_what_came_next() -> None:
    quota = next(row for row in BOARD.rows if row.days is not None)
    old = replace(quota, standing="in progress", possible=("in progress",), because=())
    new = replace(quota, standing="missed", possible=("missed",), because=(), reports=("t1",))
    came = say("t1", MARCH + 4, MARCH + 4, "Outlet", "admit", to="aid", count=many(43))
    fact = Fact(
        "t1", ("t1",), (Interval(43, 43),), start_of(MARCH + 4), start_of(MARCH + 4), "reported"
    )
    end = replace(BOARD, rows=(replace(new, facts=(fact,)),))
    (move,) = moves({"aid": old}, {"aid": new}, MARCH + 4, end, record(came))
    assert (move.after, move.through, move.reports) == ("missed", "deadline", ())


def test_no_day_on_which_a_standing_changes_is_left_out() -> None:
    for example, case, day in (("X4", "all", 20), ("X5", "each day", 6), ("X10", "all", 9)):
        it = X[example][case]
        clocks = Clocks(MARCH + day, MARCH + day)
        boards = {
            on: standing(it.agreement, it.record, replace(clocks, on=on), "undisputed")
            for on in range(MARCH, MARCH + day + 1)
        }
        matter = days_that_matter(boards[MARCH + day], it.record, MARCH + 1, MARCH + day)
        for on in range(MARCH + 1, MARCH + day + 1):
            was = {row.commitment.id: row.standing for row in boards[on - 1].rows}
            now = {row.commitment.id: row.standing for row in boards[on].rows}
            assert was == now or on in matter, (example, on - MARCH)


def test_changes_are_moved_by_reports_alone() -> None:
    it = X["X9"]["c"]
    on = MARCH + 15

    def board(which: Record):  # noqa: ANN202
        return standing(it.agreement, which, Clocks(on, on), "undisputed")

    before = board(record_until(it.record, MARCH + 14))
    answer = changes(before, board(it.record), it.record, MARCH + 14)
    assert [(m.id, m.before, m.after) for m in answer.moved] == [("pay", "overdue", "met")]
    assert answer.moved[0].reports == tuple(bound.report.id for bound in answer.reports)


def test_changes_of_a_record_read_from_files_are_told_too() -> None:
    it = X["X9"]["c"]
    on = MARCH + 15
    read = replace(it.record, alone=it.record.reports)

    def board(which: Record):  # noqa: ANN202
        return standing(it.agreement, which, Clocks(on, on), "undisputed")

    answer = changes(board(record_until(read, MARCH + 14)), board(read), read, MARCH + 14)
    assert [(m.id, m.before, m.after) for m in answer.moved] == [("pay", "overdue", "met")]


def test_a_report_published_on_the_day_itself_is_not_new() -> None:
    one = record(say("n1", MARCH + 3, MARCH + 3, "Outlet", "release", count=many(1)))
    board = replace(BOARD, rows=())
    assert changes(board, board, one, MARCH + 3).reports == ()
    assert (
        len(changes(board, replace(board, clocks=Clocks(MARCH + 9)), one, MARCH + 2).reports) == 1
    )
