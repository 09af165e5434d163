"""Proposals → the model: each text is read as the agreement that it would be.

One that declares no parties is read with those, the counted things and the zone of the agreement
in its book; one that amends is read upon the agreement and the amendments in force.
Source: spec/proposals.md (semantics, section 4, Texts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from trucebook.model.agreement import Agreement
from trucebook.model.proposal import Proposal
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.parts import AtDate

Alone = Callable[[Sequence[t.Tree]], tuple[Agreement | None, tuple[Diagnostic, ...]]]
"""Reads trees as an agreement of their own."""

_LAST = 3_652_059
"""The last day of the calendar: what a proposal changes comes behind every amendment."""
_SHARED = (t.Roster, t.Count, t.Zone)
_BINDING = {"agreement", "side letter"}


def proposals_of(
    trees: Sequence[t.Tree], alone: Alone
) -> tuple[tuple[Proposal, ...], tuple[Diagnostic, ...]]:
    """Every proposal of a book, by name and by who described it; and what is wrong with them."""
    found: list[Proposal] = []
    faults: list[Diagnostic] = []
    for tree in sorted(trees, key=lambda one: one.file):
        head = _head(tree)
        if head is None:
            continue
        agreement, wrong = alone(_as_agreement(tree, head, trees))
        faults.extend(one for one in wrong if one.span.file == tree.file)
        if head.amending is not None and not any(_is(one, _BINDING) for one in trees):
            faults.append(_amends_nothing(head))
        if agreement is None:
            continue
        name = head.title if head.called is None else head.called.text
        found.append(
            Proposal(name, head.title, head.described, head.amending, agreement, head.span)
        )
    found.sort(key=lambda one: (one.name, one.described_by or "", one.span))
    return tuple(found), (*faults, *_twice(found))


def _head(tree: t.Tree) -> t.Title | None:
    titles = [item for item in tree.items if isinstance(item, t.Title)]
    return next((title for title in titles if title.kind == "proposal"), None)


def _is(tree: t.Tree, kinds: set[str]) -> bool:
    titles = [item.kind for item in tree.items if isinstance(item, t.Title)]
    sentences = any(isinstance(item, t.Clause) for item in tree.items)
    return any(kind in kinds for kind in titles) or (not titles and sentences)


def _as_agreement(tree: t.Tree, head: t.Title, trees: Sequence[t.Tree]) -> list[t.Tree]:
    """The trees that together say what would be agreed."""
    if head.amending is not None:
        title = t.Title("amendment to", head.amending, head.span)
        force = t.InForce(AtDate(_LAST, head.span), None, head.span)
        more = () if any(isinstance(item, t.InForce) for item in tree.items) else (force,)
        own = replace(tree, items=(*_with(tree.items, title), *more))
        return [*(one for one in trees if _is(one, _BINDING | {"amendment to"})), own]
    own = replace(tree, items=_with(tree.items, t.Title("agreement", head.title, head.span)))
    if any(isinstance(item, t.Roster) for item in tree.items):
        return [own]
    zoned = any(isinstance(item, t.Zone) for item in tree.items)
    return [own, *_heads(trees, zoned=zoned)]


def _heads(trees: Iterable[t.Tree], *, zoned: bool) -> Iterable[t.Tree]:
    """Who there is, what is counted and in which zone, as the agreement has it."""
    for one in trees:
        if _is(one, _BINDING):
            kept = [item for item in one.items if isinstance(item, _SHARED)]
            yield replace(
                one, items=tuple(i for i in kept if not (zoned and isinstance(i, t.Zone)))
            )


def _with(items: Iterable[t.Item], title: t.Title) -> tuple[t.Item, ...]:
    """The items, under another head."""
    return tuple(title if isinstance(item, t.Title) else item for item in items)


def _twice(found: Sequence[Proposal]) -> Iterable[Diagnostic]:
    """Two texts of one name that nothing tells apart, or of which one is told to be all of it."""
    seen: dict[tuple[str, str | None], Proposal] = {}
    for one in found:
        first = seen.setdefault((one.name, one.described_by), one)
        if first is not one:
            yield fault(
                "declared-twice",
                one.span,
                f"the proposal '{one.name}' is given twice",
                "several texts are one proposal only as different people described it; each says "
                "by whom",
                (say(one.span, f'proposal "{one.title}", as described by "…"'),),
                (Related(first.span, "the first time is here"),),
            )


def _amends_nothing(head: t.Title) -> Diagnostic:
    return fault(
        "amendment-to-what",
        head.span,
        f"there is no agreement '{head.amending}' here",
        "a proposal to change an agreement is read beside it, in one book",
    )
