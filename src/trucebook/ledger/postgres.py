"""A ledger in a database of PostgreSQL, in a schema of its own (`trucebook`).

Writers wait for each other by a lock on the row that says where the ledger ends.
Source: spec/record/ledger.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from trucebook.ledger.entry import ERASURE, Draft, Entry, make_entry
from trucebook.ledger.erasure import erased_before, with_erased
from trucebook.ledger.faults import (
    NOT_VALID,
    NOT_VERIFIED,
    UNREACHED,
    WRONG_USAGE,
    ExtraMissing,
    LedgerError,
)
from trucebook.ledger.store import FORM, FORMS, Appended, Head, Words, check_head, entries_for

try:
    import psycopg
except ImportError:
    raise ExtraMissing("psycopg") from None

AT_ONCE = 5_000
"""Entries read at a time."""
WAIT = 15
"""Seconds to wait for the server."""
_MAKING = 7_481_205_914
"""The lock of whoever makes the schema."""

_SCHEMA = """
CREATE SCHEMA IF NOT EXISTS trucebook;
CREATE TABLE IF NOT EXISTS trucebook.about (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  form text NOT NULL, size bigint NOT NULL, hash text NOT NULL);
CREATE TABLE IF NOT EXISTS trucebook.entry (
  seq bigint PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, row_id text COLLATE "C" NOT NULL,
  file text COLLATE "C" NOT NULL, is_text boolean NOT NULL, data bytea NOT NULL,
  kept bytea NOT NULL);
ALTER TABLE trucebook.entry ALTER COLUMN kept SET STATISTICS 0;
CREATE INDEX IF NOT EXISTS entry_row ON trucebook.entry (row_id) WHERE row_id <> '';
CREATE INDEX IF NOT EXISTS entry_text ON trucebook.entry (file, seq) WHERE is_text;
"""
_SCRUBBING = (
    "SELECT pg_clear_attribute_stats('trucebook', 'entry', 'kept', false)",
    "DELETE FROM pg_statistic WHERE starelid = 'trucebook.entry'::regclass",
    "VACUUM FULL pg_catalog.pg_statistic",
    "SELECT pg_switch_wal()",
    "CHECKPOINT",
    "SELECT pg_switch_wal()",
    "CHECKPOINT",
)
"""What takes the last copies out of a server's own files, as far as one is allowed to."""

_SERVER = (
    "The server's write-ahead log, its archive, replicas, backups and logs of statements may "
    "still hold it: what whoever runs the server has to do stands in docs/how-to/erase.md."
)


