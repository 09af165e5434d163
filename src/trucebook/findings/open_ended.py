"""Duties without a day, without an end, or without an amount.

Source: spec/diagnostics/no-day.md, spec/diagnostics/unbounded-duty.md,
spec/diagnostics/amount-open.md (semantics, sections 3 and 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucebook.findings.finding import Finding, found, quote_rest, say_clauses
from trucebook.findings.never_due import A_YEAR
from trucebook.findings.plot import Plot, sure
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Stands, Story
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Exchange,
    HandOver,
    JointAct,
    Keep,
    Level,
    Lump,
    Once,
    Quota,
    Step,
)
from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Fix

EXAMPLE = "within 30 days"
"""A day, as an example of one."""


def no_day(late: Schedule) -> Iterator[Finding]:
    """Duties to do something that name no day and stand in no phase that ends."""
    listed = [one for one in late.agreement.commitments if _undated(one, late)]
    if not listed:
        return
    names = say_clauses(one.clause for one in listed)
    single = len({one.clause for one in listed}) == 1
    where = "no phase" if listed[0].phase is None else f"phase {listed[0].phase}, which has no end"
    yield found(
        "no-day",
        listed[0].span,
        f"{names} names no day and stands in {where}."
        if single
        else f"{names} name no day and stand in no phase that ends.",
        f"However long {'it is' if single else 'they are'} left undone, "
        f"{'it is' if single else 'they are'} never overdue.",
        clauses=[one.clause for one in listed],
        related=quote_rest(listed),
        mend="" if single else f"Say by when: by a day, or {EXAMPLE}.",
        fixes=_by_when(listed[0]) if single else (),
        story=_never_overdue(listed, late),
    )


def _undated(one: Commitment, late: Schedule) -> bool:
    if not one.bound or one.same_time:
        return False
    match one.terms:
        case Once(due=due) | JointAct(due=due):
            dated = due is not None
        case HandOver(steps=steps):
            dated = all(step.due is not None for step in steps)
        case _:
            return False
    return not dated and late.window(one)[1] == "never" and late.starts(one.id) != "never"


def _by_when(one: Commitment) -> Iterator[Fix]:
    if one.span is None or not one.text.endswith("."):
        return
    end = one.span.end - 1
    sentence = f"{one.text[:-1]} {EXAMPLE}."
    words = f"say by when, if only as an example: '{sentence[:-1]}'"
    yield Fix(Span(one.span.file, end, end), f" {EXAMPLE}", words)


def _never_overdue(listed: Sequence[Commitment], late: Schedule) -> Story | None:
    for one in listed:
        if one.conditions or one.vague is not None or one.to_be_negotiated:
            continue
        if isinstance(one.terms, HandOver) and one.terms.steps[-1].cumulative is None:
            continue
        plot = Plot(late)
        first = plot.start(one)
        if first is not None:
            return plot.story(Stands(first + A_YEAR, one.id, "in progress"))
    return None


# --- without an end -----------------------------------------------------------------------


def unbounded(late: Schedule) -> Iterator[Finding]:
    """Duties to keep, or to give each day, that nothing ends; exchanges that nothing limits."""
    ended = bool(late.agreement.ends)
    kept = [one for one in late.agreement.commitments if not ended and _endless(one, late)]
    if kept:
        names = say_clauses(one.clause for one in kept)
        yield found(
            "unbounded-duty",
            kept[0].span,
            f"{names} {'has' if len({one.clause for one in kept}) == 1 else 'have'} no end.",
            "What is never over is never met: it can only ever come to stand as broken.",
            clauses=[one.clause for one in kept],
            mend="Say for how long: throughout a phase, until a day, or until something is met.",
            related=quote_rest(kept),
        )
    given = [one for one in late.agreement.commitments if _limitless(one, late)]
    if given:
        names = say_clauses(one.clause for one in given)
        yield found(
            "unbounded-duty",
            given[0].span,
            f"Nothing limits how much {names} can come to.",
            "It is owed for each act of the other side, and nothing says how many of those there "
            "may be.",
            clauses=[one.clause for one in given],
            mend="Say up to how many: in the clause that is answered, or in the answer.",
            related=quote_rest(given),
        )


def _endless(one: Commitment, late: Schedule) -> bool:
    match one.terms:
        case Keep(last=last) | Level(last=last) | Quota(last=last):
            pass
        case _:
            return False
    ends = any(p.word in {"until", "while"} for p in one.conditions)
    end = late.window(one)[1] if last is None else late.due(last)
    return end == "never" and not ends and late.starts(one.id) != "never"


def _limitless(one: Commitment, late: Schedule) -> bool:
    if not isinstance(one.terms, Exchange):
        return False
    others = [late.commitments[name].terms for name in late.ids_of(one.terms.against)]
    return any(
        isinstance(other, Quota) or (isinstance(other, HandOver) and other.at_least)
        for other in others
    )


# --- without an amount --------------------------------------------------------------------


def amount_open(late: Schedule) -> Iterator[Finding]:
    """Amounts that stay open whatever happens: "all" of what nobody counts."""
    figures = _figures(late.agreement)
    listed = [one for one in late.agreement.commitments if _uncounted(one, figures)]
    if not listed:
        return
    single = len({one.clause for one in listed}) == 1
    names = say_clauses(one.clause for one in listed)
    yield found(
        "amount-open",
        listed[0].span,
        f'{names} {"asks" if single else "ask"} for "all" of something, or a share of it, and no '
        "clause says how many there are.",
        "Whatever is done, nobody can say whether it was all: the amount can stay open for ever.",
        clauses=[one.clause for one in listed],
        mend="Give the number, or say who names it and by when.",
        related=quote_rest(listed),
        story=_open_story(listed, late),
    )


def _figures(agreement: Agreement) -> set[str]:
    """What some clause has somebody give, or somebody is named to look at."""
    acts = [one for one in agreement.commitments if isinstance(one.terms, Once)]
    given = {one.object.strip('"') for one in acts if one.object is not None}
    looked = {matter.strip('"') for party in agreement.parties for matter in party.matters}
    return given | looked


def _given(step: Step, figures: set[str]) -> bool:
    """Whether the figure that an amount follows from is one that somebody has to give."""
    return step.found is not None and step.found.figure.strip('"') in figures


def _uncounted(one: Commitment, figures: set[str]) -> bool:
    if one.to_be_negotiated:
        return False
    match one.terms:
        case HandOver(rest_of=str()):
            return False  # as many as the other commitment lacks
        case HandOver(steps=steps):
            return any(step.cumulative is None and not _given(step, figures) for step in steps)
        case Exchange(items=items):
            return any(isinstance(item, Lump) and item.number is None for item in items)
        case _:
            return False


def _open_story(listed: Sequence[Commitment], late: Schedule) -> Story | None:
    """A number is handed over on the last day, and whether it was all is not known."""
    for one in listed:
        terms = one.terms
        if not isinstance(terms, HandOver) or len(terms.steps) > 1 or terms.shares:
            continue
        asks = any(p.word in {"if", "unless", "while", "until"} for p in one.conditions)
        plot = Plot(late)
        start = plot.start(one)
        due = sure(late.own_due(one.id, terms.steps[0].due))
        if start is None or due is None or asks:
            continue
        day = max(due, start)
        report = plot.handed_over(one, terms.steps[0], 1, day)
        words = f"one is handed over under [{one.id}]; how many there are is said nowhere"
        plot.act(day, words, [report])
        return plot.story(Stands(day + 1, one.id, "unknown"))
    return None
