"""A store or a bundle, verified: what its entries prove, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.ledger.bundle import Bundle, origin_of
from trucebook.ledger.checkpoint import Checkpoint
from trucebook.ledger.faults import NOT_VERIFIED, LedgerError
from trucebook.ledger.proof import Proved, prove
from trucebook.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved, and every fault found; `first_bad` is the number of the first bad entry."""

    name: str
    size: int
    root: bytes
    origin: str
    first_bad: int | None
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(store: Ledger | Bundle, checkpoints: Iterable[Checkpoint] = ()) -> Verified:
    """Hold a store to its entries, and to checkpoints kept earlier.

    Errors: raises `LedgerError` where the store cannot be reached.
    """
    kept = tuple(checkpoints)
    faults: list[str] = []
    first = None
    found = Proved(0, "", b"", {})
    seen = _Counted(store)
    try:
        first = next(iter(store.entries()), None)
        end = store.head().hash if not isinstance(store, Bundle) else ""
        found = prove(seen, [one.size for one in kept], end)
        if found.bad is not None:
            faults.append(f"{store.name}: entry {found.bad}: {found.why}.")
        else:
            faults += _held_to(store, found, origin_of(first), kept)
        faults += [f"{store.name}: {words}." for words in store.own_faults()]
    except LedgerError as fault:
        if fault.status != NOT_VERIFIED:
            raise
        faults.append(str(fault))
    bad = found.bad if found.bad is not None else (seen.count + 1 if seen.broken else None)
    return Verified(store.name, found.size, found.root, origin_of(first), bad, tuple(faults))


class _Counted:
    """Entries on their way, counted, so that the place is known where reading breaks off."""

    def __init__(self, store: Ledger | Bundle) -> None:
        self._store = store
        self.count = 0
        self.broken = True

    def __iter__(self):  # type: ignore[no-untyped-def] # noqa: ANN204
        for entry in self._store.entries():
            yield entry
            self.count += 1
        self.broken = False


def _held_to(
    store: Ledger | Bundle, found: Proved, origin: str, checkpoints: tuple[Checkpoint, ...]
) -> list[str]:
    """What a store says of its end, and what checkpoints saw."""
    faults = []
    head = store.head()
    if (head.size, head.hash) != (found.size, found.hash):
        faults.append(
            f"{store.name}: after entry {found.size}: the store says that it ends with entry "
            f"{head.size}, another one."
        )
    for one in checkpoints:
        if one.size > found.size:
            faults.append(
                f"{store.name}: a checkpoint saw {one.size} entries, and there are {found.size}: "
                "entries are missing at the end."
            )
        elif one.size and one.origin != origin:
            faults.append(f"{store.name}: a checkpoint is of another ledger, {one.origin}.")
        elif found.roots[one.size] != one.root:
            faults.append(
                f"{store.name}: the first {one.size} entries are not those a checkpoint saw."
            )
    return faults
