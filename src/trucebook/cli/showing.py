"""Faults of a book as words, for every command that needs a valid one."""

from __future__ import annotations

from trucebook.book import Book
from trucebook.cli.output import style, width
from trucebook.export.faults import diagnostics_to_text
from trucebook.views.wording import say_times


def faults_to_text(book: Book) -> str:
    """Every fault with its excerpt, and how many there are."""
    faults = [fault for fault in book.faults if fault.severity == "fault"]
    page = diagnostics_to_text(faults, book.texts, width(), style(error=True))
    return f"{page}\n{say_times(len(faults), 'fault')} in {book.name}: it cannot be evaluated."
