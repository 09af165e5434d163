"""`trucebook export`: a whole book goes to a folder, a store or a bundle."""

from __future__ import annotations

from pathlib import Path

import click

from trucebook.cli.moving import told
from trucebook.cli.opening import address_of
from trucebook.cli.output import put, say
from trucebook.entering.enter import now
from trucebook.ledger.address import Store, is_store, open_ledger, opened
from trucebook.ledger.bundle import ENDING
from trucebook.ledger.entry import TEXT
from trucebook.ledger.folder import Folder
from trucebook.ledger.move import move, write
from trucebook.views.wording import say_times


@click.command("export", epilog="Example: trucebook export sqlite:///cell.db cell.bundle")
@click.argument("book")
@click.argument("target", metavar="TO")
@click.option("--by", default="", metavar="DESK", help="A desk key or pseudonym on new entries.")
def command(*, book: str, target: str, by: str) -> None:
    """Put a whole book into a folder, a store, or a file that ends in .bundle.

    Between stores and bundles entries keep their hashes. A folder gets the last wording of each
    text, and every line of the record.
    """
    book = address_of(book)
    if not is_store(book) and not Path(book).exists():
        raise click.UsageError(f"There is nothing at {book}.")
    if not is_store(book) and Path(book).is_file() and Path(book).suffix.lower() != ENDING:
        raise click.UsageError(f"{book} is no folder, store or bundle.")
    with told(), opened(book) as source:
        if not is_store(target) and Path(target).suffix.lower() == ENDING:
            size = write(source, Path(target), now(), by)
            put(f"{say_times(size, 'entry', 'entries')} written to {target}.\n")
            return
        if not is_store(target) and Path(target).is_file():
            raise click.UsageError(f"{target} is a file. A bundle ends in {ENDING}.")
        ledger = open_ledger(target, new=True) if is_store(target) else Folder(Path(target))
        try:
            done = move(source, ledger, now(), by)
        finally:
            if not isinstance(ledger, Folder):
                ledger.close()
        put(f"{say_times(done.new, 'entry', 'entries')} went out, {done.there} there already.\n")
        if isinstance(ledger, Folder):
            _tell_earlier(source)


def _tell_earlier(source: Store) -> None:
    """Say what a folder cannot hold."""
    if isinstance(source, Folder):
        return
    texts = [entry.body["file"] for entry in source.entries() if entry.body["kind"] == TEXT]
    earlier = len(texts) - len(set(texts))
    if earlier:
        wordings = say_times(earlier, "earlier wording")
        say(f"{wordings} of texts stay in the store: a folder holds the last of each.")
