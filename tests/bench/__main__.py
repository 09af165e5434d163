"""`make bench`: runs every `bench_*.py` in this folder, prints what each of them measured.

A bench has one function, `measure()`, which yields `(what, number, unit)`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> None:
    """Print one line for each measurement; with names given, only those benches."""
    here = Path(__file__).parent
    names = sys.argv[1:] or sorted(
        path.stem.removeprefix("bench_") for path in here.glob("bench_*.py")
    )
    if not names:
        sys.stdout.write("nothing to measure yet: no bench_*.py beside this file\n")
    for name in names:
        bench = importlib.import_module(f"tests.bench.bench_{name}")
        for what, number, unit in bench.measure():
            sys.stdout.write(f"{name:<16} {what:<40} {number:>14,.3f} {unit}\n")


if __name__ == "__main__":
    main()
