"""Demands that cannot all be met, as JSON values and as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.conflicts.find import Change, Conflict, Found
from trucebook.evaluation.result import Clocks
from trucebook.export.to_csv import to_csv
from trucebook.export.to_json import Json, day_to_json, minute_to_json
from trucebook.model.demands import Author, Demand, Encoding
from trucebook.model.report import Report
from trucebook.views.conflicts import Conflicts, say_rule

COLUMNS = ("conflict", "size", "together", "of_one", "demands", "parties", "rests_on", "changes")


def conflicts_to_json(
    answer: Conflicts, book: str, clocks: Clocks, account: str
) -> dict[str, Json]:
    """Everything found, and everything it was found among."""
    return {
        "schema": "trucebook.conflicts/1",
        "book": book,
        "on": day_to_json(clocks.on),
        "public": day_to_json(clocks.public),
        "known": minute_to_json(clocks.known),
        "account": account,
        "conflicts": [conflict_to_json(one) for one in answer.sets],
        "excluded": [list(one) for found in answer.found for one in found.excluded],
        "components": [_component(found) for found in answer.found],
        "not_looked_at": [
            {
                "outcomes": [outcome.id for outcome in one.component.outcomes],
                "demands": [demand.id for demand in one.component.demands],
            }
            for one in answer.too_large
        ],
        "outcomes": [
            {"id": one.id, "name": one.name, "values": list(one.values)}
            for one in answer.demands.outcomes
        ],
        "demands": [_demand(one, answer) for one in answer.demands.demands],
        "encodings": [_encoding(one, answer) for one in answer.demands.encodings],
    }


def conflict_to_json(one: Conflict) -> dict[str, Json]:
    """One smallest set."""
    return {
        "demands": [demand.id for demand in one.demands],
        "parties": sorted({name for demand in one.demands for name in demand.by}),
        "together": one.together,
        "of_one": list(one.of_one),
        "rests_on": [list(way) for way in one.rests_on],
        "changes": [
            *({"drop": demand.id} for demand in one.demands),
            *(_change(change) for change in one.changes),
        ],
    }


def _change(change: Change) -> dict[str, Json]:
    if change.demand is None:
        return {"without": change.encoding}
    return {"demand": change.demand, "outcome": change.outcome, "value": change.value}


def _component(found: Found) -> dict[str, Json]:
    part = found.component
    return {
        "outcomes": [outcome.id for outcome in part.outcomes],
        "demands": [demand.id for demand in part.demands],
        "encodings": [encoding.id for encoding in part.encodings],
        "conflicts": len(found.conflicts),
        "solver": found.solved,
    }


def _demand(one: Demand, answer: Conflicts) -> dict[str, Json]:
    return {"id": one.id, "kind": one.kind, "by": list(one.by), **_shared(one, answer)}


def _encoding(one: Encoding, answer: Conflicts) -> dict[str, Json]:
    return {"id": one.id, **_shared(one, answer)}


def _shared(one: Demand | Encoding, answer: Conflicts) -> dict[str, Json]:
    aside = next((each for each in answer.counted.aside if each.what.id == one.id), None)
    return {
        "text": say_rule(one.rule, answer.outcomes),
        "counts": aside is None,
        "aside": None if aside is None else aside.why,
        "withdrawn_by": [] if aside is None else list(aside.by),
        "encoded": _author(one.author),
        "said": [_said(said, one.id) for said in answer.counted.voices.get(one.id, ())],
    }


def _author(author: Author) -> dict[str, Json]:
    return {"by": author.name, "on": day_to_json(author.day)}


def _said(said: Report, of: str) -> dict[str, Json]:
    return {
        "report": None if said.id == of else said.id,
        "asserted_by": said.asserted_by,
        "source": said.source,
        "url": said.url,
        "published": day_to_json(said.published),
        "quote": said.quote,
        "text": said.text,
    }


def conflicts_to_csv(answer: Conflicts) -> str:
    """One row for each smallest set."""
    return to_csv(COLUMNS, _rows(answer.sets))


def _rows(every: Iterable[Conflict]) -> Iterable[dict[str, Json]]:
    for number, one in enumerate(every, start=1):
        parties = sorted({name for demand in one.demands for name in demand.by})
        yield {
            "conflict": number,
            "size": len(one.demands),
            "together": one.together,
            "of_one": "; ".join(one.of_one),
            "demands": "; ".join(demand.id for demand in one.demands),
            "parties": "; ".join(parties),
            "rests_on": "; ".join(" + ".join(way) for way in one.rests_on),
            "changes": "; ".join(_say_change(change) for change in one.changes),
        }


def _say_change(change: Change) -> str:
    if change.demand is None:
        return f"without {change.encoding}"
    return f"{change.demand}: {change.outcome} = {change.value}"
