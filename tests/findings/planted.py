"""One fault of each kind, to be put into any book: sentences in the words of its own parties.

A plant is made mechanically from the book: who is bound, which day is the first, what is counted.
What is planted stands at the end of the text that is the agreement, and has ids of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trucebook.book import Book
from trucebook.model.time import Day
from trucebook.views.wording import say_day

NO_PHASE = "throughout the agreement\n"
PHASE = "phase planted, 30 days from {d0}\n"
WATCHED = 'watched {ids} from {iso0} to {iso99} by "the planter"\n'


@dataclass(frozen=True, slots=True)
class Plant:
    """Sentences of one fault. `about` is the clause the finding has to name, where it names one."""

    code: str
    text: str
    about: str | None = "planted"
    watched: bool = True
    narrowed: bool = False
    """Those who look at everything are first made to look at one thing alone."""


PLANTS: Mapping[str, Plant] = {
    "a gap": Plant(
        "gap",
        "phase planted, 5 days from {early}\n"
        "  [planted] {a} and {b} shall agree phase planted-two by day 4 of phase planted.\n"
        "phase planted-two, 5 days\n"
        "  [planted-after] {a} shall open {q} by day 3 of phase planted-two.\n"
        "after phase planted\n"
        "  once [planted] is met: phase planted-two begins.\n",
    ),
    "a gap by reading": Plant(
        "reading-decides-gap",
        "phase planted, 5 days from {early}\n"
        "  [planted] {a} and {b} shall agree phase planted-two by day 4 of phase planted.\n"
        "  [planted-calm] {a} shall not enter {q} throughout.\n"
        "phase planted-two, 5 days\n"
        "  [planted-after] {a} shall open {q} by day 3 of phase planted-two.\n"
        "after phase planted\n"
        "  once [planted] is met: phase planted-two begins.\n"
        "  while {a} and {b} are in talks: [planted-calm] goes on.\n"
        'reading "planted narrow", held by {a}, of "in talks": only while each side says so\n'
        'reading "planted wide", held by {b}, of "in talks": until [planted] is met\n',
    ),
    "a phase nothing begins": Plant(
        "never-begins",
        "phase planted-one, 5 days from {early}\n"
        "phase planted, 5 days\n  [planted] {a} shall open {q} by day 3 of phase planted.\n",
    ),
    "waiting for conduct": Plant(
        "never-due",
        NO_PHASE
        + "  [planted-work] {b} shall work so that the way is clear.\n"
        + "  [planted] once [planted-work] is met, {a} shall open {q} by {d9}.\n",
    ),
    "waiting beyond the phase": Plant(
        "never-due",
        PHASE + "  [planted] once {d50} has come, {a} shall open {q}.\n",
    ),
    "a knot": Plant(
        "deadlock",
        "count planted-things\ncount planted-coins\n"
        + NO_PHASE
        + "  [planted] once [planted-2] is met, {b} shall give 3 planted-things to {a} by {d9}.\n"
        + "  [planted-2] in return for [planted], {a} shall pay, by the day after each act, "
        "10 planted-coins for each planted-thing.\n",
    ),
    "parts by turns": Plant(
        "mutual-hold-back",
        "count planted-things\ncount planted-coins\n"
        + NO_PHASE
        + "  [planted-2] {b} shall give 9 planted-things to {a}: 3 by {d5}, the rest by {d15}.\n"
        + "  [planted] in return for [planted-2], {a} shall pay 100 planted-coins by {d10}.\n",
    ),
    "two exchanges": Plant(
        "mutual-hold-back",
        "count planted-things\ncount planted-coins\n"
        + NO_PHASE
        + "  [planted] in return for [planted-2], {b} shall give, by the day after each act, "
        "1 planted-things for each planted-coin.\n"
        + "  [planted-2] in return for [planted], {a} shall pay, by the day after each act, "
        "10 planted-coins for each planted-thing.\n",
    ),
    "at the same time": Plant(
        "mutual-hold-back",
        NO_PHASE
        + '  [planted-2] {a} shall hand over "the planted deed" by {d10}.\n'
        + '  [planted] {b} shall hand over "the planted keys" by {d10}, at the same time as '
        "[planted-2].\n",
    ),
    "a suspension without end": Plant(
        "suspension-without-end",
        NO_PHASE
        + "  [planted-2] {a} shall open {q} by {d20}.\n"
        + "  [planted] {a} may suspend [planted-2].\n",
    ),
    "a day too early": Plant(
        "deadline-before-condition",
        NO_PHASE
        + "  [planted-2] {b} shall open {q} by {d20}.\n"
        + "  [planted] once [planted-2] is met, {a} shall leave {q} by {d10}.\n",
    ),
    "a day nobody can keep": Plant(
        "deadline-before-condition",
        NO_PHASE + "  [planted] once {d20} has come, {a} shall leave {q} by {d10}.\n",
    ),
    "asked too early": Plant(
        "asked-too-early",
        NO_PHASE
        + "  [planted-2] {b} shall open {q} by {d20}.\n"
        + "  [planted] {a} shall leave {q} by {d10}, if [planted-2] is met.\n",
    ),
    "unless, asked too early": Plant(
        "asked-too-early",
        NO_PHASE
        + "  [planted-2] {b} shall open {q} by {d20}.\n"
        + "  [planted] unless [planted-2] is met, {a} shall leave {q} by {d10}.\n",
    ),
    "asked of conduct": Plant(
        "never-answered",
        NO_PHASE
        + "  [planted-2] {b} shall work so that the way is clear.\n"
        + "  [planted] {a} shall leave {q} by {d10}, if [planted-2] is met.\n",
    ),
    "a notice before the start": Plant(
        "notice-before-start",
        PHASE
        + "  [planted-2] {b} shall open {q} by day 1 of phase planted.\n"
        + '  [planted] {b} shall give {a} "the hour" at least 48 hours before each act of '
        "[planted-2].\n",
    ),
    "a notice longer than the term": Plant(
        "notice-outlasts-term",
        PHASE
        + "  [planted-2] {b} shall open {q} by day 20 of phase planted.\n"
        + '  [planted] {b} shall give {a} "the hour" at least 1000 hours before each act of '
        "[planted-2].\n",
    ),
    "an expected total out of reach": Plant(
        "totals-disagree",
        "count planted-things\ncount planted-coins\n"
        + NO_PHASE
        + "  [planted-2] {b} shall give 9 planted-things to {a} by {d9}.\n"
        + "  [planted-3] in return for [planted-2], {a} shall pay, by the day after each act, "
        "10 planted-coins for each planted-thing.\n"
        + "  [planted] it is expected that {a} pays at least 200 planted-coins.\n",
    ),
    "a quota beyond its total": Plant(
        "totals-disagree",
        "count planted-things\n"
        + PHASE
        + "  [planted] {a} shall admit at least 10 planted-things each day.\n"
        + "  [planted-2] {a} shall admit 100 planted-things by {d29}.\n",
    ),
    "no day": Plant("no-day", NO_PHASE + "  [planted] {a} shall open {q}.\n"),
    "no end": Plant(
        "unbounded-duty",
        NO_PHASE + "  [planted] {a} shall not enter {q} throughout the agreement.\n",
    ),
    "no limit": Plant(
        "unbounded-duty",
        "count planted-things\ncount planted-coins\n"
        + NO_PHASE
        + "  [planted-2] {b} shall give at least 9 planted-things to {a} by {d9}.\n"
        + "  [planted] in return for [planted-2], {a} shall pay, by the day after each act, "
        "10 planted-coins for each planted-thing.\n",
    ),
    "all of what nobody counts": Plant(
        "amount-open",
        "count planted-things\n"
        + NO_PHASE
        + "  [planted] {b} shall give all remaining planted-things to {a} by {d9}.\n",
    ),
    "nobody looks": Plant(
        "no-observer",
        NO_PHASE + "  [planted] {a} shall polish {q} by {d9}.\n",
        watched=False,
        narrowed=True,
    ),
    "to be negotiated": Plant(
        "to-be-negotiated",
        "count planted-things\n"
        + NO_PHASE
        + "  [planted] {b} shall give a number of planted-things to be negotiated by {d9}.\n",
    ),
    "an event nobody declares": Plant(
        "nobody-declares",
        NO_PHASE + '  [planted] once "zyzzyva" has happened, {a} shall open {q} within 3 days.\n',
        narrowed=True,
    ),
    "nobody picks": Plant(
        "nobody-picks",
        "count planted-things\n"
        + NO_PHASE
        + "  [planted] {b} shall release 9 planted-things to {a} by {d9}.\n",
    ),
    "a vague word": Plant(
        "vague-word", NO_PHASE + "  [planted] {a} shall promptly open {q} by {d9}.\n"
    ),
    "conduct": Plant(
        "conduct-only", NO_PHASE + "  [planted] {a} shall work so that {q} is open.\n"
    ),
    "a duty of a third party": Plant(
        "third-party-duty",
        "third parties planted-body\n"
        + NO_PHASE
        + "  [planted] planted-body shall open {q} by {d9}.\n",
    ),
    "a weak basis": Plant(
        "weak-basis",
        NO_PHASE
        + "  [planted] {b} shall open {q} by {d9}.\n"
        + '    basis summary "Planted Daily", 1 January 2025.\n'
        + "  [planted-2] once [planted] is met, {a} shall leave {q} by {d20}.\n"
        + '    basis published "Planted Daily", 1 January 2025.\n',
    ),
    "owed and forbidden": Plant(
        "rules-may-clash",
        PHASE
        + "  [planted-2] {a} shall not enter {q} throughout.\n"
        + "  [planted-3] {b} shall open {q} by {d9}.\n"
        + "  [planted] once [planted-3] is met, {a} shall enter {q} by {d20}.\n",
    ),
}
"""What to plant, by what is wrong with it."""


def day_one(book: Book) -> Day:
    """The first day of a book's agreement; of one without, a day after its last report."""
    clock = book.agreement.clock
    return clock.day_one if clock.day_one is not None else 739_252


