"""The day looked at is compared, or taken as a plain number on purpose: it slips out nowhere.

A range, a date or a piece of text made of it would use the number without its knowing.
Source: DECISIONS.md, How long an answer holds is found by asking.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

EVALUATION = Path(__file__).parents[2] / "src" / "trucebook" / "evaluation"
SLIPS = re.compile(
    r"(?<!def )\b(?:range|fromordinal|iso|divmod|abs|str|format)\((?:[^()]|\([^()]*\))*?"
    r"(?<!int\()\b(?:course|self|world)\.on\b(?!\.)|\{(?:course|self|world)\.on\b"
)


def test_the_pattern_finds_what_it_looks_for() -> None:
    for slip in ("range(last, course.on + 1)", "iso(course.on)", 'f"{course.on}"', "str(self.on)"):
        assert SLIPS.search(slip), slip
    assert not SLIPS.search("iso(int(course.on))")


@pytest.mark.parametrize("path", sorted(EVALUATION.glob("*.py")), ids=lambda path: path.name)
def test_the_day_looked_at_slips_out_nowhere(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [f"{n}: {line.strip()}" for n, line in enumerate(lines, 1) if SLIPS.search(line)] == []
