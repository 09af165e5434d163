"""Pages of what people hold and put forward: positions, demands in conflict, texts compared."""

from __future__ import annotations

from trucebook import book as books
from trucebook.comparing.compare import Text, compare, follows
from trucebook.comparing.named import names_of_texts
from trucebook.export import compared_words as comparing
from trucebook.export import conflicts_to_text as conflicting
from trucebook.export.compare_to_json import compare_to_csv, compare_to_json
from trucebook.export.conflicts_to_json import conflicts_to_csv, conflicts_to_json
from trucebook.export.positions_to_json import positions_to_csv, positions_to_json
from trucebook.views import conflicts as demanding
from trucebook.views.lookup import near
from trucebook.views.position_lines import CLOSING, sections
from trucebook.views.position_summary import demanding as who_demands
from trucebook.views.position_summary import summary
from trucebook.views.wording import say_few, say_list
from trucebook.web.days import own_day
from trucebook.web.faults import RequestError
from trucebook.web.page import Answer, Page, Param, Visit


def _positions(visit: Visit) -> Answer:
    question = visit.question
    answer = books.positions(question.book, question.clocks, question.account)
    return Answer(
        "Positions",
        lambda: {
            "summary": summary(answer),
            "demanding": who_demands(answer),
            "sections": sections(answer),
            "moves_nothing": CLOSING,
            "say_list": say_list,
        },
        lambda: positions_to_json(answer, question.book.name, question.clocks, question.account),
        lambda: positions_to_csv(answer),
    )


def _conflicts(visit: Visit) -> Answer:
    question = visit.question
    answer = books.conflicts(question.book, question.clocks, question.account)

    def words() -> dict[str, object]:
        told = {demand.id for one in answer.sets for demand in one.demands}
        aside: dict[str, list[str]] = {}
        for one in answer.counted.aside:
            aside.setdefault(demanding.say_aside(one), []).append(one.what.id)
        authors = {one.author for one in answer.counted.sentences}
        return {
            "answer": answer,
            "one_author": next(iter(authors)) if len(authors) == 1 else None,
            "several": sum(one.together for one in answer.sets),
            "others": [one for one in answer.counted.demands if one.id not in told],
            "aside": sorted(aside.items()),
            "as_encoded": conflicting.CLOSING,
            "say_title": conflicting.say_title,
            "say_rests_on": conflicting.say_rests_on,
            "say_changes": lambda one: list(conflicting.say_changes(one, answer)),
            "say_author": conflicting.say_author,
            "say_not_looked_at": conflicting.say_not_looked_at,
            "say_demand": demanding.say_demand,
            "say_rule": demanding.say_rule,
            "say_voice": demanding.say_voice,
            "say_words": demanding.say_words,
        }

    return Answer(
        "Demands that cannot all be met",
        words,
        lambda: conflicts_to_json(answer, question.book.name, question.clocks, question.account),
        lambda: conflicts_to_csv(answer),
    )


def _compare(visit: Visit) -> Answer:
    book = visit.question.book
    names = names_of_texts(book.agreement, book.proposals)
    if not names:
        raise RequestError(
            "no-such-text", "This book holds no agreement and no proposal to compare."
        )
    a = visit.own("a") or names[0]
    b = visit.own("b") or (names[1] if len(names) > 1 else names[0])
    since = own_day(visit, "from")
    answer = compare(
        (f"{book.name}:{a}", _texts(book, a, names)), (f"{book.name}:{b}", _texts(book, b, names))
    )

    def words() -> dict[str, object]:
        sides = []
        for letter, side in (("A", answer.a), ("B", answer.b)):
            kept = [one for one in side.alike if not comparing.is_over(one, since)]
            groups = [
                (heading, comparing.grouped(some)) for heading, some in comparing.by_condition(kept)
            ]
            after = follows(side.texts[0]) if len(side.texts) == 1 else ()
            left = len({one.clause for one in side.alike} - {one.clause for one in kept})
            sides.append((letter, side, groups, after, left))
        return {
            "answer": answer,
            "sides": sides,
            "names": names,
            "a": a,
            "b": b,
            "since": since,
            "closing_words": comparing.CLOSING,
            "capital": comparing.capital,
            "grouped": comparing.grouped,
            "say_group": comparing.say_group,
            "say_when": comparing.say_when,
            "say_who": comparing.say_who,
            "say_list": say_list,
        }

    return Answer(
        "Two texts compared",
        words,
        lambda: compare_to_json(answer, since),
        lambda: compare_to_csv(answer, since),
    )


def _texts(book: books.Book, name: str, names: tuple[str, ...]) -> tuple[Text, ...]:
    """The texts of a name.

    Errors: RequestError with what was probably meant.
    """
    found = books.texts_at(book, name)
    if not found:
        meant = near(name, names)
        did = f" Did you mean {say_list(meant, 'or')}?" if meant else ""
        words = f"This book has no text called {name[:80]!r}.{did} It has {say_few(names)}."
        raise RequestError("no-such-text", words)
    return found


HELD = (
    Page(
        "positions",
        "Positions",
        "Stances, demands, threats, measures and talks, with whose word each is.",
        _positions,
    ),
    Page(
        "conflicts", "Conflicts", "Demands that cannot all be met, the smallest sets.", _conflicts
    ),
    Page(
        "compare",
        "Compare",
        "Two texts of the book by what they would bring about.",
        _compare,
        own=(
            Param("a", "A text by its name: signed, an amendment's file, a proposal"),
            Param("b", "The text it is held against"),
            Param("from", "List only what is not over before that day"),
        ),
    ),
)
