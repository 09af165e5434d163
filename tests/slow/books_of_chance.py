"""Duties by chance: small agreements of mixed kinds, for books that a seed decides."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.slow.build import ALPHA, BETA, MARCH, duty, of
from trucebook.model.agreement import (
    Begins,
    Commitment,
    Condition,
    Conduct,
    CountReached,
    DayCame,
    DaysAfterStart,
    Due,
    Exchange,
    GoesOn,
    HandOver,
    Happened,
    InTalks,
    IsMet,
    JointAct,
    Keep,
    Level,
    NothingSaid,
    Notice,
    Once,
    OnDay,
    Order,
    OtherClock,
    OtherWords,
    Party,
    PerEach,
    Phase,
    Power,
    Proviso,
    Quota,
    Reading,
    Share,
    Step,
    TalksWhile,
)
from trucebook.model.quantity import Thing

PARTIES = (
    ALPHA,
    BETA,
    Party("cell", "Cell", "verifier"),
    Party("envoy", "Envoy", "mediator"),
    Party("observer", "Observer", "monitor"),
)
THINGS = (
    Thing("captives", (("life", ("living", "dead")), ("group", ("civilian", "soldier")))),
    Thing("prisoners"),
    Thing("trucks", (("load", ("fuel", "other")),)),
    Thing("bodies"),
    Thing("stores"),
)
SINGLES = (
    "once",
    "hand over",
    "hand over",
    "steps",
    "quota",
    "quota",
    "quota",
    "average",
    "keep",
    "joint",
    "joint",
    "conduct",
    "level",
    "level",
)
PAIRS = (
    "exchange",
    "exchange",
    "exchange",
    "notice",
    "notice",
    "order",
    "mutual",
    "mutual",
    "halt",
    "chain",
)
TERM = 5
"""Days of phase one."""


class Duties:
    """Commitments by chance."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.made = 0

    def group(self, kind: str) -> list[Commitment]:
        """One commitment, or two that hang together."""
        self.made += 1
        n = self.made
        match kind:
            case "exchange":
                host = self.host(f"host{n}")
                return [host, self.free(f"free{n}", host.id)]
            case "notice":
                host = replace(self.host(f"host{n}"), in_return_for=())
                hours = self.rng.choice((24, 24, 36, 48))
                names = duty(f"names{n}", "beta", "alpha", "give", "names", Notice(host.id, hours))
                return [host, names]
            case "order":
                host = self.host(f"host{n}")
                terms = Order(host.id, of("living"), of("dead"))
                return [host, duty(f"order{n}", "beta", "alpha", "release", "captives", terms)]
            case "mutual":
                one = self.once(f"open{n}", "alpha", self.rng.randint(2, 4))
                two = self.once(f"leave{n}", "beta", self.rng.randint(2, 5))
                return [one, replace(two, in_return_for=(one.id,))]
            case "chain":
                one = self.single(self.rng.choice(("once", "hand over")), f"first{n}")
                two = self.single(self.rng.choice(("once", "hand over", "joint")), f"then{n}")
                word = self.rng.choice(("once", "once", "if", "unless"))
                condition: Condition = IsMet(one.id)
                if isinstance(one.terms, HandOver) and self.rng.random() < 0.3:
                    condition = CountReached(1, (one.id,))
                two = replace(two, conditions=(Proviso(word, condition),))  # type: ignore[arg-type]
                if self.rng.random() < 0.3 and isinstance(two.terms, Once) and word == "once":
                    two = replace(two, terms=Once(DaysAfterStart(1)))
                return [one, two]
            case "halt":
                return [
                    duty(
                        f"halt{n}/{who}",
                        who,
                        other,
                        "carry out",
                        "attacks",
                        Keep(refrain=True),
                        clause=f"halt{n}",
                    )
                    for who, other in (("alpha", "beta"), ("beta", "alpha"))
                ]
        return [self.single(kind, f"{kind.split(maxsplit=1)[0]}{n}")]

    def day(self, low: int = 2, high: int = 5) -> Due:
        """A day of the agreement."""
        return OnDay(self.rng.randint(low, high))

    def once(self, name: str, who: str, day: int) -> Commitment:
        """Do a thing once."""
        other = "beta" if who == "alpha" else "alpha"
        how = self.rng.choice(("by", "by", "on"))
        return duty(name, who, other, "leave", name, Once(OnDay(day), how))  # type: ignore[arg-type]

    def host(self, name: str) -> Commitment:
        """Release captives in one or two steps."""
        rng = self.rng
        if rng.random() < 0.35:
            steps = (Step(rng.randint(1, 3), self.day(2, 4)),)
        else:
            first = rng.randint(1, 2)
            steps = (
                Step(1, OnDay(first)),
                Step(rng.randint(2, 3), OnDay(first + rng.randint(2, 4))),
            )
        return duty(name, "beta", "alpha", "release", "captives", HandOver("captives", steps))

    def free(self, name: str, host: str) -> Commitment:
        """Free prisoners for captives."""
        rng = self.rng
        items: tuple[PerEach, ...] = (PerEach(rng.choice((1, 2)), of(), of()),)
        if rng.random() < 0.4:
            items = (PerEach(1, of(), of("civilian")), PerEach(2, of(), of("soldier")))
        terms = Exchange("prisoners", host, items, rng.choice((0, 1, 1, 2)))
        return duty(name, "alpha", "beta", "free", "prisoners", terms, in_return_for=(host,))

    def single(self, kind: str, name: str) -> Commitment:
        """One commitment of a kind."""
        rng = self.rng
        who, other = rng.choice((("alpha", "beta"), ("beta", "alpha")))
        match kind:
            case "once":
                return self.once(name, who, rng.randint(2, 5))
            case "hand over":
                step = Step(rng.randint(2, 4), self.day(), rng.choice(("by", "by", "on")))
                return duty(name, who, other, "hand over", "bodies", HandOver("bodies", (step,)))
            case "steps":
                first = rng.randint(1, 2)
                steps = (
                    Step(first, OnDay(2)),
                    Step(first + rng.randint(1, 2), OnDay(rng.randint(3, 5))),
                )
                return duty(name, who, other, "hand over", "bodies", HandOver("bodies", steps))
            case "quota":
                shares = (Share(1, of("fuel")),) if rng.random() < 0.2 else ()
                every = 2 if not shares and rng.random() < 0.2 else 1
                terms = Quota(
                    "trucks", rng.randint(2, 3), shares, every, OnDay(1), OnDay(rng.randint(2, 4))
                )
                return duty(name, who, other, "admit", "trucks", terms)
            case "average":
                terms = Quota("trucks", 2, (), 1, OnDay(1), OnDay(rng.randint(2, 4)), average=True)
                return duty(name, who, other, "admit", "trucks", terms)
            case "keep":
                last = OnDay(rng.randint(3, 5)) if rng.random() < 0.5 else None
                keep = Keep(refrain=rng.random() < 0.5, last=last)
                return duty(name, who, other, "keep open", "crossing", keep)
            case "level":
                last = OnDay(rng.randint(3, 5)) if rng.random() < 0.5 else None
                bound = rng.choice(("at most", "at most", "at least"))
                level = Level("stores", bound, 3, last=last)
                return duty(name, who, other, "hold", "stores", level)
            case "joint":
                act = JointAct(rng.choice(("begin talks", "agree")), self.day(), "phase two")
                return duty(name, ("alpha", "beta"), (), act.act, "phase two", act)
        return duty(name, who, other, "work toward", "calm", Conduct())

    # --- what changes a duty -------------------------------------------------------------

    def condition(self, c: Commitment) -> Proviso:
        """A condition that stands alone."""
        word = self.rng.choice(("once", "once", "if", "unless", "while", "until"))
        if not isinstance(c.terms, Keep | Level) and word in {"while", "until"}:
            word = "once"
        one: Condition = Happened("entry")
        if self.rng.random() < 0.4 and word != "while":
            one = DayCame(OnDay(self.rng.randint(2, 5)))
        if word == "while" and self.rng.random() < 0.8:
            one = InTalks(("alpha", "beta"))
        return Proviso(word, one)  # type: ignore[arg-type]

    def turned(self, c: Commitment) -> Commitment:
        """A commitment with something about it changed, sometimes."""
        chance = self.rng.random()
        steady = isinstance(c.terms, Keep | Level)
        plain = steady or isinstance(c.terms, Once | HandOver | JointAct)
        plain = plain and not c.conditions
        if chance < 0.07:
            return replace(c, replaced=MARCH + self.rng.randint(2, 6))
        if chance < 0.12 and not isinstance(c.terms, Quota | Exchange | Notice):
            return replace(c, vague="promptly")
        if chance < 0.25 and plain:
            return replace(c, conditions=(self.condition(c),))
        if chance < 0.30 and isinstance(c.terms, Once | HandOver):
            return replace(c, only_after=True, conditions=(*c.conditions, self.condition(c)))
        return c


