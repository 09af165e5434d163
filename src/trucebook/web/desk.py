"""The open copies of the one book that a server answers from, and who may look into them when.

The files are looked at before every answer; a book that has changed on disk is opened anew, so
that a page never shows what is no longer there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from trucebook.book import Book, BookError, board, last_published
from trucebook.evaluation.result import Clocks
from trucebook.export.faults import diagnostics_to_text
from trucebook.ledger import address as addresses
from trucebook.ledger.entry import BadEntry
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.split import drafts_of
from trucebook.ledger.withheld import Sight, piece_of, restrictions
from trucebook.model.time import MINUTES, Day
from trucebook.people.roles import may
from trucebook.people.who import ANYBODY, HOLDER, Who
from trucebook.question import Question
from trucebook.record.files import RECORD
from trucebook.record.queue import QUEUE
from trucebook.record.sources import SOURCES
from trucebook.views.changed_days import changed_days, last_day_told
from trucebook.views.timeline import days_that_matter, span_of
from trucebook.web.faults import RequestError
from trucebook.web.shelf import Shelf

MOST_LOOKS = 20_000
"""Commitments times days of publication, beyond which a page does not wait until it is known on
which days a standing changed."""
Stamp = tuple[tuple[str, int, int], ...]


Opener = Callable[[Path | str, Sight | None], Book]
MOST_SIGHTS = 8
"""Readers with a sight of their own whose books are kept open."""


class Opened:
    """A book as it was opened, and the days that were found worth turning to in it."""

    def __init__(self, book: Book) -> None:
        """Keep the book."""
        self.book = book
        self._changed: dict[str, tuple[Day, ...]] = {}

    def changed_days(self, account: str) -> tuple[Day, ...] | None:
        """The days on which a standing changed in an account, by every report there is.

        Shape: None where the book is so large that finding them would keep a reader waiting.
        """
        if len(self.book.agreement.commitments) * len(self.published_days) > MOST_LOOKS:
            return None
        if account not in self._changed:
            self._changed[account] = self._find_changed(account)
        return self._changed[account]

    def _find_changed(self, account: str) -> tuple[Day, ...]:
        agreement, record = self.book.agreement, self.book.record
        last = last_published(self.book) or agreement.clock.day_one
        if last is None:
            return ()
        last = last_day_told(board(self.book, Clocks(last), account))
        end = board(self.book, Clocks(last), account)
        first, _ = span_of(agreement, record, last)
        days = {first - 1, *days_that_matter(end, record, first, last)}
        return changed_days(Question(self.book, Clocks(last), account).judged_on(days))

    @cached_property
    def published_days(self) -> tuple[Day, ...]:
        """The days on which a report was published."""
        return tuple(sorted({bound.report.published for bound in self.book.record.reports}))

    @cached_property
    def recorded_days(self) -> tuple[Day, ...]:
        """The days on which an entry was made, as far as the record says."""
        record = self.book.record
        entered = [bound.report.recorded for bound in record.reports]
        entered += [watch.recorded for watch in record.watches]
        return tuple(sorted({moment // MINUTES for moment in entered if moment is not None}))


class Desk:
    """A book, opened again when its files have changed; a copy of it answers one reader at a time.

    A reader who began before a change ends with the book as it was.
    """

    def __init__(self, address: Path | str, opener: Opener, *, leaves_out: bool) -> None:
        """Name the address, a path or that of a store.

        `leaves_out` lets a book go on without rows that cannot be read.
        """
        self._address = address
        self._opener = opener
        self._leaves_out = leaves_out
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._shelves: dict[str | None, Shelf[Opened]] = {}
        self._named: frozenset[str] = frozenset()
        self._until: datetime | None = None

    @property
    def address(self) -> str:
        """Where the book is, for whoever writes to it."""
        return str(self._address)

    @contextmanager
    def book(self, who: Who = HOLDER) -> Iterator[Opened]:
        """The book as it is on disk now, for one reader: without what is for others.

        Errors: RequestError where its files are gone or do not hold a book that can be evaluated.
        """
        with self._shelf(who).copy() as opened:
            yield opened

    def _shelf(self, who: Who) -> Shelf[Opened]:
        """The copies of the book as it is on disk now, for those who see the same of it."""
        with self._lock:
            try:
                stamp = _stamp(self._address)
            except LedgerError as error:
                raise RequestError("book-not-valid", str(error)) from None
            now = datetime.now(UTC)
            if stamp != self._stamp or (self._until is not None and now >= self._until):
                self._shelves = {}
                self._named, self._until = self._restrictions(now)
                self._stamp = stamp
            key = None if may(who.role, "people") or not self._named else who.key
            key = key if key is None or key in self._named else ANYBODY
            if key not in self._shelves:
                sight = None if key is None else Sight(key, now)
                while len(self._shelves) >= MOST_SIGHTS:
                    del self._shelves[next(iter(self._shelves))]
                self._shelves[key] = Shelf(lambda: Opened(self._open(sight)))
            return self._shelves[key]

    def _restrictions(self, now: datetime) -> tuple[frozenset[str], datetime | None]:
        """Whose sight differs from others', and when that changes by itself."""
        try:
            with addresses.opened(str(self._address)) as store:
                if not isinstance(store, Folder):
                    return restrictions((piece_of(one) for one in store.entries()), now)
                if not store.path.is_dir():
                    return frozenset(), None
                return restrictions((piece_of(one) for one in drafts_of(store.files())), now)
        except (LedgerError, OSError, BadEntry):
            return frozenset({""}), None  # the book itself will say what is wrong with it

    def _open(self, sight: Sight | None) -> Book:
        try:
            book = self._opener(self._address, sight)
            faults = [fault for fault in book.faults if fault.severity == "fault"]
        except (BookError, LedgerError) as error:
            raise RequestError("book-not-valid", str(error)) from None
        except OSError as error:
            words = f"A file of it cannot be read: {error.strerror}."
            raise RequestError("book-not-valid", words) from None
        if faults and not (book.is_sound and self._leaves_out):
            words = diagnostics_to_text(faults, book.texts)
            raise RequestError("book-not-valid", f"Its texts or record have faults.\n\n{words}")
        return book


def _stamp(address: Path | str) -> Stamp:
    """When each file was written, and how long it is; of a store, where it ends.

    Errors: raises `LedgerError` where a store cannot be reached.
    """
    if isinstance(address, str):
        with addresses.opened(address) as store:
            head = None if isinstance(store, Folder) else store.head()
        return () if head is None else ((head.hash, head.size, 0),)
    inside = (address / name for name in (RECORD, SOURCES, QUEUE))
    folders = [address, *inside] if address.is_dir() else []
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    found = []
    for path in files or [address]:
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))
