"""Rows that not everybody may see, and a book without them.

A row says by itself who may: `readers` are keys of people, `embargo` is a time until which it is
for them alone. Whoever put it in sees it too. What corrects or retracts such a row is withheld
with it, unless it says otherwise itself; a kept source that only such rows rest on is as well.
Source: spec/record/restricted.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trucebook.ledger.entry import LAYOUT, TEXT, Draft, Entry
from trucebook.ledger.sources import is_source
from trucebook.ledger.split import drafts_of
from trucebook.record.json_line import NotOneRow, Row, read_line
from trucebook.record.table import read_table

READERS, EMBARGO = "readers", "embargo"
"""The columns of a row."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody with a key may see, at a moment."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a file of the book: of an entry, or of a file in a folder."""

    file: str
    kind: str
    words: str
    by: str = ""


def piece_of(one: Entry | Draft) -> Piece:
    """The piece that an entry, or a draft, stands for."""
    if isinstance(one, Draft):
        return Piece(one.file, one.kind, one.piece)
    body = one.body
    return Piece(body["file"], body["kind"], one.piece, body["by"])


def moment_of(words: object) -> datetime | None:
    """The end of an embargo; None where it says none, or is no time with its place in the day."""
    try:
        moment = datetime.fromisoformat(words) if isinstance(words, str) else None
    except ValueError:
        return None
    return None if moment is None or moment.tzinfo is None else moment


def readers_of(row: Row) -> frozenset[str]:
    """The keys a row names: a list, or words with commas between them."""
    said = row.get(READERS)
    keys = said.split(",") if isinstance(said, str) else said if isinstance(said, list) else []
    return frozenset(str(key).strip() for key in keys if str(key).strip())


def is_restricted(row: Row, at: datetime) -> bool:
    """Whether a row is for some alone at a moment; an embargo that is no time never ends."""
    embargo = row.get(EMBARGO)
    if embargo in (None, ""):
        return row.get(READERS) not in (None, "", [])
    moment = moment_of(embargo)
    return moment is None or at < moment


def withheld(pieces: Iterable[Piece], sight: Sight) -> frozenset[int]:
    """The numbers of the pieces that somebody may not see, beginning at 0."""
    pieces = tuple(pieces)
    if not any(_may_be(piece) for piece in pieces):
        return frozenset()
    headers: dict[str, str] = {}
    rows: dict[int, Row] = {}
    sources: dict[int, str] = {}
    hidden: set[int] = set()
    for number, piece in enumerate(pieces):
        if is_source(piece.file):
            sources[number] = piece.file
            continue
        if piece.kind in (TEXT, LAYOUT):
            headers.setdefault(piece.file, piece.words)
            continue
        row = _row(piece, headers.get(piece.file, ""))
        if row is None:
            continue
        rows[number] = row
        names = {*readers_of(row), *({piece.by} if piece.by else ())}
        if is_restricted(row, sight.at) and sight.key not in names:
            hidden.add(number)
    hidden |= _following(rows, hidden)
    return frozenset(hidden | _resting(rows, hidden, sources))


def _following(rows: Mapping[int, Row], hidden: set[int]) -> set[int]:
    """Rows that correct or retract hidden ones, and say nothing of their own."""
    ids = {str(rows[number].get("id")) for number in hidden}
    found: set[int] = set()
    more = True
    while more:
        more = False
        for number, row in rows.items():
            named = {str(row.get(column)) for column in ("corrects", "retracts")}
            says = row.get(READERS) or row.get(EMBARGO)
            if number not in hidden | found and not says and named & ids:
                found.add(number)
                ids.add(str(row.get("id")))
                more = True
    return found


def _resting(rows: Mapping[int, Row], hidden: set[int], files: Mapping[int, str]) -> set[int]:
    """Files of kept sources that hidden rows rest on, and no row that may be seen."""
    only = {_source(rows[number]) for number in hidden} - {
        _source(row) for number, row in rows.items() if number not in hidden
    }
    names = {f"sources/{source}." for source in only if source}
    return {number for number, file in files.items() if file.startswith(tuple(names))}


def _may_be(piece: Piece) -> bool:
    """Whether a piece may hold a restricted row, or the header of a table of them.

    In JSON a name may be written with escapes, so whatever has one is read in full.
    """
    return any(sign in piece.words for sign in (READERS, EMBARGO, "\\u"))


def _source(row: Row) -> str:
    anchor = row.get("anchor")
    return str(anchor.get("source") or "") if isinstance(anchor, dict) else ""


def _row(piece: Piece, header: str) -> Row | None:
    try:
        if piece.file.lower().endswith(".csv"):
            found = [row for _, _, row in read_table(header.removeprefix("\ufeff") + piece.words)]
            return found[0] if found and isinstance(found[0], dict) else None
        return read_line(piece.words.lstrip("\ufeff").strip(" \t\r\n"))
    except NotOneRow:
        return None


def seen_entries(entries: Iterable[Entry], sight: Sight) -> tuple[list[Entry], bool]:
    """The entries somebody may see, and whether others are withheld."""
    every = list(entries)
    hidden = withheld((piece_of(entry) for entry in every), sight)
    return [entry for i, entry in enumerate(every) if i not in hidden], bool(hidden)


def seen_files(files: Mapping[str, bytes], sight: Sight) -> tuple[dict[str, bytes], bool]:
    """The files of a book as somebody may see them, and whether something is withheld.

    Errors: raises `LedgerError` where a file is not UTF-8.
    """
    every = list(drafts_of(files))
    hidden = withheld((piece_of(draft) for draft in every), sight)
    changed: dict[str, list[str]] = {every[number].file: [] for number in hidden}
    for number, draft in enumerate(every):
        if draft.file in changed and number not in hidden:
            changed[draft.file].append(draft.piece)
    gone = {name for name in changed if is_source(name)}
    seen = {name: data for name, data in files.items() if name not in gone}
    seen |= {n: "".join(parts).encode() for n, parts in changed.items() if n not in gone}
    return seen, bool(hidden)


def restrictions(pieces: Iterable[Piece], at: datetime) -> tuple[frozenset[str], datetime | None]:
    """The keys that see more than others now, and when the next embargo ends."""
    pieces = tuple(pieces)
    if not any(_may_be(piece) for piece in pieces):
        return frozenset(), None
    headers: dict[str, str] = {}
    keys: set[str] = set()
    ends: list[datetime] = []
    for piece in pieces:
        if piece.kind in (TEXT, LAYOUT):
            headers.setdefault(piece.file, piece.words)
        elif not is_source(piece.file):
            row = _row(piece, headers.get(piece.file, ""))
            if row is not None and is_restricted(row, at):
                keys |= {*readers_of(row), piece.by}
                end = moment_of(row.get(EMBARGO))
                if end is not None:
                    ends.append(end)
    return frozenset(keys), min(ends, default=None)
