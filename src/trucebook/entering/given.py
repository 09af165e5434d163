"""Reports that come from outside a book: a file, standard input or one line, read as if in it."""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.book import Book
from trucebook.model.from_syntax import understand
from trucebook.model.report import Report, Watch
from trucebook.record.files import ENDINGS, TEXT_ENDING, read_text
from trucebook.syntax.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Given:
    """What was given as reports."""

    reports: tuple[Report, ...]
    watches: tuple[Watch, ...]
    faults: tuple[Diagnostic, ...]
    name: str
    text: str
    is_sound: bool = True
    """All faults lie in single rows: the others can go on."""


def read_given(name: str, text: str, book: Book, ending: str = "") -> Given:
    """The reports of a text: JSON lines or a table by its ending, or lines of the language."""
    if ending in ENDINGS or text.lstrip().startswith("{"):
        read = read_text(name, text, book.agreement.zone, table=ending == ".csv")
        return Given(read.reports, read.watches, read.faults, name, text)
    texts = {file: words for file, words in book.texts.items() if file.endswith(TEXT_ENDING)}
    read_in = understand({**texts, name: text})
    return Given(
        tuple(r for r in read_in.reports if r.span is not None and r.span.file == name),
        tuple(w for w in read_in.watches if w.span is not None and w.span.file == name),
        tuple(fault for fault in read_in.faults if fault.span.file == name),
        name,
        text,
        {f for f in read_in.faults if f.span.file == name and f.severity == "fault"}
        <= set(read_in.of_rows),
    )
