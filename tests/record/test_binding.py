from __future__ import annotations

from dataclasses import replace

import pytest

from tests.record.a_book import NAMES, TEXT, book, bound, duty, report
from trucebook.model.agreement import (
    Order,
)
from trucebook.model.binding import bind, bind_record, unknown_ids
from trucebook.model.report import Watch
from trucebook.model.wording import noun_forms, verb_forms

# --- by `for` -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "commitments", "rounds"),
    [
        (["host"], ("host",), ()),
        (["phil.start"], ("phil.start",), ()),
        (["free.2025-03-02"], ("free",), ("free.2025-03-02",)),
        (["host.3"], ("host",), ("host.3",)),
        (["host.3", "free.2025-03-02"], ("host", "free"), ("host.3", "free.2025-03-02")),
        (["halt/beta"], ("halt/beta",), ()),
        (["halt"], ("halt/alpha",), ()),
        (["halt.2025-03-02"], ("halt/alpha",), ("halt/alpha.2025-03-02",)),
        (["talks"], ("talks",), ()),
    ],
)
def test_for_names_commitments_clauses_and_rounds(
    ids: list[str], commitments: tuple[str, ...], rounds: tuple[str, ...]
) -> None:
    one = bound(actor="Alpha", **{"for": ids})
    assert (one.commitments, one.rounds) == (commitments, rounds)
    assert one.why_unbound is None


def test_for_none_is_outside() -> None:
    one = bound(actor="Alpha", object="prisoners", **{"for": "none"})
    assert one.outside
    assert not one.commitments
    assert one.why_unbound is None


def test_for_an_id_the_text_does_not_have() -> None:
    one = bound(**{"for": ["hsot"]})
    assert one.unplaced == ("for: hsot",)
    assert one.why_unbound == "the text has no [hsot]: did you mean host?"


def test_one_unknown_id_does_not_undo_a_known_one() -> None:
    one = bound(**{"for": ["host", "nowhere"]})
    assert one.commitments == ("host",)
    assert one.unplaced == ("for: nowhere",)


def test_a_clause_of_several_without_a_performer_binds_to_nobody() -> None:
    one = bound(kind="strike", **{"for": ["halt"]})
    assert not one.commitments
    assert "whose act" in str(one.why_unbound)


def test_a_clause_of_start_and_finish_asks_which() -> None:
    one = bound(kind="withdraw", actor="Alpha", **{"for": ["phil"]})
    assert "name phil.finish or phil.start" in str(one.why_unbound)


def test_a_stance_may_speak_of_each_duty_of_a_clause() -> None:
    one = bound(kind="stance", actor="Alpha", **{"for": ["phil"]})
    assert one.commitments == ("phil.finish", "phil.start")


# --- by the names table -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "commitments"),
    [
        ({"actor": "Beta", "object": "captives"}, ("host",)),
        ({"actor": "beta", "object": "captive"}, ("host",)),
        ({"actor": "BETA", "object": "captives (living)"}, ("host",)),
        ({"actor": "Beta", "object": "dead-hostages"}, ("host",)),
        ({"actor": "Alpha", "object": "prisoners", "kind": "released"}, ("free",)),
        ({"actor": "Prison Service", "object": "prisoners"}, ("free",)),
        ({"actor": "PS", "object": "prisoners", "kind": "handover"}, ("free",)),
        ({"actor": "Beta's health office", "object": "hostages"}, ("host",)),
        ({"actor": "Beta", "object": "names", "kind": "gave"}, ("names",)),
        ({"actor": "Alpha", "object": "trucks", "kind": "admitted"}, ("aid",)),
        ({"actor": "Army", "kind": "strike", "object": "deaths"}, ("halt/alpha",)),
        ({"actor": "Beta", "object": "hostages (living)"}, ("host",)),
        ({"actor": "Beta", "kind": "retreated", "object": "line"}, ("line",)),
        ({"actor": "Beta", "object": "living hostages"}, ("host",)),
        ({"actor": "Beta", "object": "dead-hostages (living)"}, ()),
        ({"actor": "Alpha, Beta", "kind": "talks"}, ("talks",)),
        ({"actor": "Alpha, Beta", "kind": "begin", "object": "talks about phase two"}, ("talks",)),
        ({"actor": "Alpha", "kind": "begin", "object": "talks with Beta"}, ("talks",)),
        ({"actor": "Alpha", "kind": "begin", "object": "talks about prisoners"}, ()),
        ({"actor": "Gamma State", "kind": "begin", "object": "talks"}, ()),
        ({"actor": "Beta", "kind": "talks", "stage": "begun"}, ("talks",)),
        (
            {"actor": "Beta", "kind": "handed over", "object": "maps", "event_date": "2025-03-09"},
            ("quiet",),
        ),
    ],
)
def test_performer_verb_and_thing_fit_one(
    columns: dict[str, object], commitments: tuple[str, ...]
) -> None:
    one = bound(**columns)
    assert one.commitments == commitments, one.why_unbound


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"object": "prisoners"}, "it names no actor"),
        ({"actor": "Delta", "object": "prisoners"}, "nobody here is Delta"),
        ({"actor": "Beta", "object": "prisoners"}, "no clause has its performer, verb and thing"),
        ({"actor": "Beta", "kind": "figure", "object": "captives"}, "kind figure means no verb"),
        ({"actor": "Beta", "object": "cats"}, "object cats means nothing"),
        ({"actor": "Beta", "object": "captives (tall)"}, "object captives (tall) means nothing"),
        ({"actor": "Beta"}, "no clause has"),
        ({"actor": "Alpha", "kind": "withdrew", "object": "Hill"}, "phil.finish, phil.start"),
        ({"actor": "Beta", "kind": "hand over", "object": "maps"}, "quiet, quiet2"),
        (
            {"actor": "Alpha", "kind": "admit", "object": "trucks (fuel)"},
            "it fits each of aid, fuel",
        ),
    ],
)
def test_none_or_several_is_bound_to_nothing_and_says_why(
    columns: dict[str, object], why: str
) -> None:
    one = bound(**columns)
    assert not one.commitments
    assert not one.outside
    assert why in str(one.why_unbound)


