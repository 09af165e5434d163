"""The row that says of reports that they tell of one event, or of different ones.

Source: spec/record/linking.md.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from trucebook.entering.refused import RefusedError
from trucebook.entering.retraction import DESK
from trucebook.model.columns import DIFFERENT_EVENTS, LINK, ONE_EVENT
from trucebook.model.linking import links_among, live_links
from trucebook.model.report import Record, Report
from trucebook.model.time import Day, iso
from trucebook.model.to_row import row_of
from trucebook.record.json_line import Row
from trucebook.views.wording import say_list

NOTHING = "Nothing was put in."
OURS = ("recorded", "recorded_by")
"""Columns that say how a row came into the record, and nothing of what happened."""
SAYS = ("result", "event", "text", "source", "published")
"""Columns by which two links of the same reports are one."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What is to be said of reports: one event, by its name if it has one, or different ones."""

    reports: tuple[str, ...]
    why: str
    event: str | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The source that says so, and the day on which it did."""

    source: str
    published: Day


def link_row(
    record: Record, what: Linked, said: Said | None = None, own_id: str | None = None
) -> Row:
    """The row of a link of reports that are there: the desk's own, unless a source says so.

    Where the same link is there and was not taken back, it is that row.
    Errors: RefusedError where it is not said why, or not which event.
    """
    rows = _reports(record)
    if not what.why.strip():
        raise RefusedError(f"It is not said why. {NOTHING}")
    first = min(rows[name].published for name in what.reports)
    row: Row = {
        "published": iso(first if said is None else said.published),
        "kind": LINK,
        "links": list(what.reports),
        "result": DIFFERENT_EVENTS if what.apart else ONE_EVENT,
        "text": what.why,
        "source": DESK if said is None else said.source,
    }
    if not what.apart:
        row["event"] = what.event or _event_of(record, what.reports)
    there = _there(row, what.reports, rows)
    if own_id is None and there is not None:
        return {name: value for name, value in row_of(there).items() if name not in OURS}
    return {"id": own_id or _free(f"{what.reports[0]}.link", rows)} | row


def refuse_links(link: Report, record: Record) -> None:
    """Refuse a link to what is no report, is taken back, or is linked otherwise already.

    Errors: RefusedError.
    """
    rows = _reports(record)
    taken_back = {row.retracts: row.id for row in rows.values() if row.retracts}
    for name in link.links:
        if name not in rows:
            raise RefusedError(
                f"{link.id} links {name}, and the record has no such report. trucebook reports "
                f"lists the ids. {NOTHING}"
            )
        if rows[name].links or rows[name].retracts:
            raise RefusedError(f"{name} is a row about other rows and tells of no event. {NOTHING}")
        if name in taken_back:
            raise RefusedError(
                f"{name} was taken back by {taken_back[name]}: to link it would decide nothing. "
                f"{NOTHING}"
            )
    undecided = dict(links_among({**rows, link.id: link}).undecided)
    if link.id in undecided:
        raise RefusedError(f"{_other(link, rows) or undecided[link.id]}. {NOTHING}")


def _other(link: Report, rows: Mapping[str, Report]) -> str | None:
    """The link that says otherwise of the same reports, in words."""
    for other in live_links(rows):
        alike = (other.result or ONE_EVENT, other.event) == (link.result or ONE_EVENT, link.event)
        if alike or other.id == link.corrects or not set(other.links) & set(link.links):
            continue
        are = "are" if len(other.links) > 1 else "is"
        event = f"one event, {other.event}," if other.event else other.result or ONE_EVENT
        return (
            f"{say_list(other.links)} {are} linked to {event} by {other.id}. Take {other.id} back "
            "first, with trucebook retract"
        )
    return None


def _reports(record: Record) -> dict[str, Report]:
    return {bound.report.id: bound.report for bound in record.reports}


def _event_of(record: Record, reports: Sequence[str]) -> str:
    """The one event that some reports tell of by name, or else the first of their ids.

    Errors: RefusedError where they tell of several.
    """
    told = {bound.report.id: bound.event for bound in record.reports}
    names = sorted({event for name in reports if (event := told[name])})
    if len(names) > 1:
        raise RefusedError(
            f"{say_list(reports)} tell of {say_list(names)}. Say with --event which of them is "
            f"the one. {NOTHING}"
        )
    return names[0] if names else min(reports)


def _there(row: Row, reports: Sequence[str], rows: Mapping[str, Report]) -> Report | None:
    """The link that says the same of the same reports, if it is there."""
    for link in live_links(rows):
        other = row_of(link)
        if set(link.links) == set(reports) and all(row.get(n) == other.get(n) for n in SAYS):
            return link
    return None


def _free(name: str, taken: Container[str]) -> str:
    """An id that no row has: the name itself, or with the first number that is free."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
