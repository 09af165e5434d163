"""Other wordings of the function words, and the one word of the language for each.

The language has one word for one meaning, so these are not read; they are told what they mean.
"""

from __future__ import annotations

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token

NEED_TIME = {"DAYN", "DATE", "WEEKN"}
"""Words that are a day."""
_SYNONYMS: dict[tuple[str, ...], str] = {
    ("no", "later", "than"): "by",
    ("not", "later", "than"): "by",
    ("up", "until"): "until",
    ("till",): "until",
    ("prior", "to"): "by",
    ("in", "exchange", "for"): "in return for",
    ("provided", "that"): "if",
    ("as", "long", "as"): "while",
    ("not", "less", "than"): "at least",
    ("no", "less", "than"): "at least",
    ("no", "fewer", "than"): "at least",
    ("not", "more", "than"): "at most",
    ("per", "day"): "each day",
    ("a", "day"): "each day",
    ("daily",): "each day",
    ("per", "week"): "each week",
    ("weekly",): "each week",
    ("every", "day"): "each day",
    ("every", "week"): "each week",
    ("per",): "for each",
}
_MODALS = {"must": "shall", "will": "shall", "should": "shall", "can": "may", "cannot": "shall not"}


def synonym(file: str, _text: str, words: list[Token], i: int) -> Diagnostic | None:
    """The function word that is meant where another wording of it stands."""
    word = words[i]
    if word.kind not in {"WORD", "DAYN"}:
        return None
    if word.text in _MODALS and not any(w.kind in {"SHALL", "SHALL_NOT", "MAY"} for w in words):
        return _unknown(file, Span(file, word.start, word.end), word.text, _MODALS[word.text])
    for phrase, meant in _SYNONYMS.items():
        run = words[i : i + len(phrase)]
        if tuple(w.text for w in run) != phrase or run[0].kind == "STRING":
            continue
        if not _has_operand(words, i, i + len(phrase), meant):
            continue
        span = Span(file, word.start, run[-1].end)
        return _unknown(file, span, " ".join(phrase), meant)
    return None


def _has_operand(words: list[Token], start: int, end: int, meant: str) -> bool:
    after = words[end] if end < len(words) else None
    if meant.startswith("each "):
        counted = any(w.kind in {"NUMBER", "DURATION"} for w in words[:start])
        return counted and (after is None or after.kind != "WORD")
    if after is None:
        return False
    if meant in {"by", "until"}:
        return after.kind in NEED_TIME or after.text in {"the end of", "the day after"}
    if meant in {"if", "while", "in return for"}:
        return after.kind in {"REF", "STRING", "PARTY", "NUMBER", "PHASE"}
    if meant == "for each":
        return after.kind in {"THING", "CATEGORY"}
    return after.kind in {"NUMBER", "DURATION"}


def _unknown(file: str, span: Span, written: str, meant: str) -> Diagnostic:
    return fault(
        "unknown-function-word",
        span,
        f"'{written}' is no function word of the language",
        f"few function words, one meaning each: here it is '{meant}'",
        (Fix(Span(file, span.start, span.end), meant, f"say '{meant}'"),),
    )
