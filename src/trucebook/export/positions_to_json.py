"""Positions as JSON values and as the rows of a table: one for each report of each."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.evaluation.result import Clocks
from trucebook.export.to_csv import to_csv
from trucebook.export.to_json import Json, day_to_json, minute_to_json
from trucebook.model.report import Report
from trucebook.positions.find import Position
from trucebook.positions.voices import Voice
from trucebook.views.conflicts import say_rule
from trucebook.views.positions import Positions

COLUMNS = (
    "sort",
    "holders",
    "toward",
    "about",
    "name",
    "standing",
    "because",
    "since",
    "since_latest",
    "word",
    "report",
    "in_force",
    "taken",
    "denies",
    "asserted_by",
    "side",
    "source",
    "url",
    "published",
    "from",
    "to",
    "quote",
    "text",
    "unless",
    "deadline",
    "harm",
    "called",
    "purpose",
)


def positions_to_json(
    answer: Positions, book: str, clocks: Clocks, account: str
) -> dict[str, Json]:
    """Everything, each position with every report that tells of it."""
    return {
        "schema": "trucebook.positions/1",
        "book": book,
        "on": day_to_json(clocks.on),
        "public": day_to_json(clocks.public),
        "known": minute_to_json(clocks.known),
        "account": account,
        "positions": [_position(one, answer) for one in answer.positions],
        "demands": list(_demands(answer)),
        "clauses": [
            {
                "id": one.id,
                "text": one.text,
                "standing": one.standing,
                "by_account": dict(one.by_account),
            }
            for one in answer.clauses.values()
        ],
    }


def _position(one: Position, answer: Positions) -> dict[str, Json]:
    return {
        "sort": one.sort,
        "holders": list(one.holders),
        "toward": list(one.toward),
        "about": one.about,
        "name": one.name,
        "text_name": answer.short_names.get(one.about) if one.sort == "stance" else None,
        "standing": list(one.standing),
        "because": list(one.because),
        "since": None if one.since is None else day_to_json(one.since[0]),
        "since_latest": None if one.since is None else day_to_json(one.since[1]),
        "commitments": list(one.commitments),
        "decided_by": list(one.decided_by),
        "reports": [_voice(voice, one) for voice in one.voices],
    }


def _voice(voice: Voice, one: Position) -> dict[str, Json]:
    report = voice.bound.report
    return {
        "report": report.id,
        "word": voice.word,
        "in_force": report.id in one.in_force,
        "taken": voice.taken,
        "denies": voice.denies,
        "side": voice.bound.side,
        "from": day_to_json(voice.first),
        "to": day_to_json(voice.last),
        "unless": report.unless,
        "deadline": None if report.deadline is None else report.deadline.text,
        "harm": report.harm,
        "called": report.called,
        "purpose": report.purpose,
        **_said(report),
    }


def _said(report: Report) -> dict[str, Json]:
    return {
        "asserted_by": report.asserted_by,
        "source": report.source,
        "url": report.url,
        "published": day_to_json(report.published),
        "quote": report.quote,
        "text": report.text,
    }


def _demands(answer: Positions) -> Iterable[dict[str, Json]]:
    aside = {one.what.id: one for one in answer.counted.aside}
    for one in answer.demands.demands:
        left = aside.get(one.id)
        yield {
            "id": one.id,
            "kind": one.kind,
            "by": list(one.by),
            "text": say_rule(one.rule, answer.outcomes),
            "standing": left is None,
            "aside": None if left is None else left.why,
            "said": [
                {"report": None if said.id == one.id else said.id, **_said(said)}
                for said in answer.counted.voices.get(one.id, ())
            ],
        }


def positions_to_csv(answer: Positions) -> str:
    """One row for each report of each position; demands of texts of demands beneath."""
    return to_csv(COLUMNS, _rows(answer))


def _rows(answer: Positions) -> Iterable[dict[str, Json]]:
    for one in answer.positions:
        whole = _position(one, answer)
        shared = {name: whole[name] for name in COLUMNS if name in whole}
        for name in ("holders", "toward", "standing", "because"):
            shared[name] = "; ".join(getattr(one, name))
        for voice in one.voices:
            yield {**dict.fromkeys(COLUMNS), **shared, **_voice(voice, one)}
    aside = {one.what.id: one.why for one in answer.counted.aside}
    for demand in answer.demands.demands:
        shared = {
            **dict.fromkeys(COLUMNS),
            "sort": demand.kind,
            "holders": "; ".join(demand.by),
            "name": demand.id,
            "about": say_rule(demand.rule, answer.outcomes),
            "standing": aside.get(demand.id, "standing"),
        }
        for said in answer.counted.voices.get(demand.id, ()):
            report = None if said.id == demand.id else said.id
            yield {**shared, "report": report, **_said(said)}
        if demand.id in aside:
            yield shared