def plant(book: Book, folder: Path, what: Plant) -> Path:
    """A copy of a book in `folder`, with a fault planted into the text of its agreement."""
    agreement = next(
        name
        for name, text in book.texts.items()
        if "agreement " in text and name.endswith(".truce")
    )
    texts = narrowed(book) if what.narrowed else book.texts
    for name, text in texts.items():
        if "/" not in name:
            written = text.rstrip("\n") + "\n"
            if name == agreement:
                written += "\n" + _sentences(book, what)
            (folder / name).write_text(written, encoding="utf-8")
    return folder


def narrowed(book: Book) -> dict[str, str]:
    """The texts of a book in which nobody looks at everything any more."""
    texts = dict(book.texts)
    wide = [
        p for p in book.agreement.parties if p.role in {"verifier", "monitor"} and not p.matters
    ]
    places = [(p.span.file, p.span.end) for p in wide if p.span is not None]
    for name, end in sorted(places, reverse=True):
        texts[name] = f"{texts[name][:end]} for zymurgy{texts[name][end:]}"
    alone = {p.name for p in wide if p.span is None}
    for name, text in texts.items():
        lines = [line for line in text.split("\n") if _declares(line) not in alone]
        texts[name] = "\n".join(lines)
    return texts


def _declares(line: str) -> str | None:
    """The monitor that a line of a names table declares."""
    found = re.fullmatch(r'\s*monitor "([^"]*)"\s*', line)
    return found[1] if found else None


def _sentences(book: Book, what: Plant) -> str:
    parties = [party.id for party in book.agreement.parties if party.role == "party"]
    first = day_one(book)
    days = {f"d{n}": say_day(first + n) for n in range(100)} | {"early": say_day(first - 5000)}
    text = what.text.format(a=parties[0], b=parties[1], q='"the planted field"', **days)
    ids = [line.split("]")[0].strip() + "]" for line in text.splitlines() if "  [" in line[:3]]
    if not what.watched:
        return text
    span = {n: date.fromordinal(first + n).isoformat() for n in (0, 99)}
    return text + WATCHED.format(ids=", ".join(ids), iso0=span[0], iso99=span[99])
