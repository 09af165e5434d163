"""Amounts as written → numbers, things, classes and shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trucebook.model.agreement import Found, Share
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.quantity import Class, Number, Thing
from trucebook.syntax import parts as p
from trucebook.syntax.faults import fault, say
from trucebook.syntax.span import Span

OPEN = {"all", "all remaining", "half of the remaining"}
PER_CENT = ("per cent", "per cent of", "per cent of the remaining")
SURPLUS = "a surplus counts for the next"
FLOOR = "so that there are"
_ARTICLE = "the"
_PLAIN = {"of", "the", "its", "their", "these", "those", "such", "additional", "further", "other"}
"""Words before what is counted that say of no kind which it is."""
_WHERE = {"to", "from", "into", "through", "in", "at", "on", "for", "with", "by", "within"}


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a thing. `number` is None where it follows from a figure that is found later."""

    number: Number | None
    thing: str
    of: Class
    bound: Literal["at least", "at most"] | None
    negotiated: bool
    parts: tuple[p.Part, ...]
    """What it was read from; everything else of the sentence is verb, receiver and object."""
    number_span: Span | None = None
    found: Found | None = None
    """How many of what is found, where `number` does not say."""
    rest_of: p.Ref | None = None
    """The commitment whose rest it is."""


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
        if marked(part, "the rest") and (rest := _rest(parts, index, scope)) is not None:
            return rest
        if isinstance(part, p.Number | p.Duration) or marked(part, *OPEN):
            return _counted(parts, index, scope)
    negotiated = next((part for part in parts if marked(part, "to be negotiated")), None)
    return _negotiated(parts, scope) if negotiated is not None else None


def _rest(parts: Sequence[p.Part], index: int, scope: Scope) -> Amount | None:
    """`the rest of [host]`: counted as that commitment counts."""
    run = parts[index : index + 3]
    ref = run[-1]
    if len(run) < 3 or not marked(run[1], "of") or not isinstance(ref, p.Ref):  # noqa: PLR2004
        return None
    ids = scope.ref(ref)
    thing = next((duty.thing for duty in scope.duties if duty.id in ids), None) or ""
    return Amount(None, thing, frozenset(), None, False, tuple(run), rest_of=ref)  # noqa: FBT003


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
    start = index + 1
    share = parts[start] if start < len(parts) and marked(parts[start], *PER_CENT) else None
    if share is not None:
        used.append(share)
        start += 1
    if start < len(parts) and isinstance(parts[start], p.Word) and is_article(parts[start]):
        used.append(parts[start])
        start += 1
    tail = _tail(parts[start:])
    used.extend(tail)
    thing = _thing(tail, scope)
    if thing is None:
        return None
    classes = scope.classes(thing, tail)
    _strays(tail, thing, scope)
    floor = index > 1 and marked(parts[index - 2], FLOOR) and bound == "at least"
    if floor and isinstance(head, p.Number):
        used.insert(0, parts[index - 2])
        figure = _figure(parts[start + len(tail) :])
        used.extend(figure)
        name = next((part.text for part in figure if isinstance(part, p.Quoted)), thing)
        wanted = Found(100, name, classes, floor=head.value)
        return Amount(None, thing, classes, None, False, tuple(used), None, wanted)  # noqa: FBT003 - known
    if isinstance(head, p.Number) and share is None:
        given = tuple(used)
        return Amount(head.value, thing, classes, bound, False, given, head.span)  # noqa: FBT003 - known
    figure = _figure(parts[start + len(tail) :])
    used.extend(figure)
    name = next((part.text for part in figure if isinstance(part, p.Quoted)), thing)
    found = Found(_per_cent(head), name, classes, of_rest=_of_rest(share or head))
    return Amount(None, thing, classes, bound, False, tuple(used), None, found)  # noqa: FBT003 - as above


def is_article(part: p.Part) -> bool:
    """The article before what is counted: 30 per cent of the fighters."""
    return isinstance(part, p.Word) and part.text == _ARTICLE


def _figure(behind: Sequence[p.Part]) -> list[p.Part]:
    """`in "the register"`: the figure that says how many there are."""
    match behind[:2]:
        case [p.Word(text="in") as word, p.Quoted() as name]:
            return [word, name]
        case _:
            return []


def _per_cent(head: p.Part) -> Number:
    if isinstance(head, p.Number):
        return head.value
    return 50 if marked(head, "half of the remaining") else 100


def _of_rest(mark: p.Part) -> bool:
    return marked(mark, "half of the remaining", "all remaining", "per cent of the remaining")


def _tail(parts: Sequence[p.Part]) -> list[p.Part]:
    """What is counted: class words and the thing, up to whom or where it goes."""
    tail: list[p.Part] = []
    named = False
    for part in parts:
        match part:
            case p.Classes():
                tail.append(part)
            case p.Category() | p.Word() if named or (
                isinstance(part, p.Word) and part.text in _WHERE
            ):
                break
            case p.Category() | p.Word() | p.ThingWord():
                tail.append(part)
                named = named or isinstance(part, p.ThingWord)
            case _:
                break
    return tail


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
        if not isinstance(part, p.Word) or part.text in _PLAIN or declared is None:
            continue
        say_so = scope.unknown_category if declared.axes else scope.no_categories
        say_so(part.text, part.span, declared)


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
    of = scope.classes(thing, tail)
    agreed = Found(100, "", of)
    return Amount(None, thing, of, None, negotiated=True, parts=used, found=agreed)


def shares(
    parts: Sequence[p.Part], thing: str | None, scope: Scope, whole: Number | None = None
) -> tuple[Share, ...]:
    """The shares behind `of which`, of so many in all."""
    found: list[Share] = []
    declared = scope.things.get(thing or "")
    for run in segments(parts, ",", "and", "of which"):
        number = next((part.value for part in run if isinstance(part, p.Number)), None)
        of = scope.classes(thing, run)
        if declared is not None:
            for part in run:
                if isinstance(part, p.Word):
                    scope.unknown_category(part.text, part.span, declared)
        if number is not None:
            found.append(Share(number, of))
    if whole is not None and not scope.learning:
        _within(found, whole, parts, declared, scope)
    return tuple(found)


def _within(
    found: Sequence[Share],
    whole: Number,
    parts: Sequence[p.Part],
    thing: Thing | None,
    scope: Scope,
) -> None:
    """Say so where shares come to more than the whole: each, and together those of one axis."""
    axes = [frozenset(categories) for _, categories in thing.axes] if thing is not None else []
    sums = [sum(share.number for share in found if share.of & axis) for axis in axes]
    most = max([*sums, *(share.number for share in found)], default=0)
    if most <= whole:
        return
    numbers = [part for part in parts if isinstance(part, p.Number)]
    span = Span(numbers[0].span.file, numbers[0].span.start, parts[-1].span.end)
    scope.faults.append(
        fault(
            "shares-exceed-whole",
            span,
            f"the shares come to {most}, the whole is {whole}",
            "shares are parts of the whole: those that exclude each other come to no more than it",
            (say(numbers[0].span, str(whole)),) if len(found) == 1 else (),
        )
    )
