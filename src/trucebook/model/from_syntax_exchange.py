"""What is given in return for each act of another commitment: items, shares, and how soon.

Source: spec/language/grammar.md (semantics, section 4, Exchange).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucebook.model.agreement import Exchange, Lump, PerEach
from trucebook.model.from_syntax_amounts import marked, segments, shares
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import length
from trucebook.model.from_syntax_words import Words
from trucebook.model.quantity import Class, Number
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Fix
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import singular

_FOR = ("for each", "for the")
_PLACED = (p.Due, p.Within, p.InReturnFor, p.Proviso, p.Receiver)


def exchange(sentence: t.Sentence, host: str, words: Words, scope: Scope) -> Exchange:
    """The terms of a sentence that is in return for `host`."""
    days = _days(sentence, scope)
    parts = [part for part in sentence.parts if not isinstance(part, _PLACED)]
    given = words.object or next((q.id for q in parts if isinstance(q, p.ThingWord)), "")
    taken = scope.thing_under(host)
    items: list[PerEach | Lump] = []
    for run in _runs(parts):
        at = next((i for i, part in enumerate(run) if marked(part, *_FOR)), None)
        if at is not None:
            items.extend(_item(run, at, (given, taken), scope))
        elif items and any(isinstance(part, p.Number) for part in run):
            last = items[-1]
            if isinstance(last, PerEach):
                more = shares(run, given, scope, last.number)
                items[-1] = replace(last, shares=(*last.shares, *more))
    return Exchange(given, host, tuple(items), days)


def _runs(parts: Sequence[p.Part]) -> list[list[p.Part]]:
    """The items, also where two of them are joined by `and`."""
    found: list[list[p.Part]] = []
    for run in segments(parts, ",", ":", ";"):
        items = segments(run, "and") if sum(marked(q, *_FOR) for q in run) > 1 else [run]
        found.extend(items)
    return found


def _days(sentence: t.Sentence, scope: Scope) -> int:
    for part in (*sentence.leads, *sentence.parts):
        match part:
            case p.Due(when=p.AfterEvent(days=days, of=p.EachAct())):
                return days
            case p.Within(of=p.EachAct()):
                return length(part.duration)
            case _:
                pass
    place = Span(sentence.span.file, sentence.span.end - 1, sentence.span.end - 1)
    scope.faults.append(
        fault(
            "missing-deadline",
            sentence.span,
            "it does not say how soon after each act this is due",
            "what is in return for each act opens with that act and needs its own day",
            (Fix(place, ", by the day after each act", "say 'by the day after each act'"),),
        )
    )
    return 1


def _item(
    run: Sequence[p.Part], at: int, things: tuple[str, str | None], scope: Scope
) -> list[PerEach | Lump]:
    """One item, `110 life prisoners for the 9 sick or wounded`."""
    given, taken = things
    before, behind = run[:at], run[at + 1 :]
    share_at = next((i for i, part in enumerate(behind) if marked(part, "of which")), len(behind))
    target, rest = behind[:share_at], behind[share_at:]
    numbers = [q.value for q in before if isinstance(q, p.Number)]
    number: Number | None = numbers[0] if numbers else None
    against = _against(target, taken, scope)
    parts = [part for part in segments(before, "and") if _counts(part)]
    if len(parts) > 1 and not marked(run[at], "for the"):
        # 3 life prisoners and 27 other prisoners for each of them
        return [
            one for part in parts for one in _item([*part, *run[at:]], len(part), things, scope)
        ]
    give = scope.classes(given, before)
    _only_of(given, before, scope)
    if marked(run[at], "for the"):
        size = next((part.value for part in target if isinstance(part, p.Number)), None)
        return [Lump(number, give, against, size)]
    if number is None:
        return []
    per = next((int(q.value) for q in target if isinstance(q, p.Number)), 1)
    own = shares(rest, given, scope, number) if rest else ()
    return [PerEach(number, give, against, own, max(1, per))]


def _counts(part: Sequence[p.Part]) -> bool:
    return any(isinstance(one, p.Number) for one in part)


def _only_of(given: str, before: Sequence[p.Part], scope: Scope) -> None:
    """A word before what is given that is no category of it is a mistake."""
    declared = scope.things.get(given)
    at = next((i for i, part in enumerate(before) if isinstance(part, p.Number)), None)
    if declared is None or at is None:
        return
    for part in before[at + 1 :]:
        if isinstance(part, p.Word) and singular(part.text) != singular(given):
            scope.unknown_category(part.text, part.span, declared)


def _against(target: Sequence[p.Part], taken: str | None, scope: Scope) -> Class:
    """The class an item answers; a word that is none and not the thing itself is a mistake."""
    declared = scope.things.get(taken or "")
    for part in target:
        if isinstance(part, p.Word) and taken is not None:
            if singular(part.text) == singular(taken) or part.text in {"of", "them", "one"}:
                continue
            if declared is not None:
                scope.unknown_category(part.text, part.span, declared)
    thing = next((part.id for part in target if isinstance(part, p.ThingWord)), taken)
    return scope.classes(thing, target)
