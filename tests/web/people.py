"""A book with people on the web, as tests use it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tests.ledger.kept import FILES, put_files, report
from tests.ledger.servers import new_database
from trucebook.book import open_book
from trucebook.ledger.address import open_ledger
from trucebook.people.people import open_people
from trucebook.people.roles import ROLES
from trucebook.people.who import Act
from trucebook.web.app import web_app
from trucebook.web.desk import Desk
from trucebook.web.gate import LOOPBACK, Gate
from trucebook.web.guard import Guard

WORDS = "several words of mine"
KEYS = {f"the-{role}": role for role in ROLES}


@dataclass
class Site:
    """A served book with a person of each role."""

    address: str
    app: Gate
    guard: Guard
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self) -> TestClient:
        """A browser of its own."""
        return TestClient(
            self.app,
            base_url="http://127.0.0.1:8000",
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def signed_in(self, role: str) -> TestClient:
        """A browser in which somebody of that role is signed in."""
        client = self.client()
        assert sign_in(client, f"the-{role}", WORDS).status_code == 303
        return client

    def activity(self) -> list[Act]:
        """The activity log."""
        people = open_people(self.address)
        assert people is not None
        try:
            return people.activity()
        finally:
            people.close()


def site(form: str, folder: Path) -> Site:
    """A book in a store, with people."""
    address = f"sqlite:///{folder / 'book.db'}" if form == "sqlite" else new_database()
    ledger = open_ledger(address, new=True)
    row = report("p1", actor="alpha", asserted_by="beta", source="Outlet")
    put_files(ledger, {"agreement.truce": FILES["agreement.truce"], "record/a.jsonl": row})
    ledger.close()
    people = open_people(address, new=True)
    assert people is not None
    tokens = {}
    for key, role in reversed(KEYS.items()):
        people.add(key, role, WORDS, "")
        tokens[role] = people.make_token(key, "", 1)
    people.close()
    guard = Guard(address)
    app = web_app(Desk(address, open_book, leaves_out=False), LOOPBACK, guard, writes=True)
    return Site(address, app, guard, tokens)


def sign_in(client: TestClient, key: str, password: str, **more: str) -> Any:
    """Fill in the form and send it."""
    token = token_in(client.get("/sign-in").text)
    return client.post(
        "/sign-in", data={"key": key, "password": password, "form_token": token} | more
    )


def token_in(page: str) -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="form_token" value="(\w+)"', page)
    assert found is not None
    return found[1]
