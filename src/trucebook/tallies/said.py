"""What the record says about a tally, for these clocks and this account.

A figure checks what there is on its day; an increment tells of an event; what was done under a
commitment is as the board has it. Copies are no second voice, and whose word is taken is said of
each report that is left aside.
Source: spec/tallies.md (semantics, sections 5, 6 and 8).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from trucebook.evaluation.result import Clocks
from trucebook.evaluation.visible import visible
from trucebook.model.agreement import Agreement
from trucebook.model.quantity import Amount, Class
from trucebook.model.report import UNPLACED, Bound, Record
from trucebook.model.tallies import Tally, Term, Told
from trucebook.model.time import Day
from trucebook.tallies.done import Done, done_under
from trucebook.tallies.statement import HELD, Claim, Statement, Target

Why = Literal[
    "copy",
    "deviating copy",
    "noted error",
    "planned",
    "denied",
    "no number",
    "not whole",
    "several terms",
    "later",
    "day not certain",
    "one side's word",
    "not confirmed",
]
"""Why a report is left aside: the first of these that holds."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A report that was left aside, and why."""

    bound: Bound
    why: Why


@dataclass(frozen=True, slots=True)
class Said:
    """The statements that count, in order, and the reports left aside, by id.

    What was done under commitments comes first, as the board has it on each day on which somebody
    counts.
    """

    statements: tuple[Statement, ...]
    aside: tuple[Aside, ...]
    own: tuple[Statement, ...]
    """Those that whoever the account is of makes itself."""
    reports: dict[str, Bound]
    """Every report that tells of the tally, by id."""


def said(  # noqa: PLR0913, PLR0917 - a book, and what is asked of it
    tally: Tally, agreement: Agreement, record: Record, clocks: Clocks, account: str, done: Done
) -> Said:
    """Sort out what is said."""
    parties = {p.id for p in agreement.parties if p.role == "party"}
    finders = {p.id for p in agreement.parties if p.role in ("monitor", "verifier")}
    places = _Places(tally)
    aside: list[Aside] = []
    told: dict[str, Bound] = {}
    placed: list[tuple[Bound, Statement]] = []
    for bound in visible(record, clocks):
        where = places.of(bound)
        if not where:
            continue
        told[bound.report.id] = bound
        made = _statement(bound, where, clocks, places.categories)
        if isinstance(made, Statement):
            placed.append((bound, made))
        else:
            aside.append(Aside(bound, _deviates(bound, told) if made == "copy" else made))
    neutral = {one.target.term for b, one in placed if b.side not in parties | {UNPLACED}}
    grouped: dict[tuple[Target, tuple[Claim, ...]], list[Bound]] = defaultdict(list)
    for bound, one in placed:
        why = _refused(bound, one, tally, account, parties, finders, neutral)
        if why is None:
            grouped[one.target, one.claims].append(bound)
        else:
            aside.append(Aside(bound, why))
    statements, own = [], []
    for (target, claims), bounds in grouped.items():
        made = Statement(target, claims, tuple(b.report.id for b in bounds))
        statements.append(made)
        if account in {b.side for b in bounds}:
            own.append(made)
    told_as = {b.report.id: b.report.count_basis for b in visible(record, clocks)}
    days = {one.target.last for one in statements if one.target.term == HELD} | {clocks.on}
    statements.sort(key=_order)
    statements = [*done_under(tally, places.categories, sorted(days), done, told_as), *statements]
    aside.sort(key=lambda one: one.bound.report.id)
    return Said(tuple(statements), tuple(aside), tuple(own), told)


def _deviates(bound: Bound, told: Mapping[str, Bound]) -> Why:
    """A copy that gives another number than its origin, or parts it otherwise, deviates."""
    origin = told.get(bound.copy_of or "")
    if origin is None:
        return "copy"
    one, other = bound.report, origin.report
    same = one.count == other.count and (not one.breakdown or one.breakdown == other.breakdown)
    return "copy" if same else "deviating copy"


def _order(one: Statement) -> tuple[str, Day, str, tuple[str, ...]]:
    return one.target.term, one.target.last, one.target.event, one.reports


@dataclass(frozen=True, slots=True)
class _Where:
    term: str
    of: Class


