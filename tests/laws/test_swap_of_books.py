"""Every shipped book with its two main sides exchanged: everything comes out exchanged.

Source: spec/accounts.md#the-same-for-both-sides.
"""

from __future__ import annotations

import pytest

from tests.laws.books import SHIPPED, at, gaza
from tests.laws.swap import GAZA, Swap
from tests.laws.test_swap import exchanged, same

SIDES = {
    "aceh-2005": Swap(("indonesia", "gam"), ("Indonesia", "Free Aceh Movement")),
    "black-sea-grain-2022": Swap(("russia", "ukraine"), ("Russia", "Ukraine")),
    "gaza-2025-01": GAZA,
    "lebanon-2024-11": Swap(("israel", "lebanon"), ("Israel", "Lebanon")),
    "nuclear-plan-2015": Swap(("iran", "usa"), ("Iran", "United States")),
}
LOOKS = {
    "aceh-2005": [("2005-10-17", "indonesia"), ("2006-08-03", "gam"), ("2006-01-04", "confirmed")],
    "black-sea-grain-2022": [("2022-07-24", "russia"), ("2023-06-02", "undisputed")],
    "lebanon-2024-11": [("2024-12-02", "israel"), ("2025-02-19", "undisputed")],
    "nuclear-plan-2015": [("2018-08-07", "usa"), ("2019-07-08", "undisputed")],
}
"""Days and accounts; the book of Gaza is looked at in `test_swap`."""


def test_every_shipped_book_has_its_sides() -> None:
    assert {folder.name for folder in SHIPPED} == set(SIDES)


@pytest.mark.parametrize(
    ("name", "on", "account"),
    [(name, on, account) for name, looks in LOOKS.items() for on, account in looks],
)
def test_a_board_exchanged(name: str, on: str, account: str) -> None:
    book = gaza(next(folder for folder in SHIPPED if folder.name == name))
    same(*exchanged(SIDES[name], book.agreement, book.record, at(on, on), account))
