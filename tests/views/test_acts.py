from dataclasses import replace

from tests.slow.build import MARCH, many, of, say
from tests.views.boards import AGREEMENT, HOST, exactly, row
from trucebook.evaluation.result import Fact
from trucebook.export.lists_to_text import reports_to_text
from trucebook.model.time import start_of
from trucebook.views.acts import say_act, say_apart
from trucebook.views.telling import say_fact, say_report

RELEASE = say(
    "a1",
    MARCH,
    MARCH,
    "Outlet",
    "release",
    by="beta",
    receiver="alpha",
    verb="release",
    thing="hostages",
    count=many(4),
    breakdown=((of("dead"), many(1)), (of("living"), many(3))),
)


def test_a_report_reads_as_a_line_with_names_and_living_and_dead_apart() -> None:
    words = "Beta: release 3 living + 1 dead hostages, to Alpha"
    assert say_act(RELEASE, AGREEMENT) == words
    assert f"  {words}; " in reports_to_text([RELEASE], 1, AGREEMENT)


def test_a_word_of_the_record_alone_stands_apart() -> None:
    said = replace(
        RELEASE,
        verb=None,
        report=replace(
            RELEASE.report, kind="violation-alleged", object="village", count=None, breakdown=()
        ),
    )
    assert say_act(said, AGREEMENT) == "Beta: violation alleged, village, toward Alpha"


def test_several_bodies_are_named_and_strangers_stay_as_written() -> None:
    both = replace(RELEASE, performer=None, report=replace(RELEASE.report, actor="alpha and beta"))
    assert say_act(both, AGREEMENT).startswith("Alpha and Beta: ")
    nobody = replace(both, report=replace(both.report, actor="The Office"))
    assert say_act(nobody, AGREEMENT).startswith("The Office: ")


def test_figures_that_do_not_fall_into_living_and_dead_keep_their_shares() -> None:
    shares = [(of("living"), exactly(2))]
    assert say_apart(exactly(4), shares, "captives") == "4 captives (2 living)"
    assert say_apart(exactly(43), [(of("fuel"), exactly(5))], "trucks") == "43 trucks (5 fuel)"
    assert say_apart(exactly(2), [], "trucks") == "2 trucks"


def test_a_fact_tells_living_and_dead_apart() -> None:
    fact = Fact(
        "e",
        ("a1",),
        (exactly(4),),
        start_of(MARCH),
        start_of(MARCH),
        "reported",
        ((of("dead"), exactly(1)), (of("living"), exactly(3))),
    )
    assert say_fact(fact, row(HOST, "met", unit="captives")).startswith(
        "3 living + 1 dead captives"
    )


def test_what_is_denied_is_no_statement_of_it() -> None:
    denied = replace(RELEASE, report=replace(RELEASE.report, hedge="denied", text="beta attacked"))
    assert [node.words for node in say_report(denied).under] == ["What is denied: beta attacked"]
