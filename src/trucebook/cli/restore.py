"""`trucebook restore`: a backup becomes a store again, with the same root."""

from __future__ import annotations

from pathlib import Path

import click

from trucebook.cli.backup import whole
from trucebook.cli.moving import told
from trucebook.cli.output import put
from trucebook.entering.enter import now
from trucebook.ledger.address import open_ledger
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, LedgerError
from trucebook.ledger.move import move
from trucebook.ledger.schemes import is_store
from trucebook.ledger.verified import verify
from trucebook.views.wording import say_times


@click.command("restore", epilog="Example: trucebook restore cell.bundle sqlite:///new.db")
@click.argument("backup", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("book")
def command(*, backup: Path, book: str) -> None:
    """Put the backup FILE.bundle into the store BOOK, which has to be new or empty.

    The backup is verified first, the store afterwards: both have the same root.
    """
    if not backup.is_file():
        raise click.UsageError(f"There is no file {backup}.")
    if not is_store(book):
        raise click.UsageError(f"{book} is no store. A folder is made with: trucebook export.")
    with told():
        before = whole(verify(Bundle(backup)))
        ledger = open_ledger(book, new=True)
        try:
            if ledger.head().size:
                raise LedgerError(
                    NOT_VALID,
                    f"{book} is not empty.",
                    "Nothing was put in: restore into a new one, or go on with trucebook import.",
                )
            move(Bundle(backup), ledger, now(), "")
            after = whole(verify(ledger))
        finally:
            ledger.close()
        if (after.size, after.root) != (before.size, before.root):
            raise LedgerError(NOT_VERIFIED, f"{book} is not what {backup} is.", "Try again.")
    put(f"{say_times(after.size, 'entry', 'entries')} in {book}.\nRoot: {after.root.hex()}\n")
