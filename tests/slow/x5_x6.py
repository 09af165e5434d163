"""X5 and X6 of the worked examples: a quota with totals, an accusation and its finding."""

from __future__ import annotations

from tests.slow.build import (
    ALPHA,
    BETA,
    MARCH,
    agreement,
    during,
    duty,
    many,
    record,
    say,
    watched,
)
from tests.slow.expectation import Case, Event, Example, Expectation, Looking
from trucebook.model.agreement import (
    Keep,
    OnDay,
    OtherWords,
    Party,
    Phase,
    Quota,
    Reading,
)
from trucebook.model.quantity import Thing
from trucebook.model.report import Bound
from trucebook.model.time import When

EVERYONE = "undisputed confirmed any alpha beta"


def x5() -> Example:
    """Quota and totals."""
    daily = duty(
        "aid",
        "alpha",
        "beta",
        "admit",
        "trucks",
        Quota("trucks", 10),
        phase="one",
    )
    mean = duty(
        "aid",
        "alpha",
        "beta",
        "admit",
        "trucks",
        Quota("trucks", 10, average=True),
        phase="one",
    )
    phases = (Phase("one", 5, first=OnDay(1)),)
    trucks = (Thing("trucks"),)
    as_mean = Reading("on average", ("alpha",), ("aid",), None, OtherWords((mean,)))
    plain = agreement("X5", [daily], phases=phases, things=trucks)
    averaged = agreement("X5", [mean], phases=phases, things=trucks)
    read = agreement("X5", [daily], phases=phases, things=trucks, readings=(as_mean,))

    def row(  # noqa: PLR0913, PLR0917 - a row has as many columns
        name: str, published: int, when: When | int, who: str, n: int, basis: str
    ) -> Bound:
        return say(
            name,
            MARCH + published,
            when if isinstance(when, When) else MARCH + when,
            who,
            "admit",
            to="aid",
            by="alpha",
            receiver="beta",
            thing="trucks",
            count=many(n),
            count_basis=basis,
        )

    whole = during(MARCH + 1, MARCH + 5)
    m1 = row("m1", 1, 1, "Monitor", 12, "per-day")
    m2 = row("m2", 2, 2, "Monitor", 15, "per-day")
    m3 = row("m3", 3, 3, "Monitor", 4, "per-day")
    m4 = row("m4", 6, whole, "beta", 35, "cumulative")
    m5 = row("m5", 6, whole, "alpha", 50, "cumulative")
    told, without = record(m1, m2, m3, m4, m5), record(m1, m2, m4, m5)
    cases = {
        "each day": Case(plain, told),
        "without m3": Case(plain, without),
        "on average": Case(averaged, told),
        "read": Case(read, told),
    }
    rows: list[Expectation] = []
    for name, field in (("each day", "standing"), ("read", "by_reading:as written")):
        day = Looking(name, "X5: each day: alpha, beta, undisputed missed; confirmed unknown")
        rows += day.at(6, 6, "alpha beta undisputed", "aid", **{field: "missed"})
        rows += day.at(6, 6, "confirmed", "aid", **{field: "unknown"})
    day = Looking("each day", "X5: alpha kept 3, missed 2; beta 2, 3; undisputed 2..3, 2..3")
    for name, field in (("on average", "standing"), ("read", "by_reading:on average")):
        avg = Looking(
            name, "X5: on average: alpha met (50/50), beta missed (35/50), undisputed disputed"
        )
        rows += avg.at(6, 6, "alpha", "aid", **{field: "met"})
        rows += avg.at(6, 6, "beta", "aid", **{field: "missed"})
        rows += avg.at(6, 6, "undisputed", "aid", **{field: "disputed"})
    avg = Looking("on average", "X5: 50/50, 35/50, disputed [met, missed]")
    early = Looking("each day", "X5: on 2, pub 2: in progress, 2 kept")
    gap = Looking("without m3", "X5: on 4, pub 4 without m3: unknown (day 3)")
    return Example(
        "X5",
        cases,
        (
            *rows,
            *day.at(6, 6, "alpha", "aid", kept=(3, 3), missed=(2, 2)),
            *day.at(6, 6, "beta", "aid", kept=(2, 2), missed=(3, 3)),
            *day.at(6, 6, "undisputed", "aid", kept=(2, 3), missed=(2, 3)),
            *day.at(6, 6, "undisputed", "aid", remark=("conflicting total", "m5")),
            *early.at(2, 2, "undisputed", "aid", standing="in progress", kept=(2, 2)),
            *gap.at(4, 4, "undisputed", "aid", standing="unknown"),
            *gap.at(4, 4, "undisputed", "aid.2025-03-03", standing="unknown"),
            *avg.at(6, 6, "alpha", "aid", done=(50, 50), required=(50, 50)),
            *avg.at(6, 6, "beta", "aid", done=(35, 35), required=(50, 50)),
            *avg.at(
                6,
                6,
                "undisputed",
                "aid",
                possible=("met", "missed"),
                because=("account",),
            ),
            *Looking("read", "X5: top line disputed (because reading, account)").at(
                6,
                6,
                "undisputed",
                "aid",
                standing="disputed",
                because=("account", "reading"),
            ),
        ),
    )


