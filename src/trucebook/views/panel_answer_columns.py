"""Columns of the panel: where a commitment stands, and what stands beside the word.

Source: spec/standings.md (semantics, section 7: components).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Number, Thing
from trucebook.model.time import Day, iso
from trucebook.views import panel_codes as c
from trucebook.views.panel_codes import NOT_APPLICABLE, NOT_ASKED, NOT_KNOWN
from trucebook.views.panel_columns import Cell, Column, several
from trucebook.views.panel_parts import Answer, Moment
from trucebook.views.wording import CAUSE_WORDS, GRADE_WORDS, STANDING_WORDS

NEVER_ONE = frozenset({"living", "dead"})
"""Categories of people of whom no sum is given."""
NO_GRADE = "none"
GRADES: dict[str, str] = {str(grade): words for grade, words in GRADE_WORDS.items()} | {
    NO_GRADE: "it rests on no report: on silence, or on the text alone"
}


def _low(interval: Interval | None) -> Number | None:
    return None if interval is None else interval.low


def _high(interval: Interval | None) -> Number | None:
    return None if interval is None else interval.high


def _day(day: Day | None) -> str | None:
    return None if day is None else iso(day)


def _yes(value: bool | None, missing: str) -> str:  # noqa: FBT001 - a cell's own value
    return missing if value is None else ("yes" if value else "no")


# --- the word ----------------------------------------------------------------------------------


def _due_given(a: Answer) -> str:
    judged = a.judged
    if isinstance(a.commitment.terms, c.LASTING) and judged.due is None:
        return NOT_APPLICABLE
    if judged.due is None:
        return NOT_KNOWN if judged.standing == "waiting" else NOT_APPLICABLE
    return "one day" if judged.due_latest in (None, judged.due) else "between days"


def _readings_differ(a: Answer) -> str:
    return NOT_ASKED if a.of_one_reading else _yes(a.readings_differ, NOT_APPLICABLE)


STANDING: tuple[Column[Answer], ...] = (
    Column(
        "standing",
        "code",
        "Where it stands at the end of the day.",
        lambda a: a.judged.standing or NOT_APPLICABLE,
        STANDING_WORDS,
        (NOT_APPLICABLE,),
    ),
    Column(
        "power",
        "code",
        "Of a power: whether it can be used.",
        lambda a: a.judged.state or NOT_APPLICABLE,
        c.POWERS,
        (NOT_APPLICABLE,),
    ),
    Column(
        "possible",
        "codes",
        "Every standing it may have, over what is not certain.",
        lambda a: several(a.judged.possible) or NOT_APPLICABLE,
        STANDING_WORDS,
        (NOT_APPLICABLE,),
    ),
    Column(
        "because",
        "codes",
        "Why there are several.",
        lambda a: several(a.judged.because) or NOT_APPLICABLE,
        CAUSE_WORDS,
        (NOT_APPLICABLE,),
    ),
    Column(
        "widened",
        "code",
        "Whether there were too many unknowns to try each; possible may then hold more.",
        lambda a: _yes(a.judged.widened, NOT_APPLICABLE),
        c.YES_NO,
    ),
    Column(
        "accounts_differ",
        "code",
        "Whether it stands differently in another account of the book on that day.",
        lambda a: _yes(a.accounts_differ, NOT_ASKED),
        c.YES_NO,
        (NOT_ASKED,),
    ),
    Column(
        "readings_differ",
        "code",
        "Whether it stands differently under another reading on that day.",
        _readings_differ,
        c.YES_NO,
        (NOT_APPLICABLE, NOT_ASKED),
    ),
    Column(
        "grade",
        "code",
        "The weakest grade among the facts that the standing rests on.",
        lambda a: a.components.grade or NO_GRADE,
        GRADES,
    ),
    Column(
        "timeliness",
        "code",
        "How it stands to its day, where every possible standing says the same.",
        lambda a: c.timeliness(a.commitment.terms, a.judged.possible),
        c.TIMELINESS,
        (NOT_APPLICABLE, NOT_KNOWN),
    ),
    Column(
        "due",
        "day",
        "The last day on which it is in time; the earliest that may be.",
        lambda a: _day(a.judged.due),
        empty="due_given",
    ),
    Column(
        "due_latest",
        "day",
        "The latest that day may be.",
        lambda a: _day(a.judged.due_latest or a.judged.due),
        empty="due_given",
    ),
    Column(
        "due_given",
        "code",
        "How well its day is known.",
        _due_given,
        c.DAY_GIVEN,
        (NOT_APPLICABLE, NOT_KNOWN),
    ),
)


# --- how much ------------------------------------------------------------------------------------


def _split(a: Answer) -> bool:
    """Whether what is done falls into living and dead people."""
    return {name for name, _ in a.components.by_category} >= NEVER_ONE


def _done(a: Answer) -> Interval | None:
    return None if _split(a) else a.judged.done


def _done_given(a: Answer) -> str:
    return c.BY_CATEGORY if _split(a) else c.given(a.judged.done)


def _of_category(
    name: str, end: Callable[[Interval | None], Number | None]
) -> Callable[[Answer], Cell]:
    def cell(a: Answer) -> Cell:
        return end(dict(a.components.by_category).get(name))

    return cell


def _pair(
    name: str, means: str, of: Callable[[Answer], Interval | None], empty: str
) -> tuple[Column[Answer], Column[Answer]]:
    """A low and a high end."""
    return (
        Column(f"{name}_low", "number", f"{means}: at least.", lambda a: _low(of(a)), empty=empty),
        Column(f"{name}_high", "number", f"{means}: at most.", lambda a: _high(of(a)), empty=empty),
    )


_GIVEN = (NOT_APPLICABLE, NOT_KNOWN)

AMOUNTS: tuple[Column[Answer], ...] = (
    *_pair(
        "required", "How much is owed up to then", lambda a: a.judged.required, "required_given"
    ),
    Column(
        "required_given",
        "code",
        "How well that is known.",
        lambda a: c.given(a.judged.required),
        c.NUMBER_GIVEN,
        _GIVEN,
    ),
    *_pair("done", "How much is done up to then", _done, "done_given"),
    Column("done_given", "code", "How well that is known.", _done_given, c.DONE_GIVEN, _GIVEN),
)


def category_columns(things: Iterable[Thing]) -> tuple[Column[Answer], ...]:
    """Two columns for each category that the texts declare, by name."""
    names = {name for thing in things for _, categories in thing.axes for name in categories}
    columns: list[Column[Answer]] = []
    used: dict[str, int] = {}
    for name in sorted(names, key=lambda n: (n not in NEVER_ONE, n)):
        safe = _safe(name)
        used[safe] = used.get(safe, 0) + 1
        if used[safe] > 1:  # two categories that differ in signs alone
            safe = f"{safe}_{used[safe]}"
        means = f"Of what is done, how many are {name}"
        why = "the thing counted has no such category; or, of a high end, nothing bounds it"
        for end, word, read in (("low", "at least", _low), ("high", "at most", _high)):
            cell = _of_category(name, read)
            columns.append(
                Column(f"done_{safe}_{end}", "number", f"{means}: {word}.", cell, empty=why)
            )
    return tuple(columns)


def _safe(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_") or "other"


def _days(which: str) -> Callable[[Answer], Interval | None]:
    def interval(a: Answer) -> Interval | None:
        return None if a.judged.days is None else getattr(a.judged.days, which)

    return interval


def _rounds(a: Answer) -> Cell:
    return len(a.judged.rounds) if a.judged.rounds and a.judged.days is None else None


def _accusations(a: Answer) -> Cell:
    return None if a.components.incidents is None else a.components.accusations


def _incidents_given(a: Answer) -> str:
    return NOT_APPLICABLE if a.components.incidents is None else "counted"


COUNTS: tuple[Column[Answer], ...] = (
    Column(
        "rounds",
        "number",
        "How many rounds it has, up to then.",
        _rounds,
        empty=f"{NOT_APPLICABLE}: it has no rounds, or its periods are counted below",
    ),
    *_pair("periods_kept", "Of a quota, periods kept", _days("kept"), "periods_given"),
    *_pair("periods_missed", "Of a quota, periods missed", _days("missed"), "periods_given"),
    *_pair("periods_unknown", "Of a quota, periods not known", _days("unknown"), "periods_given"),
    Column(
        "periods_given",
        "code",
        "Whether periods are counted.",
        lambda a: NOT_APPLICABLE if a.judged.days is None else "counted",
        c.COUNTED,
        (NOT_APPLICABLE,),
    ),
    *_pair(
        "incidents",
        "Acts against it, as the account has them",
        lambda a: a.components.incidents,
        "incidents_given",
    ),
    Column(
        "accusations",
        "number",
        "Further acts against it that only the other side tells of, which this account does not "
        "admit.",
        _accusations,
        empty="incidents_given",
    ),
    Column(
        "incidents_given",
        "code",
        "Whether acts against it are counted: of duties to keep, refrain, stay at a level or in "
        "an order.",
        _incidents_given,
        c.COUNTED,
        (NOT_APPLICABLE,),
    ),
)


def answer_columns(things: Iterable[Thing]) -> tuple[Column[Answer], ...]:
    """Every column of an answer; `things` are those the texts declare."""
    return (*STANDING, *AMOUNTS, *category_columns(things), *COUNTS)


# --- the day -------------------------------------------------------------------------------------


def _number(m: Moment) -> Cell:
    clock = m.book.agreement.clock
    return None if clock.day_one is None else m.day - clock.day_one + 1


def _in_force(m: Moment) -> str:
    first, last = m.judged.in_force
    if m.judged.standing is None and m.judged.state is None:
        return NOT_APPLICABLE
    if first is None or m.day < first:
        return "not yet"
    return "over" if last is not None and m.day > last else "yes"


def _term_given(m: Moment) -> str:
    first, last = m.judged.in_force
    if first is None:
        return NOT_KNOWN if last is None else "last"
    return "first" if last is None else "both"


def _past(m: Moment) -> Cell:
    judged = m.judged
    if _past_given(m) != "counted" or judged.due is None:
        return None
    return max(0, m.day - judged.due)


def _past_given(m: Moment) -> str:
    judged = m.judged
    if judged.due is None or judged.standing is None:
        return NOT_APPLICABLE
    return "counted" if judged.due_latest in (None, judged.due) else NOT_KNOWN


MOMENT: tuple[Column[Moment], ...] = (
    Column("day", "day", "The day looked at; its end.", lambda m: iso(m.day)),
    Column(
        "day_number",
        "number",
        "The agreement's own number of that day, where day 1 is known from the text.",
        _number,
        empty=f"{NOT_KNOWN}: the count begins with an event",
    ),
    Column(
        "in_force",
        "code",
        "Whether it is in force on that day.",
        _in_force,
        c.IN_FORCE,
        (NOT_APPLICABLE,),
    ),
    Column(
        "in_force_from",
        "day",
        "Its first day.",
        lambda m: _day(m.judged.in_force[0]),
        empty="term_given",
    ),
    Column(
        "in_force_to",
        "day",
        "Its last day.",
        lambda m: _day(m.judged.in_force[1]),
        empty="term_given",
    ),
    Column(
        "term_given",
        "code",
        "Which ends of its term are known.",
        _term_given,
        c.TERM_GIVEN,
        (NOT_KNOWN,),
    ),
    Column(
        "days_in_force",
        "number",
        "How many days it has been in force, up to then.",
        lambda m: _high(m.days),
        empty=f"{NOT_APPLICABLE}: it is not in force yet",
    ),
    Column(
        "days_watched",
        "number",
        "On how many of them somebody declared to be watching.",
        lambda m: _low(m.days),
        empty=f"{NOT_APPLICABLE}: it is not in force yet",
    ),
    Column(
        "watched",
        "code",
        "Whether somebody declared to be watching on that very day: only then silence means that "
        "it was not done.",
        lambda m: _yes(m.watched, NOT_APPLICABLE),
        c.YES_NO,
    ),
    Column(
        "days_past_due",
        "number",
        "How many days its due day lies back.",
        _past,
        empty="past_due_given",
    ),
    Column(
        "past_due_given",
        "code",
        "Whether they can be counted.",
        _past_given,
        c.COUNTED,
        (NOT_APPLICABLE, NOT_KNOWN),
    ),
)
