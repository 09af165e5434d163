"""Statements of reports that are none: the word that stops them, or the wording that was meant.

Source: spec/diagnostics/record-line.md.
"""

from __future__ import annotations

import re

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault, say
from trucebook.syntax.record_statement import COUNTED, PLAIN, is_plain, statement
from trucebook.syntax.record_words import BODY, FIGURES, UNQUOTED
from trucebook.syntax.span import Span

_WORDS = re.compile(r'"[^"\n]*"|[^\s"]+')
_WHY = (
    "a report says who, the verb, how many of what, to whom, at which place: "
    'beta released 4 captives (living) to alpha at "the gate"; '
    "names of several words stand in quotes"
)
_PASSIVE = re.compile(
    r"\b(?:(?:was|were|(?:has|have|had)[ \t]+been)(?:[ \t]+not)?|got)[ \t]+"
    r"(?P<done>[^\W\d]+(?:ed|en|id|ut|ent|ld|wn)|let)\b"
)
_SECOND = re.compile(r"[ \t](?:and|while|but)[ \t]+(?=[^\W\d][^\n]*$)")
_AGREED = re.compile(r'\bagreed[ \t]+to[ \t]+([^"\n]+)$')
_NEAR: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:has|have|had)[ \t]+(?=[^\W\d]+(?:ed|en|id|ut|ent|ld|wn)\b)"), ""),
    (re.compile(r"\bsaid[ \t]+(?=(?:it|they|he|she)[ \t])"), "says "),
    (BODY, r'"\g<body>"'),
    (re.compile(rf"\b(?:{'|'.join(FIGURES)})(?=[ \t]+[^\W\d])"), "figures"),
    (re.compile(r"(\d)[ \t]*[-\u2013\u2212][ \t]*(\d)"), r"\1 to \2"),
    (re.compile(r"\b(?:in[ \t]+total|so[ \t]+far|altogether|in[ \t]+sum)\b"), "in all"),
    (re.compile(r"\b(?:per|a|every)[ \t]+day\b|\bdaily\b"), "each day"),
    (_AGREED, r'agreed "to \1"'),
    (re.compile(r",[ \t]+(\d+)[ \t]+of[ \t]+them[ \t]+"), r", of which \1 "),
    (re.compile(r",?[ \t]+including[ \t]+(?=\d)"), ", of which "),
    (re.compile(r"[ \t]+on[ \t]+\d{1,2}[ \t]+[A-Z][a-z]+(?:[ \t]+\d{4})?\b"), ""),
    (re.compile(r'\bat[ \t]+(?!least\b|most\b|")([^"\n]+)$'), r'at "\1"'),
    (re.compile(r'\bto[ \t]+((?:the|a|an|its)[ \t]+[^"\n]+)$'), r'at "\1"'),
    (UNQUOTED, r'\1 "\2"'),
    (re.compile(r"^([^\W\d_]\w*(?:[ \t]+[^\W\d_]\w*){1,3})(?=[ \t]+[^\W\d]+[ \t]+\d)"), r'"\1"'),
)
"""Wordings that are nearly the record's; each is offered where with it the statement reads."""


def _meant(file: str, text: str, start: int, end: int) -> Diagnostic | None:
    """The near miss that keeps a statement from being read; None where it is none of those."""
    said = text[start:end]
    for pattern, wording in _NEAR:
        found = pattern.search(said)
        if found is None:
            continue
        new = str(FIGURES[found[0]]) if wording == "figures" else found.expand(wording)
        mended = said[: found.start()] + new + said[found.end() :]
        if statement(mended, 0, len(mended), None) is None:
            continue
        if pattern not in {BODY, _AGREED} and is_plain(mended):
            continue
        span = Span(file, start + found.start(), start + found.end())
        shown = " ".join(said[found.start() : found.end()].strip(" ,").split())
        fix = say(span, new) if new.strip() else Fix(span, "", f"leave out '{shown}'")
        return fault("record-line", span, f"'{shown}' is not how a report says it", _WHY, (fix,))
    return None


def _meant_together(file: str, text: str, start: int, end: int) -> Diagnostic | None:
    """Several near misses in one statement; None where even together they do not make it one."""
    said = mended = text[start:end]
    for pattern, wording in _NEAR:
        found = pattern.search(mended)
        if found is None:
            continue
        new = str(FIGURES[found[0]]) if wording == "figures" else found.expand(wording)
        mended = mended[: found.start()] + new + mended[found.end() :]
    if mended == said or statement(mended, 0, len(mended), None) is None or is_plain(mended):
        return None
    span = Span(file, start, end)
    return fault(
        "record-line", span, "these words are not how a report says it", _WHY, (say(span, mended),)
    )


