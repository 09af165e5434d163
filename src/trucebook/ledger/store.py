"""What every form of a ledger can do: the one interface of stores, bundles and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from trucebook.ledger.entry import ERASED, FIRST, TEXT, Draft, Entry, make_entry
from trucebook.ledger.faults import NOT_VALID, LedgerError


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of drafts: how many are new, how many were there already, word for word."""

    new: int
    there: int


FORM = "trucebook.ledger/2"
"""What a store says it holds. The second form knows erasures."""
FORMS = ("trucebook.ledger/1", FORM)
"""What this version reads; a store of the first form becomes one of the second when something is
erased in it for the first time."""

Words = Mapping[int, Mapping[int, str]]
"""For entries by number: words by number, and what is to stand in their place."""


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

        What an erasure among them erases is erased here too.
        Errors: raises `LedgerError` where the ledger does not end at `head`.
        """
        ...

    def erase(self, words: Words, erasure: Draft, head: Head, recorded: str, by: str) -> None:
        """Destroy words with their salts, and put the erasure after `head`, all or none.

        Errors: raises `LedgerError` where the ledger does not end at `head`.
        """
        ...

    def scrub(self) -> tuple[str, ...]:
        """Write what was destroyed out of the store's own files; where it may still be, in words.

        Errors: raises `LedgerError`.
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
            if there is not None and brings_back(there, draft):
                raise _erased(f"the text {draft.file}")
            key = f"{draft.file}:{count + 1}"
        else:
            there = before.by_key(key)
            if there is not None:
                if brings_back(there, draft):
                    raise _erased(draft.row or draft.key)
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


def brings_back(there: Entry, draft: Draft) -> bool:
    """Whether a draft is an entry as it was before something was erased from it."""
    kept = there.words
    gone = {words for salt, words in kept if salt == ERASED}
    if not gone or there.piece == draft.piece:
        return False
    between = [there.body["frame"][0]]
    for (salt, words), after in zip(kept, there.body["frame"][1:], strict=True):
        if salt == ERASED:
            between.append(after)
        else:
            between[-1] += words + after
    piece, at = draft.piece, len(between[0])
    if not piece.startswith(between[0]):
        return False
    for part in between[1:-1]:
        at = piece.find(part, at) + len(part)
        if at < len(part):
            return False
    return piece.endswith(between[-1]) and len(piece) - len(between[-1]) >= at


def _erased(what: str) -> LedgerError:
    return LedgerError(
        NOT_VALID,
        f"{what} is in the ledger already, and something was erased from it since.",
        "To import it as it was would bring that back: take it out of what you import. Nothing "
        "was put in.",
    )
