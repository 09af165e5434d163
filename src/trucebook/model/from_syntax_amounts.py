"""Amounts as written → numbers, things, classes, shares, and the rounds of a hand-over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Literal

from trucebook.model.agreement import Due, LastDayOf, OnDay, Share, Step
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import due as read_due
from trucebook.model.from_syntax_when import length, when
from trucebook.model.quantity import Class, Number
from trucebook.syntax import parts as p
from trucebook.syntax.diagnostic import Fix
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span

OPEN = {"all", "all remaining"}
_OF_A_BASE = {"%", "per", "percent"}
_LINKS = {"of", "and", "or"}


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a thing. `number` is None for all, and for what is still to be negotiated."""

    number: Number | None
    thing: str
    of: Class
    bound: Literal["at least", "at most"] | None
    negotiated: bool
    parts: tuple[p.Part, ...]
    """What it was read from; everything else of the sentence is verb, receiver and object."""
    number_span: Span | None = None


def marked(part: p.Part, *words: str) -> bool:
    """Whether a part is one of these function words."""
    return isinstance(part, p.Mark) and part.word in words


def segments(parts: Sequence[p.Part], *marks: str) -> list[list[p.Part]]:
    """The runs between the marks; empty ones left out."""
    runs: list[list[p.Part]] = [[]]
    for part in parts:
        if marked(part, *marks):
            runs.append([])
        else:
            runs[-1].append(part)
    return [run for run in runs if run]


def amount(parts: Sequence[p.Part], scope: Scope) -> Amount | None:
    """The first amount among the parts; None where there is none."""
    for index, part in enumerate(parts):
        if isinstance(part, p.Number | p.Duration) or marked(part, *OPEN):
            return _counted(parts, index, scope)
    negotiated = next((part for part in parts if marked(part, "to be negotiated")), None)
    return _negotiated(parts, scope) if negotiated is not None else None


def _counted(parts: Sequence[p.Part], index: int, scope: Scope) -> Amount | None:
    head = parts[index]
    used: list[p.Part] = [head]
    bound: Literal["at least", "at most"] | None = None
    match parts[index - 1] if index else None:
        case p.Mark(word="at least" | "at most" as bound) as mark:
            used.insert(0, mark)
        case _:
            pass
    if isinstance(head, p.Duration):
        hours = f"{head.unit}s"
        return Amount(head.number, hours, frozenset(), bound, negotiated=False, parts=tuple(used))
    tail: list[p.Part] = []
    for part in parts[index + 1 :]:
        link = isinstance(part, p.Word) and part.text in _LINKS
        if not isinstance(part, p.Word | p.ThingWord | p.Category | p.Classes) and not link:
            break
        tail.append(part)
    used.extend(tail)
    thing = _thing(tail, scope)
    if thing is None:
        return None
    classes = scope.classes(thing, tail)
    # A share of a base that is found later is no number of the thing.
    share = bool(tail) and isinstance(tail[0], p.Word) and tail[0].text in _OF_A_BASE
    number = head.value if isinstance(head, p.Number) and not share else None
    if share:
        tail = [part for part in tail if not isinstance(part, p.Word)]
    _strays(tail, thing, scope)
    span = head.span if isinstance(head, p.Number) else None
    return Amount(number, thing, classes, bound, False, tuple(used), span)  # noqa: FBT003 - a known amount


def _thing(tail: Sequence[p.Part], scope: Scope) -> str | None:
    named = next((part for part in tail if isinstance(part, p.ThingWord)), None)
    if named is not None:
        return named.id
    words = [p_ for p_ in tail if isinstance(p_, p.Word) and p_.text not in {"of", "the"}]
    if not words:
        return None
    whole = " ".join(word.text for word in words)
    if len(words) == 1:
        return scope.thing(words[0], whole)
    near = scope.thing(words[-1], words[-1].text) if scope.things else words[-1].text
    return near if near in scope.things else whole


def _strays(tail: Sequence[p.Part], thing: str, scope: Scope) -> None:
    """A word between the number and a declared thing can only be meant as a category."""
    declared = scope.things.get(thing)
    at = next((i for i, part in enumerate(tail) if isinstance(part, p.ThingWord)), 0)
    for part in tail[:at]:
        if isinstance(part, p.Word) and declared is not None and declared.axes:
            scope.unknown_category(part.text, part.span, declared)


