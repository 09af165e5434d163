"""`trucebook checkpoint`: a few lines that say how a ledger stands, to be kept elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from trucebook.cli.moving import told
from trucebook.cli.opening import address_of
from trucebook.cli.output import put, say
from trucebook.ledger.address import opened
from trucebook.ledger.bundle import ENDING
from trucebook.ledger.checkpoint import Checkpoint, read_private
from trucebook.ledger.faults import NOT_VERIFIED
from trucebook.ledger.folder import Folder
from trucebook.ledger.schemes import is_store
from trucebook.ledger.verified import verify


@click.command(
    "checkpoint", epilog="Example: trucebook checkpoint sqlite:///cell.db --key desk.key"
)
@click.argument("book")
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sign it with this private key (Ed25519, PEM).",
)
def command(*, book: str, key: Path | None) -> None:
    """Write a checkpoint of a store or a bundle, signed where a key is named.

    Keep it where the writers of the book cannot reach it: `verify --checkpoint` proves later that
    what it saw is still the beginning of the book. The ledger is verified first.
    """
    book = address_of(book)
    if not is_store(book) and Path(book).suffix.lower() != ENDING:
        raise click.UsageError(
            f"{book} is no store and no bundle: what people edit has no checkpoint."
        )
    with told():
        private = None if key is None else read_private(key.read_bytes())
        with opened(book) as store:
            if isinstance(store, Folder):
                raise click.UsageError(f"{book} is a folder.")
            verified = verify(store)
        if not verified.holds:
            say("\n".join(verified.faults))
            raise SystemExit(NOT_VERIFIED)
        checkpoint = Checkpoint(verified.origin, verified.size, verified.root)
        put((checkpoint if private is None else checkpoint.signed(private)).note)
