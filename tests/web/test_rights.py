"""Every route is in the one table, and closed to whoever may not take its action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.ledger.kept import STORED
from tests.web.people import Site, site, token_in
from trucebook.people.roles import LEAST, ROLES, may
from trucebook.web.rights import ANYBODY, NEEDS


@pytest.fixture(scope="module", params=STORED)
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    made = site(request.param, tmp_path_factory.mktemp("site"))
    yield made
    made.guard.close()


def _routes(book: Site) -> list[Route]:
    return [route for route in book.app.inner.routes if isinstance(route, Route)]


def _path(route: Route) -> str:
    return route.path.replace("{id:path}", "pay").replace("{id}", "pay")


def test_every_route_is_in_the_table_and_the_table_has_no_other(book: Site) -> None:
    assert {route.name for route in _routes(book)} == set(NEEDS)
    assert all(action == ANYBODY or action in LEAST for action in NEEDS.values())


def test_nobody_gets_past_the_gate(book: Site) -> None:
    client = book.client()
    for route in _routes(book):
        if NEEDS[route.name] == ANYBODY:
            continue
        for method in sorted(route.methods or ()):
            answer = client.request(method, _path(route))
            assert answer.status_code in (303, 401), (method, route.path)
            assert "pay" not in answer.text
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/sign-in?then=")
    assert client.get("/no-such-page").status_code == 303
    assert client.get("/static/../app.py").status_code in (303, 401)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_tries_every_route(book: Site, role: str) -> None:
    client = book.signed_in(role)
    token = token_in(client.get("/").text)
    before = len(book.activity())
    refused = 0
    for route in _routes(book):
        action = NEEDS[route.name]
        if action == ANYBODY:
            continue
        for method in sorted(route.methods or ()):
            data = {"form_token": token} if method not in ("GET", "HEAD") else None
            answer = client.request(method, _path(route), data=data)
            if may(role, action):
                assert answer.status_code not in (303, 401, 403) or route.name == "cite"
            else:
                refused += 1
                assert answer.status_code == 403, (role, route.path)
                if method != "HEAD":
                    assert f"A {role} may not" in answer.text
    told = [act for act in book.activity()[before:] if act.outcome == "refused: role"]
    assert len(told) == refused
    assert all(act.key == f"the-{role}" for act in told)


@pytest.mark.parametrize("action", [None, *LEAST])
def test_a_route_is_open_as_the_table_says(
    book: Site, action: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(request: Request) -> Response:
        return Response(f"in: {request.scope['trucebook.form']}")

    book.app.inner.routes.append(Route("/trial", answer, name="trial", methods=["POST"]))
    if action is not None:
        monkeypatch.setitem(NEEDS, "trial", action)
    try:
        for role in ROLES:
            for client, given in (
                (book.signed_in(role), None),
                (book.client(), {"Authorization": f"Bearer {book.tokens[role]}"}),
            ):
                token = "" if given else token_in(client.get("/").text)
                data: Any = {"x": "1", "form_token": token}
                said = client.post("/trial", data=data, headers=given)
                if action is not None and may(role, action):
                    assert said.text == "in: [('x', '1')]"
                else:
                    assert said.status_code == 403
                    act = book.activity()[-1]
                    assert (act.key, act.outcome) == (f"the-{role}", "refused: role")
                    assert act.action == (action or "unknown")
    finally:
        book.app.inner.routes.pop()


def test_without_people_the_holder_is_in_and_a_form_needs_its_token(gaza: Any) -> None:
    assert gaza.get("/").status_code == 200
    assert gaza.post("/sign-out").status_code == 403
    assert gaza.get("/sign-in").headers["location"] == "/"
