"""Words → merged words: `day 7`, `19 January 2025`, `man over 50`, `phase two` become one each."""

from __future__ import annotations

from datetime import date

from trucebook.syntax.declared import ROLES, Declared
from trucebook.syntax.tokens import Token, singular

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEGINNING = {"Once", "If", "In", "Only", "Unless", "While", "Within", "By", "On", "At", "After"}
_BEGINNING |= {"It", "Until", "From", "Each"}
"""Function words as a sentence begins with them."""
UNITS = {"hour", "day", "week", "month"}


def merge(raw: list[Token], known: Declared) -> list[Token]:
    """The words with those merged that are one thing together.

    Shape: the text of a merged word is its value: the number of a day, an ISO date (or `bad`),
    a party's, thing's or phase's id, a category as declared, `3 day` of a duration.
    """
    merged: list[Token] = []
    at = 0
    while at < len(raw):
        token, used = _one(raw, at, known)
        merged.append(token)
        at += used
    return merged


def _one(raw: list[Token], at: int, known: Declared) -> tuple[Token, int]:
    token = raw[at]
    after = raw[at + 1] if at + 1 < len(raw) else None
    if token.text in _BEGINNING and _at_head(raw, at):
        return token._replace(text=token.text.lower()), 1
    if token.kind == "DATE":
        return token._replace(text=_iso(token.text)), 1
    if token.kind == "NUMBER":
        return _number(raw, at, known)
    if token.kind == "TIME" and after is not None and _is_zone(after):
        return Token("TIME", f"{token.text} {after.text}", token.start, after.end), 2
    if token.kind != "WORD":
        return token, 1
    if after is not None:
        if token.text == "phase" and after.kind in {"WORD", "NUMBER"}:
            return Token("PHASE", after.text, token.start, after.end), 2
        if token.text in {"day", "week"} and after.kind == "NUMBER" and after.text.isdigit():
            return Token(f"{token.text.upper()}N", after.text, token.start, after.end), 2
    if token.text in WEEKDAYS:
        return Token("WEEKDAY", str(WEEKDAYS.index(token.text)), token.start, token.end), 1
    named = _named(raw, at, known)
    category = _category(raw, at, known)
    if category is not None and (named is None or not _acts(raw, at)):
        return category
    if named is not None:
        return named
    thing = known.things.get(singular(token.text))
    if thing is not None:
        return Token("THING", thing, token.start, token.end), 1
    return token, 1


def _named(raw: list[Token], at: int, known: Declared) -> tuple[Token, int] | None:
    """Those who are declared: `government`, `the guarantors`, and `The government shall`.

    An article before somebody's id, and a capital at the head of a sentence, say nothing more; in
    what is done the words are the drafter's, and stay.
    """
    token = raw[at]
    head = _at_head(raw, at)
    listed = at > 0 and raw[at - 1].text in {",", "and"}
    after = raw[at + 1] if at + 1 < len(raw) else None
    if after is not None and (token.text == "the" or (head and token.text == "The")):
        if after.text in ROLES:
            return Token("ROLE", after.text, token.start, after.end), 2
        acts = listed or _acts(raw, at)
        if acts and after.kind == "WORD" and after.text in known.names:
            return Token("PARTY", after.text, token.start, after.end), 2
    text = token.text
    if head and text not in known.names:
        text = text[:1].lower() + text[1:]
    if text in known.names:
        return Token("PARTY", text, token.start, token.end), 1
    if text in ROLES:
        return Token("ROLE", text, token.start, token.end), 1
    return None


def _at_head(raw: list[Token], at: int) -> bool:
    """Whether a word begins the sentence: behind an id, a citation, or `is replaced:`."""
    return at == 0 or raw[at - 1].kind in {"REF", ")", ":"}


def _acts(raw: list[Token], at: int) -> bool:
    """Whether a name here is somebody who acts, receives or accepts, and no category."""
    if _at_head(raw, at) or raw[at - 1].text in {"to", "by"}:
        return True
    after = raw[at + 1].text if at + 1 < len(raw) else ""
    return raw[at - 1].text == "and" and after in {"shall", "may", "are"}


def _number(raw: list[Token], at: int, known: Declared) -> tuple[Token, int]:
    token = raw[at]
    after = raw[at + 1] if at + 1 < len(raw) else None
    if after is None or after.kind != "WORD":
        return token, 1
    year = raw[at + 2] if at + 2 < len(raw) else None
    if after.text in MONTHS and year is not None and _is_year(year):
        month = MONTHS.index(after.text) + 1
        text = f"{int(year.text):04}-{month:02}-{int(token.text):02}" if _small(token) else "bad"
        return Token("DATE", _iso(text), token.start, year.end), 3
    unit = singular(after.text)
    if unit == "year" and unit not in known.things and token.text.isdigit():
        # A year is twelve months of the calendar, also where it is a leap year.
        return Token("DURATION", f"{12 * int(token.text)} month", token.start, after.end), 2
    if unit in UNITS and unit not in known.things:
        return Token("DURATION", f"{token.text} {unit}", token.start, after.end), 2
    return token, 1


def _is_zone(token: Token) -> bool:
    """A zone behind an hour, by its name: UTC, Asia/Jerusalem."""
    return token.kind == "WORD" and (token.text == "UTC" or "/" in token.text)


def _is_year(token: Token) -> bool:
    return token.kind == "NUMBER" and token.text.isdigit() and len(token.text) == len("2025")


def _small(token: Token) -> bool:
    return token.text.isdigit() and int(token.text) < 100  # noqa: PLR2004 - two digits of a day


def _iso(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return "bad"


def _category(raw: list[Token], at: int, known: Declared) -> tuple[Token, int] | None:
    for words, name in known.categories.get(singular(raw[at].text), ()):
        run = raw[at : at + len(words)]
        if len(run) == len(words) and all(
            singular(token.text) == word for token, word in zip(run, words, strict=True)
        ):
            return Token("CATEGORY", name, run[0].start, run[-1].end), len(words)
    return None
