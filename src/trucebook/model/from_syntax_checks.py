"""Faults between sentences: two that clash, conditions that wait for each other.

A conflict quotes both sentences; a circle quotes every one.
Source: spec/diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from trucebook.model.agreement import (
    Agreement,
    AllOf,
    AnyOf,
    Commitment,
    Condition,
    CountReached,
    HandOver,
    IsMet,
    Keep,
    Level,
    Once,
    Passed,
    Proviso,
    Quota,
)
from trucebook.model.circles import circling
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_words import STATES
from trucebook.model.quantity import Number
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span

_WAITING = {"once", "if", "while"}


def check(agreement: Agreement, clauses: Mapping[str, Span], scope: Scope) -> Iterator[Diagnostic]:
    """Every fault between sentences. `clauses` maps a clause's id to the whole of it."""
    standing = [one for one in agreement.commitments if one.replaced is None]
    yield from _circles(standing, scope)
    yield from _clashes(standing, clauses)
    yield from _never_reached(standing)


# --- counts -------------------------------------------------------------------------------


def _never_reached(commitments: Sequence[Commitment]) -> Iterator[Diagnostic]:
    """Conditions on a count that no act under the text has to reach."""
    promised = {one.id: _promised(one) for one in commitments}
    told: set[Span] = set()
    for one in commitments:
        for proviso in one.conditions:
            for count in _counts(proviso.condition):
                numbers = [promised.get(name) for name in count.commitments]
                known = [number for number in numbers if number is not None]
                span = proviso.span
                if span is None or span in told or len(known) < len(numbers) or not known:
                    continue
                if sum(known) < count.number:
                    told.add(span)
                    yield Diagnostic(
                        "count-never-reached",
                        "finding",
                        span,
                        f"this waits for {count.number}, and {sum(known)} are promised",
                        "whoever keeps all promises of the text does not bring it about",
                    )


def _promised(one: Commitment) -> Number | None:
    """How many a commitment promises in all; None where that is open."""
    terms = one.terms
    if not isinstance(terms, HandOver) or terms.at_least or not terms.steps:
        return None
    return terms.steps[-1].cumulative


def _counts(condition: Condition) -> Iterable[CountReached]:
    match condition:
        case CountReached():
            return [condition]
        case AllOf() | AnyOf():
            return [count for one in condition.of for count in _counts(one)]
        case _:
            return []


# --- circles ------------------------------------------------------------------------------


def _circles(commitments: Sequence[Commitment], scope: Scope) -> Iterator[Diagnostic]:
    """Commitments each of which waits, by way of others, for itself. Each circle is told once."""
    waits = {one.id: _waits_for(one) for one in commitments}
    by_id = {one.id: one for one in commitments}
    round_about = circling(waits)
    told: set[str] = set()
    for start in commitments:
        if start.id not in round_about:
            continue
        circle = _circle(start.id, waits)
        # Duties of one clause are one sentence: it is enough to tell it of the first.
        names = {by_id[name].clause for name in circle}
        if circle and not names & told:
            told |= names
            yield _circular(circle, by_id, waits, scope)


def _waits_for(one: Commitment) -> dict[str, Proviso]:
    return {
        name: proviso
        for proviso in one.conditions
        if proviso.word in _WAITING
        for name in _needed(proviso.condition)
    }


def _needed(condition: Condition) -> Iterable[str]:
    match condition:
        case IsMet():
            return [condition.commitment]
        case Passed():
            return list(_needed(condition.since))
        case AllOf():
            return [name for one in condition.of for name in _needed(one)]
        case _:
            return []


