"""An agreement and what can be seen of its record, made ready: evidence, facts, readings.

Nothing here depends on the day looked at, so that one case serves every day.
Source: spec/readings.md, spec/coverage.md (semantics, sections 4 and 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from trucebook.evaluation.accounts import (
    CONFIRMED,
    UNDISPUTED,
    Account,
    accounts,
    relation,
)
from trucebook.evaluation.acts import Settled
from trucebook.evaluation.answers import Answers
from trucebook.evaluation.confirmations import told as told_confirmations
from trucebook.evaluation.event import Event, under
from trucebook.evaluation.evidence import EMPTY, NEVER_ACTS, Evidence, gather
from trucebook.evaluation.facts import Told, Voice, told, unanimous, voices_of
from trucebook.evaluation.gone import gone_told
from trucebook.evaluation.intervals import Spans, spans
from trucebook.evaluation.per_day import Figure, PerDay, figures_of, per_day
from trucebook.evaluation.references import events_named, referenced, words_awaited
from trucebook.evaluation.result import Clocks, Interval, Round
from trucebook.evaluation.visible import visible
from trucebook.evaluation.worlds import Tables, Unknown
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Exchange,
    HandOver,
    OtherWords,
    Power,
    Reading,
)
from trucebook.model.report import ANNOUNCEMENTS, PLANS, Bound, Record
from trucebook.model.time import MINUTES, Day, day_of

if TYPE_CHECKING:
    from trucebook.evaluation.outcome import Part
    from trucebook.evaluation.quota_counts import Days as QuotaDays

AS_WRITTEN = "as written"
NEVER: tuple[None, None] = (None, None)
"""When an event was, by the word of whoever denies it."""
DAYS_KEPT = 512


@dataclass(frozen=True, slots=True)
class Group:
    """Readings of the same words. Where one is named, the words as written are the other."""

    key: str
    readings: tuple[Reading | None, ...]
    """None: as written."""

    @property
    def has_written(self) -> bool:
        """Whether the words as written are one of the readings."""
        return self.readings[0] is None


class Case:
    """Everything an evaluation asks of a book, for fixed `public` and `known`."""

    def __init__(self, agreement: Agreement, record: Record, clocks: Clocks) -> None:
        """Prepare; `clocks.on` is not used."""
        self.agreement = agreement
        self.public, self.known = clocks.public, clocks.known
        self.seen = visible(record, clocks)
        self.watches = record.watches
        self.has_known = record.has_known
        self.commitments = {c.id: c for c in agreement.commitments}
        self.by_clause: dict[str, list[str]] = defaultdict(list)
        for c in agreement.commitments:
            self.by_clause[c.clause].append(c.id)
        self.phases = {phase.id: phase for phase in agreement.phases}
        self.things = {thing.id: thing for thing in agreement.things}
        self.evidence = gather(
            self.seen,
            self.commitments,
            {p.id for p in agreement.parties if p.role == "party"},
        )
        self.accounts = accounts(agreement)
        self.groups = _groups(agreement)
        self.group_of_clause = {
            clause: group
            for group in self.groups.values()
            for reading in group.readings
            if reading is not None
            for clause in reading.clauses
        }
        self.variants = {
            (reading.name, commitment.id): commitment
            for reading in agreement.readings
            if isinstance(reading.change, OtherWords)
            for commitment in reading.change.commitments
        }
        self.suspenders: dict[str, list[str]] = defaultdict(list)
        for c in agreement.commitments:
            for clause in c.terms.suspends if isinstance(c.terms, Power) else ():
                self.suspenders[clause].append(c.id)
        self.enders = tuple(
            c.id for c in agreement.commitments if isinstance(c.terms, Power) and c.terms.ends
        )
        self.returns = self._returns()
        self.remainders: dict[str, list[str]] = defaultdict(list)
        """Who has the rest of a commitment, by that commitment."""
        for c in agreement.commitments:
            if isinstance(c.terms, HandOver) and c.terms.rest_of is not None:
                for whole in self.ids_of(c.terms.rest_of):
                    self.remainders[whole].append(c.id)
        named = referenced(agreement)
        self.referenced = frozenset(c for name in named for c in self.ids_of(name))
        self._begin()
        self.last_watched = self._cap()
        self._watched = self._runs()
        self.events_by_name = self._named_events()
        self.waited_for = tuple(sorted(set(events_named(agreement))))
        self.waited_words = tuple(
            (one.event, each, by)
            for one in dict.fromkeys(words_awaited(agreement))
            for by in one.by
            for clause in (one.commitments or (None,))
            for each in (self.ids_of(clause) if clause is not None else (None,))
        )
        """Whose confirmations the text waits for: event or commitment, and by whom."""

    def _begin(self) -> None:
        """Begin with nothing computed: everything below is kept once it was asked for."""
        self._talks: dict[str, tuple[tuple[Day, str, str], ...]] = {}
        self._common: dict[tuple[str, int], Told] = {}
        self._voices: dict[tuple[str, int], Sequence[Voice]] = {}
        self._unanimous: dict[tuple[str, int], bool] = {}
        self._told: dict[tuple[str, str], tuple[Told, ...]] = {}
        self._under: dict[object, tuple[Told, ...]] = {}
        self._rests_on: dict[str, tuple[Group, ...]] = {}
        self._totals: dict[tuple[str, str], tuple[Told, ...]] = {}
        self._figures: dict[str, tuple[Figure, ...]] = {}
        self._per_day: dict[tuple[str, str], PerDay] = {}
        self._prints: dict[tuple[str, str], int] = {}
        self._numbered: dict[object, int] = {}
        self.confirmations: dict[object, tuple[Bound, ...]] = {}
        self.gone: dict[object, tuple[Told, ...]] = {}
        self._clock_told: dict[str, object] = {}
        self.settled: dict[tuple[str, str], Settled] = {}
        """What `acts.settled_acts` found, by commitment and account."""
        self._tables: dict[tuple[str, Day], Tables] = {}
        self.quotas: dict[object, QuotaDays] = {}
        """What `quota_counts` found, by commitment, account and terms."""
        self.rounds: dict[int, tuple[Part, Round]] = {}
        """What was said of a round, by the identity of what came out for it."""
        self.judged: dict[object, Answers] = {}
        """What `judge` found, by commitment and readings taken."""
        self._covered: dict[tuple[str, ...], tuple[tuple[Day, Day], ...]] = {}

    def admits(self, name: str, account: Account) -> bool:
        """Whether a commitment binds in an account: one of a side letter where its reader's is."""
        read_by = self.commitments[name].read_by
        return not read_by or account.name == "any" or account.body in read_by

    def evidence_of(self, name: str) -> Evidence:
        """What is bound to a commitment."""
        return self.evidence.get(name, EMPTY)

    def told(self, name: str, account: Account) -> tuple[Told, ...]:
        """The events of a commitment as an account has them."""
        key = (name, account.name)
        if key not in self._told:
            commitment = self.commitments[name]
            self._told[key] = tuple(
                self._acknowledge(self._tell(event, commitment, account), name, account)
                for event in self.evidence_of(name).events
            )
        return self._told[key]

    def _tell(self, event: Event, commitment: Commitment, account: Account) -> Told:
        """An event in an account; the common one where the account cannot have it otherwise."""
        key = (commitment.id, id(event))
        if key not in self._voices:
            self._voices[key] = voices_of(event, commitment, self.agreement)
            self._unanimous[key] = unanimous(event, commitment)
        if account.name == CONFIRMED.name or not (
            self._unanimous[key]
            or account.name == UNDISPUTED.name
            or (
                account.body is not None
                and not any(
                    account.body in (b.side, b.asserter)
                    for b in (*event.acts, *event.checks, *event.denials)
                )
            )
        ):
            return told(event, commitment, self.agreement, account, self._voices[key])
        if key not in self._common:
            self._common[key] = told(
                event, commitment, self.agreement, UNDISPUTED, self._voices[key]
            )
        return self._common[key]

    def rests_on(self, name: str) -> tuple[Group, ...]:
        """The readings that statements about a commitment rest on."""
        if name not in self._rests_on:
            named = {b.report.under for b in self.evidence_of(name).all if b.report.under}
            self._rests_on[name] = tuple(
                group
                for group in self.groups.values()
                if named & {self.called(r, group, name) for r in group.readings}
            )
        return self._rests_on[name]

    def called(self, reading: Reading | None, group: Group, name: str) -> str:
        """What statements about a commitment call a reading.

        The words "as written" are those of its own clause.
        """
        if reading is not None:
            return reading.name
        clause = self.commitments[name].clause
        own = any(one is not None and clause in one.clauses for one in group.readings)
        return AS_WRITTEN if own else f"{AS_WRITTEN}: {group.key}"

    def _readings_taken(self, name: str) -> tuple[frozenset[str], ...]:
        """Every way to take the readings that statements about a commitment rest on."""
        groups = self.rests_on(name)
        named = ([self.called(r, group, name) for r in group.readings] for group in groups)
        return tuple(map(frozenset, product(*named))) if groups else ()

    def taking(self, reading: str) -> dict[Unknown, int]:
        """The answers under which one reading is taken, and other words as they are written.

        "As written" takes every clause so.
        """
        taken: dict[Unknown, int] = {}
        for group in self.groups.values():
            names = [getattr(one, "name", AS_WRITTEN) for one in group.readings]
            if reading in names:
                taken[Unknown("reading", group.key)] = names.index(reading)
            elif group.has_written:
                taken[Unknown("reading", group.key)] = 0
        return taken

    def told_under(
        self,
        name: str,
        account: Account,
        taken: frozenset[str] | None,
        read_as: Commitment | None = None,
    ) -> tuple[Told, ...]:
        """The events of a commitment, where only what rests on the readings taken is said.

        Shape: `taken` None takes every statement; `read_as` is the clause in a reading's words.
        """
        key = (name, account.name, taken, None if read_as is None else read_as.terms)
        if key not in self._under:
            commitment = read_as or self.commitments[name]
            self._under[key] = tuple(
                told(
                    event if taken is None else under(event, taken),
                    commitment,
                    self.agreement,
                    account,
                )
                for event in self.evidence_of(name).events
            )
        return self._under[key]

    def totals(self, name: str, account: Account) -> tuple[Told, ...]:
        """The cumulative figures of a commitment as an account has them, one a period."""
        key = (name, account.name)
        if key not in self._totals:
            commitment = self.commitments[name]
            self._totals[key] = tuple(
                self._tell(event, commitment, account) for event in self.evidence_of(name).totals
            )
        return self._totals[key]

    def per_day(self, name: str, account: Account) -> PerDay:
        """The figures for single days of a quota, as an account has them."""
        figures = self.evidence_of(name).per_day
        body = account.body
        if body is not None and not any(body in (b.side, b.asserter) for b in figures):
            account = self.accounts[0]  # its body says nothing of any day
        key = (name, account.name)
        if key not in self._per_day:
            commitment = self.commitments[name]
            if name not in self._figures:
                self._figures[name] = figures_of(figures, commitment, self.agreement)
            general = account.name in (UNDISPUTED.name, CONFIRMED.name)
            common = None if general else self.per_day(name, UNDISPUTED)
            self._per_day[key] = per_day(
                self._figures[name], commitment, self.agreement, account, common
            )
        return self._per_day[key]

    def fingerprint(self, name: str, account: Account) -> int:
        """A number for what an account makes of a commitment's reports.

        Accounts that agree have the same.
        """
        key = (name, account.name)
        if key not in self._prints:
            told_ = self.told(name, account) + self.totals(name, account)
            for group in self._readings_taken(name):
                told_ += self.told_under(name, account, group)
            told_ += gone_told(self, name, account)
            days = self.per_day(name, account) if self.evidence_of(name).per_day else {}
            what = (
                self.admits(name, account),
                self._clock_prints(account),
                tuple((f.happened, f.numbers, f.spans, f.of, f.shares) for f in told_),
                tuple((k, f.happened, f.numbers, f.shares) for k, f in days.items()),
                self._figures_print(name, account),
            )
            self._prints[key] = self._numbered.setdefault(what, len(self._numbered))
        return self._prints[key]

    def alike(self, names: Iterable[str], one: Account, other: Account) -> bool:
        """Whether two accounts make the same of some commitments' reports."""
        prints = self.fingerprint
        return one is other or all(prints(name, one) == prints(name, other) for name in names)

    def _figures_print(self, name: str, account: Account) -> object:
        """Whose figures an account takes, where an amount follows from figures."""
        figures = self.evidence_of(name).figures
        if not figures or account.name == "undisputed":
            return ()
        if account.body is None:
            return account.name
        return tuple(b.report.id for b in figures if account.body in (b.side, b.asserter))

    def _clock_prints(self, account: Account) -> object:
        """What an account makes of the events that the text waits for."""
        if account.name not in self._clock_told:
            self._clock_told[account.name] = (
                tuple(self.named_event(name, account) for name in self.waited_for),
                tuple(
                    tuple(b.report.id for b in told_confirmations(self, event, name, by, account))
                    for event, name, by in self.waited_words
                ),
            )
        return self._clock_told[account.name]

    def _acknowledge(self, fact: Told, name: str, account: Account) -> Told:
        """Who holds back what an act opened acknowledges that act."""
        if account.name != "confirmed" or fact.happened != (False,):
            return fact
        commitment = self.commitments[name]
        days = {span[0] // MINUTES for span in fact.spans if span[0] is not None}
        for other in self.returns.get(name, ()):
            terms = self.commitments[other].terms
            if not isinstance(terms, Exchange):
                continue
            for bound in self.announced(other):
                if days & self.opened_by(bound, other):
                    open_fact = told(fact.event, commitment, self.agreement, self.accounts[0])
                    low = open_fact.numbers[0].low
                    return Told(
                        fact.event,
                        (True,),
                        (Interval(low, low),),
                        fact.spans,
                        "acknowledged",
                        fact.of,
                        fact.shares,
                    )
        return fact

    def tables(self, account: Account, on: Day) -> Tables:
        """What is known of the worlds of an account on a day; of the days asked for last."""
        key = (account.name, on)
        if key not in self._tables:
            while len(self._tables) >= DAYS_KEPT:
                del self._tables[next(iter(self._tables))]
            self._tables[key] = Tables(on)
        return self._tables[key]

    def announced(self, name: str) -> list[Bound]:
        """Hold-backs and stops announced by whoever undertook a commitment."""
        commitment = self.commitments[name]
        return [
            bound
            for bound in self.evidence_of(name).announcements
            if relation(bound, commitment, self.agreement) == "performer"
        ]

    def opened_by(self, bound: Bound, name: str) -> set[Day]:
        """The days of the rounds of an exchange that an announcement speaks of."""
        named = {r.rpartition(".")[2] for r in bound.rounds if r.startswith(f"{name}.")}
        if named:
            return {_ordinal(day) for day in named if len(day) == len("2025-01-01")}
        terms = self.commitments[name].terms
        when = bound.report.when
        if not isinstance(terms, Exchange) or when is None or when.last_day is None:
            return set()
        days = [
            span[0] // MINUTES
            for fact in self.told(terms.against, self.accounts[0])
            for span in fact.spans
            if span[0] is not None and span[0] // MINUTES <= when.last_day
        ]
        return {max(days)} if days else set()

    def covered(self, *ids: str) -> tuple[tuple[Day, Day], ...]:
        """The runs of days on which somebody declared to watch any of these ids.

        Shape: disjoint, in order, ends included, up to `public` and `known`.
        """
        if ids not in self._covered:
            runs = sorted({run for one in ids for run in self._watched.get(one, ())})
            merged: list[tuple[Day, Day]] = []
            for first, last in runs:
                if last < first:
                    continue
                if merged and first <= merged[-1][1] + 1:
                    merged[-1] = (merged[-1][0], max(merged[-1][1], last))
                else:
                    merged.append((first, last))
            self._covered[ids] = tuple(merged)
        return self._covered[ids]

    def _runs(self) -> dict[str, list[tuple[Day, Day]]]:
        """By watched id, the days from and to which somebody watched it."""
        runs: dict[str, list[tuple[Day, Day]]] = defaultdict(list)
        for watch in self.watches:
            if self.known is None or (watch.recorded or 0) <= self.known:
                for one in watch.ids:
                    runs[one].append((watch.first, min(watch.last, self.last_watched)))
        return runs

    def _cap(self) -> Day:
        caps = [10**9]
        if self.public is not None:
            caps.append(self.public)
        if self.known is not None:
            caps.append(self.known // MINUTES)
        return min(caps)

    def _returns(self) -> dict[str, tuple[str, ...]]:
        """For each commitment, those whose overdue rounds hold it back."""
        found: dict[str, list[str]] = defaultdict(list)
        for c in self.agreement.commitments:
            if isinstance(c.terms, Exchange):
                for against in self.ids_of(c.terms.against):
                    found[against].append(c.id)
                continue
            for clause in c.in_return_for:
                for other in self.ids_of(clause):
                    found[c.id].append(other)
                    found[other].append(c.id)
        return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}

    def ids_of(self, clause: str) -> tuple[str, ...]:
        """The commitments a clause or commitment id names."""
        if clause in self.commitments:
            return (clause,)
        return tuple(self.by_clause.get(clause, ()))

    def named_event(self, name: str, account: Account) -> Spans:
        """When an event that the text waits for was, as an account has it; empty where it was not.

        Shape: spans in minutes, both ends known; more than one where days conflict, `NEVER` among
        them where somebody denies it.
        """
        of_it = [
            b
            for b in self.events_by_name.get(name.casefold(), ())
            if b.report.when is not None
            and b.report.when.first is not None
            and b.report.when.last is not None
            and b.report.kind not in PLANS | ANNOUNCEMENTS | NEVER_ACTS
            and b.report.hedge != "planned"
            and b.report.count_basis != "planned"
            and b.report.noted_error is None
            and b.copy_of is None
        ]
        own = [b for b in of_it if account.body is not None and b.side == account.body]
        if own:
            of_it = [max(own, key=lambda b: (b.report.published, b.report.id))]
        told_ = [b for b in of_it if b.report.hedge != "denied"]
        if not told_ or (account.name == "confirmed" and not self._found_or_shared(told_)):
            return ()
        found = {b.report.hedge == "denied" for b in of_it if self._finds(b)}  # a finding settles
        denied = account.name != "any" and (True in found if found else len(told_) < len(of_it))
        if denied and found == {True}:
            return ()
        whens = [b.report.when for b in told_ if b.report.when is not None]
        when = spans([(one.first, one.last) for one in whens])
        return (*when, NEVER) if denied else when

    def _finds(self, bound: Bound) -> bool:
        """Whether a verifier or a monitor says it."""
        party = self.agreement.party(bound.side or bound.asserter)
        return party is not None and party.role in ("verifier", "monitor")

    def talks_of(self, party: str) -> tuple[tuple[Day, str, str], ...]:
        """What a party itself says of the stage of talks: day, report, stage."""
        if party not in self._talks:
            self._talks[party] = tuple(
                (b.report.when.first_day or 0, b.report.id, b.report.stage)
                for b in self.seen
                if b.side == party and b.report.stage is not None and b.report.when is not None
            )
        return self._talks[party]

    def _found_or_shared(self, told_: list[Bound]) -> bool:
        """Whether a verifier or monitor says so, or every party does."""
        bodies = {b.side or b.asserter for b in told_}
        roles = {p.id: p.role for p in self.agreement.parties}
        parties = {name for name, role in roles.items() if role == "party"}
        named = any(roles.get(body) in ("verifier", "monitor") for body in bodies)
        return named or (bool(parties) and parties <= bodies)

    def _named_events(self) -> dict[str, list[Bound]]:
        named: dict[str, list[Bound]] = defaultdict(list)
        for bound in self.seen:
            for name in {bound.report.event, bound.report.object}:
                if name:
                    named[name.casefold()].append(bound)
        return named


def _ordinal(text: str) -> Day:
    try:
        return day_of(text)
    except ValueError:
        return -1


def _groups(agreement: Agreement) -> dict[str, Group]:
    by_words: dict[str, list[Reading]] = defaultdict(list)
    for reading in agreement.readings:
        by_words[reading.phrase or " ".join(sorted(reading.clauses))].append(reading)
    return {
        key: Group(key, (None, *named) if len(named) == 1 else tuple(named))
        for key, named in by_words.items()
    }
