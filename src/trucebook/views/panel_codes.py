"""The closed lists of words that stand in the panel, each word with what it means.

Source: spec/standings.md (semantics, sections 4 to 7).
"""

from __future__ import annotations

from typing import Literal, assert_never

from trucebook.evaluation.result import Interval, Standing
from trucebook.model.agreement import (
    BasisKind,
    Conduct,
    Exchange,
    Expectation,
    HandOver,
    JointAct,
    Keep,
    Level,
    Notice,
    Once,
    Order,
    Power,
    Quota,
    Role,
    Terms,
)

NOT_APPLICABLE = "not applicable"
NOT_KNOWN = "not known"
NOT_ASKED = "not asked"
NOT_SAID = "not said"
MISSING: dict[str, str] = {
    NOT_APPLICABLE: "the question has no meaning for this row",
    NOT_KNOWN: "there is an answer, and nothing recorded gives it",
    NOT_ASKED: "the table was made without asking for it",
    NOT_SAID: "the text does not say",
}
"""Codes of what is missing, the same in every column of words. Numbers and days are left empty,
and a column beside them has the code."""

YES_NO: dict[str, str] = {"yes": "yes", "no": "no"}

Kind = Literal[
    "once",
    "hand over",
    "exchange",
    "quota",
    "keep",
    "refrain",
    "level",
    "order",
    "notice",
    "joint act",
    "conduct",
    "expectation",
    "power",
]
KINDS: dict[Kind, str] = {
    "once": "to do a thing once, or to begin or finish one",
    "hand over": "to hand over or free so many, in one round or several",
    "exchange": "to give so many in return for each act of another commitment",
    "quota": "so many in each period",
    "keep": "to keep a thing so, throughout",
    "refrain": "not to do a thing, throughout",
    "level": "to stay at or under, or at or over, a level, throughout",
    "order": "one class before another, under another commitment",
    "notice": "to give a thing so long before each act of another commitment",
    "joint act": "what only all of them can do, such as to begin talks",
    "conduct": "to work toward something, as against reaching it",
    "expectation": "what is expected and owed by nobody; it has no standing",
    "power": "what a party may do; it has no standing",
}
"""What kind of commitment a row is about."""

BASES: dict[BasisKind, str] = {
    "authentic": "the signed text is at hand",
    "published": "a named outlet published the full text",
    "summary": "a named source described it",
    "one side's version": "one side's version of it",
    "unsourced": "no source is at hand",
}
ROLES: dict[Role, str] = {
    "party": "bound by the text as a party",
    "guarantor": "a guarantor the text names",
    "mediator": "a mediator the text names",
    "verifier": "a verifier the text names",
    "monitor": "a monitor the book declares",
    "beneficiary": "a beneficiary the text names",
    "third party": "somebody else the text names",
}
UNDERTAKEN: dict[str, str] = {
    "alone": "by this party, for itself",
    "jointly": "by all of them together: one standing, nobody singled out",
}
ACCOUNTS: dict[str, str] = {
    "undisputed": "what nobody conflicts with; of what is in conflict, each version",
    "confirmed": "what was found or acknowledged, and watched silence",
    "any": "every statement that a thing was done or an act against happened",
}
ACCOUNT_KINDS: dict[str, str] = {"general": "nobody's own"} | {
    role: f"the account of {'an' if role[0] in 'aeiou' else 'a'} {role}" for role in ROLES
}
READING_KINDS: dict[str, str] = {
    "every reading": "every reading is taken; where they disagree the standing is disputed",
    "as written": "the words as written, where another reading of them is named",
    "named": "a reading that the text or book names, with its holder",
}
TIMELINESS: dict[str, str] = {
    "not due": "its day has not passed",
    "before its day": "done in full before the day it was set for",
    "in time": "done in full in time",
    "late": "done in full after its day",
    "past its day": "its day has passed, and it is not done in full",
}
IN_FORCE: dict[str, str] = {
    "not yet": "it has not come into force, or its phase has not begun",
    "yes": "it is in force on that day",
    "over": "its term has ended; what is owed from it may still be open",
}
POWERS: dict[str, str] = {
    "not yet": "it cannot be used yet",
    "usable": "it can be used",
    "used": "it was used",
    "lapsed": "it can no longer be used",
}
STATED: dict[str, str] = {
    "will not": "whoever undertook it said that it will not do it, holds it back, or stops",
    "nothing": "no such word is recorded",
}
DAY_GIVEN: dict[str, str] = {
    "one day": "both columns hold that day",
    "between days": "it depends on what is not certain: the earliest and the latest day",
}
NUMBER_GIVEN: dict[str, str] = {
    "exact": "low and high are the same number",
    "between": "between low and high, both included",
    "at least": "low or more: nothing bounds it from above",
    "at most": "high or less",
}
BY_CATEGORY = "by category"
DONE_GIVEN: dict[str, str] = NUMBER_GIVEN | {
    BY_CATEGORY: "of living and dead people, who are never one figure: see the columns "
    "done_living and done_dead"
}
COUNTED: dict[str, str] = {"counted": "the columns hold it"}
TERM_GIVEN: dict[str, str] = {
    "both": "its first and its last day",
    "first": "its first day; no last day is fixed, or none is known yet",
    "last": "its last day alone",
}

_TIMES: dict[Standing, str] = {
    "met early": "before its day",
    "met": "in time",
    "met late": "late",
    "waiting": "not due",
    "in progress": "not due",
    "suspended": "past its day",
    "held back": "past its day",
    "overdue": "past its day",
    "missed": "past its day",
}
"""Standings that tell how a duty stands to its day."""
_WITHOUT_A_DAY: frozenset[Standing] = frozenset(
    {"amended", "waived", "lapsed", "no longer possible", "not computable"}
)


def kind_of(terms: Terms) -> Kind:
    """The kind of a commitment."""
    match terms:
        case Once():
            return "once"
        case HandOver():
            return "hand over"
        case Exchange():
            return "exchange"
        case Quota():
            return "quota"
        case Keep():
            return "refrain" if terms.refrain else "keep"
        case Level():
            return "level"
        case Order():
            return "order"
        case Notice():
            return "notice"
        case JointAct():
            return "joint act"
        case Conduct():
            return "conduct"
        case Expectation():
            return "expectation"
        case Power():
            return "power"
        case _:
            assert_never(terms)


LASTING = (Keep, Level, Order, Conduct, Expectation, Power)
"""Kinds that are not done by a day."""


def timeliness(terms: Terms, possible: tuple[Standing, ...]) -> str:
    """How a duty stands to its day, as far as every possible standing says the same."""
    if isinstance(terms, LASTING) or not possible:
        return NOT_APPLICABLE
    if set(possible) <= _WITHOUT_A_DAY:
        return NOT_APPLICABLE
    times = {_TIMES.get(standing, NOT_KNOWN) for standing in possible}
    return times.pop() if len(times) == 1 else NOT_KNOWN


def given(interval: Interval | None) -> str:
    """How well a number is known."""
    if interval is None:
        return NOT_APPLICABLE
    if interval.low is None:
        return NOT_KNOWN if interval.high is None else "at most"
    if interval.high is None:
        return "at least"
    return "exact" if interval.low == interval.high else "between"
