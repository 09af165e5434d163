"""A ledger in one file of SQLite.

It is written with a rollback journal and full sync: what was put in is on the disk when the
command says so, and nothing but the one file is left when nobody writes.
Source: spec/record/ledger.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trucebook.ledger.entry import ERASURE, TEXT, Draft, Entry, make_entry
from trucebook.ledger.erasure import erased_before, with_erased
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, UNREACHED, ExtraMissing, LedgerError
from trucebook.ledger.store import FORM, FORMS, Appended, Head, Words, check_head, entries_for

try:
    import apsw
except ImportError:
    raise ExtraMissing("apsw") from None

WAIT = 30_000
"""Milliseconds to wait for another writer."""
AT_ONCE = 5_000
"""Entries read at a time, so that a reader never stands in a writer's way for long."""

_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, row_id TEXT NOT NULL, file TEXT NOT NULL,
  is_text INTEGER NOT NULL, data BLOB NOT NULL, kept TEXT NOT NULL);
CREATE INDEX entry_row ON entry (row_id) WHERE row_id <> '';
CREATE INDEX entry_text ON entry (file, seq) WHERE is_text;
"""

_NOT_FOUND_BY = """
WITH told AS (SELECT seq, id, row_id, file, is_text, CAST(data AS TEXT) AS said FROM entry)
SELECT seq FROM told WHERE json_valid(said) AND (
  id IS NOT said ->> '$.id' OR row_id IS NOT said ->> '$.row' OR file IS NOT said ->> '$.file'
  OR is_text IS NOT (said ->> '$.kind' = ?))
