"""The rounds of a hand-over: `3 by day 1, 4 more by day 7, the rest by day 42` → steps.

Source: spec/language/grammar.md, A commitment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from trucebook.model.agreement import Due, Found, LastDayOf, OnDate, OnDay, Step
from trucebook.model.from_syntax_amounts import PER_CENT, Amount, marked
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import due as read_due
from trucebook.model.from_syntax_when import length, when
from trucebook.model.quantity import Number, part_of
from trucebook.syntax import parts as p
from trucebook.syntax.diagnostic import Fix, Related
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span


@dataclass(slots=True)
class Rounds:
    """The rounds of one hand-over while they are read: `done` is what is promised so far."""

    total: Number | None
    done: Number | None = 0
    whole: bool = False
    steps: list[Step] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    """Where each of the steps is said."""
    said: list[Number] = field(default_factory=list)


def is_round(run: Sequence[p.Part]) -> bool:
    """Whether a run of parts behind the colon is a round."""
    first = run[0]
    counted = isinstance(first, p.Number) or marked(
        first, "the rest", "all remaining", "half of the remaining"
    )
    dated = any(isinstance(part, p.Due | p.Within | p.Period) for part in run)
    return counted and dated


def rounds(
    runs: Sequence[Sequence[p.Part]],
    whole: Amount,
    scope: Scope,
    overall: tuple[Due, Span] | None,
) -> tuple[Step, ...]:
    """Rounds of a hand-over as cumulative steps; `overall` is the whole's own day.

    Recurring rounds stop before the last explicit one.
    """
    last_day = overall[0] if overall is not None else None
    state = Rounds(whole.number)
    for index, run in enumerate(runs):
        period = next((part for part in run if isinstance(part, p.Period)), None)
        if period is not None:
            stop = _next_day(runs[index + 1 :], scope, last_day)
            _recurring(run, period, stop, state, whole, scope)
        else:
            _one(run, state, whole, scope)
    if whole.number is not None and state.said and not _sums(state):
        _do_not_sum(runs, whole, state, scope)
    _in_order(state, overall, scope)
    return tuple(state.steps)


def _in_order(state: Rounds, overall: tuple[Due, Span] | None, scope: Scope) -> None:
    """Say so where a round is due before the one above it, or after the whole."""
    for index, (step, place) in enumerate(zip(state.steps, state.places, strict=True)):
        if index and _sooner(step.due, state.steps[index - 1].due):
            _out_of_order(
                place, state.places[index - 1], "before the round it follows", "this one", scope
            )
            return
        if overall is not None and _sooner(overall[0], step.due):
            _out_of_order(place, overall[1], "after the whole is", "the whole", scope)
            return


def _sooner(one: Due | None, other: Due | None) -> bool:
    """Whether a day certainly comes before another."""
    match one, other:
        case OnDay(number=first, phase=p1), OnDay(number=then, phase=p2):
            return p1 == p2 and first < then
        case OnDate(day=first), OnDate(day=then):
            return first < then
        case _:
            return False


def _out_of_order(place: Span, first: Span, when_: str, what: str, scope: Scope) -> None:
    scope.faults.append(
        fault(
            "rounds-out-of-order",
            place,
            f"this round is due {when_}",
            "rounds are told in the order of their days, each by the day of the whole at the "
            "latest; acts fill the oldest round first",
            (),
            (Related(first, f"{what} is due here"),),
        )
    )


def _sums(state: Rounds) -> bool:
    if state.done is None or state.total is None:
        return True
    return state.done == state.total and not (state.whole and state.said[-1] > state.total)


def _one(run: Sequence[p.Part], state: Rounds, whole: Amount, scope: Scope) -> None:
    written = next(part for part in run if isinstance(part, p.Due | p.Within))
    day, at = read_due(written, scope)
    first = run[0]
    found: Found | None = None
    share = _share(run)
    if share is not None and state.total is not None:
        per_cent, of_rest = share
        base = state.total - (state.done or 0) if of_rest else state.total
        _add(state, part_of(base, per_cent))
    elif share is not None:
        found = _found(whole, *share)
    elif isinstance(first, p.Number) and state.done is None:
        found = replace(_found(whole, 0, of_rest=False), plus=first.value)
    elif isinstance(first, p.Number):
        _add(state, first.value)
    elif state.total is None:
        found = _found(whole, 100, of_rest=True)
    else:
        state.said.append(state.done or 0)
        state.whole = True
        state.done = state.total
    if found is not None:
        state.done = None
    of = scope.classes(whole.thing, run)
    state.steps.append(Step(state.done, day, at, of, found))
    state.places.append(_place(run))


def _share(run: Sequence[p.Part]) -> tuple[Number, bool] | None:
    """Per cent of the whole, or of what is left of it."""
    first, second = run[0], run[1] if len(run) > 1 else run[0]
    if marked(first, "half of the remaining"):
        return 50, True
    if isinstance(first, p.Number) and marked(second, *PER_CENT):
        return first.value, marked(second, "per cent of the remaining")
    return None


def _found(whole: Amount, per_cent: Number, of_rest: bool) -> Found:  # noqa: FBT001 - of a pair
    given = whole.found or Found(100, whole.thing, whole.of)
    return replace(given, per_cent=per_cent, of_rest=of_rest)


def _place(run: Sequence[p.Part]) -> Span:
    return Span(run[0].span.file, run[0].span.start, run[-1].span.end)


def _add(state: Rounds, number: Number) -> None:
    state.done = number if state.done is None else state.done + number
    state.said.append(state.done)


def _recurring(  # noqa: PLR0913, PLR0917 - a round, and what it is read against
    run: Sequence[p.Part],
    period: p.Period,
    stop: OnDay | None,
    state: Rounds,
    whole: Amount,
    scope: Scope,
) -> None:
    """`3 more every 7 days from day 14 (until day 35)`."""
    number = next((part.value for part in run if isinstance(part, p.Number)), None)
    begins = next((part.when for part in run if isinstance(part, p.From)), None)
    ends = next((part.when for part in run if isinstance(part, p.Until)), None)
    first = when(begins, scope) if begins is not None else None
    last = when(ends, scope) if ends is not None else None
    until = last.number + 1 if isinstance(last, OnDay) else stop.number if stop else None
    every = length(period.every)
    if period.weekday is not None and isinstance(first, OnDay):
        first = _on_weekday(first, period.weekday, scope)
    if number is None or not isinstance(first, OnDay) or until is None or every < 1:
        scope.faults.append(
            fault(
                "rounds-without-end",
                period.span,
                "it cannot be told when these rounds begin or end",
                "recurring rounds begin on a day and stop before the next round or on a day: "
                "3 more every 7 days from day 14 until day 35",
            )
        )
        return
    for day in range(first.number, min(until, first.number + every * 10_000), every):
        found = replace(_found(whole, 0, of_rest=False), plus=number)
        if state.done is not None:
            _add(state, number)
        step = Step(state.done, replace(first, number=day))
        state.steps.append(step if state.done is not None else replace(step, found=found))
        state.places.append(_place(run))


def _on_weekday(first: OnDay, weekday: int, scope: Scope) -> OnDay | None:
    """The first such day of the week, from a day on; None where no date is known to count from."""
    if scope.first is None or first.phase is not None:
        return None
    day = scope.first[0] + first.number - scope.offset
    return replace(first, number=first.number + (weekday - (day - 1)) % 7)


def _next_day(runs: Sequence[Sequence[p.Part]], scope: Scope, overall: Due | None) -> OnDay | None:
    for run in runs:
        for part in run:
            if isinstance(part, p.Due):
                return _numbered(when(part.when, scope), scope)
    return _numbered(overall, scope)


def _numbered(day: Due | None, scope: Scope) -> OnDay | None:
    """A day by its number, also where it is said as the end of a phase that begins on one."""
    if not isinstance(day, LastDayOf):
        return day if isinstance(day, OnDay) else None
    head = scope.phases.get(day.phase)
    if head is None or head.days is None or head.months or head.longer or head.begins is not None:
        return None
    if head.first is None or isinstance(head.first, p.AtDay):
        first = head.first.number if isinstance(head.first, p.AtDay) else scope.offset
        return OnDay(first + head.days - 1)
    return None


def _do_not_sum(
    runs: Sequence[Sequence[p.Part]], whole: Amount, state: Rounds, scope: Scope
) -> None:
    said = state.said[-1]
    last = runs[-1][-1].span
    place = Span(last.file, runs[0][0].span.start, last.end)
    total = state.total if state.total is not None else 0
    fixes = []
    if whole.number_span is not None and said:
        fixes.append(Fix(whole.number_span, str(said), f"say '{said} {whole.thing}' in all"))
    if said < total and not state.whole:
        end = Span(last.file, last.end, last.end)
        day = next((part for part in reversed(runs[-1]) if isinstance(part, p.Due)), None)
        words = f", the rest {scope.written(day.span)}" if day else ", the rest"
        fixes.append(Fix(end, words, "add a last round: the rest"))
    scope.faults.append(
        fault(
            "rounds-do-not-sum",
            place,
            f"the rounds come to {said}, the whole is {total}",
            "the rounds of a hand-over are parts of the whole and come to it exactly",
            tuple(fixes),
        )
    )
