"""Notices that need more time than there is.

Source: spec/diagnostics/notice-before-start.md, spec/diagnostics/notice-outlasts-term.md
(semantics, sections 2 and 4).
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.findings.finding import Finding, few, found
from trucebook.findings.plot import Plot, sure
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Act, Stands, Story
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Exchange,
    HandOver,
    Notice,
    Once,
    Renews,
    Step,
)
from trucebook.model.time import MINUTES, Day, iso
from trucebook.syntax.diagnostic import Related
from trucebook.views.wording import say_day, say_number, say_times

MINUTES_OF_HOUR = 60


def notices(late: Schedule) -> Iterator[Finding]:
    """Notices that nobody can give in time."""
    yield from few(
        each
        for one in late.agreement.commitments
        if isinstance(one.terms, Notice)
        for each in _notice(one, one.terms, late)
    )


def renewals(agreement: Agreement) -> Iterator[Finding]:
    """Renewals that can only be stopped by a notice longer than the term they renew."""
    for phase in agreement.phases:
        for then in phase.after:
            if not isinstance(then, Renews) or phase.days is None or then.unless is None:
                continue
            shortest = min(_length(phase.days, phase.months), _length(then.days, then.months))
            if then.ahead >= shortest:
                yield found(
                    "notice-outlasts-term",
                    then.span or phase.span,
                    f"Phase {phase.id} renews unless it is stopped {say_times(then.ahead, 'day')} "
                    f"before it ends, and a term is {say_times(shortest, 'day')} long.",
                    "So it cannot be stopped from inside the term that it would end.",
                    mend="Ask for less notice than the term is long.",
                )


def _length(days: int, months: int) -> int:
    """The shortest a term can be: a month of the calendar has 28 days at least."""
    return days + 28 * months


def _notice(one: Commitment, terms: Notice, late: Schedule) -> Iterator[Finding]:
    first, last = late.window(one)
    hours = say_times(terms.hours, "hour")
    minutes = terms.hours * MINUTES_OF_HOUR
    if isinstance(first, int) and isinstance(last, int):
        term = (last - first + 1) * MINUTES
        if minutes > term:
            days = say_times(last - first + 1, "day")
            yield found(
                "notice-outlasts-term",
                one.span,
                f"[{one.id}] asks for notice of {hours}, and phase {one.phase} is {days} long.",
                "Whoever begins to give notice on its first day has not given it by its last.",
                clauses=(one.clause,),
                mend="Ask for less notice than the term is long.",
                story=_outlasted(one, terms, late),
            )
            return
    for name in late.ids_of(terms.before):
        other = late.commitments[name]
        told = _too_soon(one, terms, other, late)
        if told is not None:
            yield told
            return


def _too_soon(one: Commitment, terms: Notice, other: Commitment, late: Schedule) -> Finding | None:
    minutes = terms.hours * MINUTES_OF_HOUR
    hours = say_times(terms.hours, "hour")
    if isinstance(other.terms, Exchange):
        if minutes < (other.terms.days + 1) * MINUTES:
            return None
        days = say_times(other.terms.days, "day")
        return _found(
            one,
            other,
            f"[{one.id}] asks for {hours} before each act of [{other.clause}], which is due "
            f"within {days} of what it answers.",
            "So the notice has to be given before it is known that anything is owed.",
            "Let the answer be due later, or ask for less notice.",
            None,
        )
    first = sure(late.starts(one.id))
    step = _first_part(other, late)
    if first is None or step is None or step[1] < first:
        return None
    if minutes < (step[1] - first + 1) * MINUTES:
        return None
    name, day, _ = step
    return _found(
        one,
        other,
        f"[{one.id}] asks for {hours} before each act of [{other.clause}], and [{name}] is due on "
        f"{say_day(day)}.",
        f"Its notice would have to be given before {say_day(first)}, when [{one.id}] comes into "
        "force.",
        f"Let the first part of [{other.clause}] fall due later, or ask for less notice.",
        _missed(one, other, step, late),
    )


def _found(  # noqa: PLR0913, PLR0917 - what a finding is made of
    one: Commitment, other: Commitment, message: str, why: str, mend: str, story: Story | None
) -> Finding:
    related = (
        ()
        if other.span is None
        else (Related(other.span, f"the act is that of [{other.clause}]:"),)
    )
    return found(
        "notice-before-start",
        one.span,
        message,
        why,
        clauses=(one.clause, other.clause),
        mend=mend,
        related=related,
        story=story,
    )


Part = tuple[str, Day, Step | None]


def _first_part(other: Commitment, late: Schedule) -> Part | None:
    """The part of a commitment that falls due first, with its day."""
    match other.terms:
        case HandOver(steps=steps) if steps:
            day = sure(late.own_due(other.id, steps[0].due))
            name = f"{other.id}.1" if len(steps) > 1 else other.id
            return None if day is None else (name, day, steps[0])
        case Once(due=due):
            day = sure(late.own_due(other.id, due))
            return None if day is None else (other.id, day, None)
        case _:
            return None


def _missed(one: Commitment, other: Commitment, part: Part, late: Schedule) -> Story | None:
    """The first part is done on its day, in time, and no notice could come before it."""
    plot = Plot(late)
    begun = plot.start(one)
    start = plot.start(other)
    name, day, step = part
    if begun is None or start is None or start > day:
        return None
    if step is None:
        act = Act(day, f"[{name}] is done, in time", (plot.whole(other, day),))
    elif step.cumulative is None:
        return None
    else:
        done = plot.handed_over(other, step, step.cumulative, day)
        thing = getattr(other.terms, "thing", "")
        words = f"[{name}] is done in time: {say_number(step.cumulative)} {thing}"
        act = Act(day, words, (done,))
    because = f"nothing was given from {say_day(begun)}, when [{one.id}] came into force"
    return plot.story(act, Stands(day, f"{one.id}.{iso(day)}", "missed", because=because))


def _outlasted(one: Commitment, terms: Notice, late: Schedule) -> Story | None:
    """The first act comes, and no notice could have been long enough."""
    for name in late.ids_of(terms.before):
        other = late.commitments[name]
        part = _first_part(other, late)
        if part is not None:
            return _missed(one, other, part, late)
    return None
