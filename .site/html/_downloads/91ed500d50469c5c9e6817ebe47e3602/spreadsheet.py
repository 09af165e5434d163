"""What one would use instead: a list of rows, a sum by clause, a day to compare with.

It knows neither copies nor disputes, neither conditions nor whose word it is; it is here for its
speed, and to count how often its sums are other numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucebook.evaluation.result import Board


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment as somebody would type it into a sheet: so much by a day."""

    id: str
    clause: str
    due: int | None
    amount: float


def sheet(board: Board) -> list[Line]:
    """The commitments of a board, each with its last due day and its amount."""
    return [
        Line(
            row.commitment.id,
            row.commitment.clause,
            row.due_latest,
            float(row.required.low or 1) if row.required else 1.0,
        )
        for row in board.rows
    ]


def load(folder: Path) -> list[dict[str, Any]]:
    """Every row of the record."""
    lines = (folder / "record" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sums(rows: Iterable[Mapping[str, Any]], until: str) -> dict[str, float]:
    """By clause, everything reported as done up to a day."""
    done: dict[str, float] = defaultdict(float)
    for row in rows:
        named = row.get("for")
        if not isinstance(named, list) or row.get("count_basis") in ("planned", "cumulative"):
            continue
        if row.get("event_date", "9")[-10:] <= until:
            for clause in named:
                done[clause] += row.get("count_high") or row.get("count_low") or 1
    return done


def status(
    rows: Iterable[Mapping[str, Any]], lines: Iterable[Line], until: str, on: int
) -> dict[str, str]:
    """Where each commitment stands by the sum alone."""
    done = sums(rows, until)
    found = {}
    for line in lines:
        enough = done.get(line.id, done.get(line.clause, 0.0)) >= line.amount
        late = line.due is not None and on > line.due
        found[line.id] = "met" if enough else "overdue" if late else "in progress"
    return found


def about(rows: Iterable[Mapping[str, Any]], clause: str) -> list[str]:
    """The rows of one clause, as a filter shows them."""
    return [
        f"{row.get('published')} {row.get('asserted_by')}: {row.get('text')}"
        for row in rows
        if clause in (row.get("for") or ())
    ]
