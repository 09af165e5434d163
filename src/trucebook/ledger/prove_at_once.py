"""A large ledger proved in pieces, in as many processes as the machine has processors.

A piece is as long as a full part of the tree, so that each gives one hash to it; where a piece has
a fault, all is gone through once more in order, so that the first bad entry is named as ever.
Source: spec/record/ledger.md; RFC 6962.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice

from trucebook.ledger.entry import FIRST, Entry, fault_of
from trucebook.ledger.erasure import Holes
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.proof import Begun, Proved, prove
from trucebook.ledger.store import Head, Ledger
from trucebook.ledger.tree import Tree

HEIGHT = 13
"""Of the part of the tree that a piece fills: 8,192 entries."""
FROM = 4
"""Pieces from which on more processes save more than it takes to start them."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a process found of a piece that holds: the hashes at its ends, and its part of the tree.

    `before` is what its first entry names as the hash of the one before.
    """

    before: str
    last: str
    node: bytes
    holes: Holes


def prove_at_once(  # noqa: PLR0913 - as `prove`, and how it is shared
    store: Ledger,
    entries: Iterable[Entry],
    sizes: Iterable[int],
    head: Head,
    *,
    jobs: int | None = None,
    height: int = HEIGHT,
) -> Proved:
    """As `prove`, of a whole store; `entries` are its own, gone through only where they have to.

    A piece has two to the power of `height` entries; `jobs` are as many processes, whatever it is.
    """
    wanted = sorted(set(sizes))
    count, end = head.size >> height, head.hash
    processes = min(count, _processes(count) if jobs is None else jobs)
    opened = _can_be_opened_again(store)
    if opened is None or processes < 2:  # noqa: PLR2004 - one does not share
        return prove(entries, wanted, end)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        found = list(pool.map(_piece, [opened] * count, range(count), [height] * count))
    try:
        begun = _joined(store, found, wanted, height)
        if begun is not None:
            rest = islice(store.entries((count << height) + 1), head.size - (count << height))
            return prove(rest, wanted, end, begun)
    except LedgerError:
        pass  # who goes through all in order says which entry it is
    return prove(entries, wanted, end)


def _joined(
    store: Ledger, found: Iterable[_Piece | None], wanted: Iterable[int], height: int
) -> Begun | None:
    """What pieces come to together; None where one does not hold, or does not follow."""
    begun = Begun(Tree(), FIRST, Holes(), {})
    for piece in found:
        if piece is None or piece.before != begun.before:
            return None
        size = begun.tree.size
        for one in wanted:
            if size < one < size + (1 << height):
                begun.roots[one] = _root_inside(store, begun.tree, one)
        begun.tree.add_full(piece.node, height)
        if begun.tree.size in wanted:
            begun.roots[begun.tree.size] = begun.tree.root()
        begun.before = piece.last
        begun.holes.join(piece.holes)
    return begun


def _can_be_opened_again(store: Ledger) -> str | None:
    """The address of a store in a file that other processes can read at the same time."""
    address = getattr(store, "address", None)
    return address if isinstance(address, str) else None


def _processes(pieces: int) -> int:
    """One a processor, where there is enough to do, and nothing else runs in what is copied."""
    if pieces < FROM or sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _piece(address: str, number: int, height: int) -> _Piece | None:
    """What is found of a piece; None where anything in it does not hold."""
    from trucebook.ledger.address import open_ledger  # noqa: PLC0415 - it names this room's stores

    store = open_ledger(address)
    first = (number << height) + 1
    tree, holes = Tree(), Holes()
    before = last = ""
    try:
        for at, entry in enumerate(islice(store.entries(first), 1 << height), first):
            if at == first:
                before = last = entry.body["prev"]
            if fault_of(entry, last) is not None or holes.see(at, entry) is not None:
                return None
            last = entry.hash
            tree.add(entry.data)
    except Exception:  # noqa: BLE001 - whatever it is, who goes through all in order says it
        return None
    finally:
        store.close()
    return _Piece(before, last, tree.root(), holes) if tree.size == 1 << height else None


def _root_inside(store: Ledger, tree: Tree, size: int) -> bytes:
    """The root over the first `size` entries, which end inside a piece."""
    part = tree.copy()
    for entry in islice(store.entries(tree.size + 1), size - tree.size):
        part.add(entry.data)
    return part.root()
