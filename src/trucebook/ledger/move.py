"""From one form of a ledger to another, without loss: entries as they are where both keep them.

Source: spec/record/ledger.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from trucebook.ledger.address import Store
from trucebook.ledger.bundle import Bundle, write_bundle
from trucebook.ledger.entry import FIRST, Draft, Entry, fault_of
from trucebook.ledger.erasure import Holes
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.memory import MemoryLedger
from trucebook.ledger.split import drafts_of, files_of
from trucebook.ledger.store import Appended, Head, Ledger


def put(target: Ledger | Folder, drafts: Iterable[Draft], recorded: str, by: str) -> Appended:
    """Put pieces into a ledger or a folder.

    Errors: raises `LedgerError`; then nothing was put in.
    """
    if isinstance(target, Folder):
        return target.append(drafts)
    return target.append(drafts, recorded, by)


def planned(target: Ledger | Folder, drafts: Iterable[Draft], recorded: str) -> Appended:
    """What would become of pieces, and nothing is put in.

    Errors: raises `LedgerError` as `put` would.
    """
    if isinstance(target, Folder):
        return target.plan(drafts)[1]
    trial = MemoryLedger(target.name)
    trial.take(target.entries(), Head())
    return trial.append(drafts, recorded, "")


def move(source: Store, target: Ledger | Folder, recorded: str, by: str) -> Appended:
    """Put a whole ledger into another one.

    Between stores entries go as they are, with their hashes; what the target has already has to
    be the beginning of the source, or the other way round.
    Errors: raises `LedgerError`; then nothing was put in.
    """
    if isinstance(source, Folder):
        return put(target, drafts_of(source.files()), recorded, by)
    if isinstance(target, Folder):
        return target.append(drafts_of(files_of(proved(source))))
    head = target.head()
    size = source.head().size
    if head.size > size:
        last = next(target.entries(size), None) if size else None
        if size and (last is None or last.hash != source.head().hash):
            raise _other()
        return Appended(0, size)
    return Appended(target.take(_after(source, head), head), head.size)


def write(source: Store, path: Path, recorded: str, by: str) -> int:
    """Write a whole ledger as a bundle; how many entries it has.

    Errors: raises `LedgerError`.
    """
    if isinstance(source, Folder):
        made = MemoryLedger(source.name)
        made.append(drafts_of(source.files()), recorded, by)
        return write_bundle(path, made.entries()).size
    return write_bundle(path, proved(source)).size


def proved(source: Ledger | Bundle) -> Iterator[Entry]:
    """The entries of a ledger, each held to its hashes before it is given.

    Errors: raises `LedgerError` at the first that does not hold.
    """
    before, holes = FIRST, Holes()
    for number, entry in enumerate(source.entries(), 1):
        why = fault_of(entry, before) or holes.see(number, entry)
        if why is not None:
            raise _bad(source, number, why)
        before = entry.hash
        yield entry
    if (fault := holes.first_fault()) is not None:
        raise _bad(source, *fault)


def _bad(source: Ledger | Bundle, number: int, why: str) -> LedgerError:
    return LedgerError(
        NOT_VERIFIED, f"{source.name}, entry {number}: {why}.", "Nothing of it is taken."
    )


def _after(source: Ledger | Bundle, head: Head) -> Iterator[Entry]:
    """The entries of a source after those a target has.

    Errors: raises `LedgerError` where the target has others.
    """
    if not head.size:
        yield from proved(source)
        return
    for number, entry in enumerate(proved(source), 1):
        if number == head.size and entry.hash != head.hash:
            raise _other()
        if number > head.size:
            yield entry


def _other() -> LedgerError:
    return LedgerError(
        NOT_VALID,
        "The two ledgers are not the same book: one is not the beginning of the other.",
        "Nothing was put in. To put the reports of one into the other, export them as a folder "
        "and import that.",
    )
