"""How far two readers agree, worked out by hand."""

from __future__ import annotations

from trucebook.reviewing.agreeing import agreeing
from trucebook.reviewing.queue import Claim, Decision, Queue


def queue(*decided: tuple[str, str, str]) -> Queue:
    """Claims of a kind, each with the word of a first and of a second reader."""
    claims = []
    decisions = []
    for number, (kind, first, second) in enumerate(decided):
        name = f"s/p{number}"
        claims.append(Claim(name, "s", {"kind": kind}, "2025-03-04", "Courier", ""))
        decisions.append(Decision(f"d{number}", name, first, by="a"))
        decisions.append(Decision(f"e{number}", name, second, by="b", second=True))
    return Queue(tuple(claims), tuple(decisions), 0)


YES, NO = "accepted", "refused"


def test_agreement_by_kind_and_beyond_chance() -> None:
    """7 of 10 alike; chance gives (6 x 5 + 4 x 5) / 100 = one half: (0.7 - 0.5) / 0.5 = 0.4."""
    told = agreeing(
        queue(
            *[("event", YES, YES)] * 4,
            *[("total", YES, NO)] * 2,
            ("event", NO, YES),
            *[("stance", NO, NO)] * 3,
        )
    )
    assert (told.both, told.alike) == (10, 7)
    assert told.kinds == (("event", 5, 4), ("stance", 3, 3), ("total", 2, 0))
    assert told.beyond_chance == 0.4


def test_what_chance_alone_would_give_has_no_measure() -> None:
    assert agreeing(queue()).beyond_chance is None
    assert agreeing(queue(("event", YES, YES), ("event", YES, YES))).beyond_chance is None


def test_readers_who_always_differ_are_below_chance() -> None:
    """None alike; chance gives (1 x 1 + 1 x 1) / 4 = one half: (0 - 0.5) / 0.5 = -1."""
    assert agreeing(queue(("event", YES, NO), ("event", NO, YES))).beyond_chance == -1.0


def test_told_already_counts_as_accepted() -> None:
    told = agreeing(queue(("event", "same", YES), ("event", NO, NO)))
    assert (told.alike, told.beyond_chance) == (2, 1.0)
