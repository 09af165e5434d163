"""Laws of positions: both sides alike, order nothing, no standing moved, nothing ranked."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.swap import SMALL
from trucebook.book import open_book, positions
from trucebook.evaluation.result import Clocks
from trucebook.export.positions_to_json import positions_to_csv, positions_to_json
from trucebook.export.positions_to_text import positions_to_text
from trucebook.model.time import day_of

TEXT = """agreement "Port"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
third parties gamma "Gamma"
[talks] alpha and beta shall begin talks about "the port" by day 5.
[pay] alpha shall pay beta 100 coins by day 10.
[give] beta shall pay alpha 100 coins by day 10.
watched [talks], [pay], [give] from 2025-03-01 to 2025-03-31 by "the example"
"""
WHO = st.sampled_from(["alpha", "beta", "gamma"])
SAYS = st.sampled_from(["alpha", "beta", "gamma", "Observer", "Gazette"])
DAY = st.integers(1, 14).map(lambda day: f"2025-03-{day:02}")
WORDS = ("accepts", "rejects", "backs", "offers", "insists on", "withdraws")
ACCOUNTS = st.sampled_from(["undisputed", "confirmed", "any", "alpha", "beta"])
SORTS = ("stance", "demand", "threat", "halt", "lifting")


def row(number: int, drawn: dict[str, Any]) -> dict[str, Any]:
    """A row of the record that tells a position."""
    kind = drawn["kind"]
    made: dict[str, Any] = {
        "id": f"r{number}",
        "kind": kind,
        "actor": drawn["actor"],
        "counterpart": drawn["toward"],
        "object": drawn["object"],
        "published": max(drawn["day"], drawn["later"]),
        "event_date": drawn["day"],
        "asserted_by": drawn["says"],
        "source": "Daily",
        "text": f"{drawn['says']} on {drawn['actor']}",
    }
    if drawn["denied"]:
        made["hedge"] = "denied"
    if drawn["uncertain"] and drawn["day"] < drawn["later"]:
        made["event_date"] = f"{drawn['day']}/{drawn['later']}"
    if kind == "stance":
        made["stance"] = drawn["stance"]
        if drawn["stance"] == "withdraws" and drawn["of"] < number:
            made["event"] = f"r{drawn['of']}"
    if kind == "threat":
        made |= {"unless": "opening", "harm": "closing", "deadline": drawn["later"]}
    return made


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(SORTS),
            "actor": WHO,
            "toward": WHO,
            "says": SAYS,
            "day": DAY,
            "later": DAY,
            "object": st.sampled_from(["plan", "goods", "coins"]),
            "stance": st.sampled_from(WORDS),
            "denied": st.booleans(),
            "uncertain": st.booleans(),
            "of": st.integers(0, 5),
        }
    ),
    max_size=7,
).map(lambda all_drawn: [row(number, drawn) for number, drawn in enumerate(all_drawn)])
CHOICE = st.tuples(DAY, ACCOUNTS)
EVENTS = [
    {"id": "e1", "kind": "open", "event": "opening", "event_date": "2025-03-04/2025-03-07"},
    {"id": "e2", "kind": "close", "event": "closing", "event_date": "2025-03-09"},
]
for event in EVENTS:
    event |= {"published": "2025-03-09", "asserted_by": "Observer", "source": "Daily"}
    event |= {"actor": "gamma", "for": "none", "text": "so it was"}


def asked(text: str, rows: list[dict[str, Any]], on: str, account: str) -> dict[str, Any]:
    """What is answered, as JSON, and the board beneath it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "text.truce").write_text(text, encoding="utf-8")
        (Path(folder) / "record").mkdir()
        lines = "".join(json.dumps(one) + "\n" for one in rows)
        (Path(folder) / "record" / "rows.jsonl").write_text(lines, encoding="utf-8")
        book = open_book(folder)
        assert book.faults == ()
        clocks = Clocks(day_of(on))
        answer = positions(book, clocks, account)
        rows_of = book.board(clocks, account).rows
        return {
            "answer": positions_to_json(answer, "book", clocks, account),
            "text": positions_to_text(answer, clocks, account, details=True),
            "csv": positions_to_csv(answer),
            "board": {one.commitment.id: (one.standing, dict(one.by_account)) for one in rows_of},
        }


