"""X3 and X4 of the worked examples: a bracket of categories, an exchange held back."""

from __future__ import annotations

from tests.slow.build import (
    MARCH,
    agreement,
    by_day,
    during,
    duty,
    hand_over,
    many,
    of,
    record,
    say,
    watched,
)
from tests.slow.expectation import Case, Example, Looking
from trucebook.model.agreement import Exchange, PerEach
from trucebook.model.quantity import Thing
from trucebook.model.report import Bound

CAPTIVES = Thing("captives", (("life", ("living", "dead")), ("group", ("civilian", "soldier"))))
PRISONERS = Thing("prisoners")


def x3() -> Example:
    """Bracket."""
    host = duty(
        "host", "beta", "alpha", "release", "captives", hand_over("captives", (3, by_day(5)))
    )
    free = duty(
        "free",
        "alpha",
        "beta",
        "release",
        "prisoners",
        Exchange(
            "prisoners",
            "host",
            (
                PerEach(30, of(), of("living", "civilian")),
                PerEach(50, of(), of("living", "soldier")),
            ),
            1,
        ),
        in_return_for=("host",),
    )
    text = agreement("X3", [host, free], things=(CAPTIVES, PRISONERS))
    one, two = many(1), many(2)
    soldier, civilian = of("living", "soldier"), of("living", "civilian")

    def captives(name: str, published: int, cls: frozenset[str], breakdown: object) -> Bound:
        return say(
            name,
            MARCH + published,
            MARCH + 3,
            "Outlet",
            "release",
            to="host",
            by="beta",
            receiver="alpha",
            thing="captives",
            cls=cls,
            count=many(3),
            count_basis="increment",
            breakdown=breakdown,
        )

    def prisoners(n: int) -> Bound:
        return say(
            "c2",
            MARCH + 4,
            MARCH + 4,
            "alpha",
            "release",
            to="free",
            by="alpha",
            receiver="beta",
            thing="prisoners",
            count=many(n),
            count_basis="increment",
        )

    c1 = captives("c1", 3, of("living"), ((soldier, one), (civilian, one)))
    c1_bare = captives("c1", 3, of(), ((soldier, one), (civilian, one)))
    c3 = captives("c3", 6, of("living"), ((soldier, one), (civilian, two)))
    watch = [watched(("host", "free"), MARCH + 1, MARCH + 31)]
    cases = {
        "110": record(c1, prisoners(110), c3, watches=watch),
        "100": record(c1, prisoners(100), c3, watches=watch),
        "130": record(c1, prisoners(130), c3, watches=watch),
        "life unsaid": record(c1_bare, prisoners(110), watches=watch),
    }
    day = "free.2025-03-03"
    main = Looking("110", "X3: required 110..130; on 4 unknown; on 5 unknown because category")
    pub6 = Looking("110", "X3: pub 6, on 5: 110/110 met")
    expectations = (
        *main.at(
            4,
            5,
            "undisputed",
            "free",
            standing="unknown",
            possible=("in progress", "met"),
            because=("category",),
            required=(110, 130),
            done=(110, 110),
        ),
        *main.at(
            5,
            5,
            "undisputed",
            "free",
            standing="unknown",
            possible=("met", "overdue"),
            because=("category",),
            required=(110, 130),
            done=(110, 110),
        ),
        *main.at(
            5,
            5,
            "undisputed",
            day,
            standing="unknown",
            possible=("met", "overdue"),
            required=(110, 130),
            due=MARCH + 4,
        ),
        *pub6.at(
            5,
            6,
            "undisputed",
            "free",
            standing="met",
            possible=("met",),
            because=(),
            required=(110, 110),
            done=(110, 110),
        ),
        *Looking("100", "X3: were c2 100: overdue on 5 in every world").at(
            5,
            5,
            "undisputed",
            "free",
            standing="overdue",
            possible=("overdue",),
            because=(),
        ),
        *Looking("130", "X3: 130: met at once").at(
            4,
            5,
            "undisputed",
            "free",
            standing="met",
            possible=("met",),
            because=(),
        ),
        *Looking("life unsaid", "X3: were life unsaid too for the third: required 80..130").at(
            5,
            5,
            "undisputed",
            "free",
            required=(80, 130),
        ),
    )
    return Example("X3", {name: Case(text, rec) for name, rec in cases.items()}, expectations)


