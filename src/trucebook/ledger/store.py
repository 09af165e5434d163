"""What every form of a ledger can do: the one interface of stores, bundles and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from trucebook.ledger.entry import FIRST, TEXT, Draft, Entry, make_entry
from trucebook.ledger.faults import NOT_VALID, LedgerError


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of drafts: how many are new, how many were there already, word for word."""

    new: int
    there: int


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger ends: how many entries it has, and the hash of the last."""

    size: int = 0
    hash: str = FIRST


class Ledger(Protocol):
    """A store of entries: it grows at its end, and nothing in it changes."""

    name: str

    def head(self) -> Head:
        """What the store itself says of its end."""
        ...

    def entries(self, first: int = 1) -> Iterator[Entry]:
        """The entries from a number on, in order. Numbers begin at 1."""
        ...

    def append(self, drafts: Iterable[Draft], recorded: str, by: str) -> Appended:
        """Put drafts in, all or none; what is there word for word is not put in again.

        Errors: raises `LedgerError` where an id is there with other words.
        """
        ...

    def take(self, entries: Iterable[Entry], head: Head) -> int:
        """Put entries of another ledger in as they are, after `head`, all or none.

        Errors: raises `LedgerError` where the ledger does not end at `head`.
        """
        ...

    def own_faults(self) -> Iterator[str]:
        """What the store itself finds wrong with its keeping, apart from entries."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...


class Before(Protocol):
    """What a store can look up while drafts go in."""

    def by_key(self, key: str) -> Entry | None:
        """The entry of a key."""
        ...

    def by_row(self, row: str) -> Entry | None:
        """The first entry that holds a report's id."""
        ...

    def last_text(self, file: str) -> tuple[int, Entry | None]:
        """How many texts a file has had, and the last of them."""
        ...


def entries_for(
    drafts: Iterable[Draft], before: Before, head: Head, recorded: str, by: str
) -> Iterator[Entry | None]:
    """For each draft its entry, or None where it is there already.

    Each entry has to be put into the store before the next one is asked for.
    Errors: raises `LedgerError` where an id is there with other words.
    """
    last = head.hash
    for draft in drafts:
        key = draft.key
        if draft.kind == TEXT:
            count, there = before.last_text(draft.file)
            if there is not None and there.piece == draft.piece:
                yield None
                continue
            key = f"{draft.file}:{count + 1}"
        else:
            there = before.by_key(key)
            if there is not None:
                refuse_other(there.piece, draft)
                yield None
                continue
            if draft.row and (other := before.by_row(draft.row)) is not None:
                refuse_other(other.piece, draft)
        entry = make_entry(draft, key, last, recorded, by)
        last = entry.hash
        yield entry


def refuse_other(there: str | None, draft: Draft) -> None:
    """Refuse a draft that says something else under the same id.

    Errors: raises `LedgerError`.
    """
    if there is None or there.rstrip("\r\n") == draft.piece.rstrip("\r\n"):
        return
    what = f"report {draft.row}" if draft.row else f"the piece {draft.key}"
    raise LedgerError(
        NOT_VALID,
        f"{what} of {draft.file} is in the ledger already, in other words.",
        "What is in a ledger never changes: give the new report an id of its own, "
        "and let it name the earlier one in corrects. Nothing was put in.",
    )


def check_head(found: Head, wanted: Head) -> None:
    """Refuse to put entries anywhere but where they follow."""
    if found != wanted:
        raise LedgerError(
            NOT_VALID,
            "The ledger has grown, or holds other entries, than what was read of it.",
            "Nothing was put in; try again.",
        )
