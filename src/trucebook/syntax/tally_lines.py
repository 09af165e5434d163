"""Sentences of a text of a tally → tree: who holds what, and the terms.

Source: spec/language/tallies.md.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from trucebook.syntax import tree as t
from trucebook.syntax.declared import Declared
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import bad_date, cannot_read, fault, missing_full_stop
from trucebook.syntax.lines import Chunk
from trucebook.syntax.merge import merge
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import tokens

_WORD = r"[^\W\d_][\w-]*"
_CATEGORY = r"[^(),;:\[\]\"]+"
_ID = re.compile(r"\[\s*([^\W_][\w-]*)\s*\]\s*")
_HOLDS = re.compile(
    rf"(?P<holder>{_WORD})\s+holds\s+(?P<thing>{_WORD})"
    rf"(?P<axes>(?:\s*,\s*by\s+{_WORD}\s*\({_CATEGORY}(?:,{_CATEGORY})+\))*)"
    r"\s*,\s*told\s+by\s+(?P<told>.+)",
    re.DOTALL,
)
_TERM = re.compile(
    rf"(?:(?P<sign>plus|less|figures)|from\s+(?P<before>{_CATEGORY}?)\s+to\s+(?P<after>{_CATEGORY}?))"
    r'\s+"(?P<name>[^"\n]+)"(?:\s*,\s*until\s+(?P<until>\d{1,2}\s+[^\W\d_]+\s+\d{4}))?\s*,\s*told\s+by\s+(?P<told>.+)',
    re.DOTALL,
)
_AXIS = re.compile(rf"by\s+({_WORD})\s*\(({_CATEGORY}(?:,{_CATEGORY})+)\)")
_TOLD = re.compile(
    rf"\s*(?:\[\s*(?P<id>[\w/.-]+)\s*\]|(?P<kind>{_WORD})\s+of\s+(?P<object>[^\W_][\w-]*)"
    rf"(?:\s*\((?P<of>{_CATEGORY}(?:,{_CATEGORY})*)\))?)\s*(?:,|$)"
)
_COMMENT = re.compile(r'("[^"\n]*")|#[^\n]*')
_FORMS = (
    "who holds what, or a term: "
    "[held] beta holds captives, by life (living, dead), told by figure of captives. · "
    '[freed] less "freed", told by release of captives, [host]. · '
    '[found] from living to dead "found to be dead", told by found-dead of captives.'
)


def tally(file: str, text: str, chunk: Chunk) -> tuple[t.TallyLine | None, list[Diagnostic]]:
    """One sentence of a tally."""
    span = Span(file, chunk.start, chunk.end)
    # Comments become spaces, so that every place stays where it is.
    words = _COMMENT.sub(
        lambda m: m[0] if m[1] else " " * len(m[0]), text[chunk.start : chunk.end]
    ).rstrip()
    begun = _ID.match(words)
    if begun is None:
        why = "an id is one word of letters, digits and hyphens"
        return None, [fault("bad-id", span, "this cannot be the id of a term", why)]
    id_span = Span(file, chunk.start, chunk.start + len(begun[0].rstrip()))
    if not words.endswith("."):
        return None, [missing_full_stop(Span(file, chunk.end - 1, chunk.end))]
    for pattern in (_HOLDS, _TERM):
        found = pattern.fullmatch(words, begun.end(), len(words) - 1)
        if found is not None:
            break
    else:
        place = Span(file, chunk.start + begun.end(), chunk.end)
        return None, [cannot_read(place, "this sentence", _FORMS)]
    told = _told(file, chunk.start, words, *found.span("told"))
    if isinstance(told, Diagnostic):
        return None, [told]
    said: dict[str, Any] = found.groupdict()
    move = None
    form = said.get("sign") or "holds"
    if said.get("before"):
        form, move = "move", (_folded(said["before"]), _folded(said["after"]))
    until = None
    if said.get("until"):
        until = _day(said["until"])
        if until is None:
            return None, [
                bad_date(
                    Span(file, *(chunk.start + at for at in found.span("until"))), said["until"]
                )
            ]
    axes = tuple((m[1], _list(m[2])) for m in _AXIS.finditer(said.get("axes") or ""))
    line = t.TallyLine(
        begun[1],
        cast("Any", form),
        said.get("holder") or "",
        said.get("thing") or "",
        said.get("name") or "",
        axes,
        move,
        told,
        until,
        span,
        id_span,
    )
    return line, []


def _told(
    file: str, base: int, words: str, start: int, end: int
) -> tuple[t.ToldBy, ...] | Diagnostic:
    """Which rows tell of it."""
    told: list[t.ToldBy] = []
    while start < end:
        one = _TOLD.match(words, start, end)
        if one is None or not one[0].strip():
            wanted = "a kind and an object of the record, release of captives (living), or [host]"
            return cannot_read(Span(file, base + start, base + end), "what tells of it", wanted)
        of = _list(one["of"] or "")
        place = Span(file, base + start, base + one.end())
        told.append(t.ToldBy(one["kind"], one["object"], of, one["id"], place))
        start = one.end()
    return tuple(told)


def _day(words: str) -> int | None:
    """The day of `31 October 2023`; None where there is none."""
    merged = merge(list(tokens(words, 0, len(words))), Declared())
    if len(merged) != 1 or merged[0].kind != "DATE" or merged[0].text == "bad":
        return None
    return date.fromisoformat(merged[0].text).toordinal()


def _list(words: str) -> tuple[str, ...]:
    return tuple(_folded(one) for one in words.split(",") if one.strip())


def _folded(words: str) -> str:
    return " ".join(words.split())
