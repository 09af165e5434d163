"""X9 and X10 of the worked examples: silence and clocks, gap and continuation."""

from __future__ import annotations

from tests.slow.build import (
    MARCH,
    agreement,
    by_day,
    during,
    duty,
    hand_over,
    many,
    record,
    say,
    watched,
)
from tests.slow.expectation import Case, Event, Example, Expectation, Looking
from trucebook.model.agreement import (
    Begins,
    GoesOn,
    InTalks,
    IsMet,
    JointAct,
    Keep,
    NothingSaid,
    OnDay,
    Phase,
    Reading,
    TalksWhile,
)
from trucebook.model.quantity import Thing
from trucebook.model.report import Bound
from trucebook.model.time import When


def x9() -> Example:
    """Silence, clocks, uncertain day."""
    pay = duty("pay", "alpha", "beta", "pay", "coins", hand_over("coins", (100, by_day(10))))
    text = agreement("X9", [pay], things=(Thing("coins"),))

    def paid(name: str, when: When, who: str, **more: object) -> Bound:
        fields: dict[str, object] = {"count_basis": "increment", **more}
        return say(
            name,
            MARCH + 15,
            when,
            who,
            "pay",
            to="pay",
            by="alpha",
            receiver="beta",
            thing="coins",
            count=many(100),
            **fields,  # type: ignore[arg-type]
        )

    watch = [watched("pay", MARCH + 1, MARCH + 20)]
    will_pay = say(
        "will",
        MARCH + 5,
        MARCH + 9,
        "alpha",
        "pay",
        to="pay",
        by="alpha",
        receiver="beta",
        thing="coins",
        count=many(100),
        count_basis="planned",
        hedge="planned",
    )
    cases = {
        "a": record(),
        "b": record(watches=watch),
        "c": record(paid("got", during(MARCH + 9), "beta"), watches=watch),
        "d": record(paid("got", during(MARCH + 9, MARCH + 12), "beta"), watches=watch),
        "e": record(will_pay, watches=watch),
    }
    a = Looking("a", "X9 (a): no coverage: on 10 in progress, on 11 unknown")
    c = Looking("c", "X9 (c): 15/9 beta received 100")
    d = Looking("d", "X9 (d): 15/9..12, pub 15: each unknown")
    rows: list[Expectation] = [
        *a.at(10, None, "undisputed", "pay", standing="in progress"),
        *a.at(11, None, "undisputed", "pay", standing="unknown", possible=("unknown",), because=()),
        *c.at(11, 14, "undisputed", "pay", standing="overdue"),
        *c.at(11, 15, "undisputed", "pay", standing="met", grade="acknowledged"),
        *c.at(11, 15, "undisputed", "pay", fact=Event(MARCH + 9, (100, 100), None, "acknowledged")),
    ]
    for name, words in (("b", "watched 1 to 20"), ("e", "“will pay”: changes nothing")):
        look = Looking(name, f"X9 ({name}): {words}")
        rows += look.at(10, None, "undisputed", "pay", standing="in progress")
        rows += look.at(11, None, "undisputed", "pay", standing="overdue", done=(0, 0))
        rows += look.at(20, None, "undisputed", "pay", standing="overdue")
        rows += look.at(21, None, "undisputed", "pay", standing="unknown")
    for day, possible in (
        (10, ("in progress", "met")),
        (11, ("met", "met late", "overdue")),
        (13, ("met", "met late")),
    ):
        rows += d.at(
            day,
            15,
            "undisputed",
            "pay",
            standing="unknown",
            possible=possible,
            because=("date",),
        )
    return Example("X9", {name: Case(text, rec) for name, rec in cases.items()}, tuple(rows))


def x10() -> Example:
    """Gap and continuation."""
    calm = [
        duty(
            f"calm/{who}",
            who,
            other,
            "carry out",
            "attacks",
            Keep(refrain=True),
            phase="one",
            clause="calm",
        )
        for who, other in (("alpha", "beta"), ("beta", "alpha"))
    ]
    crossing = duty("open", "alpha", (), "keep", "crossing", Keep(refrain=False), phase="one")
    terms = duty(
        "terms",
        ("alpha", "beta"),
        (),
        "agree",
        "phase two",
        JointAct("agree", OnDay(4), "phase two"),
        phase="one",
    )
    agreed = IsMet("terms")
    talks = InTalks(("alpha", "beta"))
    phases = (
        Phase(
            "one",
            5,
            first=OnDay(1),
            after=(Begins(agreed, "two"), GoesOn(talks, ("calm", "open")), NothingSaid()),
        ),
        Phase("two", 5),
    )
    readings = (
        Reading("ran out", ("alpha",), (), "in talks", TalksWhile(None)),
        Reading("goes on", ("beta",), (), "in talks", TalksWhile(agreed)),
    )
    text = agreement("X10", [*calm, crossing, terms], phases=phases, readings=readings)
    told = record(
        say("p1", MARCH + 3, MARCH + 3, "Outlet", "talks", to="terms", stage="preparatory"),
        say(
            "p2",
            MARCH + 6,
            MARCH + 6,
            "alpha",
            "close",
            to="open",
            by="alpha",
            thing="crossing",
            contrary=True,
        ),
        say(
            "p3",
            MARCH + 6,
            MARCH + 6,
            "beta",
            "stance",
            to="open",
            by="alpha",
            text="a coup against the agreement",
        ),
        watches=[watched(("calm", "open", "terms"), MARCH + 1, MARCH + 10)],
    )
    silent = record(*(b for b in told.reports if b.report.id == "p2"), watches=told.watches)
    ran, goes = "by_reading:ran out", "by_reading:goes on"
    rows: list[Expectation] = []
    for name in ("all", "without p1, p3"):
        gap = Looking(
            name, "X10: on 7: phase one ran out on 5 March, two waiting; gap from 6 March"
        )
        open_ = Looking(name, "X10: [open]: ran out met, goes on contrary act: disputed by reading")
        calm_ = Looking(name, "X10: [calm] of each: met / no contrary act: disputed by reading")
        late = Looking(name, "X10: [terms] overdue since 5 March, nobody singled out")
        rows += [
            *gap.at(
                7,
                None,
                "undisputed",
                "board",
                **{
                    "phase.one.last": MARCH + 5,
                    "phase.one.by_reading:ran out": "ran out",
                    "phase.one.by_reading:goes on": "continued",
                    "phase.two.standing": "waiting",
                    "gap.first": MARCH + 6,
                    "gap.now": False,
                    "gap.by_reading:ran out": True,
                    "gap.by_reading:goes on": False,
                },
            ),
            *late.at(7, None, "undisputed", "terms", standing="overdue", due=MARCH + 4),
            *late.at(5, None, "undisputed", "terms", standing="overdue"),
            *late.at(4, None, "undisputed", "terms", standing="in progress"),
            *open_.at(
                7,
                None,
                "undisputed",
                "open",
                standing="disputed",
                because=("reading",),
                possible=("contrary act", "met"),
                **{ran: "met", goes: "contrary act"},
            ),
            *open_.at(
                7,
                None,
                "undisputed",
                "open",
                fact=Event(MARCH + 6, None, None, "acknowledged"),
            ),
            *(
                one
                for who in ("alpha", "beta")
                for one in calm_.at(
                    7,
                    None,
                    "undisputed",
                    f"calm/{who}",
                    standing="disputed",
                    because=("reading",),
                    possible=("met", "no contrary act"),
                    **{ran: "met", goes: "no contrary act"},
                )
            ),
        ]
    return Example(
        "X10", {"all": Case(text, told), "without p1, p3": Case(text, silent)}, tuple(rows)
    )
