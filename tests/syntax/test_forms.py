"""Each form of days, conditions and commitments, read into the values it means."""

from __future__ import annotations

from tests.syntax.reading import agreement, by_id, faults, read
from trucebook.model.agreement import (
    AllOf,
    AnyOf,
    AtHour,
    CountReached,
    DayCame,
    DaysAfter,
    DaysAfterStart,
    DaysPast,
    Earlier,
    Exchange,
    Expectation,
    Found,
    HandOver,
    Happened,
    HoursAfter,
    IsMet,
    Keep,
    LastDayOf,
    Level,
    Not,
    Once,
    OnDate,
    OnDay,
    Order,
    OtherWords,
    PhaseBegan,
    Power,
    Proviso,
    Quota,
    Step,
)
from trucebook.model.time import day_of

MARCH = "day 1 is 1 March 2025\nparties alpha, beta\n"
CAPTIVES = "count captives: by life (living, dead); by group (civilian, soldier)\n"


def of(*names: str) -> frozenset[str]:
    return frozenset(names)


BODY = MARCH + CAPTIVES + "phase one, 42 days from day 1\n[host] beta shall release 9 captives.\n"


def terms(sentence: str) -> object:
    return by_id(agreement(f"{BODY}[x] {sentence}"))["x"].terms


def conditions(lead: str) -> tuple[Proviso, ...]:
    return by_id(agreement(f'{BODY}[x] {lead}, alpha shall open "P".'))["x"].conditions


def test_days() -> None:
    def due(words: str) -> object:
        made = terms(f'alpha shall open "P" {words}.')
        assert isinstance(made, Once)
        return made.due

    assert due("by day 7") == OnDay(7)
    assert due("by day 7 of phase one") == OnDay(7, "one")
    assert due("by 9 March 2025") == OnDate(day_of("2025-03-09"))
    assert due("by 2025-03-09") == OnDate(day_of("2025-03-09"))
    assert due("by the end of week 5") == OnDay(35)
    assert due("by week 5") == OnDay(35)
    assert due("by the end of phase one") == LastDayOf("one")
    assert due("within 3 days") == DaysAfterStart(3)
    assert due("within 3 months") == DaysAfterStart(0, 3)
    assert due("by 12:00 on day 7") == AtHour(720, OnDay(7))
    assert due("at 08:30 UTC on day 7") == AtHour(510, OnDay(7), "UTC")
    assert due("by 24:00 on day 7") == AtHour(1439, OnDay(7))
    assert due("within 30 days of the end of phase one") == DaysPast(30, LastDayOf("one"))
    assert due("within 1 month of 31 March 2025") == OnDate(day_of("2025-04-30"))
    assert due("within 3 days of [host]") == DaysAfter(3, IsMet("host"))
    assert due("within 72 hours of [host]") == HoursAfter(72, IsMet("host"))
    assert due("by the day after [host] is met") == DaysAfter(1, IsMet("host"))
    assert due('within 2 weeks of "entry into force"') == DaysAfter(
        14, Happened("entry into force")
    )
    assert due("by day 9 or within 3 days of [host], whichever is earlier") == Earlier(
        (OnDay(9), DaysAfter(3, IsMet("host")))
    )
    assert due("") is None


def test_the_day_it_is_due_may_stand_first_and_be_so_long_after_a_fixed_one() -> None:
    text = """agreement "X"
day 1 is 1 March 2025
parties
  alpha
  beta
count coins
count captives
[a] alpha shall open "the road" within 5 days of 10 March 2025.
[b] within 3 days of day 2, alpha shall open "the gate".
[c] by day 9, once [a] is met, alpha shall open "the port".
[d] beta shall release 2 captives to alpha within 36 hours of 10 March 2025.
[e] in return for [d], within 2 days of each act, alpha shall pay beta 5 coins for each captive.
"""
    built = read(text)
    assert built.faults == ()
    terms = {one.id: one.terms for one in built.agreement.commitments}
    assert terms["a"] == Once(OnDate(day_of("2025-03-15")))
    assert terms["b"] == Once(OnDay(5))
    assert terms["c"] == Once(OnDay(9))
    assert isinstance(terms["d"], HandOver)
    assert terms["d"].steps[-1].due == OnDate(day_of("2025-03-12"))
    assert isinstance(terms["e"], Exchange)
    assert terms["e"].days == 2


