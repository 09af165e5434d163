from dataclasses import replace

from tests.views.boards import AGREEMENT, BOARD, RECORD
from trucebook.evaluation.result import CLOSING, Interval
from trucebook.export.board_to_text import board_to_text
from trucebook.export.layout import cells
from trucebook.model.time import day_of
from trucebook.views.status import status, unwatched
from trucebook.views.wording import say_interval, say_number, say_standing

VIEW = status(BOARD, AGREEMENT, RECORD)
TEXT = board_to_text(VIEW)


def test_living_and_dead_stand_apart() -> None:
    host = next(line for group in VIEW.groups for line in group.lines if line.id == "host")
    assert host.progress == "4 living + 2 dead of 10 captives"
    assert "6 of 10" not in TEXT


def test_the_basis_stands_on_the_line_of_the_standing() -> None:
    assert any("unknown ~one side" in line and "aid" in line for line in TEXT.splitlines())
    assert any("met late ~unsourced" in line and "pull" in line for line in TEXT.splitlines())


def test_several_standings_say_which_and_why() -> None:
    words = say_standing("disputed", ("met", "missed"), ("reading",))
    assert words == "disputed (met, missed; reading)"


def test_accounts_that_differ_carry_a_mark_with_a_legend() -> None:
    assert "account, reading) *" in " ".join(TEXT.split())
    assert "* accounts differ" in TEXT


def test_a_remark_says_who_says_it() -> None:
    assert "Alpha's office" in TEXT.split("Said on these rows")[1]


def test_the_gap_is_told_by_reading() -> None:
    gap = VIEW.gap or ""
    assert 'So under "ran out"; no gap under "goes on".' in gap
    assert "[free] and [host]" in gap


def test_nobody_watching_is_said() -> None:
    assert unwatched(BOARD) == ("aid", "halt/alpha", "halt/beta", "pull")
    assert "Nobody declared to be watching: [aid]" in TEXT


def test_every_board_ends_with_the_closing_sentence() -> None:
    assert TEXT.endswith(CLOSING + "\n")


def test_the_page_keeps_to_eighty_columns_but_for_the_closing() -> None:
    assert all(cells(line) <= 80 for line in TEXT.splitlines()[:-1])


def _page(names: dict[str, str], due: int | None = None, standing: str = "met") -> list[str]:
    """The lines of a board of one commitment of all parties, without the closing sentence."""
    parties = tuple(replace(p, name=names.get(p.id, p.name)) for p in AGREEMENT.parties)
    liable = tuple(party.id for party in parties)
    rows = tuple(
        replace(
            row,
            commitment=replace(row.commitment, liable=liable),
            due=due or row.due,
            due_latest=due or row.due_latest,
            standing=standing,
            possible=(standing,),
        )
        for row in BOARD.rows
    )
    view = status(replace(BOARD, rows=rows), replace(AGREEMENT, parties=parties), RECORD)
    return board_to_text(view).splitlines()[:-1]


def test_long_names_and_days_of_another_year_keep_to_eighty_columns() -> None:
    names = {"alpha": "Government of the Federation", "beta": "Confederation of Movements"}
    page = _page(names, day_of("2022-12-02"), "not computable")
    assert all(cells(line) <= 80 for line in page)


def test_who_takes_the_room_that_nothing_else_needs() -> None:
    page = _page({"alpha": "Norland", "beta": "Southern Front"})
    assert sum("Southern Front" in line for line in page) == len(BOARD.rows)


def test_a_word_of_a_name_is_not_broken() -> None:
    page = _page({"alpha": "Implementation Force", "beta": "Corps"})
    assert any("Implementation" in line for line in page)


def test_a_power_shows_its_own_state() -> None:
    assert any(line.startswith("stop") and "usable" in line for line in TEXT.splitlines())


def test_numbers_are_grouped_from_five_digits() -> None:
    assert [say_number(n) for n in (1755, 60000)] == ["1755", "60,000"]


def test_open_ends_are_said() -> None:
    said = [say_interval(Interval(*ends)) for ends in ((1, None), (None, 2), (None, None), (3, 5))]
    assert said == ["1 or more", "up to 2", "not known", "3..5"]
