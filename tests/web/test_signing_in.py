"""People sign in, and nobody else: cookies, forms, tries, ends of sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.kept import STORED
from tests.web.people import WORDS, Site, sign_in, site, token_in
from trucebook.people.people import open_people
from trucebook.web import sessions


@pytest.fixture(scope="module", params=STORED)
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    made = site(request.param, tmp_path_factory.mktemp("site"))
    yield made
    made.guard.close()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Site]:
    made = site("sqlite", tmp_path)
    yield made
    made.guard.close()


def test_nobody_is_led_to_sign_in_and_back(book: Site) -> None:
    client = book.client()
    away = client.get("/why/pay?on=2025-03-02")
    assert away.status_code == 303
    assert away.headers["location"] == "/sign-in?then=%2Fwhy%2Fpay%3Fon%3D2025-03-02"
    form = client.get(away.headers["location"])
    assert 'value="/why/pay?on=2025-03-02"' in form.text
    back = sign_in(client, "the-reader", WORDS, then="/why/pay?on=2025-03-02")
    assert back.headers["location"] == "/why/pay?on=2025-03-02"
    page = client.get(back.headers["location"])
    assert page.status_code == 200
    assert "Signed in as <bdi>the-reader</bdi> (reader)" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_the_cookie_is_for_this_site_and_no_script(book: Site) -> None:
    cookies = sign_in(book.client(), "the-reader", WORDS).headers.get_list("set-cookie")
    session = next(one for one in cookies if one.startswith("trucebook="))
    assert "HttpOnly" in session
    assert "SameSite=strict" in session
    assert "Secure" not in session
    assert len(session.partition("=")[2].partition(";")[0]) >= 43


def test_over_https_the_cookie_stays_there(book: Site) -> None:
    client = book.client()
    client.base_url = "https://127.0.0.1:8000"
    cookies = sign_in(client, "the-reader", WORDS).headers.get_list("set-cookie")
    assert all("Secure" in one for one in cookies if one.startswith("trucebook="))


@pytest.mark.parametrize(
    ("key", "password"),
    [
        ("the-reader", "wrong words of mine"),
        ("nobody", WORDS),
        ("", ""),
        ("the-reader", "x" * 9999),
    ],
)
def test_wrong_ones_are_told_alike(book: Site, key: str, password: str) -> None:
    answer = sign_in(book.client(), key, password)
    assert answer.status_code == 401
    assert "There is nobody with this key and this password." in answer.text


def test_what_is_no_key_is_not_kept_in_the_log(alone: Site) -> None:
    sign_in(alone.client(), "my own password", "x")
    sign_in(alone.client(), "the-reader", "wrong")
    assert [(act.key, act.outcome) for act in alone.activity()] == [
        ("", "refused: key and password"),
        ("the-reader", "refused: key and password"),
    ]


def test_tries_have_to_wait(alone: Site) -> None:
    client = alone.client()
    for _ in range(sessions.FREE):
        assert sign_in(client, "the-reader", "wrong").status_code == 401
    waits = sign_in(client, "the-reader", WORDS)
    assert waits.status_code == 429
    assert 1 <= int(waits.headers["retry-after"]) <= 3
    assert sign_in(client, "the-keeper", WORDS).status_code == 303


def test_waiting_doubles_ends_and_is_forgotten() -> None:
    now = [0.0]
    tries = sessions.Tries(lambda: now[0])
    for _ in range(sessions.FREE):
        assert tries.wait("here", "k") == 0
        tries.wrong("here", "k")
    waits = []
    for _ in range(12):
        waits.append(tries.wait("here", "k"))
        now[0] += waits[-1]
        assert tries.wait("here", "k") == 0
        tries.wrong("here", "k")
    assert waits[:4] == [3, 5, 9, 17]
    assert max(waits) == sessions.LONGEST_WAIT + 1
    assert tries.wait("elsewhere", "k") == 0
    now[0] += sessions.FORGOTTEN + 1
    assert tries.wait("here", "k") == 0


def test_an_address_that_tries_many_keys_has_to_wait() -> None:
    tries = sessions.Tries(lambda: 0.0)
    for number in range(sessions.FREE_OF_ADDRESS):
        assert tries.wait("here", f"k{number}") == 0
        tries.wrong("here", f"k{number}")
    assert tries.wait("here", "another") > 0
    assert tries.wait("elsewhere", "another") == 0


def test_sessions_end() -> None:
    now = [0.0]
    held = sessions.Sessions(lambda: now[0])
    cookie = held.begin("k", "mark")
    assert held.of(cookie) == ("k", "mark")
    assert held.of("other") is None
    now[0] += sessions.IDLE + 1
    assert held.of(cookie) is None
    cookie = held.begin("k", "mark")
    for _ in range(sessions.LONGEST // sessions.IDLE + 1):
        assert held.of(cookie) == ("k", "mark")
        now[0] += sessions.IDLE - 1
    assert held.of(cookie) is None


def test_removed_changed_and_signed_out_are_out(alone: Site) -> None:
    people = open_people(alone.address)
    assert people is not None
    reader, reporter = alone.signed_in("reader"), alone.signed_in("reporter")
    verifier = alone.signed_in("verifier")
    people.remove("the-reader")
    people.set_password("the-reporter", "other words of mine")
    people.set_role("the-verifier", "reader")
    people.close()
    assert reader.get("/").status_code == 303
    assert reporter.get("/").status_code == 303
    page = verifier.get("/")
    assert "(reader)" in page.text
    cookie = verifier.cookies["trucebook"]
    out = verifier.post("/sign-out", data={"form_token": token_in(page.text)})
    assert out.headers["location"] == "/sign-in"
    verifier.cookies.set("trucebook", cookie)
    assert verifier.get("/").status_code == 303


def test_a_form_without_its_token_or_from_elsewhere_is_refused(book: Site) -> None:
    client = book.signed_in("reader")
    token = token_in(client.get("/").text)
    other = token_in(book.signed_in("keeper").get("/").text)
    for given in ({}, {"form_token": ""}, {"form_token": "é"}, {"form_token": other}):
        assert client.post("/sign-out", data=given).status_code == 403
    twice: Any = f"form_token={token}&form_token={token}"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sign-out", content=twice, headers=kind).status_code == 403
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        answer = client.post("/sign-out", data={"form_token": token}, headers=headers)
        assert answer.status_code == 403, headers
    plain = client.post("/sign-out", content=b"x", headers={"Content-Type": "text/plain"})
    assert plain.status_code == 415
    many = client.post("/sign-out", data={"form_token": token, "x": "y" * 4_000_001})
    assert many.status_code == 413
    assert client.get("/").status_code == 200
    refused = [act.outcome for act in book.activity()]
    assert "refused: not-our-form" in refused


@pytest.mark.parametrize(
    "then",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/a\\b",
        "javascript:x",
        "",
        "/\t/x",
    ],
)
def test_nobody_is_led_out_of_the_book(book: Site, then: str) -> None:
    assert sign_in(book.client(), "the-reader", WORDS, then=then).headers["location"] == "/"


def test_a_page_of_signing_in_shows_no_words_of_markup(book: Site) -> None:
    page = book.client().get("/sign-in", params={"then": '/"><script>alert(1)</script>'}).text
    assert "<script" not in page


def test_programs_come_with_a_token(book: Site) -> None:
    client = book.client()
    given = {"Authorization": f"Bearer {book.tokens['reader']}"}
    assert client.get("/board.json", headers=given).status_code == 200
    for wrong in (
        "Bearer x",
        "Bearer ",
        "Basic dGhlLXJlYWRlcjp4",
        f"Bearer {book.tokens['reader']}x",
    ):
        answer = client.get("/board.json", headers={"Authorization": wrong})
        assert answer.status_code == 401
        assert answer.json()["code"] == "not-signed-in"
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert client.get("/board.json").status_code == 401


def test_people_who_are_gone_let_nobody_in(alone: Site) -> None:
    reader = alone.signed_in("reader")
    people = open_people(alone.address)
    assert people is not None
    people.destroy()
    assert reader.get("/board.json").status_code == 503
    assert "100 coins" not in reader.get("/").text


def test_those_who_sign_in_rightly_never_have_to_wait() -> None:
    tries = sessions.Tries(lambda: 0.0)
    for _ in range(3 * sessions.FREE_OF_KEY):
        assert tries.wait("here", "k") == 0
        tries.wrong("here", "k")
        tries.right("here", "k")
