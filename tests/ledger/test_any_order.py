"""Putting in, moving and bundling in any order, on memory and SQLite, against a plain model."""
# ruff: noqa: D102 - rules and their names say it

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.ledger.kept import TEXT, WHEN, put_files, report
from trucebook.ledger.address import files_in, open_ledger
from trucebook.ledger.bundle import Bundle
from trucebook.ledger.checkpoint import Checkpoint
from trucebook.ledger.faults import NOT_VALID, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.memory import MemoryLedger
from trucebook.ledger.move import move, write
from trucebook.ledger.verified import verify

FILES = st.sampled_from(["record/a.jsonl", "record/b.jsonl"])
IDS = st.sampled_from(["p1", "p2", "p3", "p4", "p5"])
WORDS = st.sampled_from(["said so", "said otherwise", "\u2028 Zo\u00eb"])


class AnyOrder(RuleBasedStateMachine):
    """Two stores are told the same; the model is the lines of each file, and the id of each row."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        lite = open_ledger(f"sqlite:///{self.path / 'book.db'}", new=True)
        self.stores = [lite, MemoryLedger("book")]
        self.lines: dict[str, list[bytes]] = {}
        self.texts: list[bytes] = []
        self.rows: dict[str, tuple[str, bytes]] = {}
        self.checkpoints: list[list[Checkpoint]] = [[], []]
        self.made = 0

    @property
    def size(self) -> int:
        return len(self.texts) + sum(len(lines) for lines in self.lines.values())

    @rule(file=FILES, name=IDS, words=WORDS, more=st.sampled_from([{}, {"corrects": "p1"}]))
    def put(self, file: str, name: str, words: str, more: dict[str, str]) -> None:
        line = report(name, quote=words, **more)
        other = name in self.rows and self.rows[name][1] != line
        again = line in self.lines.get(file, [])
        for store in self.stores:
            try:
                put = put_files(store, {file: line})
            except LedgerError as refused:
                outcome = refused.status
            else:
                outcome = put.new
            assert outcome == (NOT_VALID if other else not again)
        if not other and not again:
            self.lines.setdefault(file, []).append(line)
            self.rows.setdefault(name, (file, line))

    @rule(version=st.integers(1, 3))
    def put_text(self, version: int) -> None:
        text = TEXT.encode() + b"# %d\n" % version
        new = not self.texts or self.texts[-1] != text
        for store in self.stores:
            assert put_files(store, {"agreement.truce": text}).new == new
        if new:
            self.texts.append(text)

    @precondition(lambda self: self.size)
    @rule()
    def sign(self) -> None:
        for kept, store in zip(self.checkpoints, self.stores, strict=True):
            seen = verify(store)
            kept.append(Checkpoint(seen.origin, seen.size, seen.root))

    @precondition(lambda self: self.size)
    @rule(which=st.sampled_from([0, 1]))
    def through_a_bundle(self, which: int) -> None:
        self.made += 1
        path = self.path / f"{self.made}.bundle"
        assert write(self.stores[which], path, WHEN, "") == self.size
        fresh = open_ledger(f"sqlite:///{self.path / f'{self.made}.db'}", new=True)
        assert move(Bundle(path), fresh, WHEN, "").new == self.size
        assert verify(fresh, self.checkpoints[which]).root == verify(self.stores[which]).root
        if which == 0:
            self.stores[0].close()
            self.stores[0] = fresh
        else:
            fresh.close()

    @precondition(lambda self: self.size)
    @rule(which=st.sampled_from([0, 1]))
    def through_a_folder(self, which: int) -> None:
        self.made += 1
        folder = Folder(self.path / str(self.made))
        move(self.stores[which], folder, WHEN, "")
        assert folder.files() == self.files()
        for store in self.stores:
            assert move(folder, store, WHEN, "").new == 0

    def files(self) -> dict[str, bytes]:
        files = {name: b"".join(lines) for name, lines in self.lines.items()}
        return files | ({"agreement.truce": self.texts[-1]} if self.texts else {})

    @invariant()
    def both_are_the_model(self) -> None:
        for store, kept in zip(self.stores, self.checkpoints, strict=True):
            assert files_in(store) == self.files()
            assert store.head().size == self.size
            assert verify(store, kept).holds

    def teardown(self) -> None:
        self.stores[0].close()
        self.folder.cleanup()


AnyOrder.TestCase.settings = settings(max_examples=10, stateful_step_count=10, deadline=None)
TestAnyOrder = AnyOrder.TestCase