class _Places:
    """Which term a report tells of."""

    def __init__(self, tally: Tally) -> None:
        self.categories = frozenset(c for _, cats in tally.axes for c in cats)
        terms = (*((t.id, t.told) for t in tally.terms), (HELD, tally.told))
        self._told = [(term, one) for term, tolds in terms for one in tolds]

    def of(self, bound: Bound) -> list[_Where]:
        """Every term a report fits: held for what is left, the others for what changed."""
        report = bound.report
        remaining = report.count_basis == "remaining"
        found = {}
        for term, one in self._told:
            if (term == HELD) != remaining or not _fits(one, bound):
                continue
            if one.commitment is not None and report.count_basis != "cumulative":
                continue
            of = (one.of | bound.of) & self.categories
            found[term] = _Where(term, of)
        return list(found.values())


def _fits(told: Told, bound: Bound) -> bool:
    if told.commitment is not None:
        return told.commitment in bound.commitments
    return told.kind == bound.report.kind and told.object == bound.report.object


def _statement(
    bound: Bound, where: Sequence[_Where], clocks: Clocks, categories: Class
) -> Statement | Why:
    """What a report says, or why it is left aside."""
    report = bound.report
    why = _unsaid(bound, where)
    if why is not None:
        return why
    when = report.when
    last = report.published if when is None or when.last_day is None else when.last_day
    first = last if when is None else when.first_day
    if last > clocks.on and (first is None or first > clocks.on or not _is_event(bound)):
        return "later"
    at = where[0]
    if _is_event(bound):
        name = bound.event or report.part_of or f"{at.term} {first}/{last}"
        target = Target(at.term, last, first, name)
    elif first != last and report.count_basis == "remaining":
        return "day not certain"
    else:
        target = Target(at.term, last)
    claims = _claims(bound, at.of, categories)
    return "not whole" if claims is None else Statement(target, claims, (report.id,))


def _is_event(bound: Bound) -> bool:
    return bound.report.count_basis not in ("cumulative", "remaining")


def _unsaid(bound: Bound, where: Sequence[_Where]) -> Why | None:
    report = bound.report
    if bound.copy_of is not None:
        return "copy"
    if report.noted_error:
        return "noted error"
    if report.hedge == "planned" or report.count_basis in ("planned", "per-day"):
        return "planned"
    if report.hedge == "denied":
        return "denied"
    if report.count is None:
        return "no number"
    return "several terms" if len(where) > 1 else None


def _claims(bound: Bound, of: Class, categories: Class) -> tuple[Claim, ...] | None:
    """The number, and its parts by category; None where it is not in whole numbers."""
    count = bound.report.count
    if count is None:
        return None
    claims = {of: _claim(of, count, count)}
    for part, amount in bound.report.breakdown:
        both = of | part
        if part and part <= categories:
            claims[both] = _claim(both, amount, count)
    made = [claim for claim in claims.values() if claim is not None]
    return tuple(made) if len(made) == len(claims) else None


def _claim(of: Class, amount: Amount, count: Amount) -> Claim | None:
    """A part is as hard as the number it is part of."""
    low, high = int(amount.low), None if amount.high is None else int(amount.high)
    if low != amount.low or (amount.high is not None and high != amount.high):
        return None
    return Claim(of, max(low, 0), high, count.low_hard, count.high_hard)


def _refused(  # noqa: PLR0913, PLR0917 - who says what, and whose word is taken
    bound: Bound,
    one: Statement,
    tally: Tally,
    account: str,
    parties: set[str],
    finders: set[str],
    neutral: set[str],
) -> Why | None:
    """Why an account does not take a word; None where it does.

    What somebody holds, took, or found to be dead accuses whoever holds it, in another party's
    mouth; what it let go is acknowledged by another party.
    """
    if account in {"any", bound.side}:
        return None
    term = next((t for t in tally.terms if t.id == one.target.term), None)
    acknowledges = _acknowledges(term, bound.side, tally.holder, parties)
    if account == "confirmed":
        found = bound.side in finders or bound.asserter in finders
        return None if found or acknowledges else "not confirmed"
    accuses = bound.side in parties and bound.side != tally.holder and not acknowledges
    if (accuses or bound.side == UNPLACED) and one.target.term not in neutral:
        return "one side's word"
    return None


def _acknowledges(term: Term | None, side: str | None, holder: str, parties: set[str]) -> bool:
    if side not in parties:
        return False
    less = term is not None and term.sign == "less"
    return (side != holder) if less else (side == holder)
