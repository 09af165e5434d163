"""A sentence's form → the kind of commitment it makes, and its terms.

    form                                                      kind
    … expect …                                                Expectation
    may …                                                     Power
    … at least 24 hours before each act of [host]             Notice
    … living … before dead … under [host]                     Order
    begin talks …, agree … (of several)                       JointAct
    work, strive, make every effort …                         Conduct
    in return for [host], … 30 prisoners for each …           Exchange
    … 600 trucks each day                                     Quota
    … at most 300 … throughout                                Level
    shall not …, … throughout, … until day 60                 Keep
    … 33 hostages …                                           HandOver
    … starting …, finishing …                                 Once (two), else Once

Source: spec/language/grammar.md, A commitment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from trucebook.model.agreement import (
    Conduct,
    Due,
    Earlier,
    Expectation,
    HandOver,
    JointAct,
    Keep,
    LastDayOf,
    Later,
    Level,
    Notice,
    Once,
    OnDay,
    Order,
    Power,
    Quota,
    Share,
    Step,
    Terms,
)
from trucebook.model.from_syntax_amounts import SURPLUS, Amount, amount, marked
from trucebook.model.from_syntax_amounts import shares as read_shares
from trucebook.model.from_syntax_astray import astray
from trucebook.model.from_syntax_exchange import exchange
from trucebook.model.from_syntax_lacking import SUSPENDING, lacking
from trucebook.model.from_syntax_rounds import rounds
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_sorted import Sorted, own_words, sort_parts
from trucebook.model.from_syntax_unread import unread
from trucebook.model.from_syntax_when import (
    condition,
    days_and_months,
    due,
    in_time,
    length,
    not_before,
    when,
)
from trucebook.model.from_syntax_words import ARTICLES, PREPOSITIONS, Words, split_words
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.faults import fault, say

_CONDUCT = {"work", "strive", "endeavour", "endeavor", "seek", "try", "make", "use", "do"}
_GATHERING = PREPOSITIONS - {"with"} | {"again", "under"}
"""Words behind `meet` that leave it a meeting of those who shall: not meet the costs."""
ENDING = {"end", "terminate", "denounce"}
"""Verbs of a power to end the agreement."""
_EFFORT = {"effort", "efforts", "utmost", "endeavours", "everything"}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a sentence says: terms (two of them where it starts and finishes), verb, object.

    `phase` replaces the phase the clause stands under where the sentence names one;
    `every_phase` where it says throughout the agreement.
    """

    terms: tuple[tuple[str, Terms], ...]
    """Suffix of the id ("", ".start", ".finish") and terms."""
    words: Words
    negotiated: bool = False
    phase: str | None = None
    every_phase: bool = False


def terms_of(sentence: t.Sentence, phase: str | None, scope: Scope) -> Meant:
    """The terms of a sentence that stands under `phase`."""
    found = sort_parts(sentence)
    found.phase = phase
    words = split_words(own_words(found), scope)
    if sentence.modal == "expect":
        words = replace(words, verb="expect")
    if found.first is not None and found.last is not None:
        begins = when(found.first.when, scope.quiet()), found.first.span
        in_time(begins, (when(found.last.when, scope.quiet()), found.last.span), scope)
    meant = _special(sentence, found, words, scope)
    if meant is None:
        meant = _kind(sentence, found, words, phase, scope)
    lacks = lacking(sentence, found, words, meant[0][1], scope)
    strays = astray(found, meant[0][1], scope)
    if not strays and (lacks is None or lacks.severity == "finding"):
        unread(found, meant[0][1], scope)
    if lacks is not None and not scope.learning:
        scope.faults.append(lacks)
    negotiated = any(marked(part, "to be negotiated") for part in sentence.parts)
    every = found.throughout is not None and found.throughout.agreement
    named = found.throughout.phase if found.throughout is not None else None
    named = scope.phase(named, found.throughout.span) if named and found.throughout else None
    return Meant(meant, words, negotiated, named, every)


def _several(sentence: t.Sentence, scope: Scope) -> bool:
    """Whether more than one undertakes it: alpha and beta, the parties."""
    quiet = scope.quiet()
    return sum(max(1, len(quiet.who(one.text, one.span))) for one in sentence.subjects) > 1


