"""Rows of a standings block, compared with the output of `status --json`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.spec_pages.command import Command
from tests.spec_pages.rows import Claim, GapClaim, Line, Row, parse_range

Json = Mapping[str, Any]


def compare(row: Row, command: Command, book: Path) -> Iterator[tuple[int, str]]:
    """What the board says otherwise than the row, as line and message."""
    options = [word for key, value in row.settings.items() for word in (f"--{key}", value)]
    outcome = command(["status", ".", "--json", *options], book)
    asked = " ".join(["status .", *options])
    if outcome.crash is not None:
        yield row.line, f"`{asked}` crashed\n{outcome.crash}"
        return
    if outcome.status != 0:
        said = "".join(f"\n  2> {line}" for line in outcome.stderr.splitlines())
        yield row.line, f"`{asked}` ended with exit status {outcome.status}{said}"
        return
    board = json.loads(outcome.stdout, parse_float=Decimal)
    for item in row.items:
        differences = _gap(item, board) if isinstance(item, GapClaim) else _line(item, board)
        for difference in differences:
            yield row.line, f"{difference}   [{asked}]"


def _line(line: Line, board: Json) -> Iterator[str]:
    found = _phase(line.id, board) if line.is_phase else _commitment(line.id, board)
    if found is None:
        kind = "phase" if line.is_phase else "commitment or round"
        yield f"{line.id}: the board has no such {kind}"
        return
    if (standing := found["standing"] or "no standing") != line.standing:
        yield f"{line.id}: {standing}, expected {line.standing}{_doubt(found)}"
    for claim in line.claims:
        for expected, actual in _differences(claim, found):
            yield f"{line.id}: {claim.word} {actual}, expected {expected}"


def _phase(name: str, board: Json) -> Json | None:
    phases = [phase for phase in (board.get("phase"), *board.get("phases", ())) if phase]
    return next((phase for phase in phases if phase["id"] == name), None)


def _commitment(name: str, board: Json) -> Json | None:
    """A commitment, or a round of any commitment, by its id."""
    rows = board["commitments"]
    rounds = [each for row in rows for each in row.get("rounds", ())]
    return next((each for each in (*rows, *rounds) if each["id"] == name), None)


def _doubt(found: Json) -> str:
    possible, because = found.get("possible") or (), found.get("because") or ()
    if len(possible) < 2:
        return ""
    return f" (possible {'/'.join(possible)}, because {'/'.join(because) or 'nothing'})"


def _differences(claim: Claim, found: Json) -> Iterator[tuple[str, str]]:
    """Expected and actual, where they differ."""
    for expected, actual in _sides(claim, found):
        if expected != actual:
            yield expected, actual


def _sides(claim: Claim, found: Json) -> Iterator[tuple[str, str]]:
    """What the page says and what the board says, written alike."""
    parts = claim.parts
    match claim.word:
        case "done" | "required":
            yield _range(parts["range"]), _interval(found.get(claim.word))
            if "unit" in parts:
                yield parts["unit"], str((found.get(claim.word) or {}).get("unit"))
        case "of":
            yield _range(parts["range"]), _interval(_category(parts["category"], found))
        case "kept" | "missed" | "unknown":
            yield _range(parts["range"]), _interval((found.get("days") or {}).get(claim.word))
        case "due" | "to":
            latest = found.get(f"{claim.word}_latest")
            last = parts.get("last", parts["first"])
            yield _days(parts["first"], last), _days(found.get(claim.word), latest)
        case "from":
            yield parts["first"], found.get("from") or "none"
        case "possible" | "because" | "reports":
            yield _sorted(parts["words"].split("/")), _sorted(found.get(claim.word) or ["nothing"])
        case "grade":
            yield parts["grade"], found.get("grade") or "none"
        case "under" | "account":
            heard = (found.get("by_reading" if claim.word == "under" else "by_account")) or {}
            actual = heard.get(parts["name"], "(not on the board)") or "no standing"
            yield f"{parts['name']} = {parts['standing']}", f"{parts['name']} = {actual}"
        case "accounts":
            yield parts["word"], "differ" if found.get("accounts_differ") else "agree"
        case "rounds":
            yield parts["number"], str(len(found.get("rounds") or ()))
        case "remark":
            yield from _remark(parts["words"], found.get("remarks") or ())
        case _:
            message = f"no comparison for the claim {claim.word!r}"
            raise AssertionError(message)


def _gap(claim: GapClaim, board: Json) -> Iterator[str]:
    gap = board["gap"]
    by_reading = gap.get("by_reading") or {}
    for reading in claim.readings:
        if by_reading.get(reading) is not claim.exists:
            actual = by_reading.get(reading, "(not on the board)")
            yield f"gap under {reading}: {actual}, expected {claim.exists}"
    if not claim.exists and not claim.readings and (gap["now"] or any(by_reading.values())):
        yield f"there is a gap, from {gap['from']}, expected none"
    if claim.exists and not claim.readings and not (gap["now"] or any(by_reading.values())):
        yield "there is no gap, expected one"
    if claim.now and not gap["now"]:
        yield "no gap under every reading, expected one"
    if claim.day is not None and gap["from"] != claim.day:
        yield f"gap from {gap['from']}, expected from {claim.day}"


def _range(text: str) -> str:
    return _plain(parse_range(text).low, parse_range(text).high)


def _interval(value: Json | None) -> str:
    low, high = (value or {}).get("low"), (value or {}).get("high")
    ends = (None if end is None else Decimal(str(end)) for end in (low, high))
    return _plain(*ends)


def _plain(low: Decimal | None, high: Decimal | None) -> str:
    """An interval as the pages write it, and one way only: `10.0` is `10`."""
    ends = ["" if end is None else f"{end.normalize():f}" for end in (low, high)]
    return ends[0] if ends[0] and ends[0] == ends[1] else "..".join(ends)


def _days(first: str | None, last: str | None) -> str:
    return (first or "none") if last in {None, first} else f"{first}..{last}"


def _category(name: str, found: Json) -> Json | None:
    """The part of `done` in a category; where that has several words, in any order."""
    wanted = _sorted(name.split("+"))
    parts: Json = (found.get("done") or {}).get("by_category") or {}
    return next((parts[key] for key in parts if _sorted(key.split(",")) == wanted), None)


def _sorted(words: Sequence[str]) -> str:
    return "/".join(sorted(word.strip() for word in words))


def _remark(words: str, remarks: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """A remark is found by any run of its words."""
    said = [str(each.get("words", each)) if isinstance(each, Mapping) else each for each in remarks]
    if not any(words in each for each in said):
        yield repr(words), " / ".join(repr(each) for each in said) or "none"
