"""What an account admits of what is said: for each event its numbers, days and whether contrary.

Source: semantics, sections 5 (acceptance, events) and 6 (grades and accounts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tests.slow.statements import FAR, GONE, Heard, Number, Said, Span, Statement, Total
from trucebook.model.agreement import Agreement, Level
from trucebook.model.quantity import Class
from trucebook.model.time import MINUTES, Day

NOT_DONE: Number = (0, 0)
SOME: Number = (1, None)


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as an account has it; several versions where it admits several."""

    key: str
    named: bool
    commitments: tuple[str, ...]
    per_day: bool
    about: tuple[str | None, str, str | None]
    """Performer, verb, thing."""
    numbers: tuple[Number, ...]
    spans: tuple[Span, ...]
    contrary: tuple[bool, ...]
    shares: tuple[tuple[tuple[Class, int], ...], ...]
    of: Class
    measure: bool = False
    """Of a level: none is a measure too."""


def beyond(level: Level, number: Number) -> tuple[bool, bool]:
    """Whether a measure is beyond a level for certain, and whether it can be."""
    low, high = number
    if level.bound == "at most":
        return low > level.number, high is None or high > level.number
    return high is not None and high < level.number, low < level.number


def versions(numbers: Iterable[Number]) -> list[Number]:
    """Compatible bounds make one version: the intersections of the largest compatible sets."""
    pool = sorted(set(numbers), key=str)
    sets = set()
    for low, _ in pool:
        sets.add(frozenset(n for n in pool if n[0] <= low and (n[1] is None or low <= n[1])))
    largest = [s for s in sets if not any(s < other for other in sets)]
    result = set()
    for s in largest:
        highs = [high for _, high in s if high is not None]
        result.add((max(low for low, _ in s), min(highs) if highs else None))
    return sorted(result, key=str)


def latest(statements: list[Statement]) -> Statement:
    """The last word."""
    return max(statements, key=lambda s: s.order)


