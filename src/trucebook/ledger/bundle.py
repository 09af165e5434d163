"""A bundle: a whole ledger in one file of JSON Lines, to be kept, sent and checked anywhere.

The first line names the form; then each entry has two lines, the bytes that are hashed and the
words they seal; the last line holds a checkpoint and the SHA-256 of everything before it.
Source: spec/record/ledger.md.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from trucebook.ledger.checkpoint import Checkpoint, read_checkpoint
from trucebook.ledger.entry import (
    CHANGED,
    CHANGED_LAST,
    FIRST,
    NOT_AFTER,
    Entry,
    canonical,
    fault_of,
    is_after,
)
from trucebook.ledger.erasure import Holes
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, UNREACHED, LedgerError
from trucebook.ledger.store import Head
from trucebook.ledger.tree import Tree

ENDING = ".bundle"
FORM = b'{"schema":"trucebook.bundle/2"}\n'
FORMS = (b'{"schema":"trucebook.bundle/1"}\n', FORM)
"""How a bundle may begin. The second form knows erasures."""
ORIGIN = "trucebook.ledger"
FIRST_ENTRY = 2
"""The line of the first entry."""


class Digest(Protocol):
    """A hash on its way."""

    def update(self, data: bytes, /) -> None:
        """Take in more."""
        ...

    def hexdigest(self) -> str:
        """The hash so far."""
        ...


def origin_of(first: Entry | None) -> str:
    """The name of a ledger, wherever it is kept: its first entry's hash says which it is."""
    return ORIGIN if first is None else f"{ORIGIN}/{first.hash[:16]}"


def write_bundle(path: Path, entries: Iterable[Entry]) -> Checkpoint:
    """Write a bundle, whole or not at all.

    Errors: raises `LedgerError` where it cannot be written.
    """
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                checkpoint = _write(file.write, entries)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise LedgerError(
            UNREACHED, f"{path} cannot be written: {fault.strerror}.", "Nothing was written."
        ) from None
    return checkpoint


def bundle_bytes(entries: Iterable[Entry]) -> bytes:
    """A bundle that is written nowhere."""
    made = io.BytesIO()
    _write(made.write, entries)
    return made.getvalue()


def _write(write: Callable[[bytes], object], entries: Iterable[Entry]) -> Checkpoint:
    digest, tree = sha256(FORM), Tree()
    first: Entry | None = None
    last = FIRST
    write(FORM)
    for entry in entries:
        first = first or entry
        last = entry.hash
        lines = entry.data + b"\n" + entry.kept.encode() + b"\n"
        digest.update(lines)
        tree.add(entry.data)
        write(lines)
    checkpoint = Checkpoint(origin_of(first), tree.size, tree.root())
    write(_last(checkpoint, last, digest))
    return checkpoint


def _last(checkpoint: Checkpoint, last: str, digest: Digest) -> bytes:
    """The last line; its hash is over all lines before it and the checkpoint's note."""
    digest.update(checkpoint.note.encode())
    body = {"checkpoint": checkpoint.note, "last": last, "sha256": digest.hexdigest()}
    return canonical(body) + b"\n"


def _holds_after(line: bytes, entry: Entry) -> bool:
    """Whether a line, of an entry or the last one, says that it comes after an entry."""
    return is_after(line, entry) or b'"last":"' + entry.hash.encode() in line


