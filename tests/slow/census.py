"""How often each standing of each kind occurs in each account: `python -m tests.slow.census`."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import product
from time import perf_counter

from tests.slow.books_of_chance import PARTIES
from tests.slow.evaluate import evaluate
from tests.slow.generate import ACCOUNTS, make
from trucebook.model.agreement import Commitment, HandOver, Quota

ROLES = {p.id for p in PARTIES if p.role != "party"}


def kind(c: Commitment) -> str:
    """The kind of a commitment, as the census counts it."""
    if isinstance(c.terms, Quota) and c.terms.average:
        return "Average"
    if isinstance(c.terms, HandOver) and len(c.terms.steps) > 1:
        return "HandOver in steps"
    return type(c.terms).__name__


def census(seeds: range) -> Counter[tuple[str, str, str]]:
    """Kind, standing, account: how often."""
    found: Counter[tuple[str, str, str]] = Counter()
    for seed in seeds:
        book = make(seed)
        heard = {name for b in book.record.reports for name in (b.side, b.asserter)}
        plain = {}
        for account, clocks in product(ACCOUNTS, book.clocks):
            if account in ROLES - heard:
                answers = plain[clocks]  # of whoever says nothing, the account is the undisputed
            else:
                answers = evaluate(book.agreement, book.record, clocks, account)
            if account == "undisputed":
                plain[clocks] = answers
            for c in book.agreement.commitments:
                standing = answers[c.id].standing
                if standing is not None:
                    found[kind(c), standing, account] += 1
    return found


def main() -> None:
    """Print the table, rarest marked."""
    began = perf_counter()
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = census(range(seeds))
    rows = sorted({(k, s) for k, s, _ in found})
    sys.stdout.write(f"{'':34}" + "".join(f"{a:>12}" for a in ACCOUNTS) + "\n")
    for k, s in rows:
        counts = [found[k, s, a] for a in ACCOUNTS]
        mark = " <" if min(counts) * 1000 / seeds < 20 else ""
        sys.stdout.write(f"{k:18}{s:16}" + "".join(f"{n:12}" for n in counts) + mark + "\n")
    sys.stdout.write(f"{seeds} books in {perf_counter() - began:.0f} s\n")


if __name__ == "__main__":
    main()
