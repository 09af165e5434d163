"""Values of the evaluation as JSON values, with the names `trucebook.status/1` gives them.

Source: the interface page, `status --json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from trucebook.evaluation.result import Board, Days, Interval, PhaseState, Reason, Round, Row
from trucebook.model.agreement import Basis
from trucebook.model.quantity import Amount, Number
from trucebook.model.report import Watch
from trucebook.model.time import MINUTES, Day, Minute, iso
from trucebook.views.wording import say_class

SCHEMA = "trucebook.status/1"

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def to_text(value: Json) -> str:
    """JSON as printed: UTF-8 words as they are, two spaces, a line feed at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def status_to_json(board: Board, book: str, *, withheld: bool = False) -> dict[str, Json]:
    """A board in the form outside programs rely on; `withheld`: of a book with more for others."""
    clocks = board.clocks
    return {
        "schema": SCHEMA,
        "book": book,
        "on": iso(clocks.on),
        "public": day_to_json(clocks.public),
        "known": minute_to_json(clocks.known),
        "has_known": board.has_known,
        "withheld": withheld,
        "account": board.account,
        "accounts": list(board.accounts),
        "readings": list(board.readings),
        "day_number": board.day_number,
        "watched": [
            watch_to_json(watch)
            for watch in sorted(board.watches, key=lambda w: (w.first, w.last, w.ids, w.by))
        ],
        "phase": None if board.phase is None else phase_to_json(board.phase),
        "phases": [phase_to_json(phase) for phase in board.phases],
        "gap": {
            "now": board.gap.now,
            "from": day_to_json(board.gap.first),
            "by_reading": dict(sorted(board.gap.by_reading.items())),
            "undone": list(board.gap.undone),
            "declared": board.gap.declared,
        },
        "commitments": [
            row_to_json(row) for row in sorted(board.rows, key=lambda row: row.commitment.id)
        ],
        "unbound": sorted(bound.report.id for bound in board.unbound),
    }


def row_to_json(row: Row) -> dict[str, Json]:
    """One commitment."""
    commitment = row.commitment
    value: dict[str, Json] = {
        "id": commitment.id,
        "clause": commitment.clause,
        "phase": commitment.phase,
        "text": commitment.text,
        "basis": basis_to_json(commitment.basis),
        "liable": list(commitment.liable) if commitment.bound else [],
        "owed": list(commitment.owed),
        "standing": row.standing,
        "possible": list(row.possible),
        "because": list(row.because),
        "due": day_to_json(row.due),
        "due_latest": day_to_json(row.due_latest),
        "required": None
        if row.required is None
        else {**interval_to_json(row.required), "unit": row.unit},
        "done": None
        if row.done is None
        else {
            **interval_to_json(row.done),
            "by_category": {
                say_class(of): interval_to_json(interval)
                for of, interval in sorted(row.done_by_class, key=lambda pair: say_class(pair[0]))
            },
        },
        "rounds": [round_to_json(part) for part in sorted(row.rounds, key=lambda part: part.id)],
        "by_account": dict(sorted(row.by_account.items())),
        "by_reading": dict(sorted(row.by_reading.items())),
        "accounts_differ": row.accounts_differ,
        "differing_reports": list(row.differing_reports),
        "grade": row.grade,
        "reports": sorted(row.reports),
        "remarks": [remark.words for remark in row.remarks],
        "remarks_detail": [
            {
                "kind": remark.kind,
                "words": remark.words,
                "reports": list(remark.reports),
                "round": remark.round,
            }
            for remark in row.remarks
        ],
        "reasons": [reason_to_json(reason) for reason in row.reasons],
        "widened": row.widened,
    }
    if row.days is not None:
        value["days"] = days_to_json(row.days)
    if commitment.instruments:
        value["instruments"] = list(commitment.instruments)
    if commitment.read_by:
        value["read_by"] = list(commitment.read_by)
    if not commitment.bound:
        value["expected_of"] = list(commitment.liable)
    if row.state is not None:
        value["state"] = row.state
    if row.watched_days is not None:
        value["watched_days"] = interval_to_json(row.watched_days)
    if row.toward:
        value["toward"] = {party: list(reports) for party, reports in row.toward}
    return value


def round_to_json(part: Round) -> dict[str, Json]:
    """One round."""
    return {
        "id": part.id,
        "opened_by": list(part.opened_by),
        "due": day_to_json(part.due),
        "due_latest": day_to_json(part.due_latest),
        "required": None if part.required is None else interval_to_json(part.required),
        "done": None if part.done is None else interval_to_json(part.done),
        "standing": part.standing,
        "possible": list(part.possible),
        "because": list(part.because),
        "grade": part.grade,
        "remarks": list(part.remarks),
    }


def phase_to_json(phase: PhaseState) -> dict[str, Json]:
    """Where a phase stands."""
    return {
        "id": phase.id,
        "standing": phase.standing,
        "from": day_to_json(phase.first),
        "to": day_to_json(phase.last),
        "to_latest": day_to_json(phase.last_latest),
        "by_reading": dict(sorted(phase.by_reading.items())),
        "going_on": {name: list(ids) for name, ids in sorted(phase.going_on.items())},
    }


def watch_to_json(watch: Watch) -> dict[str, Json]:
    """Who watched what."""
    return {
        "for": sorted(watch.ids),
        "from": iso(watch.first),
        "to": iso(watch.last),
        "by": watch.by,
    }


def basis_to_json(basis: Basis) -> dict[str, Json]:
    """How the words of a clause are known."""
    return {
        "kind": basis.kind,
        "source": basis.source,
        "date": day_to_json(basis.date),
        "clause": basis.clause,
        "note": basis.note,
    }


def days_to_json(days: Days) -> dict[str, Json]:
    """How many periods of a quota were kept, missed, not known."""
    return {
        "kept": interval_to_json(days.kept),
        "missed": interval_to_json(days.missed),
        "unknown": interval_to_json(days.unknown),
    }


def reason_to_json(reason: Reason) -> dict[str, Json]:
    """One step of why."""
    span = reason.span
    return {
        "rule": reason.rule,
        "words": reason.words,
        "span": {"file": span.file, "start": span.start, "end": span.end},
        "reports": list(reason.reports),
    }


def interval_to_json(interval: Interval | Amount) -> dict[str, Json]:
    """From low to high; null is open."""
    return {"low": number_to_json(interval.low), "high": number_to_json(interval.high)}


def number_to_json(number: Number | None) -> Json:
    """A number nothing is lost of: text where a binary fraction would not be the same number."""
    if isinstance(number, Decimal):
        if number == number.to_integral_value():
            return int(number)
        near = float(number)
        return near if Decimal(repr(near)) == number else str(number)
    return number


def day_to_json(day: Day | None) -> str | None:
    """An ISO date."""
    return None if day is None else iso(day)


def minute_to_json(minute: Minute | None) -> str | None:
    """An ISO instant of the book's zone, or the date where it is a day's last minute."""
    if minute is None:
        return None
    day, rest = divmod(minute, MINUTES)
    return iso(day) if rest == MINUTES - 1 else f"{iso(day)}T{rest // 60:02d}:{rest % 60:02d}"
