"""Two texts held against each other, as JSON and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from trucebook.comparing.compare import Comparison, Difference, Matched, Side, follows
from trucebook.comparing.effect import Clause
from trucebook.comparing.entries import Entry, entries
from trucebook.export.to_json import Json
from trucebook.model.time import Day, iso

SCHEMA = "trucebook.compare/1"
COLUMNS = (
    *("side", "title", "described_by", "clause", "commitment", "who", "whom", "what", "amounts"),
    *("first", "last", "certain", "conditions", "waits", "basis"),
)


def compare_to_json(answer: Comparison, since: Day | None = None) -> dict[str, Json]:
    """Both sides, and each text of the one held against each of the other."""
    return {
        "schema": SCHEMA,
        "differ": answer.any,
        "from": None if since is None else iso(since),
        "a": _side(answer.a, since),
        "b": _side(answer.b, since),
        "pairs": [_pair(pair) for pair in answer.pairs],
    }


def compare_to_csv(answer: Comparison, since: Day | None = None) -> str:
    """A row for each commitment of each text, by side and day."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for letter, side in (("a", answer.a), ("b", answer.b)):
        for text in side.texts:
            for one in _from(entries(text.agreement), since):
                rows.writerow(
                    [
                        *(letter, text.title, text.described_by or "", one.clause),
                        *(
                            one.commitment,
                            "; ".join(one.who),
                            "; ".join(one.whom),
                            one.what,
                            one.amounts,
                        ),
                        *(_day(one.first) or "", _day(one.last) or ""),
                        *("yes" if one.certain else "no", "; ".join(one.conditions)),
                        *(one.waits or "", one.basis),
                    ]
                )
    return out.getvalue()


def _from(found: Sequence[Entry], since: Day | None) -> list[Entry]:
    return [
        one for one in found if since is None or not isinstance(one.last, int) or one.last >= since
    ]


def _day(day: int | str) -> str | None:
    if isinstance(day, int):
        return iso(day)
    return None if day in {"never", "open"} else day


def _side(side: Side, since: Day | None) -> Json:
    return {
        "name": side.name,
        "texts": [
            {
                "title": text.title,
                "described_by": text.described_by,
                "entries": [_entry(one) for one in _from(entries(text.agreement), since)],
                "follows": [{"about": about, "says": words} for about, words in follows(text)],
            }
            for text in side.texts
        ],
        "disagreed": [
            {
                "clause": told.clause,
                "by": [
                    {
                        "described_by": who,
                        "entries": None if found is None else [_entry(one) for one in found],
                    }
                    for who, found in told.by
                ],
            }
            for told in side.disagreed
        ],
    }


def _entry(one: Entry) -> Json:
    return {
        "clause": one.clause,
        "commitment": one.commitment,
        "who": list(one.who),
        "whom": list(one.whom),
        "what": one.what,
        "amounts": one.amounts or None,
        "first": _day(one.first),
        "last": _day(one.last),
        "certain": one.certain,
        "conditions": list(one.conditions),
        "waits": one.waits,
        "basis": one.basis,
    }


def _pair(pair: Difference) -> Json:
    return {
        "a": {"title": pair.a.title, "described_by": pair.a.described_by},
        "b": {"title": pair.b.title, "described_by": pair.b.described_by},
        "differ": pair.any,
        "matched": [_matched(one) for one in pair.matched],
        "only_a": [_clause(one) for one in pair.only_a],
        "only_b": [_clause(one) for one in pair.only_b],
        "beside": [{"about": about, "a": a, "b": b} for about, a, b in pair.beside],
    }


def _matched(one: Matched) -> Json:
    return {
        "a": _clause(one.a),
        "b": _clause(one.b),
        "aspects": list(one.aspects),
        "words": [{"a": a, "b": b} for a, b in one.words],
    }


def _clause(one: Clause) -> Json:
    return {
        "clause": one.id,
        "words": one.words,
        "entries": [_entry(entry) for entry in one.entries],
    }
