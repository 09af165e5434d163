"""`shall cease attacks by day 2`: what stops, and stays stopped, is a duty to refrain.

Read as a thing done once, nothing that came after would be against it.
Source: spec/diagnostics/keep-how-long.md.
"""

from __future__ import annotations

import re
from datetime import date

from trucebook.model.agreement import JointAct, Keep, Once, Terms
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_sorted import Sorted
from trucebook.model.from_syntax_words import PREPOSITIONS
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault, say
from trucebook.syntax.span import Span

_CEASING = {"cease", "stop", "halt", "discontinue"}
_EVERY_ONE = re.compile(r"^(?:(?:all|any|every|further|from|the)\s+)+")


def ceasing(
    sentence: t.Sentence, found: Sorted, terms: Terms, verb: str, scope: Scope
) -> Diagnostic | None:
    """The fault of a thing to be ceased, where it is no single thing named in quotes."""
    if verb not in _CEASING or sentence.modal != "shall" or not isinstance(terms, _READ):
        return None
    if isinstance(terms, Once) and terms.part != "whole":
        return None
    behind = _behind(found, verb)
    first = behind[0] if behind else None
    if isinstance(first, p.Word) and first.text in PREPOSITIONS:
        return None  # stop at the line
    if not behind or not all(isinstance(part, p.Word | p.Mark | p.Classes) for part in behind):
        return None
    span = Span(behind[0].span.file, behind[0].span.start, behind[-1].span.end)
    what = _EVERY_ONE.sub("", scope.written(span))
    if not what:
        return None
    return fault(
        "keep-how-long",
        sentence.span,
        f"what is to {verb} is to stay so, and it does not say for how long",
        "what must not be done any more is a duty to refrain, which holds throughout: alpha shall "
        "not carry out attacks from day 2 throughout; a single thing that ends, once, is named "
        f'in quotes: {verb} "the broadcasts" by day 5',
        _fixes(sentence, found, what, span, scope),
    )


_READ = (Once, Keep, JointAct)


def _behind(found: Sorted, verb: str) -> list[p.Part]:
    """What follows the verb; an adverb may stand before it."""
    for i, part in enumerate(found.core):
        if isinstance(part, p.Word) and part.text == verb:
            rest = found.core[i + 1 :]
            lasting = found.throughout.span.start if found.throughout is not None else None
            return [one for one in rest if lasting is None or one.span.start < lasting]
    return []


def _fixes(
    sentence: t.Sentence, found: Sorted, what: str, span: Span, scope: Scope
) -> tuple[Fix, ...]:
    """The sentence from its `shall` on, as a duty to refrain; and the name in quotes."""
    first = sentence.parts[0].span
    text = scope.texts[first.file]
    shall = text.rfind("shall", sentence.span.start, first.start)
    named = say(span, f'"{scope.written(span)}"')
    lasts = found.throughout or found.last or found.first
    fixes = () if lasts else (named,)
    since = _since(found, scope)
    if shall < 0:
        return fixes
    if since is None:
        return (*_once_passed(sentence, found, what, scope), *fixes)
    end = Span(first.file, shall, sentence.parts[-1].span.end)
    lasting = _lasting(found, scope)
    others = [one for one in sentence.parts if not isinstance(one, p.Word | p.Mark)]
    if len(others) > sum(1 for one in (found.throughout, found.last, found.first) if one) + bool(
        found.dues
    ):
        return fixes
    return (say(end, f"shall not carry out {what}{since}{lasting}"), *fixes)


def _lasting(found: Sorted, scope: Scope) -> str:
    """Until when it holds, as the sentence has it."""
    for one in (found.throughout, found.last):
        if one is not None:
            return f" {scope.written(one.span)}"
    return " throughout"


def _once_passed(sentence: t.Sentence, found: Sorted, what: str, scope: Scope) -> tuple[Fix, ...]:
    """`within 3 days of [line]`: once so long has passed since."""
    due = found.dues[0] if found.dues else None
    plain = not sentence.leads and len(found.dues) == 1 and found.first is None
    if not isinstance(due, p.Within) or due.of is None or not plain:
        return ()
    count = scope.written(due.duration.span)
    since = scope.written(due.span).partition(" of ")[2]
    who = scope.written(
        Span(sentence.span.file, sentence.subjects[0].span.start, sentence.subjects[-1].span.end)
    )
    whole = Span(sentence.span.file, sentence.span.start, sentence.parts[-1].span.end)
    passed = "has" if due.duration.number == 1 else "have"
    meant = f"once {count} {passed} passed since {since}, {who} shall not carry out {what}"
    return (say(whole, f"{meant}{_lasting(found, scope)}"),)


def _since(found: Sorted, scope: Scope) -> str | None:
    """From when it holds; empty: from the start; None: it cannot be said so."""
    if found.first is not None:
        return f" {scope.written(found.first.span)}"
    if not found.dues:
        return ""
    due = found.dues[0]
    if not isinstance(due, p.Due):
        return None
    later = 0 if due.word == "on" else 1
    match due.when:
        case p.AtDay():
            return f" from day {due.when.number + later}"
        case p.AtDate():
            return f" from {date.fromordinal(due.when.day + later).isoformat()}"
        case p.AtHour():
            return f" from {scope.written(due.when.span)}"
        case _:
            return None
