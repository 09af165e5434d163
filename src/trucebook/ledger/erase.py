"""Erasing a person's name from a ledger: where it stands, and what is to stand there instead.

Source: spec/record/erasing.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucebook.ledger.entry import ERASURE, Entry
from trucebook.ledger.erase_pieces import Piece, replaced
from trucebook.ledger.erasure import Place, erased_by, erasure_draft, with_erased
from trucebook.ledger.spelling import Spellings
from trucebook.ledger.store import Head, Ledger
from trucebook.model.columns import COLUMNS
from trucebook.record.json_line import read_value

PLACEHOLDER = "erased"
_TAKEN = re.compile(rf"{PLACEHOLDER}-(\d{{1,9}})")
_HASHED = ("id", "row", "file", "by")
"""What stands in the hashed bytes beside the frame, and cannot be taken out of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry the name stands in: where it lies in the book, and what of it would be replaced."""

    number: int
    file: str
    row: str
    where: tuple[str, ...]
    words: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an erasure would do.

    `stuck` are entries in whose hashed bytes the name stands; `inside` those in whose words it
    is left as a part of a longer word.
    """

    head: Head
    found: tuple[Found, ...]
    stuck: tuple[Found, ...]
    inside: tuple[Found, ...]
    entries: tuple[Entry, ...]
    """Every entry as it would be."""

    @property
    def words(self) -> dict[int, Mapping[int, str]]:
        """For each entry its words by number, and what is to stand there."""
        return {one.number: one.words for one in self.found}


def plan(entries: Iterable[Entry], spellings: Spellings) -> Plan:
    """What erasing a name from entries would do."""
    found: list[Found] = []
    stuck: list[Found] = []
    inside: list[Found] = []
    whole: list[Entry] = []
    number, last = 0, ""
    before = list(entries)
    new = replaced([_piece(entry) for entry in before], spellings)
    for number, (entry, words) in enumerate(zip(before, new, strict=True), 1):
        after = with_erased(entry, words) if words else entry
        if words:
            found.append(_found(number, entry, words))
        if where := _stuck(entry, spellings):
            stuck.append(Found(number, entry.body["file"], entry.body["row"], where, {}))
        left = {i: w for i, (_, w) in enumerate(after.words) if spellings.stands_in(w)}
        if left:
            inside.append(_found(number, entry, left))
        whole.append(after)
        last = entry.hash
    head = Head(number, last)
    return Plan(head, tuple(found), tuple(stuck), tuple(inside), tuple(whole))


def erase(ledger: Ledger, planned: Plan, recorded: str, by: str) -> tuple[str, ...]:
    """Do what was planned, and clear what the store has left of it; where it may still be.

    Also where the name is nowhere any more: an erasure may have been cut short before its end.
    Errors: raises `LedgerError`.
    """
    if planned.found:
        erased = {
            Place(one.number, word): instead
            for one in planned.found
            for word, instead in one.words.items()
        }
        draft = erasure_draft(erased, planned.head.size + 1)
        ledger.erase(planned.words, draft, planned.head, recorded, by)
    return ledger.scrub()


def next_placeholder(pieces: Iterable[str]) -> str:
    """A word of its own for the next person: one that stands for two would make them one."""
    taken = {int(number) for piece in pieces for number in _TAKEN.findall(piece)}
    return f"{PLACEHOLDER}-{max(taken, default=0) + 1}"


def _piece(entry: Entry) -> Piece:
    body = entry.body
    return Piece(body["kind"], body["file"], body["frame"], [words for _, words in entry.words])


def _found(number: int, entry: Entry, words: Mapping[int, str]) -> Found:
    body = entry.body
    if body["kind"] == ERASURE:
        where = tuple(f"entry {place.entry}" for place in erased_by(entry))
        where = tuple(dict.fromkeys(where[i] for i in words))
    elif not any(body["frame"]):
        where = tuple(f"line {i + 1}" for i in words)
    else:
        columns = _piece(entry).columns
        where = tuple(columns[i] or "the whole of it" for i in words)
    return Found(number, body["file"], body["row"], where, words)


def _stuck(entry: Entry, spellings: Spellings) -> tuple[str, ...]:
    """Which of the hashed members hold the name."""
    out = [member for member in _HASHED if spellings.stands_alone_in(entry.body[member])]
    frame = "null".join(entry.body["frame"])
    try:
        row = read_value(frame)
    except ValueError:
        row = frame
    said = row if isinstance(row, dict) else {"": row}
    out += [
        column or "the row"
        for column, value in said.items()
        if column not in _HASHED
        and (column not in COLUMNS and spellings.stands_alone_in(column))
        | (isinstance(value, str) and spellings.stands_alone_in(value))
    ]
    return tuple(out)