def _negotiated(parts: Sequence[p.Part], scope: Scope) -> Amount | None:
    """`a number of prisoners to be negotiated`."""
    at = next(
        (i for i, part in enumerate(parts) if isinstance(part, p.Word) and part.text == "number"),
        None,
    )
    if at is None:
        return None
    start = at - 1 if at and isinstance(parts[at - 1], p.Word) else at
    end = next(i for i, part in enumerate(parts) if marked(part, "to be negotiated"))
    tail = parts[at + 1 : end]
    thing = _thing(tail, scope)
    if thing is None:
        return None
    used = tuple(parts[start : end + 1])
    return Amount(None, thing, scope.classes(thing, tail), None, negotiated=True, parts=used)


def shares(parts: Sequence[p.Part], thing: str | None, scope: Scope) -> tuple[Share, ...]:
    """The shares behind `of which`."""
    found: list[Share] = []
    for run in segments(parts, ",", "and", "of which"):
        number = next((part.value for part in run if isinstance(part, p.Number)), None)
        of = scope.classes(thing, run)
        declared = scope.things.get(thing or "")
        if declared is not None:
            for part in run:
                if isinstance(part, p.Word):
                    scope.unknown_category(part.text, part.span, declared)
        if number is not None:
            found.append(Share(number, of))
    return tuple(found)


# --- rounds -------------------------------------------------------------------------------


@dataclass(slots=True)
class Rounds:
    """The rounds of one hand-over while they are read: `done` is what is promised so far."""

    total: Number | None
    done: Number | None = 0
    whole: bool = False
    steps: list[Step] = field(default_factory=list)
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
    runs: Sequence[Sequence[p.Part]], whole: Amount, scope: Scope, overall: Due | None
) -> tuple[Step, ...]:
    """Rounds of a hand-over as cumulative steps.

    Recurring rounds stop before the last explicit one.
    """
    state = Rounds(whole.number)
    for index, run in enumerate(runs):
        period = next((part for part in run if isinstance(part, p.Period)), None)
        if period is not None:
            _recurring(run, period, _next_day(runs[index + 1 :], scope, overall), state, scope)
        else:
            _one(run, state, whole, scope)
    if whole.number is not None and state.said and not _sums(state):
        _do_not_sum(runs, whole, state, scope)
    return tuple(state.steps)


def _sums(state: Rounds) -> bool:
    if state.done is None or state.total is None:
        return True
    return state.done == state.total and not (state.whole and state.said[-1] > state.total)


def _one(run: Sequence[p.Part], state: Rounds, whole: Amount, scope: Scope) -> None:
    written = next(part for part in run if isinstance(part, p.Due | p.Within))
    day, at = read_due(written, scope)
    first = run[0]
    if isinstance(first, p.Number):
        _add(state, first.value)
    elif marked(first, "half of the remaining") and state.total is not None:
        _add(state, ceil((state.total - (state.done or 0)) / 2))
    else:
        state.said.append(state.done or 0)
        state.whole = True
        state.done = state.total if marked(first, "the rest") else None
    of = scope.classes(whole.thing, run)
    state.steps.append(Step(state.done, day, at, of))


def _add(state: Rounds, number: Number) -> None:
    state.done = number if state.done is None else state.done + number
    state.said.append(state.done)


def _recurring(
    run: Sequence[p.Part], period: p.Period, stop: OnDay | None, state: Rounds, scope: Scope
) -> None:
    """`3 more every 7 days from day 14 (until day 35)`."""
    number = next((part.value for part in run if isinstance(part, p.Number)), None)
    begins = next((part.when for part in run if isinstance(part, p.From)), None)
    ends = next((part.when for part in run if isinstance(part, p.Until)), None)
    first = when(begins, scope) if begins is not None else None
    last = when(ends, scope) if ends is not None else None
    until = last.number + 1 if isinstance(last, OnDay) else stop.number if stop else None
    every = length(period.every)
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
        _add(state, number)
        state.steps.append(Step(state.done, replace(first, number=day)))


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
    if head is None or head.days is None or head.begins is not None:
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
