"""A page is fetched within its limits, and every hop is looked at anew."""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler

import pytest

from tests.network.sites import local, page, site
from trucebook.network.faults import AddressRefused, NetworkFault
from trucebook.network.guard import Guard, is_public
from trucebook.network.page import Limits, Page, fetch

SOON = Limits(seconds=1, most=1_000)


def ask(port: int, path: str = "/", limits: Limits = SOON) -> Page:
    return fetch(f"http://site.example:{port}{path}", lambda _: None, local(port), limits)


def sent_on(where: str) -> object:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", where)
        request.end_headers()

    return answer


def test_the_bytes_as_they_came_and_what_was_said_of_them() -> None:
    seen: list[tuple[str, dict[str, str]]] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append((request.path, dict(request.headers)))
        page(b"<p>\xe9", "text/html; charset=latin-1")(request)

    told: list[str] = []
    with site(answer) as port:
        got = fetch(f"http://site.example:{port}/a?b=1#c", told.append, local(port), SOON)
    assert got == Page(
        b"<p>\xe9", "text/html; charset=latin-1", f"http://site.example:{port}/a?b=1"
    )
    assert told == ["site.example"]
    ((path, headers),) = seen
    assert path == "/a?b=1"
    assert headers["Host"] == f"site.example:{port}"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "where",
    ["http://127.0.0.1/", "http://metadata.example/latest", "file:///etc/passwd", "//[::1]/"],
)
def test_a_site_that_sends_on_to_the_inside_is_not_followed(where: str) -> None:
    with site(sent_on(where)) as port:
        numbers = {"site.example": "93.184.216.34", "metadata.example": "169.254.169.254"}

        def allowed(number: str) -> bool:
            return (number == "127.0.0.1" and not asked_again) or is_public(number)

        asked_again: list[str] = []

        def look_up(host: str, _: int) -> list[str]:
            if host == "site.example":
                return ["127.0.0.1"]
            asked_again.append(host)
            return [numbers.get(host, host)]

        guard = Guard(look_up, allowed, frozenset({port, 80}))
        with pytest.raises(AddressRefused):
            fetch(f"http://site.example:{port}/", lambda _: None, guard, SOON)


def test_a_name_is_looked_up_once_and_that_number_is_asked() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with site(page()) as port:
        guard = Guard(lambda *_: next(answers), lambda n: n == "127.0.0.1", frozenset({port}))
        fetch(f"http://site.example:{port}/", lambda _: None, guard, SOON)
    assert next(answers) == ["10.0.0.1"]


def test_a_ring_of_addresses_comes_to_an_end() -> None:
    with site(sent_on("/again")) as port, pytest.raises(NetworkFault, match="to no page"):
        ask(port)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (page(b"x" * 2_000), "more than"),
        (page(b"x", "application/zip"), "no article"),
        (page(b"x", "text/html", Content_Encoding="gzip"), "packed"),
        (lambda request: request.send_error(404), "404"),
        (lambda request: request.wfile.write(b"nonsense\r\n\r\n"), "as a site does"),
        (lambda request: request.connection.close(), "as a site does"),
        (lambda _: time.sleep(3), "longer than 1 second"),
    ],
)
def test_what_is_no_page_is_told(answer: object, why: str) -> None:
    with site(answer) as port, pytest.raises(NetworkFault, match=why):
        ask(port)


@pytest.mark.parametrize("headers", [True, False])
def test_a_site_that_drips_is_left_when_the_time_is_over(*, headers: bool) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        if not headers:
            request.send_response(200)
            request.end_headers()
        else:
            request.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _ in range(100):
            request.wfile.write(b"X: y\r\n" if headers else b"x")
            request.wfile.flush()
            time.sleep(0.2)

    start = time.monotonic()
    with site(answer) as port, pytest.raises(NetworkFault, match="longer than"):
        ask(port)
    assert time.monotonic() - start < 8
