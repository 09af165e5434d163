"""The page where people sign in, and the way out."""

from __future__ import annotations

import secrets

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucebook.web.faults import Fault, RequestError
from trucebook.web.gate import GUARD, fields_of
from trucebook.web.guard import COOKIE, FORM_COOKIE, Guard, cookie_of
from trucebook.web.sessions import LONGEST

LONGEST_KEY = 40


def sign_in(request: Request, draw: Environment) -> Response:
    """The form, or what became of it."""
    guard: Guard = request.scope[GUARD]
    if not guard.signs_in:
        return RedirectResponse("/", 303)
    if request.method != "POST":
        return _form(request, draw, _inside(request.query_params.get("then", "/")), None)
    fields = dict(fields_of(request))
    then = _inside(fields.get("then", "/"))
    try:
        cookie = guard.sign_in(
            request.scope, fields.get("key", "").strip()[:LONGEST_KEY], fields.get("password", "")
        )
    except RequestError as error:
        return _form(request, draw, then, error.fault)
    answer = RedirectResponse(then, 303)
    _set(answer, request, COOKIE, cookie)
    answer.delete_cookie(FORM_COOKIE, path="/")
    return answer


def sign_out(request: Request) -> Response:
    """The session is over; so is what the browser kept."""
    guard: Guard = request.scope[GUARD]
    guard.sign_out(request.scope)
    answer = RedirectResponse("/sign-in" if guard.signs_in else "/", 303)
    answer.delete_cookie(COOKIE, path="/")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _form(request: Request, draw: Environment, then: str, fault: Fault | None) -> Response:
    guard: Guard = request.scope[GUARD]
    cookie = cookie_of(request.scope, FORM_COOKIE) or secrets.token_urlsafe(32)
    session = cookie_of(request.scope, COOKIE)
    token = guard.form_token(session or cookie)
    body = draw.get_template("sign-in.html").render(then=then, fault=fault, form_token=token)
    status = 200 if fault is None else fault.status
    headers = {} if fault is None else fault.headers
    answer = Response(body, status, headers, media_type="text/html; charset=utf-8")
    _set(answer, request, FORM_COOKIE, cookie)
    return answer


def _set(answer: Response, request: Request, name: str, value: str) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=LONGEST,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _inside(then: str) -> str:
    """Where somebody wanted to go, if that is a page of ours."""
    if not then.startswith("/") or then.startswith(("//", "/\\")) or not then.isprintable():
        return "/"
    return "/" if "\\" in then else then
