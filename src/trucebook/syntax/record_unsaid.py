"""Statements of reports that are none: the word that stops them, or the wording that was meant.

Source: spec/diagnostics/record-line.md.
"""

from __future__ import annotations

import re

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault, say
from trucebook.syntax.record_statement import COUNTED, PLAIN, is_plain, statement
from trucebook.syntax.record_words import FIGURES, UNQUOTED
from trucebook.syntax.span import Span

_WORDS = re.compile(r'"[^"\n]*"|[^\s"]+')
_WHY = (
    "a report says who, the verb, how many of what, to whom, at which place: "
    'beta released 4 captives (living) to alpha at "the gate"; '
    "names of several words stand in quotes"
)
_NEAR: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:has|have|had)[ \t]+(?=[^\W\d]+(?:ed|en|id|ut|ent|ld|wn)\b)"), ""),
    (re.compile(r"\bsaid[ \t]+(?=(?:it|they|he|she)[ \t])"), "says "),
    (re.compile(rf"\b(?:{'|'.join(FIGURES)})(?=[ \t]+[^\W\d])"), "figures"),
    (re.compile(r"(\d)[ \t]*[-\u2013\u2212][ \t]*(\d)"), r"\1 to \2"),
    (re.compile(r"\b(?:in[ \t]+total|so[ \t]+far|altogether|in[ \t]+sum)\b"), "in all"),
    (re.compile(r"\b(?:per|a|every)[ \t]+day\b|\bdaily\b"), "each day"),
    (re.compile(r",[ \t]+(\d+)[ \t]+of[ \t]+them[ \t]+"), r", of which \1 "),
    (re.compile(r",?[ \t]+including[ \t]+(?=\d)"), ", of which "),
    (re.compile(r"[ \t]+on[ \t]+\d{1,2}[ \t]+[A-Z][a-z]+(?:[ \t]+\d{4})?\b"), ""),
    (re.compile(r'\bat[ \t]+(?!least\b|most\b|")([^"\n]+)$'), r'at "\1"'),
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
        if statement(mended, 0, len(mended), None) is None or is_plain(mended):
            continue
        span = Span(file, start + found.start(), start + found.end())
        shown = " ".join(said[found.start() : found.end()].strip(" ,").split())
        fix = say(span, new) if new.strip() else Fix(span, "", f"leave out '{shown}'")
        return fault("record-line", span, f"'{shown}' is not how a report says it", _WHY, (fix,))
    return None


def unsaid(file: str, text: str, start: int, end: int) -> Diagnostic:
    """A statement that is none: the word that stops it, and what comes before it read by itself."""
    meant = _meant(file, text, start, end)
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
