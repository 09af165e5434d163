"""A book in a store is served as one in a folder, and read again when it has grown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.kept import FILES, put_files, report
from trucebook.book import open_book
from trucebook.ledger.address import open_ledger
from trucebook.web.desk import Desk
from trucebook.web.faults import RequestError


def test_a_store_that_has_grown_is_read_again(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'book.db'}"
    ledger = open_ledger(address, new=True)
    put_files(ledger, {"agreement.truce": FILES["agreement.truce"]})
    desk = Desk(address, open_book, leaves_out=False)
    with desk.book() as first:
        assert first.published_days == ()
    put_files(
        ledger, {"record/a.jsonl": report("p1", actor="alpha", asserted_by="beta", source="Outlet")}
    )
    with desk.book() as second:
        assert len(second.published_days) == 1
    ledger.close()
    (tmp_path / "book.db").unlink()
    with pytest.raises(RequestError), desk.book():
        pass