def test_what_the_table_puts_outside_is_outside() -> None:
    one = bound(actor="Beta", object="guest-workers", count_low=5, count_high=5)
    assert one.outside
    assert (one.commitments, one.why_unbound) == ((), None)


def test_what_it_means_is_told_beside() -> None:
    one = bound(actor="Beta", counterpart="Alpha", object="dead-hostages", kind="handover")
    assert (one.performer, one.receiver, one.verb, one.thing) == (
        "beta",
        "alpha",
        "release",
        "captives",
    )
    assert one.of == frozenset({"dead"})
    assert not one.share


def test_a_kind_that_is_part_of_another_is_a_share() -> None:
    one = bound(actor="Alpha", object="prisoners", kind="transfer")
    assert one.commitments == ("free",)
    assert one.share


def test_an_order_has_no_acts_of_its_own() -> None:
    living_first = Order("host", frozenset({"living"}), frozenset({"dead"}))
    order = duty("order", "beta", "release", "captives", living_first)
    text = replace(TEXT, commitments=(*TEXT.commitments, order))
    act = report(actor="Beta", object="captives (dead)", count_low=1)
    assert bind(act, text, NAMES).commitments == ("host",)
    said = report(kind="stance", **{"for": ["order"]})
    assert bind(said, text, NAMES).commitments == ("order",)


# --- by what other rows say ---------------------------------------------------------------


@pytest.mark.parametrize("kind", ["verification", "finding", "denial", "delay", "suspension"])
@pytest.mark.parametrize("column", ["event", "part_of"])
def test_a_row_about_an_act_is_bound_like_it(kind: str, column: str) -> None:
    told = book(
        report("b1", actor="Beta", object="captives"),
        report("b2", kind=kind, **{column: "b1"}),
        report("b3", kind=kind, **{column: "b9"}),
    )
    assert told["b2"].commitments == ("host",)
    assert told["b2"].why_unbound is None
    assert told["b3"].why_unbound


def test_a_chain_of_rows_is_followed_to_its_act() -> None:
    told = book(
        report("b1", kind="denial", event="b2"),
        report("b2", kind="verification", event="b3"),
        report("b3", actor="Beta", object="captives"),
    )
    assert told["b1"].commitments == told["b2"].commitments == ("host",)


def test_rows_of_one_event_are_bound_alike() -> None:
    told = book(
        report("b1", event="e", **{"for": ["host.1"]}),
        report("b2", kind="verification", event="e"),
        report("b3", kind="denial", event="e", **{"for": ["free"]}),
    )
    assert (told["b2"].commitments, told["b2"].rounds) == (("free", "host"), ("host.1",))
    assert told["b3"].commitments == ("free",)


def test_an_event_has_one_name_though_rows_name_a_row() -> None:
    told = book(
        report("b1", actor="Beta", object="captives"),
        report("b2", kind="verification", event="b1"),
        report("b3", kind="denial", event="b2"),
        report("c1", actor="Beta", object="captives", event="e"),
        report("c2", kind="verification", event="c1"),
        report("d1", kind="denial", event="d2"),
        report("d2", kind="denial", event="d1"),
        report("f1"),
    )
    assert [told[name].event for name in ("b1", "b2", "b3")] == ["b1", "b1", "b1"]
    assert [told[name].event for name in ("c1", "c2", "f1")] == ["e", "e", None]


def test_a_correction_is_bound_like_what_it_corrects() -> None:
    told = book(report("b1", **{"for": ["host"]}), report("b2", kind="correction", corrects="b1"))
    assert told["b2"].commitments == ("host",)


def test_a_verification_of_something_outside_is_outside() -> None:
    told = book(
        report("b1", actor="Beta", object="guest-workers"),
        report("b2", kind="verification", event="b1"),
    )
    assert told["b2"].outside


# --- the rest -----------------------------------------------------------------------------


def test_a_record_knows_when_it_was_written_only_if_every_row_does() -> None:
    one, other = report("r1", recorded="2025-03-05"), report("r2")
    assert bind_record([one], (), TEXT, NAMES).has_known
    assert not bind_record([one, other], (), TEXT, NAMES).has_known
    assert not bind_record([], (), TEXT, NAMES).has_known


def test_a_watch_of_an_id_the_text_does_not_have() -> None:
    watch = Watch(("halt", "free.2025-03-02", "hots"), 1, 2, "X")
    ((where, words),) = unknown_ids([watch], TEXT)
    assert where is watch
    assert "the text has no [hots]" in words


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("release", "release releases released releasing"),
        ("hand over", "hand over|handed over|hands over|handing over|hand-over"),
        ("admit", "admits admitted admitting"),
        ("withdraw", "withdrew withdrawn withdrawing"),
        ("carry out", "carried out|carrying out|carries out"),
        ("re-arrest", "re-arrested"),
    ],
)
def test_verbs_are_known_in_their_forms(verb: str, forms: str) -> None:
    wanted = set(forms.split("|")) if "|" in forms else set(forms.split())
    assert wanted <= verb_forms(verb)


def test_things_are_known_in_singular_and_plural() -> None:
    assert "body" in noun_forms("bodies")
    assert "trucks" in noun_forms("truck")
    assert "truck" in noun_forms("trucks")
