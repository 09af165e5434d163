"""Every sentence on the page of phrases is read, without a fault, under the head of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.spec_pages.page import parse_page
from trucebook.book import open_book
from trucebook.model.from_syntax import understand

PAGE = Path(__file__).parents[2] / "docs" / "phrases.md"
TEXT = PAGE.read_text(encoding="utf-8")
FRAME = next(b.text for s in parse_page(TEXT) for b in s.blocks if b.kind == "truce")
ROW = re.compile(r"^\| (?P<theirs>.+?) \| `(?P<ours>.+)` \|$", re.MULTILINE)
ROWS = [(found["theirs"], found["ours"]) for found in ROW.finditer(TEXT)]
FEWEST = 60


def test_there_are_enough_and_none_is_passed_over() -> None:
    tables = [line for line in TEXT.splitlines() if line.startswith("|")]
    heads = sum(line.startswith("|---") for line in tables)
    assert len(ROWS) == len(tables) - 2 * heads
    assert len(ROWS) >= FEWEST
    assert len({theirs for theirs, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("theirs", "ours"), ROWS, ids=[theirs for theirs, _ in ROWS])
def test_our_words_are_read(theirs: str, ours: str, tmp_path: Path) -> None:
    before = understand({"frame.truce": FRAME})
    after = understand({"frame.truce": f"{FRAME}\n  {ours}\n"})
    assert not [f for f in before.faults if f.severity == "fault"]
    faults = [f for f in after.faults if f.severity == "fault"]
    assert not faults, f"{theirs}: {[(f.code, f.message) for f in faults]}"
    if ours.startswith("["):
        new = {c.id for c in after.agreement.commitments} - {
            c.id for c in before.agreement.commitments
        }
        assert new, f"{theirs}: nothing came of it"
    elif ours[:4].isdigit():
        (tmp_path / "frame.truce").write_text(f"{FRAME}\n{ours}\n", encoding="utf-8")
        (report,) = open_book(tmp_path / "frame.truce").record.reports
        assert report.commitments, f"{theirs}: {report.why_unbound}"
