"""An agreement as amended: which sentence stands under which id from a day on.

A sentence that takes the place of another keeps its id. The one that was replaced stands beside
it as `host@1`, the first wording of [host]; the next one as `host@2`. A sentence that ends keeps
its id. Nothing here looks at the record: from which day an amendment is in force is handed in.
Source: spec/amendments.md (semantics, section 4, Change).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trucebook.model.agreement import (
    Agreement,
    Amendment,
    Commitment,
    OtherWords,
    Phase,
    Reading,
)
from trucebook.model.time import Day

WORDING = "@"
"""Stands between an id and the number of its wording: `host@1`."""


def plain_id(name: str) -> str:
    """The id without the number of its wording: what the record and watches speak of."""
    head, mark, tail = name.partition(WORDING)
    number, dot, rest = tail.partition(".")
    return f"{head}{dot}{rest}" if mark and number.isdigit() else name


def amended(agreement: Agreement, amendment: Amendment, day: Day) -> Agreement:
    """The agreement with an amendment that is in force from a day."""
    standing = {one.id: one for one in agreement.commitments}
    new = {clause: {one.id: one for one in ones} for clause, ones in amendment.clauses}
    for one in agreement.commitments:
        if one.replaced is not None:
            continue
        if one.clause in amendment.ended:
            standing[one.id] = replace(one, replaced=day)
        elif one.clause in new and one.id in new[one.clause]:
            past = _wording(one, standing, day)
            standing[past.id] = past
            standing[one.id] = replace(new[one.clause][one.id], since=day, before=one)
        elif one.clause in new:
            standing[one.id] = replace(one, replaced=day)
    for ones in new.values():
        for name, one in ones.items():
            if name not in standing or standing[name].replaced is not None:
                standing[name] = _added(one, day)
    ordered = tuple(standing[name] for name in sorted(standing))
    return replace(
        agreement,
        commitments=ordered,
        phases=_phases(agreement.phases, amendment.phases),
        readings=(*_kept(agreement.readings, new), *amendment.readings),
        ends=(*agreement.ends, *amendment.ends),
    )


def _wording(one: Commitment, standing: Iterable[str], day: Day) -> Commitment:
    """The sentence that is replaced, under an id of its own."""
    number = 1 + sum(plain_id(name) == one.id and name != one.id for name in standing)
    name = f"{one.id}{WORDING}{number}"
    return replace(one, id=name, clause=name, replaced=day, since=None, before=None)


def _added(one: Commitment, day: Day) -> Commitment:
    """A sentence that was not there before: what was done before it was agreed is not under it."""
    return replace(one, since=day, only_after=True)


def _phases(signed: Iterable[Phase], changed: Iterable[Phase]) -> tuple[Phase, ...]:
    found = {phase.id: phase for phase in signed}
    for phase in changed:
        old = found.get(phase.id)
        if old is None:
            found[phase.id] = phase
            continue
        term = old if phase.keeps_term else phase
        found[phase.id] = replace(term, after=phase.after or old.after)
    return tuple(found.values())


def _kept(readings: Iterable[Reading], new: Iterable[str]) -> Iterable[Reading]:
    """Readings of other words go with the sentence that they read."""
    gone = set(new)
    return (
        one
        for one in readings
        if not (isinstance(one.change, OtherWords) and gone & set(one.clauses))
    )


def in_full(signed: Agreement, amendments: tuple[Amendment, ...], day: Day = 0) -> Agreement:
    """What every id has come to mean by all amendments, as if each were in force.

    `day` stands for the days on which they are: only ids and words are looked at here.
    """
    found = signed
    for amendment in amendments:
        found = amended(found, amendment, day)
    return replace(found, amendments=amendments, signed=signed)
