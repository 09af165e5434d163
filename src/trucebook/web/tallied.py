"""The page of tallies: the sum, what is said of it, what cannot all be true, figures beside it."""

from __future__ import annotations

from trucebook import book as books
from trucebook.export import counts_to_text as counting
from trucebook.export.counts_to_json import counts_to_csv, counts_to_json
from trucebook.tallies.statement import HELD
from trucebook.views.counts import Counts
from trucebook.web.faults import RequestError
from trucebook.web.page import Answer, Page, Visit

SIGNS = {"plus": "plus: ", "less": "less: ", "move": "of these "}


def _counts(visit: Visit) -> Answer:
    question = visit.question
    if question.book.tallies and not books.counts_at_hand():
        raise RequestError(
            "needs-extra",
            "Tallies are worked out by the extra `solver`, which is not installed here.",
        )
    answer = books.counts(question.book, question.clocks, question.account)
    return Answer(
        "Counts",
        lambda: {
            "answer": answer,
            "sums": [_sum(one) for one in answer],
            "with_acts": counting.with_acts,
            "say_statement": counting.say_statement,
            "say_size": counting.say_size,
            "say_reconciling": counting.say_reconciling,
            "say_aside": counting.say_aside,
            "say_figure": counting.say_figure,
            "as_left_open": counting.CLOSING,
        },
        lambda: counts_to_json(answer, question.book.name, question.clocks, question.account),
        lambda: counts_to_csv(answer),
    )


def _sum(one: Counts) -> list[tuple[str, str]]:
    """Every term with its sign, then what is held: each with what its cells may be."""
    rows = [
        (SIGNS[term.sign], term.name, [cell for cell in one.cells if cell.term == term.id])
        for term in one.tally.terms
    ]
    rows.append(("", "held", [cell for cell in one.cells if cell.term == HELD]))
    return [(f"{sign}{name}", counting.say_cells(cells)) for sign, name, cells in rows]


COUNTS = Page(
    "counts",
    "Counts",
    "Tallies: what figures leave open, and which of them cannot all be true.",
    _counts,
)
