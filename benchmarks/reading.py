"""How long the rules take to read articles.

    python -m benchmarks.reading [FILE ...]

Prints the median of process CPU time for 1,000 words; without files, of the tests' own texts.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from trucebook.reading.intake import take_in
from trucebook.reading.proposals import propose

TEXTS = Path(__file__).parents[1] / "tests" / "reading" / "texts"
RUNS = 9


def per_thousand(data: bytes) -> float:
    """Milliseconds of CPU for 1,000 words, intake and gate included."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        propose(take_in(data))
        taken.append(time.process_time() - start)
    return 1_000_000 * median(taken) / len(data.split())


def main() -> None:
    """One line."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(TEXTS.glob("*.txt"))
    data = b"\n".join(path.read_bytes() for path in paths)
    sys.stdout.write(f"{len(data.split()):,} words: {per_thousand(data):.0f} ms for 1,000\n")


if __name__ == "__main__":
    main()
