"""Readings → the model: the same words, understood in another way.

Source: spec/language/grammar.md, Readings (semantics, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucebook.model.agreement import (
    Change,
    Commitment,
    OnDate,
    OtherClock,
    OtherWords,
    Reading,
    TalksWhile,
)
from trucebook.model.from_syntax_clause import Standing, from_sentence
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import condition, when
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.faults import fault, say

IN_TALKS = "in talks"
"""The phrase of conditions that can be read in two ways."""


def readings_of(
    trees: Sequence[t.Tree], commitments: Sequence[Commitment], scope: Scope
) -> tuple[Reading, ...]:
    """Every reading, in the order written."""
    return tuple(
        _reading(item, commitments, scope)
        for tree in trees
        for item in tree.items
        if isinstance(item, t.ReadingLine)
    )


def _reading(line: t.ReadingLine, commitments: Sequence[Commitment], scope: Scope) -> Reading:
    holders = tuple(one for name in line.holders for one in scope.who(name.text, name.span))
    for ref in line.of:
        if isinstance(ref, p.Ref):
            scope.ref(ref)
    clauses = tuple(ref.id for ref in line.of if isinstance(ref, p.Ref))
    quoted = next((one for one in line.of if isinstance(one, p.Quoted)), None)
    phrase = quoted.text if quoted is not None else None
    if quoted is not None and quoted.text != IN_TALKS:
        _unknown_phrase(quoted, scope)
    else:
        _fits(line, clauses, quoted, scope)
    change = _change(line, clauses, commitments, scope)
    return Reading(line.name, holders, clauses, phrase, change, line.span)


def _unknown_phrase(quoted: p.Quoted, scope: Scope) -> None:
    """A reading of words the program computes nothing from."""
    scope.faults.append(
        fault(
            "unknown-phrase",
            quoted.span,
            f"'{quoted.text}' is no phrase that can be read in two ways",
            f'the one phrase with readings of its own is "{IN_TALKS}"; of other words a reading '
            "names the clause and says it in other words: of [aid]: alpha shall …",
            (say(quoted.span, f'"{IN_TALKS}"'),),
        )
    )


def _fits(
    line: t.ReadingLine, clauses: tuple[str, ...], quoted: p.Quoted | None, scope: Scope
) -> None:
    """Say so where a change is read into what it cannot change."""
    match line.change:
        case t.EachSideSays() | t.UntilThen() if quoted is None or clauses:
            why = f'it tells what "{IN_TALKS}" takes, so that phrase is what is read'
            fixes = tuple(
                say(ref.span, f'"{IN_TALKS}"') for ref in line.of[:1] if isinstance(ref, p.Ref)
            )
        case t.OtherDay() | t.Sentence() if not clauses:
            why = "it changes clauses, so it names them by their ids: of [aid]"
            fixes = ()
        case t.OtherDay() if not isinstance(line.change.is_, p.AtDate):
            why = "days are counted from a date: day 0 is 19 January 2025"
            fixes = ()
        case _:
            return
    scope.faults.append(
        fault(
            "reading-of-what",
            line.change.span,
            f"this reading cannot change {' and '.join(scope.written(o.span) for o in line.of)}",
            why,
            fixes,
        )
    )


def _change(
    line: t.ReadingLine, clauses: tuple[str, ...], commitments: Sequence[Commitment], scope: Scope
) -> Change:
    match line.change:
        case t.OtherDay():
            day = when(line.change.is_, scope.quiet())
            first = day.day if isinstance(day, OnDate) else 0
            return OtherClock(first - line.change.number + 1)
        case t.EachSideSays():
            return TalksWhile(None)
        case t.UntilThen():
            return TalksWhile(condition(line.change.condition, scope))
        case t.Sentence():
            return OtherWords(_other_words(line.change, clauses, commitments, scope))


def _other_words(
    sentence: t.Sentence,
    clauses: tuple[str, ...],
    commitments: Sequence[Commitment],
    scope: Scope,
) -> tuple[Commitment, ...]:
    """The clause as if it said this, with what else is true of it: id, phase, basis."""
    made: list[Commitment] = []
    for clause in clauses:
        as_written = next((c for c in commitments if clause in {c.clause, c.id}), None)
        if as_written is None:
            continue
        at = Standing(as_written.phase, as_written.basis)
        read = from_sentence(
            sentence,
            as_written.clause,
            at,
            scope,
            originals=as_written.originals,
            unconditional=as_written.unconditional,
        )
        made.extend(
            replace(
                one,
                accepted_by=as_written.accepted_by,
                bound=as_written.bound,
                picked_by=as_written.picked_by,
                listed_in=as_written.listed_in,
            )
            for one in read
        )
    return tuple(made)
