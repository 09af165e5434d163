"""Checking an agreement takes time in step with its length."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.generate import generate
from trucebook.book import open_book
from trucebook.findings.checked import checked


def _taken(folder: Path) -> float:
    began = time.process_time()
    book = open_book(folder)
    checked(book.agreement, book.record, book.faults)
    return time.process_time() - began


def test_a_thousand_commitments_are_checked(tmp_path: Path) -> None:
    _taken(generate(30, 30).write(tmp_path / "warm"))
    took = _taken(generate(1_000, 300).write(tmp_path / "thousand"))
    # It takes 0.4 s where it was written; a slow machine is given three times that.
    assert took < 1.2
