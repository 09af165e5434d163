"""What was put into a book last: reports, claims and decisions, each with when and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from trucebook.book import Book
from trucebook.model.columns import iso_minute
from trucebook.reviewing.queue import queue_of
from trucebook.web.faults import RequestError

MOST = 200
"""Rows of one page."""


def activity_of(book: Book) -> list[dict[str, str]]:
    """Every row, the latest first; what does not say when it was recorded is left out."""
    rows: list[dict[str, str]] = []
    for bound in book.record.reports:
        report = bound.report
        if report.recorded is None:
            continue
        what = "report"
        if report.corrects:
            what = f"corrects {report.corrects}"
        elif report.retracts:
            what = f"takes back {report.retracts}"
        told = str(report.others.get("recorded") or iso_minute(report.recorded))
        row = _row(told, report.recorded_by or "", what, report.id, report.text or "")
        rows.append(row | {"report": report.id})
    queue = queue_of(book)
    for claim in queue.claims:
        words = str(claim.fields.get("quote") or "")
        rows.append(_row(claim.recorded, "", f"claim of {claim.source}", claim.id, words))
    for one in queue.decisions:
        what = f"{one.word} (second reader)" if one.second else one.word
        row = _row(one.recorded, one.by, what, one.of, one.because)
        rows.append(row | {"report": one.report})
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def activity_page(rows: Sequence[dict[str, str]], asked: str | None) -> tuple[int, int]:
    """Which page of the rows is asked for, from 1, and how many there are.

    Errors: RequestError.
    """
    pages = max(1, -(-len(rows) // MOST))
    given = "1" if asked is None else asked
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= pages):
        raise RequestError("no-such-part", f"'page' is a number from 1 to {pages}.")
    return int(given[:9]), pages


def _row(at: str, by: str, what: str, name: str, words: str) -> dict[str, str]:
    return {"at": at, "by": by, "what": what, "id": name, "words": words, "report": ""}
