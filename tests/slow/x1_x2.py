"""X1 and X2 of the worked examples: one event told many times, the wrong body."""

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
from tests.slow.expectation import Case, Event, Example, Looking
from trucebook.model.quantity import Thing
from trucebook.model.report import Bound
from trucebook.model.time import day_of

CAPTIVES = Thing("captives", (("life", ("living", "dead")), ("group", ("civilian", "soldier"))))
PRISONERS = Thing("prisoners")


def x1() -> Example:
    """One event, many reports."""
    text = agreement(
        "X1",
        [
            duty(
                "free",
                "alpha",
                "beta",
                "release",
                "prisoners",
                hand_over("prisoners", (290, by_day(10))),
            )
        ],
        things=(PRISONERS,),
    )

    def freed(
        name: str, published: int, when: object, who: str, n: object, **more: object
    ) -> Bound:
        return say(
            name,
            MARCH + published,
            when if not isinstance(when, int) else MARCH + when,  # type: ignore[arg-type]
            who,
            "release",
            to="free",
            by="alpha",
            receiver="beta",
            thing="prisoners",
            count=n,
            **more,  # type: ignore[arg-type]
        )

    inc = {"count_basis": "increment"}
    whole = during(MARCH + 1, MARCH + 7)
    rest = (
        freed("r2", 2, 2, "Agency A", many(90), wire_group="w", **inc),
        freed("r3", 3, 2, "Agency A", many(90), wire_group="w", source="Daily B", **inc),
        freed("r4", 3, 2, "Outlet C", many(81, more=True), **inc),
        freed("r6", 6, 6, "alpha", many(200), source="Outlet E", **inc),
        freed("r7", 6, 6, "alpha", many(200), source="Outlet F", **inc),
        say(
            "r8",
            MARCH + 6,
            MARCH + 6,
            "Outlet C",
            "release",
            by="alpha",
            receiver="beta",
            outside=True,
            count=many(5),
            count_basis="increment",
        ),
        freed("r9", 7, whole, "alpha", many(290), count_basis="cumulative"),
        freed("r10", 7, whole, "Outlet G", many(301, more=True), count_basis="cumulative"),
    )
    watch = [watched("free", MARCH + 1, MARCH + 20)]
    apart = record(
        freed("r1", 2, 2, "alpha", many(90), **inc),
        freed("r5", 3, 1, "Outlet D", many(90), **inc),
        *rest,
        watches=watch,
    )
    linked = record(
        freed("r1", 2, 2, "alpha", many(90), event="second", **inc),
        freed("r5", 3, 1, "Outlet D", many(90), event="second", **inc),
        *rest,
        watches=watch,
    )
    before = Looking("apart", "X1: done 290..380, met, grade own word")
    facts = Looking(
        "apart", "X1: event of 2 March 90, alpha, A, C: corroborated; 6 March 200, own word"
    )
    after = Looking("linked", "X1: once r5 is linked to r1: done 290")
    return Example(
        "X1",
        {"apart": Case(text, apart), "linked": Case(text, linked)},
        (
            *before.at(
                8,
                8,
                "undisputed",
                "free",
                standing="met",
                possible=("met",),
                because=(),
                done=(290, 380),
                required=(290, 290),
                grade="own word",
            ),
            *before.at(8, 8, "undisputed", "free", remark=("possible duplicate", "r5")),
            *before.at(8, 8, "undisputed", "free", remark=("conflicting total", "r10")),
            *before.at(8, 8, "undisputed", "free", **{"leaves out": "r8"}),
            *facts.at(
                8,
                8,
                "undisputed",
                "free",
                fact=Event(MARCH + 2, (90, 90), ("Agency A", "Outlet C", "alpha"), "corroborated"),
            ),
            *facts.at(
                8,
                8,
                "undisputed",
                "free",
                fact=Event(MARCH + 6, (200, 200), ("alpha",), "own word"),
            ),
            *after.at(8, 8, "undisputed", "free", standing="met", done=(290, 290)),
            *after.at(8, 8, "undisputed", "free", remark=("conflicting total", "r10")),
        ),
    )


def x2() -> Example:
    """The wrong body."""
    day_one = day_of("2025-01-19")
    february = day_of("2025-02-01") - 1
    text = agreement(
        "X2",
        [
            duty(
                "bodies",
                "alpha",
                "beta",
                "hand over",
                "bodies",
                hand_over("bodies", (8, by_day(42))),
            )
        ],
        day_one=day_one,
        things=(Thing("bodies"),),
    )

    def body(  # noqa: PLR0913, PLR0917 - a row has as many columns
        name: str, published: int, day: int, who: str, n: int, kind: str, event: str
    ) -> Bound:
        return say(
            name,
            february + published,
            february + day,
            who,
            kind,
            to="bodies",
            by="alpha",
            receiver="beta",
            verb="hand over",
            thing="bodies",
            count=many(n),
            count_basis="increment",
            event=event,
        )

    told = (
        body("b1", 21, 20, "alpha", 4, "hand over", "b1"),
        body("b2", 21, 21, "beta", 3, "verification", "b1"),
        body("b4", 22, 21, "alpha", 1, "hand over", "b4"),
        body("b5", 27, 21, "Agency R", 1, "verification", "b4"),
        body("b6", 27, 26, "beta", 4, "hand over", "b6"),
    )
    mixed_up = say(
        "b3",
        february + 21,
        february + 21,
        "alpha",
        "verification",
        to="bodies",
        by="alpha",
        receiver="beta",
        verb="hand over",
        thing="bodies",
        count=many(3),
        accepted=many(3),
        count_basis="increment",
        event="b1",
    )
    watch = [watched("bodies", day_one, MARCH + 10)]
    first = Looking("all", "X2: on 20, pub 21", february)
    kept = Looking("without b3", "X2: alpha 3 (without b3: 4)", february)
    second = Looking("all", "X2: on 21, pub 22: undisputed 4, confirmed 3", february)
    third = Looking(
        "all", "X2: on 26, pub 27: undisputed 8/8 met, confirmed 7/8 in progress", february
    )
    last = Looking("all", "X2: on 2 March: undisputed met; confirmed unknown, not overdue", MARCH)
    return Example(
        "X2",
        {
            "all": Case(text, record(*told, mixed_up, watches=watch)),
            "without b3": Case(text, record(*told, watches=watch)),
        },
        (
            *first.at(
                20,
                21,
                "undisputed",
                "bodies",
                standing="in progress",
                done=(3, 3),
                required=(8, 8),
                due=MARCH + 1,
            ),
            *first.at(20, 21, "alpha confirmed", "bodies", done=(3, 3)),
            *kept.at(20, 21, "alpha", "bodies", done=(4, 4)),
            *kept.at(20, 21, "undisputed confirmed", "bodies", done=(3, 3)),
            *second.at(21, 22, "undisputed", "bodies", done=(4, 4)),
            *second.at(21, 22, "confirmed", "bodies", done=(3, 3)),
            *third.at(
                26,
                27,
                "undisputed",
                "bodies",
                standing="met",
                done=(8, 8),
                grade="corroborated",
                fact=Event(february + 21, (1, 1), ("Agency R", "alpha"), "corroborated"),
            ),
            *third.at(26, 27, "confirmed", "bodies", standing="in progress", done=(7, 7)),
            *last.at(2, None, "undisputed", "bodies", standing="met"),
            *last.at(
                2,
                None,
                "confirmed",
                "bodies",
                standing="unknown",
                possible=("unknown",),
                because=(),
            ),
        ),
    )
