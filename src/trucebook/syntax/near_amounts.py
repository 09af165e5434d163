"""Amounts, ratios and shares that are nearly the language's; part of `near_misses`.

Source: spec/diagnostics.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from trucebook.syntax.dates_written import in_words
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import at, fault, say
from trucebook.syntax.merge import MONTHS
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token

Look = Callable[[str, str, list[Token], int], Diagnostic | None]

_COUNTED = {"THING", "CATEGORY"}
_WHOSE = {"the", "its", "their", "his", "her"}
_THIRDS = {"third": "33.33", "thirds": "66.67", "quarter": "25", "quarters": "75"}
_HOUR_WRITTEN = 5
_MORNING = {"am": 0, "a.m": 0, "pm": 12, "p.m": 12}
_NOON = 12
_SHARE_SAID = "a share is said in per cent of what is counted: 50 per cent of the fighters"


def amount_words(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """A word that begins another wording of an amount."""
    look = _BY_WORD.get(words[i].text)
    return look(file, text, words, i) if look is not None else None


def _all_of(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`all of the fighters`, `all its fighters`."""
    end = i + 1
    if end < len(words) and words[end].text == "of":
        end += 1
    if end < len(words) and words[end].text in _WHOSE:
        end += 1
    if end == i + 1 or end >= len(words) or words[end].kind not in _COUNTED:
        return None
    if words[i + 1].text == "the":
        return None  # all the fighters: the article is read
    return _instead(file, text, words, (i, end - 1), "all")


