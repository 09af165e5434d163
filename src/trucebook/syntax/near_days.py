"""Days and durations that are nearly the language's; part of `near_misses`.

Source: spec/diagnostics.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from trucebook.syntax.dates_written import dated, in_words
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import at, bad_date, fault, say
from trucebook.syntax.span import Span
from trucebook.syntax.synonyms import NEED_TIME
from trucebook.syntax.tokens import Token

_TERM = re.compile(r"(?:hour|day|week|month)s?'")
"""As in "on 24 hours' notice"."""
_FARTHEST = 100_000
"""Days: far beyond the calendar of any agreement."""


def before(file: str, _text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`before day 7`."""
    word = words[i]
    if word.text != "before" or word.kind != "WORD" or i + 1 == len(words):
        return None
    day = words[i + 1]
    if day.kind not in NEED_TIME:
        return None
    span = Span(file, word.start, day.end)
    fixes: tuple[Fix, ...]
    if day.kind == "DAYN":
        earlier, same = f"day {int(day.text) - 1}", f"day {day.text}"
        fixes = (say(span, f"by {earlier}"), say(span, f"by {same}"))
    elif day.kind == "DATE" and day.text != "bad":
        on = date.fromisoformat(day.text)
        fixes = (
            say(span, f"by {in_words(on - timedelta(days=1))}"),
            say(span, f"by {in_words(on)}"),
        )
    else:
        fixes = (Fix(at(file, word), "by", "say 'by' and the last day that is in time"),)
    return fault(
        "before-not-by",
        span,
        "'before' does not tell whether the day itself is still in time",
        "'by day 7' includes all of day 7; 'before' can be meant either way",
        fixes,
    )


