from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ledger.kept import made
from trucebook.ledger.folder import Folder
from trucebook.ledger.store import Ledger

Make = Callable[[str], Ledger | Folder]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """A ledger of a form, let go of when the test is over."""
    opened: list[Ledger | Folder] = []

    def one(form: str) -> Ledger | Folder:
        opened.append(made(form, tmp_path))
        return opened[-1]

    yield one
    for each in opened:
        if not isinstance(each, Folder):
            each.close()
