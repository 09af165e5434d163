"""Rows of a generated record: who says what of which act, where, when, how surely.

Mostly certain days and exact numbers; a few in a hundred are not, as in the shipped book.
Source: spec/record/reports.md for the columns.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.acts import Act
from benchmarks.chance import Chance
from benchmarks.duties import Duty

Row = dict[str, Any]

FIRST = date(2025, 1, 1)
OUTLETS = ("Daily A", "Daily B", "Daily C", "Channel D", "Weekly E", "Portal F")
OFFICES = {
    "alpha": ("Alpha Prison Service", "Alpha Office", "Alpha Army"),
    "beta": ("Beta Office", "Beta Health Office", "Beta Army"),
}
OTHER = {"alpha": "beta", "beta": "alpha"}
FREE_OF = ("once",)
"""Kinds whose rows often name no clause: their object says which."""


def iso(day: int) -> str:
    """A day of the agreement as a date."""
    return (FIRST + timedelta(days=day - 1)).isoformat()


def first_row(act: Act, chance: Chance) -> Row:
    """The first report of an act."""
    row = row_of(act, chance)
    if not chance.doubts(0.08) or act.duty.kind == "joint":
        row["event"] = act.key
    if act.duty.kind in FREE_OF and act.duty.named and chance.happens(0.5):
        del row["for"]
    if act.classes and not chance.doubts(0.05):
        row["breakdown"] = dict(act.classes)
    if chance.happens(0.25):
        wire = chance.choice(("Example Wire", "Second Wire"))
        row |= {"source": wire, "asserted_by": wire, "wire_group": f"{wire[:2]}-{act.key}".lower()}
        row["asserted_role"] = "outlet"
    _blur(row, act, chance)
    return row


def row_of(act: Act, chance: Chance) -> Row:
    """What every row about an act holds."""
    duty = act.duty
    row: Row = {
        **_speaker(duty, chance),
        "published": iso(act.day + chance.choice((0, 0, 0, 1, 1, 2, 3))),
        "event_date": iso(act.day),
        "kind": _kind(duty, chance),
        "actor": duty.liable.capitalize(),
        "counterpart": duty.owed.capitalize(),
        "object": duty.named or _object(duty, chance),
        "for": [duty.id],
        "text": f"Under {duty.clause}, day {act.day}: what was done is told here in our words.",
        "hedge": chance.choice(("none", "none", "attributed", "attributed", "reported")),
    }
    if duty.kind in ("hand-over", "exchange"):
        row |= {"count_low": act.number, "count_high": act.number, "count_basis": "increment"}
    elif duty.kind == "quota":
        row |= {"count_low": act.number, "count_high": act.number, "count_basis": "per-day"}
    elif duty.kind == "level":
        row |= {"count_low": act.number, "count_high": act.number}
    elif duty.kind == "notice" and chance.happens(0.3):
        row["event_date"] = f"{iso(act.day)}T{chance.randrange(8, 20):02}:30Z"
    elif duty.kind == "joint" and duty.verb == "begin":
        row["stage"] = "begun"
    return row


def _speaker(duty: Duty, chance: Chance) -> Row:
    """Who says it, and through which outlet."""
    source = chance.choice(OUTLETS)
    own, other = (chance.choice(OFFICES[side]) for side in (duty.liable, duty.owed))
    who, role = chance.weighted(
        (
            ((source, "outlet"), 0.45),
            ((own, "party"), 0.27),
            ((other, "party"), 0.18),
            (("Observers", "monitor"), 0.1),
        )
    )
    return {"source": source, "asserted_by": who, "asserted_role": role}


def _kind(duty: Duty, chance: Chance) -> str:
    """The verb, now and then a word of the names table."""
    if duty.kind == "joint":
        return "talks" if duty.verb == "begin" else "agreement"
    words = {"release": "handover", "withdraw": "pull-back", "open": "opening"}
    return words.get(duty.verb, duty.verb) if chance.happens(0.4) else duty.verb


def _object(duty: Duty, chance: Chance) -> str:
    if duty.kind == "notice":
        return "the lists"
    words = {"captives": "people", "trucks": "convoys"}
    thing = duty.thing or duty.clause
    return words.get(thing, thing) if chance.happens(0.4) else thing


def _blur(row: Row, act: Act, chance: Chance) -> None:
    """A few in a hundred: an uncertain day, an uncertain number."""
    if act.duty.clause.startswith("terms-"):
        return
    if chance.doubts(0.03):
        row["event_date"] = f"{iso(max(1, act.day - chance.randrange(1, 5)))}/{iso(act.day)}"
    if "count_low" in row and chance.doubts(0.04):
        if chance.happens(0.5):
            row["count_low"] = max(1, act.number * 9 // 10)
            row["count_high"] = act.number + act.number // 10
        else:
            del row["count_high"]
            row["soft"] = "none"
    elif "count_low" in row and chance.doubts(0.02):
        row["hedge"] = "approximate"
