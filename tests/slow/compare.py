"""Slow against fast: where the two evaluators differ on a book, in a readable form.

python -m tests.slow.compare 0 200        books 0 to 199, differences grouped by what differs
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import product

from tests.slow.evaluate import Answer, evaluate
from tests.slow.generate import ACCOUNTS, Book, make
from trucebook.evaluation.result import Board, Clocks, Interval, Row
from trucebook.evaluation.standing import standing
from trucebook.model.agreement import Quota
from trucebook.model.time import iso


@dataclass(frozen=True, slots=True)
class Difference:
    """One value on which the two differ."""

    seed: int
    clocks: Clocks
    account: str
    kind: str
    id: str
    field: str
    slow: object
    fast: object

    def __str__(self) -> str:
        """One line."""
        public = "" if self.clocks.public is None else f", public {iso(self.clocks.public)}"
        return (
            f"book {self.seed}, on {iso(self.clocks.on)}{public}, {self.account}: "
            f"{self.kind} {self.id} {self.field}: slow {self.slow}, fast {self.fast}"
        )


def pair(interval: Interval | None) -> object:
    """An interval as a pair."""
    return None if interval is None else (interval.low, interval.high)


def of_row(row: Row, answer: Answer) -> list[tuple[str, str, object, object]]:
    """Id, field, slow, fast of everything that is held against each other."""
    name = row.commitment.id
    found: list[tuple[str, str, object, object]] = [
        (name, "standing", answer.standing, row.standing),
        (name, "possible", answer.possible, tuple(sorted(row.possible))),
        (name, "because", answer.because, tuple(sorted(row.because))),
    ]
    if answer.by_reading:
        found += [
            (name, f"by_reading:{r}", word, row.by_reading.get(r))
            for r, word in answer.by_reading.items()
            if r in row.by_reading
        ]
    if row.days is not None and answer.kept is not None:
        found.append((name, "kept", answer.kept, pair(row.days.kept)))
        found.append((name, "missed", answer.missed, pair(row.days.missed)))
    for part in row.rounds:
        other = answer.rounds.get(part.id)
        if other is None or answer.by_reading:
            continue
        found.append((part.id, "possible", other.possible, tuple(sorted(part.possible))))
        if other.possible == ("unknown",) and other.required == (0, 0):
            continue  # a round that only reports not admitted would open
        found.append((part.id, "required", other.required, pair(part.required)))
        if other.everywhere and not isinstance(row.commitment.terms, Quota):
            found.append((part.id, "done", other.done, pair(part.done)))
    return found


def differences(book: Book, clocks: Clocks, account: str) -> list[Difference]:
    """Every difference on one day in one account."""
    answers = evaluate(book.agreement, book.record, clocks, account)
    board: Board = standing(book.agreement, book.record, clocks, account)
    found = []
    for row in board.rows:
        kind = type(row.commitment.terms).__name__
        if row.standing is None and answers[row.commitment.id].standing is None:
            continue
        for name, field, slow, fast in of_row(row, answers[row.commitment.id]):
            if slow != fast:
                found.append(Difference(book.seed, clocks, account, kind, name, field, slow, fast))
    return found


def main() -> None:
    """Print differences, grouped."""
    first, last = int(sys.argv[1]), int(sys.argv[2])
    groups: dict[tuple[str, str, str, str], list[Difference]] = defaultdict(list)
    for seed in range(first, last):
        book = make(seed)
        for clocks, account in product(book.clocks, ACCOUNTS):
            for d in differences(book, clocks, account):
                field = d.field.split(":")[0]
                groups[d.kind, field, str(d.slow), str(d.fast)].append(d)
    for key, found in sorted(groups.items(), key=lambda item: -len(item[1])):
        sys.stdout.write(f"{len(found):5} {' | '.join(key)}\n")
        for d in found[:2]:
            sys.stdout.write(f"        {d}\n")
    sys.stdout.write(f"{sum(len(f) for f in groups.values())} differences\n")


if __name__ == "__main__":
    main()
