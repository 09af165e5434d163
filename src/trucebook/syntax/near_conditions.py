"""Other wordings of conditions: what is confirmed or overdue, in the words of treaties.

Source: spec/language/grammar.md, Conditions.
"""

from __future__ import annotations

import re

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault, say
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


_CONFIRMING = r"(?:certification|verification|confirmation|attestation|approval)"
_THING = r"(?:\[[^\[\]\n]*\]|\"[^\"\n]*\")"
_UPON = re.compile(
    rf"(?:upon|after|following|on)\s+(?:the\s+)?{_CONFIRMING}\s+(?:"
    rf"by\s+(?:the\s+)?(?P<by>[\w-]+)\s+of\s+(?P<what>{_THING})"
    rf"|of\s+(?P<thing>{_THING})\s+by\s+(?:the\s+)?(?P<who>[\w-]+))"
)
_CHOSEN = re.compile(
    r"(?P<said>(?:chosen|selected|named|nominated|picked)\s+by)\s+(?:the\s+)?(?P<who>[\w-]+)(?=\s*\.)"
)


def by_whom(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """Somebody's certificate as a noun; and who has the say over the names, inside the sentence."""
    word = words[i]
    upon = _UPON.match(text, word.start)
    if upon is not None:
        what, who = upon["what"] or upon["thing"], upon["by"] or upon["who"]
        span = Span(file, *upon.span())
        return _say(span, upon.group(), f"once {what} is confirmed by {who}")
    chosen = _CHOSEN.match(text, word.start)
    if chosen is None or not i or words[i - 1].kind == ".":
        return None
    if "\n" in text[words[i - 1].end : word.start]:
        return None  # a line of its own: it is the full stop that is missing
    start = words[i - 1].end if words[i - 1].kind != "," else words[i - 1].start
    meant = f"picked by {chosen['who']}"
    return fault(
        "unknown-function-word",
        Span(file, start, chosen.end()),
        f"'{' '.join(chosen['said'].split())}' is no function word of the language",
        f"whose the names are is said behind the sentence, in words of its own: {meant}.",
        (Fix(Span(file, start, chosen.end()), f". {meant}", f"say '{meant}.' behind it"),),
    )


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


_OVER = {"complete", "completed", "completion", "concluded", "conclusion", "over", "finished"}
_OVER |= {"ended", "ends", "end", "expired", "expires", "expiry", "done", "the end of"}


def phase_over(text: str, run: list[Token], span: Span) -> Fix | None:
    """`once phase one is complete`, `upon the conclusion of phase one`: its end is a day."""
    phase = next((word for word in run if word.kind == "PHASE"), None)
    if phase is None or not any(word.text in _OVER for word in run):
        return None
    return say(span, f"the end of {text[phase.start : phase.end]} has come")


def _say(span: Span, written: str, meant: str) -> Diagnostic:
    return fault(
        "unknown-function-word",
        span,
        f"'{' '.join(written.split())}' is no function word of the language",
        f"few function words, one meaning each: here it is '{meant}'",
        (Fix(span, meant, f"say '{meant}'"),),
    )
