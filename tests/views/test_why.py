from dataclasses import replace

from tests.slow.build import MARCH
from tests.slow.examples import EXAMPLES
from tests.views.boards import AGREEMENT, BOARD, RECORD
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import Evaluation, standing
from trucebook.export.why_to_text import why_to_text
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.views.lookup import find, ids_of, near
from trucebook.views.stands import Stands
from trucebook.views.why import why


def text(name: str) -> str:
    """The reasons for an id of the board made by hand."""
    return why_to_text(why(BOARD, found, AGREEMENT, RECORD, None) for found in find(BOARD, name))


def test_the_original_words_come_first_then_ours() -> None:
    page = text("host")
    assert page.index("Original words") < page.index("In our words") < page.index("Known from")


def test_a_summary_is_said_to_be_ours() -> None:
    assert "Our summary: Six were freed." in text("host")


def test_a_quote_stands_with_its_asserter_and_address() -> None:
    page = text("free")
    assert 'Quote: "We hold them back until the ceremonies stop."' in page
    assert "d2: Alpha's office" in page
    assert "https://example.org/d2" in page


def test_a_report_is_told_in_full_once() -> None:
    page = text("free")
    assert page.count("We hold them back") == 1
    assert "d2: Alpha's office (told above)" in page


def test_a_rule_is_told_with_its_page() -> None:
    assert "(rule: standings#overdue)" in text("free")


def test_a_clause_finds_each_of_its_commitments() -> None:
    assert [f.row.commitment.id for f in find(BOARD, "halt")] == ["halt/alpha", "halt/beta"]


def test_a_round_can_be_asked_for() -> None:
    (found,) = find(BOARD, "free.2025-03-07")
    assert found.round is not None
    assert found.round.id == "free.2025-03-07"


def test_near_misses_are_named() -> None:
    assert near("hots", ids_of(BOARD))[0] == "host"
    assert "host" in near("HOST", ids_of(BOARD))


def test_what_is_left_is_told_by_round() -> None:
    assert "host.2: 4 captives" in text("host").split("Left to do")[1]


def test_where_all_that_came_is_done_nothing_is_said_to_be_left() -> None:
    (found,) = find(BOARD, "free")
    assert "Left to do: nothing of what has come so far" not in text("free")
    done = tuple(replace(part, standing="met", possible=("met",)) for part in found.row.rounds)
    going_on = replace(found.row, standing="in progress", required=None, rounds=done)
    (node,) = [
        node
        for node in why(BOARD, replace(found, row=going_on), AGREEMENT, RECORD, None).parts
        if node.words.startswith("Left to do")
    ]
    assert node.words == "Left to do: nothing of what has come so far; more can still come."


def _changes(agreement: Agreement, record: Record, day: int, name: str) -> list[tuple[str, str]]:
    clocks = Clocks(MARCH + day, MARCH + day)

    def judge(tried: Record, commitment: str) -> Stands:
        return Evaluation(agreement, tried, clocks).judged(commitment, clocks.on, "undisputed")

    board = standing(agreement, record, clocks, "undisputed")
    (found,) = find(board, name)
    answer = why(board, found, agreement, record, judge)
    return [(change.words, change.after) for change in answer.changes]


def test_the_report_that_would_change_it_is_tried_out() -> None:
    case = next(e for e in EXAMPLES if e.id == "X4").cases["all"]
    changes = _changes(case.agreement, case.record, 9, "free.2025-03-07")
    assert any("on 9 March 2025" in words and after == "met late" for words, after in changes)
    assert any("in time" in words and after == "met" for words, after in changes)


def test_reports_are_tried_out_on_a_record_read_from_files_too() -> None:
    case = next(e for e in EXAMPLES if e.id == "X4").cases["all"]
    read = replace(case.record, alone=case.record.reports)
    name = "free.2025-03-07"
    plain = _changes(case.agreement, case.record, 9, name)
    assert plain == _changes(case.agreement, read, 9, name)


def test_an_accusation_alone_changes_nothing_and_is_not_told() -> None:
    case = next(iter(next(e for e in EXAMPLES if e.id == "X6").cases.values()))
    changes = _changes(case.agreement, case.record, 11, "halt/beta")
    assert not any(words.startswith("a report by Alpha") for words, _ in changes)
    assert any(words.startswith("a report by Beta") for words, _ in changes)
