"""A text, a names table and reports by hand, for the tests of binding."""

from __future__ import annotations

import itertools

from trucebook.model.agreement import (
    Agreement,
    Basis,
    Clock,
    Commitment,
    Exchange,
    HandOver,
    JointAct,
    Keep,
    Once,
    OnDay,
    Party,
    Phase,
    Quota,
    Step,
    Terms,
)
from trucebook.model.binding import bind, bind_record
from trucebook.model.from_row import report_from_row
from trucebook.model.names import Names, ObjectMeaning
from trucebook.model.quantity import Thing
from trucebook.model.report import Bound, Report
from trucebook.model.span import Span
from trucebook.model.time import day_of


def duty(  # noqa: PLR0913, PLR0917  # a commitment has as many sides as it has
    name: str,
    liable: str,
    verb: str,
    what: str | None,
    terms: Terms,
    phase: str | None = "one",
) -> Commitment:
    clause = name.replace("/", " ").replace(".", " ").split()[0]
    return Commitment(
        name, clause, tuple(liable.split()), (), verb, what, terms, phase, name, Basis("unsourced")
    )


TEXT = Agreement(
    "Test",
    "UTC",
    Clock(day_of("2025-03-01")),
    (
        Party("alpha", "Alpha", "party"),
        Party("beta", "Beta", "party"),
        Party("gamma", "Gamma State", "mediator"),
        Party("cell", "Monitoring Cell", "verifier", ("attacks",)),
    ),
    (
        Thing("captives", (("life", ("living", "dead")), ("group", ("civilian", "soldier")))),
        Thing("prisoners"),
        Thing("trucks", (("load", ("fuel", "other")),)),
        Thing("bodies"),
    ),
    (Phase("one", 30, OnDay(1)), Phase("two", 30)),
    (
        duty("aid", "alpha", "admit", "trucks", Quota("trucks", 10)),
        duty("free", "alpha", "release", "prisoners", Exchange("prisoners", "host", (), 1)),
        duty("fuel", "alpha", "admit", "trucks", Quota("trucks", 5, of=frozenset({"fuel"}))),
        duty("halt/alpha", "alpha", "carry out", "attacks", Keep(refrain=True)),
        duty("halt/beta", "beta", "carry out", "attacks", Keep(refrain=True)),
        duty("host", "beta", "release", "captives", HandOver("captives", (Step(4, OnDay(7)),))),
        duty("names", "beta", "give", "the names", Once(OnDay(2))),
        duty("phil.finish", "alpha", "withdraw", "Hill", Once(OnDay(9), part="finish")),
        duty("phil.start", "alpha", "withdraw", "Hill", Once(OnDay(8), part="start")),
        duty("line", "beta", "retreat behind", "line", Once(OnDay(9))),
        duty("quiet", "beta", "hand over", "maps", Once(OnDay(9))),
        duty("quiet2", "beta", "hand over", "maps", Once(OnDay(40)), "two"),
        duty(
            "talks",
            "alpha beta",
            "begin talks",
            "phase two",
            JointAct("begin talks", None, "phase two"),
        ),
    ),
)
NAMES = Names(
    speaks_for=(("Prison Service", "alpha"), ("Army", "alpha"), ("President", "gamma")),
    under_authority=(("Beta's health office", "beta"),),
    kinds=(("handover", "release"), ("strike", "carry out attacks")),
    parts=(("transfer", "release"),),
    objects=(
        ("hostages", ObjectMeaning("captives")),
        ("dead-hostages", ObjectMeaning("captives", frozenset({"dead"}))),
        ("guest-workers", ObjectMeaning(None)),
    ),
    same=(("PS", "Prison Service"), ("The Army", "Army")),
    monitors=("Observers",),
)


def report(name: str = "r1", **columns: object) -> Report:
    row = {"id": name, "published": "2025-03-05", "kind": "release", "source": "Example Daily"}
    answer = report_from_row(row | columns, "UTC", Span("r", 0, 1))
    assert isinstance(answer, Report), answer
    return answer


def bound(**columns: object) -> Bound:
    return bind(report(**columns), TEXT, NAMES)


def book(*reports: Report) -> dict[str, Bound]:
    record = bind_record(reports, (), TEXT, NAMES)
    for order in itertools.islice(itertools.permutations(reports), 24):
        assert bind_record(order, (), TEXT, NAMES) == record
    return {one.report.id: one for one in record.reports}