def _jointly(found: Sorted, scope: Scope) -> bool:
    """Whether what is done once is done by all of them as one: said so, or a meeting."""
    words = [part.text for part in found.core if isinstance(part, p.Word)]
    gathers = words[:1] == ["meet"] and (len(words) == 1 or words[1] in _GATHERING)
    said = "jointly" in words or gathers
    lasting = found.throughout or found.last or found.period or found.start or found.finish
    return said and not lasting and amount(found.core, scope.quiet()) is None


# --- kinds --------------------------------------------------------------------------------


def _special(
    sentence: t.Sentence, found: Sorted, words: Words, scope: Scope
) -> tuple[tuple[str, Terms], ...] | None:
    """The kinds that a function word or the verb alone decides."""
    terms: Terms | None = None
    act: Literal["begin talks", "agree", "do"] = "agree"
    verb = words.verb.split(maxsplit=1)[0] if words.verb else ""
    if sentence.modal == "expect":
        counted = amount(found.core, scope)
        thing = counted.thing if counted else None
        bound = counted.bound if counted else None
        terms = Expectation(counted.number if counted else None, thing, bound)
    elif sentence.modal == "may":
        terms = _power(found, verb, scope)
    elif found.notice is not None:
        hours = next((part for part in found.core if isinstance(part, p.Duration)), None)
        number = 0
        if hours is not None:
            number = int(hours.number) if hours.unit == "hour" else 24 * length(hours)
        terms = Notice(_single(found.notice.ref, scope), number)
    elif found.under is not None and any(marked(part, "before") for part in found.core):
        terms = _order(found, found.under, scope)
    elif _several(sentence, scope) and (
        words.verb in {"agree", "begin talks"} or _jointly(found, scope)
    ):
        if words.verb not in {"agree", "begin talks"}:
            act = "do"
        act = "begin talks" if words.verb == "begin talks" else act
        day = _due(found, scope)
        terms = JointAct(act, day[0] if day else None, words.object)
    elif verb in _CONDUCT and (verb not in {"make", "use", "do"} or words.all & _EFFORT):
        until = next(
            (
                condition(part.condition, scope)
                for part in sentence.parts
                if isinstance(part, p.Proviso) and part.word == "until"
            ),
            None,
        )
        terms = Conduct(until)
    return None if terms is None else (("", terms),)


def _kind(
    sentence: t.Sentence, found: Sorted, words: Words, phase: str | None, scope: Scope
) -> tuple[tuple[str, Terms], ...]:
    """The kinds that the amount and the time decide."""
    if found.against is not None and any(
        marked(part, "for each", "for the") for part in sentence.parts
    ):
        host = _single(found.against.ref, scope)
        return (("", exchange(sentence, host, words, scope)),)
    if found.start is not None or found.finish is not None:
        return _start_and_finish(found, scope)
    counted = amount(found.core, scope)
    last = when(found.last.when, scope) if found.last is not None else None
    keeping = found.throughout is not None or sentence.modal == "shall not" or last is not None
    until = any(isinstance(part, p.Proviso) and part.word == "until" for part in sentence.parts)
    if counted is not None and found.period is not None:
        return (("", _quota(counted, found, phase, scope)),)
    first = when(found.first.when, scope) if found.first is not None else None
    if counted is not None and counted.number is not None and keeping and counted.bound:
        level = Level(counted.thing, counted.bound, counted.number, counted.of, last, first)
        return (("", level),)
    if keeping or (until and counted is None):
        day = _due(found, scope)
        kept = Keep(sentence.modal == "shall not", last or (day[0] if day else None), first)
        return (("", kept),)
    if counted is not None:
        return (("", _hand_over(counted, found, scope)),)
    day = _due(found, scope)
    return (("", Once(day[0], day[1]) if day else Once(None)),)


def _due(found: Sorted, scope: Scope) -> tuple[Due, Literal["by", "on"]] | None:
    if not found.dues:
        return None
    read = [due(one, scope) for one in found.dues]
    for one, (day, _) in zip(found.dues, read, strict=True):
        not_before(day, one.span, found.phase, scope)
    if len(read) == 1 or found.whichever is None:
        return read[0]
    days = tuple(day for day, _ in read)
    return (Later(days) if found.whichever == "later" else Earlier(days)), "by"


def _single(ref: p.Ref, scope: Scope) -> str:
    """One commitment; where a clause has several, nothing can be an act of all of them."""
    ids = scope.ref(ref)
    if len(ids) > 1 and not scope.learning:
        scope.faults.append(
            fault(
                "which-commitment",
                ref.span,
                f"[{ref.id}] is several commitments",
                f"here it must be one of them: {', '.join(ids)}",
                tuple(say(ref.span, f"[{one}]") for one in ids),
            )
        )
    return ids[0] if ids else ref.id


