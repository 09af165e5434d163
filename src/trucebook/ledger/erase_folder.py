"""Erasing a person's name from a folder: every file in it that is text, whatever it is for.

A folder has no chain, so nothing says afterwards that something was erased.
Source: spec/record/erasing.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from trucebook.ledger.entry import interleave
from trucebook.ledger.erase import Found
from trucebook.ledger.erase_pieces import Piece, replaced
from trucebook.ledger.faults import UNREACHED, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.sources import SOURCE, bytes_of
from trucebook.ledger.spelling import Spellings
from trucebook.ledger.split import drafts_of


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """What an erasure would do in a folder: the files that would be others, and what stays.

    `stuck` are files that have it in their name, or are no text, so that nobody can look into
    them here.
    """

    files: Mapping[str, bytes]
    found: tuple[Found, ...]
    stuck: tuple[Found, ...]
    inside: tuple[Found, ...]


def plan_folder(folder: Folder, spellings: Spellings) -> FolderPlan:
    """What erasing a name from a folder would do.

    Errors: raises `LedgerError` where a file cannot be read.
    """
    there = dict(everything(folder.path))
    own = {name: data for name, data in folder.files().items() if name in there}
    whole = _of_book(own, spellings)
    files: dict[str, bytes] = {}
    found: list[Found] = []
    stuck: list[Found] = []
    inside: list[Found] = []
    for name, data in there.items():
        if spellings.stands_alone_in(name):
            stuck.append(Found(0, name, "", ("its name",), {}))
        new = whole[name] if name in whole else _lines_without(data, spellings)
        if new is None:
            stuck.append(Found(0, name, "", ("it is no text: look into it yourself",), {}))
            continue
        if new != data:
            files[name] = new
            found.append(Found(0, name, "", _differ(data, new), {}))
        left = [
            f"line {number}"
            for number, line in enumerate(new.decode("latin-1").split("\n"), 1)
            if spellings.stands_in(line.encode("latin-1").decode("utf-8", "replace"))
        ]
        if left:
            inside.append(Found(0, name, "", tuple(left), {}))
    return FolderPlan(files, tuple(found), tuple(stuck), tuple(inside))


def everything(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under a folder, apart from those of folders that begin with a point."""
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path)
        if any(part.startswith(".") for part in name.parts[:-1]) or not file.is_file():
            continue
        try:
            yield name.as_posix(), file.read_bytes()
        except OSError as fault:
            raise LedgerError(
                UNREACHED, f"{file} cannot be read: {fault.strerror}.", "Nothing was erased."
            ) from None


def _of_book(files: Mapping[str, bytes], spellings: Spellings) -> dict[str, bytes]:
    """The files of a book without the name; here ids too, since nothing is hashed."""
    drafts = list(drafts_of(files))
    new = replaced([Piece(one.kind, one.file, one.frame, one.words) for one in drafts], spellings)
    out: dict[str, bytes] = dict.fromkeys(files, b"")
    for draft, instead in zip(drafts, new, strict=True):
        words = [instead.get(i, one) for i, one in enumerate(draft.words)]
        is_source = draft.kind == SOURCE
        frame = draft.frame if is_source else [spellings.in_words(one) for one in draft.frame]
        piece = interleave(tuple(frame), tuple(words))
        out[draft.file] += bytes_of(draft.frame, piece) if is_source else piece.encode()
    return out


def _lines_without(data: bytes, spellings: Spellings) -> bytes | None:
    """A file that is not of the book, without the name; None where it is no text."""
    try:
        return spellings.in_text(data.decode())[0].encode()
    except UnicodeDecodeError:
        return None


def _differ(before: bytes, after: bytes) -> tuple[str, ...]:
    """Which lines differ, counted from 1."""
    if not after:
        return ("the whole of it",)
    both = zip(before.split(b"\n"), after.split(b"\n"), strict=False)
    return tuple(f"line {number}" for number, (old, new) in enumerate(both, 1) if old != new)
