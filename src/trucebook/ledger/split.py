"""Files of a book to pieces, and pieces to files: the same bytes again.

A text is one piece. A record file is a piece for each row, and one for each header or empty line.
Source: spec/record/ledger.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from trucebook.ledger.entry import ERASURE, LAYOUT, TEXT, Draft, Entry
from trucebook.ledger.faults import NOT_VALID, LedgerError
from trucebook.ledger.sources import SOURCE, bytes_of, is_row, is_source, source_draft
from trucebook.record.json_line import NotOneRow, Row, read_line
from trucebook.record.queue import CLAIM, REVIEW, is_queued
from trucebook.record.table import read_table

OPEN = frozenset(
    {
        "asserted_role",
        "corrects",
        "count_basis",
        "count_high",
        "count_low",
        "event_date",
        "for",
        "hedge",
        "id",
        "kind",
        "published",
        "recorded",
        "retracts",
        "stage",
    }
)
"""Columns that hold days, figures, ids and words of closed lists: they name nobody, and stand in
the hashed bytes. All others, unknown ones too, are sealed."""

OPEN_OF_SOURCES = frozenset({"captured", "form", "id", "published", "way"})
"""The same, of the row of a kept source: its hashes too are sealed, since whoever has a page in
which a name was destroyed could try names until a hash fits."""

OPEN_OF_QUEUE = frozenset({"decision", "id", "kind", "of", "published", "recorded", "report"})
"""The same, of a line of the review queue: what is claimed, and why it was refused, is sealed."""

_DECODER = json.JSONDecoder()
_SPACE = " \t\r\n"
_KINDS = {"coverage": "coverage", "finding": "finding", "review": "review", "link": "link"}


def drafts_of(files: Mapping[str, bytes]) -> Iterator[Draft]:
    """Every piece of some files: texts by name, then record files by name, rows as they stand.

    Errors: raises `LedgerError` where a file is not UTF-8.
    """
    for name in sorted(files, key=lambda name: (not name.endswith(".truce"), name)):
        if is_source(name):
            yield _source(name, files[name])
            continue
        try:
            text = files[name].decode()
        except UnicodeDecodeError:
            raise LedgerError(
                NOT_VALID, f"{name} is not UTF-8 text.", "Save the file as UTF-8."
            ) from None
        if name.endswith(".truce"):
            yield text_draft(name, text)
        else:
            yield from _pieces(name, text)


def text_draft(name: str, text: str) -> Draft:
    """A whole text: each of its lines is sealed by itself."""
    lines = tuple(text.splitlines(keepends=True))
    return Draft(TEXT, name, "", "", ("",) * (len(lines) + 1), lines)


def _source(name: str, data: bytes) -> Draft:
    """A file of a kept source: of its row, what may name somebody is cut out as of any row."""
    if is_row(name):
        with suppress(UnicodeDecodeError, NotOneRow):
            line = data.decode()
            read_line(line.strip(_SPACE))
            return source_draft(name, data, _cut(line, OPEN_OF_SOURCES))
    return source_draft(name, data)


def files_of(entries: Iterable[Entry]) -> dict[str, bytes]:
    """The files that entries stand for: of each text the last, of a record file every piece."""
    texts: dict[str, str] = {}
    pieces: dict[str, list[str]] = {}
    sources: dict[str, bytes] = {}
    for entry in entries:
        body = entry.body
        if body["kind"] == TEXT:
            texts[body["file"]] = entry.piece
        elif body["kind"] == SOURCE:
            sources[body["file"]] = bytes_of(body["frame"], entry.piece)
        elif body["kind"] != ERASURE:
            pieces.setdefault(body["file"], []).append(entry.piece)
    whole = texts | {name: _joined(parts) for name, parts in pieces.items()}
    done = {name: text.encode() for name, text in whole.items()} | sources
    return {name: done[name] for name in sorted(done)}


def _joined(pieces: list[str]) -> str:
    """Pieces one after the other; one that does not end its line has it ended."""
    ended = [piece if piece.endswith("\n") else f"{piece}\n" for piece in pieces[:-1]]
    return "".join([*ended, *pieces[-1:]])


def _pieces(name: str, text: str) -> Iterator[Draft]:
    """The pieces of a record file."""
    seen: Counter[str] = Counter()
    table = name.lower().endswith(".csv")
    queued = is_queued(name)
    open_columns = OPEN_OF_QUEUE if queued else OPEN
    for piece, row in _table(text) if table else _lines(text):
        kind = LAYOUT if row is None else _kind_in_queue(row) if queued else _kind(row)
        row_id = "" if row is None else str(row.get("id") or "")
        key = row_id or f"({kind})"
        seen[key] += 1
        key = f"{name}:{key}" if row_id and seen[key] == 1 else f"{name}:{key}#{seen[key]}"
        frame, words = (
            _cut(piece, open_columns) if row is not None and not table else _whole(piece, row)
        )
        yield Draft(kind, name, key, row_id, frame, words)


def _kind(row: Row) -> str:
    """What kind of entry a row is."""
    if row.get("retracts"):
        return "retraction"
    if row.get("corrects"):
        return "correction"
    return _KINDS.get(str(row.get("kind")), "report")


def _kind_in_queue(row: Row) -> str:
    """What kind of entry a line of the review queue is."""
    return REVIEW if row.get("kind") == REVIEW else CLAIM


def _lines(text: str) -> Iterator[tuple[str, Row | None]]:
    """The lines of a file of JSON lines, each with its row if it has one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        line = text[start:end]
        try:
            yield line, read_line(line.lstrip("\ufeff").strip(_SPACE))
        except NotOneRow:
            yield line, None
        start = end


def _table(text: str) -> Iterator[tuple[str, Row | None]]:
    """The lines of a table: a row may go over several."""
    lines = text.split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    done = 0
    for first, last, row in read_table(text.removeprefix("\ufeff")):
        if before := "".join(lines[done : first - 1]):
            yield before, None
        yield "".join(lines[first - 1 : last]), row if isinstance(row, dict) else None
        done = last
    if rest := "".join(lines[done:]):
        yield rest, None


def _whole(piece: str, row: Row | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A line of a table is sealed whole; so is what is no row, unless it holds nothing."""
    if row is None and not piece.strip():
        return (piece,), ()
    return ("", ""), (piece,)


def _cut(line: str, open_columns: frozenset[str] = OPEN) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Frame and words of a line of JSON: the values of columns that are not open are cut out."""
    frame: list[str] = []
    words: list[str] = []
    start = 0
    at = _skip(line, line.index("{") + 1)
    while line[at] != "}":
        column, at = _DECODER.raw_decode(line, at)
        at = _skip(line, _skip(line, at) + 1)
        _, end = _DECODER.raw_decode(line, at)
        if column not in open_columns:
            frame.append(line[start:at])
            words.append(line[at:end])
            start = end
        at = _skip(line, end)
        if line[at] == ",":
            at = _skip(line, at + 1)
    frame.append(line[start:])
    return tuple(frame), tuple(words)


def _skip(line: str, at: int) -> int:
    """The next place that is no space."""
    while line[at] in _SPACE:
        at += 1
    return at
