"""Where the people of a store are kept: a file of its own, or a schema of its own.

    sqlite:///cell.db      cell.db.people     a file beside the book
    postgresql://…         trucebook_people   a schema beside the book's

Either can be destroyed, and every entry of the book stays as it is.
Source: spec/record/people.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from trucebook.ledger.address import open_ledger
from trucebook.ledger.faults import NOT_VALID, UNREACHED, ExtraMissing, LedgerError

FORM = "trucebook.people/1"
ENDING = ".people"
_WAIT = 10_000
_MAKING = 7_481_205_915
"""The lock of whoever makes the schema."""
_TABLES = """
CREATE TABLE {s}about (form TEXT NOT NULL);
CREATE TABLE {s}person (key TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL,
  since TEXT NOT NULL);
CREATE TABLE {s}name (key TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE {s}token (id TEXT PRIMARY KEY, key TEXT NOT NULL, role TEXT NOT NULL,
  hash TEXT NOT NULL, expires TEXT NOT NULL);
CREATE TABLE {s}activity (seq {number}, at TEXT NOT NULL, key TEXT NOT NULL, way TEXT NOT NULL,
  action TEXT NOT NULL, outcome TEXT NOT NULL);
"""
_KEPT = """
CREATE TRIGGER activity_kept BEFORE UPDATE ON activity
  BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER activity_whole BEFORE DELETE ON activity
  BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
"""
_KEPT_THERE = """
CREATE FUNCTION trucebook_people.only_grows() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the log only grows'; END $$;
CREATE TRIGGER activity_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON trucebook_people.activity
  EXECUTE FUNCTION trucebook_people.only_grows();
"""


class Tables(Protocol):
    """The tables of either store; words of SQL have `{s}` for the schema and `?` for values."""

    def rows(self, words: str, *values: str) -> list[tuple[Any, ...]]:
        """What is asked for."""
        ...

    def changing(self) -> Any:  # noqa: ANN401 - a context
        """Several changes as one, on the disk when it ends, or not made at all."""
        ...

    def destroy(self) -> None:
        """Destroy all of it."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def tables_at(address: str, *, new: bool = False) -> Tables | None:
    """The tables of a store; None where it has no people, unless they are to be made.

    Errors: raises `LedgerError`, `ExtraMissing`.
    """
    if is_server(address):
        return _in_database(address, new=new)
    form, _, path = address.partition(":///")
    return _in_file(Path(path), address, new=new) if form == "sqlite" and path else None


def is_server(address: str) -> bool:
    """Whether a store is on a server, which has people of its own."""
    return address.partition("://")[0] in ("postgresql", "postgres")


def _in_file(book: Path, address: str, *, new: bool) -> Tables | None:
    path = book.with_name(f"{book.name}{ENDING}")
    if not path.exists():
        if not new:
            return None
        open_ledger(address).close()  # or there is no book whose people they could be
        with suppress(FileExistsError):
            os.close(_made(path))
    return _File(path)


def _made(path: Path) -> int:
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise
    except OSError as fault:
        raise LedgerError(
            UNREACHED, f"{path} cannot be made: {fault.strerror}.", "Nothing was done."
        ) from None


def _in_database(address: str, *, new: bool) -> Tables | None:
    if new:
        open_ledger(address).close()
    tables = _Schema(address)
    if tables.is_there():
        return tables
    if not new:
        tables.close()
        return None
    tables.make()
    return tables


class _File:
    """The tables in a file of SQLite."""

    def __init__(self, path: Path) -> None:
        try:
            import apsw  # noqa: PLC0415 - the extra `store`
        except ImportError:
            raise ExtraMissing("apsw") from None
        self._sqlite = apsw
        self._path = path
        with self._told():
            self._db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
            self._db.set_busy_timeout(_WAIT)
            self._db.execute("PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON")
            if not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").get:
                with self.changing():
                    if not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").get:
                        number = "INTEGER PRIMARY KEY AUTOINCREMENT"
                        self._db.execute(_TABLES.format(s="", number=number) + _KEPT)
                        self._db.execute("INSERT INTO about VALUES (?)", (FORM,))
            _check(self._db.execute("SELECT form FROM about").get, str(path))

    def rows(self, words: str, *values: str) -> list[tuple[Any, ...]]:
        """What is asked for."""
        with self._told():
            return self._db.execute(words.format(s=""), values).fetchall()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Several changes as one."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def destroy(self) -> None:
        """Overwrite the file, as far as its disk lets a program, and take it away."""
        self._db.close()
        size = self._path.stat().st_size
        with self._path.open("r+b", buffering=0) as file:
            file.write(b"\0" * size)
            os.fsync(file.fileno())
        self._path.unlink()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite refuses, in words."""
        try:
            yield
        except self._sqlite.Error as fault:
            raise LedgerError(
                UNREACHED, f"{self._path}: {fault}.", "Nothing of the people was changed."
            ) from None


class _Schema:
    """The tables in a schema of PostgreSQL."""

    def __init__(self, address: str) -> None:
        try:
            import psycopg  # noqa: PLC0415 - the extra `store`
        except ImportError:
            raise ExtraMissing("psycopg") from None
        self._psycopg = psycopg
        with self._told():
            self._db = psycopg.connect(address, autocommit=True, connect_timeout=15)

    def is_there(self) -> bool:
        """Whether the store has people."""
        with self._told():
            there = self._db.execute("SELECT to_regnamespace('trucebook_people')").fetchone()
        if there is None or there[0] is None:
            return False
        form = self.rows("SELECT form FROM {s}about")
        _check(form[0][0] if form else None, "the schema trucebook_people")
        return True

    def make(self) -> None:
        """Make the tables, unless somebody else just did."""
        with self._told(), self._db.transaction():
            self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
            if self.is_there():
                return
            number = "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
            self._db.execute("CREATE SCHEMA trucebook_people")
            tables = _TABLES.format(s="trucebook_people.", number=number)
            self._db.execute(f"{tables}{_KEPT_THERE}".encode())
            self._db.execute("INSERT INTO trucebook_people.about VALUES (%s)", (FORM,))

    def rows(self, words: str, *values: str) -> list[tuple[Any, ...]]:
        """What is asked for."""
        said = words.format(s="trucebook_people.").replace("?", "%s").encode()
        with self._told():
            cursor = self._db.execute(said, values)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Several changes as one."""
        with self._told(), self._db.transaction():
            self._db.execute("LOCK TABLE trucebook_people.person IN SHARE ROW EXCLUSIVE MODE")
            yield

    def destroy(self) -> None:
        """Take the schema away."""
        with self._told():
            self._db.execute("DROP SCHEMA trucebook_people CASCADE")
        self._db.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server refuses, in words."""
        try:
            yield
        except self._psycopg.Error as fault:
            line = (str(fault).strip().splitlines() or ["no more is said"])[0].rstrip(".")
            raise LedgerError(
                UNREACHED, f"The people of this book cannot be asked: {line}.", "Try again."
            ) from None


def _check(form: object, where: str) -> None:
    """Refuse people of a later program."""
    if form != FORM:
        raise LedgerError(
            NOT_VALID, f"{where} holds no people that this version reads.", "It says otherwise."
        )
