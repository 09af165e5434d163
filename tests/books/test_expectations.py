"""Every shipped book on chosen days, against values worked out by hand and committed first."""

from __future__ import annotations

import pytest

from tests.books.expected import (
    FOLDERS,
    SHELF,
    Asked,
    board,
    by_board,
    got,
    opened,
    wanted,
    written,
)

BOARDS = by_board()
LEAST = 25


def test_every_shipped_book_has_its_expectations() -> None:
    shipped = {path.name for path in SHELF.iterdir() if path.is_dir()}
    assert shipped == set(FOLDERS.values())
    for name in FOLDERS:
        assert len(written(name)["expectations"]) >= LEAST, name


@pytest.mark.parametrize("asked", sorted(BOARDS), ids=" ".join)
def test_a_board_says_what_was_worked_out_by_hand(asked: Asked) -> None:
    answer = board(*asked)
    wrong = [
        f"{one['id']} {one['field']}: {got(answer, one['id'], one['field'])!r}, "
        f"by hand {one['value']!r}: {one['why']}"
        for one in BOARDS[asked]
        if got(answer, one["id"], one["field"]) != wanted(one["value"])
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_book_has_no_fault_and_nothing_unbound(name: str) -> None:
    book = opened(name)
    assert not [fault for fault in book.faults if fault.severity == "fault"]
    loose = [b.report.id for b in book.record.reports if not b.commitments and not b.outside]
    unplaced = sorted({name for b in book.record.reports for name in b.unplaced})
    assert (loose, unplaced) == ([], [])
