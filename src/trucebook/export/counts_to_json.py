"""Tallies as JSON values, and their cells as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.evaluation.result import Clocks, Fact
from trucebook.export.to_csv import to_csv
from trucebook.export.to_json import Json, day_to_json, minute_to_json, number_to_json
from trucebook.model.report import Bound
from trucebook.tallies.find import Cell, Contradiction, Elsewhere, OtherDay, Reconciling, Throughout
from trucebook.tallies.statement import Claim, Statement
from trucebook.views.counts import Counts, day_of, days_of, evidence_of, reconciled

COLUMNS = ("tally", "term", "sign", "name", "of", "low", "high", "versions")


def counts_to_json(
    answer: Sequence[Counts], book: str, clocks: Clocks, account: str
) -> dict[str, Json]:
    """Every tally of a book."""
    return {
        "schema": "trucebook.counts/1",
        "book": book,
        "on": day_to_json(clocks.on),
        "public": day_to_json(clocks.public),
        "known": minute_to_json(clocks.known),
        "account": account,
        "tallies": [_tally(one) for one in answer],
    }


def counts_to_csv(answer: Iterable[Counts]) -> str:
    """A row for each cell."""
    return to_csv(COLUMNS, (row for one in answer for row in _cells(one)))


def _tally(one: Counts) -> dict[str, Json]:
    return {
        "id": one.tally.id,
        "title": one.tally.title,
        "holder": one.tally.holder,
        "thing": one.tally.thing,
        "cells": list(_cells(one)),
        "statements": [_statement(s) for s in one.said.statements],
        "contradictions": [_contradiction(c) for c in one.contradictions],
        "aside": [{"report": a.bound.report.id, "why": a.why} for a in one.said.aside],
        "series": [
            {"id": term.id, "name": term.name, "figures": [_figure(b) for b in rows]}
            for term, rows in one.series
        ],
    }


def _cells(one: Counts) -> Iterable[dict[str, Json]]:
    terms = {term.id: term for term in one.tally.terms}
    for cell in one.cells:
        term = terms.get(cell.term)
        yield {
            "tally": one.tally.id,
            "term": one.tally.id if term is None else term.id,
            "sign": "held" if term is None else term.sign,
            "name": "held" if term is None else term.name,
            "of": sorted(cell.of),
            "low": cell.low,
            "high": cell.high,
            "versions": _ranges(cell),
        }


def _ranges(cell: Cell) -> list[Json]:
    return [[low, high] for low, high in cell.ranges]


def _statement(one: Statement) -> dict[str, Json]:
    return {
        "term": one.target.term or None,
        "on": day_to_json(one.target.last),
        "from": day_to_json(one.target.first),
        "event": one.target.event or None,
        "claims": [_claim(claim) for claim in one.claims],
        "commitment": one.commitment,
        "reports": list(one.reports),
        "made_of": [_act(fact) for fact in one.made_of],
    }


def _act(fact: Fact) -> dict[str, Json]:
    first, last = days_of(fact)
    return {
        "event": fact.event,
        "first": day_to_json(first),
        "last": day_to_json(last),
        "numbers": [[number_to_json(n.low), number_to_json(n.high)] for n in fact.versions],
        "grade": fact.grade,
        "reports": list(fact.reports),
    }


def _claim(one: Claim) -> dict[str, Json]:
    return {
        "of": sorted(one.of),
        "low": one.low,
        "high": one.high,
        "low_hard": one.low_hard,
        "high_hard": one.high_hard,
    }


def _contradiction(one: Contradiction) -> dict[str, Json]:
    return {
        "kind": "contradiction" if one.hard else "hard to square",
        "statements": [_statement(statement) for statement in one.statements],
        "reconciled_by": [_reconciling(change) for change in one.reconciling],
    }


def _reconciling(one: Reconciling) -> dict[str, Json]:
    made: dict[str, Json] = {
        "reports": list(one.statement.reports),
        "commitment": one.statement.commitment,
        "change": reconciled(one),
    }
    if isinstance(one, Elsewhere):
        made |= {"of": sorted(one.claim.of), "low": one.low, "high": one.high}
    if isinstance(one, Throughout):
        made["claims"] = [
            {"of": sorted(claim.of), "low": low, "high": high} for claim, low, high in one.claims
        ]
    if isinstance(one, OtherDay):
        made |= {"on": day_to_json(one.day)}
    return made


def _figure(bound: Bound) -> dict[str, Json]:
    report = bound.report
    return {
        "report": report.id,
        "on": day_to_json(day_of(bound)),
        "low": None if report.count is None else number_to_json(report.count.low),
        "high": None if report.count is None else number_to_json(report.count.high),
        "asserted_by": report.asserted_by,
        "source": report.source,
        "published": day_to_json(report.published),
        "evidence": evidence_of(bound),
    }
