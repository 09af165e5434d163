"""A book of a given size, made from a seed: a text of our language, names and a record.

    python -m benchmarks.generate DIR --commitments 300 --reports 10000 --seed 1

Same numbers, same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chance import Chance
from benchmarks.record import rows_of_chance
from benchmarks.rows import Row
from benchmarks.sentences import text_of_chance


@dataclass(frozen=True, slots=True)
class Generated:
    """A book before it is written to a folder."""

    text: str
    names: str
    reports: tuple[Row, ...]
    watches: tuple[Row, ...]

    def lines(self) -> str:
        """The record as JSON Lines."""
        rows = (*self.reports, *self.watches)
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    def write(self, folder: Path) -> Path:
        """Put the book into a folder, which may exist."""
        (folder / "record").mkdir(parents=True, exist_ok=True)
        (folder / "agreement.truce").write_text(self.text, encoding="utf-8")
        (folder / "names.truce").write_text(self.names, encoding="utf-8")
        (folder / "record" / "reports.jsonl").write_text(self.lines(), encoding="utf-8")
        return folder


def generate(commitments: int, reports: int, seed: int = 1, doubt: float = 1.0) -> Generated:
    """The book of these numbers.

    Units: `doubt` 1 leaves a few days, numbers and events in a hundred uncertain; 0 none.
    """
    chance = Chance(f"{seed} {commitments} {reports}")
    chance.doubt = doubt
    text = text_of_chance(commitments, chance)
    rows, watches = rows_of_chance(text, reports, chance)
    return Generated(text.words, text.names, tuple(rows), tuple(watches))


def main() -> None:
    """Write a book of a given size."""
    parser = argparse.ArgumentParser(prog="benchmarks.generate", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--commitments", type=int, default=300, help="how many; at least 12")
    parser.add_argument("--reports", type=int, default=10_000, help="how many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--doubt", type=float, default=1.0, help="how uncertain; 0 not at all")
    asked = parser.parse_args()
    generate(asked.commitments, asked.reports, asked.seed, asked.doubt).write(asked.folder)
    sys.stdout.write(f"{asked.folder}: {asked.commitments} commitments, {asked.reports} reports\n")


if __name__ == "__main__":
    main()
