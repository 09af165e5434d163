"""What a sentence lacks that its kind cannot do without: how many, for how long, of which.

Such a sentence could be read as something weaker than was meant, and nobody would notice.
Source: spec/diagnostics/missing-amount.md, keep-how-long.md, suspends-nothing.md.
"""

from __future__ import annotations

from trucebook.model.agreement import HandOver, Once, Power, Quota, Terms
from trucebook.model.from_syntax_amounts import OPEN, PER_CENT, amount, marked
from trucebook.model.from_syntax_ceasing import ceasing
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_sorted import Sorted
from trucebook.model.from_syntax_words import ARTICLES, PREPOSITIONS, Words
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.function_words import PARTICLES
from trucebook.syntax.span import Span

_KEEPING = {"keep", "maintain", "remain", "stay", "uphold", "preserve"}
LASTING = frozenset(
    {
        "abide",
        "adhere",
        "administer",
        "allow",
        "comply",
        "continue",
        "control",
        "ensure",
        "facilitate",
        "guarantee",
        "guard",
        "honor",
        "honour",
        "monitor",
        "observe",
        "oversee",
        "patrol",
        "permit",
        "police",
        "prevent",
        "protect",
        "respect",
        "safeguard",
        "secure",
        "supervise",
        "tolerate",
    }
)
"""Verbs of what lasts: without a day they would be read as done once."""
_HOLDING = _KEEPING | {"hold", "have", "possess", "store", "own", "stock"}
SUSPENDING = {"suspend", "stop", "pause", "halt"}


def lacking(
    sentence: t.Sentence, found: Sorted, words: Words, terms: Terms, scope: Scope
) -> Diagnostic | None:
    """What the sentence lacks; None where it is whole."""
    verb = words.verb.split(maxsplit=1)[0] if words.verb else ""
    if (ceased := ceasing(sentence, found, terms, verb, scope)) is not None:
        return ceased
    match terms:
        case Power(suspends=()) if verb in SUSPENDING and found.core and not _named(found):
            return _suspends_nothing(found, sentence)
        case Once() if verb in _KEEPING and terms.part == "whole":
            return _how_long(found, sentence)
        case Once(part="whole") if _lasts(verb, found) and not found.dues:
            return _how_long(found, sentence, either=True)
        case HandOver() if _at_most(found) is not None:
            return _how_long(found, sentence)
        case Once(part="whole") if _ordering(found) is not None:
            return _order_of_what(found, sentence)
        case Once(part="whole"):
            things = _bare_thing(found)
            return _how_many(things, scope) if things else None
        case Quota() if sentence.modal == "shall not":
            return _refused_quota(found, sentence)
        case Quota(at_most=True) if verb in _HOLDING and found.period is not None:
            return _held_throughout(found.period, sentence)
        case Quota(number=0) if _open(found):
            counted = amount(found.core, scope.quiet())
            if counted is not None and any(marked(part, *PER_CENT) for part in counted.parts):
                return _share_of_what(counted.parts)
            return _how_many(counted.parts, scope) if counted is not None else None
        case _:
            return None


def _lasts(verb: str, found: Sorted) -> bool:
    """Whether the verb is one of what lasts: respect the truce; stop at the line."""
    quoted = any(isinstance(part, p.Quoted) for part in found.core)
    return verb in LASTING or (verb in {"stop", "halt"} and len(found.core) > 1 and not quoted)


def _named(found: Sorted) -> bool:
    return any(isinstance(part, p.Ref) for part in found.core)


def _ordering(found: Sorted) -> int | None:
    """Where `before` stands between two classes of a thing."""
    named = any(isinstance(part, p.ThingWord | p.Category) for part in found.core)
    at = next(
        (
            i
            for i, part in enumerate(found.core)
            if marked(part, "before") or (isinstance(part, p.Word) and part.text == "before")
        ),
        None,
    )
    return at if named else None


def _order_of_what(found: Sorted, sentence: t.Sentence) -> Diagnostic:
    """The fault of an order of classes that is not told of a commitment, or not of classes."""
    at = _ordering(found) or 0
    stray = next((part for part in found.core[at + 1 :] if isinstance(part, p.Word)), None)
    end = Span(sentence.span.file, sentence.span.end - 1, sentence.span.end - 1)
    fixes = () if found.under is not None else (Fix(end, " under […]", "say under which: [host]"),)
    return fault(
        "order-of-what",
        stray.span if stray is not None else found.core[at].span,
        "it cannot be told what comes before what"
        if stray is not None
        else "it does not say under which commitment this order holds",
        "an order names two declared classes and the commitment whose acts they are of: "
        "release living captives before dead captives under [host]",
        fixes,
    )


