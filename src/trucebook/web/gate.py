"""What stands before every answer: who may ask for it, and headers that let nothing else in.

A name that is not the server's own is refused, so that no page of another site can have the
browser read a book on this machine by a name that it made lead here.
A route is looked up in `rights.NEEDS`; what is not there is closed. A form has to carry the token
it was given, or a program its own; what was refused is logged, without words of the request.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Message, Receive, Scope, Send

from trucebook.export.to_json import to_text
from trucebook.people.roles import may, say_refusal
from trucebook.people.who import HOLDER, Who
from trucebook.web.faults import Fault, RequestError, fault_to_json
from trucebook.web.guard import COOKIE, FORM_COOKIE, Guard, cookie_of, token_of
from trucebook.web.rights import ANYBODY, NEEDS

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
"""Where people sign in: no page is left in a browser's cache for whoever opens it next."""
SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST = 4_000_000
"""Bytes of a form."""
TOKEN = "form_token"  # noqa: S105 - the name of a field
FORM = "application/x-www-form-urlencoded"
WHO, FIELDS, GUARD = "trucebook.who", "trucebook.form", "trucebook.guard"
Faulty = Callable[[Request, Fault], Response]


class Gate:
    """An application behind its headers and its guard."""

    def __init__(
        self,
        inner: Starlette,
        hosts: Collection[str] | None,
        guard: Guard,
        faulty: Faulty,
    ) -> None:
        """Name the hosts it answers to (None: any), who lets people in, how a fault looks."""
        self.inner = inner
        self._hosts = hosts
        self._guard = guard
        self._faulty = faulty

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = HEADERS | PRIVATE if self._guard.signs_in else HEADERS

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        if scope["type"] != "http":
            return
        request = Request(scope)
        try:
            receive = await self._let_in(request, scope, receive)
        except RequestError as error:
            answer = self._answer(request, error.fault)
            await answer(scope, receive, headed)
            return
        await self.inner(scope, receive, headed)

    async def _let_in(self, request: Request, scope: Scope, receive: Receive) -> Receive:
        """Find out who asks, and whether they may.

        Errors: RequestError where they may not.
        """
        if not self._is_ours(scope):
            raise RequestError("another-host", "This book is not served by that name.")
        route, is_method = self._route(scope)
        name = route.name if route is not None else None
        action = NEEDS.get(name) if name is not None else None
        scope[GUARD] = self._guard
        scope[WHO] = who = await run_in_threadpool(self._guard.who, scope)
        key = who.key if who is not None else ""
        if action != ANYBODY:
            if who is None:
                raise RequestError("not-signed-in", "This book is for people who are signed in.")
            if route is None or not is_method:
                return receive  # nothing is there, and the application says so
            if action is None or not may(who.role, action):
                await run_in_threadpool(self._guard.log, key, action or "unknown", "refused: role")
                raise RequestError("not-allowed", say_refusal(who.role, action or "unknown"))
        if request.method in SAFE or not is_method:
            return receive
        try:
            return await self._form(request, scope, receive)
        except RequestError as error:
            outcome = f"refused: {error.fault.code}"
            await run_in_threadpool(self._guard.log, key, action or "sign-in", outcome)
            raise

    async def _form(self, request: Request, scope: Scope, receive: Receive) -> Receive:
        """Read a form, and see that it is one of ours.

        Errors: RequestError where it is not.
        """
        by_token = token_of(scope) is not None
        if not by_token and not _is_from_here(request.headers):
            raise RequestError("not-our-form", "This form was sent by another site.")
        kind = request.headers.get("content-type", FORM).partition(";")[0].strip().casefold()
        body = await _body(receive)
        if kind == FORM:
            try:
                words = body.decode()
                fields = parse_qsl(words, keep_blank_values=True, errors="strict")
            except (UnicodeDecodeError, ValueError):
                raise RequestError("no-form", "This form is not written in UTF-8.") from None
        elif by_token:
            fields = []
        else:
            raise RequestError("no-form", f"A form is sent as {FORM}.")
        given = [value for field, value in fields if field == TOKEN]
        cookie = cookie_of(scope, COOKIE) or cookie_of(scope, FORM_COOKIE)
        if not by_token and (len(given) != 1 or not self._guard.is_form_token(given[0], cookie)):
            raise RequestError(
                "not-our-form",
                "This form does not carry what it was given: it is too old, or not ours. Go back, "
                "load the page anew, and send it again.",
            )
        scope[FIELDS] = [(field, value) for field, value in fields if field != TOKEN]
        return _again(body)

    def _answer(self, request: Request, fault: Fault) -> Response:
        """A refusal; whoever could sign in is led there."""
        if fault.code == "another-host":
            body = to_text(fault_to_json(fault))
            return Response(body, fault.status, media_type="application/json")
        is_page = not request.url.path.endswith((".json", ".csv"))
        asks = request.method in SAFE and token_of(request.scope) is None
        if fault.code == "not-signed-in" and is_page and asks:
            wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?then={quote(wanted, safe='')}", 303)
        if fault.status == 401:  # noqa: PLR2004 - not signed in
            fault.headers.setdefault("WWW-Authenticate", 'Bearer realm="trucebook"')
        return self._faulty(request, fault)

    def _route(self, scope: Scope) -> tuple[Route | None, bool]:
        """The route that would answer, and whether it knows the method."""
        partly = None
        for route in self.inner.routes:
            match, _ = route.matches(scope)
            if isinstance(route, Route) and match is Match.FULL:
                return route, True
            if isinstance(route, Route) and match is Match.PARTIAL and partly is None:
                partly = route
        return partly, False

    def _is_ours(self, scope: Scope) -> bool:
        if self._hosts is None:
            return True
        given = [value for name, value in scope["headers"] if name == b"host"]
        host = given[0].decode("latin-1").casefold() if len(given) == 1 else ""
        name = host[: host.index("]") + 1] if host.startswith("[") and "]" in host else ""
        return (name or host.partition(":")[0]) in self._hosts


