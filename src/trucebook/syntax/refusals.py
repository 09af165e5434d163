"""What it means that the grammar refuses a word: the fault, and the wording that was meant.

Near misses are looked for before; here is what only the place in the sentence can tell.
Source: spec/diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import (
    at,
    cannot_read,
    fault,
    insert,
    missing_full_stop,
    named_event,
    say,
    unclear_condition,
)
from trucebook.syntax.near_conditions import phase_over
from trucebook.syntax.refusal import MODALS, Refused, bound
from trucebook.syntax.refusals_of_subjects import subject
from trucebook.syntax.span import Span
from trucebook.syntax.strays import stray
from trucebook.syntax.synonyms import NEED_TIME

_GOVERNING = {"ONCE", "AFTER", "ONLY_AFTER", "IF", "WHILE", "UNLESS", "UNTIL"}
_OF_CONDITIONS = {
    "IS_MET",
    "IS_NOT_MET",
    "ARE_MET",
    "IS_CONFIRMED_BY",
    "IS_OVERDUE",
    "HAS_HAPPENED",
    "HAS_COME",
    "ARE_IN_TALKS",
    "BEGINS",
    "ARE",
}
_ENDING = {",", ".", ":", "BY", "ON", "WITHIN", "THROUGHOUT", "AND", "OR"}
_STOPPING = {",", ".", ":", "BY", "ON", "WITHIN", "THROUGHOUT"}
_AUXILIARIES = {"have", "has", "had", "been", "be", "were", "was", "is"}
_TALKING = {"talking", "negotiating", "speaking"}
_OTHERWISE = {
    "BEGINS": {"starts", "start", "commences", "opens"},
    "GO_ON": {"continues", "continue", "remain", "remains", "stay", "stays", "apply", "applies"},
    "OTHERWISE": {"else", "failing"},
    "NOTHING_IS_SAID": {"nothing"},
}
"""Other words for the few that can stand in what follows a phase."""
_LEANING = {"the", "at", "within", "in", "by", "on", "until", "till", "around", "about"}
_SAID = {
    "DOT": "a full stop",
    "COMMA": "a comma",
    "COLON": "a colon",
    "REF": "an [id]",
    "NUMBER": "a number",
    "DAYN": "a day",
    "DATE": "a date",
    "PARTY": "a party",
    "PHASE": "a phase",
    "STRING": "a quotation",
    "WORD": "a word",
    "THING": "a thing that is counted",
    "CATEGORY": "a category",
    "ROLE": "a role",
    "LPAR": "a bracket",
    "$END": "the end",
}
"""How a message names what could stand there, the likeliest first."""
_MOST = 3


def why(of: Refused) -> Diagnostic:
    """The fault of a refused word."""
    word = of.word
    if word is None and "DOT" in of.wanted and (of.sentence or bound(of.before)):
        return missing_full_stop(at(of.file, of.words[-1]))
    found = (
        _condition(of)
        or subject(of)
        or _second_sentence(of)
        or _day(of)
        or _behind_the_stop(of)
        or None
    )
    if found is not None:
        return found
    written = "its end" if word is None else f"'{of.text[of.here.start : of.here.end]}'"
    comma = of.wanted == {"COMMA"} and of.index > 0
    fixes: tuple[Fix, ...] = ()
    if comma:
        fixes = (insert(at(of.file, of.words[of.index - 1]), ",", "put a comma here"),)
    if word is not None:
        meant = [kind for kind, words in _OTHERWISE.items() if word.text in words]
        fixes += tuple(
            say(of.here, kind.lower().replace("_", " ")) for kind in meant if kind in of.wanted
        )
    return cannot_read(of.here, written, _list(of.wanted), fixes)


def _list(wanted: Iterable[str]) -> str:
    """The two or three likeliest, in a writer's words."""
    wanted = frozenset(wanted)
    known = [words for kind, words in _SAID.items() if kind in wanted]
    if "BY" in wanted:
        known.insert(2, "by, on or within and a day")
    others = sorted(kind for kind in wanted if kind not in _SAID)
    return ", ".join([*known, *(f"'{kind.lower().replace('_', ' ')}'" for kind in others)][:_MOST])


def _second_sentence(of: Refused) -> Diagnostic | None:
    """A second `shall`."""
    if of.word is None or of.word.kind not in MODALS or not bound(of.before):
        return None
    return fault(
        "two-commitments",
        of.here,
        f"a second '{of.word.text}' stands in this sentence",
        "one commitment, one sentence: the second begins on a line of its own, with its own id",
    )