class Account:
    """One account of one agreement: which facts it admits."""

    def __init__(self, agreement: Agreement, heard: Heard, name: str) -> None:
        self.agreement = agreement
        self.heard = heard
        self.name = name
        self.parties = [p.id for p in agreement.parties if p.role == "party"]
        self.acknowledged: frozenset[str] = frozenset()
        """Keys of events that an announcement acknowledges."""
        self.watched: Callable[[str, Day], bool] = lambda _name, _day: False
        """Whether a commitment was watched on a day."""

    def facts(self) -> list[Fact]:
        """Every event the account admits."""
        found = (self.fact(said) for said in (*self.heard.events, *self.heard.gone))
        return [f for f in found if f is not None]

    def fact(self, said: Said) -> Fact | None:
        """One event, or None where the account admits nothing of it."""
        measure = any(
            isinstance(c.terms, Level)
            for c in self.agreement.commitments
            if c.id in said.commitments
        )
        numbers = self.measured(said) if measure else self.numbers(said, self.name)
        contrary = self.contrary(said, self.name)
        if said.per_day and not numbers:
            return None
        if not (said.per_day or measure) and not any(n != NOT_DONE for n in numbers):
            numbers = []
        if not numbers and (measure or True not in contrary):
            return None
        heard = self.admitted_words(said)
        told = [s for s in heard if not s.denies and s.span is not None] or [
            s for s in said.statements if not s.denies and s.span is not None
        ]
        spans = versions(s.span for s in told if s.span is not None) or [(0, FAR)]
        return Fact(
            said.key,
            said.named,
            said.commitments,
            said.per_day,
            (said.performer, *said.about),
            tuple(numbers),
            tuple((a, FAR if b is None else b) for a, b in spans),
            tuple(contrary),
            tuple(sorted({s.shares for s in self.telling_classes(said, told)}, key=str)),
            frozenset().union(*(s.of for s in told)),
            measure,
        )

    def measured(self, said: Said) -> list[Number]:
        """The versions of a measure of a level: beyond it, it accuses whoever is to hold it."""
        level = next(
            c.terms
            for c in self.agreement.commitments
            if c.id in said.commitments and isinstance(c.terms, Level)
        )
        own = self.own(said.statements, self.name)
        if own:
            return [amount(latest(own))]
        words = [s for s in said.statements if not s.denies]
        worst = sorted((amount(s) for s in words), key=lambda n: beyond(level, n))[-1:]
        if self.name == "any":
            return worst
        if any(s.finder for s in words):
            return versions(amount(s) for s in words if s.finder)
        performer, receivers = self.sides(said)
        admits = [amount(s) for s in words if s.side == performer]
        over = [n for n in admits if beyond(level, n) == (True, True)]
        if over:
            return over[:1]
        if self.name == "confirmed":
            return []
        heard = versions(amount(s) for s in words if s.side not in receivers)
        return heard if any(s.side not in self.parties for s in words) or admits else []

    def admitted_words(self, said: Said) -> list[Statement]:
        """The statements whose day and shares count: a speaker's own account keeps its own."""
        own = self.own(said.statements, self.name)
        return own or list(said.statements)

    def telling_classes(self, said: Said, told: list[Statement]) -> list[Statement]:
        """Who says of which class: its own word, else as undisputed; or what is acknowledged."""
        own = [s for s in told if s.shares]
        if self.name == "confirmed":
            receivers = self.sides(said)[1]
            return [s for s in own if s.finder or s.side in receivers]
        return [s for s in said.statements if s.shares and not s.denies]

    def own(self, statements: Iterable[Statement], name: str) -> list[Statement]:
        """What the account's own voice says."""
        if name in {"undisputed", "confirmed", "any"}:
            return []
        return [s for s in statements if name in (s.side, s.asserter)]

    # --- things done ---------------------------------------------------------------------

    def sides(self, said: Said) -> tuple[str | None, frozenset[str]]:
        """Who did it, and to whom: of a joint act nobody and everybody."""
        names = {name.removeprefix(GONE) for name in said.commitments}
        duties = [c for c in self.agreement.commitments if c.id in names]
        if any(len(c.liable) > 1 for c in duties):
            return None, frozenset()
        performer = said.performer or next((c.liable[0] for c in duties), None)
        receivers = {owed for c in duties for owed in c.owed}
        return performer, frozenset(receivers or set(self.parties)) - {performer or ""}

    def numbers(self, said: Said, name: str) -> list[Number]:
        """The versions of how much was done; empty where nothing of it is admitted."""
        own = self.own(said.statements, name)
        if own:
            return [self.sharpened(amount(latest(own)), said)]
        if name == "any":
            return self.largest(said)
        performer, receivers = self.sides(said)
        finders = [s for s in said.statements if s.finder]
        if finders:
            return versions(amount(s) for s in finders)
        received = [s for s in said.statements if s.side in receivers]
        accepted = [s for s in received if s.accepts]
        if accepted:
            return [amount(latest(accepted))]
        if said.per_day and (name == "confirmed" or len(received) == len(said.statements)):
            own = [s for s in said.statements if performer is not None and s.side == performer]
            return self.of_day(said, received, own)
        if name == "confirmed":
            if performer is None:  # a joint act: each side speaks for what the other did
                done = {s.side for s in said.statements if not s.denies}
                return [SOME] if set(self.parties) <= done else []
            words = [amount(s) for s in received if not s.denies]
            if not words and said.key in self.acknowledged:
                least = min((low for low, _ in self.told(said, performer, receivers)), default=0)
                words = [(least, least)] if least else []
            return versions(words)
        return self.told(said, performer, receivers)

    def of_day(self, said: Said, received: list[Statement], own: list[Statement]) -> list[Number]:
        """A day's count by those it is owed to bounds it from below: its high end accuses.

        Where the day was watched, nobody reporting more makes it exact. In `confirmed` the count
        of whoever owes it bounds it from above.
        """
        found = versions(amount(s) for s in received) if received else []
        low = max((amount(s)[0] for s in received), default=0)
        tops = [amount(s)[1] for s in said.statements]
        days = {s.span[0] // MINUTES for s in received if s.span is not None}
        watched = all(self.watched(c, d) for c in said.commitments for d in days)
        exact = watched and all(high is not None and high <= low for high in tops)
        if self.name != "confirmed":
            return found if exact or len(found) > 1 else [(low, None)]
        top = min((high for s in own if (high := amount(s)[1]) is not None), default=None)
        if top is not None and top < low:
            return []  # one acknowledges more than the other
        if exact and received:
            return [(low, low)]
        return [(low, top)] if received or top is not None else []

    def sharpened(self, word: Number, said: Said) -> Number:
        """One's own word, made exact by what others say where that does not conflict."""
        if word[0] == word[1]:
            return word
        for low, high in self.numbers(said, "undisputed"):
            tops = [h for h in (word[1], high) if h is not None]
            if low <= min(tops, default=low) and max(low, word[0]) <= min(tops, default=FAR):
                return (max(low, word[0]), min(tops) if tops else None)
        return word

    def told(self, said: Said, performer: str | None, receivers: frozenset[str]) -> list[Number]:
        """What nobody conflicts with; of a conflict each version acknowledgement leaves."""
        own = [s for s in said.statements if performer is not None and s.side == performer]
        words = [s for s in said.statements if s not in own]
        words += own
        if all(s.denies for s in words):
            return []
        found = versions(amount(s) for s in words)
        at_least = [amount(s)[0] for s in words if s.side in receivers and not s.denies]
        at_most = [high for s in own if (high := amount(s)[1]) is not None]
        kept = [
            v
            for v in found
            if all(v[1] is None or v[1] >= low for low in at_least)
            and all(v[0] <= high for high in at_most)
        ]
        return kept or found

    def largest(self, said: Said) -> list[Number]:
        """Every statement that a thing was done, denials aside; the largest number."""
        words = [s for s in said.statements if not s.denies]
        found = [s.number for s in words if s.number is not None]
        if not found:
            return [SOME] if words else []
        tops = [high for _, high in found if high is not None]
        low = max(low for low, _ in found)
        return [(low, max(tops) if len(tops) == len(found) else None)]

    # --- contrary acts -------------------------------------------------------------------

    def contrary(self, said: Said, name: str) -> list[bool]:
        """Whether an act against a duty to keep or refrain is admitted; both where disputed."""
        own = self.own(said.statements, name)
        if own:
            return [says_contrary(latest(own))]
        if name == "any":
            return [any(says_contrary(s) for s in said.statements)]
        finders = [s for s in said.statements if s.finder]
        if finders:
            return sorted({says_contrary(s) for s in finders})
        performer, _ = self.sides(said)
        admits = [s for s in said.statements if performer is not None and s.side == performer]
        if any(says_contrary(s) for s in admits):
            return [True]
        if name == "confirmed":
            return []
        nobody = [
            s
            for s in said.statements
            if (s.side is None or s.side not in self.parties) and not s.denies
        ]
        if not nobody and all(s.denies for s in admits):
            return []  # one side's word alone
        claimed = any(says_contrary(s) for s in said.statements)
        refused = any(not says_contrary(s) for s in said.statements)
        return [v for v, there in ((False, refused), (True, claimed)) if there]

    # --- totals --------------------------------------------------------------------------

    def totals(self, commitment: str) -> list[list[Total]]:
        """The totals for a commitment: sets of them that can all be true, each in turn."""
        mine = [t for t in self.heard.totals if commitment in t.commitments]
        duty = next(c for c in self.agreement.commitments if c.id == commitment)
        choices: list[list[Total]] = [[]]
        for period in sorted({(t.first, t.last) for t in mine}):
            here = [t for t in mine if (t.first, t.last) == period]
            options = self.total_versions([t.statement for t in here], duty.liable)
            found = any(t.statement.finder for t in here)
            if options:
                choices = [
                    [*c, self._so_many(here[0], n, found=found)] for c in choices for n in options
                ]
        return choices

    def _so_many(self, told: Total, number: Number, *, found: bool) -> Total:
        """A total of that number, with whether it only bounds from above."""
        only_top = self.name == "confirmed" and not found and number[0] == 0
        return replace(told, statement=replace(told.statement, number=number), only_top=only_top)

    def total_versions(self, words: list[Statement], liable: tuple[str, ...]) -> list[Number]:
        """The versions of the total of one period."""
        own = self.own(words, self.name)
        if own:
            return [amount(latest(own))]
        if any(s.finder for s in words):
            return versions(amount(s) for s in words if s.finder)
        at_least = [amount(s)[0] for s in words if s.side in self.parties and s.side not in liable]
        at_most = [h for s in words if s.side in liable and (h := amount(s)[1]) is not None]
        if self.name == "confirmed":
            low, high = max(at_least, default=0), min(at_most, default=None)
            bounded = at_least or at_most
            return [(low, high)] if bounded and (high is None or low <= high) else []
        found = versions(amount(s) for s in words)
        if self.name == "any":
            return sorted(found)[-1:]
        if len(found) == 1 and len(at_least) == len(words):
            return [(found[0][0], None)]  # its high end accuses, by one side's word
        kept = [
            v
            for v in found
            if all(v[1] is None or v[1] >= low for low in at_least)
            and all(v[0] <= high for high in at_most)
        ]
        return kept or found


def amount(s: Statement) -> Number:
    """How much a statement says was done; a denial says none."""
    if s.denies:
        return NOT_DONE
    return s.number if s.number is not None else SOME


def says_contrary(s: Statement) -> bool:
    """Whether a statement says that the act was against the duty."""
    return not s.denies and s.contrary is not False


def day(minute: int) -> int:
    """The day of a minute."""
    return minute // MINUTES
