"""Wordings that are nearly the language's: each gets the sentence that was probably meant.

Looked for in the marked words, where a function word that lacks its operand is still a plain word.
Source: spec/diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import (
    at,
    fault,
    insert,
    missing_full_stop,
    named_event,
    open_quote,
    say,
    unclear_condition,
)
from trucebook.syntax.near_amounts import (
    amount_words,
    ceiling_of_what,
    hours_written,
    numbers,
    terms_joined,
    weekday_and_date,
)
from trucebook.syntax.near_conditions import by_whom, condition_words, phase_over
from trucebook.syntax.near_days import (
    another_date,
    before,
    before_each,
    far,
    hour_behind,
    hour_in_words,
    of_the_phase,
    ordinal,
    phase_from_hour,
    sooner,
    unit,
)
from trucebook.syntax.near_terms import (
    after_a_while,
    either_of,
    whole_days,
    within_a,
    within_at_most,
)
from trucebook.syntax.span import Span
from trucebook.syntax.synonyms import comparison, refused_level, synonym
from trucebook.syntax.tokens import Token

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_COUNTED = {"THING", "CATEGORY", "MORE"}
_UNITS = {"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"}
_UNITS |= {"more"}
_CONDITIONAL = {"if", "unless", "while", "once"}
_CLOSING = {"basis", "original", "note", "unconditional", "accepted", "picked", "listed"}
_OPENING = {
    "\u201c": "\u201d",
    "\u201e": "\u201d\u201c",
    "\u00ab": "\u00bb",
    "\u2018": "\u2019",
    "'": "'",
}
"""Quotation marks of other languages and keyboards, and what closes each."""

_UPON = {"upon", "on", "following", "after"}
"""Words by which agreements lead in what comes first."""
_EACH_SIDE = ["each", "side", "says", "so"]

Look = Callable[[str, str, list[Token], int], Diagnostic | None]


def near_misses(file: str, text: str, words: list[Token], *, clause: bool) -> list[Diagnostic]:
    """Every near miss among the words of one sentence."""
    found: list[Diagnostic] = []
    stop = next((i for i, word in enumerate(words) if word.kind == "."), len(words))
    looks = _IN_A_CLAUSE if clause else _ELSEWHERE
    for index, word in enumerate(words):
        # Behind its full stop a commitment goes on in free words: where it is known from, notes.
        if clause and index > stop:
            looks = _BEHIND_ITS_STOP
        for look in looks.get(word.kind, ()):
            one = look(file, text, words, index)
            if one is not None:
                found.append(one)
                break
    return found


def _number_word(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else None
    if word.kind == "WORD" and word.text[0] in "-\u2212\u2013" and word.text[1:].isdigit():
        start = words[i - 1].start if i and words[i - 1].kind == "NUMBER" else word.start
        span = Span(file, start, word.end)
        least = text[start : word.start].strip()
        return fault(
            "number-word",
            span,
            f"'{text[span.start : span.end]}' is no number",
            "a number is written in figures alone, and is never less than nothing; of a span the "
            "low end is promised: at least 5",
            (say(span, f"at least {least}" if least else word.text[1:]),),
        )
    if word.kind != "WORD" or word.text.lower() not in _NUMBERS or after is None:
        return None
    counted = after.kind in _COUNTED or after.text in _UNITS
    plural = after.kind == "WORD" and after.text.endswith("s") and word.text != "one"
    day = i > 0 and words[i - 1].text in {"day", "week"}
    if after.text in {"sides", "parties"}:
        return None  # the two sides: told as who undertakes it
    if not (counted or plural or day):
        return None
    figures = str(_NUMBERS.index(word.text.lower()))
    return fault(
        "number-word",
        at(file, word),
        f"'{word.text}' is written as a word",
        "numbers are written in figures, so that every reader takes the same number",
        (say(at(file, word), figures),),
    )


_GREAT = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "dozen": 12, "hundred": 100}


def _great(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`2.5 million coins`: the number is written out."""
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else None
    if after is None or after.kind != "WORD" or after.text.rstrip("s") not in _GREAT:
        return None
    number = Decimal(word.text.replace(",", "")) * _GREAT[after.text.rstrip("s")]
    figures = f"{int(number):,}" if number == int(number) else f"{number.normalize():f}"
    span = Span(file, word.start, after.end)
    return fault(
        "number-word",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' is partly written as a word",
        "numbers are written in figures alone, so that every reader takes the same number",
        (say(span, figures),),
    )