def _passive(file: str, text: str, start: int, end: int) -> Diagnostic | None:
    """Who did it, where `30 prisoners were released`."""
    found = _PASSIVE.search(text, start, end)
    if found is None:
        return None
    return fault(
        "record-line",
        Span(file, *found.span()),
        f"'{' '.join(found[0].split())}' does not say who did it",
        "a report says who did what: alpha released 30 prisoners; where the source names nobody, a "
        "row of JSON or CSV can leave the actor out, and name the commitment in `for`",
    )


_SAYING = re.compile(
    r"""(?P<who>(?:"[^"\n]*"|[^\W\d][^\s"]*)(?:[ \t]+[^\W\d][^\s"]*)?)[ \t]+
    (?:said|says|stated|states|claimed|claims|announced|confirmed|reported|alleged)
    (?:,?[ \t]+that\b|[ \t]*:)[ \t]*""",
    re.VERBOSE,
)
_RECEIVING = re.compile(
    r"""(?P<to>"[^"\n]*"|[^\W\d][^\s"]*)[ \t]+(?:received|got|took[ \t]+back|took[ \t]+over)[ \t]+
    (?P<what>[^"\n]+?)[ \t]+from[ \t]+(?P<who>"[^"\n]*"|[^\W\d][^\s"]*)[.,]?$""",
    re.VERBOSE,
)


def _said_by(file: str, text: str, start: int, end: int) -> Diagnostic | None:
    """`the minister said that beta released …`: who says so is a field of its own."""
    found = _SAYING.match(text[start:end])
    if found is None:
        return None
    rest = text[start + found.end() : end]
    return fault(
        "record-line",
        Span(file, start, start + found.end()),
        f"'{' '.join(found[0].split())}' is who says so, not what was done",
        "a report tells what was done; who says so stands behind it: alpha opened the gate; says "
        f"{found['who']}. What somebody says it will not do is: alpha says it will not withdraw",
        (say(Span(file, start, end), rest),),
    )


def _received(file: str, text: str, start: int, end: int) -> Diagnostic | None:
    """`beta received 1200 bodies from alpha`: told from the end of who receives."""
    found = _RECEIVING.match(text[start:end])
    if found is None:
        return None
    return fault(
        "record-line",
        Span(file, start, end),
        "this tells of a hand-over from the end of who receives",
        "a duty is performed by who gives: who receives stands behind 'to', and may be who says "
        "so; the verb is that of the text",
        (
            say(
                Span(file, start, end),
                f"{found['who']} handed over {found['what']} to {found['to']}",
            ),
        ),
    )


def _second_act(file: str, text: str, start: int, end: int) -> Diagnostic | None:
    """`alpha released 12 prisoners and beta released 44 prisoners`: two acts in one line."""
    for found in _SECOND.finditer(text, start, end):
        first = statement(text, start, found.start(), None)
        behind = statement(text, found.end(), end, None)
        if first is not None and behind is None and text[found.start() :].lstrip()[:3] == "and":
            who = next(str(field.value) for field in first if field.column == "actor")
            same = f'"{who}" {text[found.end() : end]}'
            behind = None if is_plain(same) else statement(same, 0, len(same), None)
        if first is not None and behind is not None:
            return fault(
                "record-line",
                Span(file, found.start() + 1, end),
                "a second act stands in this report",
                "one line tells of one act: the second is a line of its own, with its own date, "
                "and the same source",
            )
    return None


def unsaid(file: str, text: str, start: int, end: int) -> Diagnostic:
    """A statement that is none: the word that stops it, and what comes before it read by itself."""
    meant = (
        _said_by(file, text, start, end)
        or _received(file, text, start, end)
        or _meant(file, text, start, end)
        or _second_act(file, text, start, end)
        or _passive(file, text, start, end)
        or _meant_together(file, text, start, end)
    )
    if meant is not None:
        return meant
    ends = list(_WORDS.finditer(text, start, end))[:1:-1]
    for form in (COUNTED, PLAIN):
        for word in ends:
            read = form.match(text, start, word.start())
            if read is None:
                continue
            message = f"this report cannot be read from '{word.group()}' on"
            fixes: tuple[Fix, ...] = ()
            quoted = form is PLAIN and (read["object"] or "").startswith('"')
            if quoted and text[read.end("object") : word.start()].isspace():
                place = Span(file, read.start("object"), end)
                free = " ".join(text[place.start : end].replace('"', "").split())
                fixes = (say(place, f'"{free}"'),)
            return fault("record-line", Span(file, *word.span()), message, _WHY, fixes)
    return fault("record-line", Span(file, start, end), "it cannot be read who did what", _WHY)
