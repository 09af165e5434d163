"""Faults of a book as words, for every command that needs a valid one."""

from __future__ import annotations

from trucebook.book import Book
from trucebook.cli.output import style, width
from trucebook.export.faults import diagnostics_to_text
from trucebook.views.wording import say_times


def faults_to_text(book: Book) -> str:
    """Every fault with its excerpt, and how many there are."""
    page, counted = _page(book)
    if not book.is_sound:
        return f"{page}\n{counted}: it cannot be evaluated."
    good = len(book.record.reports) + len(book.record.watches)
    return (
        f"{page}\n{counted}, {_refused(book)}. Mend them, or go on with the other "
        f"{say_times(good, 'row')}: --keep-going."
    )


def left_out_to_text(book: Book) -> str:
    """The same, where the rows that can be read go on without the others."""
    page, counted = _page(book)
    good = len(book.record.reports) + len(book.record.watches)
    return (
        f"{page}\n{counted}, {_refused(book)}: what follows rests on the other "
        f"{say_times(good, 'row')}."
    )


def _page(book: Book) -> tuple[str, str]:
    faults = [fault for fault in book.faults if fault.severity == "fault"]
    page = diagnostics_to_text(faults, book.texts, width(), style(error=True))
    return page, f"{say_times(len(faults), 'fault')} in {book.name}"


def _refused(book: Book) -> str:
    one = book.refused == 1
    return f"{say_times(book.refused, 'row')} of the record {'is' if one else 'are'} refused"
