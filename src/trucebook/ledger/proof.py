"""Whether a ledger is what was put in: every seal, every link of the chain, the root.

Source: spec/record/ledger.md; RFC 6962.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucebook.ledger.entry import (
    CHANGED,
    CHANGED_LAST,
    FIRST,
    NOT_AFTER,
    Entry,
    fault_of,
    is_after,
)
from trucebook.ledger.erasure import Holes
from trucebook.ledger.tree import Tree


@dataclass(frozen=True, slots=True)
class Proved:
    """What was found of entries: how many hold, the root over them, and what the first bad one is.

    `roots` are the roots over the first so many entries that were asked for.
    """

    size: int
    hash: str
    root: bytes
    roots: Mapping[int, bytes]
    bad: int | None = None
    why: str = ""


@dataclass(slots=True)
class Begun:
    """What was found of the entries before those that are looked at."""

    tree: Tree
    before: str
    holes: Holes
    roots: dict[int, bytes]


def prove(
    entries: Iterable[Entry], sizes: Iterable[int] = (), end: str = "", begun: Begun | None = None
) -> Proved:
    """Go through entries from the first on, or after those `begun` with, until one does not hold.

    Where two do not follow each other, the first of them is bad if the one after both follows the
    second; `end` is the hash that the last is said to have.
    """
    begun = begun or Begun(Tree(), FIRST, Holes(), {})
    tree, before, holes = begun.tree, begun.before, begun.holes
    wanted = frozenset(sizes)
    roots = {0: Tree().root()} | begun.roots
    all_of_them = iter(entries)
    for entry in all_of_them:
        why = fault_of(entry, before)
        if why == NOT_AFTER and tree.size:
            after = next(all_of_them, None)
            if entry.hash == end if after is None else is_after(after.data, entry):
                return Proved(tree.size - 1, before, tree.root(), roots, tree.size, CHANGED)
        why = why or holes.see(tree.size + 1, entry)
        if why is not None:
            return Proved(tree.size, before, tree.root(), roots, tree.size + 1, why)
        before = entry.hash
        tree.add(entry.data)
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    if end and end != before:
        return Proved(tree.size - 1, before, tree.root(), roots, tree.size, CHANGED_LAST)
    if (fault := holes.first_fault()) is not None:
        return Proved(tree.size, before, tree.root(), roots, *fault)
    return Proved(tree.size, before, tree.root(), roots)
