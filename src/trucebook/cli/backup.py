"""`trucebook backup`: a whole store in one file, read back and held to the store's root."""

from __future__ import annotations

from pathlib import Path

import click

from trucebook.cli.moving import told
from trucebook.cli.output import put, say
from trucebook.entering.enter import now
from trucebook.ledger.address import opened
from trucebook.ledger.bundle import ENDING, Bundle
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import write
from trucebook.ledger.schemes import SEALED, is_store
from trucebook.ledger.store import Head
from trucebook.ledger.verified import Verified, verify
from trucebook.views.wording import say_times


@click.command("backup", epilog="Example: trucebook backup sqlite:///cell.db cell.bundle")
@click.argument("book")
@click.argument("target", metavar="FILE")
def command(*, book: str, target: str) -> None:
    """Write the store BOOK into FILE.bundle, and prove that the file has the store's root.

    A backup that is there is replaced only if BOOK goes on from it. restore brings it back.
    """
    if not is_store(book):
        raise click.UsageError(f"{book} is no store: copy a folder or a bundle as any files.")
    path = Path(target)
    if is_store(target) or path.suffix.lower() != ENDING or path.is_dir():
        raise click.UsageError(f"A backup is a file that ends in {ENDING}.")
    with told(), opened(book) as store:
        if isinstance(store, Folder):
            raise TypeError(store.name)
        before = whole(verify(store))
        if path.exists():
            there = Bundle(path).head()
            last = next(store.entries(there.size), None) if there.size else None
            same = Head(there.size, last.hash if last is not None else Head().hash) == there
            if there.size > before.size or not same:
                raise LedgerError(
                    NOT_VALID,
                    f"{path} is a backup of another book, or of a later state of this one.",
                    "Nothing was written: name another file.",
                )
        write(store, path, now(), "")
        after = whole(verify(Bundle(path)))
        if after.size < before.size or (after.size == before.size and after.root != before.root):
            raise LedgerError(NOT_VERIFIED, f"{path} is not what {book} is.", "Try again.")
    put(f"{say_times(after.size, 'entry', 'entries')} in {path}.\nRoot: {after.root.hex()}\n")
    if book.startswith(SEALED):
        say(f"{path} is in clear: of a sealed book, copy the sealed file instead.")


def whole(found: Verified) -> Verified:
    """What was found, if it holds.

    Errors: raises `LedgerError` with every fault.
    """
    if not found.holds:
        raise LedgerError(NOT_VERIFIED, "\n".join(found.faults), "Nothing was written.")
    return found
