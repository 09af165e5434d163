"""Every role tries on the command line what it must not do: refused, in words, and logged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.kept import FILES, STORED, put_files, report
from tests.ledger.servers import new_database
from trucebook.cli.allowed import NEEDS
from trucebook.cli.group import COMMANDS
from trucebook.ledger.address import open_ledger
from trucebook.people.people import open_people
from trucebook.people.roles import LEAST, ROLES, may
from trucebook.people.who import Act

WORDS = "several words of mine"
LINE = '2025-03-04 [{id}] alpha paid beta 1 coins; says beta; source "Daily", published 2025-03-05'
ANSWERS = ("status", "timeline", "due", "reports", "positions", "panel", "check", "conflicts")
SIMPLE = {name: f"{name} {{book}}" for name in ANSWERS}
TRIED = SIMPLE | {
    "why": "why {book} pay",
    "changes": "changes {book} --since 2025-03-01",
    "brief": "brief {book}",
    "whatif": "whatif {book} FILE",
    "verify": "verify {book}",
    "checkpoint": "checkpoint {book}",
    "add": "add {book} LINE",
    "correct": "correct {book} p1 LINE",
    "retract": "retract {book} p1 --why wrong",
    "erase": "erase {book} Nobody",
    "import": "import {book} FILE",
    "export": "export {book} copy",
    "people": "people {book}",
    "backup": "backup {book} kept.bundle",
    "publish": "publish {book} site",
    "review": "review {book}",
}
TRIED = {name: words for name, words in TRIED.items() if name in COMMANDS}
"""Every command that can do something with a store, as somebody would try it."""


@dataclass
class Desk:
    """A store with a person of each role."""

    address: str
    tokens: dict[str, str]

    def ledger(self) -> list[bytes]:
        """The hashed bytes of every entry."""
        ledger = open_ledger(self.address)
        try:
            return [entry.data for entry in ledger.entries()]
        finally:
            ledger.close()

    def log(self) -> list[Act]:
        """The activity log."""
        people = open_people(self.address)
        assert people is not None
        try:
            return people.activity()
        finally:
            people.close()


@pytest.fixture(scope="module", params=STORED)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    address = f"sqlite:///{folder / 'book.db'}" if request.param == "sqlite" else new_database()
    ledger = open_ledger(address, new=True)
    put_files(ledger, {"agreement.truce": FILES["agreement.truce"]})
    row = report("p1", actor="alpha", asserted_by="beta", source="Outlet")
    put_files(ledger, {"record/a.jsonl": row})
    ledger.close()
    people = open_people(address, new=True)
    assert people is not None
    tokens = {}
    for role in reversed(ROLES):
        people.add(f"the-{role}", role, "", "")
        tokens[role] = people.make_token(f"the-{role}", "", 1)
    people.close()
    return Desk(address, tokens)


def test_every_command_is_in_the_table() -> None:
    assert set(COMMANDS) <= set(NEEDS)
    for needs in NEEDS.values():
        for action in (needs,) if isinstance(needs, str) else needs.values():
            assert action in LEAST
    no_store = {
        "demo",
        "init",
        "format",
        "read",
        "compare",
        "serve",
        "counts",
        "keep",
        "restore",
        "copies",
    }
    assert set(COMMANDS) - no_store <= set(TRIED)


@pytest.mark.parametrize("tried", [(role, name) for role in ROLES for name in TRIED])
def test_every_role_tries_every_command(
    desk: Desk, tried: tuple[str, str], run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    role, name = tried
    monkeypatch.setenv("TRUCEBOOK_TOKEN", desk.tokens[role])
    (tmp_path / "more.jsonl").write_bytes(report(f"i.{role}", actor="alpha", source="Daily"))
    words = [
        {
            "LINE": LINE.format(id=f"{name}.{role}"),
            "FILE": "more.jsonl",
            "{book}": desk.address,
        }.get(word, word)
        for word in TRIED[name].split()
    ]
    needs = NEEDS[name]
    action = needs if isinstance(needs, str) else needs["book"]
    before, logged = desk.ledger(), len(desk.log())
    outcome = run(*words)
    new = desk.log()[logged:]
    if may(role, action):
        assert "may not" not in outcome.stderr
        assert outcome.status in (0, 1) or name in ("correct", "retract"), outcome.stderr
        assert [act.key for act in new if act.outcome != "done"] == []
    else:
        assert outcome.status == 5
        assert f"A {role} may not" in outcome.stderr
        assert outcome.stdout == ""
        assert desk.ledger() == before
        assert [(act.key, act.way, act.action, act.outcome) for act in new] == [
            (f"the-{role}", "command line", action, "refused: role")
        ]


def test_what_goes_in_carries_the_key_of_whoever_is_signed_in(
    desk: Desk, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEBOOK_TOKEN", desk.tokens["reporter"])
    outcome = run("add", desk.address, LINE.format(id="signed"))
    assert outcome.status == 0, outcome.stderr
    assert json.loads(desk.ledger()[-1])["by"] == "the-reporter"
    outcome = run("add", desk.address, LINE.format(id="signed2"), "--by", "the-keeper")
    assert outcome.status == 5
    assert "You are the-reporter, and --by says the-keeper" in outcome.stderr


def test_a_wrong_token_is_refused_and_logged_without_a_key(
    desk: Desk, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEBOOK_TOKEN", f"{desk.tokens['keeper']}x")
    outcome = run("status", desk.address)
    assert (outcome.status, outcome.stdout) == (5, "")
    assert [desk.log()[-1].key, desk.log()[-1].outcome] == ["", "refused: token"]


def test_a_server_asks_who_is_there_and_a_file_is_its_holders(desk: Desk, run: Any) -> None:
    outcome = run("status", desk.address)
    if desk.address.startswith("sqlite"):
        assert outcome.status == 0
    else:
        assert outcome.status == 5
        assert "This book has people. Say who you are" in outcome.stderr


def test_only_a_keeper_looks_as_somebody_else(
    desk: Desk, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEBOOK_TOKEN", desk.tokens["verifier"])
    assert run("status", desk.address, "--who", "the-keeper").status == 5
    assert run("status", desk.address, "--who", "the-verifier").status == 0
    monkeypatch.setenv("TRUCEBOOK_TOKEN", desk.tokens["keeper"])
    assert run("status", desk.address, "--who", "the-reader").status == 0
    assert run("status", desk.address, "--who", "anybody").status == 0
    outcome = run("export", desk.address, "copy", "--who", "the-reader")
    assert "A reader may not take the whole book out" in outcome.stderr


@pytest.fixture
def own(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'own.db'}"
    ledger = open_ledger(address, new=True)
    put_files(ledger, {"agreement.truce": FILES["agreement.truce"]})
    ledger.close()
    return address


@pytest.mark.parametrize(
    ("words", "says", "status"),
    [
        ("add desk-1 --role chief", "is not one of", 2),
        ("add desk-1", "Missing option '--role'", 2),
        ("add bad/key --role keeper --no-password", "is no key", 3),
        ("add desk-1 --role reader --no-password", "first person is a keeper", 3),
        ("role desk-1 keeper", "no people", 2),
        ("token desk-1", "no people", 2),
        ("revoke x", "no people", 2),
        ("remove desk-1", "no people", 2),
        ("destroy --yes", "no people", 2),
        ("destroy", "Say --yes", 2),
        ("nonsense", "No such command", 2),
    ],
)
def test_what_cannot_be_is_told(own: str, run: Any, words: str, says: str, status: int) -> None:
    outcome = run("people", own, *words.split())
    assert says in outcome.stderr
    assert outcome.status == status


def test_people_of_what_is_no_store_are_refused(run: Any) -> None:
    assert run("people", "gaza-2025-01").status == 2
    assert run("people", "sqlite:///none.db").status in (0, 5)
    assert run("people", "sqlite:///none.db", "add", "k", "--role", "keeper").status != 0
    assert run("people", "mysql://x/y").status in (0, 2, 5)
