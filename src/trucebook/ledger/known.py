"""What a store had been told by a moment or an entry, and when each piece of its files went in.

The ledger's own time holds, not what a row says of itself: that is a claim, and this is chained.
Source: spec/record/known.md (semantics, section 2).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from trucebook.ledger.address import opened
from trucebook.ledger.entry import ERASURE, TEXT, Entry
from trucebook.ledger.faults import NOT_VERIFIED, WRONG_USAGE, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.split import files_of
from trucebook.ledger.withheld import Sight, seen_entries
from trucebook.model.span import Span
from trucebook.model.time import Minute, start_of

BOM = "\ufeff"


@dataclass(slots=True)
class _Entered:
    """When the pieces of one file went in: where each begins, and its time as written."""

    starts: list[int] = field(default_factory=list)
    when: list[str] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)
    """Of a text, in the place of starts: each wording it has had."""
    end: int = 0


class Told:
    """Files as entries make them up, and when each of their pieces went in."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take in entries, in their order."""
        self._entered: dict[str, _Entered] = {}
        self.size = 0
        self.hides = False
        """Whether the store holds more than this, which is for others."""
        self._latest: set[str] = set()
        self.files = files_of(self._noting(entries))

    def _noting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self._note(entry)
            yield entry

    def _note(self, entry: Entry) -> None:
        body, piece = entry.body, entry.piece
        self.size += 1
        self._latest.add(body["recorded"])
        if body["kind"] == ERASURE:
            return
        file = self._entered.setdefault(body["file"], _Entered())
        if body["kind"] == TEXT:
            file.wordings.append(piece.removeprefix(BOM))
        else:
            file.starts.append(file.end)
            whole = piece if piece.endswith("\n") else f"{piece}\n"
            file.end += len(whole) - (not file.end and piece.startswith(BOM))
        file.when.append(body["recorded"])

    def entered(self, span: Span | None, zone: str) -> Minute | None:
        """When what stands at a place went in: of a text, with the first wording that has it.

        Units: a minute of the zone. Shape: None where the place is in none of the files.
        Errors: raises `LedgerError` where an entry says no time.
        """
        file = self._entered.get(span.file) if span is not None else None
        if file is None or span is None:
            return None
        if not file.wordings:
            return minute_of(file.when[bisect_right(file.starts, span.start) - 1], zone)
        words = file.wordings[-1][span.start : span.end]
        first = next(i for i, one in enumerate(file.wordings) if words in one)
        return minute_of(file.when[first], zone)

    def latest(self, zone: str) -> Minute | None:
        """The last moment at which any of it went in."""
        return max((minute_of(one, zone) for one in self._latest), default=None)


@lru_cache(maxsize=4096)
def minute_of(recorded: str, zone: str) -> Minute:
    """The time of an entry as a minute of a zone.

    Errors: raises `LedgerError` where it is none.
    """
    try:
        written = datetime.fromisoformat(recorded)
        if written.tzinfo is not None:
            at = written.astimezone(ZoneInfo(zone))
            return start_of(at.date().toordinal()) + at.hour * 60 + at.minute
    except (ValueError, OverflowError):
        pass
    raise LedgerError(
        NOT_VERIFIED, f"An entry says that it was made {recorded!r}.", "That is no time."
    )


def told_at(
    address: str,
    *,
    entries: int | None = None,
    moment: Minute | None = None,
    zone: str = "UTC",
    sight: Sight | None = None,
) -> tuple[str, Told]:
    """The name of a store, and what it holds.

    Of its first `entries` alone, or of those made by a minute of the zone, that minute included.
    With a sight only what it sees is there, and counted; None sees everything.
    Errors: raises `LedgerError`, `ExtraMissing`.
    """
    with opened(address) as store:
        if isinstance(store, Folder):
            raise LedgerError(WRONG_USAGE, f"{address} is no store.", "Name a store.")
        every: Iterable[Entry] = store.entries()
        hides = False
        if sight is not None:
            every, hides = seen_entries(every, sight)
        found: Iterable[Entry] = islice(every, entries)
        if moment is not None:
            found = (e for e in found if minute_of(e.body["recorded"], zone) <= moment)
        told = Told(found)
        told.hides = hides
        return store.name, told
