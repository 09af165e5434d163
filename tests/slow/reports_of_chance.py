"""Reports by chance: what is said of a small agreement, by whom, and what is watched."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.slow.build import MARCH, at, during, many, of, say, watched
from trucebook.model.agreement import (
    Commitment,
    Conduct,
    Exchange,
    HandOver,
    JointAct,
    Keep,
    Level,
    Notice,
    Once,
    OnDay,
    Order,
    Power,
    Quota,
)
from trucebook.model.quantity import Amount
from trucebook.model.report import Bound, Watch
from trucebook.model.time import Day, When, iso

LAST = 8
"""Last day on which something happens."""


SIDES = ("alpha", "beta", "cell", "envoy", "observer")
"""Who speaks for itself: the parties, and those the text names."""


class Reports:
    """Reports on commitments, by chance."""

    def __init__(self, rng: Random, on: Day, hosts: set[str]) -> None:
        self.rng = rng
        self.on = on
        self.hosts = hosts
        """Commitments whose acts open rounds of others."""
        self.made: list[Bound] = []

    def name(self) -> str:
        """The next id."""
        return f"r{len(self.made) + 1:02}"

    def day(self) -> Day:
        """A day on which something happens: mostly by the day looked at."""
        return MARCH + self.rng.randint(1, min(LAST, self.on - MARCH + 1))

    def when(self, c: Commitment) -> When:
        """When an act happened, as the words leave it."""
        rng, day = self.rng, self.day()
        if isinstance(c.terms, Notice) and rng.random() < 0.5:
            return at(day, rng.randint(0, 23))
        if c.id in self.hosts and rng.random() < 0.4:
            return at(day, rng.randint(0, 23))
        return during(day, day + rng.choice((0, 0, 0, 0, 1, 2, 3)))

    def about(self, c: Commitment) -> None:  # noqa: C901, PLR0912 - one case for each kind
        """What is said of one commitment."""
        rng = self.rng
        match c.terms:
            case Keep():
                for _ in range(rng.choice((0, 0, 1, 1, 2))):
                    self.contrary(c)
            case Level():
                for _ in range(rng.choice((0, 1, 1, 2))):
                    self.measure(c)
            case Conduct() | Order():
                pass
            case Power():
                self.tell(c, during(self.day()), ["alpha"], None, "suspend")
            case Quota():
                self.quota(c)
            case Exchange():
                for _ in range(rng.choice((0, 1, 1, 2))):
                    self.act(c)
                if rng.random() < 0.3:
                    self.announce(c)
            case HandOver():
                for _ in range(rng.choice((0, 1, 1, 2, 2))):
                    self.act(c)
                if rng.random() < 0.15:
                    self.announce(c)
                if c.id not in self.hosts and rng.random() < 0.15:
                    self.total(c)
            case _:
                for _ in range(rng.choice((0, 1, 1))):
                    self.act(c)
                if rng.random() < 0.1:
                    self.announce(c)
        if rng.random() < 0.15:
            self.idle(c)
        self.let_go(c)

    def let_go(self, c: Commitment) -> None:
        """Now and then whoever a thing is owed to waives it, or its object is gone."""
        rng = self.rng
        if isinstance(c.terms, Power):
            return
        if c.owed and rng.random() < 0.06:
            self.say(c, during(self.day()), c.owed[0], "waiver", None, None)
        mine = [b for b in self.made if c.id in b.commitments and b.report.count is not None]
        sure = all(b.report.count.exact for b in mine if b.report.count is not None)
        if isinstance(c.terms, HandOver) and not (sure and self.summed(mine)):
            return
        if rng.random() < 0.07:
            day = self.day()
            when = during(day, day + rng.choice((0, 0, 0, 1)))
            event = f"gone-{len(self.made)}"
            owed = c.owed[:1] or ("Outlet A",)
            for who in rng.choice((owed, owed, ("Outlet A",), ("cell",), (c.liable[0],))):
                self.say(c, when, who, "object-gone", None, event)
            if c.owed and rng.random() < 0.2 and self.made[-1].asserter != c.owed[0]:
                self.say(c, when, c.owed[0], "object-gone", None, event, hedge="denied")

    @staticmethod
    def summed(mine: list[Bound]) -> bool:
        """Whether these reports tell of events alone, each in a number."""
        return all(b.report.count_basis == "increment" for b in mine)

    def measure(self, c: Commitment) -> None:
        """A measure of a level, told once or more often."""
        rng = self.rng
        day = self.day()
        when = during(day, day + rng.choice((0, 0, 0, 1)))
        voices = rng.choice((["Outlet A"], ["Outlet A", "Outlet B"], *([self.voices(c)] * 4)))
        self.tell(c, when, voices, rng.randint(1, 5), "hold", named=rng.random() < 0.7)

    def orderly(self, c: Commitment) -> None:
        """Things done about their day and told plainly, or left undone from some step on."""
        rng = self.rng
        delay = rng.choice((-1, 0, 0, 0, 1, 2))
        liable, other = c.liable[0], "beta" if c.liable[0] == "alpha" else "alpha"
        voices = rng.choice(([other], [other], ["Outlet A", other], [liable, other], ["Outlet A"]))
        match c.terms:
            case HandOver():
                before, stop = 0, rng.choice((1, 1, 2, 2))
                for i, step in enumerate(c.terms.steps[:stop]):
                    number = int(step.cumulative or 0) - before
                    day = self.near(step.due, delay)
                    self.tell(c, during(day), voices, number, c.verb, named=True)
                    before += number
                    if i and rng.random() < 0.3:
                        self.announce(c)
            case Exchange():
                host = [b for b in self.made if c.terms.against in b.commitments]
                days = sorted({b.report.when.first_day for b in host if b.report.when})
                for opened in days[: rng.choice((0, 0, 1, 2, 2, 2))]:
                    if opened is not None:
                        day = opened + max(0, c.terms.days + delay)
                        self.tell(c, during(day), voices, rng.randint(1, 4), c.verb, named=True)
            case Notice():
                host = [b for b in self.made if c.terms.before in b.commitments]
                days = sorted({b.report.when.first_day for b in host if b.report.when})
                for acted in days:
                    if acted is not None and rng.random() < 0.85:
                        day = acted - rng.choice((0, 1, 3, 3))
                        if rng.random() < 0.5:
                            self.tell(
                                c,
                                at(day, 0 if day == acted else 12),
                                voices,
                                None,
                                c.verb,
                                named=True,
                            )
                            continue
                        self.tell(c, during(day), voices, None, c.verb, named=True)
            case Quota():
                who = rng.choice((other, other, "Outlet A", "cell"))
                for n in range(1, 6):
                    number = int(c.terms.number) + (rng.choice((0, 0, 0, 1, -1)) if n > 1 else 0)
                    fuel = ((of("fuel"), many(1)), (of("other"), many(number - 1)))
                    extra: dict[str, object] = {"breakdown": fuel} if c.terms.shares else {}
                    self.say(
                        c, during(MARCH + n), who, "admit", number, None, basis="per-day", **extra
                    )
            case Once() | JointAct() if c.terms.due is not None:
                day = self.near(c.terms.due, delay)
                both = ["alpha", "beta"] if len(c.liable) > 1 and rng.random() < 0.6 else voices
                self.tell(c, during(day), both, None, c.verb, named=True)
            case _:
                self.about(c)

    def stalled(self, c: Commitment) -> None:
        """Only the first step of an exchange is done: each side then waits for the other."""
        if isinstance(c.terms, HandOver):
            first = c.terms.steps[0]
            day = self.near(first.due, 0)
            number = int(first.cumulative or 1)
            self.tell(c, during(day), ["alpha", "beta"], number, c.verb, named=True)

    @staticmethod
    def near(due: object, delay: int) -> Day:
        """About the day a thing is due."""
        number = due.number if isinstance(due, OnDay) else 3
        return MARCH + max(1, number + delay)

    # --- acts ----------------------------------------------------------------------------

    def voices(self, c: Commitment) -> list[str]:
        """Who speaks of an act."""
        rng = self.rng
        liable = c.liable[0]
        other = "beta" if liable == "alpha" else "alpha"
        return rng.choice(
            (
                [liable],
                [other],
                ["Outlet A"],
                ["Outlet A", "Outlet B"],
                [liable, other],
                [liable, "Outlet A"],
                [other, "Outlet A"],
                ["cell"],
                [liable, "cell"],
                ["observer"],
                ["envoy", liable],
                [liable],
                [other],
                [other],
            )
        )

    def number(self, c: Commitment) -> int | None:
        """A number for an act, where acts under a commitment are counted."""
        if isinstance(c.terms, HandOver):
            most = int(c.terms.steps[-1].cumulative or 1)
            return self.rng.randint(1, most)
        return self.rng.randint(1, 4) if isinstance(c.terms, Exchange) else None

    def act(self, c: Commitment) -> None:
        """An act under a commitment, told once or more often."""
        rng = self.rng
        when, voices, number = self.when(c), self.voices(c), self.number(c)
        self.tell(c, when, voices, number, c.verb)
        event = self.made[-1].report.event
        if number is not None and event is not None and rng.random() < 0.25:
            who = rng.choice((c.owed[0], c.owed[0], "cell", "Outlet B", c.liable[0]))
            accepted = rng.randint(0 if who != "Outlet B" else 1, number)
            self.say(c, when, who, "verification", accepted, event, basis="increment")
        if event is not None and rng.random() < 0.12:
            who = rng.choice((c.liable[0], "Outlet B", "beta"))
            if who not in voices:
                self.say(c, when, who, c.verb, None, event, hedge="denied")
        if number is not None and event is None and rng.random() < 0.12:
            day = when.certain_day
            if day is not None:  # the same number on the day after
                self.say(c, during(day + 1), "Outlet C", c.verb, number, None, basis="increment")

    def tell(  # noqa: PLR0913 - a story has as many parts
        self,
        c: Commitment,
        when: When,
        voices: list[str],
        number: int | None,
        kind: str,
        *,
        named: bool = False,
    ) -> None:
        """Several voices on one event; now and then another number."""
        rng = self.rng
        certain = when.certain_day is not None and not when.instant
        needs_name = len(voices) > 1 and not certain
        event = f"event-{len(self.made)}" if needs_name or named or rng.random() < 0.5 else None
        for i, who in enumerate(voices):
            told: int | None = number
            more = False
            if number is not None and i and rng.random() < 0.4:
                told = max(1, number + rng.choice((-1, 1)))
            if number is not None and c.id not in self.hosts and rng.random() < 0.1:
                more = True
            then = when
            if i and event is not None and rng.random() < 0.12:
                then = self.otherwise(when)
            self.say(c, then, who, kind, told, event, more=more, basis="increment")
        if rng.random() < 0.08 and number is not None:
            old = self.made[-1]
            self.made.append(
                replace(
                    old,
                    report=replace(
                        old.report,
                        id=self.name(),
                        corrects=old.report.id,
                        published=old.report.published + rng.randint(0, 2),
                        count=many(max(1, number + rng.choice((-1, 1)))),
                    ),
                )
            )
        elif rng.random() < 0.08:
            self.copy(self.made[-1])

    def otherwise(self, when: When) -> When:
        """Another day or another hour than somebody else gives."""
        first, rng = when.first_day, self.rng
        assert first is not None
        if when.instant and rng.random() < 0.5:
            return at(first, rng.randint(0, 23))
        return during(max(MARCH + 1, first + rng.choice((-1, 1))))

    def say(  # noqa: PLR0913, PLR0917 - a report has as many parts
        self,
        c: Commitment,
        when: When,
        who: str,
        kind: str,
        number: int | None,
        event: str | None,
        *,
        more: bool = False,
        basis: str | None = None,
        **fields: object,
    ) -> Bound:
        """One report."""
        last = when.last_day
        assert last is not None
        captive = isinstance(c.terms, HandOver) and c.terms.thing == "captives"
        if captive and number and kind != "verification" and basis and self.rng.random() < 0.4:
            which = self.rng.choice(("civilian", "soldier", "living", "dead"))
            fields["breakdown"] = ((of(which), many(self.rng.randint(1, number))),)
        if isinstance(c.terms, JointAct) and kind == c.verb and "hedge" not in fields:
            fields["stage"] = "begun" if c.terms.act == "begin talks" else "concluded"
        count: Amount | None = None if number is None else many(number, more=more)
        bound = say(
            self.name(),
            last + self.rng.choice((0, 0, 0, 1, 2)),
            when,
            who,
            kind,
            to=c.id,
            side=who if who in SIDES else None,
            by=self.performer(c),
            receiver=next(iter(c.owed), None),
            verb=kind if kind == "strike" and self.keeps(c) else c.verb,
            thing=self.thing(c),
            count=count,
            event=event,
            count_basis=basis if number is not None else None,
            **fields,
        )
        self.made.append(bound)
        return bound

    def performer(self, c: Commitment) -> str | None:
        """Who acted: now and then somebody whose duty it is not."""
        if len(c.liable) > 1:
            return None
        steady = isinstance(c.terms, Keep | Once)
        return "cell" if steady and self.rng.random() < 0.04 else c.liable[0]

    @staticmethod
    def keeps(c: Commitment) -> bool:
        """Whether a thing is to be kept so, by its own verb."""
        return isinstance(c.terms, Keep) and not c.terms.refrain

    @staticmethod
    def thing(c: Commitment) -> str | None:
        """What a commitment is about."""
        return getattr(c.terms, "thing", None) or c.object

    def copy(self, origin: Bound) -> None:
        """A wire and its copy, now and then a deviating one."""
        if origin.side is not None:
            return
        wired = replace(origin, report=replace(origin.report, wire_group=f"w{len(self.made)}"))
        self.made[-1] = wired
        changed = replace(
            wired.report, id=self.name(), source="a copy", published=wired.report.published + 1
        )
        if self.rng.random() < 0.5 and changed.count is not None:
            changed = replace(changed, count=many(int(changed.count.low) + 2))
        self.made.append(replace(wired, report=changed))

    # --- the rest ------------------------------------------------------------------------

    def contrary(self, c: Commitment) -> None:
        """An act against a duty, with what is said of it."""
        rng = self.rng
        liable, other = c.liable[0], "beta" if c.liable[0] == "alpha" else "alpha"
        day = self.day()
        when = during(day, day + rng.choice((0, 0, 0, 1, 2)))
        event = f"act-{len(self.made)}"
        story = rng.choice(
            (
                "accused",
                "accused",
                "admitted",
                "permitted",
                "reported",
                "reported",
                "found",
                "not confirmed",
                "denied",
                "denied in the press",
                "neutral permitted",
            )
        )
        if story in {"accused", "permitted", "not confirmed", "denied"} or rng.random() < 0.2:
            self.say(c, when, other, "strike", None, event)
        if story in {"reported", "denied in the press", "neutral permitted"}:
            free = rng.random() < 0.3 and story == "reported"
            named = event if not free or when.certain_day is None else None
            self.say(c, when, "Outlet A", "strike", None, named)
        if story == "admitted":
            self.say(c, when, liable, "strike", None, event)
        if story in {"permitted", "neutral permitted"}:
            self.say(c, when, liable, "strike", None, event, contrary=False)
        if story in {"denied", "denied in the press"}:
            self.say(c, when, liable, "strike", None, event, hedge="denied")
        if story == "found":
            self.say(c, when, rng.choice(("cell", "observer")), "strike", None, event)
        if story == "not confirmed":
            result = rng.choice(("not confirmed", "confirmed", "inconclusive", "no access"))
            self.say(c, when, "cell", "finding", None, event, result=result)
        if self.keeps(c) and rng.random() < 0.5:
            self.kept(c, when, event)

    def kept(self, c: Commitment, when: When, event: str) -> None:
        """What is said of a thing to be kept in its own words: kept, not kept, or not kept so."""
        rng = self.rng
        other = "beta" if c.liable[0] == "alpha" else "alpha"
        named = event if rng.random() < 0.7 else None
        said = rng.choice(
            (
                {},
                {},
                {"contrary": False},
                {"hedge": "denied"},
                {"hedge": "denied", "contrary": True},
                {"contrary": True},
            )
        )
        self.say(c, when, rng.choice((c.liable[0], other, "Outlet B")), c.verb, None, named, **said)

    def quota(self, c: Commitment) -> None:
        """Counts for days, and totals for a period."""
        rng, terms = self.rng, c.terms
        assert isinstance(terms, Quota)
        who = rng.choice(("alpha", "beta", "Outlet A", "observer", "cell", "Outlet A"))
        for n in range(1, 5):
            if rng.random() < 0.6:
                number = rng.choice((0, 1, 2, 3, 4, 3, 3))
                extra: dict[str, object] = {}
                if terms.shares and rng.random() < 0.6 and number:
                    fuel = rng.randint(0, number)
                    extra["breakdown"] = (
                        (of("fuel"), many(fuel)),
                        (of("other"), many(number - fuel)),
                    )
                day = during(MARCH + n)
                self.say(c, day, who, "admit", number, None, basis="per-day", **extra)
                if rng.random() < 0.2:
                    other = rng.choice(("alpha", "beta", "Outlet B"))
                    if other != who:
                        told = max(0, number + rng.choice((-1, 1)))
                        self.say(c, day, other, "admit", told, None, basis="per-day", **extra)
        if rng.random() < 0.5:
            self.total(c)

    def total(self, c: Commitment) -> None:
        """A cumulative figure from the first day, or two that do not agree."""
        rng = self.rng
        last = MARCH + rng.randint(2, 4)
        most = 9 if isinstance(c.terms, Quota) else 3
        for who in rng.sample(("alpha", "beta", "Outlet A", "observer"), rng.choice((1, 1, 2))):
            number = rng.randint(1, most)
            self.say(c, during(MARCH + 1, last), who, c.verb, number, None, basis="cumulative")

    def announce(self, c: Commitment) -> None:
        """Somebody says it stops, or that it will not."""
        rng = self.rng
        day = self.day()
        rounds: tuple[str, ...] = ()
        host = c.terms.against if isinstance(c.terms, Exchange) else None
        opened = [
            b.report.when.certain_day
            for b in self.made
            if host in b.commitments and b.report.when is not None
        ]
        days = [d for d in opened if d is not None and d <= day]
        if isinstance(c.terms, Exchange):
            if not days:
                return
            rounds = (f"{c.id}.{iso(rng.choice(days))}",)
        kind = rng.choice(("delay", "suspension"))
        said = say(
            self.name(),
            day,
            during(day),
            c.liable[0],
            kind,
            to=c.id,
            by=c.liable[0],
            verb=c.verb,
            thing=self.thing(c),
            rounds=rounds,
        )
        self.made.append(said)

    def idle(self, c: Commitment) -> None:
        """Words that change nothing: a plan, a verdict, a stance."""
        rng, day = self.rng, self.day()
        kind, hedge = rng.choice((("stance", "none"), ("demand", "none"), (c.verb, "planned")))
        who = rng.choice(("alpha", "beta", "Outlet A"))
        self.say(c, during(day), who, kind, None, None, hedge=hedge)

    def entry(self) -> None:
        """The named event that some conditions wait for."""
        rng, day = self.rng, self.day()
        who = rng.choice((("Outlet A",), ("cell",), ("alpha", "beta"), ("cell",)))
        denied = ("beta",) if rng.random() < 0.15 and "beta" not in who else ()
        for one in (*who, *denied):
            told = say(
                self.name(),
                day,
                during(day, day + rng.choice((0, 0, 1))),
                one,
                "entry",
                event="entry",
                side=one if one in SIDES else None,
                hedge="denied" if one in denied else "none",
            )
            self.made.append(told)

    def watches(self, commitments: list[Commitment], *, whole: bool) -> list[Watch]:
        """What was watched, from when to when."""
        rng = self.rng
        ids = tuple(c.clause for c in commitments)
        how = rng.random()
        if whole or how < 0.5:
            return [watched(tuple(dict.fromkeys(ids)), MARCH + 1, MARCH + 31)]
        if how < 0.65:
            some = [i for i in ids if rng.random() < 0.6]
            return [watched(tuple(dict.fromkeys(some)), MARCH + 1, MARCH + 31)] if some else []
        if how < 0.8:
            return [
                watched(
                    tuple(dict.fromkeys(ids)), MARCH + rng.randint(1, 3), MARCH + rng.randint(4, 7)
                )
            ]
        return []
