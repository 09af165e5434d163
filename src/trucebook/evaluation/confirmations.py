"""Whose word it waits for: when somebody named has confirmed that a thing was done.

A confirmation is a statement, and only its maker can make it: of two words on whether it was made,
the maker's own decides. It performs nothing; what it confirms is told by reports of its own.
Source: spec/order.md, Confirmed by (semantics, sections 4 to 6).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.event import CONFIRMING
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Confirmed, HandOver
from trucebook.model.quantity import Number
from trucebook.model.report import Bound
from trucebook.model.time import MINUTES, Day

if TYPE_CHECKING:
    from trucebook.evaluation.case import Case
    from trucebook.evaluation.course import Course

LONGEST_SPAN = 60
"""An uncertain day of more days than this is looked at only at its ends."""
NEGATIVE = frozenset({"not confirmed", "inconclusive", "no access"})


def confirmed_on(course: Course, condition: Confirmed, need: Number | None = None) -> Day | None:
    """The day by which any one of those named has confirmed all of it; None where nobody has.

    `need` asks for so many instead of all.
    """
    days = [_by(course, condition, body, need) for body in condition.by]
    return min((day for day in days if day is not None), default=None)


def _by(course: Course, condition: Confirmed, body: str, need: Number | None = None) -> Day | None:
    if condition.event is not None:
        said = _told(course, told(course.case, condition.event, None, body, course.account))
        return min((day for day, _ in said), default=None)
    days: list[Day] = []
    for name in condition.commitments:
        for one in course.case.ids_of(name):
            rows = told(course.case, None, one, body, course.account)
            day = _covers(course, one, _told(course, rows), need)
            if day is None:
                return None
            days.append(day)
    return max(days, default=None)


def told(
    case: Case, event: str | None, commitment: str | None, body: str, account: Account
) -> tuple[Bound, ...]:
    """The reports by which a body confirms something, as far as an account admits them."""
    key = (event, commitment, body, account.name)
    if key not in case.confirmations:
        case.confirmations[key] = tuple(_admitted(case, event, commitment, body, account))
    return case.confirmations[key]


def _admitted(
    case: Case, event: str | None, commitment: str | None, body: str, account: Account
) -> Iterable[Bound]:
    rows = (
        case.events_by_name.get(event.casefold(), ())
        if event is not None
        else case.evidence_of(commitment or "").all
    )
    said = [
        b
        for b in rows
        if b.report.kind in CONFIRMING
        and body in (b.performer, b.side, b.asserter)
        and b.report.noted_error is None
        and b.copy_of is None
        and b.report.hedge != "planned"
        and b.report.count_basis != "planned"
    ]
    own = [b for b in said if body in (b.side, b.asserter)]
    if not own and account.name == "confirmed" and account.body is None:
        finders = {p.id for p in case.agreement.parties if p.role in ("verifier", "monitor")}
        own = [b for b in said if b.side in finders]
        return (b for b in own if _positive(b))
    if own and account.name != "any":
        return _kept(own)
    return (b for b in said if _positive(b))


def _kept(own: list[Bound]) -> Iterable[Bound]:
    """The maker's own word on each thing it speaks of: the last one."""
    last: dict[object, Bound] = {}
    for bound in sorted(own, key=lambda b: (b.report.published, b.report.id)):
        last[bound.event or bound.report.event or (bound.report.count, bound.report.when)] = bound
    return (bound for bound in last.values() if _positive(bound))


def _positive(bound: Bound) -> bool:
    return bound.report.hedge != "denied" and bound.report.result not in NEGATIVE


def _told(course: Course, rows: Iterable[Bound]) -> list[tuple[Day, Bound]]:
    """The confirmations made by the day looked at, in order."""
    found = []
    for bound in rows:
        when = bound.report.when
        last = when.last if when is not None else None
        first = when.first if when is not None else None
        if bound.report.count_basis == "cumulative":
            first = last  # a total is told when its period is over
        if first is None or last is None:
            first = last = bound.report.published * MINUTES  # a word is made when it comes out
        days = range(first // MINUTES, last // MINUTES + 1)
        options = tuple(days) if len(days) <= LONGEST_SPAN else (days[0], days[-1])
        day = course.world.choose(Unknown("date", ("confirmed", bound.report.id)), options)
        if day <= course.on:
            found.append((day, bound))
    return sorted(found, key=lambda pair: (pair[0], pair[1].report.id))


def _covers(
    course: Course, name: str, said: list[tuple[Day, Bound]], need: Number | None
) -> Day | None:
    """The day on which what was confirmed comes to all that is owed.

    A word without number and event is about all of it; so is any word on a thing done once.
    """
    terms = course.case.commitments[name].terms
    if need is None and isinstance(terms, HandOver):
        need = _total(terms)
    done: dict[object, Number] = {}
    for day, bound in said:
        report = bound.report
        event = bound.event or report.event
        count = report.accepted or report.count
        number: Number | None = count.low if count is not None else None
        if number is None and event is not None and need is not None:
            number = sum((a.number.low or 0 for a in course.acts(name) if a.key == event), start=0)
        if need is None or number is None:
            return day
        if report.count_basis == "cumulative":
            done = {"in all": max(number, done.get("in all", 0))}
        else:
            done[event or report.id] = number
        if sum(done.values(), start=0) >= need:
            return day
    return None


def _total(terms: HandOver) -> Number | None:
    """How many a hand-over owes in all; None where that is open."""
    by_class = {step.of: step.cumulative for step in terms.steps}
    if None in by_class.values():
        return None
    return sum((n for n in by_class.values() if n is not None), start=0)