def x6() -> Example:
    """Accusation, verdict, admission, verifier."""
    halts = [
        duty(
            f"halt/{who}",
            who,
            other,
            "carry out",
            "attacks",
            Keep(refrain=True),
            phase="one",
            clause="halt",
        )
        for who, other in (("alpha", "beta"), ("beta", "alpha"))
    ]
    text = agreement(
        "X6",
        halts,
        parties=(ALPHA, BETA, Party("cell", "Cell", "verifier", ("attacks",))),
        phases=(Phase("one", 42, first=OnDay(1)),),
    )

    def attack(name: str, published: int, who: str, kind: str = "strike", **more: object) -> Bound:
        return say(
            name,
            MARCH + published,
            MARCH + 10,
            who,
            kind,
            to="halt/alpha",
            by="alpha",
            receiver="beta",
            verb="carry out",
            thing="attacks",
            event="tenth",
            **more,  # type: ignore[arg-type]
        )

    told = (
        attack("e1", 11, "beta", text="alpha struck, 3 dead"),
        say(
            "e2",
            MARCH + 11,
            MARCH + 11,
            "alpha",
            "stance",
            to="halt/beta",
            by="beta",
            text="beta is in complete breach",
        ),
        attack("e3", 12, "alpha", contrary=False, text="fired inside its perimeter, as it may"),
    )
    watch = [watched("halt", MARCH + 1, MARCH + 31)]
    cases = {
        "an attack": Case(text, record(*told, attack("e4", 14, "cell"), watches=watch)),
        "a finding": Case(
            text,
            record(*told, attack("e4", 14, "cell", "finding", result="confirmed"), watches=watch),
        ),
    }
    rows: list[Expectation] = []
    for name in cases:
        one = Looking(name, "X6: pub 11: halt/alpha by account; undisputed with the accusation")
        two = Looking(
            name, "X6: pub 12: undisputed disputed, alpha no contrary act, confirmed unknown"
        )
        three = Looking(
            name, "X6: pub 14: found: confirmed and undisputed contrary act (1, day 10)"
        )
        rows += [
            *one.at(11, 11, "alpha undisputed", "halt/alpha", standing="no contrary act"),
            *one.at(11, 11, "beta any", "halt/alpha", standing="contrary act"),
            *one.at(11, 11, "confirmed", "halt/alpha", standing="unknown"),
            *one.at(
                11,
                11,
                "undisputed",
                "halt/alpha",
                remark=("accusation", "e1"),
                accounts_differ=True,
            ),
            *Looking(name, "X6: halt/beta: no contrary act in all (e2 names no act)").at(
                11,
                11,
                EVERYONE,
                "halt/beta",
                standing="no contrary act",
            ),
            *two.at(12, 12, "undisputed", "halt/alpha", standing="disputed"),
            *two.at(12, 12, "alpha", "halt/alpha", standing="no contrary act"),
            *two.at(12, 12, "confirmed", "halt/alpha", standing="unknown"),
            *three.at(14, 14, "confirmed undisputed", "halt/alpha", standing="contrary act"),
            *three.at(
                14,
                14,
                "undisputed",
                "halt/alpha",
                fact=Event(MARCH + 10, None, None, "found"),
            ),
            *three.at(14, 14, "alpha", "halt/alpha", standing="no contrary act"),
        ]
    return Example("X6", cases, tuple(rows))