def _at_most(found: Sorted) -> p.Part | None:
    return next((part for part in found.core if marked(part, "at most")), None)


def _open(found: Sorted) -> bool:
    return any(marked(part, *OPEN, *PER_CENT) for part in found.core)


def _bare_thing(found: Sorted) -> tuple[p.Part, ...]:
    """The declared thing right behind the verb, with its class words; empty where there is none."""
    run: list[p.Part] = []
    words = 0
    for part in found.core:
        match part:
            case p.ThingWord():
                return (*run, part)
            case p.Category() | p.Classes():
                run.append(part)
            case p.Receiver() | p.Name():
                run = []
            case p.Word() if part.text in ARTICLES:
                run = [part]
            case p.Word() if not run and (words == 0 or part.text in PARTICLES | PREPOSITIONS):
                words += 1
            case _:
                return ()
    return ()


def _how_many(things: tuple[p.Part, ...], scope: Scope) -> Diagnostic:
    """The fault of a thing without a number."""
    span = Span(things[0].span.file, things[0].span.start, things[-1].span.end)
    article = isinstance(things[0], p.Word)
    bare = span if not article else Span(span.file, things[1].span.start, span.end)
    named = scope.written(bare)
    return fault(
        "missing-amount",
        span,
        f"it does not say how many {named}",
        "what is counted is promised as a number, as all of it, or as a number to be negotiated; "
        "without one, a single act of one would be enough",
        (
            say(span, f"all {named}"),
            say(span, f"a number of {named} to be negotiated"),
        ),
    )


def _refused_quota(found: Sorted, sentence: t.Sentence) -> Diagnostic:
    """The fault of so many in each period that shall not be."""
    place = found.period.span if found.period is not None else sentence.span
    return fault(
        "unused-words",
        sentence.span,
        "'shall not' and so many in each period do not go together",
        "what must not be exceeded in a period is a ceiling, said of what may come: shall admit "
        "at most 600 trucks each day",
        (),
        (Related(place, "the period is here"),),
    )


def _held_throughout(period: p.Period, sentence: t.Sentence) -> Diagnostic:
    """The fault of a thing held, told as if so many came in each period."""
    return fault(
        "keep-how-long",
        sentence.span,
        "what is held is not so many in each period",
        "a level is kept throughout, or until a day; in each period things come or are done: "
        "shall admit at most 600 trucks each day",
        (say(period.span, "throughout"),),
    )


def _share_of_what(parts: tuple[p.Part, ...]) -> Diagnostic:
    """The fault of a share of a figure in each period."""
    return fault(
        "missing-amount",
        Span(parts[0].span.file, parts[0].span.start, parts[-1].span.end),
        "it cannot be told how many this is in each period",
        "a share of a figure is for what is handed over or freed in all; in each period it is a "
        "number: at least 600 trucks each day",
    )


def _how_long(found: Sorted, sentence: t.Sentence, *, either: bool = False) -> Diagnostic:
    """The fault of a thing to be kept without a term; `either`: it may be meant as done once."""
    end = Span(sentence.span.file, sentence.span.end - 1, sentence.span.end - 1)
    fixes: tuple[Fix, ...] = (Fix(end, " throughout", "say 'throughout'"),)
    if found.first is not None:
        first = Span(found.first.span.file, found.first.span.end, found.first.span.end)
        fixes = (Fix(first, " throughout", "say 'throughout' behind the day it begins"),)
    elif either and found.phase is not None:
        once = f"by the end of phase {found.phase}"
        fixes += (Fix(end, f" {once}", f"if it is done once, say '{once}'"),)
    if found.dues and isinstance(found.dues[0], p.Due):
        due = found.dues[0]
        word = Span(due.span.file, due.span.start, due.span.start + len(due.word))
        fixes = (Fix(word, "until", "say 'until' and the last day it is kept"),)
    return fault(
        "keep-how-long",
        sentence.span,
        "it does not say for how long this is kept",
        "what is kept, and what must not be exceeded, is kept throughout, throughout a phase, "
        "or until a day; a day with 'by' is for what is done once",
        fixes,
    )


def _suspends_nothing(found: Sorted, sentence: t.Sentence) -> Diagnostic:
    """The finding of a power to suspend that names no commitment."""
    named = found.core
    span = Span(sentence.span.file, named[0].span.start, named[-1].span.end)
    return Diagnostic(
        "suspends-nothing",
        "finding",
        span,
        "this power names no commitment that it suspends",
        "using it moves no standing; what it suspends is named by its id: may suspend [aid]",
    )
