"""Lines of the record → tree, by two patterns: the statement, then field after field.

No lark here: a book has thousands of these lines, all of one shape.
Shape: fields carry the column names of the record's JSON Lines and CSV forms.
Source: spec/language/record.md.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import bad_date, cannot_read, fault, say
from trucebook.syntax.lines import Chunk
from trucebook.syntax.record_fields import fields
from trucebook.syntax.span import Span
from trucebook.syntax.verbs import base

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_WHO = r'"[^"\n]*"|[^\s":;,]+'
_PARTICLE = r"(?:[ \t]+(?:over|out|in|up|down|back|off|away)\b)?"
_PLACE = r'(?:[ \t]+at[ \t]+(?P<place>"[^"\n]*"))?'
_TO = rf"(?:[ \t]+to[ \t]+(?P<to>{_WHO}))?"
_TOWARD = "across|along|behind|beyond|in|inside|near|on|outside|over|through|toward|towards"
_HEAD = re.compile(
    r"""(?P<date>\S+)[ \t]+
    (?:\[(?P<id>[^\]\n]+)\][ \t]*)?
    (?:(?P<kind>[a-z][\w-]*(?:[ ][a-z][\w-]*)?):[ \t]*)?
    (?P<said>(?:"[^"\n]*"|[^"\n;\#])*?)
    (?=[ \t]*(?:;|\n|\#|$)|[ \t]+for[ \t]+(?:\[|none\b))""",
    re.VERBOSE,
)
_COUNTED = re.compile(
    rf"""(?P<actor>(?:{_WHO})(?:[ \t]+and[ \t]+(?:{_WHO}))?)[ \t]+
    (?P<verb>[^\W\d]\S*{_PARTICLE})[ \t]+
    (?P<bound>at[ ]least|at[ ]most|more[ ]than|over|fewer[ ]than|under|up[ ]to|about|nearly)?[ \t]*
    (?P<low>{_NUMBER})(?:(?:\.\.|[ \t]+to[ \t]+)(?P<high>{_NUMBER}))?
    (?:[ \t]+(?P<object>"[^"\n]*"
        |[^\s"(,]+(?:[ \t]+(?!(?:to|at|in[ \t]all|remaining|each|planned)\b)
        [^\s"(,]+)*?))?
    (?:[ \t]*\((?P<classes>[^()\n]*)\))?
    (?:,?[ \t]+of[ \t]+(?:which|whom)[ \t]+(?P<shares>(?:(?!to\b|at\b|in[ \t]all)[^"\n])+?))?
    (?:[ \t]+(?P<basis>in[ \t]all|remaining|each[ \t]day|planned))?
    {_TO}{_PLACE}
    (?:,?[ \t]+of[ \t]+(?:which|whom)[ \t]+(?P<behind>[^"\n]+?))?[ \t]*\.?$""",
    re.VERBOSE,
)
_STANCE = re.compile(
    rf"""(?P<actor>{_WHO})[ \t]+says[ \t]+(?:it|they|he|she)[ \t]+
    (?P<stance>(?:will|would)(?:[ \t]+not)?[ \t]+(?P<verb>[^\W\d]\S*))
    (?:[ \t]+(?:from|to|with)\b)?
    (?:[ \t]+(?P<object>"[^"\n]*"|[^"\n]+?))?{_PLACE}[ \t]*\.?$""",
    re.VERBOSE,
)
_PLAIN = re.compile(
    rf"""(?P<actor>(?:{_WHO})(?:[ \t]+and[ \t]+(?:{_WHO}))?)[ \t]+
    (?P<verb>[^\W\d]\S*{_PARTICLE})
    (?:[ \t]+(?:from|with|about|against|into)\b|[ \t]+(?:{_TOWARD})(?=[ \t]+"))?
    (?:[ \t]+(?P<object>"[^"\n]*"|(?!to\b|at\b)[^"\n]+?))?
    {_TO}{_PLACE}[ \t]*\.?$""",
    re.VERBOSE,
)
_STAGES = {"begin": "begun", "break off": "broken off", "conclude": "concluded"}
_TALKS = re.compile(r'"?(?:the[ \t]+)?talks\b')
"""Of talks the verb itself tells how far they are."""
_SHARE = re.compile(rf"({_NUMBER})[ \t]+(.+)$")
_BASES = {"in all": "cumulative", "remaining": "remaining", "each day": "per-day"}
_WORDS = re.compile(r'"[^"\n]*"|[^\s"]+')
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


def record_line(file: str, text: str, chunk: Chunk) -> tuple[t.RecordLine | None, list[Diagnostic]]:
    """One report: date, statement, fields."""
    head = _HEAD.match(text, chunk.start, chunk.end)
    span = Span(file, chunk.start, chunk.end)
    if head is None:
        return None, [cannot_read(span, "the start", "a date and who did what")]
    faults = _bad_days(file, head["date"], head.start("date"))
    found = [t.Field("event_date", head["date"], *head.span("date"))]
    if head["id"]:
        found.append(t.Field("id", head["id"].strip(), *head.span("id")))
    if head["kind"]:
        found.append(t.Field("kind", head["kind"], *head.span("kind")))
    said = _statement(text, head)
    if said is None:
        faults.append(_unsaid(file, text, head))
    else:
        found.extend(said)
    more, wrong = fields(file, text, head.end(), chunk.end)
    found.extend(more)
    faults.extend(wrong)
    return (None if faults else t.RecordLine(tuple(found), span)), faults


def _unsaid(file: str, text: str, head: re.Match[str]) -> Diagnostic:
    """A statement that is none: the word that stops it, and what comes before it read by itself."""
    start, end = head.span("said")
    why = (
        "a report says who, the verb, how many of what, to whom, at which place: "
        'beta released 4 captives (living) to alpha at "the gate"; '
        "names of several words stand in quotes"
    )
    ends = list(_WORDS.finditer(text, start, end))[:1:-1]
    for form in (_COUNTED, _PLAIN):
        for word in ends:
            read = form.match(text, start, word.start())
            if read is None:
                continue
            message = f"this report cannot be read from '{word.group()}' on"
            fixes: tuple[Fix, ...] = ()
            quoted = form is _PLAIN and (read["object"] or "").startswith('"')
            if quoted and text[read.end("object") : word.start()].isspace():
                place = Span(file, read.start("object"), end)
                free = " ".join(text[place.start : end].replace('"', "").split())
                fixes = (say(place, f'"{free}"'),)
            return fault("record-line", Span(file, *word.span()), message, why, fixes)
    return fault("record-line", Span(file, start, end), "it cannot be read who did what", why)


def _bad_days(file: str, written: str, start: int) -> list[Diagnostic]:
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


def _statement(text: str, head: re.Match[str]) -> list[t.Field] | None:
    start, end = head.span("said")
    kind = head["kind"]
    said = _COUNTED.match(text, start, end)
    if said is not None:
        found = _counted(said)
    else:
        stance = _STANCE.match(text, start, end)
        said = stance or _PLAIN.match(text, start, end)
        if said is None:
            # A kind before the colon needs no sentence behind it: `access: …` in free words.
            return [] if kind and start == end else None
        found = []
        if stance is not None:
            _put(found, stance, "stance")
            kind = kind or "stance"
            if not head["kind"]:
                found.append(t.Field("kind", "stance", *stance.span("verb")))
        _put(found, said, "object")
    verb = base(" ".join(said["verb"].split()))
    if not kind:
        found.append(t.Field("kind", verb, *said.span("verb")))
    if verb in _STAGES and said.re is _PLAIN and _TALKS.match(said["object"] or ""):
        found.append(t.Field("stage", _STAGES[verb], *said.span("verb")))
    _put(found, said, "actor")
    if "to" in said.re.groupindex:
        _put(found, said, "to", "counterpart")
    _put(found, said, "place")
    words = " ".join(text[start:end].split())
    found.append(t.Field("text", words, start, end))
    return found


def _put(found: list[t.Field], match: re.Match[str], group: str, column: str | None = None) -> None:
    value = match[group]
    if value:
        text = value.strip('"') if '"' in value else " ".join(value.split())
        found.append(t.Field(column or group, text, *match.span(group)))


def number(text: str) -> int | float | str:
    """The number as a JSON record gives it: whole numbers as such, decimals as written."""
    bare = text.replace(",", "")
    return str(Decimal(bare)) if "." in bare else int(bare)


def _counted(said: re.Match[str]) -> list[t.Field]:
    found: list[t.Field] = []
    place = said.span("low")
    low: object = number(said["low"])
    high: object = number(said["high"]) if said["high"] else low
    bound = said["bound"]
    if bound in {"at least", "more than", "over"}:
        low, high = _next(low, 1 if bound != "at least" else 0), None
    elif bound in {"at most", "fewer than", "under", "up to"}:
        low, high = 0, _next(high, -1 if bound in {"fewer than", "under"} else 0)
    elif bound is not None:
        found.append(t.Field("hedge", "approximate", *said.span("bound")))
    found.append(t.Field("count_low", low, *place))
    if high is not None:
        found.append(t.Field("count_high", high, *place))
    if said["basis"]:
        basis = " ".join(said["basis"].split())
        found.append(t.Field("count_basis", _BASES.get(basis, basis), *said.span("basis")))
    if said["object"]:
        name = (
            said["object"].strip('"') if '"' in said["object"] else " ".join(said["object"].split())
        )
        end = said.end("object")
        if said["classes"] is not None:
            names = ", ".join(" ".join(c.split()) for c in said["classes"].split(","))
            name, end = f"{name} ({names})", said.end("classes") + 1
        found.append(t.Field("object", name, said.start("object"), end))
    found.extend(_breakdown(said, group) for group in ("shares", "behind") if said[group])
    return found


def _next(value: object, step: int) -> object:
    return value + step if isinstance(value, int) else value


def _breakdown(said: re.Match[str], group: str) -> t.Field:
    """`of which 1 soldier and 2 civilian` → a number for each class, in the words of the line."""
    shares: dict[str, object] = {}
    for part in re.split(r",|;|[ \t]and[ \t]", said[group]):
        share = _SHARE.match(part.strip())
        if share:
            shares[" ".join(share[2].split())] = number(share[1])
    return t.Field("breakdown", shares, *said.span(group))


_WATCH = re.compile(
    r"""watched[ \t]+(?P<refs>(?:\[[^\]\n]*\](?:\s*,\s*|\s+and\s+)?)+)\s*
    from\s+(?P<first>\d{4}-\d\d-\d\d)\s+to\s+(?P<last>\d{4}-\d\d-\d\d)
    (?:\s+by\s+"(?P<by>[^"\n]*)")?
    (?:\s*[;,]?\s*recorded\s+(?P<recorded>\d{4}-\d\d-\d\d\S*?))?\s*\.?\s*(?:\#.*)?$""",
    re.VERBOSE,
)
_REF = re.compile(r"\[([^\]\n]*)\]")


def watch_line(file: str, text: str, chunk: Chunk) -> tuple[t.WatchLine | None, list[Diagnostic]]:
    """`watched [host], [free] from … to … by "…"`."""
    span = Span(file, chunk.start, chunk.end)
    match = _WATCH.match(text, chunk.start, chunk.end)
    if match is None:
        wanted = 'watched [ids] from 2025-01-19 to 2025-03-18 by "who, how"'
        return None, [cannot_read(span, "the start", wanted)]
    faults = [
        one for end in ("first", "last") for one in _bad_days(file, match[end], match.start(end))
    ]
    if faults:
        return None, faults
    first, last = (date.fromisoformat(match[end]).toordinal() for end in ("first", "last"))
    refs = tuple(
        p.Ref(ref[1].strip(), Span(file, *ref.span()))
        for ref in _REF.finditer(text, *match.span("refs"))
    )
    return t.WatchLine(refs, first, last, match["by"] or "", match["recorded"], span), []


_FINDING = re.compile(
    rf"""finding[ \t]+(?:of|by)[ \t]+(?P<by>{_WHO})[ \t]+on[ \t]+(?P<event>{_WHO}|\[[^\]\n]*\])
    [ \t]*:[ \t]*(?P<result>confirmed|not[ \t]confirmed|inconclusive|no[ \t]access)\b""",
    re.VERBOSE,
)


def finding_line(
    file: str, text: str, chunk: Chunk
) -> tuple[t.RecordLine | None, list[Diagnostic]]:
    """`finding of cell on e1: confirmed`, with fields as any report."""
    span = Span(file, chunk.start, chunk.end)
    match = _FINDING.match(text, chunk.start, chunk.end)
    if match is None:
        wanted = (
            "finding of somebody on an event: confirmed, not confirmed, inconclusive, no access"
        )
        return None, [cannot_read(span, "the start", wanted)]
    found = [t.Field("kind", "finding", chunk.start, chunk.start + len("finding"))]
    _put(found, match, "by", "asserted_by")
    event = match["event"].strip('"[]')
    found.append(t.Field("event", event, *match.span("event")))
    _put(found, match, "result")
    more, faults = fields(file, text, match.end(), chunk.end)
    return (None if faults else t.RecordLine((*found, *more), span)), faults
