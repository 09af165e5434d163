"""Amendments → the model: from when each is in force, and what it puts in the place of what.

An amendment is a text of its own. Each of its sentences says what it does to the agreement:
`[pay] is replaced: …`, `[fee] is added: …`, `[tax] ends.`
Source: spec/amendments.md (semantics, section 4, Change).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from trucebook.model.agreement import (
    Amendment,
    Commitment,
    Condition,
    DayCame,
    Due,
    OnDate,
    OnDay,
    Phase,
    Reading,
)
from trucebook.model.from_syntax_clause import Standing, commitments_of
from trucebook.model.from_syntax_head import basis_of_head
from trucebook.model.from_syntax_phases import after_of, phase_of
from trucebook.model.from_syntax_readings import readings_of
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_when import condition, when
from trucebook.model.time import Day
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.function_words import nearest
from trucebook.syntax.span import Span


def amends(tree: t.Tree) -> t.Title | None:
    """The head of an amendment; None where the text is something else."""
    titles = [item for item in tree.items if isinstance(item, t.Title)]
    return next((title for title in titles if title.kind == "amendment to"), None)


@dataclass(frozen=True, slots=True)
class Written:
    """A clause of an amendment with what it has from its place."""

    clause: t.Clause
    at: Standing


def clauses_of(tree: t.Tree, signed: Mapping[str, Standing]) -> Iterator[Written]:
    """The clauses of an amendment, in order.

    One that takes the place of another stands where that one stood, unless it stands below a
    phase of its own. `signed` gives where each clause of the agreement stands.
    """
    basis = basis_of_head(tree)
    phase: str | None = None
    placed = False
    for item in tree.items:
        match item:
            case t.PhaseHead():
                phase, placed = item.id, True
            case t.ThroughoutHead():
                phase, placed = None, True
            case t.Clause():
                old = signed.get(item.id)
                stands = old.phase if old is not None and not placed else phase
                yield Written(item, Standing(stands, basis))
            case _:
                pass


def amendments_of(
    trees: Sequence[t.Tree],
    title: str | None,
    signed: Mapping[str, Standing],
    ids: Mapping[str, Span],
    scope: Scope,
) -> tuple[Amendment, ...]:
    """Every amendment, in the order in which they are in force; faults go to the scope.

    `ids` gives each clause of the agreement, and where it stands. One that cannot be placed is
    told and left out.
    """
    known = dict(ids)
    for tree in trees:
        known |= {c.id: c.id_span for c in _added(tree) if c.id not in ids}
    found: list[Amendment] = []
    for tree in trees:
        _to_what(tree, title, scope)
        made = _amendment(tree, signed, ids, known, scope)
        if made is not None:
            found.append(made)
    scope.faults.extend(_clashes(found, trees))
    return tuple(sorted(found, key=_place))


def _added(tree: t.Tree) -> Iterable[t.Clause]:
    return (item for item in tree.items if isinstance(item, t.Clause) and item.change == "added")


def _place(one: Amendment) -> tuple[int, int, str]:
    """In order of their days; those that wait for something come last."""
    match one.first:
        case OnDate(day=day):
            return 0, day, ""
        case OnDay(number=number, phase=None):
            return 0, number, ""
        case _:
            return 1, 0, one.span.file if one.span is not None else ""


def _to_what(tree: t.Tree, title: str | None, scope: Scope) -> None:
    """Say so where it amends another agreement than the one at hand."""
    head = amends(tree)
    if head is None or title is None or _folded(head.title) == _folded(title):
        return
    scope.faults.append(
        fault(
            "amendment-to-what",
            head.span,
            f"there is no agreement '{head.title}' here",
            "an amendment names the agreement that it amends by its title, as that text has it",
            (say(head.span, f'amendment to "{title}"'),),
        )
    )


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _amendment(
    tree: t.Tree,
    signed: Mapping[str, Standing],
    ids: Mapping[str, Span],
    known: Mapping[str, Span],
    scope: Scope,
) -> Amendment | None:
    head = amends(tree)
    if head is None:
        return None
    force = _force(tree, head, scope)
    clauses: dict[str, tuple[Commitment, ...]] = {}
    for written in clauses_of(tree, signed):
        if _fits(written.clause, ids, known, scope):
            clauses[written.clause.id] = commitments_of(written.clause, written.at, scope)
    ended = tuple(
        item.id for item in tree.items if isinstance(item, t.Ended) and _there(item, known, scope)
    )
    readings: tuple[Reading, ...] = readings_of(
        [tree], [one for ones in clauses.values() for one in ones], scope
    )
    phases = _phases(tree, scope)
    ends = tuple(ends_of(tree, scope))
    if force is None:
        return None
    first, once = force
    pairs = tuple(sorted(clauses.items()))
    return Amendment(pairs, ended, first, once, phases, readings, ends, _published(tree), head.span)


def _published(tree: t.Tree) -> Day | None:
    """The first day on which its head says that it was published or described."""
    days = [
        item.day if isinstance(item, t.Source) else item.basis.day
        for item in tree.items
        if isinstance(item, t.Source | t.BasisLine)
    ]
    return min((day for day in days if day is not None), default=None)


def _force(tree: t.Tree, head: t.Title, scope: Scope) -> tuple[Due | None, Condition | None] | None:
    """From which day it is in force, or what that waits for."""
    lines = [item for item in tree.items if isinstance(item, t.InForce)]
    if not lines:
        end = Span(head.span.file, head.span.end, head.span.end)
        scope.faults.append(
            fault(
                "amendment-without-day",
                head.span,
                "this amendment does not say from when it is in force",
                "up to that day the agreement stands as it was, with every day that was missed; "
                "from it on the new sentences stand",
                (
                    Fix(end, "\nin force from 1 January 2025", "say the day: in force from …"),
                    Fix(end, '\nin force once "…" has happened', "say what brings it in force"),
                ),
            )
        )
        return None
    for other in lines[1:]:
        scope.faults.append(
            fault(
                "declared-twice",
                other.span,
                "from when the amendment is in force is declared twice",
                "everybody and everything is declared once, so that there is one place to look",
                (),
                (Related(lines[0].span, "the first time is here"),),
            )
        )
    line = lines[0]
    first = when(line.first, scope) if line.first is not None else None
    once = condition(line.once, scope) if line.once is not None else None
    return first, once


def _fits(
    clause: t.Clause, ids: Mapping[str, Span], known: Mapping[str, Span], scope: Scope
) -> bool:
    """Whether a clause says what it does to the agreement, and the agreement has such a clause."""
    text = scope.texts[clause.span.file]
    after = Span(clause.span.file, clause.id_span.end, clause.id_span.end)
    if clause.change is None:
        word = "replaced" if clause.id in known else "added"
        scope.faults.append(
            fault(
                "amendment-of-what",
                clause.id_span,
                f"it is not said what [{clause.id}] does to the agreement",
                "a sentence of an amendment takes the place of one, or is added: "
                "[pay] is replaced: …, [fee] is added: …, [tax] ends.",
                (Fix(after, f" is {word}:", f"say [{clause.id}] is {word}: …"),),
            )
        )
        return False
    at = text.find(clause.change, clause.id_span.end, clause.span.end)
    word_span = Span(clause.span.file, at, at + len(clause.change))
    if clause.change == "added" and clause.id in ids:
        scope.faults.append(
            fault(
                "duplicate-id",
                clause.id_span,
                f"the agreement has [{clause.id}] already",
                "the record names a commitment by its id; a sentence that takes the place of "
                "another keeps its id and is replaced, one that is added has an id of its own",
                (say(word_span, "replaced"), say(clause.id_span, f"[{clause.id}2]")),
                (Related(ids[clause.id], "it stands here"),),
            )
        )
        return False
    if clause.change == "replaced" and clause.id not in known and clause.id not in scope.unread:
        _nothing_there(clause.id, clause.id_span, known, scope, (say(word_span, "added"),))
        return False
    return True


def _there(item: t.Ended, known: Mapping[str, Span], scope: Scope) -> bool:
    if item.id in known or item.id in scope.unread:
        return item.id in known
    _nothing_there(item.id, item.id_span, known, scope, ())
    return False


def _nothing_there(
    name: str, span: Span, known: Mapping[str, Span], scope: Scope, more: tuple[Fix, ...]
) -> None:
    near = nearest(name, frozenset(known))
    close = [near] if near else get_close_matches(name, known, n=3) or sorted(known)[:3]
    scope.faults.append(
        fault(
            "unknown-commitment",
            span,
            f"no commitment of the agreement has the id [{name}]",
            "an amendment names the sentence that it replaces or ends by its id",
            (*(say(span, f"[{one}]") for one in close), *more),
        )
    )


def _phases(tree: t.Tree, scope: Scope) -> tuple[Phase, ...]:
    """The terms that an amendment gives, and what it says comes after a phase."""
    after = after_of([tree], scope)[0]
    found: dict[str, Phase] = {}
    for item in tree.items:
        if isinstance(item, t.PhaseHead) and _has_term(item):
            found[item.id] = phase_of(item, tuple(after.get(item.id, ())), scope)
    for name, thens in after.items():
        if name not in found:
            found[name] = replace(Phase(name, None), after=tuple(thens), keeps_term=True)
    return tuple(found.values())


def _has_term(head: t.PhaseHead) -> bool:
    """Whether a phase line says more than where the clauses below it stand."""
    return any(one is not None for one in (head.days, head.first, head.last, head.begins))


def ends_of(tree: t.Tree, scope: Scope) -> Iterator[Condition]:
    """What ends the agreement as a whole, by this text."""
    for item in tree.items:
        if isinstance(item, t.AgreementEnds):
            if item.once is not None:
                yield condition(item.once, scope)
            elif item.on is not None:
                yield DayCame(when(item.on, scope))


# --- two amendments of one sentence ---------------------------------------------------------


def _clashes(amendments: Sequence[Amendment], trees: Sequence[t.Tree]) -> Iterator[Diagnostic]:
    """Two amendments in force from the same day that each change the same sentence."""
    spans = {
        (tree.file, item.id): item.span
        for tree in trees
        for item in tree.items
        if isinstance(item, t.Clause | t.Ended)
    }
    seen: dict[tuple[object, str], Amendment] = {}
    for one in amendments:
        if one.first is None or one.span is None:
            continue
        for clause in (*(name for name, _ in one.clauses), *one.ended):
            other = seen.setdefault((one.first, clause), one)
            if other is not one and other.span is not None:
                here, there = (spans[a.span.file, clause] for a in (one, other) if a.span)
                yield _clash(clause, here, there)


def _clash(clause: str, here: Span, there: Span) -> Diagnostic:
    return fault(
        "amendments-clash",
        here,
        f"two amendments change [{clause}] from the same day",
        "which of the two sentences stands from that day cannot be told; whoever knows which was "
        "agreed later says so with its day",
        (Fix(here, "", "leave out this sentence"),),
        (Related(there, "the other one says this"),),
    )