def _condition(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    boundary = i == 0 or words[i - 1].kind in {",", "REF", "CITATION"} or word.text != "once"
    if word.kind != "WORD" or word.text not in _CONDITIONAL or not boundary:
        return None
    end = next((j for j in range(i + 1, len(words)) if words[j].kind in {",", "."}), len(words))
    if end == i + 1:
        return None
    span = Span(file, words[i + 1].start, words[end - 1].end)
    first = words[i + 1]
    if text[span.start : span.end].split() == _EACH_SIDE:
        only = Span(file, word.start, word.start)
        meant = Fix(only, "only ", "say 'only while each side says so'")
    elif f"[{first.text}]" in text:
        meant = say(span, f"[{first.text}] is met")
    else:
        meant = named_event(span, text)
    return unclear_condition(Span(file, word.start, span.end), word.text, (meant,))


def _upon(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`upon payment of the second part, alpha shall …`."""
    word = words[i]
    first = i == 0 or words[i - 1].kind in {"REF", "CITATION"}
    if not first or word.text.lower() not in _UPON or i + 1 >= len(words):
        return None
    end = next((j for j in range(i + 1, len(words)) if words[j].kind in {",", "."}), len(words))
    if end == len(words) or words[end].kind != "," or end == i + 1:
        return None
    span = Span(file, word.start, words[end - 1].end)
    what = Span(file, words[i + 1].start, words[end - 1].end)
    if words[i + 1].kind not in {"WORD", "PARTY", "THING", "CATEGORY", "NUMBER"}:
        return None
    run = words[i + 1 : end]
    if (over := phase_over(text, run, what)) is not None:
        return unclear_condition(span, word.text, (say(span, f"once {over.replacement}"),))
    named = " ".join(text[what.start : what.end].replace('"', "").split())
    return unclear_condition(span, word.text, (say(span, f'once "{named}" has happened'),))


def _being(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`within 3 days of [host] being met`."""
    word = words[i]
    if word.text not in {"being", "having"} or i == 0 or words[i - 1].kind != "REF":
        return None
    end = words[i + 1] if i + 1 < len(words) and words[i + 1].kind == "WORD" else word
    span = Span(file, word.start, end.end)
    written = " ".join(text[span.start : span.end].split())
    return fault(
        "unused-words",
        span,
        f"'{written}' has no use in this sentence",
        "what is counted from a commitment is counted from the day it is met: within 3 days of "
        "[host]",
        (Fix(Span(file, words[i - 1].end, span.end), "", f"leave out '{written}'"),),
    )


def _stop(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    if i == 0 or word.kind != "WORD" or word.text not in _CLOSING or words[i - 1].kind == ".":
        return None
    behind = words[i + 1].kind if i + 1 < len(words) else "."
    alone = word.text == "unconditional" and behind == "."
    if "\n" not in text[words[i - 1].end : word.start] and not alone:
        return None
    return missing_full_stop(at(file, words[i - 1]))


def _character(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    if word.kind != "BAD":
        return None
    span = at(file, word)
    if word.text == '"':
        line_end = text.find("\n", word.start)
        end = len(text) if line_end < 0 else line_end
        return open_quote(Span(file, word.start, end), end, text[word.start : end])
    if word.text == "[":
        following = words[i + 1] if i + 1 < len(words) else word
        return fault(
            "missing-bracket",
            Span(file, word.start, following.end),
            "this bracket is not closed",
            "an id stands in brackets on one line: [host]",
            (insert(at(file, following), "]", "close the bracket behind the id"),),
        )
    if word.text == "]" and i > 0:
        return fault(
            "missing-bracket",
            Span(file, words[i - 1].start, word.end),
            "this bracket was never opened",
            "an id stands in brackets on one line: [host]",
            (Fix(Span(file, words[i - 1].start, words[i - 1].start), "[", "open the bracket"),),
        )
    return fault(
        "stray-character",
        span,
        f"'{word.text}' has no meaning here",
        "free text stands in quotes; addresses stand in <…>",
        (Fix(span, "", "leave it out"),),
    )


def _quotation(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """Quotation marks other than the straight one."""
    word = words[i]
    closing = _OPENING.get(word.text[:1])
    if word.kind != "WORD" or closing is None:
        return None
    line_end = text.find("\n", word.start)
    line_end = len(text) if line_end < 0 else line_end
    ends = [at_ for c in closing if (at_ := text.find(c, word.start + 1, line_end)) >= 0]
    end = min(ends) + 1 if ends else word.end
    span = Span(file, word.start, end)
    inside = text[word.start + 1 : end - 1 if ends else end].replace('"', "")
    return fault(
        "stray-character",
        span,
        f"'{word.text[0]}' is no quotation mark of the language",
        'free text stands between straight quotation marks: "Rashid road"',
        (say(span, f'"{inside}"'),),
    )


_LOOKS: tuple[tuple[Look, str], ...] = (
    (_character, "BAD"),
    (_quotation, "WORD"),
    (far, "DAYN WEEKN DURATION"),
    (whole_days, "DURATION"),
    (another_date, "DATE WORD NUMBER"),
    (before, "WORD"),
    (before_each, "WORD"),
    (within_a, "WORD AFTER EVERY"),
    (within_at_most, "WORD AT_MOST"),
    (unit, "WORD"),
    (hour_behind, "TIME"),
    (phase_from_hour, "TIME"),
    (hour_in_words, "WORD"),
    (condition_words, "REF STRING PARTY ROLE THE_ROUND_BEFORE ONLY_AFTER IF WHILE UNLESS"),
    (by_whom, "WORD AFTER ON"),
    (_condition, "WORD"),
    (_stop, "WORD"),
    (_being, "WORD"),
    (_upon, "WORD"),
    (after_a_while, "DURATION"),
    (either_of, "WITHIN"),
    (sooner, "WORD"),
    (synonym, "WORD DAYN"),
    (comparison, "WORD MORE"),
    (refused_level, "AT_LEAST AT_MOST"),
    (ordinal, "WORD"),
    (of_the_phase, "DAYN WEEKN"),
    (_number_word, "WORD"),
    (_great, "NUMBER"),
    (numbers, "NUMBER"),
    (hours_written, "NUMBER TIME"),
    (weekday_and_date, "WEEKDAY"),
    (terms_joined, "WITHIN"),
    (amount_words, "WORD ALL"),
    (ceiling_of_what, "AT_MOST"),
)
"""What is looked for, in this order, and the kinds of words it can begin at."""
_OF_CLAUSES = {
    _stop,
    _being,
    _upon,
    after_a_while,
    either_of,
    sooner,
    synonym,
    comparison,
    refused_level,
    ordinal,
    of_the_phase,
    _number_word,
}
_BEHIND = {_character, _quotation, another_date, _stop}


def _by_kind(wanted: Callable[[Look], bool]) -> dict[str, tuple[Look, ...]]:
    """The looks for each kind of word; a kind that is not there has none."""
    found: dict[str, tuple[Look, ...]] = {}
    for look, kinds in _LOOKS:
        if wanted(look):
            for kind in kinds.split():
                found[kind] = (*found.get(kind, ()), look)
    return found


_IN_A_CLAUSE = _by_kind(lambda _look: True)
_BEHIND_ITS_STOP = _by_kind(lambda look: look in _BEHIND)
_ELSEWHERE = _by_kind(lambda look: look not in _OF_CLAUSES)
