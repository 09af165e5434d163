"""`trucebook import`: a book, a bundle, a record file or a text goes into a book."""

from __future__ import annotations

from pathlib import Path

import click

from trucebook import book as books
from trucebook.cli.moving import told
from trucebook.cli.options import KEEP_GOING, keep_going_option
from trucebook.cli.output import LEFT_OUT, NotValid, put, say
from trucebook.cli.showing import faults_to_text, left_out_to_text
from trucebook.entering.enter import now
from trucebook.ledger.address import files_at, is_store, open_ledger
from trucebook.ledger.bundle import ENDING, Bundle
from trucebook.ledger.entry import Draft
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.memory import MemoryLedger
from trucebook.ledger.move import move, planned
from trucebook.ledger.move import put as put_in
from trucebook.ledger.split import drafts_of
from trucebook.ledger.store import Appended, Ledger
from trucebook.record.files import ENDINGS, RECORD, TEXT_ENDING
from trucebook.shipped import shipped_book
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.views.wording import say_times

MOST = 12
"""Names and reports listed; the rest is counted."""


@click.command("import", epilog="Example: trucebook import sqlite:///cell.db gaza-2025-01")
@click.argument("book")
@click.argument("source", metavar="FROM")
@click.option("--dry-run", is_flag=True, help="Say what would go in, and put nothing in.")
@click.option("--by", default="", metavar="DESK", help="A desk key or pseudonym on every entry.")
@keep_going_option
def command(*, book: str, source: str, dry_run: bool, by: str) -> None:
    """Put a book, a bundle, a record file or a text into a book.

    BOOK is a folder, sqlite:///path.db or postgresql://…, and is made where there is none.
    What is there already, word for word, is not put in again; nothing that is there changes.
    Between stores and bundles entries keep their hashes.
    """
    if source.startswith("-") or not source:
        raise click.UsageError("Name what to import: a folder, a store, a bundle or a file.")
    with told():
        appended, size = _import(book, source, by, dry_run=dry_run)
    would = "would go in" if dry_run else "went in"
    put(
        f"{say_times(appended.new, 'entry', 'entries')} {would}, {appended.there} there already; "
        f"{size + (appended.new if dry_run else 0)} in all.\n"
    )
    if not dry_run:
        _tell_unplaced(book)


def _import(book: str, source: str, by: str, *, dry_run: bool) -> tuple[Appended, int]:
    """Put everything in, or only say what would become of it; with the target's size after."""
    if not is_store(source) and not Path(source).exists():
        try:
            source = str(shipped_book(source))
        except (LookupError, ValueError):
            raise click.UsageError(f"There is nothing at {source} to import.") from None
    as_it_is = is_store(source) or Path(source).suffix.lower() == ENDING
    drafts = None if as_it_is else _drafts(source, book)
    target = _target(book, dry_run=dry_run)
    try:
        if drafts is not None:
            done = planned(target, drafts, now()) if dry_run else put_in(target, drafts, now(), by)
        else:
            done = _as_it_is(source, target, by, dry_run=dry_run)
        return done, _size(target)
    finally:
        if not isinstance(target, Folder):
            target.close()


def _as_it_is(source: str, target: Ledger | Folder, by: str, *, dry_run: bool) -> Appended:
    """A store or a bundle: its entries with their hashes."""
    origin: Ledger | Bundle = open_ledger(source) if is_store(source) else Bundle(Path(source))
    try:
        if dry_run and isinstance(target, Folder):
            return target.plan(drafts_of(files_at(source)[1]))[1]
        if dry_run and not isinstance(target, Folder):
            trial = MemoryLedger(target.name)
            move(target, trial, now(), by)
            target = trial
        return move(origin, target, now(), by)
    finally:
        origin.close()


def _target(book: str, *, dry_run: bool) -> Ledger | Folder:
    """Where it goes; a dry run makes no store."""
    if Path(book).suffix.lower() == ENDING and not is_store(book):
        raise click.UsageError(
            f"{book} is a bundle, which never changes. Import into a folder or a store, and "
            "export a new bundle."
        )
    if not is_store(book):
        if Path(book).is_file():
            raise click.UsageError(f"{book} is a file. A book to import into is a folder or store.")
        return Folder(Path(book))
    if dry_run:
        try:
            return open_ledger(book)
        except LedgerError as fault:
            if "Make one" not in str(fault):
                raise
            return MemoryLedger(book)
    return open_ledger(book, new=True)


def _size(target: Ledger | Folder) -> int:
    if isinstance(target, Folder):
        return sum(1 for _ in drafts_of(target.files()))
    return target.head().size


def _drafts(source: str, book: str) -> list[Draft]:
    """The pieces of a folder or a file, without rows that are refused.

    Errors: raises NotValid with every fault, unless all lie in rows that are to be left out.
    """
    path = Path(source)
    if path.is_dir():
        whole = books.open_book(path)
        return _without_bad(list(drafts_of(Folder(path).files())), whole, "")
    ending = path.suffix.lower()
    if ending not in (*ENDINGS, TEXT_ENDING):
        raise click.UsageError(
            f"{source} is neither a record (.jsonl, .csv), a text (.truce) nor a bundle ({ENDING})."
        )
    name = path.name if ending == TEXT_ENDING else f"{RECORD}/{path.name}"
    drafts = list(drafts_of({name: path.read_bytes()}))
    whole = books.lone_file(path, name, book)
    return _without_bad(drafts, whole, name)


def _without_bad(drafts: list[Draft], whole: books.Book, only: str) -> list[Draft]:
    """The pieces in which no fault lies."""
    faults = [f for f in whole.faults if f.severity == "fault" and f.span.file.startswith(only)]
    if not faults:
        return drafts
    context = click.get_current_context()
    in_rows = all(not f.span.file.endswith(TEXT_ENDING) for f in faults)
    if not (in_rows and context.meta.get(KEEP_GOING)):
        raise NotValid(faults_to_text(whole))
    context.meta[LEFT_OUT] = True
    say(left_out_to_text(whole))
    at: dict[str, int] = {}
    kept: list[Draft] = []
    for draft in drafts:
        start = at.get(draft.file, -1 if draft.piece.startswith("\ufeff") else 0)
        at[draft.file] = end = start + len(draft.piece)
        if not any(_lies_in(fault, draft.file, start, end) for fault in faults):
            kept.append(draft)
    return kept


def _lies_in(fault: Diagnostic, file: str, start: int, end: int) -> bool:
    places = [fault.span, *(one.span for one in fault.related)]
    return any(span.file == file and start <= span.start < end for span in places)


def _tell_unplaced(book: str) -> None:
    """List every name without a place and every report that could not be bound."""
    try:
        whole = books.open_book(book)
    except books.BookError as no_book:
        say(str(no_book))
        return
    if whole.unplaced:
        say(f"{say_times(len(whole.unplaced), 'name')} without a place in the names table:")
        _list([f"{one.column}: {one.name}" for one in whole.unplaced])
    if whole.unbound:
        say(f"{say_times(len(whole.unbound), 'report')} bound to no commitment:")
        _list([one.report.id for one in whole.unbound])


def _list(names: list[str]) -> None:
    for name in names[:MOST]:
        say(f"  {name}")
    if len(names) > MOST:
        say(f"  and {len(names) - MOST} more: trucebook check, trucebook reports --unbound")
