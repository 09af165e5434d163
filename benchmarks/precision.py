"""How many of the claims that rules propose are right, by kind: the figures that review shows.

    python -m benchmarks.precision [FOLDER]

Reads annotated texts (FOLDER, or those of the tests) and prints the table of
`src/trucebook/reviewing/precision.toml`. A claim is right where an annotation of its kind has the
same deciding words, or, but for figures, where each one's deciding words lie in the other's quote.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.reading import TEXTS
from trucebook.reading.intake import take_in
from trucebook.reading.proposals import propose

Claim = dict[str, Any]


def _meets(one: Claim, other: Claim, of_one: str, of_other: str) -> bool:
    a, b = (f"{of_one}start", f"{of_one}end"), (f"{of_other}start", f"{of_other}end")
    return bool(min(one[a[1]], other[b[1]]) > max(one[a[0]], other[b[0]]))


def is_same(found: Claim, noted: Claim) -> bool:
    """Whether an annotation says what was found."""
    if found["kind"] != noted["kind"]:
        return False
    if found["kind"] == "figure":
        return _meets(found, noted, "anchor_", "anchor_")
    return _meets(found, noted, "anchor_", "") and _meets(noted, found, "anchor_", "")


def measure(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """How many claims of each kind were proposed, and how many of them are right."""
    proposed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        noted = json.loads(path.read_text("utf-8"))["records"]
        left = list(noted)
        for claim in propose(take_in(path.with_suffix(".txt").read_bytes())).records:
            same = next((one for one in left if is_same(claim, one)), None)
            if same is not None:
                left.remove(same)
            if claim["same_as"]:
                continue
            proposed[claim["kind"]] += 1
            right[claim["kind"]] += same is not None
    return proposed, right


def main() -> None:
    """One line for each kind."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    proposed, right = measure(folder)
    for kind in sorted(proposed):
        sys.stdout.write(f"{kind} = [{right[kind]}, {proposed[kind]}]\n")


if __name__ == "__main__":
    main()
