"""What was put into a book last: reports, claims and decisions, each with when and by whom."""

from __future__ import annotations

from trucebook.book import Book
from trucebook.model.columns import iso_minute
from trucebook.reviewing.queue import queue_of

MOST = 200
"""Rows of the page."""


def activity_of(book: Book) -> list[dict[str, str]]:
    """The last rows, the latest first; what does not say when it was recorded is left out."""
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
        rows.append(_row(told, report.recorded_by or "", what, report.id, report.text or ""))
    queue = queue_of(book)
    for claim in queue.claims:
        words = str(claim.fields.get("quote") or "")
        rows.append(_row(claim.recorded, "", f"claim of {claim.source}", claim.id, words))
    for one in queue.decisions:
        what = f"{one.word} (second reader)" if one.second else one.word
        rows.append(_row(one.recorded, one.by, what, one.of, one.because))
    return sorted(rows, key=lambda row: row["at"], reverse=True)[:MOST]


def _row(at: str, by: str, what: str, name: str, words: str) -> dict[str, str]:
    return {"at": at, "by": by, "what": what, "id": name, "words": words}
