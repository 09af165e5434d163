"""Lines of a text of demands → tree: outcomes, demands, encodings.

By words and marks, one sentence at a time: what is behind the full stop is read as fields.
Source: spec/language/demands.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from trucebook.syntax import tree as t
from trucebook.syntax.declared import Declared
from trucebook.syntax.demand_rules import Unread, rule_of
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import at, bad_date, cannot_read, fault, missing_full_stop
from trucebook.syntax.lines import Chunk
from trucebook.syntax.merge import merge
from trucebook.syntax.near_demands import near_demand
from trucebook.syntax.record_fields import fields, said_twice
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token, tokens

RESERVED = frozenset(
    {"is", "are", "not", "and", "or", "if", "only", "after", "rules", "out", "then"}
)
"""Words that a value cannot hold: a sentence would end there."""
_OUTCOME = (
    'its id, its name in quotes, its values: outcome ceasefire "the ceasefire": lasting, none'
)
_DEMAND = (
    "alpha demands that …, alpha has the objective that …, or a relation between outcomes: "
    "if war is resumed, ceasefire is not lasting"
)
_ID = re.compile(r"[^\W_][\w-]*")
_BY = re.compile(r'encoded[ \t]+by[ \t]+"(?P<by>[^"\n]*)"')
_ROWS = re.compile(
    r"(?P<word>reported|withdrawn)[ \t]+in[ \t]+"
    r"(?P<ids>[^\s,;\[\]\"<#]+(?:[ \t]*,\s*[^\s,;\[\]\"<#]+(?=[ \t]*(?:[,;#\n]|$)))*)"
)
_OWN = re.compile(
    r'"[^"\n]*"|<[^<>\s]*>|#[^\n]*|'
    r"(?<![\w-])(?P<own>(?:reported|withdrawn)[ \t]+in\b|encoded[ \t]+by\b)"
)
_GAP = re.compile(r"(?:[;,.\s]|#[^\n]*)*")
_FIELDS = frozenset({"says", "source", "quote", "text", "reported", "withdrawn", "encoded"})
"""Words that begin a line behind the sentence; of those of a report, those no value begins with."""
_AIMS = (
    (("demands", "that"), "demand"),
    (("demand", "that"), "demand"),
    (("has", "the", "objective", "that"), "objective"),
    (("have", "the", "objective", "that"), "objective"),
)


def outcome(file: str, text: str, chunk: Chunk) -> tuple[t.OutcomeLine | None, list[Diagnostic]]:
    """`outcome ceasefire "the ceasefire": permanent, for a time, none`."""
    span = Span(file, chunk.start, chunk.end)
    words = list(tokens(text, chunk.start, chunk.end))
    if words and words[-1].kind == ".":
        words.pop()
    colon = next((i for i, word in enumerate(words) if word.kind == ":"), len(words))
    head = words[1:colon]
    kinds = [word.kind for word in head]
    if kinds not in (["WORD"], ["WORD", "STRING"]):
        return None, [cannot_read(span, "the start", _OUTCOME)]
    values: list[t.Written] = []
    run: list[Token] = []
    for word in [*words[colon + 1 :], Token(",", ",", chunk.end, chunk.end)]:
        if word.kind != ",":
            if word.kind not in {"WORD", "NUMBER"} or word.text in RESERVED:
                wanted = "values, a comma between two, without the words of a sentence: yes, no"
                return None, [cannot_read(at(file, word), f"'{word.text}'", wanted)]
            run.append(word)
        elif run:
            place = Span(file, run[0].start, run[-1].end)
            values.append(t.Written(" ".join(text[place.start : place.end].split()), place))
            run = []
    twice = [one for i, one in enumerate(values) if one.text in {v.text for v in values[:i]}]
    if twice:
        wanted = "each value once"
        return None, [cannot_read(twice[0].span, f"'{twice[0].text}'", wanted)]
    if len(values) < 2:  # noqa: PLR2004 - what can come out one way only is no question
        return None, [cannot_read(span, "the start", f"two values or more: {_OUTCOME}")]
    name = head[1].text[1:-1] if len(head) > 1 else None
    return t.OutcomeLine(t.Written(head[0].text, at(file, head[0])), name, tuple(values), span), []


def encoded(file: str, text: str, chunk: Chunk) -> tuple[t.EncodedLine | None, list[Diagnostic]]:
    """`encoded by "…", 25 November 2026` in the head: the author of all that names no other."""
    read = _author(file, text, chunk.start, chunk.end)
    rest = read.end if isinstance(read, _Author) else chunk.end
    if isinstance(read, Diagnostic):
        return None, [read]
    gap = _GAP.match(text, rest, chunk.end)
    if gap is None or gap.end() != chunk.end:
        return None, [cannot_read(Span(file, rest, chunk.end), "here", "nothing more")]
    return read.line, []


def demand(file: str, text: str, chunk: Chunk) -> tuple[t.DemandLine | None, list[Diagnostic]]:
    """`[home] alpha demands that captives is all home.`, with its fields."""
    words = list(tokens(text, chunk.start, chunk.end))
    ref, span = words[0], Span(file, chunk.start, chunk.end)
    if ref.kind != "REF" or not _ID.fullmatch(ref.text[1:-1].strip()):
        return None, [_bad_id(at(file, ref), ref.text)]
    stop = _stop(text, words)
    if words[stop].kind != ".":
        return None, [missing_full_stop(at(file, words[stop]))]
    sentence = words[1:stop]
    kind, by, rest = _demanders(file, sentence)
    if by is None:
        near = near_demand(file, sentence)
        return None, [near or cannot_read(at(file, sentence[0]), f"'{sentence[0].text}'", _DEMAND)]
    if not rest:
        return None, [cannot_read(at(file, words[stop]), "the full stop", _DEMAND)]
    rule = rule_of(file, rest)
    if isinstance(rule, Unread):
        return None, [near_demand(file, sentence) or _unread(rule, encoding=not by)]
    behind = _behind(file, text, words[stop].end, chunk.end)
    if behind.faults:
        return None, behind.faults
    name = ref.text[1:-1].strip()
    line = t.DemandLine(
        name,
        kind,  # type: ignore[arg-type]  # one of the three
        by,
        rule,
        behind.encoded,
        tuple(behind.rows["reported"]),
        tuple(behind.rows["withdrawn"]),
        tuple(behind.fields),
        span,
        at(file, ref),
    )
    return line, []


def _stop(text: str, words: list[Token]) -> int:
    """Where the sentence ends: its full stop, or the last word before who says so."""
    for index, word in enumerate(words):
        if word.kind == ".":
            return index
        begins = index and "\n" in text[words[index - 1].end : word.start]
        if begins and word.text in _FIELDS:
            return index - 1
    return len(words) - 1


def _demanders(
    file: str, words: list[Token]
) -> tuple[str, tuple[t.Written, ...] | None, list[Token]]:
    """Whose demand it is, and the words of it; nobody's where the sentence is an encoding."""
    texts = [word.text for word in words]
    for index in range(len(words)):
        for phrase, kind in _AIMS:
            if tuple(texts[index : index + len(phrase)]) == phrase:
                who = [w for w in words[:index] if w.kind != "," and w.text != "and"]
                if not who or any(w.kind not in {"WORD", "STRING"} for w in who):
                    return kind, None, []
                names = tuple(t.Written(w.text.strip('"'), at(file, w)) for w in who)
                return kind, names, words[index + len(phrase) :]
    return "encoding", (), words


