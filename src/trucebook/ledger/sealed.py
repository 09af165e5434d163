"""A ledger sealed at rest: one file in the form of age, opened and closed in memory alone.

What is sealed is a line that says for whom, and a bundle. Nothing of it is ever written in clear:
no temporary file, no journal, no cache.
Source: spec/record/sealed.md; age-encryption.org/v1.
"""

from __future__ import annotations

import getpass
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

from trucebook.ledger.bundle import Bundle, bundle_bytes
from trucebook.ledger.entry import Draft, Entry
from trucebook.ledger.faults import (
    NOT_VALID,
    NOT_VERIFIED,
    UNREACHED,
    WRONG_USAGE,
    ExtraMissing,
    LedgerError,
)
from trucebook.ledger.folder import alone
from trucebook.ledger.memory import MemoryLedger
from trucebook.ledger.store import Appended, Head, Words

try:
    import pyrage  # type: ignore[import-untyped] # it has no types
except ImportError:
    raise ExtraMissing("pyrage") from None

IDENTITY = "TRUCEBOOK_IDENTITY"
"""Environment variable: the file with the age identity (AGE-SECRET-KEY-…) that opens the book."""
PASSPHRASE = "TRUCEBOOK_PASSPHRASE"  # noqa: S105 - the name of a variable
"""Environment variable: the passphrase, where there is no identity; else it is asked for."""
_SCHEMA = "trucebook.sealed/1"
_TO = "to"


class SealedLedger(MemoryLedger):
    """A ledger in a sealed file; it is made where `new` is said and there is none.

    `where` is the path, and for a new one `?to=age1…&to=age1…`: who besides the one who makes it
    can open it.
    """

    def __init__(self, where: str, *, new: bool = False) -> None:
        """Open the file with the identity or the passphrase of the environment.

        Errors: raises `LedgerError`.
        """
        path, _, asked = where.partition("?")
        self.path = Path(path)
        super().__init__(self.path.stem)
        more = parse_qs(asked)
        if more.keys() - {_TO}:
            raise LedgerError(
                WRONG_USAGE, "After ? a sealed book has to=age1… alone.", "Leave the rest out."
            )
        self._key = _Key()
        self._to = tuple(dict.fromkeys(more.get(_TO, ())))
        self._seen: bytes | None = None
        if self.path.exists():
            self._read()
        elif new:
            self._key.check(self._to)
            self._to = tuple(dict.fromkeys((*self._key.own, *self._to)))
            with self._writing():
                pass
        else:
            raise LedgerError(
                UNREACHED, f"There is no store at {self.path}.", "Make one with import."
            )

    def append(self, drafts: Iterable[Draft], recorded: str, by: str) -> Appended:
        """Put drafts in, all or none."""
        with self._writing():
            return super().append(drafts, recorded, by)

    def take(self, entries: Iterable[Entry], head: Head) -> int:
        """Put entries of another ledger in as they are, after `head`, all or none."""
        with self._writing():
            return super().take(entries, head)

    def erase(self, words: Words, erasure: Draft, head: Head, recorded: str, by: str) -> None:
        """Destroy words with their salts, and put the erasure after `head`."""
        with self._writing():
            super().erase(words, erasure, head, recorded, by)

    def scrub(self) -> tuple[str, ...]:
        """Nothing: the file is written anew each time, under a key of its own."""
        return ("Whoever has an earlier copy of the sealed file, and its key, still has the name.",)

    def _read(self) -> None:
        """Take over what the file holds.

        Errors: raises `LedgerError`.
        """
        try:
            sealed = self.path.read_bytes()
        except OSError as fault:
            raise LedgerError(
                UNREACHED, f"{self.path} cannot be read: {fault.strerror}.", "Nothing was done."
            ) from None
        clear = self._key.open(sealed, self.path)
        line, _, bundle = clear.partition(b"\n")
        try:
            about = json.loads(line)
            known, to = about["schema"] == _SCHEMA, tuple(map(str, about[_TO]))
        except (ValueError, KeyError, TypeError):
            known, to = False, ()
        if not known:
            raise LedgerError(
                NOT_VALID,
                f"{self.path} holds no sealed book that this version reads.",
                "A book of a later program is read by that program.",
            )
        self._begin(list(_InMemory(self.path, bundle).entries()))
        self._to = to
        self._seen = sealed

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One change of the file, on the disk when it ends, or not made at all."""
        with alone(self.path.parent):
            if self.path.exists() and self.path.read_bytes() != self._seen:
                self._read()
            before = list(self.entries())
            try:
                yield
                self._write()
            except BaseException:
                self._begin(before)
                raise

    def _write(self) -> None:
        about = json.dumps({"schema": _SCHEMA, _TO: self._to}).encode()
        sealed = self._key.seal(about + b"\n" + bundle_bytes(self.entries()), self._to)
        try:
            handle, beside = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sealed)
                    file.flush()
                    os.fsync(file.fileno())
                Path(beside).replace(self.path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
        except OSError as fault:
            raise LedgerError(
                UNREACHED,
                f"{self.path} cannot be written: {fault.strerror}.",
                "Nothing was put in.",
            ) from None
        self._seen = sealed


class _InMemory(Bundle):
    """A bundle that is in no file."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._data = data
        super().__init__(path)

    def _open(self) -> io.BytesIO:
        return io.BytesIO(self._data)


