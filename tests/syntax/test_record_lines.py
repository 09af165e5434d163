"""Lines of the record and of the names table, as columns and meanings."""

from __future__ import annotations

import pytest

from tests.syntax.reading import FILE, SPEC, blocks, faults, read
from trucebook.model.from_row import report_from_row, watch_from_row
from trucebook.model.from_syntax import build
from trucebook.model.names import ObjectMeaning
from trucebook.model.time import day_of
from trucebook.syntax import parse
from trucebook.syntax.span import Span
from trucebook.syntax.verbs import base

RECORD = blocks(SPEC / "language" / "record.md")[0]
NAMES = blocks(SPEC / "language" / "names.md")[0]
FIELDS = '\n  says "A"; source "S", published 2025-01-25\n'


def columns(line: str) -> dict[str, object]:
    parsed = parse(line, FILE)
    assert parsed.diagnostics == ()
    (row,) = build([parsed.tree]).rows
    return dict(row.columns)


def said(statement: str) -> dict[str, object]:
    """What a statement alone fills."""
    known = {"id", "event_date", "asserted_by", "source", "published", "text"}
    whole = columns(f"2025-01-25 {statement}{FIELDS}")
    return {name: value for name, value in whole.items() if name not in known}


def test_a_report() -> None:
    line = (
        "2025-01-25 [r1] hamas released 4 hostages (living, soldier) to israel\n"
        '  says "Agency"; source "Wire", published 2025-01-26 <https://example.org/a#b>\n'
    )
    assert columns(line) == {
        "id": "r1",
        "event_date": "2025-01-25",
        "kind": "release",
        "actor": "hamas",
        "count_low": 4,
        "count_high": 4,
        "object": "hostages (living, soldier)",
        "counterpart": "israel",
        "text": "hamas released 4 hostages (living, soldier) to israel",
        "asserted_by": "Agency",
        "source": "Wire",
        "published": "2025-01-26",
        "url": "https://example.org/a#b",
    }


@pytest.mark.parametrize(
    ("words", "stops", "meant"),
    [
        ('alpha lifted "the ban" of beta', "of", '"the ban of beta"'),
        ('alpha gave 4 coins to beta for "nothing"', "for", None),
        ("alpha", "alpha", None),
    ],
)
def test_a_report_that_is_none_says_which_word_stops_it(
    words: str, stops: str, meant: str | None
) -> None:
    text = f"2025-01-25 {words}{FIELDS}"
    (found,) = parse(text, FILE).diagnostics
    assert found.code == "record-line"
    assert text[found.span.start : found.span.end] == stops
    assert [fix.replacement for fix in found.fixes] == ([] if meant is None else [meant])
    assert "hamas" not in found.why


def test_a_preposition_before_a_name_in_quotes_is_left_out() -> None:
    found = said('army withdrew behind "the line"')
    assert (found["kind"], found["object"]) == ("withdraw", "the line")


@pytest.mark.parametrize(
    ("words", "kind", "stage"),
    [
        ("alpha and beta began talks about phase two", "begin", "begun"),
        ("talks: alpha and beta began talks", "talks", "begun"),
        ("alpha broke off the talks", "break off", "broken off"),
        ("alpha and beta concluded talks with gamma", "conclude", "concluded"),
        ("alpha began work", "begin", None),
        ("alpha says it will begin talks", "stance", None),
    ],
)
def test_how_far_talks_are_is_told_by_the_verb(words: str, kind: str, stage: str | None) -> None:
    found = said(words)
    assert (found["kind"], found.get("stage")) == (kind, stage)


def test_a_stage_that_is_named_is_the_stage() -> None:
    whole = columns(f"2025-01-25 alpha began talks{FIELDS.rstrip()}; stage preparatory\n")
    assert whole["stage"] == "preparatory"


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("4", 4, 4),
        ("1,778", 1778, 1778),
        ("80 to 90", 80, 90),
        ("80..90", 80, 90),
        ("at least 80", 80, None),
        ("more than 80", 81, None),
        ("at most 80", 0, 80),
        ("fewer than 80", 0, 79),
    ],
)
def test_numbers(words: str, low: int, high: int | None) -> None:
    row = said(f"alpha released {words} prisoners")
    assert (row.get("count_low"), row.get("count_high")) == (low, high)


