"""A book in a folder: files that people write with any editor, and that pieces can be added to.

A folder has no chain and no clock of its own; who wants proofs moves it into a store.
Source: spec/record/book.md.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from trucebook.ledger.entry import TEXT, Draft
from trucebook.ledger.faults import NOT_VALID, UNREACHED, LedgerError
from trucebook.ledger.sources import SOURCE, bytes_of
from trucebook.ledger.split import drafts_of
from trucebook.ledger.store import Appended, refuse_other
from trucebook.record.files import book_files
from trucebook.record.queue import queue_files
from trucebook.record.sources import source_files


class Folder:
    """The files of a book in a folder."""

    def __init__(self, path: Path) -> None:
        """Name the folder; it need not be there yet."""
        self.path = path
        self.name = path.resolve().name

    def files(self) -> dict[str, bytes]:
        """Texts and record files by name.

        Errors: raises `LedgerError` where one cannot be read.
        """
        texts, record = book_files(self.path)
        found = (*texts, *record, *source_files(self.path), *queue_files(self.path))
        try:
            return {p.relative_to(self.path).as_posix(): p.read_bytes() for p in found}
        except OSError as fault:
            raise _told(fault, "read") from None

    def plan(self, drafts: Iterable[Draft]) -> tuple[dict[str, bytes], Appended]:
        """The files that would change, as they would be, and what would become of the drafts.

        Errors: raises `LedgerError` where an id is there with other words.
        """
        files = self.files()
        pieces = {d.key or d.file: d.piece for d in drafts_of(files)}
        rows = {d.row: d.piece for d in reversed(list(drafts_of(files))) if d.row}
        changed: dict[str, list[str]] = {}
        sources: dict[str, bytes] = {}
        new = there = 0
        for draft in drafts:
            key = draft.key or draft.file
            _hold_to_names(draft.file)
            if draft.kind == SOURCE and key not in pieces:
                sources[draft.file] = bytes_of(draft.frame, draft.piece)
            elif draft.kind == TEXT:
                if pieces.get(key) == draft.piece:
                    there += 1
                    continue
                changed[draft.file] = [draft.piece]
            else:
                for found in (pieces.get(key), rows.get(draft.row)):
                    refuse_other(found, draft)
                if key in pieces:
                    there += 1
                    continue
                if draft.file not in changed:
                    changed[draft.file] = [files.get(draft.file, b"").decode()]
                so_far = changed[draft.file]
                if so_far[-1] and not so_far[-1].endswith("\n"):
                    so_far.append("\n")
                so_far.append(draft.piece)
            new += 1
            pieces[key] = draft.piece
            if draft.row:
                rows.setdefault(draft.row, draft.piece)
        done = {name: "".join(parts).encode() for name, parts in changed.items()}
        done |= sources
        return done, Appended(new, there)

    def append(self, drafts: Iterable[Draft]) -> Appended:
        """Put drafts into their files: each file whole or not at all.

        Errors: raises `LedgerError`; where a file cannot be written, none is changed before it
        was found that all can be.
        """
        with alone(self.path):
            return self._append(drafts)

    def _append(self, drafts: Iterable[Draft]) -> Appended:
        """Put drafts into their files, while nobody else does."""
        changed, appended = self.plan(drafts)
        self._write(changed)
        return appended

    def rewrite(self, files: Mapping[str, bytes]) -> None:
        """Put other bytes into files of the folder: each whole or not at all.

        Errors: raises `LedgerError`.
        """
        with alone(self.path):
            self._write(files)

    def _write(self, changed: Mapping[str, bytes]) -> None:
        written: list[tuple[Path, Path]] = []
        try:
            for name, data in changed.items():
                written.append((_beside(self.path / name, data), self.path / name))
            for beside, path in written:
                beside.replace(path)
        except OSError as fault:
            raise _told(fault, "written") from None
        finally:
            for beside, _ in written:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)


def _hold_to_names(name: str) -> None:
    """Refuse a file that would lie anywhere but in the folder of the book.

    Errors: raises `LedgerError`.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or not {"..", "\\", ":", "\0"}.isdisjoint({*path.parts, *name}):
        raise LedgerError(
            NOT_VALID,
            f"{name!r} is no name of a file in a book.",
            "A book has texts, and files in the folders record, sources and queue. "
            "Nothing was written.",
        )


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other writers of this program out of a folder, or two would each write what they read.

    Where the system knows no locks of folders (Windows), a folder is for one writer at a time.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDONLY)
    except OSError as fault:
        raise _told(fault, "written") from None
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _beside(path: Path, data: bytes) -> Path:
    """A file with the data beside the one it is to become, on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask
        Path(name).chmod(mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _told(fault: OSError, what: str) -> LedgerError:
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return LedgerError(
            NOT_VALID, f"{fault.filename} is a file, no folder.", "Nothing was written."
        )
    return LedgerError(
        UNREACHED,
        f"{fault.filename or 'a file'} cannot be {what}: {fault.strerror}.",
        "Nothing of the book was changed.",
    )
