"""The review queue as a page: one claim, where it stands, what it would do, and the decisions.

Source: docs/how-to/work-in-a-browser.md; spec/record/review.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucebook.entering.refused import RefusedError
from trucebook.export.claim_to_text import passage
from trucebook.export.to_json import to_text
from trucebook.ledger.faults import LedgerError
from trucebook.question import WrongQuestionError
from trucebook.reviewing.agreeing import agreeing, for_second
from trucebook.reviewing.by_hand import mark, silent_in
from trucebook.reviewing.decide import Decided, Sitting
from trucebook.reviewing.line import line_of
from trucebook.reviewing.precision import say_precision
from trucebook.reviewing.queue import Claim, Queue
from trucebook.reviewing.rows import reader_of
from trucebook.reviewing.to_json import queue_to_json
from trucebook.web.desk import Desk
from trucebook.web.faults import RequestError
from trucebook.web.forms import form, how_of, note, page, shown, tell
from trucebook.web.gate import who_asks

SECOND = {"accept": "accepted", "refuse": "refused"}
"""What a second reader may do with a claim, and the word for it."""


def review(desk: Desk, draw: Environment, request: Request) -> Response:
    """The claim that waits next, or the one that is asked for; or a decision on one."""
    fields = form(request)
    asked = _asked(request)
    second = (fields.get("second") or asked.get("second")) == "1"
    with desk.book(who_asks(request)) as opened:
        book, fault = opened.book, None
        if request.url.path.endswith(".json"):
            sitting = Sitting(desk.address, book)
            body = to_text(queue_to_json(sitting.queue, book.name))
            return Response(body, media_type="application/json")
        by = fields.get("by") or asked.get("by") or ""
        try:
            sitting = Sitting(desk.address, book, how_of(request, {"by": by}))
        except RefusedError as refused:
            raise RequestError("no-desk-key", refused.words) from None
        name = fields.get("claim") or asked.get("claim")
        if request.method == "POST":
            try:
                done = _decide(sitting, fields, second=second)
            except (RefusedError, WrongQuestionError, LedgerError) as error:
                fault = tell(error)
            else:
                note(request, "review")
                told = {"done": done.claim.id} | _kept(by, second=second)
                return RedirectResponse(f"/review?{urlencode(told)}", 303)
        words = _words(sitting, name, asked.get("done"), second=second)
        more = {"fault": fault, "fields": fields, "by": by, "second": second}
        return page(draw, request, "review.html", book, words | more)


def _kept(by: str, *, second: bool) -> dict[str, str]:
    """What the next page has to know of this one."""
    return ({"by": by} if by else {}) | ({"second": "1"} if second else {})


def _asked(request: Request) -> dict[str, str]:
    """What the address says.

    Errors: RequestError where it says what this page does not know.
    """
    asked = dict(request.query_params)
    for name in asked:
        if name not in {"claim", "done", "by", "second"}:
            raise RequestError("no-such-parameter", f"This page does not know {name[:80]!r}.")
    return asked


def _decide(sitting: Sitting, fields: Mapping[str, str], *, second: bool) -> Decided:
    """What a form asks for.

    Errors: RefusedError, WrongQuestionError, LedgerError.
    """
    claim = sitting.queue.by_id.get(fields.get("claim", ""))
    if claim is None:
        raise RefusedError("There is no such claim in the queue.")
    do, because = fields.get("do"), fields.get("because", "")
    if second:
        return sitting.second(claim, SECOND.get(do or "", ""), because)
    deeds = {
        "accept": lambda: sitting.accept(claim),
        "edit": lambda: sitting.accept(claim, fields.get("line", "")),
        "refuse": lambda: sitting.refuse(claim, because),
        "back": lambda: sitting.send_back(claim, because),
        "undo": lambda: sitting.undo(claim),
    }
    if do in deeds:
        return deeds[do]()
    if do == "mark" and fields.get("number", "").isdecimal():
        return mark(sitting, sitting.source(claim), int(fields["number"]), fields.get("line", ""))
    raise RefusedError("It is not said what to do with the claim. Nothing was decided.")


def _words(sitting: Sitting, name: str | None, done: str | None, *, second: bool) -> dict[str, Any]:
    """What the page shows."""
    queue = sitting.queue
    waiting = for_second(queue, sitting.how.by) if second else queue.waiting
    claim = queue.by_id.get(name or "") or (waiting[0] if waiting else None)
    words: dict[str, Any] = {
        "title": f"Review: {len(waiting)} waiting",
        "waiting": waiting,
        "counts": _counts(queue),
        "agreeing": agreeing(queue),
        "claim": claim,
        "done": None,
        "following": None,
        "shown": None,
        "broken": None,
    }
    if done is not None and done in queue.by_id:
        last = queue.by_id[done]
        words["done"] = (last, "decided" if second else queue.standing(last), queue.decision(last))
    if claim is None:
        return words
    at = waiting.index(claim) if claim in waiting else -1
    words["number"] = at + 1
    if len(waiting) > 1:
        words["following"] = waiting[(at + 1) % len(waiting)].id
    return words | _claim(sitting, claim, second=second)


def _claim(sitting: Sitting, claim: Claim, *, second: bool) -> dict[str, Any]:
    """A claim where it stands, and what it would do."""
    try:
        source, row = sitting.source(claim), sitting.proposed(claim)
    except RefusedError as refused:
        return {"broken": refused.words}
    place = row["anchor"]["selector"][-1]  # type: ignore[index] # made by `to_columns`
    before, its, behind = passage(source.text or "", place["start"], place["end"])
    decision = sitting.queue.decision(claim)
    words: dict[str, Any] = {
        "source": source,
        "before": before,
        "its": its,
        "behind": behind,
        "line": line_of(row),
        "precision": say_precision(reader_of(claim.fields), claim.kind),
        "standing": None if second else sitting.queue.standing(claim),
        "decision": None if second else decision,
        "silent": () if second else silent_in(sitting.queue, source),
    }
    try:
        words["shown"] = shown(sitting.trial(row))
    except (RefusedError, WrongQuestionError) as fault:
        words["broken"] = tell(fault)
    return words


def _counts(queue: Queue) -> dict[str, int]:
    """How many claims are decided, by word."""
    found: dict[str, int] = {}
    for claim in queue.claims:
        word = queue.standing(claim)
        found[word] = found.get(word, 0) + 1
    return found
