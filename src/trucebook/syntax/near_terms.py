"""Terms that are nearly the language's: so many days, of what; part of `near_misses`.

Source: spec/diagnostics.
"""

from __future__ import annotations

from itertools import pairwise

from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import at, fault, say
from trucebook.syntax.span import Span
from trucebook.syntax.synonyms import NEED_TIME
from trucebook.syntax.tokens import Token

COUNTED_FROM = {"of", "after", "following", "since", "from", "upon"}
"""Words behind `within 10 days` that say from when they are counted."""


def event_name(words: list[str]) -> str:
    """Free words as the name of an event: without a leading article, and what it is to serve."""
    named = words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words
    serving = (
        i
        for i, (word, after) in enumerate(pairwise(named))
        if i and word == "to" and after not in {"the", "a", "an"}
    )
    return " ".join(named[: next(serving, None)])


def _hours_from(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`within 24 hours of the signing`: from an event, which has its name in quotes."""
    end = i + 1
    while end < len(words) and words[end].kind in {"WORD", "AFTER", "OF", "PHASE"}:
        end += 1
    run = words[i + 1 : end]
    leads = end < len(words) and words[end].kind == "," and i and words[0].kind != "PHASE"
    leads = leads and all(word.kind not in {"SHALL", "SHALL_NOT", "MAY"} for word in words[:i])
    if not leads and words[i].text.split()[1] != "hour":
        return None  # told of the sentence
    if not run or run[0].text not in COUNTED_FROM or not run[1:]:
        return None
    span = Span(file, run[0].start, run[-1].end)
    if run[1].text in {"any", "each", "every"}:
        return fault(
            "unused-words",
            span,
            f"'{' '.join(text[span.start : span.end].split())}' comes again and again, and has no "
            "one hour",
            "a term is counted from one thing that happens; what is to follow each of several is "
            "kept throughout, without a term: shall notify the committee of attacks throughout",
        )
    named = event_name(text[run[1].start : span.end].replace('"', "").split())
    return fault(
        "unused-words",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' does not say from when the time is "
        "counted",
        "time is counted from another commitment (within 24 hours of [id]), from an event by the "
        "name that reports give it, in quotes, or from a day (of 1 March 2025)",
        (say(span, f'of "{named}"'),),
    )


def _from_a_day(file: str, words: list[Token], i: int) -> Diagnostic | None:
    """`within 20 days from 1 October 2018`: of that day."""
    run = words[i + 1 : i + 3]
    if len(run) < len(("from", "day")) or run[1].kind not in NEED_TIME:
        return None
    if run[0].text not in COUNTED_FROM - {"of"}:
        return None
    span = at(file, run[0])
    return fault(
        "unknown-function-word",
        span,
        f"'{run[0].text}' does not say from when days are counted",
        "a term is counted of a day, or of what happened: within 20 days of 1 March 2025",
        (say(span, "of"),),
    )


def whole_days(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """Hours where only days can be counted, and parts of a day."""
    word = words[i]
    if word.kind != "DURATION":
        return None
    number, what = word.text.split()
    if i and words[i - 1].kind == "WITHIN":
        since = _from_a_day(file, words, i) or _hours_from(file, text, words, i)
        if since is not None:
            return since
    if [w.kind for w in words[i + 1 : i + 2]] == ["AFTER"] and i + 2 < len(words):
        return None  # told as a term counted from what happened
    kind_before = words[i - 1].kind if i else ""
    after = words[i + 1].kind if i + 1 < len(words) else ""
    hours = what == "hour" and (
        kind_before == "EVERY"
        or words[0].kind == "PHASE"
        or (kind_before == "WITHIN" and after != "OF")
    )
    if not hours and number.replace(",", "").isdigit():
        return None
    days = max(1, -(-int(float(number.replace(",", ""))) // 24)) if what == "hour" else None
    span = at(file, word)
    meant = f"{days} day{'s' if days != 1 else ''}" if days else None
    return fault(
        "needs-days",
        span,
        f"'{text[span.start : span.end]}' cannot be counted here",
        "periods, phases and the time from a commitment's own start are whole days; hours are "
        "counted from something that happened: within 72 hours of [host]",
        (say(span, meant),) if meant else (),
    )


def after_a_while(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`3 days after [line]`: a day counted from what happened."""
    word = words[i]
    if word.kind != "DURATION" or (i and words[i - 1].kind in {"WITHIN", "EVERY", "AT_LEAST"}):
        return None
    run = words[i + 1 : i + 3]
    if [w.kind for w in run[:1]] != ["AFTER"] or run[-1].kind not in {"REF", "STRING"}:
        return None
    end = words[i + 3] if i + 3 < len(words) else run[-1]
    if end.kind not in _CAME:
        return None  # no condition: the grammar refuses it, and says so
    span = Span(file, word.start, end.end)
    count, of = text[word.start : word.end], text[run[-1].start : run[-1].end]
    return fault(
        "day-without-word",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' does not say how long there is time",
        "a term that is counted from what happened says within: within 3 days of [host]; the day "
        "after it is a day of its own: on the day after [host]",
        (say(span, f"within {' '.join(count.split())} of {of}"),),
    )


_CAME = {"IS_MET", "HAS_HAPPENED"}


def either_of(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`within 7 days of "signature" or [line]`: one term from two beginnings."""
    run = words[i : i + 5]
    if [w.kind for w in run[:2]] != ["WITHIN", "DURATION"] or len(words) < i + 6:
        return None
    of, one, or_, other = words[i + 2 : i + 6]
    named = {"REF", "STRING"}
    if of.text != "of" or or_.text != "or" or not {one.kind, other.kind} <= named:
        return None
    span = Span(file, words[i].start, other.end)
    head = " ".join(text[words[i].start : of.end].split())
    first, second = text[one.start : one.end], text[other.start : other.end]
    return fault(
        "unused-words",
        Span(file, or_.start, other.end),
        f"'{text[or_.start : other.end]}' is a second beginning of one term",
        "one duty has one day; of two, say which counts",
        (say(span, f"{head} {first} or {head} {second}, whichever is earlier"),),
    )


def within_a(file: str, _text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`within a month`: a number, written as a word."""
    word = words[i]
    run = words[i + 1 : i + 3]
    if word.text not in {"within", "for", "after", "every"} or len(run) < len(("a", "month")):
        return None
    if run[0].text not in {"a", "an"} or run[1].text not in _TIMES:
        return None
    span = at(file, run[0])
    return fault(
        "number-word",
        span,
        f"'{run[0].text}' is a number here, written as a word",
        "numbers are written in figures, so that every reader takes the same number",
        (say(span, "1"),),
    )


_TIMES = {"hour", "day", "week", "month", "year"}
_TERMS = (
    *(("a", one, "of") for one in ("maximum", "period", "term")),
    *(("the", one, "of") for one in ("period", "term")),
    *((one, other, "than") for one in ("no", "not") for other in ("more", "later")),
    ("the", "next"),
    ("the", "following"),
    ("the", "first"),
    ("at most",),
    ("up", "to"),
)
"""Words round a number of days that say what `within` says already."""


def within_at_most(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`within a maximum of 21 days`, `no later than 21 days`: a deadline is within."""
    if words[i].kind not in {"WORD", "AT_MOST"}:
        return None
    for phrase in _TERMS:
        run = words[i : i + len(phrase)]
        behind = words[i + len(phrase)] if i + len(phrase) < len(words) else None
        if tuple(w.text for w in run) != phrase or behind is None or behind.kind != "DURATION":
            continue
        inside = i > 0 and words[i - 1].text == "within"
        if not inside and phrase[-1] != "than":
            return None
        if not inside and phrase[1] == "more":
            return None  # for no more than 21 days: how long, and not by when
        span = Span(file, words[i - inside].start, behind.end)
        meant = f"within {text[behind.start : behind.end]}"
        return fault(
            "unknown-function-word",
            span,
            f"'{' '.join(text[span.start : span.end].split())}' is no deadline of the language",
            f"few function words, one meaning each: here it is '{meant}'",
            (say(span, meant),),
        )
    return None