class Bundle:
    """A bundle, read from its file; the whole of it is held to what it says while it is read."""

    def __init__(self, path: Path) -> None:
        """Name the file.

        Errors: raises `LedgerError` where it is no bundle.
        """
        self.path = path
        self.name = path.stem
        self._head: Head | None = None
        try:
            with self._open() as file:
                form = file.readline(len(FORM))
        except OSError as fault:
            raise LedgerError(
                UNREACHED, f"{path} cannot be read: {fault.strerror}.", "Nothing was done."
            ) from None
        if form not in FORMS and not form.startswith(b'{"schema":"trucebook.bundle/'):
            raise LedgerError(
                NOT_VERIFIED if b"trucebook" in form or b"bundle" in form else NOT_VALID,
                f"{path}, line 1: this is not how a bundle begins.",
                "A bundle is written by `trucebook export BOOK FILE.bundle`.",
            )

    def _open(self) -> BinaryIO:
        """The bytes, from the first on."""
        return self.path.open("rb")

    def head(self) -> Head:
        """Where it ends, once all of it was read."""
        if self._head is None:
            for _ in self.entries():
                pass
        return self._head or Head()

    def entries(self, first: int = 1) -> Iterator[Entry]:
        """The entries from a number on, each held to its hashes before it is given.

        Errors: raises `LedgerError` with the line where something is not what was written.
        """
        digest, tree, before, begun, holes = sha256(), Tree(), FIRST, None, Holes()
        with self._open() as file:
            line = file.readline()
            if line not in FORMS:
                raise self._bad(1, "this is not how a bundle of this version begins")
            digest.update(line)
            number, data = 2, file.readline()
            while (kept := file.readline()) or not data:
                if not kept:
                    raise self._bad(number, "the last line is missing")
                entry = self._entry(number, data, kept)
                if (why := fault_of(entry, before)) is not None:
                    later = (
                        why == NOT_AFTER
                        and number > FIRST_ENTRY
                        and _holds_after(file.readline(), entry)
                    )
                    at, why = (number - 2, CHANGED) if later else (number, why)
                    raise self._bad(at, f"entry {at // 2}: {why}")
                if (why := holes.see(number // 2, entry)) is not None:
                    raise self._bad(number, f"entry {number // 2}: {why}")
                begun = begun or entry
                before = entry.hash
                digest.update(data + kept)
                tree.add(entry.data)
                if tree.size >= first:
                    yield entry
                number, data = number + 2, file.readline()
        if (fault := holes.first_fault()) is not None:
            raise self._bad(2 * fault[0] + 1, f"entry {fault[0]}: {fault[1]}")
        checkpoint = Checkpoint(origin_of(begun), tree.size, tree.root())
        self._check_last(number, data, checkpoint, before, digest)
        self._head = Head(tree.size, before)

    def _entry(self, number: int, data: bytes, kept: bytes) -> Entry:
        """The entry of two lines."""
        if not data.endswith(b"\n") or not kept.endswith(b"\n"):
            raise self._bad(number, "the line is cut off")
        try:
            entry = Entry(data[:-1], kept[:-1].decode())
        except UnicodeDecodeError:
            raise self._bad(number + 1, "the words are no UTF-8") from None
        return entry

    def _check_last(
        self,
        number: int,
        line: bytes,
        made: Checkpoint,
        end: str,
        digest: Digest,
    ) -> None:
        """Hold the last line to all that came before it."""
        found, last = None, ""
        with suppress(ValueError, KeyError, TypeError, LedgerError):
            row = json.loads(line)
            last, found = row["last"], read_checkpoint(row["checkpoint"])
        if found is None:
            raise self._bad(number, "this is no last line: a checkpoint and hashes belong here")
        if found.root != made.root and last != end and number > FIRST_ENTRY:
            raise self._bad(number - 2, f"entry {number // 2 - 1}: {CHANGED_LAST}")
        if (found.origin, found.size, found.root) != (made.origin, made.size, made.root):
            raise self._bad(number, "the checkpoint is not that of the entries")
        if _last(found, end, digest) != line:
            raise self._bad(number, "the hashes are not those of the lines before it")

    def _bad(self, line: int, why: str) -> LedgerError:
        return LedgerError(
            NOT_VERIFIED, f"{self.path}, line {line}: {why}.", "Nothing of it is taken."
        )

    def own_faults(self) -> Iterator[str]:
        """Nothing apart from what reading finds."""
        return iter(())

    def close(self) -> None:
        """Nothing is held open."""
