"""Pages that put something into the book: add, correct, retract, review; and what was put in.

Each goes through `entering` and `reviewing`, as the commands do, so that page and command line
cannot disagree. The gate has held every form to its token, its origin and the role of its sender.
Source: docs/how-to/work-in-a-browser.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucebook.book import Book
from trucebook.entering.enter import enter, read_row, report_named
from trucebook.entering.refused import RefusedError
from trucebook.entering.retraction import BySource, retraction
from trucebook.export.to_json import Json, to_text
from trucebook.ledger.faults import LedgerError
from trucebook.model.to_row import row_of
from trucebook.question import WrongQuestionError, resolve
from trucebook.record.json_line import write_value
from trucebook.web.activity import MOST, activity_of, activity_page
from trucebook.web.desk import Desk
from trucebook.web.faults import RequestError
from trucebook.web.filling import PLAIN, form_of_row, known_of, row_of_form
from trucebook.web.forms import form, how_of, note, page, shown, tell
from trucebook.web.gate import who_asks
from trucebook.web.reviewing import review

Work = Callable[[Desk, Environment, Request], Response]


def add(desk: Desk, draw: Environment, request: Request) -> Response:
    """A form for one report: looked at first, then put in."""
    fields = form(request)
    with desk.book(who_asks(request)) as opened:
        book = opened.book
        words: dict[str, Any] = {"title": "Add a report", "action": "/add", "earlier": None}
        return _reported((desk, draw, request), book, fields, words)


def correct(desk: Desk, draw: Environment, request: Request) -> Response:
    """The same form, filled in with a report that the new one takes the place of."""
    fields = form(request)
    name = request.path_params["id"]
    with desk.book(who_asks(request)) as opened:
        book = opened.book
        old = _named(book, name)
        if request.method == "GET":
            fields = form_of_row(row_of(old))
        words: dict[str, Any] = {
            "title": f"Correct {name}",
            "action": f"/correct/{name}",
            "earlier": name,
        }
        return _reported((desk, draw, request), book, fields, words)


def retract(desk: Desk, draw: Environment, request: Request) -> Response:
    """A report is taken back, by the desk or by what published it."""
    fields = form(request)
    name = request.path_params["id"]
    with desk.book(who_asks(request)) as opened:
        book = opened.book
        old = _named(book, name)
        said: dict[str, Any] = {"title": f"Take {name} back", "name": name, "fields": fields}
        said |= {"row": row_of(old), "entered": None, "fault": None}
        if request.method == "POST":
            try:
                row = retraction(old, fields.get("why", ""), _by_source(book, fields))
                dry = fields.get("do") != "put"
                entered = enter(desk.address, book, row, how_of(request, fields, dry_run=dry))
            except (RefusedError, WrongQuestionError, LedgerError) as fault:
                said["fault"] = tell(fault)
            else:
                if not dry:
                    note(request, "retract")
                    return RedirectResponse(f"/report/{name}", 303)
                said["entered"] = shown(entered)
        return page(draw, request, "retract.html", book, said)


def activity(desk: Desk, draw: Environment, request: Request) -> Response:
    """What was put into the book last, by whom."""
    with desk.book(who_asks(request)) as opened:
        rows = activity_of(opened.book)
        at, pages = activity_page(rows, request.query_params.get("page"))
        rows = rows[(at - 1) * MOST : at * MOST]
        if request.url.path.endswith(".json"):
            told: list[Json] = [dict(row) for row in rows]
            body: dict[str, Json] = {"schema": "trucebook.activity/1", "book": opened.book.name}
            body |= {"page": at, "pages": pages, "entries": told}
            return Response(to_text(body), media_type="application/json")
        words = {"title": "Activity", "rows": rows, "at": at, "pages": pages}
        return page(draw, request, "activity.html", opened.book, words)


def _reported(
    work: tuple[Desk, Environment, Request],
    book: Book,
    fields: dict[str, str],
    words: dict[str, Any],
) -> Response:
    """The form of a report, what it would do, or where it went."""
    desk, draw, request = work
    words |= {"fields": fields, "labels": PLAIN, "known": known_of(book)}
    words |= {"entered": None, "fault": None}
    if request.method == "POST":
        try:
            dry = fields.get("do") != "put"
            row = row_of_form(fields)
            if words["earlier"]:
                row["corrects"] = words["earlier"]
            row = read_row("the form", write_value(row), book)
            entered = enter(desk.address, book, row, how_of(request, fields, dry_run=dry))
        except (RefusedError, WrongQuestionError, LedgerError) as fault:
            words["fault"] = tell(fault)
        else:
            if not dry:
                note(request, "correct" if words["earlier"] else "add")
                return RedirectResponse(f"/report/{entered.report.report.id}", 303)
            words["entered"] = shown(entered)
    return page(draw, request, "add.html", book, words)


def _named(book: Book, name: str) -> Any:  # noqa: ANN401 - a report, told as a fault of the request
    try:
        return report_named(book, name)
    except RefusedError as refused:
        raise RequestError("no-such-report", refused.words) from None


def _by_source(book: Book, fields: Mapping[str, str]) -> BySource | None:
    """What took a report back, if it was not the desk.

    Errors: RefusedError, WrongQuestionError.
    """
    source, published = (fields.get(name, "").strip() for name in ("source", "published"))
    if not source and not published:
        return None
    if not (source and published):
        raise RefusedError("Say both: in which source it was taken back, and on which day.")
    day = resolve(published, book.agreement.zone)
    if day is None:
        raise RefusedError("Say on which day the source took it back.")
    return BySource(source, day, fields.get("says", "").strip() or None)


WORK: tuple[tuple[str, str, list[str], Work], ...] = (
    ("/add", "add", ["GET", "POST"], add),
    ("/correct/{id:path}", "correct", ["GET", "POST"], correct),
    ("/retract/{id:path}", "retract", ["GET", "POST"], retract),
    ("/review", "review", ["GET", "POST"], review),
    ("/review.json", "review", ["GET"], review),
    ("/activity", "activity", ["GET"], activity),
    ("/activity.json", "activity", ["GET"], activity),
)
"""Paths with the name each has in `rights.py`, its methods, and what answers."""