def _the_remaining(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`the remaining fighters`."""
    if i + 1 >= len(words) or words[i + 1].kind not in _COUNTED:
        return None
    start = i - 1 if i and words[i - 1].text in _WHOSE else i
    if start and words[start - 1].text in {"of", "all"}:
        return None
    return _instead(file, text, words, (start, i), "all remaining")


def _half(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`half of its fighters`."""
    end = i + 1
    if end < len(words) and words[end].text == "of":
        end += 1
    if end >= len(words) or words[end].text not in _WHOSE - {"the"}:
        return None
    if end + 1 >= len(words) or words[end + 1].kind not in _COUNTED:
        return None
    return _instead(file, text, words, (i, end), "50 per cent of the")


def _third(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`one third of the fighters`."""
    end = i + 1
    if [w.text for w in words[end : end + 1]] != ["of"] or end + 2 >= len(words):
        return None
    if words[end + 1].text not in _WHOSE or words[end + 2].kind not in _COUNTED:
        return None
    start = i - 1 if i and words[i - 1].text in {"a", "one", "two", "three"} else i
    share = _THIRDS[words[i].text]
    return _instead(file, text, words, (start, end + 1), f"{share} per cent of the")


def _agreed(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`to be agreed`."""
    run = [w.text for w in words[i : i + 3]]
    if run[:2] != ["to", "be"] or run[2:] not in (["agreed"], ["determined"], ["decided"]):
        return None
    return _instead(file, text, words, (i, i + 2), "to be negotiated")


def _surplus(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`with a surplus carried over`, `carrying over any surplus`."""
    end = next((j for j in range(i, len(words)) if words[j].kind in {".", ";"}), len(words)) - 1
    start = next((j for j in range(i, -1, -1) if words[j].kind == ","), None)
    if start is None:
        start = next((j for j in range(i, -1, -1) if words[j].text == "with"), i)
    if not any(w.text.startswith("carr") for w in words[start : end + 1]):
        return None
    span = Span(file, words[start].start, words[end].end)
    comma = ", " if words[start].kind == "," else ""
    return fault(
        "unknown-function-word",
        span,
        f"'{' '.join(text[span.start : span.end].split()).lstrip(', ')}' is no wording of the "
        "language",
        "a surplus cures nothing by itself; where it counts for the next period, that is said: "
        "at least 600 trucks each day, a surplus counts for the next day",
        (say(span, f"{comma or ', '}a surplus counts for the next day"),),
    )


def _by_per_cent(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`reduce the fighters by 30 per cent`."""
    run = words[i + 1 : i + 3]
    if len(run) < len("ab") or run[0].kind != "NUMBER" or run[1].kind != "PER_CENT":
        return None
    thing = words[i - 1] if i else run[0]
    span = Span(file, words[i].start, run[1].end)
    written = " ".join(text[span.start : span.end].split())
    fixes: tuple[Fix, ...] = (say(span, f'"{written}"'),)
    if thing.kind == "THING":
        start = words[i - 2] if i > 1 and words[i - 2].text in _WHOSE else thing
        span = Span(file, start.start, run[1].end)
        named = text[thing.start : thing.end]
        fixes = (say(span, f"{run[0].text} per cent of the {named}"),)
    return fault(
        "unknown-function-word",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' does not say of what this is a share",
        _SHARE_SAID,
        fixes,
    )


def _month_end(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`by the end of March 2025`."""
    month = words[i + 3] if i + 4 < len(words) else None
    run = [w.text for w in words[i : i + 3]]
    if run != ["the", "end", "of"] or month is None or month.text not in MONTHS:
        return None
    year = words[i + 4].text
    if not (year.isdigit() and len(year) == len("2025")):
        return None
    number = MONTHS.index(month.text) + 1
    last = date(int(year), number, monthrange(int(year), number)[1])
    span = Span(file, words[i].start, words[i + 4].end)
    lead = words[i - 1] if i and words[i - 1].text in {"by", "on", "until", "from"} else None
    if lead is not None:
        span = Span(file, lead.start, span.end)
    meant = f"{lead.text if lead is not None else 'by'} {in_words(last)}"
    return fault(
        "bad-date",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' is not how a day is written",
        "the last day of a month is a date of its own",
        (say(span, meant),),
    )


def _longer(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`phase one, 4 days, plus 1 day for each 10 captives under [host]`."""
    if words[0].kind != "PHASE":
        return None
    at_day = next((j for j in range(i, len(words)) if words[j].kind == "DURATION"), None)
    each = next((j for j in range(i, len(words)) if words[j].kind == "FOR_EACH"), None)
    if at_day is None or each is None:
        return None
    span = Span(file, words[i].start, words[each].end)
    count = " ".join(text[words[at_day].start : words[at_day].end].split())
    return fault(
        "unknown-function-word",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' is not how a phase grows here",
        "a phase grows by days more for each so many under a commitment: and 1 day more for each "
        "10 captives released under [host] beyond 50, at most 10 days in all",
        (say(span, f"and {count} more for each"),),
    )


def _enough(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`enough buses to reach 60`."""
    run = words[i + 1 : i + 5]
    kinds = [w.kind for w in run]
    if len(run) < len("abcd") or kinds[0] != "THING" or run[1].text != "to":
        return None
    number = next((w for w in run[2:] if w.kind == "NUMBER"), None)
    if number is None:
        return None
    named = text[run[0].start : run[0].end]
    span = Span(file, words[i].start, number.end)
    return fault(
        "unknown-function-word",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' does not say how many there are to be",
        "as many as are wanting to a floor: supply buses so that there are at least 60 buses",
        (say(span, f"{named} so that there are at least {number.text} {named}"),),
    )


_ENDS = {"BY", "ON", "AT", "WITHIN", "THROUGHOUT", "UNTIL", "FROM", ".", ",", ";", ":"}


def _so(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`so that at least 60 buses are running`, `so there are at least 60 buses`."""
    if i + 1 >= len(words) or words[i + 1].text not in {"that", "there"}:
        return None
    end = next((j for j in range(i, len(words)) if words[j].kind in _ENDS), len(words)) - 1
    number = next((w for w in words[i : end + 1] if w.kind == "NUMBER"), None)
    if number is None:
        return None  # work so that the talks go on: conduct, in free words
    counted = [w for w in (*words[i : end + 1], *reversed(words[:i])) if w.kind == "THING"]
    span = Span(file, words[i].start, words[end].end)
    fixes: tuple[Fix, ...] = ()
    if counted:
        named = text[counted[0].start : counted[0].end]
        fixes = (say(span, f"so that there are at least {number.text} {named}"),)
    return fault(
        "unknown-function-word",
        span,
        f"'{' '.join(text[span.start : span.end].split())}' is not how a floor is said",
        "as many as are wanting to a floor: supply buses so that there are at least 60 buses; a "
        "purpose is said in a note",
        fixes,
    )


_BY_WORD: dict[str, Look] = {
    "all": _all_of,
    "remaining": _the_remaining,
    "half": _half,
    "third": _third,
    "thirds": _third,
    "quarter": _third,
    "quarters": _third,
    "to": _agreed,
    "surplus": _surplus,
    "by": _by_per_cent,
    "the": _month_end,
    "plus": _longer,
    "extended": _longer,
    "so": _so,
    "enough": _enough,
    "sufficient": _enough,
}


def ceiling_of_what(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`at most 10 days` of a phase that grows, which can be meant in two ways."""
    if words[0].kind != "PHASE" or i + 1 >= len(words) or words[i + 1].kind != "DURATION":
        return None
    if i + 2 < len(words) and words[i + 2].kind == "IN_ALL":
        return None
    span = Span(file, words[i].start, words[i + 1].end)
    written = " ".join(text[span.start : span.end].split())
    return fault(
        "unknown-function-word",
        span,
        f"'{written}' can be meant of the days added or of the whole",
        "the ceiling of a phase that grows is the length of the whole, and says so",
        (say(span, f"{written} in all"),),
    )


def numbers(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`1/3 of the fighters`, `20 to 30 tonnes`, `12.00 on day 3`, a ratio of 30:1."""
    word = words[i]
    after = words[i + 1 : i + 3]
    if after and after[0].text.startswith("/") and after[0].start == word.end:
        bottom = after[0].text[1:]
        fixes: tuple[Fix, ...] = ()
        span = Span(file, word.start, after[0].end)
        if bottom.isdigit() and int(bottom) and word.text.isdigit():
            share = f"{int(word.text) * 100 / int(bottom):.2f}".rstrip("0").rstrip(".")
            fixes = (say(span, f"{share} per cent"),)
        return fault("number-word", span, "a fraction is no number here", _SHARE_SAID, fixes)
    if (
        len(after) == len("ab")
        and after[0].text == "to"
        and after[1].kind in {"NUMBER", "DURATION"}
    ):
        span = Span(file, word.start, after[1].end)
        least = Span(file, word.start, after[1].start + len(after[1].text.split()[0]))
        return fault(
            "number-word",
            span,
            f"'{' '.join(text[span.start : span.end].split())}' is a span and no number",
            "of a span the low end is promised: at least 20; where the high end binds too, that is "
            "a sentence of its own",
            (say(least, f"at least {word.text}"),) if after[1].kind == "NUMBER" else (),
        )
    if len(after) == len("ab") and after[0].kind == ":" and after[1].kind == "NUMBER":
        span = Span(file, word.start, after[1].end)
        if text[word.end : after[1].start].strip() == ":" and after[0].start == word.end:
            return fault(
                "number-word",
                span,
                f"'{text[span.start : span.end]}' does not say of what and for what",
                "a ratio is said as so many for each: in return for [host], alpha shall release "
                "30 prisoners for each captive, by the day after each act",
            )
    return None


def hours_written(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`8:30 am on day 3`, `12.00 on day 3`."""
    word = words[i]
    after = words[i + 1].text.rstrip(".").lower() if i + 1 < len(words) else ""
    if word.kind == "TIME" and after in _MORNING:
        hours, minutes = word.text.split(":")
        hour = int(hours) % _NOON + _MORNING[after]
        span = Span(file, word.start, words[i + 1].end)
        meant = f"{hour:02}:{minutes}"
    elif word.kind == "NUMBER" and len(word.text) == _HOUR_WRITTEN and word.text[2:3] == ".":
        if after != "on" or i == 0 or words[i - 1].text not in {"by", "at", "from", "until"}:
            return None
        span, meant = at(file, word), word.text.replace(".", ":")
    else:
        return None
    return fault(
        "number-word",
        span,
        f"'{text[span.start : span.end]}' is not how an hour is written",
        "hours are written from 00:00 to 24:00: by 12:00 on day 1, at 20:30 on day 3",
        (say(span, meant),),
    )


def weekday_and_date(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`by Friday 7 March 2025`."""
    day = words[i + 1] if i + 1 < len(words) else None
    if day is None or day.kind not in {"DATE", "DAYN"}:
        return None
    span = Span(file, words[i].start, day.start)
    return fault(
        "unused-words",
        at(file, words[i]),
        f"'{text[words[i].start : words[i].end]}' says again what the date says",
        "a day is named once: by 7 March 2025",
        (Fix(span, "", "leave it out"),),
    )


def terms_joined(file: str, text: str, words: list[Token], i: int) -> Diagnostic | None:
    """`within 72 hours after "the signal"`, `within 2 months and 3 days of "signature"`."""
    run = words[i + 1 : i + 4]
    kinds = [w.kind for w in run]
    if kinds[:2] == ["DURATION", "AFTER"] and kinds[2:] and kinds[2] in {"REF", "STRING"}:
        came = words[i + 4 : i + 5]
        end = came[0] if came and came[0].kind in {"IS_MET", "HAS_HAPPENED"} else run[2]
        if run[2].kind == "REF" and end is run[2]:
            return None  # no condition: the grammar refuses it, and says so
        span = Span(file, run[1].start, end.end)
        return fault(
            "unknown-function-word",
            span,
            f"'{' '.join(text[span.start : span.end].split())}' begins a condition",
            "a term counted from what happened says of: within 72 hours of [host]",
            (say(span, f"of {text[run[2].start : run[2].end]}"),),
        )
    if kinds == ["DURATION", "AND", "DURATION"]:
        span = Span(file, run[0].start, run[2].end)
        return fault(
            "unused-words",
            span,
            f"'{' '.join(text[span.start : span.end].split())}' is two terms",
            "a term has one unit: hours, days, weeks or months",
        )
    return None


def _instead(
    file: str, text: str, words: list[Token], ends: tuple[int, int], meant: str
) -> Diagnostic:
    span = Span(file, words[ends[0]].start, words[ends[1]].end)
    written = " ".join(text[span.start : span.end].split())
    return fault(
        "unknown-function-word",
        span,
        f"'{written}' is no function word of the language",
        f"few function words, one meaning each: here it is '{meant}'",
        (say(span, meant),),
    )