def phases(
    rng: Random, commitments: list[Commitment]
) -> tuple[list[Commitment], tuple[Phase, ...]]:
    """Put some commitments into phases, one of which may never come."""
    if rng.random() < 0.7:
        return commitments, ()
    condition: Condition = Happened("entry")
    if rng.random() < 0.3:
        condition = DayCame(OnDay(rng.randint(3, 6)))
    goes_on = GoesOn(InTalks(("alpha", "beta")), ())
    after = (Begins(condition, "two"), NothingSaid())
    if rng.random() < 0.5:
        after = (Begins(condition, "two"), goes_on, NothingSaid())  # type: ignore[assignment]
    found = [
        _phased(c, rng.choice(("one", "one", "two"))) if rng.random() < 0.8 else c
        for c in commitments
    ]
    first = Phase("one", rng.choice((TERM, TERM, 3)), first=OnDay(1), after=after)
    return found, (first, Phase("two", TERM))


def _phased(c: Commitment, phase: str) -> Commitment:
    """A commitment of a phase; a quota then has the phase's days."""
    if isinstance(c.terms, Quota):
        c = replace(c, terms=replace(c.terms, first=None, last=None))
    return replace(c, phase=phase)


def readings(rng: Random, commitments: list[Commitment]) -> tuple[Reading, ...]:
    """Now and then the same words in other ways."""
    found: list[Reading] = []
    talks = any(isinstance(p.condition, InTalks) for c in commitments for p in c.conditions)
    phased = any(c.phase is not None for c in commitments)
    if (talks or phased) and rng.random() < 0.4:
        found.append(Reading("ran out", ("alpha",), (), "in talks", TalksWhile(None)))
        until = DayCame(OnDay(9))
        found.append(Reading("goes on", ("beta",), (), "in talks", TalksWhile(until)))
    if rng.random() < 0.3:
        clauses = sorted({c.clause for c in commitments})
        clause = rng.choice(clauses)
        ours = [c for c in commitments if c.clause == clause]
        if rng.random() < 0.6:
            change = OtherClock(MARCH + rng.choice((2, 3)))
            found.append(Reading("from day 0", ("beta",), (clause,), None, change))
        else:
            words = tuple(other_words(c) for c in ours)
            found.append(Reading("other words", ("alpha",), (clause,), None, OtherWords(words)))
    return tuple(found)


def other_words(c: Commitment) -> Commitment:
    """The same clause understood in another way."""
    match c.terms:
        case Quota():
            return replace(c, terms=replace(c.terms, average=not c.terms.average, shares=()))
        case HandOver():
            last = replace(c.terms.steps[-1], due=OnDay(6))
            return replace(c, terms=replace(c.terms, steps=(*c.terms.steps[:-1], last)))
        case Once() | JointAct():
            return replace(c, terms=replace(c.terms, due=OnDay(6)))
        case Keep() | Level():
            return replace(c, terms=replace(c.terms, last=OnDay(2)))
        case Notice():
            return replace(c, terms=replace(c.terms, hours=12))
        case Exchange():
            return replace(c, terms=replace(c.terms, days=c.terms.days + 1))
    return c


def power(rng: Random, commitments: list[Commitment]) -> list[Commitment]:
    """Now and then somebody may suspend a duty."""
    able = [c for c in commitments if not isinstance(c.terms, Conduct)]
    if not able or rng.random() > 0.25:
        return []
    c = rng.choice(able)
    terms = Power(OnDay(1), OnDay(rng.choice((4, 9))), (c.id,))
    return [duty("may", c.liable[0], c.owed, "suspend", c.id, terms)]