def test_statements_of_other_forms() -> None:
    assert said('alpha opened "the gate"') == {
        "kind": "open",
        "actor": "alpha",
        "object": "the gate",
    }
    assert said('"Prison Service" handed over 3 bodies to "Red Cross" at "the gate"') == {
        "kind": "hand over",
        "actor": "Prison Service",
        "count_low": 3,
        "count_high": 3,
        "object": "bodies",
        "counterpart": "Red Cross",
        "place": "the gate",
    }
    assert said('israel says it will not withdraw from "P"') == {
        "kind": "stance",
        "stance": "will not withdraw",
        "actor": "israel",
        "object": "P",
    }
    assert said("tally: hamas holds 24 hostages (living) remaining") == {
        "kind": "tally",
        "actor": "hamas",
        "count_low": 24,
        "count_high": 24,
        "count_basis": "remaining",
        "object": "hostages (living)",
    }
    assert said("alpha released 3 captives (living), of which 1 soldier and 2 civilian")[
        "breakdown"
    ] == {"soldier": 1, "civilian": 2}


def test_fields() -> None:
    row = columns(
        "2025-01-25 alpha released 4 prisoners for [free], [free.2025-01-26]\n"
        '  says "A"  # of the ministry\n'
        '  source "S; and # more", published 2025-01-26T10:00; contrary; event e1; part of e0\n'
        "  accepted 1 to 2; corrects r0; recorded 2025-01-27T08:00Z, by ann; hedge alleged\n"
    )
    wanted = {
        "for": ["free", "free.2025-01-26"],
        "source": "S; and # more",
        "published": "2025-01-26T10:00",
        "contrary": True,
        "event": "e1",
        "part_of": "e0",
        "accepted_low": 1,
        "accepted_high": 2,
        "corrects": "r0",
        "recorded": "2025-01-27T08:00Z",
        "recorded_by": "ann",
        "hedge": "alleged",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_nothing_is_about_nothing() -> None:
    assert columns(f"2025-01-25 alpha opened roads for none{FIELDS}")["for"] == "none"


def test_an_id_is_made_of_the_words_and_not_of_the_place() -> None:
    one = columns(f"2025-01-25 alpha opened roads{FIELDS}")["id"]
    other = columns(f"\n\n2025-01-25  alpha opened   roads{FIELDS}")["id"]
    assert one == other
    assert one != columns(f"2025-01-25 alpha opened gates{FIELDS}")["id"]


def test_the_page_of_the_record() -> None:
    read_in = read(RECORD)
    assert faults(read_in) == []
    assert len(read_in.reports) == 8
    (watch,) = read_in.watches
    assert (watch.ids, watch.by) == (("host", "free"), "English-language wires, searched daily")
    assert (watch.first, watch.last) == (day_of("2025-01-19"), day_of("2025-03-18"))
    finding = next(report for report in read_in.reports if report.kind == "finding")
    assert (finding.event, finding.result, finding.asserted_by) == ("e1", "not confirmed", "cell")


def test_the_page_of_the_names() -> None:
    names = read(NAMES).names
    assert names.speaks_for == (("Prison Service", "alpha"), ("Prime Minister's Office", "alpha"))
    assert names.under_authority == (("Health ministry", "beta"),)
    assert names.same == (("PMO", "Prime Minister's Office"),)
    assert names.monitors == ("Aid office",)
    assert names.objects == (
        ("detained-people", ObjectMeaning("prisoners")),
        ("hostages-alive", ObjectMeaning("hostages", frozenset({"living"}))),
        ("guest-workers", ObjectMeaning(None)),
    )
    assert names.kinds == (("freeing", "release"), ("handover", "release"))
    assert names.parts == (("transfer", "release"),)


@pytest.mark.parametrize(
    ("past", "verb"),
    [
        ("released", "release"),
        ("freed", "free"),
        ("admitted", "admit"),
        ("killed", "kill"),
        ("closed", "close"),
        ("opened", "open"),
        ("fired", "fire"),
        ("handed over", "hand over"),
        ("withdrew", "withdraw"),
        ("holds", "hold"),
        ("reported", "report"),
        ("violated", "violate"),
        ("agreed", "agree"),
        ("delivered", "deliver"),
        ("occupied", "occupy"),
    ],
)
def test_a_verb_of_the_record_becomes_the_verb_of_the_text(past: str, verb: str) -> None:
    assert base(past) == verb


def test_a_list_of_names_may_go_on_in_the_next_line() -> None:
    text = 'parties alpha\nnames\n  "One",  # first\n  "Two" speak for alpha\n'
    assert read(text).names.speaks_for == (("One", "alpha"), ("Two", "alpha"))


ZONED = """\
agreement "Example"
zone Asia/Jerusalem
day 1 is 1 March 2025
parties alpha, beta
count captives: by life (living, dead); by group (civilian, soldier, sick or wounded)
[host] beta shall release 9 captives to alpha by day 9.
"""


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("recorded 2025-03-05", {"recorded": "2025-03-05"}),
        ("recorded 2025-03-05T23:30-05:00", {"recorded": "2025-03-05T23:30-05:00"}),
        ("published 2025-03-05", {}),
    ],
)
def test_a_line_of_text_says_what_a_row_of_a_file_says(
    words: str, columns: dict[str, object]
) -> None:
    line = (
        "2025-03-04 [r1] beta released 4 captives to alpha, of which 2 living soldiers and "
        f'1 living sick or wounded\n  source "Daily", published 2025-03-05; {words}\n'
    )
    row = {
        "id": "r1",
        "event_date": "2025-03-04",
        "kind": "release",
        "actor": "beta",
        "counterpart": "alpha",
        "object": "captives",
        "count_low": 4,
        "count_high": 4,
        "breakdown": {"living, soldier": 2, "living, sick or wounded": 1},
        "source": "Daily",
        "published": "2025-03-05",
        **columns,
    }
    (said,) = read(ZONED + line).reports
    written = report_from_row({**row, "text": said.text}, "Asia/Jerusalem", Span("r", 0, 1))
    assert said == written


