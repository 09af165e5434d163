"""Lines of the record → tree: date, statement, field after field; findings.

Shape: fields carry the column names of the record's JSON Lines and CSV forms.
Source: spec/language/record.md.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import bad_date, cannot_read, fault
from trucebook.syntax.lines import Chunk
from trucebook.syntax.record_fields import fields, said_twice
from trucebook.syntax.record_statement import WHO, happened, put, statement
from trucebook.syntax.record_unsaid import unsaid
from trucebook.syntax.span import Span

_HEAD = re.compile(
    r"""(?P<date>\S+)[ \t]+
    (?:\[(?P<id>[^\]\n]+)\][ \t]*)?
    (?:(?P<kind>[a-z][\w-]*(?:[ ][a-z][\w-]*)?):[ \t]*)?
    (?P<said>(?:"[^"\n]*"|[^"\n;\#])*?)
    (?=[ \t]*(?:;|\n|\#|$)|[ \t]+for[ \t]+(?:\[|none\b))""",
    re.VERBOSE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


def record_line(file: str, text: str, chunk: Chunk) -> tuple[t.RecordLine | None, list[Diagnostic]]:
    """One report: date, statement, fields."""
    head = _HEAD.match(text, chunk.start, chunk.end)
    span = Span(file, chunk.start, chunk.end)
    if head is None:
        return None, [cannot_read(span, "the start", "a date and who did what")]
    faults = bad_days(file, head["date"], head.start("date"))
    found = [t.Field("event_date", head["date"], *head.span("date"))]
    if head["id"]:
        found.append(t.Field("id", head["id"].strip(), *head.span("id")))
    if head["kind"]:
        found.append(t.Field("kind", head["kind"], *head.span("kind")))
    said = None if head["kind"] else happened(text, *head.span("said"))
    said = said or statement(text, *head.span("said"), head["kind"])
    if said is None:
        faults.append(unsaid(file, text, *head.span("said")))
    else:
        found.extend(said)
    more, wrong = fields(file, text, head.end(), chunk.end)
    faults.extend([*wrong, *said_twice(file, text, found, more)])
    return (None if faults else t.RecordLine((*found, *more), span)), faults


def bad_days(file: str, written: str, start: int) -> list[Diagnostic]:
    """The days of a date that the calendar does not have."""
    if _in_calendar(written):
        return []
    wrong = []
    for match in _DAY.finditer(written):
        try:
            date.fromisoformat(match.group())
        except ValueError:
            span = Span(file, start + match.start(), start + match.end())
            wrong.append(bad_date(span, match.group()))
    return wrong


@cache
def _in_calendar(written: str) -> bool:
    """Whether a date as written is one plain day that there is; the rest is looked at closely."""
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


_FINDING = re.compile(
    rf"""finding[ \t]+(?:of|by)[ \t]+(?P<by>{WHO})[ \t]+on[ \t]+(?P<event>{WHO}|\[[^\]\n]*\])
    [ \t]*:[ \t]*(?P<result>confirmed|not[ \t]confirmed|inconclusive|no[ \t]access)\b""",
    re.VERBOSE,
)


_FOUND = (
    "a finding says whose it is, on which event, and what was found, which is one of confirmed, "
    "not confirmed, inconclusive, no access: finding of cell on e1: confirmed"
)


def finding_line(
    file: str, text: str, chunk: Chunk
) -> tuple[t.RecordLine | None, list[Diagnostic]]:
    """`finding of cell on e1: confirmed`, with fields as any report."""
    span = Span(file, chunk.start, chunk.end)
    match = _FINDING.match(text, chunk.start, chunk.end)
    if match is None:
        message = "it cannot be read who found what"
        return None, [fault("record-line", span, message, _FOUND)]
    found = [t.Field("kind", "finding", chunk.start, chunk.start + len("finding"))]
    put(found, match, "by", "asserted_by")
    event = match["event"].strip('"[]')
    found.append(t.Field("event", event, *match.span("event")))
    put(found, match, "result")
    more, faults = fields(file, text, match.end(), chunk.end)
    faults.extend(said_twice(file, text, found, more))
    return (None if faults else t.RecordLine((*found, *more), span)), faults
