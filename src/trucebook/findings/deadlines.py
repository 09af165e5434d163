"""Deadlines that cannot be kept because of another clause, and questions asked too early.

Source: spec/diagnostics/deadline-before-condition.md, spec/diagnostics/asked-too-early.md,
spec/diagnostics/never-answered.md (semantics, sections 2 and 4).
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.evaluation.gate import by_round
from trucebook.evaluation.references import in_condition
from trucebook.findings.finding import Finding, few, found
from trucebook.findings.plot import Plot, sure
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Line, Says, Stands, Story
from trucebook.model.agreement import (
    Commitment,
    Condition,
    DaysAfterStart,
    Due,
    HandOver,
    JointAct,
    Once,
    Proviso,
)
from trucebook.model.time import Day
from trucebook.syntax.diagnostic import Related
from trucebook.views.conditions import say_condition, say_due
from trucebook.views.wording import say_day

Dated = Once | JointAct | HandOver


def too_early(soon: Schedule, late: Schedule) -> Iterator[Finding]:
    """Deadlines that come before what the commitment waits for."""
    yield from few(
        each for one in late.agreement.commitments for each in _before_condition(one, soon, late)
    )


def _before_condition(one: Commitment, soon: Schedule, late: Schedule) -> Iterator[Finding]:
    if not isinstance(one.terms, Dated):
        return
    at_soonest, at_latest = soon.starts(one.id), late.starts(one.id)
    for name, due in _dues(one):
        day = _written(due, late)
        if day is None or not isinstance(at_latest, int) or at_latest <= day:
            continue
        cannot = isinstance(at_soonest, int) and at_soonest > day
        waits = _waited_for(one, late)
        when = say_due(due) if due is not None else f"the last day of phase {one.phase}"
        told = (
            f"[{one.id}] cannot be kept in time: it is due on {when}, {say_day(day)}, and its time "
            f"comes on {say_day(at_soonest if isinstance(at_soonest, int) else at_latest)} at the "
            "soonest."
            if cannot
            else f"[{one.id}] can be due before its time comes: on {when}, {say_day(day)}, while "
            f"it waits until {waits}, in time up to {say_day(at_latest)}."
        )
        yield found(
            "deadline-before-condition",
            one.span,
            told,
            f"It waits until {waits}: whoever undertook it then has no day left."
            if cannot
            else "Where the other promise is kept on its last day, whoever undertook this one has "
            "no day left.",
            clauses=(one.clause,),
            mend="Count its days from what it waits for: within so many days of it.",
            related=tuple(_other_sentences(one, late)),
            story=_story(one, name, day, late),
        )
        return


def _dues(one: Commitment) -> Iterator[tuple[str, Due | None]]:
    """Each part with its day, where that is no day counted from the start."""
    match one.terms:
        case HandOver(steps=steps):
            for number, step in enumerate(steps, 1):
                name = f"{one.id}.{number}" if len(steps) > 1 else one.id
                if not isinstance(step.due, DaysAfterStart):
                    yield name, step.due
        case Once(due=due) | JointAct(due=due) if not isinstance(due, DaysAfterStart):
            yield one.id, due
        case _:
            return


def _written(due: Due | None, late: Schedule) -> Day | None:
    """The day as written, where it hangs on nothing else."""
    return None if due is None else sure(late.due(due))


def _waited_for(one: Commitment, late: Schedule) -> str:
    """What comes last of what a commitment waits for, in words."""
    last: tuple[Day, str] | None = None
    first = sure(late.window(one)[0])
    if one.phase is not None and first is not None:
        last = first, f"phase {one.phase} begins"
    for proviso in one.conditions:
        came = late.came(proviso.condition) if proviso.word == "once" else None
        if isinstance(came, int) and (last is None or came >= last[0]):
            last = came, say_condition(proviso.condition)
    return last[1] if last is not None else "the agreement begins"


def _other_sentences(one: Commitment, late: Schedule) -> Iterator[Related]:
    """The sentences a commitment waits for."""
    told = {one.clause}
    for proviso in one.conditions:
        for name in in_condition(proviso.condition):
            for each in late.ids_of(name):
                other = late.commitments[each]
                if other.clause not in told and other.span is not None:
                    told.add(other.clause)
                    yield Related(other.span, f"it hangs on [{other.clause}]:")


def _story(one: Commitment, name: str, day: Day, late: Schedule) -> Story | None:
    plot = Plot(late)
    start = plot.start(one)
    if start is None or start <= day or any(p.word in {"if", "unless"} for p in one.conditions):
        return None
    due = Says(day, f"[{name}] is due by its own words, and its time has not come")
    last = plot.end(one.phase) if one.phase is not None else None
    if last is not None and start > last:
        return plot.story(due, Stands(day, one.id, "waiting"), Stands(start, one.id, "lapsed"))
    lines: list[Line] = [
        due,
        Stands(start, name, "in progress", because="its time comes, and ends, this day"),
    ]
    if day >= (late.first_day or day):
        lines.insert(1, Stands(day, one.id, "waiting"))
    return plot.story(*lines, Stands(start + 1, name, "overdue"))


# --- questions ----------------------------------------------------------------------------


def asked(late: Schedule) -> Iterator[Finding]:
    """Questions asked on a day on which the answer is still open, or that nothing answers."""
    yield from few(each for one in late.agreement.commitments for each in _asked(one, late))


def _asked(one: Commitment, late: Schedule) -> Iterator[Finding]:
    if not by_round(one) or not isinstance(one.terms, Dated):
        return
    for proviso in one.conditions:
        if proviso.word not in {"if", "unless"}:
            continue
        named = [n for name in in_condition(proviso.condition) for n in late.ids_of(name)]
        came = late.came(proviso.condition)
        if came == "never" and named:
            yield _never_answered(one, proviso, late)
            return
        for name, due in _dues(one):
            day = sure(late.own_due(one.id, due))
            if named and day is not None and isinstance(came, int) and came > day:
                yield _asked_early(one, proviso, name, day, came, late)
                return


def _asked_early(  # noqa: PLR0913, PLR0917 - a question has its asker, its day, and its answer's
    one: Commitment, proviso: Proviso, name: str, day: Day, came: Day, late: Schedule
) -> Finding:
    what = say_condition(proviso.condition)
    then = (
        "it is then let go, though the answer may still come in time"
        if proviso.word == "if"
        else "it is then owed, though what would undo it may still come in time"
    )
    return found(
        "asked-too-early",
        one.span,
        f"[{one.id}] asks on {say_day(day)} whether {what}, which may be in time up to "
        f"{say_day(came)}.",
        f"`{proviso.word}` is asked on the day it is due: {then}.",
        clauses=(one.clause,),
        mend=f"Say `once` for what starts it, or let it fall due after {say_day(came)}.",
        related=tuple(_other_sentences(one, late)),
        story=_asked_story(one, proviso, name, day, late),
    )


def _asked_story(
    one: Commitment, proviso: Proviso, name: str, day: Day, late: Schedule
) -> Story | None:
    plot = Plot(late)
    start = plot.start(one)
    before = len(plot.lines)
    if start is None or start > day or plot.bring(proviso.condition, None) is None:
        return None
    if len(plot.lines) == before:
        return None
    lets_go = proviso.word == "if"
    word = "[{}] is due, and asks: it is not so that {}"
    says = Says(day, word.format(name, say_condition(proviso.condition)))
    return plot.story(says, Stands(day + 1, name, "lapsed" if lets_go else "overdue"))


def _never_answered(one: Commitment, proviso: Proviso, late: Schedule) -> Finding:
    what: Condition = proviso.condition
    outcome = (
        "The answer is always no, and it is let go."
        if proviso.word == "if"
        else "The answer is always no, and it is always owed."
    )
    story = None
    name, due = next(iter(_dues(one)), (one.id, None))
    plot = Plot(late)
    start = plot.start(one)
    day = sure(late.own_due(one.id, due)) if start is not None else None
    if day is not None and start is not None:
        says = Says(day, f"[{name}] is due, and asks: nobody can say that {say_condition(what)}")
        lets_go = proviso.word == "if"
        story = plot.story(says, Stands(day + 1, name, "lapsed" if lets_go else "overdue"))
    return found(
        "never-answered",
        one.span,
        f"[{one.id}] asks whether {say_condition(what)}, and nobody can ever say so.",
        outcome,
        clauses=(one.clause,),
        mend="Ask for an act, a day or a number that reports can tell of.",
        related=tuple(_other_sentences(one, late)),
        story=story,
    )
