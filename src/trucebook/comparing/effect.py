"""A clause by its effect: who, what, how much, when, on what condition, each to be held apart.

Source: spec/compare.md (semantics, section 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from trucebook.comparing.entries import Entry, entries
from trucebook.comparing.plain import SAME, Plain, Renamed, plain
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Conduct,
    HandOver,
    Order,
)

ASPECTS = ("party", "act", "amount", "day", "condition")
_AMOUNT = {
    *("number", "items", "shares", "at_least", "rest_of", "bound", "of"),
    *("at_most", "average", "carries"),
}
_DAY = {
    *("due", "first", "last", "at", "every", "weekday", "months", "days", "hours", "until"),
    *("part",),
}
_PARTY = ("liable", "owed", "accepted_by", "bound", "in_place_of", "picked_by", "read_by")
_CONDITION = (
    *("conditions", "in_return_for", "same_time", "each_round", "only_after", "unconditional"),
)
_AMOUNT_TOO = ("vague", "to_be_negotiated", "listed_in")

Aspects = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a text: its commitments, and what each of them comes to."""

    id: str
    commitments: tuple[Commitment, ...]
    entries: tuple[Entry, ...]
    words: str
    """As written, in our words and in the original's."""

    @property
    def kind(self) -> str:
        """Which kind of duty it is."""
        return type(self.commitments[0].terms).__name__


def clauses(agreement: Agreement) -> tuple[Clause, ...]:
    """The clauses of a text that stand, by id."""
    told = {entry.commitment: entry for entry in entries(agreement)}
    by_clause: dict[str, list[Commitment]] = defaultdict(list)
    for one in agreement.commitments:
        if one.replaced is None:
            by_clause[one.clause].append(one)
    return tuple(
        Clause(
            name,
            tuple(ones),
            tuple(told[one.id] for one in ones),
            " ".join((ones[0].text, *(o.words for o in ones[0].originals))),
        )
        for name, ones in sorted(by_clause.items())
    )


def aspects(clause: Clause, renamed: Renamed = SAME) -> Aspects:
    """Each aspect of a clause, put into the other text's names."""
    found: dict[str, list[Plain]] = {name: [] for name in ASPECTS}
    for one, entry in zip(clause.commitments, clause.entries, strict=True):
        for name, value in _of(one, entry, renamed).items():
            found[name].append(value)
    return {name: tuple(sorted(values, key=repr)) for name, values in found.items()}


def _of(one: Commitment, entry: Entry, renamed: Renamed) -> Aspects:
    terms = one.terms
    act: list[Plain] = [type(terms).__name__, one.verb, one.object]
    amount: list[Plain] = []
    day: list[Plain] = [str(entry.first), str(entry.last)]
    if entry.last in {"never", "open"}:
        day.append(one.phase)
    condition = [_field(one, name, renamed) for name in _CONDITION]
    for each in fields(terms):
        value = getattr(terms, each.name)
        told = (each.name, plain(value, renamed, each.name))
        if isinstance(terms, HandOver) and each.name == "steps":
            amount.append([plain((s.cumulative, s.of, s.found), renamed) for s in terms.steps])
            day.append([plain((s.due, s.at), renamed) for s in terms.steps])
        elif isinstance(terms, Conduct):
            condition.append(told)
        elif each.name in _AMOUNT:
            amount.append(told)
        elif each.name in _DAY and not isinstance(terms, Order):
            day.append(told)
        else:
            act.append(told)
    amount.extend(_field(one, name, renamed) for name in _AMOUNT_TOO)
    return {
        "party": tuple(_field(one, name, renamed) for name in _PARTY),
        "act": tuple(act),
        "amount": tuple(map(_tupled, amount)),
        "day": tuple(map(_tupled, day)),
        "condition": tuple(condition),
    }


def _tupled(value: Plain) -> Plain:
    return tuple(value) if isinstance(value, list) else value


def _field(one: Commitment, name: str, renamed: Renamed) -> Plain:
    return name, plain(getattr(one, name), renamed, name)


def differing(a: Clause, b: Clause, renamed: Renamed) -> tuple[str, ...]:
    """In which aspects two clauses differ; `renamed` puts the second into the first's names."""
    here, there = aspects(a), aspects(b, renamed)
    return tuple(name for name in ASPECTS if here[name] != there[name])


def by_id(found: Iterable[Clause]) -> dict[str, Clause]:
    """Clauses by their ids."""
    return {one.id: one for one in found}
