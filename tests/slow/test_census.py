"""Every standing of every kind occurs in every account, or there is a reason why it cannot."""

from __future__ import annotations

from itertools import product

from tests.slow.cells import KINDS, STANDINGS, why_not
from tests.slow.census import census
from tests.slow.generate import ACCOUNTS
from tests.slow.test_agreement import BOOKS

LEAST = 20


def test_every_standing_of_every_kind_occurs_in_every_account() -> None:
    found = census(range(BOOKS))
    cells = list(product(KINDS, STANDINGS, ACCOUNTS))
    assert not set(found) - set(cells)
    rare = {c: found[c] for c in cells if why_not(c[0], c[1]) is None and found[c] < LEAST}
    assert rare == {}
    refuted = {c: found[c] for c in cells if why_not(c[0], c[1]) is not None and found[c]}
    assert refuted == {}