def test_weeks_count_from_day_0_where_the_text_does() -> None:
    text = 'day 0 is 1 March 2025\nparties alpha, beta\n[x] alpha shall open "P" by week 1.'
    read_in = agreement(text)
    assert read_in.clock.day_one == day_of("2025-03-02")
    assert by_id(read_in)["x"].terms == Once(OnDay(6))


def test_conditions_of_every_word() -> None:
    met = IsMet("host")
    assert conditions("once [host] is met") == (Proviso("once", met),)
    assert conditions("after [host] is met") == (Proviso("once", met),)
    assert conditions("if [host] is not met") == (Proviso("if", Not(met)),)
    assert conditions("unless day 3 has come") == (Proviso("unless", DayCame(OnDay(3))),)
    assert conditions("while phase one begins") == (Proviso("while", PhaseBegan("one")),)
    both = AnyOf((AllOf((met, DayCame(OnDay(3)))), Happened("it")))
    assert conditions('once [host] is met and day 3 has come or "it" has happened') == (
        Proviso("once", both),
    )
    assert conditions("if 7 living captives are released") == (
        Proviso("if", CountReached(7, ("host",), of("living"))),
    )
    assert by_id(agreement(f'{BODY}[x] only after [host] is met, alpha shall open "P".'))[
        "x"
    ].only_after


def test_a_condition_on_a_clause_of_several_duties_is_on_each_of_them() -> None:
    text = BODY + "[calm] alpha and beta shall declare calm by day 1.\n"
    text += '[x] once [calm] is met, alpha shall open "P".'
    both = AllOf((IsMet("calm/alpha"), IsMet("calm/beta")))
    assert by_id(agreement(text))["x"].conditions == (Proviso("once", both),)


def test_the_other_kinds() -> None:
    assert terms("alpha shall hold at most 300 captives throughout.") == Level(
        "captives", "at most", 300
    )
    assert terms("beta shall release living captives before dead captives under [host].") == Order(
        "host", of("living"), of("dead")
    )
    assert terms("beta shall release all remaining captives (living) by day 9.") == HandOver(
        "captives",
        (Step(None, OnDay(9), found=Found(100, "captives", of("living"), of_rest=True)),),
        of("living"),
    )
    assert terms("it is expected that 5 captives come each month.") == Expectation(5, "captives")
    assert terms("alpha may suspend [host] from day 3 until day 9.") == Power(
        OnDay(3), OnDay(9), ("host",), until=OnDay(9)
    )
    assert terms("alpha may suspend [host] for 5 days by day 9.") == Power(
        None, OnDay(9), ("host",), days=5
    )
    assert terms("alpha may terminate the agreement.") == Power(ends=True)
    assert terms("alpha shall keep the road open until day 20.") == Keep(
        refrain=False, last=OnDay(20)
    )
    assert terms("alpha shall admit 70 captives every 7 days from day 8 until day 28.") == Quota(
        "captives", 70, every=7, first=OnDay(8), last=OnDay(28)
    )


def test_an_amount_to_be_negotiated_and_a_vague_word() -> None:
    made = by_id(
        agreement(
            BODY + "[a] alpha shall release a number of captives to be negotiated.\n"
            "[b] alpha shall promptly repair the road.\n"
        )
    )
    assert made["a"].to_be_negotiated
    assert made["a"].terms == HandOver("captives", (Step(None, None, found=Found(100, "")),))
    assert made["b"].vague == "promptly"


def test_a_reading_of_order_words() -> None:
    text = BODY + (
        "[order] beta shall release living captives before dead captives under [host].\n"
        'reading "soldiers last", held by beta, of [order]: '
        "beta shall release civilian captives before soldier captives under [host].\n"
    )
    (reading,) = agreement(text).readings
    assert isinstance(reading.change, OtherWords)
    assert reading.change.commitments[0].terms == Order("host", of("civilian"), of("soldier"))


def test_texts_may_be_several_files_in_any_order() -> None:
    from trucebook.model.from_syntax import understand  # noqa: PLC0415 - beside its one use

    one = {"a.truce": "[x] alpha shall pay beta 3 coins by day 3.\n", "b.truce": MARCH}
    assert understand(one).faults == ()
    assert [c.owed for c in understand(one).agreement.commitments] == [("beta",)]


def test_a_text_without_parties_day_or_phases_is_still_read() -> None:
    assert faults(read("")) == []
    assert read("").agreement.commitments == ()
    read_in = read('parties alpha\n[x] alpha shall open "P" by 9 March 2025.')
    assert faults(read_in) == []
    assert read_in.agreement.clock.day_one is None
    assert read_in.agreement.zone == "UTC"
