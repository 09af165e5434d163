"""Days that a page is asked for, kept near enough to be looked at."""

from __future__ import annotations

from collections.abc import Sized

from trucebook import book as books
from trucebook.model.time import Day, iso
from trucebook.question import resolve
from trucebook.web.faults import RequestError
from trucebook.web.page import Visit

FARTHEST = 25 * 366
"""Days from the last published report that a page looks at: a day's answer takes as long as there
are days in force before it."""

MOST_TOLD = 1000
"""Days on which a standing can change that one page goes through, each a board of its own."""


def all_told(days: Sized, first: Day, last: Day) -> None:
    """Refuse to go through more days than a reader would wait for.

    Errors: RequestError.
    """
    if len(days) > MOST_TOLD:
        raise RequestError(
            "too-many-days",
            f"A standing can change on {len(days)} days from {iso(first)} to {iso(last)}; a page "
            f"goes through {MOST_TOLD}: ask for 'from' and 'to' nearer to each other.",
        )


def within(book: books.Book, day: Day) -> None:
    """Refuse a day so far from the agreement that looking at it would keep others waiting.

    Errors: RequestError.
    """
    near = books.last_published(book) or book.agreement.clock.day_one or day
    if abs(day - near) > FARTHEST:
        raise RequestError("day-too-far", "That day is more than 25 years from this record.")


def own_day(visit: Visit, name: str) -> Day | None:
    """A day that the page alone is asked for.

    Errors: RequestError, WrongQuestionError.
    """
    day = resolve(visit.own(name), visit.question.agreement.zone)
    if day is not None:
        within(visit.question.book, day)
    return day
