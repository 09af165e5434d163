"""Addresses of books: a folder, a store (`schemes.py`), or a file of a bundle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trucebook.ledger.bundle import ENDING, Bundle
from trucebook.ledger.faults import WRONG_USAGE, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.schemes import POSTGRES, SEALED, SQLITE, is_store
from trucebook.ledger.split import files_of
from trucebook.ledger.store import Ledger

Store = Ledger | Bundle | Folder


@contextmanager
def opened(address: str, *, new: bool = False) -> Iterator[Store]:
    """What is at an address, let go of in the end. With `new`, a store is made where none is.

    Errors: raises `LedgerError`, `ExtraMissing`.
    """
    if is_store(address):
        ledger = open_ledger(address, new=new)
        try:
            yield ledger
        finally:
            ledger.close()
    elif Path(address).suffix.lower() == ENDING:
        yield Bundle(Path(address))
    else:
        yield Folder(Path(address))


def open_ledger(address: str, *, new: bool = False) -> Ledger:
    """The store at an address. Libraries are imported only for the store that needs them.

    Errors: raises `LedgerError`, `ExtraMissing`.
    """
    if address.startswith(SQLITE) and len(address) > len(SQLITE):
        from trucebook.ledger.sqlite import SqliteLedger  # noqa: PLC0415 - the extra `store`

        return SqliteLedger(Path(address.removeprefix(SQLITE)), new=new)
    if address.startswith(POSTGRES):
        from trucebook.ledger.postgres import PostgresLedger  # noqa: PLC0415 - the extra `store`

        return PostgresLedger(address, new=new)
    if address.startswith(SEALED) and len(address) > len(SEALED):
        from trucebook.ledger.sealed import SealedLedger  # noqa: PLC0415 - the extra `store`

        return SealedLedger(address.removeprefix(SEALED), new=new)
    raise LedgerError(
        WRONG_USAGE,
        f"{_without_password(address)} is no address of a store.",
        "Write sqlite:///path.db, sealed:///path.age, or postgresql://user@host/database.",
    )


def files_at(address: str) -> tuple[str, dict[str, bytes]]:
    """The name of a store and the files it stands for.

    Errors: raises `LedgerError`, `ExtraMissing`.
    """
    with opened(address) as store:
        return store.name, files_in(store)


def files_in(store: Store) -> dict[str, bytes]:
    """The files of a book, however it is kept.

    Errors: raises `LedgerError`.
    """
    return store.files() if isinstance(store, Folder) else files_of(store.entries())


def _without_password(address: str) -> str:
    return re.sub(r"//[^/@]*@", "//", address)


__all__ = [
    "Store",
    "files_at",
    "files_in",
    "is_store",
    "open_ledger",
    "opened",
]
