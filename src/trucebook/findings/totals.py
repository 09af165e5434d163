"""Numbers of a text that contradict each other: rounds, ratios, lumps, quotas against totals.

Every number is held as far as the text fixes it; only what cannot be squared is told.
Source: spec/diagnostics/totals-disagree.md (semantics, section 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from trucebook.findings.finding import Finding, few, found
from trucebook.findings.schedule import Schedule
from trucebook.model.agreement import (
    Commitment,
    Exchange,
    Expectation,
    HandOver,
    Lump,
    PerEach,
    Quota,
)
from trucebook.model.quantity import Class, Number, Thing
from trucebook.syntax.diagnostic import Related
from trucebook.views.wording import say_number


@dataclass(frozen=True, slots=True)
class Promised:
    """How much of a thing a commitment promises in all; `high` None: as much as you like."""

    of: Commitment
    low: Number
    high: Number | None
    category: Class


def totals(late: Schedule) -> Iterator[Finding]:
    """Numbers that cannot be squared with each other."""
    yield from few(_each(late))


def _each(late: Schedule) -> Iterator[Finding]:
    things = {thing.id: thing for thing in late.agreement.things}
    by_thing: dict[str, list[Promised]] = {}
    for one in late.agreement.commitments:
        promised = _promised(one, late, things)
        if promised is not None:
            by_thing.setdefault(str(getattr(one.terms, "thing", "")), []).append(promised)
        if isinstance(one.terms, Exchange):
            yield from _lumps(one, one.terms, late, things)
    for one in late.agreement.commitments:
        if isinstance(one.terms, Expectation) and one.terms.number is not None:
            yield from _expected(one, one.terms, by_thing.get(one.terms.thing or "", []))
    for promises in by_thing.values():
        yield from _quotas(promises)


# --- how much is promised -----------------------------------------------------------------


def _promised(one: Commitment, late: Schedule, things: dict[str, Thing]) -> Promised | None:
    match one.terms:
        case HandOver(steps=steps, at_least=at_least, of=of) if steps:
            if any(step.of for step in steps):
                return None
            total = steps[-1].cumulative
            high = None if at_least else total
            return Promised(one, total or 0, high, of)
        case Quota(number=number, every=every, of=of) as terms if not (
            terms.average or terms.months or terms.weekday is not None
        ):
            first = late.window(one)[0] if terms.first is None else late.due(terms.first)
            last = late.window(one)[1] if terms.last is None else late.due(terms.last)
            known = isinstance(first, int) and isinstance(last, int) and last >= first
            if not (isinstance(first, int) and isinstance(last, int) and known):
                return Promised(one, 0 if terms.at_most else number, None, of)
            total = number * -(-(last - first + 1) // every)
            if terms.at_most:
                return Promised(one, 0, total, of)
            return Promised(one, total, None, of)
        case Exchange() as terms:
            low, high = _ratio(terms, late, things)
            return Promised(one, low, high, frozenset())
        case _:
            return None


def _against(terms: Exchange, late: Schedule) -> HandOver | None:
    """The hand-over an exchange answers, where one fixed number is handed over."""
    others = [late.commitments[name].terms for name in late.ids_of(terms.against)]
    if len(others) == 1 and isinstance(others[0], HandOver):
        other = others[0]
        if other.steps and other.steps[-1].cumulative is not None and not other.at_least:
            return other
    return None


def _ratio(
    terms: Exchange, late: Schedule, things: dict[str, Thing]
) -> tuple[Number, Number | None]:
    """The least and the most that a ratio can come to."""
    other = _against(terms, late)
    if other is None:
        return 0, None
    whole = other.steps[-1].cumulative or 0
    each = [item for item in terms.items if isinstance(item, PerEach)]
    lumps = [item for item in terms.items if isinstance(item, Lump)]
    plain = [item for item in each if item.against <= other.of]
    low = max((item.number * (whole // item.per) for item in plain), default=0)
    high: Number | None = 0
    if any(lump.number is None for lump in lumps):
        high = None
    else:
        high = sum(lump.number or 0 for lump in lumps)
        if each:
            high += _dearest(each, things.get(other.thing), whole)
    return low, high


def _dearest(each: Sequence[PerEach], thing: Thing | None, whole: Number) -> Number:
    """The most that all acts can open: items of classes that exclude each other are not added."""
    apart = all(_apart(a.against, b.against, thing) for a, b in combinations(each, 2))
    numbers = [item.number * -(-whole // item.per) for item in each]
    return max(numbers) if apart else sum(numbers)


def _apart(one: Class, other: Class, thing: Thing | None) -> bool:
    """Whether nothing can be of both classes."""
    if thing is None:
        return False
    return any(
        a != b and thing.axis_of(a) is not None and thing.axis_of(a) == thing.axis_of(b)
        for a in one
        for b in other
    )


# --- what cannot be squared ---------------------------------------------------------------


def _expected(one: Commitment, terms: Expectation, promises: list[Promised]) -> Iterator[Finding]:
    """An expectation against what is promised of the same thing."""
    inside = [p for p in promises if one.phase is None or p.of.phase == one.phase]
    number = terms.number
    if not inside or number is None:
        return
    highs = [p.high for p in inside]
    most = None if None in highs else sum(high for high in highs if high is not None)
    least = max(p.low for p in inside)
    if most is not None and terms.bound != "at most" and most < number:
        said = f"no more than {say_number(most)} can be owed"
    elif terms.bound != "at least" and least > number:
        said = f"at least {say_number(least)} are owed"
    else:
        return
    yield _found(
        one,
        [p.of for p in inside],
        f"[{one.id}] expects {_bound(terms)}{say_number(number)} {terms.thing}, and {said}.",
        "Whoever keeps every promise to the letter does not come to the total.",
    )


def _bound(terms: Expectation) -> str:
    return f"{terms.bound} " if terms.bound else ""


def _lumps(
    one: Commitment, terms: Exchange, late: Schedule, things: dict[str, Thing]
) -> Iterator[Finding]:
    """The numbers of the classes that lumps are for, against the number handed over in all."""
    other = _against(terms, late)
    if other is None:
        return
    whole = other.steps[-1].cumulative or 0
    lumps = [i for i in terms.items if isinstance(i, Lump) and i.size is not None]
    sized = {lump.against: lump.size or 0 for lump in lumps}
    thing = things.get(other.thing)
    if all(_apart(a, b, thing) for a, b in combinations(sized, 2)):
        total = sum(sized.values())
    else:
        total = max(sized.values(), default=0)
    if total > whole:
        yield _found(
            one,
            [late.commitments[name] for name in late.ids_of(terms.against)],
            f"[{one.id}] speaks of {say_number(total)} {other.thing}, and {say_number(whole)} are "
            f"handed over under [{terms.against}].",
            "So the last of them never comes, and what is given for them is never owed.",
        )


def _quotas(promises: list[Promised]) -> Iterator[Finding]:
    """A quota over all its days against a total of the same thing in the same phase."""
    fixed = {
        (p.of.phase, p.of.liable, p.of.verb, p.category): p
        for p in promises
        if isinstance(p.of.terms, HandOver) and p.high is not None
    }
    for each in promises:
        key = (each.of.phase, each.of.liable, each.of.verb, each.category)
        total = fixed.get(key)
        if not isinstance(each.of.terms, Quota) or total is None or total.high is None:
            continue
        if each.low > total.high:
            yield _found(
                each.of,
                [total.of],
                f"[{each.of.id}] comes to {say_number(each.low)} {each.of.terms.thing} over all "
                f"its days, and [{total.of.id}] to {say_number(total.high)}.",
                "Both are said of the same thing, by the same party, for the same time.",
            )


def _found(one: Commitment, others: Sequence[Commitment], message: str, why: str) -> Finding:
    spans = {c.clause: c.span for c in others if c.span is not None}
    related = [Related(span, f"[{name}] says:") for name, span in spans.items()]
    return found(
        "totals-disagree",
        one.span,
        message,
        why,
        clauses=(one.clause, *spans),
        mend="Say which number holds, and leave the other to follow from it.",
        related=tuple(related[:2]),
    )