def x4() -> Example:
    """Held back."""
    host = duty(
        "host",
        "beta",
        "alpha",
        "release",
        "captives",
        hand_over("captives", (6, by_day(7)), (10, by_day(14))),
    )
    free = duty(
        "free",
        "alpha",
        "beta",
        "release",
        "prisoners",
        Exchange("prisoners", "host", (PerEach(10, of(), of()),), 1),
        in_return_for=("host",),
    )
    text = agreement("X4", [host, free], things=(CAPTIVES, PRISONERS))

    def captives(name: str, day: int, n: int) -> Bound:
        return say(
            name,
            MARCH + day,
            MARCH + day,
            "Outlet",
            "release",
            to="host",
            by="beta",
            receiver="alpha",
            thing="captives",
            count=many(n),
            count_basis="increment",
        )

    d1, d3 = captives("d1", 7, 6), captives("d3", 12, 4)
    d2, d2_bare = (
        say(
            "d2",
            MARCH + 8,
            during(MARCH + 7, MARCH + 8),
            "alpha",
            "delay",
            to="free",
            by="alpha",
            receiver="beta",
            verb="release",
            thing="prisoners",
            rounds=rounds,
            count=many(60),
            count_basis="planned",
            text="holds 60 back until ceremonies stop",
        )
        for rounds in (("free.2025-03-07",), ())
    )
    d4 = say(
        "d4",
        MARCH + 14,
        MARCH + 13,
        "alpha",
        "release",
        to="free",
        by="alpha",
        receiver="beta",
        thing="prisoners",
        count=many(103),
        count_basis="increment",
    )
    watch = [watched(("host", "free"), MARCH + 1, MARCH + 31)]
    first, second = "free.2025-03-07", "free.2025-03-12"
    everybody = "alpha undisputed beta confirmed"
    rows = []
    for name in ("all", "round not named"):
        eight = Looking(name, "X4: on 8: free.2025-03-07 0/60 in progress, due that day, remark")
        nine = Looking(name, "X4: on 9: overdue for alpha, undisputed, beta, confirmed (admitted)")
        rows += [
            *eight.at(
                8,
                8,
                "undisputed",
                first,
                standing="in progress",
                done=(0, 0),
                required=(60, 60),
                due=MARCH + 8,
            ),
            *eight.at(8, 8, "undisputed", "free", remark=("announcement", "d2")),
            *nine.at(9, 9, everybody, "free", standing="overdue"),
            *nine.at(9, 9, everybody, first, standing="overdue"),
            *nine.at(
                9, 9, "undisputed", "host", standing="in progress", done=(6, 6), required=(10, 10)
            ),
            *nine.at(9, 9, "undisputed", "host.2", standing="in progress"),
        ]
    back = Looking("without d3, d4", "X4: without d3, d4, on 15: host.2 held back, free overdue")
    twelve = Looking("all", "X4: with d3, on 12: host met 10/10")
    thirteen = Looking("all", "X4: on 13, pub 13: free overdue")
    end = Looking("all", "X4: on 14, pub 14: 60 met late, 40 met, 3 over: free met late, host met")
    return Example(
        "X4",
        {
            "all": Case(text, record(d1, d2, d3, d4, watches=watch)),
            "round not named": Case(text, record(d1, d2_bare, d3, d4, watches=watch)),
            "without d3, d4": Case(text, record(d1, d2, watches=watch)),
        },
        (
            *rows,
            *back.at(15, 15, "undisputed", "host.2", standing="held back"),
            *back.at(15, 15, "undisputed", "host", standing="held back"),
            *back.at(15, 15, "undisputed", "free", standing="overdue"),
            *twelve.at(
                12, 12, "undisputed", "host", standing="met", done=(10, 10), required=(10, 10)
            ),
            *thirteen.at(13, 13, "undisputed", "free", standing="overdue"),
            *end.at(
                14, 14, "undisputed", first, standing="met late", done=(60, 60), required=(60, 60)
            ),
            *end.at(14, 14, "undisputed", second, standing="met", done=(40, 40), required=(40, 40)),
            *end.at(
                14,
                14,
                "undisputed",
                "free",
                standing="met late",
                done=(103, 103),
                required=(100, 100),
            ),
            *end.at(14, 14, "undisputed", "host", standing="met"),
        ),
    )
