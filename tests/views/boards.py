"""Boards written by hand, so that views are tested without the evaluation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.slow.build import (
    ALPHA,
    BETA,
    MARCH,
    SPAN,
    agreement,
    duty,
    many,
    of,
    record,
    say,
    watched,
)
from trucebook.evaluation.result import (
    Board,
    Clocks,
    Days,
    Fact,
    Gap,
    Interval,
    PhaseState,
    Reason,
    Remark,
    Round,
    Row,
)
from trucebook.model.agreement import (
    Basis,
    Commitment,
    Exchange,
    HandOver,
    Keep,
    NothingSaid,
    Once,
    OnDay,
    PerEach,
    Phase,
    Power,
    Quota,
    Step,
)
from trucebook.model.quantity import Thing
from trucebook.model.time import start_of

ON = MARCH + 12
CAPTIVES = Thing("captives", (("life", ("living", "dead")),))
PRISONERS = Thing("prisoners", (("term", ("life", "other")),))


def exactly(number: int) -> Interval:
    """An interval of one number."""
    return Interval(number, number)


def row(commitment: Commitment, standing: str | None, **fields: Any) -> Row:
    """A row with the parts a test leaves alone filled in."""
    filled: dict[str, Any] = {
        "possible": (standing,) if standing else (),
        "because": (),
        "due": None,
        "due_latest": fields.get("due"),
        "required": None,
        "done": None,
        "unit": None,
        "done_by_class": (),
        "rounds": (),
        "days": None,
        "by_account": {},
        "by_reading": {},
        "accounts_differ": False,
        "differing_reports": (),
        "grade": None,
        "facts": (),
        "reports": (),
        "remarks": (),
        "reasons": (Reason("standings#table", "By the table of standings.", SPAN),),
        **fields,
    }
    return Row(commitment=commitment, standing=standing, **filled)  # type: ignore[arg-type]


def weak(commitment: Commitment, kind: str) -> Commitment:
    """The same commitment, known less well."""
    return replace(commitment, basis=Basis(kind))  # type: ignore[arg-type]


HOST = duty(
    "host",
    "beta",
    "alpha",
    "release",
    "captives",
    HandOver("captives", (Step(6, OnDay(7)), Step(10, OnDay(14)))),
    phase="one",
)
FREE = duty(
    "free",
    "alpha",
    "beta",
    "release",
    "prisoners",
    Exchange("prisoners", "host", (PerEach(10, of(), of("living")),), 1),
    phase="one",
    in_return_for=("host",),
)
HALT_ALPHA = duty(
    "halt/alpha",
    "alpha",
    "beta",
    "carry out",
    "attacks",
    Keep(refrain=True),
    phase="one",
    clause="halt",
)
HALT_BETA = duty(
    "halt/beta",
    "beta",
    "alpha",
    "carry out",
    "attacks",
    Keep(refrain=True),
    phase="one",
    clause="halt",
)
AID = weak(
    duty("aid", "alpha", (), "admit", "trucks", Quota("trucks", 10), phase="one"),
    "one side's version",
)
PULL = weak(
    duty("pull", "alpha", "beta", "withdraw from", '"Rashid road"', Once(OnDay(7)), phase="one"),
    "unsourced",
)
STOP = duty("stop", "alpha", (), "suspend", "[aid]", Power(), phase="one")

AGREEMENT = agreement(
    "A ceasefire between Alpha and Beta",
    [HOST, FREE, HALT_ALPHA, HALT_BETA, AID, PULL, STOP],
    things=(CAPTIVES, PRISONERS, Thing("trucks")),
    phases=(Phase("one", 20, first=OnDay(1), after=(NothingSaid(),)), Phase("two", 20)),
)
assert ALPHA in AGREEMENT.parties and BETA in AGREEMENT.parties  # noqa: PT018

D1 = say(
    "d1",
    MARCH + 7,
    MARCH + 7,
    "Outlet",
    "release",
    to="host",
    by="beta",
    receiver="alpha",
    count=many(6),
    text="Six were freed.",
)
D2 = say(
    "d2",
    MARCH + 8,
    None,
    "Alpha's office",
    "suspension",
    to="free",
    side="alpha",
    quote="We hold them back until the ceremonies stop.",
    url="https://example.org/d2",
)
D3 = say(
    "d3",
    MARCH + 11,
    MARCH + 10,
    "Beta's office",
    "violation-alleged",
    to="halt/alpha",
    side="beta",
    text="Beta's office says Alpha struck.",
    contrary=True,
)
D4 = say(
    "d4", MARCH + 9, MARCH + 9, "Outlet", "figure", text="It gives 1,977 in all.", thing="prisoners"
)
RECORD = record(D1, D2, D3, D4, watches=[watched(("host", "free"), MARCH + 1, MARCH + 31)])

ROWS = (
    row(
        AID,
        "unknown",
        due=MARCH + 20,
        unit="trucks",
        days=Days(Interval(3, 5), Interval(0, 2), Interval(7, 9)),
    ),
    row(
        FREE,
        "overdue",
        due=MARCH + 8,
        required=exactly(60),
        done=exactly(0),
        unit="prisoners",
        rounds=(
            Round(
                "free.2025-03-07",
                "overdue",
                ("overdue",),
                (),
                MARCH + 8,
                MARCH + 8,
                exactly(60),
                exactly(0),
                ("d1",),
            ),
        ),
        by_account={"alpha": "overdue", "beta": "overdue", "undisputed": "overdue"},
        grade="acknowledged",
        reports=("d2",),
        remarks=(Remark("hold-back", "says it holds them back", ("d2",), "free.2025-03-07"),),
        reasons=(Reason("standings#overdue", "Due on 8 March, nothing done", SPAN, ("d1", "d2")),),
    ),
    row(
        HALT_ALPHA,
        "disputed",
        possible=("contrary act", "no contrary act"),
        because=("account", "reading"),
        due=MARCH + 20,
        accounts_differ=True,
        by_account={"alpha": "no contrary act", "beta": "contrary act"},
        by_reading={"goes on": "contrary act", "ran out": "no contrary act"},
        differing_reports=("d3",),
        reports=("d3",),
        remarks=(
            Remark("accusation", "Beta's office says Alpha struck; no reply recorded", ("d3",)),
        ),
        watched_days=Interval(12, 12),
    ),
    row(HALT_BETA, "no contrary act", due=MARCH + 20, watched_days=Interval(12, 12)),
    row(
        HOST,
        "in progress",
        due=MARCH + 14,
        required=exactly(10),
        done=exactly(6),
        unit="captives",
        done_by_class=((of("living"), exactly(4)), (of("dead"), exactly(2))),
        rounds=(
            Round("host.1", "met", ("met",), (), MARCH + 7, MARCH + 7, exactly(6), exactly(6)),
            Round(
                "host.2",
                "in progress",
                ("in progress",),
                (),
                MARCH + 14,
                MARCH + 14,
                exactly(4),
                exactly(0),
            ),
        ),
        facts=(
            Fact(
                "d1", ("d1",), (exactly(6),), start_of(MARCH + 7), start_of(MARCH + 7), "reported"
            ),
        ),
        grade="reported",
        reports=("d1",),
        watched=(MARCH + 1, MARCH + 31),
    ),
    row(PULL, "met late", due=MARCH + 7),
    row(STOP, None, state="usable", in_force=(MARCH + 3, MARCH + 15)),
)
PHASES = (
    PhaseState("one", "running", MARCH + 1, MARCH + 20, MARCH + 21, {}),
    PhaseState("two", "waiting", None, None, None, {}),
)
BOARD = Board(
    clocks=Clocks(ON, ON),
    account="undisputed",
    accounts=("alpha", "any", "beta", "confirmed", "undisputed"),
    readings=("goes on", "ran out"),
    phase=PHASES[0],
    phases=PHASES,
    gap=Gap(
        now=False,
        first=MARCH + 11,
        by_reading={"ran out": True, "goes on": False},
        undone=("free", "host"),
        declared=True,
    ),
    rows=ROWS,
    watches=RECORD.watches,
    unbound=(D4,),
    has_known=False,
    day_number=12,
)