def _circle(start: str, waits: Mapping[str, Mapping[str, Proviso]]) -> list[str]:
    """The shortest way from a commitment back to itself; empty where there is none."""
    ahead = [start]
    came_from: dict[str, str] = {}
    for here in ahead:
        for name in waits.get(here, ()):
            if name == start:
                way = [here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if name not in came_from:
                came_from[name] = here
                ahead.append(name)
    return []


def _circular(
    circle: list[str],
    by_id: Mapping[str, Commitment],
    waits: Mapping[str, Mapping[str, Proviso]],
    scope: Scope,
) -> Diagnostic:
    pairs = list(zip(circle, [*circle[1:], circle[0]], strict=True))
    places = [waits[one][other].span for one, other in pairs]
    spans = [span for span in places if span is not None]
    words = " → ".join(f"[{name}]" for name in [*circle, circle[0]])
    return fault(
        "circular-conditions",
        spans[-1],
        f"these conditions wait for each other: {words}",
        "none of them can ever come first, so nothing here would ever be due",
        tuple(_without(span, scope) for span in reversed(spans)),
        tuple(
            Related(span, f"[{one}] waits for [{other}]")
            for (one, other), span in zip(pairs[:-1], spans[:-1], strict=True)
        )
        + (
            (Related(by_id[circle[0]].span or spans[0], "it begins here"),)
            if not pairs[:-1]
            else ()
        ),
    )


def _without(span: Span, scope: Scope) -> Fix:
    """The fix that leaves a condition out, with the comma that goes with it."""
    text = scope.texts[span.file]
    start, end = span.start, span.end
    after = text[end:]
    if after.lstrip().startswith(","):
        end += len(after) - len(after.lstrip().removeprefix(",").lstrip(" "))
    else:
        before = text[:start].rstrip()
        start = len(before.removesuffix(","))
    written = " ".join(text[span.start : span.end].split())
    return Fix(Span(span.file, start, end), "", f"leave out '{written}'")


# --- clashes ------------------------------------------------------------------------------


def _clashes(
    commitments: Sequence[Commitment], clauses: Mapping[str, Span]
) -> Iterator[Diagnostic]:
    """Two unconditional sentences of which nobody can keep both."""
    groups: dict[tuple[str, ...], list[Commitment]] = {}
    for one in commitments:
        if one.conditions:
            continue
        key = _of_what(one)
        if key is not None:
            for party in one.liable:
                groups.setdefault((party, *key), []).append(one)
    told: set[tuple[str, str]] = set()
    for group in groups.values():
        for one, other in combinations(group, 2):
            first, second = sorted((one, other), key=lambda c: c.span or Span("", 0, 0))
            pair = (first.clause, second.clause)
            if pair not in told and _together(one, other) and _contrary(first, second):
                told.add(pair)
                yield _clash(first, second, clauses)


def _of_what(one: Commitment) -> tuple[str, ...] | None:
    match one.terms:
        case Level():
            return ("level", one.terms.thing, *sorted(one.terms.of))
        case Keep() | HandOver() | Quota() | Once():
            # "keep the crossing open" and "keep the crossing closed" are about two things.
            state = sorted(set(one.text.rstrip(".").split()) & STATES)
            return (one.verb, one.object or "", *state)
        case _:
            return None


def _together(one: Commitment, other: Commitment) -> bool:
    """Whether both can be in force on one day."""
    return one.phase == other.phase or one.phase is None or other.phase is None


def _contrary(one: Commitment, other: Commitment) -> bool:
    match one.terms, other.terms:
        case Level(bound="at most", number=most), Level(bound="at least", number=least):
            return least > most
        case Level(bound="at least", number=least), Level(bound="at most", number=most):
            return least > most
        case Level(), _:
            return False
        case Keep(refrain=True, last=None), Keep(refrain=False):
            return True
        case Keep(refrain=True, last=None), (HandOver() | Quota() | Once()):
            return True
        case Keep(refrain=False) | HandOver() | Quota() | Once(), Keep(refrain=True, last=None):
            return True
        case _:
            return False


def _clash(first: Commitment, second: Commitment, clauses: Mapping[str, Span]) -> Diagnostic:
    here = clauses[second.clause]
    return fault(
        "rules-clash",
        here,
        f"[{second.clause}] cannot be kept together with [{first.clause}]",
        f"{first.liable[0]} undertakes both at the same time, and whoever keeps the one breaks "
        "the other",
        (
            Fix(here, "", f"leave out [{second.clause}], or say until when each of them holds"),
            Fix(clauses[first.clause], "", f"leave out [{first.clause}]"),
        ),
        (Related(clauses[first.clause], "it clashes with this sentence"),),
    )
