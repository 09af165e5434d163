"""Words of a sentence that its kind has no use for: told, never passed over.

A sentence that says more than is read would look as if all of it were held.
Source: spec/diagnostics/unused-words.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from trucebook.model.agreement import (
    Conduct,
    Exchange,
    Expectation,
    HandOver,
    JointAct,
    Keep,
    Level,
    Notice,
    Once,
    Order,
    Power,
    Quota,
    Terms,
)
from trucebook.model.from_syntax_amounts import FLOOR, OPEN, PER_CENT, SURPLUS, amount
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_sorted import Sorted
from trucebook.model.from_syntax_words import ARTICLES, PREPOSITIONS, STATES
from trucebook.syntax import parts as p
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.span import Span

_PLAIN = {",", ":", ";", "and", "or", "is", "are", "of", "go on", "begins", "all"}
_COUNTS = {"the rest", "at least", "of which", "to be negotiated", *OPEN, *PER_CENT}
_MARKS: dict[type[Terms], set[str]] = {
    HandOver: _COUNTS | {FLOOR},
    Quota: _COUNTS - {"the rest"} | {"on average", "at most", SURPLUS},
    Exchange: {"for each", "for the", "of which", "at least"},
    Level: {"at least", "at most"},
    Notice: {"at least"},
    Order: {"before"},
}
_FREE = (Conduct, Expectation)
"""Nothing is computed from these."""


def unread(found: Sorted, terms: Terms, scope: Scope) -> None:
    """Say which words of the sentence have no use in a commitment of this kind."""
    if isinstance(terms, _FREE):
        return
    told = [part.span for part in _useless(found, terms)]
    if len(found.dues) > 1 and found.whichever is None and found.dues[1].span in told:
        told.remove(found.dues[1].span)
        scope.faults.append(_second_day(found, scope))
    if isinstance(terms, Keep) and not terms.refrain:
        numbers = [part for part in found.core if isinstance(part, p.Number)]
        for part in numbers:
            told.remove(part.span)
            scope.faults.append(_level(part))
    for span in told:
        if found.period is not None and span == found.period.span and isinstance(terms, Once):
            scope.faults.append(_again(found.period, scope))
        else:
            _say(span, terms, scope)
    if isinstance(terms, HandOver | Quota | Level | Once | Keep):
        _left_over(found, terms, scope, told)


def _level(number: p.Number) -> Diagnostic:
    return fault(
        "unused-words",
        number.span,
        f"'{number.value}' does not say whether more, or fewer, would do",
        "how many are kept is a level: shall keep at least 2 crossings open throughout",
        (say(number.span, f"at least {number.value}"),),
    )


def _again(period: p.Period, scope: Scope) -> Diagnostic:
    return fault(
        "unused-words",
        period.span,
        f"'{scope.written(period.span)}' has no use without a number",
        "what is done again and again is so many in each period, of a thing that is counted: "
        "count reports, and publish 1 report each month",
    )


def _second_day(found: Sorted, scope: Scope) -> Diagnostic:
    first, second = found.dues[0].span, found.dues[1].span
    return fault(
        "unused-words",
        second,
        f"'{scope.written(second)}' is a second day for one thing",
        "one duty has one day; what has a day of its own is a sentence with an id of its own, or, "
        "of what is counted, a round: 3 by day 3, the rest by day 9; of two days for one thing, "
        "say which counts: by day 3 or by day 9, whichever is earlier",
        (),
        (Related(first, "the first is here"),),
    )


def _say(span: Span, terms: Terms, scope: Scope, fixes: tuple[Fix, ...] = ()) -> None:
    scope.faults.append(
        fault(
            "unused-words",
            span,
            f"'{scope.written(span)}' has no use in this sentence",
            f"the sentence is read as {_KINDS[type(terms)]}, which has no place for it; say it "
            "in a sentence of its own, or as a note; words that mean something here are told in "
            "spec/language/grammar.md",
            fixes,
        )
    )


def _left_over(found: Sorted, terms: Terms, scope: Scope, told: list[Span]) -> None:
    """Words behind the amount, or behind the name in quotes, that nothing is made of."""
    behind = _behind(found, scope)
    run: list[p.Part] = []
    for part, after in pairwise([*behind, None]):
        if part is None:
            continue
        word = part.text if isinstance(part, p.Word) else ""
        joins = word in PREPOSITIONS
        quoted = isinstance(after, p.Quoted | p.PhaseRef)
        if word == "to" and isinstance(after, p.Word):
            named = [after.span]
            if after.text in ARTICLES:
                following = behind[behind.index(after) + 1 :]
                named += [one.span for one in takewhile(_is_name, following)]
            scope.stranger(Span(part.span.file, part.span.start, named[-1].end))
            return
        if (joins and quoted) or (not run and isinstance(part, p.Quoted)):
            continue
        run.append(part)
    if not told:
        for piece in _pieces(run):
            span = Span(piece[0].span.file, piece[0].span.start, piece[-1].span.end)
            _say(span, terms, scope, _wording(piece, found, terms, scope))


_PLACING = {"from", "into", "in", "at", "through", "via", "across", "along", "near", "inside"}
"""Prepositions that a place stands behind."""


def _pieces(run: Sequence[p.Part]) -> Iterable[list[p.Part]]:
    """Words left over, one piece for each place and each stretch of time they name."""
    piece: list[p.Part] = []
    for part in run:
        opens = isinstance(part, p.Word) and part.text in _PLACING | {"during"}
        if opens and piece:
            yield piece
            piece = []
        piece.append(part)
    if piece:
        yield piece


def _wording(piece: Sequence[p.Part], found: Sorted, terms: Terms, scope: Scope) -> tuple[Fix, ...]:
    """What was meant by words left over: a place, or a stretch of time."""
    first, rest = piece[0], piece[1:]
    if not isinstance(first, p.Word) or not rest:
        return ()
    span = Span(first.span.file, first.span.start, rest[-1].span.end)
    if first.text == "during":
        if isinstance(terms, Keep | Level):
            return (say(span, "throughout"),)
        if isinstance(terms, Quota):
            return (Fix(span, "", "leave it out: a quota holds as long as its phase"),)
        end = f"by the end of phase {found.phase}"
        return (say(span, end),) if found.phase and not found.dues else ()
    if first.text in _PLACING and all(isinstance(part, p.Word) for part in rest):
        place = scope.written(Span(first.span.file, rest[0].span.start, rest[-1].span.end))
        return (say(span, f'{first.text} "{place}"'),)
    return ()


def _is_name(part: p.Part) -> bool:
    """Whether a word can be part of a name behind `to the`."""
    return isinstance(part, p.Word) and part.text not in PREPOSITIONS | {"per", "for", "and"}


def _behind(found: Sorted, scope: Scope) -> list[p.Part]:
    """The plain words and numbers behind what is counted, or behind what is named in quotes."""
    counted = amount(found.core, scope.quiet())
    used = {id(part) for part in counted.parts} if counted is not None else set()
    last = max((i for i, part in enumerate(found.core) if id(part) in used), default=-1)
    if counted is None:
        last = next((i for i, part in enumerate(found.core) if isinstance(part, p.Quoted)), -1)
        if last < 0:
            return []
    return [
        part
        for part in found.core[last + 1 :]
        if isinstance(part, p.Word | p.Number | p.Duration | p.Quoted | p.PhaseRef | p.ThingWord)
        and not (isinstance(part, p.Word) and part.text in STATES)
    ]


def _useless(found: Sorted, terms: Terms) -> Iterable[p.Part]:
    allowed = _PLAIN | _MARKS.get(type(terms), set())
    if len(found.dues) > 1:
        allowed = allowed | {"whichever is earlier", "whichever is later"}
    for part in found.core:
        if isinstance(part, p.Mark) and part.word not in allowed:
            yield part
    yield from _second_act(found, terms)
    if found.under is not None and not isinstance(terms, Order):
        yield found.under
    if found.period is not None and not isinstance(terms, Quota):
        yield found.period
    if found.first is not None and not isinstance(terms, Quota | Power | Keep | Level):
        yield found.first
    if not isinstance(terms, Once | HandOver):
        yield from found.same_time
    if found.each_round is not None and not (isinstance(terms, HandOver) and len(terms.steps) > 1):
        yield found.each_round
    rest = isinstance(terms, HandOver) and terms.rest_of is not None
    if found.in_place is not None and not rest:
        yield found.in_place
    if found.throughout is not None and not isinstance(terms, Keep | Level | Quota):
        yield found.throughout
    if isinstance(terms, Keep) and not terms.refrain:
        yield from (part for part in found.core if isinstance(part, p.Number))
    if isinstance(terms, Quota | Level):
        yield from found.dues
    if len(found.dues) > 1 and found.whichever is None:
        yield found.dues[1]
    if found.shares and not isinstance(terms, Exchange | HandOver | Quota):
        yield found.shares[0]


def _second_act(found: Sorted, terms: Terms) -> Iterable[p.Part]:
    """`… 3 captives and open the road`: one commitment, one sentence."""
    if isinstance(terms, Order | Notice | JointAct):
        return
    named = False
    for part, after in pairwise(found.core):
        named = named or isinstance(part, p.Number | p.Quoted)
        joined = isinstance(part, p.Mark) and part.word == "and"
        if named and joined and isinstance(after, p.Word):
            yield part


_KINDS: dict[type[Terms], str] = {
    HandOver: "a hand-over of so many",
    Quota: "so many in each period",
    Exchange: "an exchange",
    Level: "a level to keep",
    Notice: "a notice before each act",
    Order: "an order of classes",
    Keep: "a thing to keep or to refrain from",
    Once: "a thing done once",
    Power: "a power",
    JointAct: "an act of both",
}
