"""What every page of work has in common: the fields of a form, who sends it, what is told.

Source: docs/how-to/work-in-a-browser.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response

from trucebook.book import Book
from trucebook.entering.enter import How
from trucebook.entering.refused import RefusedError
from trucebook.export.entered_to_text import Entered, likeness_to_text
from trucebook.export.faults import diagnostics_to_text
from trucebook.people.roles import may
from trucebook.question import WrongQuestionError
from trucebook.reviewing.queue import queue_of
from trucebook.views.wording import say_list
from trucebook.web.faults import RequestError
from trucebook.web.filling import LONGEST
from trucebook.web.gate import GUARD, asking, fields_of, who_asks
from trucebook.web.guard import Guard

_DESK_KEY = re.compile(r"[\w.@-]{0,40}")


def work_menu(request: Request, book: Book) -> list[tuple[str, str]]:
    """What whoever asks may do here."""
    role = who_asks(request).role
    found = [("/add", "Add a report")] if may(role, "add") else []
    if may(role, "review"):
        found.append(("/review", f"Review ({len(queue_of(book).waiting)})"))
    return [*found, ("/activity", "Activity")]


def form(request: Request) -> dict[str, str]:
    """The fields of a form, each once.

    Errors: RequestError where one is said twice, or is too long.
    """
    fields: dict[str, str] = {}
    for name, value in fields_of(request):
        if name in fields:
            raise RequestError("said-twice", f"{name[:80]!r} is said twice: say it once.")
        if len(value) > LONGEST:
            raise RequestError("address-too-long", f"{name[:80]!r} is longer than {LONGEST}.")
        fields[name] = value.replace("\r\n", "\n")
    return fields


def how_of(request: Request, fields: Mapping[str, str], *, dry_run: bool = False) -> How:
    """How something goes in: by whoever is signed in, else by the desk key a form gives.

    Errors: RefusedError where that is no key.
    """
    by = who_asks(request).key or fields.get("by", "").strip()
    if _DESK_KEY.fullmatch(by) is None:
        raise RefusedError("A desk key has up to 40 letters, digits, points and hyphens.")
    return How(by, dry_run=dry_run)


def note(request: Request, action: str) -> None:
    """One line more in the activity log of a book with people: who did what, without its words."""
    guard: Guard = request.scope[GUARD]
    guard.log(who_asks(request).key, action, "done")


def tell(fault: Exception) -> str:
    """Why nothing went in, in words."""
    if isinstance(fault, RefusedError) and fault.faults:
        return f"{diagnostics_to_text(fault.faults, fault.texts)}\n{fault.words}"
    return fault.message if isinstance(fault, WrongQuestionError) else str(fault)


def shown(entered: Entered) -> dict[str, Any]:
    """What a report does in the book, for a template."""
    bound = entered.report
    where = say_list(f"[{name}]" for name in bound.commitments)
    why = f": {bound.why_unbound}" if bound.why_unbound else ""
    return {
        "outcome": entered.outcome,
        "bound": bound,
        "where": where or f"nothing{why}",
        "moved": entered.moved,
        "like": likeness_to_text(entered.like).split("\n") if entered.like else [],
        "unplaced": bound.unplaced,
        "on": entered.on,
        "account": entered.account,
    }


def page(
    draw: Environment, request: Request, name: str, book: Book, words: dict[str, Any]
) -> Response:
    """A page of work."""
    said: dict[str, Any] = {"book": book, "agreement": book.agreement}
    said |= {"work": work_menu(request, book), "request_path": request.url.path}
    body = draw.get_template(name).render(said | asking(request) | words)
    status = 422 if words.get("fault") else 200
    return Response(body, status, media_type="text/html; charset=utf-8")
