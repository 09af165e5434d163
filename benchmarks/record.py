"""A generated record: acts told for the first time, what is said about them, and the watches."""

from __future__ import annotations

from benchmarks.acts import acts_of_chance
from benchmarks.chance import Chance
from benchmarks.duties import Duty, Text
from benchmarks.rows import Row, first_row, iso
from benchmarks.said import SAID
from benchmarks.writer import DAYS

ACTS = 0.5
"""So much of a record tells of acts for the first time; the rest is what is said about them."""


def rows_of_chance(text: Text, reports: int, chance: Chance) -> tuple[list[Row], list[Row]]:
    """Exactly so many reports, and the watches.

    Shape: reports in order of publication.
    """
    acts = acts_of_chance(text.duties, round(reports * ACTS), chance)
    rows = [first_row(act, chance) for act in acts]
    told = list(zip(acts, rows, strict=True))
    while len(rows) < reports:
        row = chance.weighted(SAID)(text.duties, told, chance)
        if row is not None:
            rows.append(row)
    rows = sorted(rows, key=lambda row: row["published"])[:reports]
    for number, row in enumerate(rows, 1):
        row["id"] = f"r{number:05}"
    for row in rows:
        other = row.pop("_of", None)
        if other is not None and "id" in other:
            row["corrects"] = other["id"]
    return [{"id": row["id"], **row} for row in rows], _watches(text.duties, chance)


def _watches(duties: list[Duty], chance: Chance) -> list[Row]:
    """What somebody declared to watch, in groups of clauses with the same days."""
    likely = {"keep": 0.4, "quota": 0.15, "level": 0.2, "silent": 0.0}
    named = [d.clause for d in duties if chance.random() < likely.get(d.kind, 0.6)]
    clauses = list(dict.fromkeys(named))
    return [
        {
            "kind": "coverage",
            "for": clauses[start : start + 20],
            "from": iso(1),
            "to": iso(DAYS - chance.choice((0, 0, 30))),
            "by": "English-language wires, searched daily",
        }
        for start in range(0, len(clauses), 20)
    ]