def who_asks(request: Request) -> Who:
    """Who asks, as the gate found out; nobody's role may do anything."""
    who = request.scope.get(WHO)
    return who if isinstance(who, Who) else Who("", "")


def fields_of(request: Request) -> list[tuple[str, str]]:
    """The fields of a form that was let in, without its token."""
    fields: list[tuple[str, str]] = request.scope.get(FIELDS, [])
    return fields


def form_token(request: Request) -> str:
    """What a form of this page has to carry in a field called `form_token`."""
    guard: Guard = request.scope[GUARD]
    return guard.form_token(cookie_of(request.scope, COOKIE))


def asking(request: Request) -> dict[str, object]:
    """What templates know of whoever asks: `who`, `may(action)`, `form_token`, `signs_in`."""
    who = who_asks(request)
    guard: Guard | None = request.scope.get(GUARD)
    return {
        "who": who,
        "signs_in": guard is not None and guard.signs_in and who != HOLDER and bool(who.role),
        "may": lambda action: may(who.role, action),
        "form_token": "" if guard is None else form_token(request),
    }


def _is_from_here(headers: Headers) -> bool:
    """Whether a browser says that a form comes from a page of ours; older ones say nothing.

    Since our pages give no referrer, browsers send their forms from the origin `null`: that alone
    says nothing, and the token of the form decides.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == headers.get("host")


async def _body(receive: Receive) -> bytes:
    """The whole of a request.

    Errors: RequestError where it is too large.
    """
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST:
            raise RequestError("form-too-large", f"A form has at most {LARGEST} bytes.")
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes) -> Receive:
    """The body once more, for the application."""
    told = False

    async def receive() -> Message:
        nonlocal told
        if told:
            return {"type": "http.disconnect"}
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
