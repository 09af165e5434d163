"""A book, opened: texts, names and record put together, and asked for its board.

The one seam that every shell uses, so that command line and web page cannot disagree.
A book is a folder with `.truce` texts and a folder `record` (texts, JSON Lines, tables), or one
`.truce` text alone.
Source: spec/record/book.md (interface, Words).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from trucebook.comparing.compare import Text
from trucebook.comparing.named import named_texts, titles_of_texts
from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.result import Row as BoardRow
from trucebook.evaluation.standing import Evaluation
from trucebook.findings.demanded_rows import unknown_reports
from trucebook.findings.record_rows import unknown_watched
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.schemes import is_store
from trucebook.model.agreement import Agreement
from trucebook.model.binding import bind_record
from trucebook.model.demands import Demands
from trucebook.model.from_syntax import Understood, understand
from trucebook.model.names import Names
from trucebook.model.proposal import Proposal
from trucebook.model.report import Bound, Record, Report, Watch
from trucebook.model.source import Source
from trucebook.model.speakers import with_monitors
from trucebook.model.tallies import Tally
from trucebook.model.time import Day, Minute
from trucebook.record.files import TEXT_ENDING, Recorded, book_files, read_files
from trucebook.record.pauses import without_pauses
from trucebook.record.queue import is_queued, queue_files
from trucebook.record.same_id import settle_ids
from trucebook.record.sources import FOLDER as SOURCES
from trucebook.record.sources import read_sources, source_files
from trucebook.syntax.diagnostic import Diagnostic, in_order
from trucebook.syntax.span import Span
from trucebook.tallies.whole import is_at_hand
from trucebook.views.conflicts import Conflicts
from trucebook.views.conflicts import conflicts as conflicts_among
from trucebook.views.counts import Counts
from trucebook.views.counts import counts as counts_of
from trucebook.views.positions import Positions
from trucebook.views.positions import positions as positions_of

if TYPE_CHECKING:
    from trucebook.ledger.known import Told
    from trucebook.ledger.withheld import Sight

BOARDS_KEPT = 64
EVALUATIONS_KEPT = 8

K = TypeVar("K")
V = TypeVar("V")
Row = TypeVar("Row", Report, Watch)


class BookError(Exception):
    """There is no book to open at an address. Says what, why and what to do, as a diagnostic."""

    def __init__(self, code: str, message: str, why: str) -> None:
        """Say what is wrong with the address."""
        super().__init__(f"{message} {why}")
        self.code = code
        self.message = message
        self.why = why


class Kept(Protocol):
    """What a store says of the book it keeps, beside the book's files."""

    size: int
    """How many entries the book was made from."""

    def entered(self, span: Span | None, zone: str) -> Minute | None:
        """When what stands at a place of a file was put in, as a minute of the zone."""
        ...

    def latest(self, zone: str) -> Minute | None:
        """When the latest of the entries was made."""
        ...

    def until(self, zone: str, *, moment: Minute | None = None, entries: int | None = None) -> Book:
        """The book of its first so many entries, or of those made by a moment.

        Errors: raises `BookError` where they hold no text.
        """
        ...


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A name of the record that the book gives no meaning, and the reports it stands in."""

    column: str
    name: str
    reports: tuple[str, ...]


class Book:
    """Everything a book holds, read when first asked for.

    Faults are values: a book with faults opens, and holds whatever could be read.
    """

    def __init__(
        self,
        name: str,
        base: Path,
        texts: tuple[Path, ...],
        record: tuple[Path, ...] = (),
        read: Callable[[Path], bytes] = Path.read_bytes,
    ) -> None:
        """Name the files of the texts and of the record; names are told from the folder `base`.

        `read` gives the bytes of a file: from the disk, or from a store (`kept`).
        """
        self._read = read
        self.kept: Kept | None = None
        self.withholds = False
        """Whether there is more, which is for others: of the whole book, never of a day or row."""
        self.name = name
        self.base = base
        self._text_files = texts
        self._record_files = record
        self.source_files: tuple[Path, ...] = ()
        self.queue_files: tuple[Path, ...] = ()
        self._files = tuple(dict.fromkeys((*texts, *record)))
        self._evaluations: dict[tuple[Day | None, Minute | None], Evaluation] = {}
        self._boards: dict[tuple[Clocks, str], Board] = {}

    @cached_property
    def _written(self) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
        """Each `.truce` text by the name of its file, and the files that cannot be read."""
        texts: dict[str, str] = {}
        faults: list[Diagnostic] = []
        for path in self._text_files:
            name = path.relative_to(self.base).as_posix()
            data = self._read(path)
            try:
                texts[name] = data.decode("utf-8-sig")
            except UnicodeDecodeError as fault:
                texts[name] = data.decode("utf-8-sig", "replace")
                faults.append(_not_utf8(name, data[: fault.start].decode("utf-8-sig")))
        return texts, tuple(faults)

    @cached_property
    def _understood(self) -> Understood:
        """What the texts mean."""
        with without_pauses():
            return understand(self._written[0])

    @cached_property
    def _recorded(self) -> Recorded:
        """What the record's files hold."""
        return read_files(self._record_files, self.agreement.zone, self.base, self._read)

    @property
    def text_names(self) -> tuple[str, ...]:
        """The names of the `.truce` texts."""
        return tuple(path.relative_to(self.base).as_posix() for path in self._text_files)

    def bytes_of(self, name: str) -> bytes:
        """The bytes of one of its files."""
        return self._read(self.base / name)

    @property
    def texts(self) -> Mapping[str, str]:
        """Every file of the book by its name: what spans point into."""
        return self._written[0] | self._recorded.texts

    @cached_property
    def agreement(self) -> Agreement:
        """The texts that bind, put together, with the monitors the names table declares."""
        return with_monitors(self._understood.agreement, self.names)

    @property
    def demands(self) -> Demands:
        """What the texts of demands say."""
        return self._understood.demands

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The texts that were put forward, which bind nobody."""
        return self._understood.proposals

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What the texts of tallies declare, by id."""
        return self._understood.tallies

    @property
    def names(self) -> Names:
        """Which free names of the record mean what."""
        return self._understood.names

    @cached_property
    def _settled(self) -> tuple[Record, tuple[Diagnostic, ...], int]:
        """The whole record, bound; ids that clash between text and files; rows refused."""
        with without_pauses():
            reports = self._dated((*self._understood.reports, *self._recorded.reports))
            watches = (*self._understood.watches, *self._recorded.watches)
            watches = tuple(dict.fromkeys(self._dated(watches)))
            kept, clashes, refused = settle_ids(reports)
            record = bind_record(kept, watches, self.agreement, self.names)
        refused += self._understood.refused + self._recorded.refused
        return record, clashes, refused

    def _dated(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Rows with the times of their entries, where a store keeps them."""
        kept, zone = self.kept, self.agreement.zone
        if kept is None:
            return rows
        return tuple(replace(row, recorded=kept.entered(row.span, zone)) for row in rows)

    def shown(self, record: Record, texts: Mapping[str, str]) -> Book:
        """The same agreement with a record and texts that may be shown, and nothing beside them."""
        other = copy(self)
        for name in ("unplaced", "unbound", "unknown_watched", "faults", "sources"):
            vars(other).pop(name, None)
        settled = (record, *self._settled[1:])
        vars(other).update(_settled=settled, _written=(dict(texts), ()), source_files=())
        vars(other).update(_evaluations={}, _boards={})
        return other

    @property
    def record(self) -> Record:
        """Every report and watch, bound."""
        return self._settled[0]

    @property
    def refused(self) -> int:
        """Rows of the record that could not go in."""
        return self._settled[2]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources the book keeps, by id, each held to its hashes; no board rests on them."""
        files = self.source_files
        return read_sources({p.relative_to(self.base).as_posix(): self._read(p) for p in files})

    @property
    def queued(self) -> Mapping[str, bytes]:
        """The files of its review queue; no board rests on them."""
        files = self.queue_files
        return {p.relative_to(self.base).as_posix(): self._read(p) for p in files}

    @cached_property
    def hash(self) -> str:
        """What the book's files are, in 64 digits: the SHA-256 of its list of files.

        The list has a line for each text and each file of the record, by name, as `sha256sum`
        writes it: the SHA-256 of the file, two spaces, its name in the book.
        """
        files = sorted((p.relative_to(self.base).as_posix(), p) for p in self._files)
        lines = (f"{sha256(self._read(p)).hexdigest()}  {name}\n" for name, p in files)
        return sha256("".join(lines).encode()).hexdigest()

    @cached_property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with texts, names and record, by file and place."""
        found = [*self._written[1], *self._understood.faults, *self._recorded.faults]
        unknown = unknown_reports(self.demands, self.record)
        return in_order([*found, *self._settled[1], *unknown])

    @property
    def is_sound(self) -> bool:
        """Whether all faults there are lie in single rows of the record: the others can go on."""
        of_rows = {id(fault) for fault in self._understood.of_rows}
        told = [*self._written[1], *self._understood.faults]
        return not any(f.severity == "fault" and id(f) not in of_rows for f in told)

    @cached_property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """Names of the record without a meaning here, by column and name."""
        where: dict[tuple[str, str], list[str]] = defaultdict(list)
        for bound in self.record.reports:
            for words in bound.unplaced:
                column, _, name = words.partition(": ")
                where[column, name].append(bound.report.id)
        return tuple(Unplaced(*key, tuple(where[key])) for key in sorted(where))

    @cached_property
    def unbound(self) -> tuple[Bound, ...]:
        """Reports bound to nothing, though nobody said that they are outside; by id."""
        return tuple(b for b in self.record.reports if b.unbound)

    @cached_property
    def unknown_watched(self) -> tuple[Diagnostic, ...]:
        """Watched ids that the text does not have."""
        return unknown_watched(self.record, self.agreement)

    def board(self, clocks: Clocks, account: str) -> Board:
        """Where every commitment stands; the last boards asked for are kept."""
        board = self._boards.get((clocks, account))
        if board is None:
            board = self.evaluation(clocks).board(clocks.on, account)
            _keep(self._boards, (clocks, account), board, BOARDS_KEPT)
        return board

    def evaluation(self, clocks: Clocks) -> Evaluation:
        """The evaluation for what was public and known then: days share most of their work."""
        key = (clocks.public, clocks.known)
        evaluation = self._evaluations.get(key)
        if evaluation is None:
            evaluation = Evaluation(self.agreement, self.record, clocks)
            _keep(self._evaluations, key, evaluation, EVALUATIONS_KEPT)
        return evaluation


def open_book(address: Path | str, sight: Sight | None = None) -> Book:
    """The book at an address: a folder with `.truce` texts, or one such text.

    With a sight it is opened without the rows that are for others; None sees everything.
    Errors: raises `BookError` where there is none.
    """
    words = str(address)
    if isinstance(address, str) and is_store(address):
        return _stored_book(words, sight)
    path = Path(address)
    if path.is_dir():
        texts, record = book_files(path)
        if texts and sight is not None:
            return _seen_book(path, sight)
        if texts:
            book = Book(path.resolve().name, path, texts, record)
            book.source_files = source_files(path)
            book.queue_files = queue_files(path)
            return book
        raise BookError(
            "book-without-a-text",
            f"The folder {words} is no book.",
            "A book has at least one .truce text: put one in, or begin with `trucebook init`.",
        )
    if path.is_file():
        if path.suffix == TEXT_ENDING:
            return Book(path.stem, path.parent, (path,))
        raise BookError(
            "not-a-book",
            f"The file {words} is no book.",
            f"A bundle is opened once it is in a folder: trucebook import my-book {words}"
            if path.suffix.lower() == ".bundle"
            else "A book is a folder with .truce texts, or one .truce text.",
        )
    raise BookError(
        "no-such-book",
        f"There is nothing at {words}.",
        "Name a folder with .truce texts, or one .truce text.",
    )


def _seen_book(path: Path, sight: Sight) -> Book:
    """The book in a folder, without the rows that are for others."""
    from trucebook.ledger.folder import Folder  # noqa: PLC0415 - only where it is asked for
    from trucebook.ledger.withheld import seen_files  # noqa: PLC0415 - as above

    folder = Folder(path)
    files, hides = seen_files(folder.files(), sight)
    book = book_of(folder.name, files)
    book.withholds = hides
    return book


def _stored_book(address: str, sight: Sight | None) -> Book:
    """The book a store keeps.

    Errors: raises `BookError` where it has no text; `LedgerError`, `ExtraMissing`.
    """
    from trucebook.ledger.known import told_at  # noqa: PLC0415 - a folder needs no store

    name, told = told_at(address, sight=sight)
    return _told_book(address, name, told, sight)


def _told_book(address: str, name: str, told: Told, sight: Sight | None) -> Book:
    """The book that entries of a store make up: its files as they would lie in a folder.

    Errors: raises `BookError` where it has no text.
    """
    book = book_of(name, told.files)
    book.kept = _Kept(address, told, sight)
    book.withholds = told.hides
    return book


def book_of(name: str, files: Mapping[str, bytes]) -> Book:
    """The book that some files make up, by their names in it.

    Errors: raises `BookError` where there is no text among them.
    """
    held = {Path(file): data for file, data in files.items()}
    texts = tuple(path for path in held if path.suffix == TEXT_ENDING)
    texts = tuple(sorted(texts, key=lambda path: (path.parent != Path(), path)))
    if not texts:
        raise BookError(
            "book-without-a-text",
            f"The store {name} is no book yet.",
            "A book has at least one .truce text: put one in with `trucebook import`.",
        )
    sources = tuple(path for path in held if path.as_posix().startswith(SOURCES))
    queued = tuple(path for path in held if is_queued(path.as_posix()))
    aside = {*sources, *queued}
    record = tuple(path for path in held if path.suffix != TEXT_ENDING and path not in aside)
    book = Book(name, Path(), texts, record, held.__getitem__)
    book.source_files = sources
    book.queue_files = queued
    return book


class _Kept:
    """A store, as far as a book was made from it."""

    def __init__(self, address: str, told: Told, sight: Sight | None) -> None:
        self._address = address
        self._sight = sight
        self._books: dict[tuple[str, Minute | None, int | None], Book] = {}
        self.size = told.size
        self.entered = told.entered
        self.latest = told.latest

    def until(self, zone: str, *, moment: Minute | None = None, entries: int | None = None) -> Book:
        """The book of its first so many entries, or of those made by a moment; the last are kept.

        Errors: raises `BookError` where they hold no text; `LedgerError`.
        """
        from trucebook.ledger.known import told_at  # noqa: PLC0415 - a folder needs no store

        key = (zone, moment, entries)
        book = self._books.get(key)
        if book is None:
            many = self.size if entries is None else entries
            name, told = told_at(
                self._address, entries=many, moment=moment, zone=zone, sight=self._sight
            )
            if entries is not None:
                name = f"{name}@{entries}"
            book = _told_book(self._address, name, told, self._sight)
            _keep(self._books, key, book, EVALUATIONS_KEPT)
        return book


def lone_file(path: Path, name: str, address: str) -> Book:
    """One file by its name in a book, read as if it lay in that book already; for its faults.

    The zone is that of the book at the address, if there is one.
    """
    try:
        whole = open_book(address)
        files = {file: whole.bytes_of(file) for file in whole.text_names}
    except (BookError, LedgerError):
        files = {}
    files[name] = path.read_bytes()
    held = {Path(file): data for file, data in files.items()}
    texts = tuple(p for p in held if p.suffix == TEXT_ENDING)
    record = tuple(p for p in held if p.suffix != TEXT_ENDING)
    return Book(name, Path(), texts, record, held.__getitem__)


def board(book: Book, clocks: Clocks, account: str = "undisputed") -> Board:
    """Where every commitment of a book stands."""
    return book.board(clocks, account)


def conflicts(book: Book, clocks: Clocks, account: str = "undisputed") -> Conflicts:
    """Which of the demands in a book cannot all be met."""
    return conflicts_among(book.demands, book.agreement, book.names, book.record, clocks, account)


def positions(book: Book, clocks: Clocks, account: str = "undisputed") -> Positions:
    """Who holds what on a day, with whose word."""
    return positions_of(
        book.agreement,
        book.names,
        book.record,
        book.demands,
        clocks,
        account,
        book.board(clocks, account),
        titles_of_texts(book.agreement, book.proposals),
    )


def texts_at(book: Book, name: str = "") -> tuple[Text, ...]:
    """The texts of a book that a name means; without one, the agreement as it is in force.

    `signed` is the agreement before any amendment; the name of an amendment's file, without its
    ending, the agreement with it and those before it; a proposal's name, file or title its texts.
    Shape: empty where the name means nothing.
    """
    return named_texts(book.agreement, book.proposals, name)


def counts(book: Book, clocks: Clocks, account: str = "undisputed") -> tuple[Counts, ...]:
    """What the figures of a book's tallies allow, and which of them cannot all be true."""

    def done(commitment: str, day: Day) -> BoardRow | None:
        """What stands on the board of that day."""
        rows = book.board(replace(clocks, on=day), account).rows
        return next((row for row in rows if row.commitment.id == commitment), None)

    return counts_of(book.tallies, book.agreement, book.record, clocks, account, done)


def counts_at_hand() -> bool:
    """Whether what works out tallies is installed: the extra `solver`."""
    return is_at_hand()


def last_published(book: Book) -> Day | None:
    """The last day on which a report of a book was published; None where it has none."""
    return max((bound.report.published for bound in book.record.reports), default=None)


def last_said(book: Book) -> Day | None:
    """The last day on which words that stand in a text of demands itself were published."""
    said = (one.words.said for one in book.demands.sentences)
    return max((words.published for words in said if words is not None), default=None)


def _keep(kept: dict[K, V], key: K, value: V, most: int) -> None:
    """Keep one more, and let go of the oldest."""
    while len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value


def _not_utf8(name: str, before: str) -> Diagnostic:
    """The fault of a text that is not UTF-8."""
    return Diagnostic(
        code="text-not-utf8",
        severity="fault",
        span=Span(name, len(before), len(before) + 1),
        message=f"{name} is not UTF-8 text from here on",
        why="Texts are read as UTF-8, so that every name is what it looks like. "
        "Save the file as UTF-8.",
    )
