"""The book as an ASGI application: routes, one error shape, and headers that let nothing in.

Every page has its twins: `/timeline`, `/timeline.json`, `/timeline.csv`; the board is `/` and has
`/board.json` and `/board.csv`. Nothing can be written but on the pages of `working.py`, where the
book is served for that. Every route has a name, and `rights.py` says by that name whom it is open
to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from pathlib import Path

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from trucebook.export.to_json import to_text
from trucebook.question import Options, WrongQuestionError, settle
from trucebook.views.wording import WITHHELD, say_times
from trucebook.web.address import Address, read_address
from trucebook.web.clockbar import clock_bar, filled, now_of
from trucebook.web.days import within
from trucebook.web.desk import Desk, Opened
from trucebook.web.drawing import environment
from trucebook.web.faults import Fault, RequestError, fault_to_json
from trucebook.web.forms import work_menu
from trucebook.web.gate import Gate, asking, who_asks
from trucebook.web.guard import Guard
from trucebook.web.openapi import openapi
from trucebook.web.page import Page, Visit
from trucebook.web.pages import PAGES, moved
from trucebook.web.signing_in import sign_in, sign_out
from trucebook.web.working import WORK

STATIC = Path(__file__).parent / "static"
FILES = {
    "book.css": "text/css; charset=utf-8",
    "clocks.js": "text/javascript; charset=utf-8",
    "keys.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
}
MENU = [(page.name, page.menu, page.path) for page in PAGES if page.menu]
JSON = "application/json"
CSV = "text/csv; charset=utf-8"


def web_app(
    desk: Desk, hosts: Collection[str] | None, guard: Guard | None = None, *, writes: bool = False
) -> Gate:
    """The application; `hosts` are the names it may be called by, None for any.

    Without a guard whoever asks is the holder of the book. Unless it `writes`, nothing can be put
    into the book here.
    """
    draw = environment()
    routes = [
        Route("/openapi.json", _answers(draw, partial(_openapi, writes=writes)), name="openapi"),
        Route(
            "/sign-in",
            _answers(draw, lambda request: sign_in(request, draw)),
            name="sign-in",
            methods=["GET", "POST"],
        ),
        Route("/sign-out", _answers(draw, sign_out), name="sign-out", methods=["POST"]),
        Route("/cite", _answers(draw, lambda request: _cite(desk, request)), name="cite"),
        *(
            Route(f"/static/{name}", _static(STATIC / name, kind), name="static")
            for name, kind in FILES.items()
        ),
    ]
    if writes:
        routes += [
            Route(path, _answers(draw, partial(work, desk, draw)), name=name, methods=methods)
            for path, name, methods, work in WORK
        ]
    paged = partial(_page, desk, draw, writes=writes)
    for page in PAGES:
        routes += [
            Route(f"{page.stem}.json", _answers(draw, _twin(desk, page, "json")), name=page.name),
            Route(f"{page.stem}.csv", _answers(draw, _twin(desk, page, "csv")), name=page.name),
            Route(page.path, _answers(draw, paged(page)), name=page.name),
        ]

    def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 405:  # noqa: PLR2004 - method not allowed
            words = "This book can be looked at, and nothing can be written to it here."
            return _faulty(draw, request, Fault("read-only", words, {"Allow": "GET, HEAD"}))
        words = f"There is no page {request.url.path[:120]!r}."
        return _faulty(draw, request, Fault("no-such-page", words))

    def broken(request: Request, error: Exception) -> Response:
        words = f"A fault of the program, not of your book: {type(error).__name__}."
        return _faulty(draw, request, Fault("fault-of-the-program", words))

    handlers = {HTTPException: refused, Exception: broken}
    inner = Starlette(routes=routes, exception_handlers=handlers)
    return Gate(
        inner, hosts, guard or Guard(), lambda request, fault: _faulty(draw, request, fault)
    )


Endpoint = Callable[[Request], Response]


def _answers(draw: Environment, endpoint: Endpoint) -> Endpoint:
    """An endpoint whose faults are told in the one shape."""

    def answer(request: Request) -> Response:
        try:
            return endpoint(request)
        except RequestError as error:
            return _faulty(draw, request, error.fault)
        except WrongQuestionError as error:
            return _faulty(draw, request, Fault(error.code, error.message))

    return answer


def _faulty(draw: Environment, request: Request, fault: Fault) -> Response:
    """A fault as its page, or as JSON where a program asks."""
    if request.url.path.endswith((".json", ".csv")):
        body, kind = to_text(fault_to_json(fault)), JSON
    else:
        template = draw.get_template("fault.html")
        body, kind = template.render(fault=fault, menu=MENU), "text/html; charset=utf-8"
    return Response(body, fault.status, fault.headers, media_type=kind)


def _visit(opened: Opened, address: Address, id_: str, options: Options) -> Visit:
    question = settle(opened.book, options, _aside)
    within(opened.book, question.clocks.on)
    return Visit(opened, question, address, id_)


def _aside(_words: str) -> None:
    """What is assumed stands on the page itself."""


def _address(request: Request, page: Page, *, was: bool) -> tuple[Address, str]:
    id_ = request.path_params.get("id", "")
    path = page.path.replace("{id:path}", id_)
    query = request.query_params.multi_items()
    return read_address(path, query, [param.name for param in page.own], was=was), id_


def _page(desk: Desk, draw: Environment, page: Page, *, writes: bool) -> Endpoint:
    """A page for people."""

    def answer(request: Request) -> Response:
        address, id_ = _address(request, page, was=True)
        with desk.book(who_asks(request)) as opened:
            visit = _visit(opened, address, id_, address.options)
            before = address.options_before
            shown = page.answer(visit)
            change = None
            if before is not None:
                then = _visit(opened, address, id_, before)
                change = {"was": now_of(then), "rows": list(moved(visit, then))}
            words = {
                "page": page,
                "title": shown.title,
                "book": opened.book,
                "agreement": opened.book.agreement,
                "visit": visit,
                "to": lambda path, **own: str(address.at(path, **own)),
                "file": lambda name: f"/static/{name}",
                "fixed": None,
                "json_twin": str(address.twin("json")),
                "csv_twin": str(address.twin("csv")),
                "bar": clock_bar(visit),
                "now": now_of(visit),
                "change": change,
                "menu": MENU,
                "notices": _notices(opened, address),
                **asking(request),
                "work": work_menu(request, opened.book) if writes else (),
                **shown.words(),
            }
            body = draw.get_template(f"{page.name}.html").render(words)
        return Response(body, media_type="text/html; charset=utf-8")

    return answer


def _notices(opened: Opened, address: Address) -> list[str]:
    """What a reader must know before reading on."""
    found = []
    if address.hash is not None and address.hash != opened.book.hash:
        found.append(
            "This address was made from other files than the book has now: its texts or its "
            "record have changed since. What follows is by the book as it is now."
        )
    elif address.hash is not None:
        found.append("The book's files are those that this address was made from.")
    if opened.book.withholds:
        found.append(WITHHELD)
    if opened.book.refused:
        rows = say_times(opened.book.refused, "row")
        found.append(f"{rows} of the record cannot be read and are left out.")
    if address.options.known is not None and not opened.book.record.has_known:
        found.append("The record does not say when its entries were made: 'known' is left aside.")
    return found


def _twin(desk: Desk, page: Page, ending: str) -> Endpoint:
    """The same for programs."""

    def answer(request: Request) -> Response:
        address, id_ = _address(request, page, was=False)
        with desk.book(who_asks(request)) as opened:
            if address.hash is not None and address.hash != opened.book.hash:
                raise RequestError(
                    "another-book",
                    f"The book's files have changed since this address was made; 'hash' is now "
                    f"{opened.book.hash}.",
                )
            shown = page.answer(_visit(opened, address, id_, address.options))
            headers = {"Trucebook-Withheld": "yes"} if opened.book.withholds else {}
            if ending == "json":
                return Response(to_text(shown.json()), headers=headers, media_type=JSON)
            return Response(shown.csv(), headers=headers, media_type=CSV)

    return answer


def _cite(desk: Desk, request: Request) -> Response:
    """The same page by an address that leaves nothing open."""
    items = request.query_params.multi_items()
    wanted = [value for name, value in items if name == "page"]
    path = wanted[0] if len(wanted) == 1 else "/"
    for page in PAGES:
        head = page.path.partition("{")[0]
        if path == page.path or (page.of and path.startswith(head) and path != head):
            break
    else:
        raise RequestError("no-such-page", f"There is no page {path[:120]!r} to be cited.")
    names = [param.name for param in page.own]
    address = read_address(path, [item for item in items if item[0] != "page"], names, was=False)
    with desk.book(who_asks(request)) as opened:
        visit = _visit(opened, address, "", address.options)
        full = replace(address, clocks=filled(visit), hash=opened.book.hash)
    return RedirectResponse(str(full), 303)


def _openapi(request: Request, *, writes: bool) -> Response:
    if request.query_params:
        raise RequestError("no-such-parameter", "This page knows no parameter.")
    return Response(json.dumps(openapi(PAGES, writes=writes), indent=2) + "\n", media_type=JSON)


def _static(path: Path, kind: str) -> Endpoint:
    def answer(request: Request) -> Response:
        del request
        return FileResponse(path, media_type=kind)

    return answer
