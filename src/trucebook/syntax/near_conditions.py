"""Other wordings of conditions: what is confirmed or overdue, in the words of treaties.

Source: spec/language/grammar.md, Conditions.
"""

from __future__ import annotations

import re

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token

_IS = r"(?:is|are|was|were|gets|(?:has|have|had|is|are)\s+been)"
_CONFIRMED = "certified|verified|attested|approved|acknowledged|validated|confirmed|established"
_BY = re.compile(rf"\s+(?P<said>{_IS}\s+(?:{_CONFIRMED})\s+by)\s+(?P<article>the\s+)?(?=[\w-])")
_CONFIRMS = re.compile(
    r"\s+(?P<said>(?:(?:has|have|had)\s+)?(?:confirm|certif|verif|attest|approve|acknowledge|validate)"
    r"(?:y|s|ies|ied|ed|d)?)\s+(?P<what>\[[^\[\]\n]*\]|\"[^\"\n]*\")"
)
_LATE = re.compile(
    rf"\s+(?P<said>{_IS}\s+(?:late|delayed|missed|breached|violated|in\s+default)"
    r"|is\s+not\s+(?:met|done|performed)\s+in\s+time)(?=[\s,.:;])"
)
_NOT = re.compile(
    r"\s+(?P<said>(?:(?:is|are|was|were)\s+not|(?:has|have)\s+not\s+been)\s+(?:yet\s+)?(?:paid|done"
    r"|performed|fulfilled|completed?|delivered|implemented|kept|released|carried\s+out))(?=[\s,.:;])"
)
_ROUNDS = {"THE_SAME_ROUND_OF", "THE_ROUND_BEFORE", "OF"}
_NO_ROUND = {"ONLY_AFTER", "IF", "WHILE", "UNLESS"}
_GOVERNING = {"ONCE", "AFTER", "ONLY_AFTER", "IF", "UNLESS", "WHILE", "UNTIL", "AND", "OR"}


def condition_words(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """The condition that is meant where another wording of it stands."""
    word = words[i]
    before = words[i - 1].kind if i else ""
    if before == "EACH_ROUND" and word.kind in _NO_ROUND:
        return _say(Span(file, word.start, word.end), word.text, "once")
    if word.kind == "THE_ROUND_BEFORE" or (before in _ROUNDS and word.kind == "REF"):
        return _of_a_thing(file, text, words, i)
    if before not in _GOVERNING:
        return None
    if word.kind in {"REF", "STRING"}:
        return _of_a_thing(file, text, words, i)
    if word.kind in {"PARTY", "ROLE"} and (said := _CONFIRMS.match(text, word.end)) is not None:
        span = Span(file, word.start, said.end())
        written = " ".join(text[word.start : said.end("said")].split())
        return _say(span, written, f"{said['what']} is confirmed by {word.text}")
    return None


def _of_a_thing(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    by = _BY.match(text, word.end)
    if by is not None:
        if " ".join(by["said"].split()) == "is confirmed by" and not by["article"]:
            return None
        end = by.end("article") if by["article"] else by.end("said")
        stop = by.start("said") + len(text[by.start("said") : end].rstrip())
        return _say(Span(file, by.start("said"), stop), by["said"], "is confirmed by")
    undone = _NOT.match(text, word.end) if word.kind == "REF" else None
    if undone is not None:
        return _say(Span(file, *undone.span("said")), undone["said"], "is not met")
    late = _LATE.match(text, word.end) if word.kind == "REF" else None
    if late is not None:
        return _say(Span(file, *late.span("said")), late["said"], "is overdue")
    return None


def _say(span: Span, written: str, meant: str) -> Diagnostic:
    return fault(
        "unknown-function-word",
        span,
        f"'{' '.join(written.split())}' is no function word of the language",
        f"few function words, one meaning each: here it is '{meant}'",
        (Fix(span, meant, f"say '{meant}'"),),
    )
