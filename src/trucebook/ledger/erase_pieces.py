"""A person's name taken out of the pieces of a book, and what hangs on their words brought along.

The text of a kept source changes: so its hash in its row, and the places of the quotes anchored in
it, are those of the text as it is now. Nobody can take a name out of a PDF, nor out of a page that
has it in parts between marks: where the text has the name oftener than the page, the page is
destroyed whole.
Source: spec/record/erasing.md, spec/record/sources.md.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from trucebook.ledger.entry import TEXT, interleave
from trucebook.ledger.sources import DIGITS, SOURCE, bytes_of, is_row
from trucebook.ledger.spelling import Moved, Spellings, place_after
from trucebook.reading.anchor import anchor_at, from_columns, to_columns
from trucebook.record.json_line import NotOneRow, Row, read_line, read_value, write_value
from trucebook.record.sources import FOLDER

_COLUMN = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*$')
_ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a file, as an entry or a draft has it."""

    kind: str
    file: str
    frame: Sequence[str]
    words: Sequence[str]

    @property
    def columns(self) -> tuple[str | None, ...]:
        """For each of the words the column it is the value of, if it is one."""
        found = (_COLUMN.search(part) for part in self.frame[:-1])
        return tuple(one.group(1) if one is not None else None for one in found)


def replaced(pieces: Sequence[Piece], spellings: Spellings) -> list[dict[int, str]]:
    """For each piece its words that would be others, by number, and what they would be."""
    out = [_in_piece(piece, spellings) for piece in pieces]
    texts = _Texts(pieces, out, spellings)
    for piece, words in zip(pieces, out, strict=True):
        words |= dict(texts.followed(piece, words))
    return out


def _in_piece(piece: Piece, spellings: Spellings) -> dict[int, str]:
    if piece.kind == SOURCE and piece.frame[0] == DIGITS:
        try:
            seen = spellings.stands_alone_in(base64.b64decode(piece.words[0]).decode("latin-1"))
        except ValueError:
            seen = False
        return {0: ""} if seen else {}
    if piece.kind == TEXT or (piece.kind == SOURCE and not any(piece.frame)):
        after = spellings.in_lines(piece.words)
    else:
        after = [spellings.in_words(one) for one in piece.words]
    return _others(piece.words, after)


def _others(before: Sequence[str], after: Sequence[str]) -> dict[int, str]:
    both = enumerate(zip(before, after, strict=True))
    return {i: new for i, (old, new) in both if old != new}


class _Texts:
    """The files of kept sources that would be others, and what hangs on them."""

    def __init__(
        self, pieces: Sequence[Piece], words: Sequence[dict[int, str]], spellings: Spellings
    ) -> None:
        own = [(p, w) for p, w in zip(pieces, words, strict=True) if p.kind == SOURCE]
        rows = {p.file: row for p, _ in own if (row := _row(p)) is not None}
        files = {f"{FOLDER}{row['received']}": f"{FOLDER}{row['text']}" for row in rows.values()}
        count = {p.file: _times(p, spellings) for p, _ in own}
        for piece, instead in own:
            if count[piece.file] < count.get(files.get(piece.file, ""), 0):
                instead.update(dict.fromkeys(range(len(piece.words)), ""))
        self._hashes: dict[str, str] = {}
        self._moved: dict[str, tuple[str, tuple[Moved, ...]]] = {}
        for piece, instead in own:
            if instead and piece.file not in rows:
                now = [instead.get(i, one) for i, one in enumerate(piece.words)]
                data = bytes_of(piece.frame, interleave(piece.frame, now))
                self._hashes[piece.file] = sha256(data).hexdigest()
                self._moved[piece.file] = spellings.in_text(interleave(piece.frame, piece.words))
        self._text_of = {row["id"]: f"{FOLDER}{row['text']}" for row in rows.values()}
        self._rows = rows

    def followed(self, piece: Piece, words: Mapping[int, str]) -> Iterator[tuple[int, str]]:
        """The words of a piece that have to follow what became of a source."""
        if not self._hashes:
            return
        row = self._rows.get(piece.file)
        for number, column in enumerate(piece.columns):
            if row is not None and column in {"sha256", "text_sha256"}:
                file = row["received" if column == "sha256" else "text"]
                hashed = self._hashes.get(f"{FOLDER}{file}")
                if hashed is not None:
                    yield number, json.dumps(hashed)
            if column == _ANCHOR and piece.kind != SOURCE:
                after = self._anchored(piece.words[number])
                if after is not None and after != words.get(number, piece.words[number]):
                    yield number, after

    def _anchored(self, words: str) -> str | None:
        """An anchor in the text as it is now; None where its text is as it was."""
        anchor = None
        with suppress(ValueError, RecursionError):
            anchor = from_columns(read_value(words))
        if anchor is None or (file := self._text_of.get(anchor.source)) not in self._moved:
            return None
        text, moved = self._moved[file]
        start = place_after(anchor.start, moved, is_end=False)
        end = place_after(anchor.end, moved, is_end=True)
        return write_value(to_columns(anchor_at(anchor.source, text, start, end)))


def _times(piece: Piece, spellings: Spellings) -> int:
    """How often the name is found in a file of a source; never in bytes that are no text."""
    if piece.frame[0] == DIGITS:
        return 0
    return len(spellings.in_text(interleave(piece.frame, piece.words))[1])


def _row(piece: Piece) -> Row | None:
    """The row of a source, where a piece is one."""
    if is_row(piece.file):
        with suppress(NotOneRow):
            row = read_line(interleave(piece.frame, piece.words).strip())
            if all(isinstance(row.get(name), str) for name in ("id", "received", "text")):
                return row
    return None
