"""Other wordings of the function words, and the one word of the language for each.

The language has one word for one meaning, so these are not read; they are told what they mean.
"""

from __future__ import annotations

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token
from trucebook.syntax.verbs import base

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
    ("as", "soon", "as"): "once",
    ("when",): "once",
    ("not", "less", "than"): "at least",
    ("no", "less", "than"): "at least",
    ("no", "fewer", "than"): "at least",
    ("a", "minimum", "of"): "at least",
    ("not", "more", "than"): "at most",
    ("up", "to"): "at most",
    ("a", "maximum", "of"): "at most",
    ("per", "day"): "each day",
    ("a", "day"): "each day",
    ("a", "week"): "each week",
    ("a", "month"): "each month",
    ("daily",): "each day",
    ("per", "week"): "each week",
    ("weekly",): "each week",
    ("per", "month"): "each month",
    ("monthly",): "each month",
    ("every", "day"): "each day",
    ("every", "week"): "each week",
    ("every", "month"): "each month",
    ("%",): "per cent",
    ("percent",): "per cent",
    ("half", "of", "the"): "50 per cent of the",
    ("half", "the"): "50 per cent of the",
    ("half", "of", "all"): "50 per cent of the",
    ("for", "every"): "for each",
    ("per",): "for each",
    ("every",): "all",
    ("each",): "all",
    ("in",): "within",
    ("including",): "of which",
    ("the", "remainder", "of"): "the rest of",
    ("the", "balance", "of"): "the rest of",
    ("the", "remaining", "part", "of"): "the rest of",
    ("on", "behalf", "of"): "in place of",
    ("instead", "of"): "in place of",
    ("simultaneously", "with"): "at the same time as",
    ("simultaneous", "with"): "at the same time as",
    ("concurrently", "with"): "at the same time as",
    ("in", "parallel", "with"): "at the same time as",
    ("in", "parallel", "to"): "at the same time as",
    ("at", "the", "same", "time", "with"): "at the same time as",
    ("together", "with"): "at the same time as",
    ("simultaneously",): "at the same time",
    ("concurrently",): "at the same time",
    ("start", "talks"): "begin talks",
    ("open", "talks"): "begin talks",
    ("enter", "talks"): "begin talks",
    ("enter", "into", "talks"): "begin talks",
    ("begin", "negotiations"): "begin talks",
    ("start", "negotiations"): "begin talks",
}
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
"""The same, by the first word: nearly every word of a text begins none."""
for _phrase, _meant in _SYNONYMS.items():
    _BY_FIRST.setdefault(_phrase[0], []).append((_phrase, _meant))
_MODALS = {"must": "shall", "will": "shall", "should": "shall", "can": "may", "cannot": "shall not"}
_SAID_LOUD = {"shall": "shall", "may": "may"}
_COMPARED = {"fewer": ("at most", -1), "less": ("at most", -1), "more": ("at least", 1)}
_GOING = {"to", "from", "into", "through", "in", "at", "via", "between", "for"}
"""Words behind so many a day that say where: 2 flights a week to ..."""
_REFRAINING = {"refrain", "abstain", "desist"}


