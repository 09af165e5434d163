"""The tree of a ledger: one hash that stands for every entry in its order (RFC 6962).

Whoever holds all entries needs no proofs, only the root; it is kept as the roots of the full
trees to the left, so that an entry costs two hashes. The tests hold it against a library.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


class Tree:
    """A Merkle tree that grows to the right."""

    def __init__(self) -> None:
        """Begin without entries."""
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, data: bytes) -> None:
        """Take in the bytes of one entry."""
        node, height = sha256(b"\x00" + data).digest(), 0
        while self._peaks and self._peaks[-1][0] == height:
            node = sha256(b"\x01" + self._peaks.pop()[1] + node).digest()
            height += 1
        self._peaks.append((height, node))
        self.size += 1

    def add_full(self, node: bytes, height: int) -> None:
        """Take in the root over two to the power of `height` entries, after others such alone."""
        size = 1 << height
        while self._peaks and self._peaks[-1][0] == height:
            node = sha256(b"\x01" + self._peaks.pop()[1] + node).digest()
            height += 1
        self._peaks.append((height, node))
        self.size += size

    def copy(self) -> Tree:
        """A tree that grows by itself from here."""
        other = Tree()
        other.size, other._peaks = self.size, list(self._peaks)
        return other

    def root(self) -> bytes:
        """The root over everything taken in; of nothing, the hash of nothing."""
        if not self._peaks:
            return sha256(b"").digest()
        node = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            node = sha256(b"\x01" + left + node).digest()
        return node


def root_of(entries: Iterable[bytes]) -> bytes:
    """The root over the bytes of entries."""
    tree = Tree()
    for data in entries:
        tree.add(data)
    return tree.root()
