"""Kept sources: the page of one, and where in it the words of a report stand.

Source: spec/record/sources.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucebook.export.report_row import report_to_json
from trucebook.export.to_csv import to_csv
from trucebook.export.to_json import Json
from trucebook.model.report import Bound
from trucebook.model.source import Source
from trucebook.model.time import MINUTES, iso
from trucebook.reading.anchor import Anchor, fault_of, from_columns
from trucebook.views.reports import Search, search
from trucebook.web.faults import RequestError
from trucebook.web.page import Answer, Page, Param, Visit

ROUND = 300
"""Characters of a kept text shown before and behind a report's words, on the report's page."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A kept text cut at the words of a report: before them, these, and behind them."""

    source: str
    before: str
    meant: str
    behind: str
    fault: str | None = None
    """Why the words cannot be shown where they are said to stand."""


def anchor_of(bound: Bound) -> Anchor | None:
    """Where the words of a report are said to stand; None where it does not say."""
    return from_columns(report_to_json(bound.report).get("anchor"))


def passage_of(bound: Bound, sources: Iterable[Source], most: int | None = None) -> Passage | None:
    """The words of a report in its kept source, with `most` characters round them, else all.

    Shape: None where the report has no anchor.
    """
    anchor = anchor_of(bound)
    if anchor is None:
        return None
    text = next((one.text for one in sources if one.id == anchor.source), None)
    if text is None:
        return Passage(anchor.source, "", "", "", "the text of this source is not kept here")
    fault = fault_of(anchor, text, bound.report.quote)
    if fault is not None:
        return Passage(anchor.source, "", "", "", fault)
    first, last = 0, len(text)
    if most is not None:
        first, last = max(0, anchor.start - most), min(last, anchor.end + most)
    before = ("…" if first else "") + text[first : anchor.start]
    behind = text[anchor.end : last] + ("…" if last < len(text) else "")
    return Passage(anchor.source, before, anchor.exact, behind)


def kept_for(bounds: Mapping[str, Bound], sources: Iterable[Source]) -> dict[str, str]:
    """The kept source in which a report's words stand, by report; only of sources there are."""
    there = {one.id for one in sources if one.text is not None}
    anchors = ((name, anchor_of(bound)) for name, bound in bounds.items())
    return {name: at.source for name, at in anchors if at is not None and at.source in there}


def _source(visit: Visit) -> Answer:
    question = visit.question
    clocks = question.clocks
    source = next((one for one in question.book.sources if one.id == visit.id), None)
    if source is None:
        raise RequestError("no-such-source", f"A source {visit.id[:80]!r} is not kept here.")
    if not _seen(source, clocks.public, clocks.known):
        words = f"The source {visit.id[:80]!r} was not public, or not kept, by then."
        raise RequestError("no-such-source", words)
    visible = search(question.record, Search(public=clocks.public, known=clocks.known))
    rest = [one for one in visible if (at := anchor_of(one)) and at.source == source.id]
    name = visit.own("report")
    shown = next((one for one in rest if one.report.id == name), None)
    if name is not None and shown is None:
        raise RequestError("no-such-report", f"No report {name[:80]!r} rests on this source.")
    return Answer(
        f"Source {visit.id}",
        lambda: {
            "source": source,
            "passage": None if shown is None else passage_of(shown, [source]),
            "rest": rest,
            "shown": name,
        },
        lambda: _to_json(source, rest, question.book.name),
        lambda: _to_csv(rest),
    )


def _seen(source: Source, public: int | None, known: int | None) -> bool:
    """Whether it had come out and been kept by then; days are compared as they are written."""
    published, captured = (str(source.row.get(name) or "") for name in ("published", "captured"))
    if public is not None and published[:10] > iso(public):
        return False
    return known is None or captured[:10] <= iso(known // MINUTES)


def _to_json(source: Source, rest: Sequence[Bound], book: str) -> dict[str, Json]:
    row: dict[str, Json] = {name: str(value) for name, value in source.row.items()}
    return {
        "schema": "trucebook.source/1",
        "book": book,
        "source": row,
        "text": source.text,
        "faults": list(source.faults),
        "reports": [_place(bound) for bound in rest],
    }


def _to_csv(rest: Sequence[Bound]) -> str:
    return to_csv(("report", "start", "end", "words"), map(_place, rest))


def _place(bound: Bound) -> dict[str, Json]:
    anchor = anchor_of(bound)
    assert anchor is not None  # noqa: S101 - only such are asked for
    return {
        "report": bound.report.id,
        "start": anchor.start,
        "end": anchor.end,
        "words": anchor.exact,
    }


SOURCE = Page(
    "source",
    None,
    "A kept source: its text, and the words that reports rest on.",
    _source,
    own=(Param("report", "The report whose words are marked"),),
    of="source",
)
