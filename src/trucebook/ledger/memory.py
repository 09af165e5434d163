"""A ledger that nobody keeps: a folder on its way into a bundle, and what an import would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucebook.ledger.entry import TEXT, Draft, Entry, make_entry
from trucebook.ledger.erasure import erased_before, with_erased
from trucebook.ledger.store import Appended, Head, Words, check_head, entries_for


class MemoryLedger:
    """Entries in a list."""

    def __init__(self, name: str) -> None:
        """Begin without entries."""
        self.name = name
        self._all: list[Entry] = []
        self._keys: dict[str, Entry] = {}
        self._rows: dict[str, Entry] = {}
        self._texts: dict[str, list[Entry]] = {}

    def head(self) -> Head:
        """Where it ends."""
        return Head(len(self._all), self._all[-1].hash) if self._all else Head()

    def entries(self, first: int = 1) -> Iterator[Entry]:
        """The entries from a number on."""
        return iter(self._all[first - 1 :])

    def append(self, drafts: Iterable[Draft], recorded: str, by: str) -> Appended:
        """Put drafts in, all or none."""
        head, length = self.head(), len(self._all)
        there = 0
        try:
            for entry in entries_for(drafts, self, head, recorded, by):
                if entry is None:
                    there += 1
                else:
                    self._put(entry)
        except BaseException:
            self._begin(self._all[:length])
            raise
        return Appended(len(self._all) - length, there)

    def take(self, entries: Iterable[Entry], head: Head) -> int:
        """Put entries of another ledger in as they are, after `head`, all or none."""
        check_head(self.head(), head)
        taken = list(entries)
        self._rewrite(dict(erased_before(taken, head.size)))
        for entry in taken:
            self._put(entry)
        return len(taken)

    def erase(self, words: Words, erasure: Draft, head: Head, recorded: str, by: str) -> None:
        """Destroy words with their salts, and put the erasure after `head`."""
        check_head(self.head(), head)
        self._rewrite(words)
        self._put(make_entry(erasure, erasure.key, head.hash, recorded, by))

    def scrub(self) -> tuple[str, ...]:
        """Nothing: what is nowhere written needs no writing over."""
        return ()

    def _rewrite(self, words: Words) -> None:
        """Begin again with entries some of whose words are others."""
        if not words:
            return
        whole = list(self._all)
        for number, instead in words.items():
            whole[number - 1] = with_erased(whole[number - 1], instead)
        self._begin(whole)

    def _put(self, entry: Entry) -> None:
        body = entry.body
        self._all.append(entry)
        self._keys[body["id"]] = entry
        if body["row"]:
            self._rows.setdefault(body["row"], entry)
        if body["kind"] == TEXT:
            self._texts.setdefault(body["file"], []).append(entry)

    def _begin(self, entries: list[Entry]) -> None:
        """Begin again with other entries."""
        self._all, self._keys, self._rows, self._texts = [], {}, {}, {}
        for entry in entries:
            self._put(entry)

    def by_key(self, key: str) -> Entry | None:
        """The entry of a key."""
        return self._keys.get(key)

    def by_row(self, row: str) -> Entry | None:
        """The first entry that holds a report's id."""
        return self._rows.get(row)

    def last_text(self, file: str) -> tuple[int, Entry | None]:
        """How many texts a file has had, and the last of them."""
        texts = self._texts.get(file, [])
        return len(texts), texts[-1] if texts else None

    def own_faults(self) -> Iterator[str]:
        """Nothing: it keeps nothing."""
        return iter(())

    def close(self) -> None:
        """Nothing to let go of."""
