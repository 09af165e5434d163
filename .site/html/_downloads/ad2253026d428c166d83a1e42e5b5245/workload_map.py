"""A speed workload of other engines, said in our language, and its words from ours and back.

The workload has agreements of 20 commitments and 100 reports, a plain evaluator with checksums,
and a list of its own status words. Here each agreement becomes a book; our standings, mapped back,
have to give the same checksums.

| their word | ours | and |
|---|---|---|
| conditional | waiting | |
| active | in progress | |
| fulfilled | met | |
| late | met late | |
| overdue | overdue | 60 days past the due day at most |
| violated | overdue | more than 60 days past it |
| excused | held back | |
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from time import process_time
from types import ModuleType

from trucebook.evaluation.judge import Judged
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import Evaluation
from trucebook.model.binding import bind_record
from trucebook.model.from_syntax import understand
from trucebook.model.time import day_of
from trucebook.record.files import read_text

FIRST = date(2025, 1, 1)
"""Their day 0."""
HORIZON, GRACE, NONE = 365, 60, 32_000
"""The day looked at; how long they say overdue before they say violated; their "no day"."""
WORDS = ("conditional", "active", "fulfilled", "late", "overdue", "violated", "excused")
"""Theirs, in the order of their codes."""
OURS = {
    "waiting": "conditional",
    "in progress": "active",
    "met": "fulfilled",
    "met late": "late",
    "held back": "excused",
}
MET = ("met", "met late")


@dataclass(frozen=True, slots=True)
class Term:
    """One commitment of theirs. `cond` and `recip`: the number of another one, or -1."""

    debtor: int
    creditor: int
    quantity: int
    start: int
    term: int
    cond: int = -1
    recip: int = -1


@dataclass(frozen=True, slots=True)
class Said:
    """One report of theirs: so much under a commitment on a day."""

    commitment: int
    day: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What they ask of one commitment: a place in `WORDS`, the day it was full, all that counts."""

    status: int
    reached: int
    total: int


def iso(day: int) -> str:
    """A day of theirs as a date."""
    return (FIRST + timedelta(days=day)).isoformat()


def text_of(terms: Sequence[Term], *, chained: bool) -> str:
    """An agreement of theirs in our language.

    Flat: only the deadline counts, and whatever is done by it. Chained: nothing counts that was
    done before the start day has come and what it hangs on is met.
    """
    lines = ['agreement "Workload"', "day 0 is 1 January 2025"]
    lines += ["parties p0, p1, p2, p3", "count goods", ""]
    for number, term in enumerate(terms):
        act = f"p{term.debtor} shall deliver {term.quantity} goods to p{term.creditor}"
        if not chained:
            lines.append(f"[c{number}] {act} by day {term.start + term.term}.")
            continue
        back = f"in return for [c{term.recip}], " if term.recip >= 0 else ""
        met = f"[c{term.cond}] is met and " if term.cond >= 0 else ""
        when = f"only after {met}day {term.start} has come"
        lines.append(f"[c{number}] {back}{when}, {act} within {term.term} days.")
    every = ", ".join(f"[c{number}]" for number in range(len(terms)))
    lines += ["", f'watched {every} from {iso(0)} to {iso(HORIZON)} by "the workload"', ""]
    return "\n".join(lines)


def record_of(terms: Sequence[Term], said: Sequence[Said]) -> str:
    """Reports of theirs as JSON Lines: each an event of its own, said by whoever received."""
    rows = []
    for number, one in enumerate(said):
        term = terms[one.commitment]
        row = {
            "id": f"r{number}",
            "published": iso(one.day),
            "event_date": iso(one.day),
            "kind": "deliver",
            "actor": f"p{term.debtor}",
            "counterpart": f"p{term.creditor}",
            "object": "goods",
            "count_low": one.quantity,
            "count_high": one.quantity,
            "count_basis": "increment",
            "asserted_by": f"p{term.creditor}",
            "event": f"e{number}",
            "for": [f"c{one.commitment}"],
        }
        rows.append(json.dumps(row) + "\n")
    return "".join(rows)