def _day(of: Refused) -> Diagnostic | None:
    """A day without by, on, from or until."""
    if of.word is None or of.word.kind not in {*NEED_TIME, "THE_DAY_AFTER", "THE_END_OF"}:
        return None
    start = of.index
    while start and of.words[start - 1].kind == "WORD" and of.words[start - 1].text in _LEANING:
        start -= 1
    lead = of.words[start - 1] if start else None
    span = Span(of.file, of.words[start].start, of.here.end)
    day = " ".join(of.text[of.here.start : of.here.end].split())
    from_before = any(word.kind == "FROM" for word in of.before)
    meant: tuple[str, ...]
    if lead is not None and lead.text == "to" and from_before:
        span, meant = Span(of.file, lead.start, span.end), ("until",)
    elif lead is not None and lead.text in {"starting", "finishing"}:
        meant = ("on", "by") if lead.text == "starting" else ("by", "on")
    elif lead is not None and lead.text == "between":
        meant = ()
    else:
        meant = ("by", "on")
    return fault(
        "day-without-word",
        span,
        f"'{day}' stands here without a word that says what it is",
        "a day has by (that day included), on (that day), from or until before it: "
        "by day 3, from day 3 until day 9",
        tuple(say(span, f"{word} {day}") for word in meant),
    )


def _behind_the_stop(of: Refused) -> Diagnostic | None:
    """Words behind the full stop that are none of those said of a commitment."""
    if of.word is None or not of.sentence or not of.before or of.before[-1].kind != ".":
        return None
    if "BASIS" not in of.wanted:
        return None
    return stray(of.file, of.text, of.word.start, of.words[-1].end)


def _condition(of: Refused) -> Diagnostic | None:
    """Words that are no condition, behind once, if, while, unless, until."""
    if not of.wanted & _OF_CONDITIONS or "BY" in of.wanted:
        return None
    governing = next((i for i in range(of.index - 1, -1, -1) if of.words[i].kind in _GOVERNING), -1)
    if governing < 0 or governing + 1 >= len(of.words):
        return None
    if any(word.kind == ":" for word in of.words[governing : of.index]):
        return None
    end = governing + 1
    while end < len(of.words) and (end < of.index or of.words[end].kind not in _ENDING):
        end += 1
    span = Span(of.file, of.words[governing + 1].start, of.words[end - 1].end)
    fixes = _meant(of, governing, end, span)
    whole = Span(of.file, of.words[governing].start, span.end)
    return unclear_condition(whole, of.words[governing].text, fixes)


def _meant(of: Refused, governing: int, end: int, span: Span) -> tuple[Fix, ...]:
    """The condition that was probably meant."""
    run = of.words[governing + 1 : end]
    ended = phase_over(of.text, run, span)
    if ended is not None:
        return (ended,)
    before = of.words[governing - 1] if governing else None
    if run[0].kind == "REF":
        ref = of.text[run[0].start : run[0].end]
        if before is not None and before.kind == "DURATION":
            lead = of.words[governing - 2].kind if governing > 1 else ""
            start = of.words[governing].start if lead == "WITHIN" else before.start
            count = "" if lead == "WITHIN" else f"within {of.text[before.start : before.end]} "
            return (say(Span(of.file, start, span.end), f"{count}of {ref}"),)
        return (say(span, f"{ref} is met"),)
    if run[0].kind == "NUMBER" and run[-1].kind == "WORD":
        kept = [w for w in run[:-1] if w.text not in _AUXILIARIES and w.kind != "ARE"]
        counted = of.text[run[0].start : kept[-1].end]
        return (say(span, f"{' '.join(counted.split())} are {run[-1].text}"),)
    if run[0].kind == "PARTY" and any(word.text in _TALKING for word in run):
        are = next((i for i, word in enumerate(run) if word.kind == "ARE"), len(run))
        who = of.text[run[0].start : run[max(0, are - 1)].end]
        return (say(span, f"{' '.join(who.split())} are in talks"),)
    joined = end < len(of.words) and of.words[end].kind in {"OR", "AND"}
    if joined and run[0].kind in {"PARTY", "ROLE"}:
        last = end
        while last < len(of.words) and of.words[last].kind not in _STOPPING:
            last += 1
        span = Span(of.file, span.start, of.words[last - 1].end)
    if run[0].kind == "STRING":
        return (say(span, f"{of.text[run[0].start : run[0].end]} has happened"),)
    return (named_event(span, of.text),)
