"""Lines that begin like nothing the language has: what each was probably meant to be.

Source: spec/diagnostics/stray-line.md, missing-id.md, bad-date.md.
"""

from __future__ import annotations

import re

from trucebook.syntax.dates_written import dated
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import bad_date, fault, say
from trucebook.syntax.function_words import nearest
from trucebook.syntax.record_unsaid import unsaid
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import singular

_FORMS = {
    "agreement": 'agreement "…"',
    "amendment": 'amendment to "…"',
    "proposal": 'proposal "…"',
    "side": 'side letter "…", read by alpha',
    "instrument": 'instrument "…" of alpha, un',
    "demands": 'demands "…"',
    "tally": 'tally "…"',
    "outcome": 'outcome ceasefire "the ceasefire": lasting, for a time, none',
    "encoded": 'encoded by "the editors of this book", 25 November 2026',
    "zone": "zone Asia/Jerusalem",
    "day": "day 1 is 19 January 2025",
    "source": 'source "The National", 16 January 2025 <https://…>',
    "basis": 'basis published "The National", 16 January 2025',
    "ids": "ids PA-X 2481, UCDP 234, ISO 3166 IL, PS",
    "parties": "parties, and an id for each on a line of its own or between commas",
    "guarantors": "guarantors, and an id for each",
    "mediators": "mediators, and an id for each",
    "verifiers": 'verifiers icrc "Red Cross" for release',
    "monitors": 'monitors ocha "The aid office" for trucks',
    "beneficiaries": "beneficiaries, and an id for each",
    "third": "third parties, and an id for each",
    "count": "count hostages: by life (living, dead); by group (civilian, soldier)",
    "phase": "phase two, 42 days, or phase two, 42 days from day 43",
    "throughout": "throughout the agreement",
    "after": "after phase one, and below it what follows",
    "reading": 'reading "from day 0", held by beta, of [id]: …',
    "names": "names, and below it what names mean",
    "object": "object hostages means captives (living)",
    "kind": "kind handover means release",
    "monitor": 'monitor "Observers"',
    "watched": 'watched [id] from 2025-01-19 to 2025-03-18 by "who, how"',
    "finding": "finding of cell on e1: confirmed",
}
_CLOSINGS = {
    "basis": 'basis published "The National", 16 January 2025.',
    "original": 'original en "…".',
    "note": 'note "…".',
    "unconditional": "unconditional.",
    "accepted": "accepted by un.",
    "picked": "picked by alpha.",
    "listed": 'listed in "Annex 1".',
    "only": 'only in "…".',
}
_MODAL = re.compile(r"\b(?:shall|may|must|will)\b(?:[ \t]+not\b)?[ \t]*(?P<verb>[\w-]*)")
_LABEL = re.compile(r"\(?(?P<id>\w[\w-]*)[).:]+[ \t]+")
_WORD = re.compile(r"[\w-]+")
_MEANING = re.compile(r"\b(?:speaks?[ ]for|means?|outside|under[ ]the[ ]authority|part[ ]of)\b")
_SEVERAL_WORDS = re.compile(
    r"count[ \t]+(?P<thing>[^\W\d][\w-]*[ \t]+(?!by\b)[^\W\d][\w-]*)[ \t]*(?:[,:]|$)"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d\S*[ \t]+(?=\S)")


def stray(file: str, text: str, start: int, end: int) -> Diagnostic:
    """The fault of a line that begins nothing."""
    span = Span(file, start, end)
    line = text[start:end]
    first = line.split(maxsplit=1)[0]
    word = _WORD.match(first)
    head = _head(Span(file, start, start + len(word[0] if word else first)), first, line)
    return (
        _report(span, line, text)
        or (head if first.lower() == "reading" else None)
        or _sentence(span, line, text)
        or head
        or _closing(Span(file, start, start + len(first)), first)
        or _unknown(span, line)
    )


def _report(span: Span, line: str, text: str) -> Diagnostic | None:
    """A report whose date is written in another way; a day that can be misread gets no fix."""
    iso = _ISO.match(line)
    if iso is not None:
        end = line.find("\n") if "\n" in line else len(line)
        return unsaid(span.file, text, span.start + iso.end(), span.start + end)
    found = dated(line, 0)
    if found is None:
        return None
    place = Span(span.file, span.start, span.start + len(found.written))
    fixes = (say(place, found.day.isoformat()),) if found.day is not None else ()
    return bad_date(place, found.written, fixes)


def _sentence(span: Span, line: str, text: str) -> Diagnostic | None:
    """A commitment without its id."""
    modal = _MODAL.search(line)
    if modal is None:
        return None
    label = _LABEL.match(line)
    wanted = label["id"] if label else modal["verb"].lower() or "an-id"
    number, name = 1, wanted
    while f"[{name}]" in text:
        number += 1
        name = f"{wanted}{number}"
    place = Span(span.file, span.start, span.start + (label.end() if label else 0))
    return fault(
        "missing-id",
        span,
        "this sentence has no id",
        "a commitment begins with its id in brackets, by which conditions and the record name it",
        (Fix(place, f"[{name}] ", f"begin it with an id: [{name}]"),),
    )


def _head(place: Span, first: str, line: str) -> Diagnostic | None:
    """A head word in another spelling or another form."""
    word = _WORD.match(first)
    if word is None:
        return None
    near = nearest(word[0], frozenset(_FORMS))
    if near is None:
        near = next((head for head in _FORMS if singular(head) == singular(word[0])), None)
    if near is None or (len(word[0]) < len("zone") and word[0].lower() != near):
        return None
    if near in _CLOSINGS and line.rstrip().endswith("."):
        return None
    form = _FORMS[near]
    several = _SEVERAL_WORDS.match(line)
    if near == "count" and several is not None:
        one = re.sub(r"[ \t]+", "-", several["thing"])
        start = place.start + several.start("thing")
        span = Span(place.file, start, place.start + several.end("thing"))
        return fault(
            "stray-line",
            span,
            f"'{several['thing']}' is two words",
            f"what is counted has one word, in the head and in every sentence: count {one}, and "
            f"11 {one}",
            (Fix(span, one, f"say '{one}'"),),
        )
    fixes = () if word[0] == near else (Fix(place, near, f"say '{near}'"),)
    return fault(
        "stray-line",
        place,
        f"a line that begins with '{word[0]}' cannot be read here",
        f"it is written so: {form}",
        fixes,
    )


def _closing(place: Span, first: str) -> Diagnostic | None:
    """What is said of the commitment above, in another spelling."""
    bare = first.rstrip(".:")
    near = nearest(bare, frozenset(_CLOSINGS))
    if near is None and bare.lower().startswith("unconditional"):
        near = "unconditional"
    if near is None:
        return None
    span = Span(place.file, place.start, place.start + len(bare))
    return fault(
        "stray-line",
        span,
        f"'{bare}' begins nothing that is said of a commitment",
        f"it is written so: {_CLOSINGS[near]}",
        () if bare == near else (Fix(span, near, f"say '{near}'"),),
    )


def _unknown(span: Span, line: str) -> Diagnostic:
    """A line nobody can guess at."""
    if _MEANING.search(line):
        why = (
            "a line of the names table begins with names in quotes, or with object, kind or "
            'monitor: "Prison Service" speaks for alpha; object hostages means captives'
        )
        quoted = _bare_name(span, line)
        return fault(
            "stray-line",
            span,
            "this line begins like no line of the language",
            why,
            (quoted,) if quoted else (),
        )
    return fault(
        "stray-line",
        span,
        "this line begins like no line of the language",
        "a commitment begins with its id in brackets, a report with its date, "
        "other lines with their head word (parties, count, phase, after, reading, names)",
        (Fix(span, "", "leave the line out, or begin it with '[an-id]'"),),
    )


def _bare_name(span: Span, line: str) -> Fix | None:
    """The fix that puts a name in quotes, or says that a kind is meant."""
    part = re.match(r"[\w-]+[ \t]+is[ \t]+part[ \t]+of\b", line)
    if part is not None:
        place = Span(span.file, span.start, span.start)
        return Fix(place, "kind ", f"say 'kind {part[0]} …'")
    found = re.match(r"(?P<name>[^\"\n;,]+?)[ \t]+(?:speaks?[ ]for|(?:is|are)[ ])", line)
    if found is None:
        return None
    place = Span(span.file, span.start, span.start + found.end("name"))
    return Fix(place, f'"{found["name"]}"', f'put the name in quotes: "{found["name"]}"')
