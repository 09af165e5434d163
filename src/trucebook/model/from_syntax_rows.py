"""Record lines of the texts → rows with the record's column names, and watches.

Source: spec/language/record.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from trucebook.model.report import Watch
from trucebook.model.span import Span
from trucebook.model.time import MINUTES
from trucebook.syntax import tree as t


@dataclass(frozen=True, slots=True)
class Row:
    """One report of a text, as columns."""

    columns: Mapping[str, object]
    span: Span = field(compare=False)


def rows_of(trees: Sequence[t.Tree]) -> list[Row]:
    """The reports, in the order written. One without an id gets one made of its own words."""
    rows: list[Row] = []
    for tree in trees:
        for item in tree.items:
            if not isinstance(item, t.RecordLine):
                continue
            columns: dict[str, object] = {one.column: one.value for one in item.fields}
            if "id" not in columns:
                words = " ".join(tree.text[item.span.start : item.span.end].split())
                digest = blake2b(words.encode(), digest_size=5).hexdigest()
                day = columns.get("event_date") or columns.get("published") or "report"
                columns["id"] = f"{day}.{digest}"
            rows.append(Row(columns, item.span))
    return rows


def watches_of(trees: Sequence[t.Tree]) -> tuple[Watch, ...]:
    """What is watched, in the order written."""
    return tuple(
        Watch(
            tuple(ref.id for ref in item.refs),
            item.first,
            item.last,
            item.by,
            _minute(item.recorded),
            span=item.span,
        )
        for tree in trees
        for item in tree.items
        if isinstance(item, t.WatchLine)
    )


def _minute(recorded: str | None) -> int | None:
    """The minute of a recorded time; of a day alone, its first."""
    if recorded is None:
        return None
    try:
        moment = datetime.fromisoformat(recorded)
    except ValueError:
        return None
    return moment.toordinal() * MINUTES + moment.hour * 60 + moment.minute