@pytest.mark.parametrize("recorded", ["2025-03-05", "2025-03-05T23:30-05:00", "2025-03-05T10:00"])
def test_a_watch_of_a_text_is_recorded_as_a_watch_of_a_file(recorded: str) -> None:
    line = f'watched [host] from 2025-03-01 to 2025-03-20 by "wires" recorded {recorded}\n'
    row = {
        "kind": "coverage",
        "for": "host",
        "from": "2025-03-01",
        "to": "2025-03-20",
        "by": "wires",
        "recorded": recorded,
    }
    (said,) = read(ZONED + line).watches
    assert said == watch_from_row(row, "Asia/Jerusalem", Span("r", 0, 1))


def test_a_fault_of_a_field_stands_at_the_field() -> None:
    text = ZONED + (
        '2025-03-04 beta released 4 captives to alpha\n  source "Daily", published 5 March 2025\n'
    )
    (found,) = read(text).faults
    assert found.code == "record-bad-date"
    assert text[found.span.start : found.span.end] == "published 5 March 2025"


@pytest.mark.parametrize(
    ("statement", "filled"),
    [
        (
            'beta handed over 4 captives at "the gate" to alpha',
            {"kind": "hand over", "counterpart": "alpha", "place": "the gate", "count_low": 4},
        ),
        (
            'alpha admitted 600 trucks of flour through "the crossing" into "the city"',
            {"object": "trucks of flour", "place": "the crossing; the city", "count_high": 600},
        ),
        (
            'alpha released 30 prisoners (life) from "the old prison" to beta under "an escort"',
            {"object": "prisoners (life)", "counterpart": "beta", "place": "the old prison"},
        ),
        (
            'beta shelled "the port" from "the hill"',
            {"kind": "shell", "object": "the port", "place": "the hill"},
        ),
        (
            'alpha withdrew from "the corridor" to "the line"',
            {"kind": "withdraw", "object": "the corridor", "counterpart": "the line"},
        ),
        ("alpha paid beta 100 coins", {"object": "coins", "counterpart": "beta", "count_low": 100}),
        ("alpha paid about 100 coins", {"object": "coins", "count_low": 100}),
        ("alpha gave beta the names", {"object": "the names", "counterpart": "beta"}),
    ],
)
def test_where_and_to_whom(statement: str, filled: dict[str, object]) -> None:
    found = said(statement)
    assert {name: found[name] for name in filled} == filled
    assert ("place" in found) == ("place" in filled)
    whole = columns(f"2025-01-25 {statement}{FIELDS}")
    assert whole["text"] == statement


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        ("alpha paid beta ninety coins", "alpha paid beta 90 coins"),
        ("beta released 4 captives on 5 March 2025", "beta released 4 captives"),
        ("beta released twenty captives to alpha", "beta released 20 captives to alpha"),
        (
            "alpha admitted 60 trucks through the gate",
            'alpha admitted 60 trucks through "the gate"',
        ),
    ],
)
def test_what_would_be_misread_is_told_with_a_wording_that_works(
    statement: str, wording: str
) -> None:
    text = f"2025-01-25 {statement}{FIELDS}"
    (found,) = parse(text, FILE).diagnostics
    fix = found.fixes[0]
    mended = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    assert wording in mended
    assert parse(mended, FILE).diagnostics == ()