def _unread(unread: Unread, *, encoding: bool) -> Diagnostic:
    wanted = f"{unread.wanted}; or whose demand it is: {_DEMAND}" if encoding else unread.wanted
    return cannot_read(unread.span, f"'{unread.found}'", wanted)


def _bad_id(span: Span, written: str) -> Diagnostic:
    return fault(
        "bad-id",
        span,
        f"{written} cannot be the id of a demand",
        "an id is one word of letters, digits and hyphens",
    )


@dataclass(frozen=True, slots=True)
class _Author:
    line: t.EncodedLine
    end: int


def _author(file: str, text: str, start: int, end: int) -> _Author | Diagnostic:
    """Who put it into our words, and on which day."""
    found = _BY.match(text, start, end)
    if found is None:
        wanted = 'the author in quotes, and the day: encoded by "…", 25 November 2026'
        return cannot_read(Span(file, start, end), "'encoded'", wanted)
    words = merge(list(tokens(text, found.end(), end)), Declared())
    if [word.kind for word in words[:2]] != [",", "DATE"]:
        return _Author(
            t.EncodedLine(found["by"], None, Span(file, start, found.end())), found.end()
        )
    written = words[1]
    if written.text == "bad":
        return bad_date(at(file, written), text[written.start : written.end])
    day = date.fromisoformat(written.text).toordinal()
    return _Author(t.EncodedLine(found["by"], day, Span(file, start, written.end)), written.end)


@dataclass(slots=True)
class _Behind:
    """What stands behind the full stop."""

    encoded: t.EncodedLine | None
    rows: dict[str, list[t.Written]]
    fields: list[t.Field]
    faults: list[Diagnostic]


def _behind(file: str, text: str, start: int, end: int) -> _Behind:
    """The author and rows of the record, and between them fields as a report has them."""
    read = _Behind(None, {"reported": [], "withdrawn": []}, [], [])
    position = start
    for own in _OWN.finditer(text, start, end):
        if own["own"] is None or own.start() < position:
            continue
        _fields(file, text, (position, own.start()), read)
        position = _own(file, text, own.start("own"), end, read)
    _fields(file, text, (position, end), read)
    read.faults.extend(said_twice(file, text, [], read.fields))
    return read


def _fields(file: str, text: str, place: tuple[int, int], read: _Behind) -> None:
    found, faults = fields(file, text, *place)
    read.fields.extend(found)
    read.faults.extend(faults)


def _own(file: str, text: str, start: int, end: int, read: _Behind) -> int:
    """Take in what only a text of demands says, and tell where it ends."""
    rows = _ROWS.match(text, start, end)
    if rows is not None:
        for one in re.finditer(r"[^\s,;]+", rows["ids"]):
            place = rows.start("ids") + one.start()
            span = Span(file, place, place + len(one[0]))
            read.rows[rows["word"]].append(t.Written(one[0], span))
        return rows.end()
    author = _author(file, text, start, end)
    if isinstance(author, _Author):
        read.encoded = author.line
        return author.end
    read.faults.append(author)
    return end
