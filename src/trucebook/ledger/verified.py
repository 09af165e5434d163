"""A store or a bundle, verified: what its entries prove, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from trucebook.ledger.bundle import Bundle, origin_of
from trucebook.ledger.checkpoint import Checkpoint
from trucebook.ledger.faults import NOT_VERIFIED, LedgerError
from trucebook.ledger.proof import Proved, prove
from trucebook.ledger.prove_at_once import prove_at_once
from trucebook.ledger.store import Head, Ledger


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved, and every fault found; `first_bad` is the number of the first bad entry."""

    name: str
    size: int
    root: bytes
    origin: str
    first_bad: int | None
    faults: tuple[str, ...]
    said: int = 0
    """How many entries the store said it has when it was begun with."""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


TRIES = 3
"""How often a store that changes meanwhile is gone through before what is found is said: somebody
may erase a name just then."""


def verify(store: Ledger | Bundle, checkpoints: Iterable[Checkpoint] = ()) -> Verified:
    """Hold a store to its entries, and to checkpoints kept earlier.

    Errors: raises `LedgerError` where the store cannot be reached.
    """
    kept = tuple(checkpoints)
    found = _verified(store, kept)
    if isinstance(store, Bundle):
        return found
    for _ in range(TRIES - 1):
        if found.holds or store.head().size == found.said:
            break
        found = _verified(store, kept)
    return found


def _verified(store: Ledger | Bundle, kept: tuple[Checkpoint, ...]) -> Verified:
    """The same, gone through once."""
    faults: list[str] = []
    first, broken = None, False
    head: Head | None = None
    found = Proved(0, "", b"", {})
    seen = _Counted(store, None)
    try:
        if not isinstance(store, Bundle):
            # Others may write meanwhile: what comes after the end asked for here is not looked at.
            head = store.head()
            seen = _Counted(store, head.size)
        first = next(iter(store.entries()), None)
        end = head.hash if head is not None else ""
        sizes = [one.size for one in kept]
        if isinstance(store, Bundle):
            found = prove(seen, sizes, end)
        else:
            found = prove_at_once(store, seen, sizes, head or Head())
        if found.bad is not None:
            faults.append(f"{store.name}: entry {found.bad}: {found.why}.")
        else:
            faults += _held_to(store.name, head or store.head(), found, origin_of(first), kept)
        faults += [f"{store.name}: {words}." for words in store.own_faults()]
    except LedgerError as fault:
        if fault.status != NOT_VERIFIED:
            raise
        faults.append(str(fault))
        broken = True
    bad = found.bad if found.bad is not None else (seen.count + 1 if broken else None)
    return Verified(
        store.name,
        found.size,
        found.root,
        origin_of(first),
        bad,
        tuple(faults),
        head.size if head is not None else found.size,
    )


class _Counted:
    """Entries on their way, counted, so that the place is known where reading breaks off."""

    def __init__(self, store: Ledger | Bundle, most: int | None) -> None:
        self._store = store
        self._most = most
        self.count = 0

    def __iter__(self):  # type: ignore[no-untyped-def] # noqa: ANN204
        for entry in islice(self._store.entries(), self._most):
            yield entry
            self.count += 1


def _held_to(
    name: str, head: Head, found: Proved, origin: str, checkpoints: tuple[Checkpoint, ...]
) -> list[str]:
    """What a store says of its end, and what checkpoints saw."""
    faults = []
    if (head.size, head.hash) != (found.size, found.hash):
        faults.append(
            f"{name}: after entry {found.size}: the store says that it ends with entry "
            f"{head.size}, another one."
        )
    for one in checkpoints:
        if one.size > found.size:
            faults.append(
                f"{name}: a checkpoint saw {one.size} entries, and there are {found.size}: "
                "entries are missing at the end."
            )
        elif one.size and one.origin != origin:
            faults.append(f"{name}: a checkpoint is of another ledger, {one.origin}.")
        elif found.roots[one.size] != one.root:
            faults.append(f"{name}: the first {one.size} entries are not those a checkpoint saw.")
    return faults