def in_one_order(value: Any) -> Any:
    """A JSON value with every list sorted: sets of names sort differently once exchanged."""
    if isinstance(value, dict):
        return {key: in_one_order(one) for key, one in value.items() if key != "name"}
    if isinstance(value, list):
        return sorted(map(in_one_order, value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


@settings(max_examples=60, deadline=None)
@given(ROWS, CHOICE)
def test_exchanging_the_parties_exchanges_the_answer_and_nothing_else(
    rows: list[dict[str, Any]], choice: tuple[str, str]
) -> None:
    on, account = choice
    one = asked(TEXT, [*rows, *EVENTS], on, account)["answer"]
    two = asked(SMALL(TEXT), SMALL([*rows, *EVENTS]), on, SMALL(account))["answer"]
    assert in_one_order(SMALL(one)) == in_one_order(two)


@settings(max_examples=40, deadline=None)
@given(ROWS, CHOICE)
def test_no_position_moves_a_standing(rows: list[dict[str, Any]], choice: tuple[str, str]) -> None:
    on, account = choice
    assert (
        asked(TEXT, [*rows, *EVENTS], on, account)["board"]
        == (asked(TEXT, EVENTS, on, account)["board"])
    )


@settings(max_examples=30, deadline=None)
@given(ROWS, CHOICE, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(
    rows: list[dict[str, Any]], choice: tuple[str, str], chance: Any
) -> None:
    other = [*rows, *EVENTS]
    chance.shuffle(other)
    assert asked(TEXT, [*rows, *EVENTS], *choice) == asked(TEXT, other, *choice)


@settings(max_examples=30, deadline=None)
@given(ROWS, CHOICE)
def test_every_report_is_shown_and_nothing_is_counted_or_ranked(
    rows: list[dict[str, Any]], choice: tuple[str, str]
) -> None:
    found = asked(TEXT, [*rows, *EVENTS], *choice)
    told = [one for p in found["answer"]["positions"] for one in p["reports"]]
    assert all(one["asserted_by"] and one["source"] and one["published"] for one in told)
    assert all(f"[{one['report']}]" in found["text"] for one in told)
    names = [(p["sort"], p["name"]) for p in found["answer"]["positions"]]
    by_sort = [[n for s, n in names if s == sort] for sort in dict.fromkeys(s for s, _ in names)]
    assert all(len(set(some)) == len(some) for some in by_sort)
    numbers = [
        value
        for p in found["answer"]["positions"]
        for value in (*p.values(), *(v for one in p["reports"] for v in one.values()))
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]
    assert numbers == []


def test_a_threat_is_judged_alike_whoever_makes_it() -> None:
    for who in ("alpha", "beta", "gamma"):
        threat = {
            "id": "t",
            "kind": "threat",
            "actor": who,
            "published": "2025-03-02",
            "asserted_by": who,
            "source": "Daily",
            "text": "so it was said",
            "unless": "opening",
            "harm": "closing",
            "deadline": "2025-03-05",
        }
        seen = {
            on: asked(TEXT, [threat, *EVENTS], on, "undisputed")["answer"]["positions"][0]
            for on in ("2025-03-03", "2025-03-06", "2025-03-10")
        }
        assert seen["2025-03-03"]["standing"] == ["open"]
        assert seen["2025-03-06"]["standing"] == ["lapsed", "met"]
        assert seen["2025-03-10"]["standing"] == ["carried out", "met"]
        assert seen["2025-03-10"]["because"] == ["date"]