def evaluation_of(text: str, record: str) -> Evaluation:
    """The book of a text and the lines of a record.

    Errors: ValueError where the program finds a fault in either.
    """
    understood = understand({"agreement.truce": text})
    agreement = understood.agreement
    recorded = read_text("reports.jsonl", record, agreement.zone)
    if faults := [*understood.faults, *recorded.faults]:
        raise ValueError("; ".join(f"{fault.code}: {fault.message}" for fault in faults))
    bound = bind_record(recorded.reports, understood.watches, agreement, understood.names)
    return Evaluation(agreement, bound, Clocks(day_of(iso(HORIZON))))


def answers(terms: Sequence[Term], said: Sequence[Said], *, chained: bool) -> Iterator[Answer]:
    """What the program answers of each commitment, in their words."""
    text, record = text_of(terms, chained=chained), record_of(terms, said)
    evaluation = evaluation_of(text, record)
    days: dict[int, set[int]] = {}
    for one in said:
        days.setdefault(one.commitment, set()).add(one.day)
    for number in range(len(terms)):
        judged = _judged(evaluation, number, HORIZON)
        reached = NONE
        if judged.standing in MET:
            reached = _first_met(evaluation, number, sorted(days[number]))
        total = 0 if judged.done is None else int(judged.done.low or 0)
        yield Answer(WORDS.index(their_word(judged)), reached, total)


def their_word(judged: Judged) -> str:
    """Our standing on the horizon as they would call it.

    Errors: ValueError for a standing that their workload cannot bring about.
    """
    if judged.standing == "overdue" and judged.due is not None:
        past = day_of(iso(HORIZON)) - judged.due
        return "overdue" if past <= GRACE else "violated"
    word = OURS.get(judged.standing or "")
    if word is None:
        raise ValueError(f"they have no word for {judged.standing}")
    return word


def _judged(evaluation: Evaluation, number: int, day: int) -> Judged:
    return evaluation.judged(f"c{number}", day_of(iso(day)), "undisputed")


def _first_met(evaluation: Evaluation, number: int, days: Sequence[int]) -> int:
    """The first day on which it stands as met: only a day on which something was done can be it."""
    first = bisect_left(
        days, x=True, key=lambda day: _judged(evaluation, number, day).standing in MET
    )
    return days[first]


def checksum(found: Iterable[Answer]) -> dict[str, object]:
    """What they compare every engine by."""
    status, reached, total = [0] * len(WORDS), 0, 0
    for one in found:
        status[one.status] += 1
        reached += one.reached if one.reached != NONE else 0
        total += one.total
    return {"status": status, "reached": reached, "total": total}


def agreements(
    commitments: Mapping[str, Sequence[int]], reports: Mapping[str, Sequence[int]]
) -> Iterator[tuple[list[Term], list[Said]]]:
    """Their columns, agreement by agreement."""
    names = ("agreement", "debtor", "creditor", "quantity", "start", "term", "cond", "recip")
    terms: dict[int, list[Term]] = {}
    for agreement, *rest in zip(*(map(int, commitments[name]) for name in names), strict=True):
        terms.setdefault(agreement, []).append(Term(*rest))
    said: dict[int, list[Said]] = {}
    names = ("agreement", "commitment", "day", "quantity")
    for agreement, *rest in zip(*(map(int, reports[name]) for name in names), strict=True):
        said.setdefault(agreement, []).append(Said(*rest))
    for agreement, each in terms.items():
        yield each, said.get(agreement, [])


def main() -> None:
    """Hold the program to the workload's own answers, and say how long both take."""
    parser = argparse.ArgumentParser(prog="benchmarks.workload_map", description=main.__doc__)
    parser.add_argument("workload", type=Path, help="where workload.py is (it needs numpy)")
    parser.add_argument("--agreements", type=int, default=100)
    asked = parser.parse_args()
    theirs = load(asked.workload)
    columns = theirs.workload(asked.agreements)
    for chained in (False, True):
        start = process_time()
        wanted = theirs.checksum(*theirs.reference(*columns, chained))
        middle = process_time()
        found = checksum(
            answer
            for terms, said in agreements(*columns)
            for answer in answers(terms, said, chained=chained)
        )
        ours, plain = process_time() - middle, middle - start
        sys.stdout.write(
            f"{'T2' if chained else 'T1'} {found} {'the same' if found == wanted else wanted}\n"
            f"   {ours:.2f} s, {ours / plain:,.0f} times their plain evaluator\n"
        )


def load(path: Path) -> ModuleType:
    """The workload, a file outside of this project."""
    spec = spec_from_file_location("workload", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
