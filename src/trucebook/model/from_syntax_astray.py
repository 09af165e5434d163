"""Words that would slip into what is done, though they say when, how often, or to whom.

A name of several words needs no quotes: `remove all mines`.
So a time that is written in no form of the language would pass for a part of the name, and never
be held: each such form is told, with the sentence it probably means.
Source: spec/diagnostics/unused-words.md.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator

from trucebook.model.agreement import HandOver, JointAct, Keep, Once, Power, Quota, Terms
from trucebook.model.from_syntax_amounts import amount
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_sorted import Sorted
from trucebook.syntax import parts as p
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault, say
from trucebook.syntax.near_terms import COUNTED_FROM, event_name
from trucebook.syntax.span import Span

_MONTHS = "|".join(month_name[1:])
_MONTH = re.compile(
    rf"\b(?:in|by|before|during|until)\s+(?:the\s+end\s+of\s+|early\s+|late\s+|mid-)?"
    rf"(?P<month>{_MONTHS})\s+(?P<year>\d{{4}})\b"
)
_BEHIND = re.compile(
    r"\b(?:after|following|upon|pending|once|when|if|unless|while|provided(?:\s+that)?|subject\s+to)"
    r"\s+(?P<what>(?:the\s+|its\s+)?\w[^.,;:]*)"
)
_EXCEPT = re.compile(r"\b(?:except(?: for)?|save for|other than|with the exception of)\b.*")
_DURING = re.compile(r"\b(?:during|for the duration of|in the course of)\b.*")
_TIMES = {f"{unit}{s}" for unit in ("hour", "day", "week", "month", "year") for s in ("", "s")}
_OFTEN = re.compile(
    r"\b(?P<often>daily|weekly|fortnightly|monthly|quarterly|yearly|annually|regularly|periodically)\b"
)
_EVERY = {
    "fortnightly": "every 14 days",
    "quarterly": "every 3 months",
    "daily": "each day",
    "weekly": "every 7 days",
    "monthly": "each month",
    "yearly": "every 12 months",
    "annually": "every 12 months",
}


def astray(found: Sorted, terms: Terms, scope: Scope) -> bool:
    """Say which words are no part of what is done; whether there are any."""
    told = [*_from_when(found, scope), *_behind_throughout(found, scope)]
    if not isinstance(terms, JointAct):
        told += _not_as_one(found)
    if isinstance(terms, HandOver | Quota):
        told += _how_long(found, scope)
    if isinstance(terms, HandOver):
        told += _down_to(found, terms, scope)
    if isinstance(terms, Once | Keep | Power) and not told:
        told += _in_the_name(found, scope)
        told += _behind_it(found, scope)
    if not scope.learning:
        scope.faults.extend(told)
    return bool(told)


def _from_when(found: Sorted, scope: Scope) -> Iterator[Diagnostic]:
    """`within 10 days of the signing`: of what the days are counted is in no form of ours."""
    spans = [(due.span, isinstance(due, p.Within)) for due in found.dues]
    spans += [(one.span, True) for one in (found.start, found.finish) if one is not None]
    words = [part for part in found.core if isinstance(part, p.Word)]
    for span, counts in spans:
        run = [word for word in words if word.span.start > span.end]
        if not counts or not run or run[0].text not in COUNTED_FROM:
            continue
        if scope.written(Span(span.file, span.end, run[0].span.start)).strip():
            continue  # something else stands between
        whole = Span(span.file, run[0].span.start, run[-1].span.end)
        named = event_name([word.text for word in run[1:]])
        yield fault(
            "unused-words",
            whole,
            f"'{scope.written(whole)}' does not say from when the days are counted",
            "days are counted from another commitment (within 10 days of [id]), from an event by "
            "the name that reports give it, in quotes, or from a day (of 1 March 2025)",
            (say(whole, f'of "{named}"'),) if named else (),
        )


def _not_as_one(found: Sorted) -> Iterator[Diagnostic]:
    """`jointly` of what is no single act: it starts and finishes, lasts, or is counted."""
    word = next((o for o in found.core if isinstance(o, p.Word) and o.text == "jointly"), None)
    if word is not None:
        yield fault(
            "unused-words",
            word.span,
            "'jointly' is for what several do once, as one act",
            "what starts and finishes, lasts, or is counted is a duty of each: say 'jointly' of "
            "one act, by one day, or leave it out",
            (
                Fix(
                    Span(word.span.file, word.span.start, word.span.end + 1),
                    "",
                    "leave out 'jointly'",
                ),
            ),
        )


def _behind_throughout(found: Sorted, scope: Scope) -> Iterator[Diagnostic]:
    """`throughout the ceasefire`: throughout what, if not a phase."""
    lasting = found.throughout
    if lasting is None:
        return
    run = [one for one in found.core if one.span.start >= lasting.span.end]
    words = [one for one in run if isinstance(one, p.Word)]
    if not words or scope.written(Span(words[0].span.file, lasting.span.end, words[0].span.start)):
        return
    whole = Span(words[0].span.file, words[0].span.start, words[-1].span.end)
    yield fault(
        "unused-words",
        whole,
        f"'{scope.written(whole)}' does not say throughout what",
        "throughout alone is as long as the phase the sentence stands under; else it says which: "
        "throughout phase one, throughout the agreement, until day 20",
        (Fix(Span(whole.file, lasting.span.end, whole.end), "", "say 'throughout' alone"),),
    )


def _how_long(found: Sorted, scope: Scope) -> Iterator[Diagnostic]:
    """`respect the ceasefire for 6 months`: a time, and no amount of months."""
    counted = amount(found.core, scope.quiet())
    if counted is None or counted.thing not in _TIMES or counted.thing in scope.things:
        return
    numbers = [part for part in counted.parts if isinstance(part, p.Number | p.Duration)]
    if not numbers:
        return
    last = max(part.span.end for part in counted.parts)
    whole = Span(numbers[0].span.file, numbers[0].span.start, last)
    yield fault(
        "unused-words",
        whole,
        f"'{scope.written(whole)}' is a time, and would be read as an amount of {counted.thing}",
        "a deadline is within 21 days of something; what is kept is kept throughout a phase, which "
        "has its days, or until a day: alpha shall keep the road open until day 180",
    )


def _down_to(found: Sorted, terms: HandOver, scope: Scope) -> Iterator[Diagnostic]:
    """`reduce its forces to 10000 soldiers`: a level, and no hand-over of so many."""
    for part, after in zip(found.core, found.core[1:], strict=False):
        if isinstance(part, p.Word) and part.text == "to" and isinstance(after, p.Number):
            whole = Span(part.span.file, part.span.start, after.span.end)
            yield fault(
                "unused-words",
                whole,
                f"'{scope.written(whole)}' is how many are left, not how many are handed over",
                "how many somebody may have is a level to keep: alpha shall hold at most "
                f"{after.value} {terms.thing} from day 30; how many fewer is an amount",
            )


def _in_the_name(found: Sorted, scope: Scope) -> Iterator[Diagnostic]:
    """A month, a condition, how often: inside a name of several words; the first that is there."""
    if not found.core or any(isinstance(part, p.Quoted) for part in found.core):
        return
    first, last = found.core[0].span, found.core[-1].span
    for pattern, told in _SAYS_MORE:
        said = pattern.search(scope.written(Span(first.file, first.start, last.end)))
        if said is not None:
            span = Span(first.file, first.start + said.start(), first.start + said.end())
            what, why, wording = told(said)
            fixes = () if wording is None else (say(span, wording),)
            yield fault("unused-words", span, f"'{said[0].strip()}' {what}", why, fixes)
            return


_Told = tuple[str, str, str | None]
"""What is wrong with it, why, and a wording, where there is one."""


def _month(said: re.Match[str]) -> _Told:
    year, number = int(said["year"]), list(month_name).index(said["month"])
    return (
        "is no day",
        "a deadline is a day: by the last of the month, if that is what is meant",
        f"by {monthrange(year, number)[1]} {said['month']} {year}",
    )


def _during(_said: re.Match[str]) -> _Told:
    return (
        "does not make a duty of something to keep",
        (
            "what is kept or refrained from as long as a phase lasts is kept throughout: "
            "alpha shall not carry out flights throughout phase one"
        ),
        None,
    )


def _except(_said: re.Match[str]) -> _Told:
    return (
        "would be part of the name of what is done",
        (
            "whether an act falls under an exception is for people to say: put the name in quotes, "
            "exception and all, and let reports say what is contrary; or say it in a note"
        ),
        None,
    )


def _often(said: re.Match[str]) -> _Told:
    return (
        "says how often, and not how many each time",
        (
            "what is done again and again is so many in each period, of a thing that is counted: "
            f"count reports, and make 1 report {_EVERY.get(said['often'], 'each week')}"
        ),
        None,
    )


def _behind(said: re.Match[str]) -> _Told:
    named = re.sub(r"^(?:the|its)\s+", "", said["what"].strip())
    return (
        "would be part of the name of what is done",
        (
            f'what has to come first stands before the comma: once "{named}" has happened, '
            "alpha shall …; words that are a name stand in quotes"
        ),
        None,
    )


_SAYS_MORE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Told]], ...] = (
    (_MONTH, _month),
    (_DURING, _during),
    (_EXCEPT, _except),
    (_OFTEN, _often),
    (_BEHIND, _behind),
)


def _behind_it(found: Sorted, scope: Scope) -> Iterator[Diagnostic]:
    """`withdraw foreign armed formations`, where formations are a party: to them, or a name."""
    core = found.core
    if len(core) < 3 or not isinstance(core[-1], p.Name):  # noqa: PLR2004 - verb, word, party
        return
    if not all(isinstance(part, p.Word) for part in core[:-1]):
        return
    named = Span(core[1].span.file, core[1].span.start, core[-1].span.end)
    yield fault(
        "unused-words",
        core[-1].span,
        f"'{scope.written(core[-1].span)}' is a party: is it done to them, or part of a name?",
        f"whoever receives something stands behind 'to'; a name stands in quotes: "
        f'"{scope.written(named)}"',
        (say(core[-1].span, f"to {scope.written(core[-1].span)}"),),
    )
