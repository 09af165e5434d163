"""Wordings that are nearly the language's: each gets the sentence that was probably meant.

Looked for in the marked words, where a function word that lacks its operand is still a plain word.
Source: spec/diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import at, bad_date, fault, insert, missing_full_stop, open_quote, say
from trucebook.syntax.merge import MONTHS
from trucebook.syntax.span import Span
from trucebook.syntax.synonyms import NEED_TIME, synonym
from trucebook.syntax.tokens import Token

_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_COUNTED = {"THING", "CATEGORY", "MORE"}
_UNITS = {"hour", "hours", "day", "days", "week", "weeks", "more"}
_FARTHEST = 100_000
"""Days: far b the calendar."""
_CONDITIONAL = {"if", "unless", "while", "once"}
_CLOSING = {"basis", "original", "note", "unconditional"}

Look = Callable[[str, str, list[Token], int], Diagnostic | None]


def near_misses(file: str, text: str, words: list[Token], *, clause: bool) -> list[Diagnostic]:
    """Every near miss among the words of one sentence."""
    found: list[Diagnostic] = []
    for index in range(len(words)):
        for look in _ALWAYS if not clause else _LOOKS:
            one = look(file, text, words, index)
            if one is not None:
                found.append(one)
                break
    return found


def _before(file: str, _text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    if word.text != "before" or word.kind != "WORD" or i + 1 == len(words):
        return None
    day = words[i + 1]
    if day.kind not in NEED_TIME:
        return None
    span = Span(file, word.start, day.end)
    fixes: tuple[Fix, ...] = ()
    if day.kind == "DAYN":
        earlier, same = int(day.text) - 1, int(day.text)
        fixes = (say(span, f"by day {earlier}"), say(span, f"by day {same}"))
    else:
        fixes = (Fix(at(file, word), "by", "say 'by' and the last day that is in time"),)
    return fault(
        "before-not-by",
        span,
        "'before' does not tell whether the day itself is still in time",
        "'by day 7' includes all of day 7; 'before' can be meant either way",
        fixes,
    )


def _unit(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else None
    if word.kind != "WORD" or after is None or after.kind != "NUMBER":
        return None
    if word.text in {"by", "on", "from", "until"} and after.text.isdigit():
        following = words[i + 2] if i + 2 < len(words) else None
        if following is not None and (
            following.text in MONTHS or following.text.startswith(("/", "-"))
        ):
            return None
        meant = f"{word.text} day {after.text}"
    elif word.text == "within":
        meant = f"within {after.text} days"
    else:
        return None
    span = Span(file, word.start, after.end)
    return fault(
        "missing-unit",
        span,
        f"'{text[span.start : span.end]}' does not say of what",
        "a deadline is a day (by day 7), a date (by 9 March 2025), a week or a number of days",
        (say(span, meant),),
    )


def _number_word(file: str, _text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else None
    if word.kind != "WORD" or word.text.lower() not in _NUMBERS or after is None:
        return None
    counted = after.kind in _COUNTED or after.text in _UNITS
    plural = after.kind == "WORD" and after.text.endswith("s") and word.text != "one"
    day = i > 0 and words[i - 1].text in {"day", "week"}
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


def _date(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    if word.kind == "DATE":
        written = text[word.start : word.end]
        return bad_date(at(file, word), written) if word.text == "bad" else None
    if word.kind == "WORD" and word.text in MONTHS:
        return _american(file, text, words, i)
    if word.kind == "NUMBER" and i + 1 < len(words) and words[i + 1].text.startswith("/"):
        span = Span(file, word.start, words[i + 1].end)
        return bad_date(span, text[span.start : span.end])
    return None


def _american(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    run = [w for w in words[i + 1 : i + 4] if w.kind != ","]
    if len(run) > 1 and all(w.kind == "NUMBER" for w in run[:2]):
        day, year = run[:2]
        span = Span(file, words[i].start, year.end)
        meant = f"{day.text} {words[i].text} {year.text}"
        return bad_date(span, text[span.start : span.end], (say(span, meant),))
    if i > 0 and words[i - 1].kind == "NUMBER":
        span = Span(file, words[i - 1].start, words[i].end)
        return bad_date(span, text[span.start : span.end])
    return None


def _condition(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    boundary = i == 0 or words[i - 1].kind in {",", "REF", "CITATION"} or word.text != "once"
    if word.kind != "WORD" or word.text not in _CONDITIONAL or not boundary:
        return None
    end = next((j for j in range(i + 1, len(words)) if words[j].kind in {",", "."}), len(words))
    if end == i + 1:
        return None
    span = Span(file, words[i + 1].start, words[end - 1].end)
    free = " ".join(text[span.start : span.end].replace('"', "").split())
    return fault(
        "unclear-condition",
        Span(file, word.start, span.end),
        f"what must be the case after '{word.text}' cannot be computed",
        "a condition is: [id] is met, 7 hostages are released, day 12 has come, parties are in "
        'talks, phase two begins, or an event by its name: "…" has happened',
        (say(span, f'"{free}" has happened'),),
    )


def _stop(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    if i == 0 or word.kind != "WORD" or word.text not in _CLOSING or words[i - 1].kind == ".":
        return None
    if "\n" not in text[words[i - 1].end : word.start]:
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


def _far(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    word = words[i]
    if word.kind not in {"DAYN", "WEEKN", "DURATION"}:
        return None
    if (
        len(word.text) <= len(str(_FARTHEST))
        or float(word.text.split()[0].replace(",", "")) <= _FARTHEST
    ):
        return None
    span = at(file, word)
    return fault(
        "too-far",
        span,
        f"'{text[span.start : span.end]}' is farther than any calendar goes",
        f"days and durations of an agreement go up to {_FARTHEST}",
    )


_ALWAYS: tuple[Look, ...] = (_character, _far, _date, _before, _unit, _condition)
_LOOKS: tuple[Look, ...] = (*_ALWAYS, _stop, synonym, _number_word)
