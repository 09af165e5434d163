"""`trucebook verify`: whether a store or a bundle is what was put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from trucebook import book as books
from trucebook.cli.moving import told
from trucebook.cli.opening import address_of
from trucebook.cli.options import json_option
from trucebook.cli.output import put
from trucebook.export.to_json import Json, to_text
from trucebook.findings.kept_sources import in_sources, why_unfounded
from trucebook.ledger.address import files_in, opened
from trucebook.ledger.bundle import ENDING, Bundle
from trucebook.ledger.checkpoint import Checkpoint, read_checkpoint, read_public
from trucebook.ledger.faults import NOT_VERIFIED, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.schemes import is_store
from trucebook.ledger.sources import is_source
from trucebook.ledger.store import Ledger
from trucebook.ledger.verified import Verified, verify
from trucebook.record.sources import read_sources
from trucebook.views.wording import say_times


@click.command("verify", epilog="Example: trucebook verify sqlite:///cell.db --checkpoint may.note")
@click.argument("book")
@click.option(
    "--checkpoint",
    "notes",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint kept earlier: what it saw has to be the beginning of today.",
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The public key (PEM) that has to have signed every checkpoint.",
)
@json_option
def command(*, book: str, notes: tuple[Path, ...], key: Path | None, as_json: bool) -> None:
    """Prove that nothing in a store or a bundle was changed, taken away or put in between.

    Every entry is held to its hash, the words beside it to their seals, each entry to the one
    before it. Exit status 4 where something does not hold; the first bad entry is named.
    """
    if key is not None and not notes:
        raise click.UsageError("--key says who signed a checkpoint: name one, with --checkpoint.")
    book = address_of(book)
    if not is_store(book) and not Path(book).exists():
        raise click.UsageError(f"There is nothing at {book}.")
    if not is_store(book) and Path(book).suffix.lower() != ENDING:
        raise click.UsageError(
            f"{book} is a folder or file that people edit: it has no chain, so nothing can be "
            f"proved of it. Put it into a store: trucebook import sqlite:///book.db {book}"
        )
    with told():
        checkpoints = [_checkpoint(note, key) for note in notes]
        with opened(book) as store:
            if isinstance(store, Folder):
                raise click.UsageError(f"{book} is a folder.")
            verified = verify(store, checkpoints)
            quoted = _quoted(store) if verified.holds else NOTHING_KEPT
    verified = replace(verified, faults=(*verified.faults, *quoted.faults))
    put(to_text(_json(verified, quoted)) if as_json else _words(verified, quoted, len(checkpoints)))
    if not verified.holds:
        raise SystemExit(NOT_VERIFIED)


@dataclass(frozen=True, slots=True)
class Quoted:
    """How many sources a ledger keeps, how many quotes stand in them, and what does not hold."""

    sources: int = 0
    quotes: int = 0
    faults: tuple[str, ...] = ()


NOTHING_KEPT = Quoted()


def _quoted(store: Ledger | Bundle) -> Quoted:
    """Every kept source held to its hashes, every anchored quote to the text of its source."""
    files = files_in(store)
    if not any(is_source(name) or b'"anchor"' in data for name, data in files.items()):
        return NOTHING_KEPT
    sources = read_sources({name: data for name, data in files.items() if is_source(name)})
    try:
        record = books.book_of(store.name, files).record
    except books.BookError:
        return Quoted(len(sources))
    anchored = [b for b in record.reports if b.report.others.get("anchor")]
    faults = [one.message for one in in_sources(record, sources)]
    unfounded = sum(
        why_unfounded(b.report, {s.id: s for s in sources}) is not None for b in anchored
    )
    told = tuple(f"{store.name}: {fault}" for fault in faults)
    return Quoted(len(sources), len(anchored) - unfounded, told)


def _checkpoint(note: Path, key: Path | None) -> Checkpoint:
    """A checkpoint kept earlier, and signed where it has to be."""
    try:
        checkpoint = read_checkpoint(note.read_bytes().decode())
    except UnicodeDecodeError:
        raise click.UsageError(f"{note} is no checkpoint: it is not UTF-8 text.") from None
    if key is not None and not checkpoint.is_signed_by(read_public(key.read_bytes())):
        raise LedgerError(
            NOT_VERIFIED, f"{note} is not signed with the key in {key}.", "Nothing was proved."
        )
    return checkpoint


def _words(verified: Verified, quoted: Quoted, checkpoints: int) -> str:
    if not verified.holds:
        return "".join(f"{fault}\n" for fault in verified.faults)
    lines = [f"{verified.name}: {verified.size} entries, all as they were put in."]
    if checkpoints:
        lines.append("What the checkpoints saw is the beginning of it.")
    if quoted.sources:
        lines.append(
            f"{say_times(quoted.sources, 'source')} kept, as received; "
            f"{say_times(quoted.quotes, 'quote')} anchored in them, all of them there."
        )
    lines.append(f"Root: {verified.root.hex()}")
    return "".join(f"{line}\n" for line in lines)


def _json(verified: Verified, quoted: Quoted) -> Json:
    return {
        "schema": "trucebook.verify/1",
        "book": verified.name,
        "holds": verified.holds,
        "entries": verified.size,
        "root": verified.root.hex(),
        "first_bad": verified.first_bad,
        "sources": quoted.sources,
        "quotes": quoted.quotes,
        "faults": list(verified.faults),
    }
