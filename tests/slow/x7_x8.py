"""X7 and X8 of the worked examples: day 42 by two counts, twenty-four hours before."""

from __future__ import annotations

from tests.slow.build import (
    MARCH,
    agreement,
    at,
    by_day,
    during,
    duty,
    hand_over,
    many,
    record,
    say,
    watched,
)
from tests.slow.expectation import Case, Example, Expectation, Looking
from trucebook.model.agreement import (
    Notice,
    Once,
    OnDay,
    OtherClock,
    Party,
    Reading,
)
from trucebook.model.quantity import Thing
from trucebook.model.report import Bound
from trucebook.model.time import When, day_of

EVERYONE = "undisputed confirmed any alpha beta"


def x7() -> Example:
    """Day 42, start and finish."""
    day_one = day_of("2025-01-19")
    parties = (Party("israel", "Israel", "party"), Party("hamas", "Hamas", "party"))
    start, finish = (
        duty(name, "israel", "hamas", "withdraw", "P", terms, clause="phil")
        for name, terms in (
            ("phil.start", Once(OnDay(42), "on", "start")),
            ("phil.finish", Once(OnDay(50), "by", "finish")),
        )
    )
    zero = Reading("from day 0", ("hamas",), ("phil",), None, OtherClock(day_one + 1))
    text = agreement("X7", [start, finish], day_one=day_one, parties=parties, readings=(zero,))
    stance = say(
        "s1",
        day_of("2025-02-27"),
        day_of("2025-02-27"),
        "israel",
        "stance",
        to="phil.start",
        by="israel",
        thing="P",
        stance="rejects",
        text="it will not withdraw from P",
    )
    rec = record(stance, watches=[watched("phil", day_one, MARCH + 18)])
    words, zeroth = "by_reading:as written", "by_reading:from day 0"
    rows: list[Expectation] = []

    def both(day: int, name: str, one: str, zero_: str, top: str) -> None:
        look = Looking("all", f"X7: {day} Mar {name}: {one} / {zero_} → {top}")
        rows.extend(
            look.at(day, None, "undisputed", name, standing=top, **{words: one, zeroth: zero_})
        )
        if top == "disputed":
            rows.extend(
                look.at(
                    day,
                    None,
                    "undisputed",
                    name,
                    because=("reading",),
                    possible=tuple(sorted({one, zero_})),
                )
            )

    running, late = "in progress", "overdue"
    both(1, "phil.start", running, running, running)
    both(2, "phil.start", late, running, "disputed")
    both(6, "phil.start", late, late, late)
    both(10, "phil.start", late, late, late)
    both(11, "phil.start", late, late, late)
    both(19, "phil.start", "unknown", "unknown", "unknown")
    for day in (1, 2, 6):
        both(day, "phil.finish", running, running, running)
    both(10, "phil.finish", late, running, "disputed")
    both(11, "phil.finish", late, late, late)
    both(19, "phil.finish", "unknown", "unknown", "unknown")
    remark = Looking("all", "X7: 1 Mar: in progress, with the remark")
    return Example(
        "X7",
        {"all": Case(text, rec)},
        (*rows, *remark.at(1, None, "undisputed", "phil.start", remark=("announcement", "s1"))),
    )


def x8() -> Example:
    """Twenty-four hours before."""
    host = duty(
        "host", "beta", "alpha", "release", "captives", hand_over("captives", (4, by_day(31)))
    )
    names = duty("names", "beta", "alpha", "give", "names", Notice("host", 24))
    text = agreement("X8", [host, names], things=(Thing("captives"),))

    def released(when: When) -> Bound:
        return say(
            "rel",
            MARCH + 31,
            when,
            "Outlet",
            "release",
            to="host",
            by="beta",
            receiver="alpha",
            thing="captives",
            count=many(4),
            count_basis="increment",
        )

    def given(when: When) -> Bound:
        return say(
            "list",
            MARCH + 31,
            when,
            "Outlet",
            "give",
            to="names",
            by="beta",
            receiver="alpha",
            thing="names",
        )

    host_watch = watched("host", MARCH + 1, MARCH + 31)
    names_watch = watched("names", MARCH + 1, MARCH + 31)
    d = MARCH
    no_list = released(during(d + 31))
    cases = {
        "1": record(given(at(d + 9, 18)), released(at(d + 10, 16)), watches=[host_watch]),
        "2": record(given(during(d + 16)), released(during(d + 17)), watches=[host_watch]),
        "3": record(given(during(d + 22)), released(during(d + 24)), watches=[host_watch]),
        "4": record(no_list, watches=[host_watch]),
        "4 watched": record(no_list, watches=[host_watch, names_watch]),
    }
    one = Looking("1", "X8 (1): 22 h: met late")
    two = Looking("2", "X8 (2): 0 to 48 h: possible [met, met late]: unknown")
    three = Looking("3", "X8 (3): names 22nd, release 24th: met")
    four = Looking("4", "X8 (4): release on the 31st, no list: unknown")
    watched_too = Looking("4 watched", "X8 (4): were [names] watched: missed")
    rows = [
        *one.at(10, None, "undisputed", "names", standing="met late"),
        *one.at(10, None, "undisputed", "names.2025-03-10", standing="met late"),
        *two.at(
            17,
            None,
            "undisputed",
            "names",
            standing="unknown",
            possible=("met", "met late"),
            because=("date",),
        ),
        *two.at(
            17,
            None,
            "undisputed",
            "names.2025-03-17",
            standing="unknown",
            possible=("met", "met late"),
        ),
        *three.at(24, None, "undisputed", "names", standing="met"),
        *three.at(24, None, "undisputed", "names.2025-03-24", standing="met"),
        *four.at(31, None, "undisputed", "names", standing="unknown"),
        *four.at(31, None, "undisputed", "names.2025-03-31", standing="unknown"),
        *watched_too.at(31, None, "undisputed", "names", standing="missed"),
        *watched_too.at(31, None, "undisputed", "names.2025-03-31", standing="missed"),
    ]
    return Example("X8", {name: Case(text, rec) for name, rec in cases.items()}, tuple(rows))
