"""A commitment in few words: who, what, and how much of it is done.

Living and dead people are never one figure: where a thing has a life axis its parts stand apart.
Source: spec/quantities.md (semantics, section 3).
"""

from __future__ import annotations

import re
from typing import assert_never

from trucebook.evaluation.result import Interval, Row
from trucebook.model.agreement import (
    Agreement,
    Commitment,
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
)
from trucebook.model.quantity import Class, Number
from trucebook.syntax.merge import WEEKDAYS
from trucebook.syntax.tokens import singular
from trucebook.views.wording import say_class, say_interval, say_number, say_times

LIFE = "life"
"""The axis whose categories are never added up: living, dead."""


def who_of(agreement: Agreement, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The names of parties, as the text declares them."""
    found = ((i, agreement.party(i)) for i in ids)
    return tuple(party.name if party else name for name, party in found)


def say_what(commitment: Commitment) -> str:
    """What is to be done, as short as the text allows, without who does it."""
    terms = commitment.terms
    match terms:
        case HandOver():
            things = _things(terms.of, terms.thing)
            if terms.rest_of is not None:
                return _join(commitment.verb, f"the rest of [{terms.rest_of}]")
            floor = _floor(terms)
            if floor is not None:
                return f"{commitment.verb} {things} up to at least {say_number(floor)}"
            if commitment.to_be_negotiated:
                return _join(commitment.verb, things, "(number to be negotiated)")
            of_one = terms.steps[-1].cumulative if terms.steps else None
            things = _things(terms.of, terms.thing, of_one)
            return _join(commitment.verb, _amount_of(terms), things)
        case Exchange():
            return f"{commitment.verb} {terms.thing} in return for [{terms.against}]"
        case Quota():
            each = _each(terms)
            number = say_number(terms.number)
            number = f"at most {number}" if terms.at_most else number
            on_average = " on average" if terms.average else ""
            things = _things(terms.of, terms.thing, terms.number)
            return f"{commitment.verb} {number} {things} {each}{on_average}"
        case Keep():
            refrain = "not" if terms.refrain else ""
            return _join(refrain, _as_written(commitment) or _plain(commitment))
        case Level():
            number = say_number(terms.number)
            things = _things(terms.of, terms.thing, terms.number)
            return f"{commitment.verb} {terms.bound} {number} {things}"
        case Order():
            first, then = say_class(terms.first), say_class(terms.then)
            return f"{first} before {then}, under [{terms.against}]"
        case Notice():
            words = _plain(commitment)
            return f"{words} {terms.hours} h before each act of [{terms.before}]"
        case Once():
            part = {"whole": "", "start": "start:", "finish": "finish:"}[terms.part]
            return _join(part, _as_written(commitment) or _plain(commitment))
        case JointAct():
            return _together(commitment, terms)
        case Conduct():
            return _as_written(commitment) or _plain(commitment)
        case Expectation():
            number = "" if terms.number is None else say_number(terms.number)
            return _join("expected:", number, terms.thing or _expected(commitment))
        case Power():
            return _join("may", _as_written(commitment) or _plain(commitment))
        case _:
            assert_never(terms)


def _each(terms: Quota) -> str:
    if terms.weekday is not None:
        return f"every {WEEKDAYS[terms.weekday]}"
    if terms.months:
        return "each month" if terms.months == 1 else f"every {terms.months} months"
    return {1: "each day", 7: "each week"}.get(terms.every, f"every {terms.every} days")


def _together(commitment: Commitment, terms: JointAct) -> str:
    """What several do as one."""
    if terms.act == "do":
        return _as_written(commitment) or _join("jointly", _plain(commitment))
    subject = terms.subject or ""
    if terms.act == "agree":
        return _as_written(commitment) or _join("agree", subject)
    return _join(terms.act, "about" if subject else "", subject)


def say_progress(row: Row, agreement: Agreement) -> str | None:
    """How much is done: `25 living + 8 dead of 33 hostages`; None where nothing counts."""
    if row.days is not None:
        return _say_periods(row)
    if isinstance(row.commitment.terms, (Keep, Level)):
        return _say_watched(row)
    if row.done is None and row.required is None:
        return None
    done = say_done(row, agreement)
    required = "" if row.required is None else f" of {say_interval(row.required)}"
    if _is_one_act(row):
        return None
    return f"{done}{required} {row.unit or ''}".rstrip()


def say_done(row: Row, agreement: Agreement) -> str:
    """What is done, living and dead apart."""
    done = row.done
    if done is None:
        return "not known"
    life = life_of(agreement, row)
    if not life or done.high == 0:
        return say_interval(done)
    own = [c for c in _class_of(row) if c in life]
    if own:
        return f"{say_interval(done)} {own[0]}"
    apart = {say_class(of): interval for of, interval in row.done_by_class if len(of) == 1}
    parts = [f"{say_interval(apart[c])} {c}" for c in life if c in apart and apart[c].high != 0]
    unsaid = _unsaid(done, [apart[c] for c in life if c in apart])
    if unsaid is not None:
        parts.append(f"{say_interval(unsaid)} ({' or '.join(life)}: not said)")
    return " + ".join(parts)


def _unsaid(done: Interval, parts: list[Interval]) -> Interval | None:
    """What is done for certain, and of which nobody said on which side of life it belongs."""
    if any(part.high is None for part in parts):
        return None
    low = (done.low or 0) - sum(part.high or 0 for part in parts)
    if low <= 0:
        return None
    high = None if done.high is None else done.high - sum(part.low or 0 for part in parts)
    return Interval(low, high)


def life_of(agreement: Agreement, row: Row) -> tuple[str, ...]:
    """The categories of the life axis of what a row counts; empty where it has none."""
    thing = next((t for t in agreement.things if t.id == row.unit), None)
    if thing is None:
        return ()
    return next((categories for axis, categories in thing.axes if axis == LIFE), ())


def left_to_do(row: Row) -> Interval | None:
    """What is still to be done of what is required; None where nothing is counted."""
    if row.required is None or row.done is None:
        return None
    return left_of(row.required, row.done)


def left_of(required: Interval, done: Interval) -> Interval:
    """Required less done, never below nothing."""
    low = _less(required.low, done.high) if done.high is not None else 0
    high = None if required.high is None else _less(required.high, done.low or 0)
    return Interval(low or 0, high)


def _less(one: Number | None, other: Number) -> Number | None:
    return None if one is None else max(0, one - other)


def _say_periods(row: Row) -> str:
    days = row.days
    if days is None:  # pragma: no cover - asked only of quotas
        return ""
    every = row.commitment.terms.every if isinstance(row.commitment.terms, Quota) else 1
    unit = {1: "days", 7: "weeks", 30: "months"}.get(every, "periods")
    return (
        f"{unit}: {say_interval(days.kept)} kept, {say_interval(days.missed)} missed, "
        f"{say_interval(days.unknown)} unknown"
    )


def _say_watched(row: Row) -> str | None:
    watched = row.watched_days
    if watched is None or watched.high is None:
        return None
    low = watched.low or 0
    return f"watched {say_number(low)} of {say_times(int(watched.high), 'day')}"


def _is_one_act(row: Row) -> bool:
    """A thing done once has no figure worth a line: its standing says it."""
    return row.unit is None and not isinstance(row.commitment.terms, (HandOver, Exchange, Notice))


def _class_of(row: Row) -> Class:
    terms = row.commitment.terms
    return terms.of if isinstance(terms, (HandOver, Quota, Level)) else frozenset()


def _floor(terms: HandOver) -> Number | None:
    found = terms.steps[0].found if len(terms.steps) == 1 else None
    return None if found is None else found.floor


def _amount_of(terms: HandOver) -> str:
    last = terms.steps[-1].cumulative if terms.steps else None
    if last is None:
        found = terms.steps[0].found if len(terms.steps) == 1 else None
        if found is None or found.per_cent == 100:  # noqa: PLR2004 - the whole
            return "all"
        rest = "of the remaining" if found.of_rest else "of the"
        return f"{say_number(found.per_cent)} per cent {rest}"
    return f"at least {say_number(last)}" if terms.at_least else say_number(last)


def _things(of: Class, thing: str, number: Number | None = None) -> str:
    """What is counted, with its class; of one, in the singular."""
    words = say_class(of)
    if number == 1 and thing.islower():
        thing = singular(thing)
    if " " in words:
        return f"{thing} ({words})"
    return f"{words} {thing}" if words else thing


def _object(commitment: Commitment) -> str:
    return commitment.object or ""


def _plain(commitment: Commitment) -> str:
    return _join(commitment.verb, _object(commitment))


_MODAL = re.compile(r"\b(?:shall(?: not)?|may)\s+")
_EXPECTED = re.compile(r"\bexpected that\s+(?P<what>.+?)\.?$")
_TIME = re.compile(
    r",?\s+(?:by (?:day|the end|the day|\d)|on (?:day|the|\d)|within \d|starting |finishing |"
    r"throughout|until |from (?:day|\d)|at least \d+ hours|each day|if |while |unless )"
)


def _expected(commitment: Commitment) -> str:
    """What is expected, in the drafter's words."""
    found = _EXPECTED.search(commitment.text)
    return found["what"] if found else _object(commitment)


def _as_written(commitment: Commitment) -> str:
    """The drafter's words between `shall` and the time; nothing where the sentence has no such."""
    modal = _MODAL.search(commitment.text)
    if modal is None:
        return ""
    words = commitment.text[modal.end() :]
    time = _TIME.search(words)
    return words[: time.start()] if time else words.rstrip(".")


def _join(*parts: str) -> str:
    return re.sub(r"\s+", " ", " ".join(part for part in parts if part)).strip()
