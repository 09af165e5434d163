"""The fields behind a report's statement: `says …; source …, published … <…>; for [host]`."""

from __future__ import annotations

import re

from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.faults import cannot_read, fault, open_quote, say
from trucebook.syntax.function_words import nearest
from trucebook.syntax.span import Span

COLUMNS = {
    "says": "asserted_by",
    "as": "asserted_role",
    "source": "source",
    "published": "published",
    "for": "for",
    "event": "event",
    "part of": "part_of",
    "place": "place",
    "stage": "stage",
    "stance": "stance",
    "corrects": "corrects",
    "retracts": "retracts",
    "quote": "quote",
    "text": "text",
    "hedge": "hedge",
    "ground": "ground",
    "language": "language",
    "wire": "wire_group",
    "recorded": "recorded",
    "by": "recorded_by",
    "accepted": "accepted",
    "result": "result",
    "under": "under",
    "deadline": "deadline",
    "unless": "unless",
    "harm": "harm",
    "purpose": "purpose",
    "called": "called",
    "error": "noted_error",
    "kind": "kind",
    "counts": "count_basis",
    "object": "object",
    "to": "counterpart",
}
"""The words a field begins with, and the column each fills."""

_FIELD = re.compile(
    r"""[;,\s]*(?:
      (?P<comment>\#[^\n]*)
    | <(?P<url>[^<>\s]*)>
    | for[ \t]+(?P<refs>none\b|\[[^\]\n]*\](?:[ \t]*,?[ \t]*(?:and[ \t]+)?\[[^\]\n]*\])*)
    | (?P<flag>contrary|not[ ]contrary|unsourced)\b
    | (?P<word>says|as|source|published|event|part[ ]of|place|stage|stance|corrects|retracts|quote
        |text|hedge|ground|language|wire|recorded|by|accepted|result|under|deadline|unless|harm|purpose|called|error|kind|counts|object|to)
      [ \t]+(?:"(?P<quoted>[^"\n]*)"|(?P<bare>[^"\n;<\#,]*[^"\s;<\#,]))
    )""",
    re.VERBOSE,
)
_REST = re.compile(r"[;,.\s]*$")
_ID = re.compile(r"\[([^\]\n]*)\]")
_RANGE = re.compile(r"(\d+)(?:(?:\.\.|[ \t]+to[ \t]+)(\d+))?$")
_BARE_ID = re.compile(r"for[ \t]+([\w./-]+)")
_WANTED = 'a field: says "…"; source "…", published 2025-01-25 <…>; for [id]'


def fields(file: str, text: str, start: int, end: int) -> tuple[list[t.Field], list[Diagnostic]]:
    """The fields from `start` to `end`, in the order written."""
    found: list[t.Field] = []
    position = start
    match = _FIELD.match
    while True:
        field = match(text, position, end)
        if field is None:
            break
        position = field.end()
        kind = field.lastgroup
        if kind == "comment":
            continue
        if kind in {"quoted", "bare"}:
            column = COLUMNS[field["word"]]
            value = field[kind]
            place = (field.start("word"), position)
            if column == "accepted":
                found.extend(_range(value, place))
            else:
                found.append(t.Field(column, value, *place))
        elif kind == "url":
            found.append(t.Field("url", field["url"], *field.span("url")))
        elif kind == "refs":
            ids: object = [ref.strip() for ref in _ID.findall(field["refs"])] or "none"
            found.append(t.Field("for", ids, *field.span("refs")))
        else:
            flag = field["flag"]
            column = "unsourced" if flag == "unsourced" else "contrary"
            place = field.span("flag")
            found.append(t.Field(column, not flag.startswith("not"), *place))
    if _REST.match(text, position, end):
        return found, []
    while position < end and text[position] in "; ,\t\r\n":
        position += 1
    return found, [_wrong(file, text, position, end)]


_OWN = {"counterpart", "asserted_by", "event", "result"}
"""Columns that no field may say otherwise than the statement does; the others have the last word:
`kind`, `object` and `stage` are there to say what the statement's own words cannot."""


def said_twice(file: str, text: str, said: list[t.Field], more: list[t.Field]) -> list[Diagnostic]:
    """Columns that a statement and its fields, or two fields, fill with different words."""
    first = {field.column: field for field in said if field.column in _OWN}
    faults = []
    for field in more:
        other = first.setdefault(field.column, field)
        if other.value == field.value:
            continue
        span = Span(file, field.start, field.end)
        faults.append(
            fault(
                "field-twice",
                span,
                f"'{text[span.start : span.end]}' says {field.column} a second time",
                "a report has one value in each column; what is said by two is two reports",
                (Fix(span, "", "leave one of them out"),),
                (Related(Span(file, other.start, other.end), "the first time is here"),),
            )
        )
    return faults


def _range(value: str, place: tuple[int, int]) -> list[t.Field]:
    match = _RANGE.match(value.strip())
    low: object = int(match[1]) if match else value
    high = int(match[2]) if match and match[2] else low
    return [t.Field("accepted_low", low, *place), t.Field("accepted_high", high, *place)]


def _wrong(file: str, text: str, position: int, end: int) -> Diagnostic:
    line_end = text.find("\n", position, end)
    stop = end if line_end < 0 else line_end
    line = text[position:stop]
    if line.count('"') % 2:
        start = position + line.rindex('"')
        return open_quote(Span(file, start, stop), stop, text[start:stop])
    word = line.split(maxsplit=1)[0]
    span = Span(file, position, position + len(word))
    bare = _BARE_ID.match(line)
    fixes: tuple[Fix, ...] = ()
    if bare is not None:
        place = Span(file, position + bare.start(1), position + bare.end(1))
        fixes = (say(place, f"[{bare[1]}]"),)
    elif (near := nearest(word, frozenset(COLUMNS))) is not None and near != word:
        fixes = (say(span, near),)
    return cannot_read(span, f"'{word}'", _WANTED, fixes)
