"""The record as pages: its reports, one of them in full, and who speaks in it through what."""

from __future__ import annotations

import re
from decimal import Decimal

from trucebook.export.lists_to_json import reports_to_json
from trucebook.export.reading_to_json import sources_to_csv, sources_to_json
from trucebook.export.report_row import bound_to_json
from trucebook.export.to_csv import reports_to_csv
from trucebook.model.quantity import Number
from trucebook.views.composition import GROUNDS
from trucebook.views.reports import Search, asserters_of, kinds_of, search, sides_of
from trucebook.views.sources import sources
from trucebook.web.faults import RequestError
from trucebook.web.kept import ROUND, kept_for, passage_of
from trucebook.web.page import NUMBER, Answer, Page, Param, Visit


def _reports(visit: Visit) -> Answer:
    question = visit.question
    record = question.record
    what = Search(
        about=visit.own("about"),
        by=visit.own("by"),
        side=visit.own("side"),
        kind=visit.own("kind"),
        number=_number(visit.own("number")),
        text=visit.own("text"),
        unbound=visit.own("unbound") is not None,
        public=question.clocks.public,
        known=question.clocks.known,
    )
    found = search(record, what)
    return Answer(
        "Reports",
        lambda: {
            "found": found,
            "of": len(record.reports),
            "asserters": asserters_of(record),
            "kinds": kinds_of(record),
            "sides": (*sides_of(record), "none"),
            "agreement": question.agreement,
        },
        lambda: reports_to_json(found, question.book.name, len(record.reports)),
        lambda: reports_to_csv(found),
    )


def _report(visit: Visit) -> Answer:
    question = visit.question
    seen = search(
        question.record, Search(public=question.clocks.public, known=question.clocks.known)
    )
    found = next((bound for bound in seen if bound.report.id == visit.id), None)
    if found is None:
        later = any(bound.report.id == visit.id for bound in question.record.reports)
        words = "was not public, or not known, by then" if later else "is not in this record"
        raise RequestError("no-such-report", f"A report {visit.id[:80]!r} {words}.")
    row = bound_to_json(found)
    copies = [bound for bound in seen if bound.copy_of == visit.id]
    sources_kept = question.book.sources
    return Answer(
        f"Report {visit.id}",
        lambda: {
            "bound": found,
            "row": [(name, value) for name, value in row.items() if value not in (None, [], "")],
            "copies": copies,
            "passage": passage_of(found, sources_kept, ROUND),
            "kept": kept_for({visit.id: found}, sources_kept),
            "agreement": question.agreement,
        },
        lambda: {"schema": "trucebook.report/1", "book": question.book.name, "report": row},
        lambda: reports_to_csv([found]),
    )


def _sources(visit: Visit) -> Answer:
    question = visit.question
    clocks = question.clocks
    answer = sources(question.record, question.agreement, clocks.public, clocks.known)
    return Answer(
        "Sources and lineage",
        lambda: {"sources": answer, "grounds": GROUNDS},
        lambda: sources_to_json(answer, question.book.name, clocks),
        lambda: sources_to_csv(answer),
    )


def _number(text: str | None) -> Number | None:
    """A figure as people write it: 1,977 or 1977."""
    if text is None:
        return None
    if not re.fullmatch(NUMBER, text.strip()):
        raise RequestError("no-number", "'number' is a figure, such as 1977.")
    number = Decimal(text.strip().replace(",", ""))
    return int(number) if number == number.to_integral_value() else number


REPORTS = Page(
    "reports",
    "Reports",
    "The record, listed and searched.",
    _reports,
    own=(
        Param("about", "Bound to this commitment or round; none: outside"),
        Param("by", "Said by somebody with this in their name"),
        Param("side", "Said on this side; none: on no side"),
        Param("kind", "Of this kind"),
        Param("number", "Giving this figure anywhere"),
        Param("text", "With this in its words, object, place or source"),
        Param("unbound", "Bound to no commitment, and not said to be outside"),
    ),
)
REPORT = Page("report", None, "One report in full.", _report, of="report")
SOURCES = Page("sources", "Sources", "Who speaks in the record, through what; copies.", _sources)