def unit(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`by 7`, `within 3`."""
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else None
    if word.kind != "WORD" or after is None or after.kind != "NUMBER":
        return None
    behind = words[i + 2] if i + 2 < len(words) else None
    if behind is not None and (
        behind.kind.startswith("PER_CENT") or behind.text == "%" or _TERM.match(behind.text)
    ):
        return None
    if word.text in {"by", "on", "from", "until"} and after.text.isdigit():
        if word.text == "from" and behind is not None and behind.kind in _COUNTED:
            return None  # from 5 military bases
        if dated(text, after.start) is not None:
            return None
        meant = f"{word.text} day {after.text}"
    elif word.text == "within":
        if behind is not None and behind.text in _FAR:
            return _distance(file, text, word, behind)
        meant = f"within {after.text} day{'' if after.text == '1' else 's'}"
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


_COUNTED = {"WORD", "THING", "CATEGORY"}
_FAR = {"km", "kilometres", "kilometers", "kilometre", "kilometer", "m", "metres", "meters"}
_FAR |= {"miles", "mile", "metre", "meter", "nm", "nautical", "hectares"}


def _distance(file: str, text: str, word: Token, behind: Token) -> Diagnostic:
    """`within 1 km`: where, and not by when."""
    span = Span(file, word.start, behind.end)
    written = " ".join(text[span.start : span.end].split())
    return fault(
        "unused-words",
        span,
        f"'{written}' is a distance, and no deadline",
        "where something is belongs to its name, which stands in quotes: withdraw from "
        '"the posts within 1 km of the line"; or to a note',
    )


def another_date(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """A date that the calendar does not have, or that is written in another way."""
    word = words[i]
    if word.kind == "DATE":
        written = text[word.start : word.end]
        return bad_date(at(file, word), written) if word.text == "bad" else None
    if word.kind not in {"WORD", "NUMBER"}:
        return None
    found = dated(text, word.start)
    if found is None:
        return None
    span = Span(file, word.start, word.start + len(found.written))
    fixes = (say(span, in_words(found.day)),) if found.day is not None else ()
    return bad_date(span, found.written, fixes)


def ordinal(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`the 3rd day`, `on the third day`."""
    word = words[i]
    if word.kind != "WORD" or i + 1 >= len(words) or words[i + 1].text not in {"day", "week"}:
        return None
    digits = word.text.rstrip("stndrh")
    number = _ORDINALS.index(word.text) + 1 if word.text in _ORDINALS else None
    if number is None and not (digits.isdigit() and word.text != digits):
        return None
    start = words[i - 1].start if i and words[i - 1].text == "the" else word.start
    span = Span(file, start, words[i + 1].end)
    after = words[i + 2 : i + 4]
    if i > 1 and [w.kind for w in after[:1]] == ["AFTER"] and after[-1].kind in {"REF", "STRING"}:
        whole = Span(file, words[i - 2].start, after[-1].end)
        of = text[after[-1].start : after[-1].end]
        return fault(
            "number-word",
            whole,
            f"'{text[whole.start : whole.end]}' is not how a day is written",
            "a term that is counted from what happened says within: within 3 days of [host]",
            (say(whole, f"within {number or digits} {words[i + 1].text}s of {of}"),),
        )
    return fault(
        "number-word",
        span,
        f"'{text[span.start : span.end]}' is not how a day is written",
        "a day is named by its number, so that every reader takes the same day",
        (say(span, f"{words[i + 1].text} {number or digits}"),),
    )


_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def hour_behind(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`on day 1 at 12:00`, `by day 1, 12:00`: the hour stands before its day."""
    word = words[i]
    if word.kind != "TIME" or i < len("ab"):
        return None
    at_word = i - 1 if words[i - 1].text in {"at", ","} or words[i - 1].kind == "AT" else i
    day = words[at_word - 1]
    lead = words[at_word - 2].kind if at_word > 1 else ""
    if day.kind not in NEED_TIME or lead not in {"BY", "ON", "FROM", "UNTIL"}:
        return None
    span = Span(file, words[at_word - 2].start, word.end)
    before_it = "at" if lead == "ON" else words[at_word - 2].text
    hour = text[word.start : word.end]
    return fault(
        "day-without-word",
        span,
        f"'{hour}' stands behind its day",
        "an hour stands before its day: by 12:00 on day 1, at 08:30 on 9 March 2025",
        (say(span, f"{before_it} {hour} on {text[day.start : day.end]}"),),
    )


_HOURS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def hour_in_words(file: str, _text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`by noon on day 1`."""
    word = words[i]
    if word.kind != "WORD" or word.text not in _HOURS or i + 1 == len(words):
        return None
    if words[i + 1].text not in {"on", "of"}:
        return None
    return fault(
        "number-word",
        at(file, word),
        f"'{word.text}' is an hour written as a word",
        "hours are written in figures, from 00:00 to 24:00: by 12:00 on day 1",
        (say(at(file, word), _HOURS[word.text]),),
    )


def sooner(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`by day 9, or sooner by consent`: the consent is an event that the record tells."""
    word = words[i]
    start = i - 1 if i and words[i - 1].text in {"or", "OR"} else i
    if word.kind != "WORD" or word.text not in {"sooner", "earlier"} or start == i:
        return None
    start = start - 1 if words[start - 1].kind == "," else start
    end = next((j for j in range(i, len(words)) if words[j].kind in {".", ","}), len(words))
    span = Span(file, words[start].start, words[end - 1].end)
    meant = 'or by the day of "the day agreed", whichever is earlier'
    space = "" if words[start].kind != "," else " "
    return fault(
        "unused-words",
        span,
        f"'{text[words[i].start : span.end]}' does not say who says that it is sooner",
        "done sooner is in time; a sooner day on which it falls due is an event that the record "
        f"tells: by day 9 {meant}",
        (say(span, f"{space}{meant}"),),
    )


def far(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """A number of days beyond every calendar."""
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


def of_the_phase(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`day 3 of the phase`: which phase is for the words to say."""
    word = words[i]
    if word.kind not in {"DAYN", "WEEKN"} or i + 2 >= len(words):
        return None
    run = [w.text for w in words[i + 1 : i + 4]]
    if run[:1] != ["of"] or not {"phase", "stage"} & set(run[1:]):
        return None
    last = words[i + 1 + max(n for n, w in enumerate(run) if w in {"phase", "stage"})]
    span = Span(file, word.start, last.end)
    return fault(
        "unknown-phase",
        span,
        f"'{text[span.start : span.end]}' does not name the phase",
        f"a phase is named as it is declared: day {word.text} of phase one",
    )


_EACH = {"each", "every", "any"}


def before_each(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`at least 24 hours before each exchange`: before the acts of a commitment, by its id."""
    word = words[i]
    run = [one.text for one in words[i + 1 : i + 3]]
    if word.text != "before" or len(run) < len(("each", "release")) or run[0] not in _EACH:
        return None
    if not i or words[i - 1].kind != "DURATION" or run[1] == "act":
        return None
    span = Span(file, word.start, words[i + 2].end)
    known = [one for one in words[:i] if one.kind == "REF"]
    ids = re.findall(r"^[ \t]*\[([\w-]+)\]", text, re.MULTILINE)
    own = known[0].text if known else ""
    return fault(
        "unused-words",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' does not say whose acts these are",
        "a notice comes before the acts of another commitment, named by its id: shall give beta "
        "the names at least 24 hours before each act of [host]",
        tuple(say(span, f"before each act of [{one}]") for one in ids if one != own)[:3],
    )


def phase_from_hour(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`phase one, 7 days from 21:45 on 22 May 2023`: a phase has days, a clause has hours."""
    word = words[i]
    if words[0].kind != "PHASE" or i + 2 >= len(words) or words[i + 1].text != "on":
        return None
    span = Span(file, word.start, words[i + 2].start)
    hour = text[word.start : word.end]
    return fault(
        "needs-days",
        span,
        f"a phase begins with a day, and not at {hour}",
        "a phase has whole days; the hour is said by the sentences it matters for: shall not "
        f"carry out attacks from {hour} on day 1 throughout",
        (Fix(span, "", f"leave out '{hour} on'"),),
    )