def synonym(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """The function word that is meant where another wording of it stands."""
    word = words[i]
    if word.kind not in {"WORD", "DAYN"}:
        return None
    modal = _modal(word, words)
    if modal is not None:
        return _unknown(file, Span(file, word.start, word.end), word.text, modal)
    if i and words[i - 1].kind == "SHALL" and word.text in {"never", *_REFRAINING}:
        return _refraining(file, text, words, i)
    if i and words[i - 1].kind == "SHALL" and word.text in _BINDING:
        return _bound_twice(file, text, words, i)
    for phrase, meant in _BY_FIRST.get(word.text, ()):
        run = words[i : i + len(phrase)]
        if tuple(w.text for w in run) != phrase:
            continue
        if not _has_operand(words, i, i + len(phrase), meant):
            continue
        span = Span(file, word.start, run[-1].end)
        if meant == "per cent":
            share = f"{text[words[i - 1].start : words[i - 1].end]} per cent"
            return _unknown(file, Span(file, words[i - 1].start, span.end), word.text, share)
        return _unknown(file, span, " ".join(phrase), meant)
    return None


def comparison(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`fewer than 300`: the bound itself is not meant, so the next number is offered."""
    word = words[i]
    run = words[i : i + 3]
    if word.kind not in {"WORD", "MORE"} or word.text not in _COMPARED or len(run) < len("abc"):
        return None
    if (
        run[1].text != "than"
        or run[2].kind != "NUMBER"
        or (i and words[i - 1].text in {"no", "not"})
    ):
        return None
    bare = run[2].text.replace(",", "")
    bound, step = _COMPARED[word.text]
    refusing = next((j for j in range(i - 1, -1, -1) if words[j].kind == "SHALL_NOT"), None)
    if refusing is not None:
        return _level(file, text, words, (refusing, i), run[2])
    span = Span(file, word.start, run[2].end)
    written = " ".join(text[span.start : span.end].split())
    meant = f"{bound} {int(bare) + step}" if bare.isdigit() else bound
    return _unknown(file, span, written, meant)


_OPPOSITE = {"more": "at most", "fewer": "at least", "less": "at least"}


def _level(
    file: str, text: str, words: list[Token], at: tuple[int, int], number: Token
) -> Diagnostic:
    """`shall not hold more than 300`: a level is said as what shall be held."""
    refusing, compared = at
    span = Span(file, words[refusing].start, number.end)
    verb = " ".join(text[words[refusing].end : words[compared].start].split())
    figures = text[number.start : number.end]
    meant = f"shall {verb} {_OPPOSITE[words[compared].text]} {figures}"
    return _unknown(file, span, " ".join(text[span.start : span.end].split()), meant)


def refused_level(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`shall not hold at least 300`: said twice over, so the level is said plainly."""
    word = words[i]
    refusing = next((j for j in range(i - 1, -1, -1) if words[j].kind == "SHALL_NOT"), None)
    if refusing is None or i + 1 >= len(words) or words[i + 1].kind != "NUMBER":
        return None
    verb = " ".join(text[words[refusing].end : word.start].split())
    bare = words[i + 1].text.replace(",", "")
    span = Span(file, words[refusing].start, words[i + 1].end)
    written = " ".join(text[span.start : span.end].split())
    if not bare.isdigit():
        return _unknown(file, span, written, f"shall {verb} at most {bare}")
    least = word.kind == "AT_LEAST"
    meant = f"at most {int(bare) - 1}" if least else f"at least {int(bare) + 1}"
    return _unknown(file, span, written, f"shall {verb} {meant}")


def _modal(word: Token, words: list[Token]) -> str | None:
    """The word that binds, where another stands for it."""
    low = word.text.lower()
    meant = _MODALS.get(low, _SAID_LOUD.get(low) if word.text != low else None)
    decided = {"SHALL", "SHALL_NOT", "MAY", "IT_IS_EXPECTED_THAT", "EXPECT"}
    if meant is None or any(w.kind in decided for w in words):
        return None
    return meant


def _refraining(file: str, text: str, words: list[Token], i: int) -> Diagnostic:
    """`shall never …`, `shall refrain from …`: the duty to refrain has words of its own."""
    start = words[i - 1].start
    last, meant = words[i], "shall not"
    if last.text in _REFRAINING:
        meant = "shall not carry out"
        if i + 1 < len(words) and words[i + 1].text == "from":
            last = words[i + 1]
        after = words[i + 2] if last is not words[i] and i + 2 < len(words) else None
        if after is not None and after.kind == "WORD" and after.text.endswith("ing"):
            last, meant = after, f"shall not {base(after.text[:-3] + 'ed')}"
    span = Span(file, start, last.end)
    return _unknown(file, span, " ".join(text[span.start : span.end].split()), meant)


_BINDING = {"undertake", "commit", "pledge"}


def _bound_twice(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`shall undertake to stop`: shall stop."""
    end = i + 1
    while end < len(words) and words[end].text in {"themselves", "itself"}:
        end += 1
    if end + 1 >= len(words) or words[end].text != "to":
        return None
    span = Span(file, words[i - 1].start, words[end].end)
    return _unknown(file, span, " ".join(text[span.start : span.end].split()), "shall")


def _has_operand(words: list[Token], start: int, end: int, meant: str) -> bool:
    after = words[end] if end < len(words) else None
    before = words[start - 1] if start else None
    if meant.startswith("each "):
        counted = any(w.kind in {"NUMBER", "DURATION"} for w in words[:start])
        return counted and (after is None or after.kind != "WORD" or after.text in _GOING)
    if meant in {"begin talks", "at the same time"}:
        return True
    if meant == "per cent":
        return before is not None and before.kind == "NUMBER"
    if after is None:
        return False
    match meant:
        case "by" | "until":
            return after.kind in NEED_TIME or after.text in {"the end of", "the day after"}
        case "the rest of":
            return after.kind == "REF"
        case "in place of":
            return after.kind in {"PARTY", "ROLE"}
        case "at the same time as":
            return after.kind in {"REF", "STRING"}
        case "if" | "while" | "in return for":
            return after.kind in {"REF", "STRING", "PARTY", "NUMBER", "PHASE"}
        case "once":
            first = before is None or before.kind in {",", "REF", "CITATION"}
            return first or after.kind in {"REF", "STRING", "NUMBER", "PHASE", "PARTY"}
        case "50 per cent of the":
            return after.kind in {"THING", "CATEGORY"}
        case "for each":
            return after.kind in {"THING", "CATEGORY"}
        case "all":
            free = before is not None and before.text not in {"for", "of"}
            return free and after.kind in {"THING", "CATEGORY"}
        case "within":
            return after.kind == "DURATION"
        case _:
            return after.kind in {"NUMBER", "DURATION"}


def _unknown(file: str, span: Span, written: str, meant: str) -> Diagnostic:
    return fault(
        "unknown-function-word",
        span,
        f"'{written}' is no function word of the language",
        f"few function words, one meaning each: here it is '{meant}'",
        (Fix(Span(file, span.start, span.end), meant, f"say '{meant}'"),),
    )
