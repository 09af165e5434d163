"""What a report tells, in one line: who, what kind of act, how many of what, toward whom.

Source: spec/quantities.md (semantics, section 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trucebook.evaluation.result import Interval
from trucebook.model.agreement import Agreement
from trucebook.model.quantity import Amount, Class
from trucebook.model.report import Bound, CountBasis
from trucebook.views.wording import say_class, say_interval, say_list

LIFE = ("living", "dead")
"""Never one figure."""
BASES: dict[CountBasis, str] = {
    "increment": "",
    "cumulative": "in all",
    "remaining": "remaining",
    "per-day": "each day",
    "planned": "planned",
}
_AND = re.compile(r"\s*(?:,|;|\band\b)\s*")


def say_act(bound: Bound, agreement: Agreement) -> str:
    """A report's columns as a line: `Front: release 3 living + 1 dead hostages, to Norland`."""
    report = bound.report
    if report.kind == "happen" and report.event:
        return f'"{report.event}" happened'
    names = {party.id: party.name for party in agreement.parties}
    who = _named(report.actor, bound.performer, names)
    toward = _named(report.counterpart, bound.receiver, names)
    kind = report.kind.replace("-", " ")
    thing = report.object or ""
    if report.count is not None:
        shares = [(of, _interval(amount)) for of, amount in report.breakdown]
        thing = say_apart(_interval(report.count), shares, thing)
        basis = "" if report.count_basis is None else BASES[report.count_basis]
        thing = f"{thing} {basis}".rstrip()
    between = " " if bound.verb is not None else ", "
    act = between.join(filter(None, (kind, thing)))
    what = [part for part in (act, report.stance, report.result) if part]
    if toward:
        what.append(f"{'to' if report.count is not None else 'toward'} {toward}")
    return f"{who}: {', '.join(what)}" if who else ", ".join(what)


def say_apart(number: Interval, shares: Iterable[tuple[Class, Interval]], unit: str) -> str:
    """A number of things; where it falls into living and dead, as two figures."""
    shares = [(of, share) for of, share in shares if of and share.high != 0]
    life = {of: share for of, share in shares if len(of) == 1 and of <= set(LIFE)}
    others = [f"{say_interval(share)} {say_class(of)}" for of, share in shares if of not in life]
    behind = f" ({', '.join(others)})" if others else ""
    if sum(share.low or 0 for share in life.values()) == number.low and life:
        parts = [
            f"{say_interval(life[of])} {word}" for word in LIFE if (of := frozenset({word})) in life
        ]
        return f"{' + '.join(parts)} {unit}".rstrip() + behind
    others = [f"{say_interval(share)} {say_class(of)}" for of, share in shares]
    behind = f" ({', '.join(others)})" if others else ""
    return f"{say_interval(number)} {unit}".rstrip() + behind


def _named(written: str | None, id_: str | None, names: dict[str, str]) -> str:
    if id_ is not None and id_ in names:
        return names[id_]
    bodies = [body for body in _AND.split(written or "") if body]
    if all(body in names for body in bodies):
        return say_list(names[body] for body in bodies)
    return written or ""


def _interval(amount: Amount) -> Interval:
    return Interval(amount.low, amount.high)