ORDER BY seq
"""
"""Entries whose columns are not what their bytes say; bytes that say nothing are told elsewhere."""

_DISK = (
    "What the disk itself keeps of overwritten blocks, and snapshots and backups of it, no program "
    "can reach."
)


class SqliteLedger:
    """A ledger in a file; it is made where `new` is said and there is none."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        """Open the file.

        Errors: raises `LedgerError`.
        """
        self.path = path
        self.address = f"sqlite:///{path}"
        self.name = path.stem
        if not new and not path.exists():
            raise LedgerError(UNREACHED, f"There is no store at {path}.", "Make one with import.")
        with self._told():
            self._open(write=new)

    def _open(self, *, write: bool) -> None:
        # A reader too may have to take back what a killed writer left half done; where the file
        # cannot be written, SQLite opens it for reading by itself.
        flags = apsw.SQLITE_OPEN_READWRITE
        if write:
            flags |= apsw.SQLITE_OPEN_CREATE
        self._db = apsw.Connection(str(self.path), flags=flags)
        self._db.set_busy_timeout(WAIT)
        self._writes = write
        if write:
            self._db.execute("PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON")
            with self._writing():
                if not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").get:
                    self._db.execute(_SCHEMA)
                    self._tell(Head())
                    self._db.execute("INSERT INTO about VALUES ('schema', ?)", (FORM,))
        self._check_schema()

    def _check_schema(self) -> None:
        """Refuse a file that is something else, or of a later program."""
        known = "SELECT 1 FROM sqlite_master WHERE name = 'about'"
        found = (
            self._db.execute(known).get
            and self._db.execute("SELECT value FROM about WHERE name = 'schema'").get
        )
        if found not in FORMS:
            raise LedgerError(
                NOT_VALID,
                f"{self.path} holds no ledger that this version reads"
                f"{f': it says {found}' if found else ''}.",
                "A ledger of a later program is read by that program.",
            )

    def head(self) -> Head:
        """What the file itself says of its end."""
        with self._told():
            return self._head()

    def _head(self) -> Head:
        about = dict(self._db.execute("SELECT name, value FROM about"))
        try:
            return Head(int(about["size"]), about["hash"])
        except (KeyError, ValueError):
            raise LedgerError(
                NOT_VERIFIED, f"{self.path}: the place of its end is lost.", "Restore a backup."
            ) from None

    def _tell(self, head: Head) -> None:
        rows = (("size", str(head.size)), ("hash", head.hash))
        self._db.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", rows)

    def entries(self, first: int = 1) -> Iterator[Entry]:
        """The entries from a number on; as many as there were when the first was asked for."""
        last = self.head().size
        words = "SELECT seq, data, kept FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq"
        while first <= last:
            with self._told():
                rows = self._db.execute(words, (first, min(last, first + AT_ONCE - 1))).fetchall()
            for seq, data, kept in rows:
                if seq != first or not isinstance(data, bytes) or not isinstance(kept, str):
                    raise self._missing(first)
                yield Entry(data, kept)
                first += 1
            if not rows:
                raise self._missing(first)

    def _missing(self, number: int) -> LedgerError:
        return LedgerError(
            NOT_VERIFIED,
            f"{self.path}: entry {number} is not there, or cannot be read.",
            "Restore a backup.",
        )

    def append(self, drafts: Iterable[Draft], recorded: str, by: str) -> Appended:
        """Put drafts in, all or none."""
        there = new = 0
        with self._told(), self._writing():
            head = self._head()
            size, last = head.size, head.hash
            for entry in entries_for(drafts, self, head, recorded, by):
                if entry is None:
                    there += 1
                    continue
                new += 1
                last = entry.hash
                self._put(size + new, entry)
            if new:
                self._tell(Head(size + new, last))
        return Appended(new, there)

    def take(self, entries: Iterable[Entry], head: Head) -> int:
        """Put entries of another ledger in as they are, after `head`, all or none."""
        new, last = 0, head.hash
        erasures: list[Entry] = []
        with self._told(), self._writing():
            check_head(self._head(), head)
            for entry in entries:
                new += 1
                last = entry.hash
                self._put(head.size + new, entry)
                if entry.body["kind"] == ERASURE:
                    erasures.append(entry)
            self._tell(Head(head.size + new, last))
            self._rewrite(dict(erased_before(erasures, head.size)))
            if erasures:
                self._say_form()
        return new

    def erase(self, words: Words, erasure: Draft, head: Head, recorded: str, by: str) -> None:
        """Destroy words with their salts, and put the erasure after `head`, all or none."""
        with self._told(), self._writing():
            check_head(self._head(), head)
            self._rewrite(words)
            entry = make_entry(erasure, erasure.key, head.hash, recorded, by)
            self._put(head.size + 1, entry)
            self._tell(Head(head.size + 1, entry.hash))
            self._say_form()

    def _rewrite(self, words: Words) -> None:
        for number, instead in words.items():
            entry = next(self.entries(number))
            changed = with_erased(entry, instead).kept
            self._db.execute("UPDATE entry SET kept = ? WHERE seq = ?", (changed, number))

    def _say_form(self) -> None:
        self._db.execute("UPDATE about SET value = ? WHERE name = 'schema'", (FORM,))

    def scrub(self) -> tuple[str, ...]:
        """Write the file anew, and write over the journal that took part in it.

        The lock is held throughout, so that no other writer can have a journal of its own.
        """
        with self._told():
            self._db.close()
            self._open(write=True)
            self._db.execute(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = PERSIST; "
                "PRAGMA temp_store = MEMORY"
            )
            with self._writing():
                self._tell(self._head())
            _write_over(self._journal)
            self._db.execute("VACUUM")
            _write_over(self._journal)
            self._db.execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE")
            self._db.close()
            self._journal.unlink(missing_ok=True)
            self._open(write=True)
        return (_DISK,)

    @property
    def _journal(self) -> Path:
        return self.path.with_name(f"{self.path.name}-journal")

    def _put(self, seq: int, entry: Entry) -> None:
        words = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._db.execute(words, (seq, *(entry.found_by or ()), entry.data, entry.kept))

    def by_key(self, key: str) -> Entry | None:
        """The entry of a key."""
        return self._one("SELECT data, kept FROM entry WHERE id = ?", key)

    def by_row(self, row: str) -> Entry | None:
        """The first entry that holds a report's id."""
        return self._one(
            "SELECT data, kept FROM entry WHERE row_id = ? AND row_id <> '' ORDER BY seq LIMIT 1",
            row,
        )

    def last_text(self, file: str) -> tuple[int, Entry | None]:
        """How many texts a file has had, and the last of them."""
        count = self._db.execute("SELECT count(*) FROM entry WHERE file = ? AND is_text", (file,))
        last = "SELECT data, kept FROM entry WHERE file = ? AND is_text ORDER BY seq DESC LIMIT 1"
        return count.get, self._one(last, file)

    def _one(self, words: str, value: str) -> Entry | None:
        row = self._db.execute(words, (value,)).fetchone()
        return None if row is None else Entry(*row)

    def own_faults(self) -> Iterator[str]:
        """What SQLite finds wrong with the file, and columns that are not as the entries say."""
        with self._told():
            for (words,) in self._db.execute("PRAGMA integrity_check"):
                if words != "ok":
                    yield f"the file is damaged: {words}"
            for (seq,) in self._db.execute(_NOT_FOUND_BY, (TEXT,)):
                yield f"entry {seq}: what it is found by is not what it says"
            words = "SELECT (SELECT count(*) FROM entry), value FROM about WHERE name = 'size'"
            for count, size in self._db.execute(words):
                if str(count) != size:
                    yield f"the file says it has {size} entries, and has {count}"

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One change of the file, on the disk when it ends, or not made at all."""
        if not self._writes:
            self._db.close()
            self._open(write=True)
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite refuses, in words."""
        try:
            yield
        except (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError) as fault:
            raise LedgerError(
                NOT_VERIFIED, f"{self.path} is damaged: {fault}.", "Restore a backup."
            ) from None
        except apsw.BusyError:
            raise LedgerError(
                UNREACHED,
                f"{self.path} is being written by others.",
                "Nothing was done; try again.",
            ) from None
        except apsw.FullError:
            raise LedgerError(
                UNREACHED, f"{self.path}: the disk is full.", "Nothing was put in."
            ) from None
        except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError):
            raise LedgerError(
                UNREACHED, f"{self.path} cannot be written here.", "Nothing was put in."
            ) from None
        except apsw.CantOpenError:
            raise LedgerError(
                UNREACHED,
                f"{self.path} cannot be opened.",
                "The folder has to be there, and file and folder open to you.",
            ) from None
        except apsw.Error as fault:
            raise LedgerError(UNREACHED, f"{self.path}: {fault}.", "Nothing was put in.") from None


def _write_over(journal: Path) -> None:
    """Write nothing over all of a journal, on the disk."""
    with suppress(FileNotFoundError), journal.open("r+b") as file:
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
