"""Record lines of the texts → rows with the record's column names, and watches.

Source: spec/language/record.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from trucebook.model.edtf import parse_when
from trucebook.model.quantity import Thing
from trucebook.model.report import Watch
from trucebook.model.span import Span
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.tokens import singular


@dataclass(frozen=True, slots=True)
class Row:
    """One report of a text, as columns, with the place of each."""

    columns: Mapping[str, object]
    span: Span = field(compare=False)
    places: Mapping[str, Span] = field(compare=False)


def rows_of(trees: Sequence[t.Tree], things: Iterable[Thing]) -> list[Row]:
    """The reports, in the order written. One without an id gets one made of its own words."""
    categories = _categories(things)
    rows: list[Row] = []
    for tree in trees:
        for item in tree.items:
            if not isinstance(item, t.RecordLine):
                continue
            columns: dict[str, object] = {one.column: one.value for one in item.fields}
            places = {one.column: Span(tree.file, one.start, one.end) for one in item.fields}
            if "id" not in columns:
                words = " ".join(tree.text[item.span.start : item.span.end].split())
                digest = blake2b(words.encode(), digest_size=5).hexdigest()
                day = columns.get("event_date") or columns.get("published") or "report"
                columns["id"] = f"{day}.{digest}"
            shares = columns.get("breakdown")
            if isinstance(shares, dict):
                columns["breakdown"] = _by_class(shares, categories)
            rows.append(Row(columns, item.span, places))
    return rows


Categories = tuple[tuple[tuple[str, ...], str], ...]
"""Declared categories, longest first: their words in the singular, and their name."""


def _categories(things: Iterable[Thing]) -> Categories:
    names = {name for thing in things for _, names in thing.axes for name in names}
    split = [(tuple(singular(word) for word in name.split()), name) for name in names]
    return tuple(sorted(split, key=lambda pair: (-len(pair[0]), pair)))


def _by_class(shares: Mapping[str, object], categories: Categories) -> dict[str, object]:
    """Shares under the names of their classes, as the other forms of the record write them."""
    made: dict[str, object] = {}
    for words, number in shares.items():
        name = ", ".join(_class_of(words, categories))
        # One class said twice stays twice, for whoever reads the row to refuse.
        made[f"{name}," if name in made else name] = number
    return made


def _class_of(words: str, categories: Categories) -> list[str]:
    """`living soldiers` → living, soldier; the words as they are where they name no categories."""
    rest = [singular(word) for word in words.replace(",", " ").split()]
    found: list[str] = []
    while rest:
        for split, name in categories:
            if tuple(rest[: len(split)]) == split:
                found.append(name)
                rest = rest[len(split) :]
                break
        else:
            return [words]
    return found


def watches_of(
    trees: Sequence[t.Tree], zone: str
) -> tuple[tuple[Watch, ...], tuple[Diagnostic, ...]]:
    """What is watched, in the order written, and what is wrong with when that was recorded.

    Units: recorded on a day means by its end, as in the other forms of the record.
    """
    watches: list[Watch] = []
    faults: list[Diagnostic] = []
    for tree in trees:
        for item in tree.items:
            if not isinstance(item, t.WatchLine):
                continue
            recorded: int | None = None
            if item.recorded is not None:
                when = parse_when(item.recorded, zone)
                if isinstance(when, str) or when.last is None:
                    faults.append(_not_recorded(item.recorded, item.span, tree.text))
                    continue
                recorded = when.last
            ids = tuple(ref.id for ref in item.refs)
            watch = Watch(ids, item.first, item.last, item.by, recorded, span=item.span)
            watches.append(watch)
    return tuple(watches), tuple(faults)


def _not_recorded(written: str, span: Span, text: str) -> Diagnostic:
    at = text.index(written, text.index("recorded", span.start, span.end), span.end)
    return Diagnostic(
        "record-bad-date",
        "fault",
        Span(span.file, at, at + len(written)),
        f"'{written}' is no day or hour on which something was recorded",
        "write 2025-02-01, or with the hour 2025-02-01T16:30",
    )
