"""What somebody would try on the pages: markup, paths, addresses of elsewhere, others' rights."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.kept import put_files, report
from tests.web.people import WORDS, Site, sign_in, site, token_in
from trucebook.ledger.address import open_ledger
from trucebook.web.pages import PAGES

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
PATHS = (
    "/static/..%2f..%2fapp.py",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static//etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/report/..%2f..%2f..%2fetc%2fpasswd",
    "/why/..%5c..%5cbook.db.people",
    "/book.db",
    "/book.db.people",
    "/static/book.css%00.svg",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("site")
    made = site("sqlite", folder)
    ledger = open_ledger(made.address)
    columns = dict.fromkeys(("actor", "asserted_by", "source", "text", "place", "object"), MARKUP)
    put_files(ledger, {"record/x.jsonl": report("x1", url=f"javascript:{MARKUP}", **columns)})
    hidden = report("h1", actor="alpha", source="Hidden Letter", readers=["the-verifier"])
    put_files(ledger, {"record/h.jsonl": hidden})
    ledger.close()
    yield made
    made.guard.close()


def _pages() -> list[str]:
    return [
        page.path.replace("{id:path}", "x1" if page.name == "report" else "pay") for page in PAGES
    ]


def test_markup_is_shown_as_words_on_every_page(book: Site) -> None:
    client = book.signed_in("reader")
    for path in _pages():
        answer = client.get(path)
        assert "<script>alert" not in answer.text, path
        assert "<img" not in answer.text, path
        assert 'href="javascript:' not in answer.text, path
        assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file(book: Site, path: str) -> None:
    for client in (book.client(), book.signed_in("keeper")):
        answer = client.get(path)
        assert answer.status_code in (303, 400, 401, 404), path
        assert "root:" not in answer.text
        assert b"SQLite" not in answer.content


def test_nothing_is_fetched_from_elsewhere(book: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: asked.append(address))
    client = book.signed_in("keeper")
    for path in (*_pages(), "/cite", "/sign-in"):
        for name in ("url", "page", "then", "a", "about", "hash", "text"):
            client.get(path, params={name: "http://169.254.169.254/latest/meta-data/"})
    assert asked == []


@pytest.mark.parametrize(
    "headers",
    [
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Forwarded-User": "the-keeper"},
        {"X-Remote-User": "the-keeper"},
        {"Authorization": "Bearer the-keeper"},
        {"Cookie": "trucebook=the-keeper"},
        {"Cookie": "trucebook=; trucebook=x"},
        {"X-Original-URL": "/sign-in"},
        {"X-Forwarded-For": "127.0.0.1"},
    ],
)
def test_saying_that_one_is_somebody_does_not_help(book: Site, headers: dict[str, str]) -> None:
    answer = book.client().get("/board.json", headers=headers)
    assert answer.status_code == 401
    assert "pay" not in answer.text


def test_another_name_of_this_machine_is_refused_before_signing_in(book: Site) -> None:
    client = book.client()
    token = token_in(client.get("/sign-in").text)
    given = {"key": "the-reader", "password": WORDS, "form_token": token}
    answer = client.post("/sign-in", data=given, headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "set-cookie" not in answer.headers


def test_a_cookie_from_before_signing_in_is_none_after(book: Site) -> None:
    client = book.client()
    client.cookies.set("trucebook", "chosen-by-somebody-else")
    answer = sign_in(client, "the-reader", WORDS)
    assert answer.status_code == 303
    session = [one for one in answer.headers.get_list("set-cookie") if one.startswith("trucebook=")]
    assert "chosen-by-somebody-else" not in session[0]


def test_what_is_for_some_is_on_no_page_of_others(book: Site) -> None:
    for role, sees in (
        ("reader", False),
        ("reporter", False),
        ("verifier", True),
        ("keeper", True),
    ):
        client = book.signed_in(role)
        for path in (*_pages(), "/report/h1"):
            answer = client.get(path)
            if not sees:
                assert "Hidden Letter" not in answer.text, (role, path)
                assert answer.status_code != 200 or "withheld from you" in answer.text, path
            else:
                assert "withheld from you" not in answer.text
        assert ("Hidden Letter" in client.get("/reports").text) is sees
        assert json.loads(client.get("/board.json").text)["withheld"] is not sees
        assert (client.get("/reports.csv").headers.get("trucebook-withheld") == "yes") is not sees


def test_a_source_of_what_is_for_some_is_not_there_for_others(tmp_path: Path) -> None:
    made = site("sqlite", tmp_path)
    words = b"The hidden letter counts nine."
    place = {"type": "TextPositionSelector", "start": 0, "end": 17}
    quote = {"type": "TextQuoteSelector", "exact": "The hidden letter"}
    anchor = {"source": "s1", "selector": [quote, place]}
    said = {"actor": "alpha", "source": "Courier", "quote": "The hidden letter"}
    told = report("k1", readers=["the-verifier"], anchor=anchor, **said)
    row = {"id": "s1", "form": "text", "way": "decoded", "captured": "2025-03-05T09:30Z"}
    row |= {"received": "s1.txt", "text": "s1.txt"}
    row |= dict.fromkeys(("sha256", "text_sha256"), sha256(words).hexdigest())
    files = {"record/k.jsonl": told, "sources/s1.txt": words}
    ledger = open_ledger(made.address)
    put_files(ledger, files | {"sources/s1.json": json.dumps(row).encode() + b"\n"})
    ledger.close()
    try:
        for role, sees in (("reader", False), ("reporter", False), ("verifier", True)):
            client = made.signed_in(role)
            for path in ("/source/s1", "/source/s1.json", "/source/s1.csv", "/report/k1"):
                answer = client.get(path)
                assert answer.status_code == (200 if sees else 404), (role, path)
                assert ("hidden letter" in answer.text) is sees, (role, path)
    finally:
        made.guard.close()
