"""The worked examples and the first text of the language, read into the values they mean."""

from __future__ import annotations

from tests.syntax.reading import agreement, by_id
from trucebook.model.agreement import (
    Begins,
    Conduct,
    CountReached,
    Exchange,
    GoesOn,
    HandOver,
    InTalks,
    IsMet,
    JointAct,
    Keep,
    Lump,
    NothingSaid,
    Notice,
    Once,
    OnDay,
    OtherClock,
    OtherWords,
    PerEach,
    Proviso,
    Quota,
    Share,
    Step,
    TalksWhile,
)
from trucebook.model.time import day_of

MARCH = "day 1 is 1 March 2025\nparties alpha, beta\n"
CAPTIVES = "count captives: by life (living, dead); by group (civilian, soldier)\n"


def of(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_x1_so_many_by_a_day() -> None:
    free = by_id(agreement(MARCH + "[free] alpha shall release 290 prisoners to beta by day 10."))
    assert free["free"].terms == HandOver("prisoners", (Step(290, OnDay(10)),))
    assert (free["free"].liable, free["free"].owed) == (("alpha",), ("beta",))
    assert (free["free"].verb, free["free"].object) == ("release", "prisoners")


def test_x2_bodies_by_day_42() -> None:
    text = "day 1 is 19 January 2025\nparties alpha, beta\n"
    read_in = agreement(text + "[bodies] alpha shall hand over 8 bodies to beta by day 42.")
    assert read_in.clock.day_one == day_of("2025-01-19")
    bodies = by_id(read_in)["bodies"]
    assert bodies.verb == "hand over"
    assert bodies.terms == HandOver("bodies", (Step(8, OnDay(42)),))


def test_x3_so_many_for_each_of_a_class() -> None:
    read_in = agreement(
        MARCH + CAPTIVES + "[host] beta shall release 3 captives to alpha by day 5.\n"
        "[free] in return for [host], alpha shall release, by the day after each act, "
        "30 prisoners for each living civilian, 50 prisoners for each living soldier.\n"
        "count prisoners\n"
    )
    free = by_id(read_in)["free"]
    assert free.terms == Exchange(
        "prisoners",
        "host",
        (
            PerEach(30, of(), of("living", "civilian")),
            PerEach(50, of(), of("living", "soldier")),
        ),
        1,
    )
    assert free.in_return_for == ("host",)
    assert read_in.things[0].axes == (
        ("life", ("living", "dead")),
        ("group", ("civilian", "soldier")),
    )


def test_x4_rounds_and_an_exchange_of_undeclared_things() -> None:
    made = by_id(
        agreement(
            MARCH + "[host] beta shall release 10 captives to alpha: 6 by day 7, the rest by "
            "day 14.\n[free] in return for [host], alpha shall release 10 prisoners for each "
            "captive, by the day after each act.\n"
        )
    )
    assert made["host"].terms == HandOver("captives", (Step(6, OnDay(7)), Step(10, OnDay(14))))
    assert made["free"].terms == Exchange("prisoners", "host", (PerEach(10, of(), of()),), 1)
    assert made["free"].owed == ("beta",)


def test_x5_a_quota_and_its_average_as_a_reading() -> None:
    read_in = agreement(
        MARCH + "phase one, 5 days\n"
        "[aid] alpha shall admit at least 10 trucks each day of phase one.\n"
        'reading "on average", held by alpha, of [aid]: '
        "alpha shall admit at least 10 trucks each day of phase one on average.\n"
    )
    aid = by_id(read_in)["aid"]
    assert aid.terms == Quota("trucks", 10)
    assert aid.phase == "one"
    assert read_in.phases[0].first == OnDay(1)
    (reading,) = read_in.readings
    assert (reading.name, reading.holders, reading.clauses) == ("on average", ("alpha",), ("aid",))
    assert isinstance(reading.change, OtherWords)
    (other,) = reading.change.commitments
    assert (other.id, other.phase) == ("aid", "one")
    assert other.terms == Quota("trucks", 10, average=True)


def test_x6_one_duty_for_each_and_a_verifier() -> None:
    read_in = agreement(
        MARCH + "verifiers cell for attacks\nphase one, 42 days from day 1\n"
        "[halt] alpha and beta shall not carry out attacks throughout phase one.\n"
    )
    made = by_id(read_in)
    assert sorted(made) == ["halt/alpha", "halt/beta"]
    for who, other in (("alpha", "beta"), ("beta", "alpha")):
        duty = made[f"halt/{who}"]
        assert duty.terms == Keep(refrain=True)
        assert (duty.clause, duty.liable, duty.owed) == ("halt", (who,), (other,))
        assert (duty.verb, duty.object) == ("carry out", "attacks")
    cell = read_in.party("cell")
    assert cell is not None
    assert (cell.role, cell.matters) == ("verifier", ("attacks",))


def test_x7_a_start_and_a_finish_and_another_first_day() -> None:
    read_in = agreement(
        "day 1 is 19 January 2025\nparties israel, hamas\n"
        '[phil] israel shall withdraw from "P", starting on day 42, finishing by day 50.\n'
        'reading "from day 0", held by hamas, of [phil]: day 0 is 19 January 2025\n'
    )
    made = by_id(read_in)
    assert sorted(made) == ["phil.finish", "phil.start"]
    assert made["phil.start"].terms == Once(OnDay(42), "on", "start")
    assert made["phil.finish"].terms == Once(OnDay(50), "by", "finish")
    assert (made["phil.start"].verb, made["phil.start"].object) == ("withdraw", "P")
    (reading,) = read_in.readings
    assert reading.change == OtherClock(day_of("2025-01-20"))
    assert (reading.clauses, reading.phrase) == (("phil",), None)


def test_x8_notice_before_each_act() -> None:
    made = by_id(
        agreement(
            MARCH + "[host] beta shall release 4 captives to alpha by day 31.\n"
            "[names] beta shall give alpha the names at least 24 hours before each act of [host].\n"
        )
    )
    assert made["names"].terms == Notice("host", 24)
    assert (made["names"].verb, made["names"].object) == ("give", "names")
    assert made["names"].owed == ("alpha",)


def test_x9_a_payment_with_the_receiver_first() -> None:
    made = by_id(agreement(MARCH + "[pay] alpha shall pay beta 100 coins by day 10."))
    assert made["pay"].terms == HandOver("coins", (Step(100, OnDay(10)),))
    assert made["pay"].owed == ("beta",)


def test_x10_what_follows_a_phase_and_who_reads_talks_how() -> None:
    read_in = agreement(
        MARCH + "phase one, 5 days\n"
        "[calm] alpha and beta shall not carry out attacks throughout phase one.\n"
        "[open] alpha shall keep the crossing open throughout.\n"
        "[terms] alpha and beta shall agree phase two by day 4.\n"
        "phase two, 5 days\n"
        "after phase one: once [terms] is met: phase two begins. while alpha and beta are in "
        "talks: [calm] and [open] go on. otherwise: nothing is said.\n"
        'reading "ran out", held by alpha, of "in talks": only while each side says so\n'
        'reading "goes on", held by beta, of "in talks": until [terms] is met\n'
    )
    one, two = read_in.phases
    assert one.after == (
        Begins(IsMet("terms"), "two"),
        GoesOn(InTalks(("alpha", "beta")), ("calm", "open")),
        NothingSaid(),
    )
    assert (two.first, two.begins, two.days) == (None, None, 5)
    ran_out, goes_on = read_in.readings
    assert (ran_out.phrase, ran_out.change) == ("in talks", TalksWhile(None))
    assert (goes_on.holders, goes_on.change) == (("beta",), TalksWhile(IsMet("terms")))
    made = by_id(read_in)
    assert made["terms"].terms == JointAct("agree", OnDay(4), "phase two")
    assert made["terms"].liable == ("alpha", "beta")
    assert made["open"].terms == Keep(refrain=False)
    assert (made["open"].verb, made["open"].object) == ("keep", "crossing")


FIRST = """\
agreement "A halt and an exchange"
day 1 is 19 January 2025

parties
  north "The North"
  south "The South"
guarantors eagle, river, union "The Union"
verifiers  cross "The Cross" for release

count captives:  by life (living, dead); by group (civilian, soldier, man over 50, sick or wounded)
count inmates: by term (life, other); by group (woman or minor, held since 8 October 2023, other)
count lorries:    by load (fuel, other); by place (coast, hills)

phase one, 42 days from day 1

  [halt]  north and south shall not carry out military operations throughout.
  [host]  south shall release 33 captives to north by day 42:
            3 by day 1, 4 more by day 7, 3 more every 7 days from day 14, the rest by day 42.
          basis published "The Paper", 16 January 2025; weekly steps unsourced.
  [free]  in return for [host], north shall release, by the day after each act,
            30 inmates for each living civilian,
            50 inmates for each living soldier, of whom 30 life,
            110 life inmates for the 9 sick or wounded.
  [aid]   north shall admit at least 600 lorries each day, of which 50 fuel and 300 hills.
          unconditional.
  [wd7]   once 7 captives are released, north shall withdraw from "Coast road" by day 7.
  [talks] north and south shall begin talks about phase two by day 16.
  [good]  guarantors shall work so that the talks go on until [talks] is met.
"""


def test_the_first_text() -> None:
    read_in = agreement(FIRST)
    made = by_id(read_in)
    assert read_in.title == "A halt and an exchange"
    days = ((3, 1), (7, 7), (10, 14), (13, 21), (16, 28), (19, 35), (33, 42))
    steps = tuple(Step(number, OnDay(day)) for number, day in days)
    assert made["host"].terms == HandOver("captives", steps)
    assert made["host"].basis.kind == "published"
    assert made["host"].basis.date == day_of("2025-01-16")
    assert made["host"].basis.note == "weekly steps unsourced"
    assert made["aid"].basis.kind == "unsourced"
    assert made["aid"].unconditional
    assert made["aid"].terms == Quota(
        "lorries", 600, (Share(50, of("fuel")), Share(300, of("hills")))
    )
    assert made["free"].terms == Exchange(
        "inmates",
        "host",
        (
            PerEach(30, of(), of("living", "civilian")),
            PerEach(50, of(), of("living", "soldier"), (Share(30, of("life")),)),
            Lump(110, of("life"), of("sick or wounded"), 9),
        ),
        1,
    )
    assert made["wd7"].conditions == (Proviso("once", CountReached(7, ("host",))),)
    assert made["talks"].terms == JointAct("begin talks", OnDay(16), "phase two")
    assert made["good"].terms == Conduct(IsMet("talks"))
    assert made["good"].liable == ("eagle", "river", "union")
    assert made["aid"].text == (
        "north shall admit at least 600 lorries each day, of which 50 fuel and 300 hills."
    )
