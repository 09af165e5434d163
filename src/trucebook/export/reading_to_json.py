"""Exchanges, sources and texts with their margin as JSON values and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.evaluation.result import Clocks
from trucebook.export.to_csv import to_csv
from trucebook.export.to_json import Json, day_to_json, minute_to_json
from trucebook.views.composition import Composition
from trucebook.views.exchange import Exchanged, Given, Half
from trucebook.views.margin import Page
from trucebook.views.sources import Lineage, Sources


def asked_to_json(clocks: Clocks, account: str) -> dict[str, Json]:
    """The clocks and the account of an answer."""
    return {
        "on": day_to_json(clocks.on),
        "public": day_to_json(clocks.public),
        "known": minute_to_json(clocks.known),
        "account": account,
    }


def exchange_to_json(
    pairs: Iterable[Exchanged], book: str, clocks: Clocks, account: str
) -> dict[str, Json]:
    """Two lists a pair, never a difference."""
    return {
        "schema": "trucebook.exchange/1",
        "book": book,
        **asked_to_json(clocks, account),
        "exchanges": [
            {"first": _half_to_json(pair.first), "then": _half_to_json(pair.then)} for pair in pairs
        ],
    }


def _half_to_json(half: Half) -> dict[str, Json]:
    return {
        "id": half.id,
        "who": list(half.who),
        "what": half.what,
        "progress": half.progress,
        "standing": half.standing,
        "given": [_given_to_json(given) for given in half.given],
    }


def _given_to_json(given: Given) -> dict[str, Json]:
    return {
        "day": day_to_json(given.day),
        "day_latest": day_to_json(given.day_latest),
        "words": given.words,
        "grade": given.grade,
        "reports": list(given.reports),
    }


def exchange_to_csv(pairs: Iterable[Exchanged]) -> str:
    """One row an act; the lists of one pair stand one below the other."""
    return to_csv(
        ("first", "then", "id", "day", "day_latest", "words", "grade", "reports"),
        (
            {
                "first": pair.first.id,
                "then": pair.then.id,
                "id": half.id,
                **_given_to_json(given),
                "reports": "; ".join(given.reports),
            }
            for pair in pairs
            for half in (pair.first, pair.then)
            for given in half.given
        ),
    )


def sources_to_json(of: Sources, book: str, clocks: Clocks) -> dict[str, Json]:
    """Who speaks, through what, and which rows are copies."""
    return {
        "schema": "trucebook.sources/1",
        "book": book,
        "public": day_to_json(clocks.public),
        "known": minute_to_json(clocks.known),
        "composition": composition_to_json(of.composition),
        "sides": [
            {"side": side, "asserters": asserters, "reports": reports}
            for side, asserters, reports in of.sides
        ],
        "asserters": [
            {
                "name": one.name,
                "side": one.side,
                "reports": list(one.reports),
                "sources": list(one.sources),
            }
            for one in of.asserters
        ],
        "sources": [{"source": name, "reports": reports} for name, reports in of.outlets],
        "without_source": of.without_source,
        "unsourced": of.unsourced,
        "lineages": [_lineage_to_json(one) for one in of.lineages],
    }


def composition_to_json(of: Composition) -> dict[str, Json]:
    """The make-up of some reports."""
    return {
        "reports": of.reports,
        "asserters": of.asserters,
        "sources": of.sources,
        "copies": of.copies,
        "by_ground": dict(of.by_ground),
        "by_language": dict(of.by_language),
        "language_not_given": of.language_not_given,
    }


def _lineage_to_json(of: Lineage) -> dict[str, Json]:
    return {
        "origin": of.origin.report.id,
        "wire_group": of.origin.report.wire_group,
        "copies": [copy.report.id for copy in of.copies],
    }


def sources_to_csv(of: Sources) -> str:
    """One row an asserter."""
    return to_csv(
        ("name", "side", "reports", "sources"),
        (
            {
                "name": one.name,
                "side": one.side,
                "reports": "; ".join(one.reports),
                "sources": "; ".join(one.sources),
            }
            for one in of.asserters
        ),
    )


def margin_to_json(
    pages: Sequence[Page], book: str, clocks: Clocks, account: str
) -> dict[str, Json]:
    """The texts, passage by passage; joined with line feeds they are the files."""
    return {
        "schema": "trucebook.text/1",
        "book": book,
        **asked_to_json(clocks, account),
        "texts": [
            {
                "file": page.file,
                "passages": [
                    {
                        "line": passage.first_line,
                        "words": passage.words,
                        "commitments": [
                            {"id": note.id, "standing": note.standing} for note in passage.notes
                        ],
                    }
                    for passage in page.passages
                ],
            }
            for page in pages
        ],
    }


def margin_to_csv(pages: Iterable[Page]) -> str:
    """One row a commitment, with where its sentence is."""
    return to_csv(
        ("file", "line", "id", "standing", "words"),
        (
            {
                "file": page.file,
                "line": passage.first_line,
                "id": note.id,
                "standing": note.standing,
                "words": passage.words,
            }
            for page in pages
            for passage in page.passages
            for note in passage.notes
        ),
    )
