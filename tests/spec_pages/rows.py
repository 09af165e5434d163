"""Standings blocks: one row for each look at the board, and what it says about each line of it.

    row   = settings "|" item { "|" item }
    item  = ID ":" standing [done "/" required] { "," claim }
          | "phase" ID ":" standing { "," claim }
          | "gap" ["now"] ["from" DAY] ["under" READING { "/" READING }]
          | "no gap" ["under" READING { "/" READING }]

A line that starts with "|" goes on with the row above; `#` starts a remark.
The claims are listed in `CLAIMS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.spec_pages.page import Block, PageFault

STANDINGS = frozenset(
    [
        "amended",
        "waived",
        "lapsed",
        "waiting",
        "no longer possible",
        "contrary act",
        "met",
        "met early",
        "met late",
        "not computable",
        "in progress",
        "no contrary act",
        "suspended",
        "held back",
        "overdue",
        "missed",
        "unknown",
        "disputed",
        "no standing",
    ]
)
"""The closed list, `disputed`, and `no standing` for powers and expectations."""

PHASE_STANDINGS = frozenset({"waiting", "running", "continued", "ran out"})
GRADES = frozenset(
    [
        "found",
        "acknowledged",
        "corroborated",
        "reported",
        "own word",
        "accusation",
        "conflicting",
        "denied",
        "none",
    ]
)
CAUSES = frozenset({"account", "reading", "date", "count", "category", "duplicate", "nothing"})
SETTINGS = frozenset({"on", "public", "known", "account"})

_NUMBER = r"(?:\d+(?:\.\d+)?)"
_RANGE = rf"(?:{_NUMBER}?\.\.{_NUMBER}?|{_NUMBER})"
_DAY = r"\d{4}-\d\d-\d\d"
CLAIMS = {
    "done": re.compile(rf"done (?P<range>{_RANGE})"),
    "required": re.compile(rf"required (?P<range>{_RANGE})(?: (?P<unit>.+))?"),
    "of": re.compile(rf"of (?P<category>[^=]+?) = (?P<range>{_RANGE})"),
    "kept": re.compile(rf"kept (?P<range>{_RANGE})"),
    "missed": re.compile(rf"missed (?P<range>{_RANGE})"),
    "unknown": re.compile(rf"unknown (?P<range>{_RANGE})"),
    "grade": re.compile(r"grade (?P<grade>.+)"),
    "possible": re.compile(r"possible (?P<words>.+)"),
    "because": re.compile(r"because (?P<words>.+)"),
    "due": re.compile(rf"due (?P<first>{_DAY}|none)(?:\.\.(?P<last>{_DAY}))?"),
    "from": re.compile(rf"from (?P<first>{_DAY}|none)"),
    "to": re.compile(rf"to (?P<first>{_DAY}|none)(?:\.\.(?P<last>{_DAY}))?"),
    "under": re.compile(r"under (?P<name>.+?) = (?P<standing>.+)"),
    "account": re.compile(r"account (?P<name>.+?) = (?P<standing>.+)"),
    "accounts": re.compile(r"accounts (?P<word>differ|agree)"),
    "reports": re.compile(r"reports (?P<words>.+)"),
    "rounds": re.compile(r"rounds (?P<number>\d+)"),
    "remark": re.compile(r"remark (?P<words>.+)"),
}
"""What can be said of a line of the board, by the claim's first word."""

_STANDING = re.compile(rf"(?P<word>[a-z ]+?)(?: (?P<done>{_RANGE})/(?P<required>{_RANGE}))?")
_GAP = re.compile(
    rf"(?P<no>no )?gap(?P<now> now)?(?: from (?P<day>{_DAY}))?(?: under (?P<readings>.+))?"
)


@dataclass(frozen=True, slots=True)
class Range:
    """A quantity from `low` to `high`, both included; None is open."""

    low: Decimal | None
    high: Decimal | None

    def __str__(self) -> str:
        """As the pages write it: `290`, `290..380`, `600..`."""
        if self.low is not None and self.low == self.high:
            return str(self.low)
        return "..".join("" if end is None else str(end) for end in (self.low, self.high))


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said of a line: the claim's word, and its parts by the names in `CLAIMS`."""

    word: str
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of one commitment, round or phase."""

    id: str
    is_phase: bool
    standing: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class GapClaim:
    """What a row says of the gap: one from `day` on, under these readings, or none."""

    exists: bool
    now: bool
    day: str | None
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One look at the board. `line` is its line in the page."""

    line: int
    settings: dict[str, str]
    items: tuple[Line | GapClaim, ...]


