"""`trucebook erase`: a person's name is destroyed wherever a book has it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from trucebook import book as books
from trucebook.cli.entering import STDIN
from trucebook.cli.moving import told
from trucebook.cli.options import KEEP_GOING, json_option, keep_going_option
from trucebook.cli.output import LEFT_OUT, NotValid, put, say, width
from trucebook.entering.enter import now
from trucebook.evaluation.result import Clocks
from trucebook.export.erased_to_text import (
    Erased,
    Replaced,
    erased_to_json,
    erased_to_text,
    stuck_to_text,
)
from trucebook.export.to_json import to_text
from trucebook.ledger.address import opened
from trucebook.ledger.bundle import ENDING, Bundle
from trucebook.ledger.erase import Found, Plan, erase, next_placeholder, plan
from trucebook.ledger.erase_folder import FolderPlan, everything, plan_folder
from trucebook.ledger.folder import Folder
from trucebook.ledger.schemes import is_store
from trucebook.ledger.spelling import Spellings
from trucebook.ledger.split import files_of
from trucebook.ledger.store import Ledger
from trucebook.views.changes import moved_between

_WORDS = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
"""What may stand in the place of a name: words and hyphens, so that no file breaks."""
IN_A_FOLDER = (
    "What the disk itself keeps of files that were written over, and what git or another archive "
    "keeps of them, is not reached."
)


@click.command("erase", epilog='Example: trucebook erase sqlite:///cell.db "A. Name" --dry-run')
@click.argument("book")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option(
    "--as", "instead", metavar="WORDS", help="What stands there instead. Default: erased-1, …"
)
@click.option("--inside-words", is_flag=True, help="Also where it is part of a longer word.")
@click.option("--dry-run", is_flag=True, help="Say what would be replaced, and change nothing.")
@click.option("--by", default="", metavar="DESK", help="A desk key or pseudonym: who erases.")
@keep_going_option
@json_option
def command(
    *,
    book: str,
    names: tuple[str, ...],
    instead: str | None,
    inside_words: bool,
    dry_run: bool,
    by: str,
    as_json: bool,
) -> None:
    """Destroy the name of one person in BOOK, for good; each further spelling is one NAME more.

    In a store the words are destroyed with their salts, in every wording a text ever had; hashes,
    chain, root and checkpoints stay as they were, and a new entry says which words were replaced,
    not what they were. In a folder every file is written anew. NAME may be `-`: then the
    spellings are read from standard input, one a line, and stay out of the shell's history.

    With --keep-going, what can be erased is, where the name also stands in an id; the exit status
    stays 3.
    """
    spelled = _spelled(names)
    if instead is not None and not _WORDS.fullmatch(instead):
        raise click.UsageError("--as takes words, figures and hyphens, as in witness-3.")
    if not is_store(book) and Path(book).suffix.lower() == ENDING:
        raise click.UsageError(
            f"{book} is a bundle, which never changes. Erase in the book it came from, export a "
            "new bundle, and destroy this one."
        )
    if not is_store(book) and not Path(book).is_dir():
        raise click.UsageError(f"There is no book at {book}: name a folder or a store.")
    with told(), opened(book) as store:
        if isinstance(store, Bundle):
            raise TypeError(store.name)
        erased = _erase(store, spelled, instead, by, inside=inside_words, dry_run=dry_run)
    put(to_text(erased_to_json(erased)) if as_json else erased_to_text(erased, width()))


def _spelled(names: tuple[str, ...]) -> list[str]:
    """The spellings given.

    Errors: click.UsageError where one is no name.
    """
    spelled = list(names)
    if STDIN in spelled:
        try:
            lines = sys.stdin.buffer.read().decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            raise NotValid("standard input is not UTF-8 text.") from None
        spelled = [*(name for name in spelled if name != STDIN), *(one for one in lines if one)]
    if not spelled or not all(any(c.isalpha() for c in name) for name in spelled):
        raise click.UsageError("A name has at least one letter.")
    try:
        "".join(spelled).encode()
    except UnicodeEncodeError:
        raise click.UsageError("A name is written in UTF-8.") from None
    return spelled


def _erase(
    store: Ledger | Folder,
    names: list[str],
    instead: str | None,
    by: str,
    *,
    inside: bool,
    dry_run: bool,
) -> Erased:
    """Erase, or only find out what would be; what it moves is asked before anything is done.

    Errors: NotValid where the name stands in hashed bytes; `LedgerError`.
    """
    if isinstance(store, Folder):
        texts = (data.decode("utf-8", "replace") for _, data in everything(store.path))
        words = instead or next_placeholder(texts)
        there = plan_folder(store, Spellings(names, words, inside=inside))
        _refuse_stuck(_replaced(there.stuck))
        own = store.files()
        after = own | {name: data for name, data in there.files.items() if name in own}
        moved = _moved(store.name, own, after)
        if not dry_run:
            store.rewrite(there.files)
        return _erased(store.name, words, there, moved, (IN_A_FOLDER,), dry_run=dry_run)
    entries = list(store.entries())
    words = instead or next_placeholder(entry.piece for entry in entries)
    planned = plan(entries, Spellings(names, words, inside=inside))
    _refuse_stuck(_replaced(planned.stuck))
    moved = _moved(store.name, files_of(entries), files_of(planned.entries))
    left = () if dry_run else erase(store, planned, now(), by)
    number = planned.head.size + 1 if planned.found and not dry_run else None
    return _erased(store.name, words, planned, moved, left, entry=number, dry_run=dry_run)


def _erased(
    name: str,
    instead: str,
    planned: Plan | FolderPlan,
    moved: tuple[str, ...],
    left: tuple[str, ...],
    *,
    entry: int | None = None,
    dry_run: bool,
) -> Erased:
    """What was planned, for the reader."""
    found, stuck, inside = (
        _replaced(some) for some in (planned.found, planned.stuck, planned.inside)
    )
    return Erased(name, instead, found, stuck, inside, moved, left, entry, dry_run)


def _replaced(found: tuple[Found, ...]) -> tuple[Replaced, ...]:
    return tuple(Replaced(one.number or None, one.file, one.row, one.where) for one in found)


def _refuse_stuck(stuck: tuple[Replaced, ...]) -> None:
    """Say where the name cannot be erased; stop there, unless it is to go on.

    Errors: NotValid.
    """
    if not stuck:
        return
    context = click.get_current_context()
    words = stuck_to_text(stuck, width())
    if not context.meta.get(KEEP_GOING):
        raise NotValid(f"{words}Nothing was erased. --keep-going erases the rest.")
    context.meta[LEFT_OUT] = True
    say(words)


def _moved(name: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[str, ...]:
    """What would no longer be as it was: new faults, standings on the last published day.

    Errors: NotValid where the book would no longer be one.
    """
    if before == after:
        return ()
    try:
        old, new = books.book_of(name, before), books.book_of(name, after)
    except books.BookError:  # no text yet: there is nothing to stand anywhere
        return ()
    faults = [f for f in new.faults if f.severity == "fault"]
    if len(faults) > sum(f.severity == "fault" for f in old.faults):
        raise NotValid(
            f"Without the name the book would have a fault: {faults[0].message}. It may be "
            "part of an id there. Nothing was erased; --as takes other words in its place."
        )
    day = books.last_published(old)
    if day is None or faults:
        return ()
    boards = [books.board(one, Clocks(day)) for one in (old, new)]
    return tuple(
        f"{one.id}: {one.before} -> {one.after}" for one in moved_between(boards[0], boards[1])
    )
