"""Record files: every row of a folder to reports and watches, each fault with file and line.

Neither the order of files nor that of lines matters: reports come out sorted by id.
A bad row is refused alone and the good ones stand; both are counted.
Source: spec/record/reports.md, spec/record/faults.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trucebook.model.from_row import is_watch, report_from_row, watch_from_row
from trucebook.model.report import Report, Watch
from trucebook.model.span import Span
from trucebook.record.json_line import NotOneRow, Row, read_line
from trucebook.record.pauses import without_pauses
from trucebook.record.same_id import settle_ids
from trucebook.record.table import read_table
from trucebook.syntax.diagnostic import Diagnostic, in_order

ENDINGS = (".csv", ".jsonl")
"""Files of a record end so."""
TEXT_ENDING = ".truce"
RECORD = "record"
"""The folder of a book that holds its record."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was read of some record files.

    Shape: `reports` by id, `watches` by span, `faults` by file and place. `refused` counts rows:
    a row may have several faults, and a file that cannot be read at all counts as one.
    `texts` maps each file's name to its text, which the spans point into.
    """

    reports: tuple[Report, ...]
    watches: tuple[Watch, ...]
    faults: tuple[Diagnostic, ...] = ()
    refused: int = 0
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def good(self) -> int:
        """Rows that can go in."""
        return len(self.reports) + len(self.watches)


def record_files(folder: Path) -> tuple[Path, ...]:
    """The files of the record a folder holds, sorted by name, but for hidden ones and folders."""
    if not folder.is_dir():
        return ()
    files = (path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    return tuple(
        sorted(path for path in files if not path.name.startswith(".") and not path.is_dir())
    )


def book_files(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The texts of a book in a folder, and the files of its record."""
    record = folder / RECORD
    return (*texts_in(folder), *texts_in(record)), record_files(record)


def texts_in(folder: Path) -> tuple[Path, ...]:
    """The `.truce` texts of a folder, sorted by name, but for hidden ones.

    A link that leads nowhere is named too: a text that cannot be read is no text that is not there.
    """
    texts = (path for path in folder.glob(f"*{TEXT_ENDING}") if not path.is_dir())
    return tuple(sorted(path for path in texts if not path.name.startswith(".")))


def read_files(
    paths: Iterable[Path],
    zone: str,
    base: Path | None = None,
    read: Callable[[Path], bytes] = Path.read_bytes,
) -> Recorded:
    """Everything some record files hold. Names of files are told from `base`.

    Errors: raises OSError where a file cannot be read at all.
    """
    reading = _Reading(zone)
    with without_pauses():
        for path in paths:
            name = path.relative_to(base).as_posix() if base else path.name
            reading.read(name, read(path), table=path.suffix.lower() == ".csv")
        return reading.done()


def read_text(name: str, text: str, zone: str, *, table: bool = False) -> Recorded:
    """Everything one text in the form of a record file holds."""
    reading = _Reading(zone)
    reading.read(name, text.encode("utf-8", "surrogatepass"), table=table)
    return reading.done()


@dataclass(slots=True)
class _Reading:
    """Files on their way to a record."""

    zone: str
    reports: list[Report] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    refused: int = 0
    texts: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, data: bytes, *, table: bool) -> None:
        """Take in one file."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("utf-8-sig", "surrogateescape")
        self.texts[name] = text
        rows = _table_rows(name, text) if table else _lines(name, text)
        for span, row in rows:
            if isinstance(row, str):
                self.refuse(_unreadable(span, row))
            elif is_watch(row):
                watch = watch_from_row(row, self.zone, span)
                if isinstance(watch, Watch):
                    self.watches.append(watch)
                else:
                    self.refuse(*watch)
            else:
                report = report_from_row(row, self.zone, span)
                if isinstance(report, Report):
                    self.reports.append(report)
                else:
                    self.refuse(*report)

    def refuse(self, *faults: Diagnostic) -> None:
        """Count one row out, with all its faults."""
        self.refused += 1
        self.faults.extend(faults)

    def done(self) -> Recorded:
        """What was read."""
        reports, faults, clashing = settle_ids(self.reports)
        watches = dict.fromkeys(sorted(self.watches, key=_place))
        return Recorded(
            reports,
            tuple(watches),
            in_order([*self.faults, *faults]),
            self.refused + clashing,
            self.texts,
        )


def _place(watch: Watch) -> Span:
    """Where a watch stands."""
    return watch.span or Span("", 0, 0)


def _lines(name: str, text: str) -> Iterator[tuple[Span, Row | str]]:
    """The rows of a file of JSON lines, or why a line is none."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            span = Span(name, start, end)
            try:
                yield span, read_line(line) if line.isascii() else read_line(_utf8(line))
            except NotOneRow as fault:
                yield span, str(fault)
        start = end + 1


def _table_rows(name: str, text: str) -> Iterator[tuple[Span, Row | str]]:
    """The rows of a table, or why a line is none."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for first, last, row in read_table(text):
        end = max(starts[first - 1], starts[last] - 1)
        span = Span(name, starts[first - 1], min(end, len(text)))
        try:
            _utf8(text[span.start : span.end])
        except NotOneRow as fault:
            yield span, str(fault)
        else:
            yield span, row


def _utf8(line: str) -> str:
    """The line itself.

    Errors: raises `NotOneRow` where its bytes were no UTF-8.
    """
    try:
        line.encode()
    except UnicodeEncodeError as fault:
        reason = f"not UTF-8 text at character {fault.start + 1}: save the file as UTF-8"
        raise NotOneRow(reason) from None
    return line


def _unreadable(span: Span, reason: str) -> Diagnostic:
    """The fault of a line that holds no row."""
    return Diagnostic(
        code="record-unreadable-line",
        severity="fault",
        span=span,
        message=f"this line cannot be read: {reason}",
        why="A record has one report on a line: a JSON object, or a line of a table under its "
        "header. The line is refused.",
    )
