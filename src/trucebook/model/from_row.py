"""From a row of a record (one JSON object, or one line of a table) to a report or a watch.

A row with faults is refused whole, with every fault it has.
Source: spec/record/reports.md (interface, Reports; semantics, sections 2, 3 and 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from trucebook.model.columns import (
    CHOICES,
    CONVERTED_COLUMNS,
    RESULTS,
    TEXT_COLUMNS,
    Refusal,
    class_name,
    iso_minute,
    near_column,
    read_bounds,
    read_breakdown,
    read_choice,
    read_ids,
    read_when,
    read_word,
    read_yes_no,
    show,
)
from trucebook.model.report import Report, Watch
from trucebook.model.span import Span
from trucebook.model.time import iso
from trucebook.syntax.diagnostic import Diagnostic

Faults = tuple[Diagnostic, ...]

SOFT_HEDGES = ("approximate", "estimated")
"""Hedges that make both bounds ours, where the column `soft` does not say which."""


@dataclass(slots=True)
class _Reading:
    """A row on its way to a report: the fields read so far, what is kept beside, the faults."""

    zone: str
    fields: dict[str, Any] = field(default_factory=dict)
    others: dict[str, object] = field(default_factory=dict)
    faults: list[tuple[str | None, Refusal]] = field(default_factory=list)
    """Refusals, each with the column it is about."""

    def take(self, name: str, answer: object) -> None:
        """Put a value that was read into its field, or note why it could not be read."""
        if type(answer) is Refusal:
            self.faults.append((_COLUMN_OF.get(name, name), answer))
        else:
            self.fields[name] = answer


_COLUMN_OF = {"when": "event_date", "for_": "for", "count": "count_low", "accepted": "accepted_low"}
"""The column a field is read from, where it has another name."""


def is_watch(row: Mapping[str, object]) -> bool:
    """Whether a row says what was watched rather than what happened."""
    return row.get("kind") == "coverage"


def report_from_row(
    row: Mapping[str, object],
    zone: str,
    span: Span,
    places: Mapping[str, Span] = MappingProxyType({}),
) -> Report | Faults:
    """The report a row holds, or every reason why it holds none.

    `places` tells where in a text each column is said; in other records the row is the place.
    Columns without a meaning here are kept in `others`, and so is the wording of a known one where
    its field says less (`recorded` to the second, an empty `count_low`).
    """
    reading = _Reading(zone)
    converted: dict[str, object] = {}
    for column, value in row.items():
        if column in TEXT_COLUMNS:
            if type(value) is str:
                if value:
                    reading.fields[column] = value
            elif value is not None:
                fix = f'write it in quotes, as "{value}"'
                why = f"{column} {show(value)} is not text"
                reading.faults.append((column, Refusal("record-not-text", why, fix)))
        elif column not in CONVERTED_COLUMNS:
            reading.others[column] = value
        elif value is not None and value != "":
            converted[column] = value
    _words(converted, reading)
    _days(converted, reading)
    _amounts(converted, reading)
    _whole(reading, in_text=bool(places))
    if reading.faults:
        return tuple(
            _diagnostic(fault, row, places.get(column or "", span))
            for column, fault in reading.faults
        )
    return Report(**reading.fields, others=reading.others, span=span)


def watch_from_row(row: Mapping[str, object], zone: str, span: Span) -> Watch | Faults:
    """The watch a row of kind `coverage` holds: `for`, `from`, `to` and who watched (`by`).

    `event_date` may give both days as an interval, `asserted_by` who watched.
    """
    given = {key: value for key, value in row.items() if value is not None and value != ""}
    reading = _Reading(zone)
    ids = read_ids("for", given.pop("for", ()))
    if not ids:
        fix = 'name them, as "for": ["host", "free"]'
        ids = Refusal("record-missing-column", "it names nothing in for that was watched", fix)
    reading.take("ids", ids)
    both = given.pop("event_date", None) if "from" not in given and "to" not in given else None
    reading.take("first", _end_day("from", given.pop("from", both), zone, first=True))
    reading.take("last", _end_day("to", given.pop("to", both), zone, first=False))
    if reading.fields.get("first", 0) > reading.fields.get("last", reading.fields.get("first", 0)):
        why = "the watch ends before it begins"
        reading.faults.append(("to", Refusal("record-bounds-crossed", why)))
    reading.take("by", _watcher(given.pop("by", None) or given.pop("asserted_by", None)))
    reading.others = {key: value for key, value in given.items() if key not in ("kind", "recorded")}
    _recorded(given, reading)
    if reading.faults:
        return tuple(_diagnostic(fault, row, span) for _, fault in reading.faults)
    return Watch(**reading.fields, others=reading.others, span=span)


def _end_day(column: str, value: object, zone: str, *, first: bool) -> int | Refusal:
    """The first or last day of a watch."""
    if value is None:
        fix = f'say which, as "{column}": "2025-02-01"'
        return Refusal("record-missing-column", f"it has no day in {column}", fix)
    when = read_when(column, value, zone)
    if isinstance(when, Refusal):
        return when
    day = when.first_day if first else when.last_day
    return (
        Refusal("record-bad-date", f"{column} {show(value)} leaves open when")
        if day is None
        else day
    )


def _watcher(value: object) -> str | Refusal:
    """Who watched."""
    if isinstance(value, str):
        return value
    fix = 'say who, as "by": "English-language wires, searched daily"'
    return Refusal("record-missing-column", "it does not say by whom", fix)


def _words(converted: Mapping[str, object], reading: _Reading) -> None:
    """Read the columns that hold a word of a list, ids, or yes or no."""
    for column, value in converted.items():
        if column in CHOICES:
            reading.take(column, read_choice(column, value))
        elif column == "for":
            reading.take("for_", read_ids(column, value))
        elif column in ("contrary", "unsourced"):
            reading.take(column, read_yes_no(column, value))
    error = reading.others.get("known_error")
    if isinstance(error, str) and "noted_error" not in reading.fields:
        del reading.others["known_error"]
        reading.fields["noted_error"] = error or None
    kind = str(reading.fields.get("kind"))
    if kind in RESULTS and "result" in reading.fields:
        reading.take("result", read_word("result", reading.fields["result"], RESULTS[kind]))


def _days(converted: Mapping[str, object], reading: _Reading) -> None:
    """Read the columns that hold a date."""
    if "event_date" in converted:
        reading.take("when", read_when("event_date", converted["event_date"], reading.zone))
    if "published" in converted:
        value = converted["published"]
        when = read_when("published", value, reading.zone)
        day = when if isinstance(when, Refusal) else when.certain_day
        if day is None:
            fix = "name the day it came out; what it speaks of goes into event_date"
            day = Refusal("record-bad-date", f"published {show(value)} is not one day", fix)
        elif type(day) is int and iso(day) != value:
            reading.others["published"] = value
        reading.take("published", day)
    _recorded(converted, reading)


def _recorded(converted: Mapping[str, object], reading: _Reading) -> None:
    """Read when the row was put into the record; a day alone means by its end."""
    if "recorded" not in converted:
        return
    value = converted["recorded"]
    when = read_when("recorded", value, reading.zone)
    minute = when if isinstance(when, Refusal) else when.last
    if minute is None:
        minute = Refusal("record-bad-date", f"recorded {show(value)} leaves open when")
    elif type(minute) is int and iso_minute(minute) != value:
        reading.others["recorded"] = value
    reading.take("recorded", minute)


def _amounts(converted: Mapping[str, object], reading: _Reading) -> None:
    """Read the counts, and how hard their bounds are."""
    by_hedge = "both" if reading.fields.get("hedge") in SOFT_HEDGES else "none"
    soft = reading.fields.pop("soft", by_hedge)
    for column, ends in (("count", soft), ("accepted", "none")):
        low, high = converted.get(f"{column}_low"), converted.get(f"{column}_high")
        amount = read_bounds(column, low, high, ends)
        if amount is not None:
            reading.take(column, amount)
            if low is None:
                reading.others[f"{column}_low"] = None
    if "breakdown" in converted:
        breakdown = read_breakdown("breakdown", converted["breakdown"], by_hedge)
        reading.take("breakdown", breakdown)


def _whole(reading: _Reading, *, in_text: bool) -> None:
    """Note what a report cannot do without."""
    fields = reading.fields
    refused = {column for column, _ in reading.faults}
    for column, fix in (_NEEDED_IN_TEXT if in_text else _NEEDED).items():
        if column not in fields and column not in refused:
            near = next((name for name in reading.others if near_column(name) == column), None)
            meant = f'write the column as "{column}", not as "{near}"' if near else fix
            missing = Refusal("record-missing-column", f"a report needs {column}", meant)
            reading.faults.append((column, missing))
    if "asserted_by" not in fields and "source" not in fields:
        why = "nobody is named who says this: asserted_by and source are both empty"
        others = {near_column(name): name for name in reading.others}
        named = next((name for name in ("source", "asserted_by") if name in others), None)
        fix = "name in asserted_by who says so, and in source where it was published"
        if in_text:
            fix = 'name who says so, as says "Example Agency", and where: source "Example Daily"'
        if named is not None:
            fix = f'write the column as "{named}", not as "{others[named]}"'
        reading.faults.append((None, Refusal("record-missing-asserter", why, fix)))
    own = fields.get("id")
    if own is not None and own in (fields.get("corrects"), fields.get("retracts")):
        why = f"{own} names itself as the row it corrects or retracts"
        itself = Refusal("record-corrects-itself", why, "name the earlier row")
        reading.faults.append(("corrects", itself))
    _within_count(reading)


def _within_count(reading: _Reading) -> None:
    """Note a share that is more than the count it is a share of."""
    count = reading.fields.get("count")
    if count is None or count.high is None:
        return
    for of, share in reading.fields.get("breakdown", ()):
        if share.low > count.high:
            why = f"breakdown gives {share.low} {class_name(of)} of {count.high} in all"
            refusal = Refusal("record-bounds-crossed", why, "a share is part of the count")
            reading.faults.append(("breakdown", refusal))


_NEEDED = {
    "id": 'give each report an id of its own, as "id": "gz25-001"',
    "published": 'say when it came out, as "published": "2025-02-01"',
    "kind": 'say what kind of act or figure it is, as "kind": "release"',
}
_NEEDED_IN_TEXT = {
    "id": "give it an id in brackets behind its date: [gz25-001]",
    "published": 'say when it came out, behind the source: source "…", published 2025-02-01',
    "kind": "say what was done, with a verb: beta released 4 captives to alpha",
}


def _diagnostic(fault: Refusal, row: Mapping[str, object], span: Span) -> Diagnostic:
    """The fault of one row, as a value that travels."""
    name = row.get("id")
    where = f"report {name}" if isinstance(name, str) and name else "a report without id"
    if is_watch(row):
        where = "a watch"
    what_to_do = "" if fault.fix is None else f" {fault.fix[:1].upper()}{fault.fix[1:]}."
    return Diagnostic(
        code=fault.code,
        severity="fault",
        span=span,
        message=f"{where}: {fault.why}",
        why=f"The row is refused whole.{what_to_do}",
    )
