"""From a row of a record (one JSON object, or one line of a table) to a report or a watch.

A row with faults is refused whole, with every fault it has.
Source: spec/record/reports.md (interface, Reports; semantics, sections 2, 3 and 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
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
from trucebook.model.report import Report, Watch, make_report
from trucebook.model.span import Span
from trucebook.model.time import Day, iso
from trucebook.syntax.diagnostic import Diagnostic

Faults = tuple[Diagnostic, ...]

_AMOUNTS = (
    ("count", "count_low", "count_high", None),
    ("accepted", "accepted_low", "accepted_high", "none"),
)
"""Each amount with the columns of its ends, and the soft ones where `soft` is not asked."""

_TEXT = {column: column for column in TEXT_COLUMNS}
_CHOICE = {column: column for column in CHOICES}
"""Names of fields by their columns: a row brings its own copies, which a call looks up slowly."""
_WORDS = frozenset(CHOICES) | {"for", "contrary", "unsourced"}
"""Columns that hold a word of a list, ids, or yes or no."""

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
    fields, words, converted = reading.fields, dict[str, object](), dict[str, object]()
    for column, value in row.items():
        name = _TEXT.get(column)
        if name is not None:
            if type(value) is str:
                if value:
                    fields[name] = value
            elif value is not None:
                fix = f'write it in quotes, as "{value}"'
                why = f"{column} {show(value)} is not text"
                reading.faults.append((column, Refusal("record-not-text", why, fix)))
        elif column not in CONVERTED_COLUMNS:
            reading.others[column] = value
        elif value is not None and value != "":
            listed = CHOICES.get(column)
            if listed is not None and value in listed:
                fields[_CHOICE[column]] = value
            else:
                (words if column in _WORDS else converted)[column] = value
    _words(words, reading)
    _days(converted, reading)
    _amounts(converted, reading)
    _whole(reading, in_text=bool(places))
    if reading.faults:
        return tuple(
            _diagnostic(fault, row, places.get(column or "", span))
            for column, fault in reading.faults
        )
    fields["others"], fields["span"] = reading.others, span
    return make_report(fields)


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


def _words(words: Mapping[str, object], reading: _Reading) -> None:
    """Read the columns that hold a word of a list, ids, or yes or no."""
    fields, others = reading.fields, reading.others
    for column, value in words.items():
        if column == "for":
            reading.take("for_", read_ids(column, value))
        elif column in CHOICES:
            reading.take(column, read_choice(column, value))
        else:
            reading.take(column, read_yes_no(column, value))
    if others and "noted_error" not in fields and isinstance(others.get("known_error"), str):
        fields["noted_error"] = others.pop("known_error") or None
    if "result" in fields and (kind := str(fields.get("kind"))) in RESULTS:
        reading.take("result", read_word("result", fields["result"], RESULTS[kind]))


def _days(converted: Mapping[str, object], reading: _Reading) -> None:
    """Read the columns that hold a date."""
    if "event_date" in converted:
        reading.take("when", read_when("event_date", converted["event_date"], reading.zone))
    if "deadline" in converted:
        reading.take("deadline", read_when("deadline", converted["deadline"], reading.zone))
    if "published" in converted:
        value = converted["published"]
        if type(value) is str:
            day, other = _day_written(value, reading.zone)
            if other is not None:
                reading.others["published"] = other
            reading.take("published", day)
        else:
            reading.take("published", read_when("published", value, reading.zone))
    _recorded(converted, reading)


@lru_cache(maxsize=1 << 14)
def _day_written(value: str, zone: str) -> tuple[Day | Refusal, str | None]:
    """The day a row came out, and the words for it where the day says less."""
    when = read_when("published", value, zone)
    if isinstance(when, Refusal):
        return when, None
    day = when.certain_day
    if day is None:
        fix = "name the day it came out; what it speaks of goes into event_date"
        return Refusal("record-bad-date", f"published {show(value)} is not one day", fix), None
    return day, None if iso(day) == value else value


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
    for column, least, most, ends in _AMOUNTS:
        low, high = converted.get(least), converted.get(most)
        if low is None and high is None:
            continue
        amount = read_bounds(column, low, high, ends or soft)
        reading.take(column, amount)
        if low is None:
            reading.others[least] = None
    if "breakdown" in converted:
        breakdown = read_breakdown("breakdown", converted["breakdown"], by_hedge)
        reading.take("breakdown", breakdown)


def _whole(reading: _Reading, *, in_text: bool) -> None:
    """Note what a report cannot do without."""
    fields = reading.fields
    if not _NEEDED.keys() <= fields.keys():
        _missing(reading, _NEEDED_IN_TEXT if in_text else _NEEDED)
    if "asserted_by" not in fields and "source" not in fields:
        _nobody(reading, in_text=in_text)
    own = fields.get("id")
    if own is not None and (own == fields.get("corrects") or own == fields.get("retracts")):
        why = f"{own} names itself as the row it corrects or retracts"
        itself = Refusal("record-corrects-itself", why, "name the earlier row")
        reading.faults.append(("corrects", itself))
    _within_count(reading)


def _missing(reading: _Reading, needed: Mapping[str, str]) -> None:
    """Note the columns that are not there, and were not refused before."""
    for column, fix in needed.items():
        if column in reading.fields or any(column == refused for refused, _ in reading.faults):
            continue
        near = next((name for name in reading.others if near_column(name) == column), None)
        meant = f'write the column as "{column}", not as "{near}"' if near else fix
        missing = Refusal("record-missing-column", f"a report needs {column}", meant)
        reading.faults.append((column, missing))


def _nobody(reading: _Reading, *, in_text: bool) -> None:
    """Note that nobody is named whose word it is."""
    why = "nobody is named who says this: asserted_by and source are both empty"
    others = {near_column(name): name for name in reading.others}
    named = next((name for name in ("source", "asserted_by") if name in others), None)
    fix = "name in asserted_by who says so, and in source where it was published"
    if in_text:
        fix = 'name who says so, as says "Example Agency", and where: source "Example Daily"'
    if named is not None:
        fix = f'write the column as "{named}", not as "{others[named]}"'
    reading.faults.append((None, Refusal("record-missing-asserter", why, fix)))


def _within_count(reading: _Reading) -> None:
    """Note a share that is more than the count it is a share of."""
    shares = reading.fields.get("breakdown")
    count = reading.fields.get("count")
    if not shares or count is None or count.high is None:
        return
    for of, share in shares:
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
