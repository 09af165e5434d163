"""Wire stories: which rows carry one asserter's one statement, and which of them is the origin.

An outlet's own word in a wire group is the wire's. Rows of a group with the same asserter and the
same matter are one statement: the first published is the origin, the others are copies of it, and
a copy may have changed its number or its day on the way, but not both.
Source: spec/record/names.md#lineage (semantics, section 5).
"""

from __future__ import annotations

from collections import Counter, defaultdict

from trucebook.model.report import Bound
from trucebook.model.speakers import Source, fold, read_source


def trace(bound: list[Bound]) -> list[Bound]:
    """The same rows in the same order, each with the asserter and origin its wire group gives."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(bound):
        if one.report.wire_group:
            groups[one.report.wire_group].append(index)
    traced = list(bound)
    for indexes in groups.values():
        if len(indexes) > 1:
            rows = _with_agency([bound[index] for index in indexes])
            for index, row in zip(indexes, _with_origins(rows), strict=True):
                traced[index] = row
    return traced


def _order(bound: Bound) -> tuple[int, bool, str]:
    """First published first; of one day the agency's own page, then by id."""
    outlet = _source(bound).outlet
    return (bound.report.published, outlet != bound.asserter, bound.report.id)


def _source(bound: Bound) -> Source:
    """Where a row came out."""
    return read_source(bound.report.source or "")


def _is_own_word(bound: Bound) -> bool:
    """Whether a row is the word of the outlet it came out in, or of the wire that outlet names."""
    source = _source(bound)
    said = fold(bound.report.asserted_by or "")
    return bound.side is None and said in ("", source.outlet, fold(bound.report.source or ""))


def _with_agency(rows: list[Bound]) -> list[Bound]:
    """The rows of one group, every outlet's own word given to the wire it carries."""
    own = {row.report.id for row in rows if _is_own_word(row)}
    named = Counter(agency for row in rows if (agency := _source(row).agency))
    first = min(rows, key=_order)
    if named:
        agency = min(named, key=lambda name: (-named[name], name))
        for row in rows:
            said = row.report.id in own and _source(row).agency == agency
            if said or fold(row.report.asserted_by or "") == agency:
                agency = row.asserter
                break
    elif first.report.id in own:
        agency = first.asserter
    else:
        return rows
    return [
        row.but(asserter=agency) if row.report.id in own and row.asserter != agency else row
        for row in rows
    ]


def _with_origins(rows: list[Bound]) -> list[Bound]:
    """The rows of one group, each copy with the id of its origin."""
    statements: dict[tuple[object, ...], list[Bound]] = defaultdict(list)
    for row in rows:
        statements[_matter(row)].append(row)
    origin_of: dict[str, str] = {}
    for same in statements.values():
        same.sort(key=_order)
        page = _page(same[0])
        origins = [row for row in same if _page(row) == page]
        for row in same:
            if _page(row) != page and (origin := _nearest(row, origins)) is not None:
                origin_of[row.report.id] = origin.report.id
    return [
        row.but(copy_of=first) if row.copy_of != (first := origin_of.get(row.report.id)) else row
        for row in rows
    ]


def _page(row: Bound) -> tuple[str | None, str | None]:
    """The page a row was read on: two rows of one page are two statements."""
    return (row.report.source, row.report.url)


def _matter(row: Bound) -> tuple[object, ...]:
    """What a statement is about, whoever carries it."""
    report = row.report
    return (
        row.asserter,
        fold(report.kind),
        row.performer or fold(report.actor or ""),
        row.thing or fold(report.object or ""),
        row.of,
        report.count_basis,
    )


def _nearest(row: Bound, origins: list[Bound]) -> Bound | None:
    """The origin a row is a copy of; None where it differs from each in number and in day."""
    best: tuple[bool, bool] | None = None
    chosen: Bound | None = None
    for origin in origins:
        one, other = row.report, origin.report
        if one.event and other.event and one.event != other.event:
            continue
        same_day = one.when is None or other.when is None or one.when.text == other.when.text
        same_count = one.count is None or other.count is None or one.count == other.count
        if (same_day or same_count) and (best is None or (same_day, same_count) > best):
            best, chosen = (same_day, same_count), origin
    return chosen
