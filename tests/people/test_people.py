"""People of both stores: let in, known again, and gone without a trace in the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ledger.kept import FILES, STORED, put_files
from tests.ledger.servers import new_database
from trucebook.ledger.address import open_ledger
from trucebook.ledger.faults import LedgerError
from trucebook.people import secret
from trucebook.people.people import People, open_people
from trucebook.people.roles import LEAST, ROLES, SAYS, lower, may
from trucebook.people.who import Who

WORDS = "several words of mine"
Make = Callable[[], tuple[str, People]]


@pytest.fixture(params=STORED)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, People]]:
    """A store with a keeper, and its address."""
    sqlite = f"sqlite:///{tmp_path / 'book.db'}"
    address = sqlite if request.param == "sqlite" else new_database()
    ledger = open_ledger(address, new=True)
    put_files(ledger, FILES)
    ledger.close()
    assert open_people(address) is None
    people = open_people(address, new=True)
    assert people is not None
    people.add("k", "keeper", WORDS, "Quillon Ashgrove")
    yield address, people
    people.close()


def test_a_password_lets_in_and_another_does_not(store: tuple[str, People]) -> None:
    _, people = store
    assert secret.is_password(WORDS, people.kept("k"))
    assert not secret.is_password(f"{WORDS} ", people.kept("k"))
    assert not secret.is_password(WORDS, people.kept("nobody"))
    assert not secret.is_password("", "")
    assert WORDS not in people.kept("k")
    assert people.kept("k").startswith("$argon2id$")


def test_the_first_is_a_keeper_and_the_last_keeper_stays(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'book.db'}"
    open_ledger(address, new=True).close()
    people = open_people(address, new=True)
    assert people is not None
    with pytest.raises(LedgerError, match="first person is a keeper"):
        people.add("r", "reader", WORDS, "")
    people.add("k", "keeper", "", "")
    for change in (lambda: people.set_role("k", "verifier"), lambda: people.remove("k")):
        with pytest.raises(LedgerError, match="last keeper"):
            change()
    people.add("l", "keeper", "", "")
    people.remove("k")
    assert people.who("k") is None
    people.close()


@pytest.mark.parametrize(
    "key", ["", " ", "a b", "anybody", "Anybody", "-k", "é", "k" * 41, "k\n", "../k", "<b>", "k;"]
)
def test_what_is_no_key(store: tuple[str, People], key: str) -> None:
    with pytest.raises(LedgerError, match="is no key"):
        store[1].add(key, "reader", WORDS, "")


def test_a_key_never_becomes_anothers(store: tuple[str, People]) -> None:
    _, people = store
    people.add("r", "reporter", WORDS, "")
    people.remove("r")
    with pytest.raises(LedgerError, match="is taken, or was"):
        people.add("r", "reader", WORDS, "")


def test_a_short_password_and_a_role_that_is_none_are_refused(store: tuple[str, People]) -> None:
    _, people = store
    with pytest.raises(LedgerError, match="at least 12 characters"):
        people.add("r", "reader", "short", "")
    with pytest.raises(LedgerError, match="'chief' is no role"):
        people.add("r", "chief", WORDS, "")
    assert [person.key for person in people.all()] == ["k"]


def test_a_token_may_do_no_more_than_its_person(store: tuple[str, People]) -> None:
    _, people = store
    people.add("v", "verifier", "", "")
    token = people.make_token("v", "", 30)
    assert people.by_token(token) == Who("v", "verifier")
    with pytest.raises(LedgerError, match="may do more"):
        people.make_token("v", "keeper", 30)
    low = people.make_token("v", "reader", 30)
    people.set_role("v", "reporter")
    assert people.by_token(token) == Who("v", "reporter")
    assert people.by_token(low) == Who("v", "reader")
    people.revoke(secret.split_token(token)[0])
    assert people.by_token(token) is None
    people.remove("v")
    assert people.by_token(low) is None
    assert people.tokens() == []


def test_what_is_no_token(store: tuple[str, People]) -> None:
    _, people = store
    token = people.make_token("k", "", 1)
    name, rest = secret.split_token(token)
    for given in ("", "tb", token[:-1], f"{token}x", f"tb_{name}_", f"tb__{rest}", rest, "tb_%_%"):
        assert people.by_token(given) is None
    for days in (0, -1, 3651):
        with pytest.raises(LedgerError, match="cannot be for"):
            people.make_token("k", "", days)


def test_a_token_ends(store: tuple[str, People]) -> None:
    _, people = store
    token = people.make_token("k", "", 1)
    people._tables.rows("UPDATE {s}token SET expires = ?", "2026-01-01T00:00:00Z")  # noqa: SLF001 - time passes
    assert people.by_token(token) is None
    assert people.all()[0].tokens == 0


def test_who_somebody_was_can_be_destroyed(store: tuple[str, People]) -> None:
    address, people = store
    people.add("r", "reporter", WORDS, "Perrin Oakvale")
    people.forget("k")
    people.remove("r")
    assert [person.name for person in people.all()] == ["", ""]
    if address.startswith("sqlite"):
        raw = Path(f"{address.removeprefix('sqlite:///')}.people").read_bytes()
        assert b"Ashgrove" not in raw
        assert b"Oakvale" not in raw


def test_the_log_only_grows(store: tuple[str, People]) -> None:
    _, people = store
    people.log("k", "web", "add", "done")
    for words in ("DELETE FROM {s}activity", "UPDATE {s}activity SET key = 'x'"):
        with pytest.raises(LedgerError, match="only grows"):
            people._tables.rows(words)  # noqa: SLF001 - what nobody else could do
    assert [(act.key, act.action, act.outcome) for act in people.activity()] == [
        ("k", "add", "done")
    ]


def test_destroying_people_leaves_the_book(store: tuple[str, People]) -> None:
    address, people = store
    ledger = open_ledger(address)
    before = [entry.data for entry in ledger.entries()]
    people.destroy()
    assert [entry.data for entry in ledger.entries()] == before
    assert not list(ledger.own_faults())
    assert open_people(address) is None
    ledger.close()


def test_people_of_no_book_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        open_people(f"sqlite:///{tmp_path / 'none.db'}", new=True)
    assert not list(tmp_path.iterdir())


def test_a_file_of_people_is_for_its_owner_alone(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'book.db'}"
    open_ledger(address, new=True).close()
    people = open_people(address, new=True)
    assert people is not None
    people.close()
    assert (tmp_path / "book.db.people").stat().st_mode & 0o777 == 0o600


def test_the_table_of_roles() -> None:
    assert set(SAYS) == set(LEAST)
    order = list(ROLES)
    for action, least in LEAST.items():
        for role in order:
            assert may(role, action) is (order.index(role) >= order.index(least))
        assert not may("", action)
        assert not may("owner", action)
    assert not any(may(role, "unheard of") for role in (*order, ""))
    assert lower("keeper", "reader") == lower("reader", "keeper") == "reader"
    assert not lower("keeper", "")
