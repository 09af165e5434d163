"""Every page of the book, in the order of the menu."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trucebook import book as books
from trucebook.evaluation.result import GRADES
from trucebook.export.faults import checked_to_json
from trucebook.export.lists_to_json import (
    changes_to_json,
    due_to_json,
    timeline_to_json,
)
from trucebook.export.reading_to_json import (
    exchange_to_csv,
    exchange_to_json,
    margin_to_csv,
    margin_to_json,
)
from trucebook.export.to_csv import (
    changes_to_csv,
    due_to_csv,
    status_to_csv,
    timeline_to_csv,
)
from trucebook.export.to_json import status_to_json
from trucebook.export.why_to_csv import checked_to_csv, why_to_csv
from trucebook.export.why_to_text import why_to_json
from trucebook.findings.checked import checked
from trucebook.question import find_ids
from trucebook.views.changed_days import story
from trucebook.views.changes import changes, record_until
from trucebook.views.due import due
from trucebook.views.exchange import exchanges
from trucebook.views.lookup import row_ids
from trucebook.views.margin import margin
from trucebook.views.stands import word_of
from trucebook.views.status import status
from trucebook.views.timeline import days_that_matter, span_of, timeline
from trucebook.views.why import why
from trucebook.views.wording import GRADE_WORDS, STANDING_WORDS
from trucebook.web.days import MOST_TOLD, all_told, own_day
from trucebook.web.excerpt import told
from trucebook.web.faults import RequestError
from trucebook.web.held import HELD
from trucebook.web.held_days import held_days
from trucebook.web.kept import SOURCE, kept_for
from trucebook.web.page import MOST_DAYS, Answer, Page, Param, Visit
from trucebook.web.reported import REPORT, REPORTS, SOURCES
from trucebook.web.strips import story_strip, timeline_strip
from trucebook.web.tallied import COUNTS


def _board(visit: Visit) -> Answer:
    question = visit.question
    board = question.board()

    def words() -> dict[str, object]:
        view = status(board, question.agreement, question.record)
        said: dict[tuple[object, ...], tuple[object, list[str]]] = {}
        for item in view.said:
            key = (item.remark.kind, item.remark.words, item.voices)
            said.setdefault(key, (item, []))[1].append(item.id)
        used = {line.row.standing for group in view.groups for line in group.lines}
        return {
            "view": view,
            "said": [(item, list(dict.fromkeys(ids))) for item, ids in said.values()],
            "legend": [(word, STANDING_WORDS[word]) for word in STANDING_WORDS if word in used],
        }

    return Answer(
        "Where every commitment stands",
        words,
        lambda: status_to_json(board, question.book.name, withheld=question.book.withholds),
        lambda: status_to_csv(board),
    )


def _why(visit: Visit) -> Answer:
    question = visit.question
    board = question.board()
    reasons = [
        why(board, found, question.agreement, question.record, question.judge)
        for found in find_ids(board, visit.id)
    ]

    def words() -> dict[str, object]:
        first, last = span_of(question.agreement, question.record, question.clocks.on)
        days = days_that_matter(board, question.record, first, last)
        many = len(days) > MOST_TOLD
        evaluation = question.book.evaluation(question.clocks)
        told_of = []
        for one in reasons:
            name = one.row.commitment.id
            runs = () if many else story(evaluation.judged_over(name, days, question.account))
            told_of.append((one, runs, story_strip(runs)))
        reports = {bound.report.id: bound for bound in question.record.reports}
        kept = kept_for(reports, question.book.sources)
        return {"reasons": told_of, "kept": kept, "grades": GRADE_WORDS, "many": many}

    return Answer(
        f"Why [{visit.id}] stands so",
        words,
        lambda: why_to_json(reasons, question.book.name),
        lambda: why_to_csv(reasons),
    )


def _timeline(visit: Visit) -> Answer:
    question = visit.question
    agreement, record = question.agreement, question.record
    first, last = span_of(agreement, record, question.clocks.on)
    first = own_day(visit, "from") or first
    last = own_day(visit, "to") or last
    if first > last:
        raise RequestError("days-the-wrong-way", "'from' is later than 'to'.")
    clocks = replace(question.clocks, on=last)
    board = books.board(question.book, clocks, question.account)
    days = {max(1, first - 1), *days_that_matter(board, record, first, last)}
    all_told(days, first, last)
    moments = timeline(question.judged_on(days), board, record, first, last)

    def words() -> dict[str, object]:
        held = held_days(books.positions(question.book, clocks, question.account), first, last)
        return {
            "moments": moments,
            "whys": row_ids(board),
            "held": held,
            "strip": timeline_strip(moments, held, board, agreement, first, last),
            "reports": {bound.report.id: bound for bound in record.reports},
            "first": first,
            "last": last,
        }

    return Answer(
        "Timeline",
        words,
        lambda: timeline_to_json(
            moments,
            book=question.book.name,
            clocks=clocks,
            account=question.account,
            first=first,
            last=last,
        ),
        lambda: timeline_to_csv(moments),
    )


def _exchange(visit: Visit) -> Answer:
    question = visit.question
    pairs = exchanges(question.board(), question.agreement)
    return Answer(
        "Exchange so far",
        lambda: {"pairs": pairs, "grades": GRADE_WORDS, "order": GRADES},
        lambda: exchange_to_json(pairs, question.book.name, question.clocks, question.account),
        lambda: exchange_to_csv(pairs),
    )


def _due(visit: Visit) -> Answer:
    question = visit.question
    given = visit.own("next")
    given = "14" if given is None else given
    if not (given.isascii() and given.isdigit() and int(given) <= MOST_DAYS):
        raise RequestError("no-length", f"'next' is a number of days from 0 to {MOST_DAYS}.")
    answer = due(question.board(), question.agreement, int(given))
    return Answer(
        "What is due",
        lambda: {"due": answer, "next": int(given), "whys": row_ids(question.board())},
        lambda: due_to_json(answer, question.book.name, question.clocks, question.account),
        lambda: due_to_csv(answer),
    )


def _changes(visit: Visit) -> Answer:
    question = visit.question
    clocks = question.clocks
    end = clocks.public or books.last_published(question.book) or clocks.on
    since = own_day(visit, "since") or max(1, end - 7)
    if clocks.public is not None and since > clocks.public:
        raise RequestError("days-the-wrong-way", "'since' is later than 'public'.")
    before = question.evaluate(record_until(question.record, since), clocks, question.account)
    answer = changes(before, question.board(), question.record, since)
    return Answer(
        "What changed",
        lambda: {"changes": answer, "since": since},
        lambda: changes_to_json(answer, question.book.name, clocks),
        lambda: changes_to_csv(answer),
    )


def _check(visit: Visit) -> Answer:
    book = visit.question.book
    answer = checked(book.agreement, book.record, book.faults, book.texts, book.sources)
    return Answer(
        "Findings",
        lambda: {"found": [told(one, book.texts) for one in (*answer.faults, *answer.findings)]},
        lambda: checked_to_json(answer, book.name, book.texts),
        lambda: checked_to_csv(answer, book.texts),
    )


def _text(visit: Visit) -> Answer:
    question = visit.question
    texts = {name: words for name, words in question.book.texts.items() if name.endswith(".truce")}
    pages = margin(question.board(), texts)
    return Answer(
        "The text",
        lambda: {"pages": pages},
        lambda: margin_to_json(pages, question.book.name, question.clocks, question.account),
        lambda: margin_to_csv(pages),
    )


def moved(visit: Visit, before: Visit) -> Iterable[tuple[str, str, str]]:
    """The commitments that stand otherwise than by the clocks and account a reader comes from."""
    was = {row.commitment.id: word_of(row) for row in before.question.board().rows}
    for row in visit.question.board().rows:
        name, now = row.commitment.id, word_of(row)
        if was.get(name) != now:
            yield name, was.get(name, "not in the text"), now


PAGES = (
    Page("board", "Board", "Where every commitment stands, with everything on its row.", _board),
    Page(
        "timeline",
        "Timeline",
        "What happened, fell due and changed, day by day.",
        _timeline,
        own=(Param("from", "The first day told"), Param("to", "The last day told")),
    ),
    Page(
        "exchange",
        "Exchange",
        "Two lists by date for each exchange; never a difference.",
        _exchange,
    ),
    Page(
        "due",
        "Due",
        "What falls due or lapses next.",
        _due,
        own=(Param("next", "How many days ahead"),),
    ),
    Page(
        "changes",
        "Changes",
        "Reports new since a day, and what they moved.",
        _changes,
        own=(Param("since", "Reports published after this day are new"),),
    ),
    REPORTS,
    COUNTS,
    *HELD,
    SOURCES,
    Page("check", "Findings", "What is worth knowing of text and record.", _check),
    Page("text", "Text", "The texts with standings in the margin.", _text),
    Page("why", None, "Why a commitment, clause or round stands so.", _why, of="commitment"),
    REPORT,
    SOURCE,
)
"""Every page; the first is the front page."""
