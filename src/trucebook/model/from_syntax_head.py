"""Heads of the texts → title, zone, clock, parties, things: what sentences are read against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucebook.model.agreement import (
    Basis,
    Clock,
    DaysAfter,
    IdElsewhere,
    OnDate,
    Party,
    Role,
)
from trucebook.model.from_syntax_clause import UNSOURCED, basis_of
from trucebook.model.from_syntax_papers import learn_papers, said_alike
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import when
from trucebook.model.quantity import Thing
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.declared import ROLES
from trucebook.syntax.diagnostic import Diagnostic, Related
from trucebook.syntax.faults import fault
from trucebook.syntax.span import Span

_ID = re.compile(r"\s*\[([^\[\]\n]*)\]")
_ROLE: dict[str, Role] = {
    "party": "party",
    "guarantor": "guarantor",
    "mediator": "mediator",
    "verifier": "verifier",
    "monitor": "monitor",
    "beneficiary": "beneficiary",
    "third party": "third party",
}


def scope_of(trees: Sequence[t.Tree]) -> Scope:
    """The declarations of all texts, with the faults they have among themselves."""
    scope = Scope({tree.file: tree.text for tree in trees}, unread=_unread(trees))
    _said_once(trees, scope)
    for tree in trees:
        for item in tree.items:
            match item:
                case t.PhaseHead() if _amending(tree) and item.id in scope.phases:
                    pass  # it says where clauses stand, or gives the phase another term
                case t.Roster():
                    _roster(item, scope)
                case t.Count():
                    _count(item, scope)
                case t.PhaseHead():
                    _phase(item, scope)
                case t.DayLine():
                    scope.offset = item.number
                    if isinstance(item.is_, p.AtDate):
                        scope.first = (item.is_.day, item.span)
                case _:
                    pass
    learn_papers(trees, scope)
    return scope


def _amending(tree: t.Tree) -> bool:
    return any(isinstance(i, t.Title) and i.kind == "amendment to" for i in tree.items)


def _unread(trees: Sequence[t.Tree]) -> frozenset[str]:
    """The ids of sentences that could not be read."""
    return frozenset(
        found[1].strip()
        for tree in trees
        for item in tree.items
        if isinstance(item, t.Unreadable)
        and (found := _ID.match(tree.text, item.span.start, item.span.end)) is not None
    )


def _said_once(trees: Sequence[t.Tree], scope: Scope) -> None:
    """The zone, the first day, and in one text its title: there is one place to look."""
    first: dict[str, Span] = {}
    said: dict[str, t.Item] = {}
    for tree in trees:
        for item in tree.items:
            match item:
                case t.Zone():
                    what = "the zone"
                case t.DayLine():
                    what = "the first day"
                case t.Title():
                    what = f"the title of {tree.file}"
                case _:
                    continue
            same = said.setdefault(what, item) == item
            elsewhere = what in first and first[what].file != item.span.file
            if what in first and not (same and elsewhere):
                _twice(what, item.span, first[what], scope)
            first.setdefault(what, item.span)


def _roster(item: t.Roster, scope: Scope) -> None:
    role = _ROLE[ROLES[item.role]]
    for entry in item.entries:
        known = scope.parties.get(entry.id)
        if known is None:
            matters = entry.matters
            name = entry.name or entry.id
            scope.parties[entry.id] = Party(entry.id, name, role, matters, entry.span)
        elif known.role == role and said_alike(entry, known):
            pass  # another paper with the same signatory
        elif known.span is not None and known.role == role:
            _twice(entry.id, entry.span, known.span, scope)
        elif known.span is not None:
            scope.faults.append(
                Diagnostic(
                    "second-role",
                    "finding",
                    entry.span,
                    f"{entry.id} is a {known.role} here, and a {role} as well",
                    f"one role counts, the first: {entry.id} is taken as a {known.role}; "
                    "who undertakes something is declared in parties",
                    (),
                    (Related(known.span, f"it is declared a {known.role} here"),),
                )
            )


def _twice(name: str, span: Span, first: Span, scope: Scope) -> None:
    scope.faults.append(
        fault(
            "declared-twice",
            span,
            f"{name} is declared twice",
            "everybody and everything is declared once, so that there is one place to look",
            (),
            (Related(first, "the first time is here"),),
        )
    )


def _count(item: t.Count, scope: Scope) -> None:
    axes = tuple(
        (axis.name, tuple(category.text for category in axis.categories)) for axis in item.axes
    )
    for thing in item.things:
        same = scope.things.get(thing.text) == Thing(thing.text, axes)
        if same and scope.counted[thing.text].file != item.span.file:
            continue  # another paper that counts alike
        if thing.text in scope.things:
            _twice(thing.text, thing.span, scope.counted[thing.text], scope)
            continue
        scope.things[thing.text] = Thing(thing.text, axes)
        scope.counted[thing.text] = item.span


def _phase(item: t.PhaseHead, scope: Scope) -> None:
    known = scope.phases.get(item.id)
    if known is not None and known == item and known.span.file != item.span.file:
        return  # another paper with the same term
    if item.id in scope.phases:
        _twice(f"phase {item.id}", item.span, scope.phases[item.id].span, scope)
    else:
        scope.phases[item.id] = item


def clock_of(trees: Sequence[t.Tree], scope: Scope) -> Clock:
    """The day everything is counted from; a clock without a day where the texts give none."""
    for tree in trees:
        for item in tree.items:
            if not isinstance(item, t.DayLine):
                continue
            begins = when(item.is_, scope)
            if isinstance(begins, OnDate):
                return Clock(begins.day - item.number + 1, None, item.number, item.span)
            if isinstance(begins, DaysAfter):
                return Clock(None, begins.of, item.number, item.span)
    return Clock(None)


def title_of(trees: Sequence[t.Tree]) -> str | None:
    """The title of the agreement."""
    titles = (item for tree in trees for item in tree.items if isinstance(item, t.Title))
    return next((item.title for item in titles if item.kind == "agreement"), None)


def titles_of(trees: Sequence[t.Tree]) -> str | None:
    """The title of the agreement; of several papers, all of theirs."""
    titles = (item for tree in trees for item in tree.items if isinstance(item, t.Title))
    named = dict.fromkeys(item.title for item in titles if item.kind == "agreement")
    return "; ".join(named) if named else None


def zone_of(trees: Sequence[t.Tree]) -> str:
    """The zone of the days, UTC where none is given."""
    zones = (item.name for tree in trees for item in tree.items if isinstance(item, t.Zone))
    return next(zones, "UTC")


def ids_of(trees: Sequence[t.Tree]) -> tuple[IdElsewhere, ...]:
    """What the texts are called in registers outside, in the order written."""
    lines = (item for tree in trees for item in tree.items if isinstance(item, t.IdsLine))
    return tuple(
        dict.fromkeys(IdElsewhere(each.register, each.id) for line in lines for each in line.ids)
    )


def basis_of_head(tree: t.Tree) -> Basis:
    """The basis of clauses that name none."""
    for item in tree.items:
        if isinstance(item, t.BasisLine):
            return basis_of(item.basis, None)
    return UNSOURCED