class PostgresLedger:
    """A ledger in a database; it is made where `new` is said and there is none."""

    def __init__(self, address: str, *, new: bool = False) -> None:
        """Connect.

        Errors: raises `LedgerError`.
        """
        try:
            where = urlsplit(address)
        except ValueError:
            raise LedgerError(
                WRONG_USAGE,
                "This is no address of a database.",
                "Write postgresql://user@host/database.",
            ) from None
        self.name = where.path.strip("/") or "postgres"
        self._shown = f"postgresql://{where.hostname or ''}/{self.name}"
        with self._told():
            self._db = psycopg.connect(address, autocommit=True, connect_timeout=WAIT)
        try:
            self._begin(new=new)
        except BaseException:
            self._db.close()
            raise

    def _begin(self, *, new: bool) -> None:
        if new:
            with self._told():
                self._make()
        found = self._form()
        if found is None:
            raise LedgerError(
                UNREACHED, f"There is no book in {self._shown}.", "Make one with import."
            )
        if found not in FORMS:
            raise LedgerError(
                NOT_VALID,
                f"{self._shown} holds no ledger that this version reads: it says {found}.",
                "A ledger of a later program is read by that program.",
            )

    def _make(self) -> None:
        with self._db.transaction():
            self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
            if self._form() is None:
                self._db.execute(_SCHEMA)
                self._db.execute(
                    "INSERT INTO trucebook.about (form, size, hash) VALUES (%s, 0, '')", (FORM,)
                )

    def _form(self) -> str | None:
        with self._told():
            there = self._db.execute("SELECT to_regclass('trucebook.about')").fetchone()
            if there is None or there[0] is None:
                return None
            row = self._db.execute("SELECT form FROM trucebook.about").fetchone()
            return None if row is None else str(row[0])

    def head(self) -> Head:
        """What the database itself says of its end."""
        with self._told():
            return self._head()

    def _head(self, *, lock: bool = False) -> Head:
        words = "SELECT size, hash FROM trucebook.about"
        row = self._db.execute(f"{words} FOR UPDATE" if lock else words).fetchone()
        if row is None:
            raise LedgerError(
                NOT_VERIFIED, f"{self._shown}: the place of its end is lost.", "Restore a backup."
            )
        return Head(*row)

    def entries(self, first: int = 1) -> Iterator[Entry]:
        """The entries from a number on; as many as there were when the first was asked for."""
        last = self.head().size
        words = "SELECT seq, data, kept FROM trucebook.entry WHERE seq BETWEEN %s AND %s ORDER BY 1"
        while first <= last:
            with self._told():
                upto = min(last, first + AT_ONCE - 1)
                rows = self._db.execute(words, (first, upto), binary=True).fetchall()
            for seq, data, kept in rows:
                if seq != first:
                    raise self._missing(first)
                yield self._entry(first, data, kept)
                first += 1
            if not rows:
                raise self._missing(first)

    def _entry(self, number: int, data: bytes, kept: bytes) -> Entry:
        try:
            return Entry(bytes(data), bytes(kept).decode())
        except UnicodeDecodeError:
            raise self._missing(number) from None

    def _missing(self, number: int) -> LedgerError:
        return LedgerError(
            NOT_VERIFIED,
            f"{self._shown}: entry {number} is not there, or cannot be read.",
            "Restore a backup.",
        )

    def append(self, drafts: Iterable[Draft], recorded: str, by: str) -> Appended:
        """Put drafts in, all or none."""
        there = new = 0
        with self._told(), self._db.transaction():
            head = self._head(lock=True)
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
        with self._told(), self._db.transaction():
            check_head(self._head(lock=True), head)
            with (
                self._db.cursor() as cursor,
                cursor.copy("COPY trucebook.entry FROM STDIN") as copy,
            ):
                for entry in entries:
                    new += 1
                    last = entry.hash
                    copy.write_row(_row(head.size + new, entry))
                    if entry.body["kind"] == ERASURE:
                        erasures.append(entry)
            self._tell(Head(head.size + new, last))
            self._rewrite(dict(erased_before(erasures, head.size)))
            if erasures:
                self._say_form()
        return new

    def erase(self, words: Words, erasure: Draft, head: Head, recorded: str, by: str) -> None:
        """Destroy words with their salts, and put the erasure after `head`, all or none."""
        with self._told(), self._db.transaction():
            check_head(self._head(lock=True), head)
            self._rewrite(words)
            entry = make_entry(erasure, erasure.key, head.hash, recorded, by)
            self._put(head.size + 1, entry)
            self._tell(Head(head.size + 1, entry.hash))
            self._say_form()

    def _rewrite(self, words: Words) -> None:
        for number, instead in words.items():
            changed = with_erased(next(self.entries(number)), instead).kept.encode()
            update = "UPDATE trucebook.entry SET kept = %s WHERE seq = %s"
            self._db.execute(update, (changed, number))

    def _say_form(self) -> None:
        self._db.execute("UPDATE trucebook.about SET form = %s", (FORM,))

    def scrub(self) -> tuple[str, ...]:
        """Write the table anew without what is dead in it, and have the log cut as far as allowed.

        What the server keeps elsewhere is its keeper's to destroy: the words say where.
        """
        with self._told():
            self._db.execute("ALTER TABLE trucebook.entry ALTER COLUMN kept SET STATISTICS 0")
            self._db.execute("VACUUM FULL trucebook.entry")
            for words in _SCRUBBING:
                with suppress(psycopg.Error):  # not everybody may; the words below say so
                    self._db.execute(words)
        return (_SERVER,)

    def _put(self, seq: int, entry: Entry) -> None:
        words = "INSERT INTO trucebook.entry VALUES (%s, %s, %s, %s, %s, %s, %s)"
        self._db.execute(words, _row(seq, entry))

    def _tell(self, head: Head) -> None:
        words = "UPDATE trucebook.about SET size = %s, hash = %s"
        self._db.execute(words, (head.size, head.hash))

    def by_key(self, key: str) -> Entry | None:
        """The entry of a key."""
        return self._one("WHERE id = %s", key)

    def by_row(self, row: str) -> Entry | None:
        """The first entry that holds a report's id."""
        return self._one("WHERE row_id = %s AND row_id <> '' ORDER BY seq LIMIT 1", row)

    def last_text(self, file: str) -> tuple[int, Entry | None]:
        """How many texts a file has had, and the last of them."""
        words = "SELECT count(*) FROM trucebook.entry WHERE file = %s AND is_text"
        count = self._db.execute(words, (file,)).fetchone() or (0,)
        last = self._one("WHERE file = %s AND is_text ORDER BY seq DESC LIMIT 1", file)
        return int(count[0]), last

    def _one(self, where: str, value: str) -> Entry | None:
        words = f"SELECT data, kept FROM trucebook.entry {where}"  # noqa: S608 - words of our own
        row = self._db.execute(words, (value,)).fetchone()
        return None if row is None else self._entry(0, *row)

    def own_faults(self) -> Iterator[str]:
        """Columns that are not as the entries say, and entries past the end."""
        with self._told():
            words = "SELECT seq, id, row_id, file, is_text, data FROM trucebook.entry ORDER BY seq"
            for seq, key, row, file, is_text, data in self._db.execute(words):
                told = Entry(bytes(data), "").found_by
                if told is not None and (key, row, file, is_text) != told:
                    yield f"entry {seq}: what it is found by is not what it says"
            words = "SELECT size, (SELECT count(*) FROM trucebook.entry) FROM trucebook.about"
            for size, count in self._db.execute(words):
                if count != size:
                    yield f"the store says it has {size} entries, and has {count}"

    def close(self) -> None:
        """Let go of the connection."""
        self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server refuses, in words."""
        try:
            yield
        except psycopg.errors.InsufficientPrivilege as fault:
            raise LedgerError(
                UNREACHED,
                f"{self._shown} is not open to you: {_line(fault)}.",
                "Nothing was put in.",
            ) from None
        except psycopg.errors.DiskFull:
            raise LedgerError(
                UNREACHED, f"{self._shown}: the disk is full.", "Nothing was put in."
            ) from None
        except psycopg.Error as fault:
            raise LedgerError(
                UNREACHED,
                f"{self._shown} cannot be asked: {_line(fault)}.",
                "What was not acknowledged may be tried again: nothing goes in twice.",
            ) from None


def _row(seq: int, entry: Entry) -> tuple[object, ...]:
    return seq, *(entry.found_by or ()), entry.data, entry.kept.encode()


def _line(fault: Exception) -> str:
    """The first line of what a server says."""
    return (str(fault).strip().splitlines() or ["no more is said"])[0].rstrip(".")
