"""A row as a line of our language, for people to read and to change.

Source: spec/language/record.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from trucebook.record.json_line import write_value
from trucebook.syntax.function_words import PARTICLES
from trucebook.syntax.verbs import base

_BARE = re.compile(r"[^\W\d][\w’'-]*(?:[./-]\w+)*")
_FIELDS = {
    "says": "asserted_by",
    "as": "asserted_role",
    "event": "event",
    "part of": "part_of",
    "place": "place",
    "stage": "stage",
    "hedge": "hedge",
    "ground": "ground",
    "language": "language",
    "wire": "wire_group",
    "result": "result",
    "under": "under",
    "deadline": "deadline",
    "unless": "unless",
    "harm": "harm",
    "purpose": "purpose",
    "called": "called",
    "error": "noted_error",
    "counts": "count_basis",
}
_ANY = "reports"
_VERBS = {"threat": "threatens", "figure": "counts", "event": "reports"}
"""What is said of somebody where the kind is no verb."""
NOBODY = "who is not said"
"""Stands for the actor where the words name none."""
_FIXED = frozenset({"quote", "url", "text", "anchor", "claim", "source_sha256"})
"""Columns that are not written in the line: they are what the source has."""


def line_of(row: Mapping[str, object]) -> str:
    """The line of a row.

    Shape: what stands in the source's own words (quote, address) is left out; a value that the
    language cannot say makes the whole a JSON object.
    """
    told = {column: value for column, value in row.items() if column not in _FIXED}
    if any('"' in str(value) or "\n" in str(value) for value in told.values()):
        return write_value(told)
    return "; ".join(_parts(told))


def _parts(row: Mapping[str, object]) -> Iterator[str]:
    name = f"[{row['id']}] " if row.get("id") else ""
    day = row.get("event_date") or row["published"]
    yield f"{day} {name}{statement(row)}"
    kind = str(row["kind"])
    if base(_verb(kind)) != kind:
        yield f"kind {_name(kind)}"
    for word, column in _FIELDS.items():
        if row.get(column) not in (None, "", "none"):
            yield f"{word} {_name(str(row[column]))}"
    if row.get("stance"):
        yield f"stance {_name(str(row['stance']))}"
    if isinstance(row.get("for"), list):
        yield "for " + ", ".join(f"[{one}]" for one in row["for"])  # type: ignore[attr-defined] # just seen
    elif row.get("for"):
        yield "for none"
    if row.get("contrary") is not None:
        yield "contrary" if row["contrary"] else "not contrary"
    yield f'source "{row.get("source", "")}", published {row["published"]}'


def statement(row: Mapping[str, object]) -> str:
    """Who, what, how many of what, to whom."""
    number = _number(row)
    words = [_name(str(row.get("actor") or NOBODY)), _verb(str(row["kind"]))]
    words += [number] if number else []
    if row.get("object"):
        words.append(_name(str(row["object"])))
    if row.get("counterpart"):
        words += ["to", _name(str(row["counterpart"]))]
    return " ".join(words)


def _verb(kind: str) -> str:
    """The verb of a kind, as it is said of somebody."""
    if kind in _VERBS:
        return _VERBS[kind]
    first, _, rest = kind.partition(" ")
    if rest and rest not in PARTICLES:
        return _ANY
    for stem, ending in ((first, "s"), (first, "es"), (first[:-1], "ies")):
        if ending == "s" and re.search(r"[^aeiou]y\Z", stem):
            continue
        said = f"{stem}{ending} {rest}".strip()
        if base(said) == kind:
            return said
    return _ANY


def _number(row: Mapping[str, object]) -> str:
    low, high = row.get("count_low"), row.get("count_high")
    if low is None and high is None:
        return ""
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}..{high}"


def _name(words: str) -> str:
    return words if _BARE.fullmatch(words) else f'"{words}"'