def _power(found: Sorted, verb: str, scope: Scope) -> Power:
    refs = [part for part in found.core if isinstance(part, p.Ref)]
    suspended = tuple(one for ref in refs for one in scope.ref(ref))
    first = when(found.first.when, scope) if found.first is not None else None
    day = _due(found, scope)
    last = when(found.last.when, scope) if found.last is not None else day[0] if day else None
    whole = " ".join(part.text for part in found.core if isinstance(part, p.Word))
    ends = verb in ENDING and "the agreement" in whole
    longest = next((part for part in found.core if isinstance(part, p.Duration)), None)
    days = length(longest) if longest is not None else None
    until = last if found.last is not None else None
    return Power(first, last, suspended if verb in SUSPENDING else (), ends, until, days)


def _order(found: Sorted, under: p.Under, scope: Scope) -> Order:
    at = next(i for i, part in enumerate(found.core) if marked(part, "before"))
    first, then = found.core[:at], found.core[at + 1 :]
    named = [part.id for part in found.core if isinstance(part, p.ThingWord)]
    thing = named[0] if named else None
    declared = scope.things.get(thing or "")
    for part in (*first[1:], *then):
        if declared is not None and isinstance(part, p.Word) and part.text not in ARTICLES:
            scope.unknown_category(part.text, part.span, declared)
    return Order(_single(under.ref, scope), scope.classes(thing, first), scope.classes(thing, then))


def _start_and_finish(found: Sorted, scope: Scope) -> tuple[tuple[str, Terms], ...]:
    duties: list[tuple[str, Terms]] = []
    if found.start is not None and found.finish is not None:
        # Read quietly: the days are read, and their faults told, once more below.
        begins = due(found.start.due, scope.quiet())[0], found.start.span
        in_time(begins, (due(found.finish.due, scope.quiet())[0], found.finish.span), scope)
    if found.start is not None:
        day, at = due(found.start.due, scope)
        duties.append((".start", Once(day, at, "start")))
    if found.finish is not None:
        day, at = due(found.finish.due, scope)
        duties.append((".finish", Once(day, at, "finish")))
    return tuple(duties)


def _quota(counted: Amount, found: Sorted, phase: str | None, scope: Scope) -> Quota:
    period = found.period
    if period is None or counted.number is None:
        return Quota(counted.thing, 0, of=counted.of)
    first: Due | None = when(found.first.when, scope) if found.first is not None else None
    last: Due | None = when(found.last.when, scope) if found.last is not None else None
    named = scope.phase(period.phase, period.span)
    if named is not None and named != phase:
        first, last = first or OnDay(1, named), last or LastDayOf(named)
    every = max(1, length(period.every))
    _, months = days_and_months(period.every)
    shares = _shares(found, counted, scope)
    return Quota(
        counted.thing,
        counted.number,
        shares,
        every,
        first,
        last,
        found.average,
        counted.of,
        months,
        period.weekday,
        counted.bound == "at most",
        any(marked(part, SURPLUS) for part in found.core),
    )


def _shares(found: Sorted, counted: Amount, scope: Scope) -> tuple[Share, ...]:
    if not found.shares:
        return ()
    return read_shares(found.shares, counted.thing, scope, counted.number)


def _hand_over(counted: Amount, found: Sorted, scope: Scope) -> HandOver:
    day = _due(found, scope)
    overall = day[0] if day else None
    if found.runs:
        by = (overall, found.dues[0].span) if overall is not None else None
        steps = rounds(found.runs, counted, scope, by)
    else:
        at = day[1] if day else "by"
        steps = (Step(counted.number, overall, at, found=counted.found),)
    at_least = counted.bound == "at least"
    rest = _rest_of(counted, scope)
    shares = _shares(found, counted, scope)
    return HandOver(counted.thing, steps, counted.of, shares, at_least, rest)


def _rest_of(counted: Amount, scope: Scope) -> str | None:
    """The commitment whose rest is owed: one that hands over so many."""
    if counted.rest_of is None:
        return None
    if not counted.thing and scope.ref(counted.rest_of) and not scope.learning:
        scope.faults.append(
            fault(
                "rest-of-what",
                counted.rest_of.span,
                f"[{counted.rest_of.id}] hands over no number of which there could be a rest",
                "the rest is what another commitment, of so many, has left undone",
            )
        )
    return counted.rest_of.id