def parse_rows(block: Block) -> tuple[Row, ...]:
    """The rows of a standings block; settings in the info string hold for each of them.

    Errors: raises `PageFault` for anything it does not understand; nothing is skipped.
    """
    shared = _settings(" ".join(block.words), block.line)
    rows = tuple(_row(line, text, shared) for line, text in _whole_rows(block))
    if not rows:
        raise PageFault(block.line, "a standings block without a row says nothing")
    return rows


def parse_range(text: str) -> Range:
    """`290`, `290..380`, `600..`, `..`."""
    low, dots, high = text.partition("..")
    if not dots:
        high = low
    return Range(Decimal(low) if low else None, Decimal(high) if high else None)


def _whole_rows(block: Block) -> Iterator[tuple[int, str]]:
    """Each row on one line, with the line it starts on; remarks (`# …`) and empty lines go."""
    start, row = 0, ""
    for number, line in block.numbered:
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("|"):
            if not row:
                raise PageFault(number, "there is no row above for this line to go on with")
            row += " " + text
            continue
        if row:
            yield start, row
        start, row = number, text
    if row:
        yield start, row


def _row(line: int, text: str, shared: dict[str, str]) -> Row:
    first, *rest = (part.strip() for part in text.split("|"))
    items = tuple(_item(line, part) for part in rest)
    if not items:
        raise PageFault(line, "a row is `settings | item | item …`, and this one has no item")
    return Row(line, shared | _settings(first, line), items)


def _settings(text: str, line: int) -> dict[str, str]:
    settings = {}
    for word in text.split():
        key, _, value = word.partition("=")
        if key not in SETTINGS or not value:
            known = ", ".join(f"{each}=…" for each in sorted(SETTINGS))
            raise PageFault(line, f"{word!r} is no setting of a row: {known}")
        settings[key] = value
    return settings


def _item(line: int, text: str) -> Line | GapClaim:
    if gap := _GAP.fullmatch(text):
        readings = tuple(each.strip() for each in (gap["readings"] or "").split("/") if each)
        return GapClaim(gap["no"] is None, gap["now"] is not None, gap["day"], readings)
    name, colon, said = text.partition(":")
    if not colon:
        raise PageFault(line, f"an item is `id: standing, claim …` or `gap …`, not {text!r}")
    is_phase = name.startswith("phase ")
    first, *rest = (part.strip() for part in said.split(","))
    standing, claims = _standing(line, first, PHASE_STANDINGS if is_phase else STANDINGS)
    claims += tuple(_claim(line, part) for part in rest)
    return Line(name.removeprefix("phase ").strip(), is_phase, standing, claims)


def _standing(line: int, text: str, known: frozenset[str]) -> tuple[str, tuple[Claim, ...]]:
    found = _STANDING.fullmatch(text)
    if found is None or found["word"] not in known:
        raise PageFault(line, f"{text!r} is no standing: {', '.join(sorted(known))}")
    if found["done"] is None:
        return found["word"], ()
    amounts = tuple(Claim(word, {"range": found[word]}) for word in ("done", "required"))
    return found["word"], amounts


def _claim(line: int, text: str) -> Claim:
    word = text.split(" ", 1)[0]
    pattern = CLAIMS.get(word)
    found = pattern.fullmatch(text) if pattern else None
    if found is None:
        raise PageFault(line, f"{text!r} is no claim: {', '.join(sorted(CLAIMS))}")
    parts = {key: value for key, value in found.groupdict().items() if value is not None}
    _known_words(line, word, parts)
    return Claim(word, parts)


def _known_words(line: int, word: str, parts: dict[str, str]) -> None:
    """Errors: raises `PageFault` for a word outside its closed list, as a misspelt one is."""
    known, said = {
        "grade": (GRADES, [parts.get("grade", "")]),
        "possible": (STANDINGS, parts.get("words", "").split("/")),
        "because": (CAUSES, parts.get("words", "").split("/")),
        "under": (STANDINGS | PHASE_STANDINGS, [parts.get("standing", "")]),
        "account": (STANDINGS, [parts.get("standing", "")]),
    }.get(word, (frozenset(), []))
    for each in said:
        if each.strip() not in known:
            raise PageFault(line, f"{word} {each.strip()!r}: one of {', '.join(sorted(known))}")
