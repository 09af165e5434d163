"""Ledgers and files for the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.ledger.servers import new_database
from trucebook.ledger.address import Store, files_in, open_ledger
from trucebook.ledger.folder import Folder
from trucebook.ledger.memory import MemoryLedger
from trucebook.ledger.move import put
from trucebook.ledger.split import drafts_of
from trucebook.ledger.store import Appended, Ledger

WHEN = "2026-05-01T12:00:00Z"
FORMS = ("folder", "memory", "sqlite", "postgres")
PROVED = FORMS[1:]
STORED = FORMS[2:]

TEXT = 'agreement "Payment"\nday 1 is 1 March 2025\nparties\n  alpha\n  beta\n'
TEXT += "[pay] alpha shall pay beta 100 coins by day 10.\n"


def report(name: str, **columns: object) -> bytes:
    row = {"id": name, "published": "2025-03-02", "kind": "pay", "quote": f"words of {name}"}
    return json.dumps(row | columns, ensure_ascii=False).encode() + b"\n"


FILES = {
    "agreement.truce": TEXT.encode(),
    "names.truce": b"names\r\n  alpha: A\r\n",
    "record/a.jsonl": report("p1", actor="Zo\u00eb \u2028 x", mine={"deep": [1, 2.50]})
    + report("p2"),
    "record/b.jsonl": b'\xef\xbb\xbf{ "id" :"p3",\t"published":"2025-03-03" , "count_low":1.50 }'
    b' \r\n\n{"kind": "coverage", "from": "2025-03-01"}\n{}\n{"id": "p4", "corrects": "p1"}',
    "record/c.csv": b'id,published,quote\nq1,2025-03-04,"two\nlines"\n\nq2,2025-03-05,\n',
    "record/empty.jsonl": b"",
    "record/said.truce": b"",
    "sources/s1.json": b'{"id": "s1", "form": "page", "sha256": "00", "title": "words of s1"}\n',
    "sources/s1.html": b"<p>caf\xe9 \x00\r\n\xff",
    "sources/s1.txt": "words of s1\r\n\u2028 base64: \x85\x00\n\nend".encode(),
    "sources/s2.txt": b"",
    "sources/s2.json": b"\xef\xbb\xbfno row",
}
EMPTY = ("record/empty.jsonl",)
"""Record files without a piece: an entry is what is kept, and they have none."""


def made(form: str, folder: Path) -> Ledger | Folder:
    match form:
        case "folder":
            return Folder(folder / "a folder")
        case "memory":
            return MemoryLedger("memory")
        case "sqlite":
            return open_ledger(f"sqlite:///{folder / 'book.db'}", new=True)
        case _:
            return open_ledger(new_database(), new=True)


def put_files(store: Ledger | Folder, files: Mapping[str, bytes], by: str = "desk 1") -> Appended:
    return put(store, drafts_of(files), WHEN, by)


def files(store: Store) -> dict[str, bytes]:
    return files_in(store)
