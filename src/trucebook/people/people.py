"""The people of one store: added, given roles and tokens, removed, and known again.

Source: spec/record/people.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from trucebook.ledger.faults import NOT_VALID, LedgerError
from trucebook.people import secret
from trucebook.people.roles import ROLES, lower
from trucebook.people.tables import Tables, tables_at
from trucebook.people.who import ANYBODY, Act, Person, Who

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
"""A desk key or pseudonym: it stands in entries for ever, so it should name nobody."""
LONGEST_NAME = 200
FAR = 3650
"""Days, beyond which no token is made."""


class People:
    """The people of a store, and its activity log."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables they are in."""
        self._tables = tables

    def all(self) -> list[Person]:
        """Everybody, by key; those who were removed too."""
        moment = _now()
        rows = self._tables.rows(
            "SELECT p.key, p.role, coalesce(n.name, ''), p.password, p.since, "
            "(SELECT count(*) FROM {s}token t WHERE t.key = p.key AND t.expires > ?) "
            "FROM {s}person p LEFT JOIN {s}name n ON n.key = p.key ORDER BY p.key",
            moment,
        )
        return [
            Person(key, role, name, bool(password), int(tokens), since)
            for key, role, name, password, since, tokens in rows
        ]

    def who(self, key: str) -> Who | None:
        """Who has a key now; None where nobody, or nobody any longer."""
        found = self._tables.rows("SELECT role FROM {s}person WHERE key = ? AND role <> ''", key)
        return Who(key, found[0][0]) if found else None

    def signed_in(self, key: str) -> tuple[Who, str] | None:
        """Who has a key now, and a mark that changes with the password."""
        found = self._tables.rows(
            "SELECT role, password FROM {s}person WHERE key = ? AND role <> ''", key
        )
        return (Who(key, found[0][0]), secret.hash_token(found[0][1])) if found else None

    def add(self, key: str, role: str, password: str, name: str) -> None:
        """Somebody new. Without a password only tokens let them in.

        Errors: raises `LedgerError` where the key is taken or no key, the role none, the password
        too short, or the first person no keeper.
        """
        if KEY.fullmatch(key) is None or key.casefold() == ANYBODY:
            raise _wrong(
                f"{key!r} is no key.",
                "A key has up to 40 letters of a to z, digits, dots, hyphens and underscores, "
                "and is not anybody.",
            )
        _check_role(role)
        kept = _kept(password)
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise _wrong("This is no name.", f"A name is one line of up to {LONGEST_NAME} letters.")
        with self._tables.changing():
            if not self._keepers() and role != "keeper":
                raise _wrong("The first person is a keeper.", "Somebody has to let others in.")
            if self._tables.rows("SELECT 1 FROM {s}person WHERE key = ?", key):
                raise _wrong(
                    f"The key {key} is taken, or was.",
                    "Entries carry it for ever, so it never becomes another's.",
                )
            self._tables.rows("INSERT INTO {s}person VALUES (?, ?, ?, ?)", key, role, kept, _now())
            if name:
                self._tables.rows("INSERT INTO {s}name VALUES (?, ?)", key, name)

    def set_role(self, key: str, role: str) -> None:
        """Another role for somebody; tokens never may do more than their person.

        Errors: raises `LedgerError`.
        """
        _check_role(role)
        with self._tables.changing():
            self._find(key)
            if role != "keeper":
                self._leave_a_keeper(key)
            self._tables.rows("UPDATE {s}person SET role = ? WHERE key = ?", role, key)

    def set_password(self, key: str, password: str) -> None:
        """Another password for somebody.

        Errors: raises `LedgerError`.
        """
        kept = _kept(password)
        with self._tables.changing():
            self._find(key)
            self._tables.rows("UPDATE {s}person SET password = ? WHERE key = ?", kept, key)

    def remove(self, key: str) -> None:
        """Nobody has this key any longer: password, tokens and who it was are destroyed.

        Errors: raises `LedgerError`.
        """
        with self._tables.changing():
            self._find(key)
            self._leave_a_keeper(key)
            self._tables.rows("UPDATE {s}person SET role = '', password = '' WHERE key = ?", key)
            self._tables.rows("DELETE FROM {s}name WHERE key = ?", key)
            self._tables.rows("DELETE FROM {s}token WHERE key = ?", key)

    def forget(self, key: str) -> None:
        """Destroy who somebody is; the key goes on signing in.

        Errors: raises `LedgerError`.
        """
        with self._tables.changing():
            self._find(key)
            self._tables.rows("DELETE FROM {s}name WHERE key = ?", key)

    def destroy(self) -> None:
        """Destroy all of it: people, names, tokens, the log. The book stays."""
        self._tables.destroy()

    def make_token(self, key: str, role: str, days: int) -> str:
        """A token for a program, shown once; it may do no more than its person.

        Errors: raises `LedgerError`.
        """
        if not 0 < days <= FAR:
            raise _wrong(f"A token cannot be for {days} days.", f"It is for 1 to {FAR}.")
        name, token, kept = secret.new_token()
        expires = _write(datetime.now(UTC) + timedelta(days=days))
        with self._tables.changing():
            person = self._find(key)
            _check_role(role or person.role)
            if role and lower(role, person.role) != role:
                raise _wrong(
                    f"{key} is a {person.role}, and a token of a {role} may do more.",
                    "A token may do no more than its person.",
                )
            self._tables.rows(
                "INSERT INTO {s}token VALUES (?, ?, ?, ?, ?)",
                name,
                key,
                role or person.role,
                kept,
                expires,
            )
        return token

    def tokens(self) -> list[tuple[str, str, str, str]]:
        """Id, key, role and end of every token."""
        return [
            (name, key, role, expires)
            for name, key, role, expires in self._tables.rows(
                "SELECT id, key, role, expires FROM {s}token ORDER BY key, expires, id"
            )
        ]

    def revoke(self, name: str) -> None:
        """A token is good for nothing any longer.

        Errors: raises `LedgerError` where there is none.
        """
        with self._tables.changing():
            if not self._tables.rows("SELECT 1 FROM {s}token WHERE id = ?", name):
                raise _wrong(f"There is no token {name!r}.", "people BOOK tokens lists their ids.")
            self._tables.rows("DELETE FROM {s}token WHERE id = ?", name)

    def kept(self, key: str) -> str:
        """What is kept of somebody's password; empty where there is nothing."""
        found = self._tables.rows(
            "SELECT password FROM {s}person WHERE key = ? AND role <> ''", key
        )
        return str(found[0][0]) if found else ""

    def by_token(self, token: str) -> Who | None:
        """Whose token this is, with what both it and its person may; None where it is none."""
        name, rest = secret.split_token(token)
        found = self._tables.rows(
            "SELECT t.key, t.role, t.hash, p.role FROM {s}token t JOIN {s}person p "
            "ON p.key = t.key WHERE t.id = ? AND t.expires > ?",
            name,
            _now(),
        )
        if not found or not secret.is_same(found[0][2], secret.hash_token(rest)):
            return None
        role = lower(found[0][1], found[0][3])
        return Who(found[0][0], role) if role else None

    def log(self, key: str, way: str, action: str, outcome: str) -> None:
        """One line more in the activity log."""
        self._tables.rows(
            "INSERT INTO {s}activity (at, key, way, action, outcome) VALUES (?, ?, ?, ?, ?)",
            _now(),
            key,
            way,
            action,
            outcome,
        )

    def activity(self) -> list[Act]:
        """The activity log, in its order."""
        rows = self._tables.rows(
            "SELECT at, key, way, action, outcome FROM {s}activity ORDER BY seq"
        )
        return [Act(*row) for row in rows]

    def close(self) -> None:
        """Let go of the tables."""
        self._tables.close()

    def _find(self, key: str) -> Who:
        who = self.who(key)
        if who is None:
            raise _wrong(f"Nobody has the key {key!r}.", "people BOOK lists the keys.")
        return who

    def _keepers(self) -> list[str]:
        rows = self._tables.rows("SELECT key FROM {s}person WHERE role = 'keeper'")
        return [row[0] for row in rows]

    def _leave_a_keeper(self, key: str) -> None:
        if self._keepers() == [key]:
            raise _wrong(
                f"{key} is the last keeper.",
                "Make somebody else a keeper first, or nobody could let people in.",
            )


def open_people(address: str, *, new: bool = False) -> People | None:
    """The people of a store; None where it has none.

    Errors: raises `LedgerError`, `ExtraMissing`.
    """
    tables = tables_at(address, new=new)
    return None if tables is None else People(tables)


@contextmanager
def people_at(address: str, *, new: bool = False) -> Iterator[People | None]:
    """The people of a store, let go of in the end; None where it has none.

    Errors: raises `LedgerError`, `ExtraMissing`.
    """
    people = open_people(address, new=new)
    try:
        yield people
    finally:
        if people is not None:
            people.close()


def _kept(password: str) -> str:
    if not password:
        return ""
    if not secret.SHORTEST <= len(password) <= secret.LONGEST:
        raise _wrong(
            f"A password has at least {secret.SHORTEST} characters.", "Several words are best."
        )
    return secret.hash_password(password)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise _wrong(f"{role!r} is no role.", f"The roles are {', '.join(ROLES)}.")


def _wrong(message: str, why: str) -> LedgerError:
    return LedgerError(NOT_VALID, message, f"{why} Nothing was changed.")


def _now() -> str:
    return _write(datetime.now(UTC))


def _write(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
