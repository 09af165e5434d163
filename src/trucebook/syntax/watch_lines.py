"""What was watched, from when to when, by whom: lines of the record → tree.

Source: spec/language/record.md.
"""

from __future__ import annotations

import re
from datetime import date

from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.dates_written import dated
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.faults import bad_date, fault, say
from trucebook.syntax.lines import Chunk
from trucebook.syntax.record_lines import bad_days
from trucebook.syntax.span import Span

_WHY = (
    "a watch says what, from when to when, and who watched how: "
    'watched [host] from 2025-01-19 to 2025-03-18 by "English-language wires, searched daily"'
)
_WATCH = re.compile(
    r"""watched[ \t]+(?P<refs>(?:\[[^\]\n]*\](?:\s*,\s*|\s+and\s+)?)+)\s*
    from\s+(?P<first>\d{4}-\d\d-\d\d)\s+to\s+(?P<last>\d{4}-\d\d-\d\d)
    (?:\s+by\s+"(?P<by>[^"\n]*)")?
    (?:\s*[;,]?\s*recorded\s+(?P<recorded>\d{4}-\d\d-\d\d\S*?))?\s*\.?\s*(?:\#.*)?$""",
    re.VERBOSE,
)
_END = re.compile(r"\b(from|to|until)[ \t]+")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_REF = re.compile(r"\[([^\]\n]*)\]")


def watch_line(file: str, text: str, chunk: Chunk) -> tuple[t.WatchLine | None, list[Diagnostic]]:
    """`watched [host], [free] from … to … by "…"`."""
    span = Span(file, chunk.start, chunk.end)
    match = _WATCH.match(text, chunk.start, chunk.end)
    if match is None:
        return None, [_unread(file, text, chunk)]
    faults = [
        one for end in ("first", "last") for one in bad_days(file, match[end], match.start(end))
    ]
    if faults:
        return None, faults
    first, last = (date.fromisoformat(match[end]).toordinal() for end in ("first", "last"))
    if last < first:
        return None, [_backwards(file, text, match)]
    if not match["by"]:
        end = Span(file, match.end("last"), match.end("last"))
        fix = Fix(end, ' by "…"', 'say by "who, how" behind the last day')
        return None, [fault("record-line", span, "it does not say who watched", _WHY, (fix,))]
    refs = tuple(
        p.Ref(ref[1].strip(), Span(file, *ref.span()))
        for ref in _REF.finditer(text, *match.span("refs"))
    )
    return t.WatchLine(refs, first, last, match["by"], match["recorded"], span), []


def _unread(file: str, text: str, chunk: Chunk) -> Diagnostic:
    """Why a line is no watch: its days in another form, `until` for `to`, or something missing."""
    for word in _END.finditer(text, chunk.start, chunk.end):
        if word[1] == "until":
            span = Span(file, *word.span(1))
            fix = (say(span, "to"),)
            return fault("record-line", span, "a watch lasts from a day to a day", _WHY, fix)
        found = dated(text, word.end())
        if found is not None and not bad_days(file, found.written, 0):
            if _ISO.fullmatch(found.written):
                continue
            span = Span(file, word.end(), word.end() + len(found.written))
            fixes = (say(span, found.day.isoformat()),) if found.day is not None else ()
            return bad_date(span, found.written, fixes)
    span = Span(file, chunk.start, chunk.end)
    return fault("record-line", span, "it cannot be read what was watched, and when", _WHY)


def _backwards(file: str, text: str, match: re.Match[str]) -> Diagnostic:
    """A watch that ends before it begins."""
    first, last = (Span(file, *match.span(end)) for end in ("first", "last"))
    begins, ends = (text[span.start : span.end] for span in (first, last))
    both = Span(file, first.start, last.end)
    return fault(
        "ends-before-start",
        last,
        f"'{ends}' comes before '{begins}'",
        "a watch that ends before it begins covers no day",
        (Fix(both, f"{ends} to {begins}", f"say 'from {ends} to {begins}'"),),
        (Related(first, "it begins here"),),
    )