class _Key:
    """What opens and seals: an identity, or else a passphrase."""

    def __init__(self) -> None:
        """Take it from the environment; a passphrase may be asked for on the terminal.

        Errors: raises `LedgerError`.
        """
        self._identity: pyrage.x25519.Identity | None = None
        self._words = ""
        if file := os.environ.get(IDENTITY):
            self._identity = _identity_in(Path(file))
        elif PASSPHRASE in os.environ:
            self._words = os.environ[PASSPHRASE]
        elif sys.stdin is not None and sys.stdin.isatty():
            self._words = getpass.getpass("Passphrase of the sealed book: ")
        if self._identity is None and not self._words:
            raise LedgerError(
                WRONG_USAGE,
                "A sealed book needs a key.",
                f"Name a file with an age identity in {IDENTITY}, or a passphrase in {PASSPHRASE}.",
            )

    @property
    def own(self) -> tuple[str, ...]:
        """The recipient that this key opens for; none of a passphrase."""
        return () if self._identity is None else (str(self._identity.to_public()),)

    def check(self, to: tuple[str, ...]) -> None:
        """Refuse recipients that are none, or that a passphrase cannot have beside it.

        Errors: raises `LedgerError`.
        """
        if to and self._identity is None:
            raise LedgerError(
                WRONG_USAGE,
                "A book sealed with a passphrase is opened with it alone.",
                f"To name others in to=, name your own identity in {IDENTITY}.",
            )
        for one in to:
            try:
                pyrage.x25519.Recipient.from_str(one)
            except pyrage.RecipientError:
                raise LedgerError(
                    WRONG_USAGE, f"{one!r} is no age recipient.", "One begins with age1."
                ) from None

    def seal(self, clear: bytes, to: tuple[str, ...]) -> bytes:
        """Bytes in the form of age, for whoever holds this key, and for others."""
        if self._identity is None:
            return bytes(pyrage.passphrase.encrypt(clear, self._words))
        everybody = dict.fromkeys((*self.own, *to))
        return bytes(
            pyrage.encrypt(clear, [pyrage.x25519.Recipient.from_str(o) for o in everybody])
        )

    def open(self, sealed: bytes, path: Path) -> bytes:
        """What bytes in the form of age hold.

        Errors: raises `LedgerError`.
        """
        try:
            if self._identity is None:
                return bytes(pyrage.passphrase.decrypt(sealed, self._words))
            return bytes(pyrage.decrypt(sealed, [self._identity]))
        except pyrage.DecryptError:
            raise LedgerError(
                NOT_VERIFIED,
                f"{path} cannot be opened with this key, or is not as it was written.",
                "Nothing was read.",
            ) from None


def _identity_in(path: Path) -> pyrage.x25519.Identity:
    """The identity in a file, as age-keygen writes it.

    Errors: raises `LedgerError`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise LedgerError(
            UNREACHED, f"The identity in {path} cannot be read.", f"{IDENTITY} names its file."
        ) from None
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-"):
            try:
                return pyrage.x25519.Identity.from_str(line.strip())
            except pyrage.IdentityError:
                break
    raise LedgerError(
        WRONG_USAGE, f"{path} holds no age identity.", "Make one with: age-keygen -o desk.age-key"
    )
