"""Books that aim at a standing of a kind of commitment, so that each occurs often enough.

What makes the standing is told by those it is against, or by a verifier, so that every account
has it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.slow.books_of_chance import Duties
from tests.slow.build import MARCH, at, during, duty, of, say
from trucebook.model.agreement import (
    Commitment,
    DayCame,
    Exchange,
    HandOver,
    Happened,
    JointAct,
    Level,
    Notice,
    Once,
    OnDay,
    Order,
    OtherClock,
    PerEach,
    Phase,
    Power,
    Proviso,
    Reading,
    Step,
)
from trucebook.model.quantity import exactly
from trucebook.model.report import Bound, Watch

KINDS = (
    "once",
    "hand over",
    "steps",
    "exchange",
    "notice",
    "quota",
    "average",
    "keep",
    "level",
    "order",
    "joint",
    "conduct",
)
AIMS = (
    "amended",
    "waived",
    "no longer possible",
    "lapsed",
    "waiting",
    "suspended",
    "not computable",
    "unknown",
    "disputed",
)
STEADY = ("keep", "level", "order", "conduct")
NAMED = (
    *((kind, aim) for kind in KINDS for aim in AIMS),
    ("exchange", "met"),
    ("exchange", "met late"),
    ("notice", "met"),
    ("notice", "met late"),
    ("hand over", "met early"),
    ("hand over", "held back"),
    ("once", "held back"),
    ("order", "contrary act"),
    ("order", "met"),
    ("joint", "met late"),
    ("level", "contrary act"),
    ("level", "contrary act"),
    ("hand over", "held back"),
    ("conduct", "disputed"),
    ("exchange", "disputed"),
    ("notice", "disputed"),
    ("order", "disputed"),
)
"""Kind and standing, in the order in which the seeds aim at them."""
SIGNAL = "signal"
"""An event of which nobody ever tells."""


@dataclass(slots=True)
class Aimed:
    """What a book has that aims at something."""

    commitments: list[Commitment]
    phases: tuple[Phase, ...]
    readings: tuple[Reading, ...]
    reports: list[Bound]


def aimed(seed: int, rng: Random) -> Aimed:
    """A book that aims at two standings."""
    found = Aimed([], (), (), [])
    made = Duties(rng)
    for turn in range(2):
        kind, aim = NAMED[(2 * seed + turn * 7) % len(NAMED)]
        _aim(found, made, kind, aim, rng)
    return found


def _aim(found: Aimed, made: Duties, kind: str, aim: str, rng: Random) -> None:
    group = _group(made, kind)
    group[-1] = _turned(group[-1], aim)
    c = group[-1]
    found.commitments += group
    host = group[0] if len(group) > 1 else None
    if aim == "lapsed" or (kind, aim) == ("order", "met"):
        found.phases = (Phase("short", 2, first=OnDay(1)),)
    if aim == "disputed":
        change = OtherClock(MARCH + 4)
        found.readings += (Reading(f"another day {c.id}", ("beta",), (c.clause,), None, change),)
    if aim == "waived":
        _tell(found, c, "waiver", rng.randint(1, 3), c.owed or c.liable)
    if aim == "no longer possible":
        _tell(found, c, "object-gone", 1, ("cell",), event=f"gone {c.id}")
    if aim == "unknown":
        found.reports.append(_entry())
    if aim == "suspended":
        power = duty(
            f"may{c.id}", c.liable[0], c.owed, "suspend", c.id, Power(OnDay(1), OnDay(9), (c.id,))
        )
        found.commitments.append(power)
        _tell(found, power, "suspend", 1, ("cell",))
        if host is not None:
            _tell(found, host, "release", 2, ("alpha", "beta"), number=1)
    if kind == "exchange" and aim in {"met", "met late"}:
        assert host is not None
        _tell(found, host, "release", 1, ("alpha",), number=3)
        _tell(found, c, "free", 2 if aim == "met" else rng.choice((4, 5)), ("beta",), number=3)
    if kind == "notice" and aim in {"met", "met late"}:
        assert host is not None
        _tell(found, host, "release", 5, ("alpha",), number=3)
        _tell(found, c, "give", 2 if aim == "met" else 5, ("alpha",), hour=0)
    if aim == "met early":
        _tell(found, c, c.verb, 1, c.owed, number=3)
    if aim == "held back":
        _held_back(found, c, rng)
    if kind == "order" and aim in {"contrary act", "met"}:
        assert host is not None
        dead, living = ("dead", "living") if aim == "contrary act" else ("living", "dead")
        _tell(found, host, "release", 1, ("alpha",), number=1, cls=dead)
        _tell(found, host, "release", 2, ("alpha",), number=1, cls=living)
    if kind == "level" and aim == "contrary act" and isinstance(c.terms, Level):
        beyond = 5 if c.terms.bound == "at most" else 1
        _tell(found, c, "hold", 1, (*c.liable, "cell"), number=beyond)
    if kind == "joint" and aim == "met late":
        _tell(found, c, "agree", 5, ("alpha", "beta"), stage="concluded")


def _group(made: Duties, kind: str) -> list[Commitment]:
    """The commitment aimed at, last, with what it hangs on."""
    made.made += 1
    n = made.made
    who, other = made.rng.choice((("alpha", "beta"), ("beta", "alpha")))
    steps = (Step(1, OnDay(2)), Step(3, OnDay(4)))
    match kind:
        case "hand over":
            terms = HandOver("bodies", (Step(3, OnDay(4), "on"),))
            return [duty(f"hand{n}", who, other, "hand over", "bodies", terms)]
        case "steps":
            terms = HandOver("bodies", steps)
            return [duty(f"steps{n}", who, other, "hand over", "bodies", terms)]
        case "exchange" | "notice" | "order":
            one = (Step(3, OnDay(6)),) if kind == "notice" else steps
            host = duty(
                f"host{n}", "beta", "alpha", "release", "captives", HandOver("captives", one)
            )
            return [host, _on_host(kind, n, host.id)]
        case "joint":
            act = JointAct("agree", OnDay(3), "phase two")
            return [duty(f"joint{n}", ("alpha", "beta"), (), "agree", "phase two", act)]
        case "once":
            return [duty(f"once{n}", who, other, "leave", f"once{n}", Once(OnDay(4)))]
    return [made.single(kind, f"{kind}{n}")]


def _on_host(kind: str, n: int, host: str) -> Commitment:
    if kind == "exchange":
        terms = Exchange("prisoners", host, (PerEach(1, of(), of()),), 1)
        return duty(f"free{n}", "alpha", "beta", "free", "prisoners", terms, in_return_for=(host,))
    if kind == "notice":
        return duty(f"names{n}", "beta", "alpha", "give", "names", Notice(host, 24))
    order = Order(host, of("living"), of("dead"))
    return duty(f"order{n}", "beta", "alpha", "release", "captives", order)


def _turned(c: Commitment, aim: str) -> Commitment:
    once = {
        "lapsed": Happened(SIGNAL),
        "waiting": Happened(SIGNAL),
        "unknown": Happened("entry"),
        "disputed": DayCame(OnDay(3)),
    }
    if aim in once:
        c = replace(c, conditions=(Proviso("once", once[aim]),))
    if aim == "amended":
        return replace(c, replaced=MARCH + 2)
    if aim == "not computable":
        return replace(c, vague="promptly")
    if aim == "lapsed" or (aim == "met" and isinstance(c.terms, Order)):
        return replace(c, phase="short")
    return c


def _held_back(found: Aimed, c: Commitment, rng: Random) -> None:
    """What it is in return for was due on an earlier day, and is not done."""
    n = len(found.commitments)
    other = duty(f"other{n}", c.owed[0], c.liable[0], "leave", f"other{n}", Once(OnDay(2)))
    found.commitments[-1] = replace(c, in_return_for=(other.id,))
    found.commitments.append(other)
    if rng.random() < 0.3:
        _tell(found, other, "leave", 8, c.liable[:1])


def _entry() -> Bound:
    when = during(MARCH + 3, MARCH + 8)
    return say("", MARCH + 3, when, "cell", "entry", event="entry", side="cell")


def _tell(  # noqa: PLR0913 - as a report has parts
    found: Aimed,
    c: Commitment,
    kind: str,
    day: int,
    voices: tuple[str, ...],
    *,
    number: int | None = None,
    event: str | None = None,
    hour: int | None = None,
    cls: str | None = None,
    stage: str | None = None,
) -> None:
    """The same told by each of some voices."""
    when = during(MARCH + day) if hour is None else at(MARCH + day, hour)
    extra: dict[str, object] = {"breakdown": ((of(cls), exactly(1)),)} if cls else {}
    for who in voices or ("cell",):
        found.reports.append(
            say(
                "",
                MARCH + day,
                when,
                who,
                kind,
                to=c.id,
                side=who,
                by=None if len(c.liable) > 1 else c.liable[0],
                receiver=next(iter(c.owed), None),
                verb=c.verb,
                thing=getattr(c.terms, "thing", None) or c.object,
                count=None if number is None else exactly(number),
                count_basis=None if number is None else "increment",
                event=event or f"{kind} {c.id} {day}",
                stage=stage,
                **extra,
            )
        )


def watches(found: Aimed, rng: Random) -> list[Watch]:
    """Watched throughout, now and then."""
    ids = tuple(dict.fromkeys(c.clause for c in found.commitments))
    return [Watch(ids, MARCH + 1, MARCH + 31, "a daily search")] if rng.random() < 0.7 else []
