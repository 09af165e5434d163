"""What is said about acts and clauses once they are in the news: one row for each saying."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.acts import Act
from benchmarks.chance import Chance
from benchmarks.duties import Duty
from benchmarks.rows import OFFICES, OTHER, OUTLETS, Row, iso, row_of
from benchmarks.writer import DAYS

Told = list[tuple[Act, Row]]
Say = Callable[[list[Duty], Told, Chance], Row | None]


def _copy(_duties: list[Duty], told: Told, chance: Chance) -> Row | None:
    """A wire story carried by an outlet; one in twenty with another number."""
    _, row = chance.choice(told)
    if "wire_group" not in row:
        return None
    outlet = chance.choice(OUTLETS)
    copy = {**row, "source": f"{outlet} ({row['asserted_by']})"}
    if "count_low" in copy and "count_high" in copy and chance.doubts(0.05):
        copy |= {"count_low": row["count_low"] + 1, "count_high": row["count_high"] + 1}
    return copy


def _second(_duties: list[Duty], told: Told, chance: Chance) -> Row | None:
    """Another voice of the same event; a few give another number, or say only "more than"."""
    act, row = chance.choice(told)
    if "event" not in row:
        return None
    second = {**row_of(act, chance), "event": row["event"]}
    if "count_low" in second and chance.doubts(0.04):
        number = max(1, act.number + chance.choice((-2, -1, 1, 2)))
        second |= {"count_low": number, "count_high": number}
    elif "count_low" in second and chance.doubts(0.06):
        second |= {"count_low": max(1, act.number * 9 // 10), "count_high": None, "soft": "none"}
    return second


def _total(_duties: list[Duty], told: Told, chance: Chance) -> Row | None:
    """A total up to a day, by whoever counts."""
    act, _ = chance.choice(told)
    counted = act.duty.kind in ("hand-over", "exchange", "quota")
    if not counted or act.day < act.duty.stretch.first:
        return None
    same = [a.number for a, _ in told if a.duty is act.duty and a.day <= act.day]
    total = sum(same) + (chance.choice((-1, 1)) if chance.doubts(0.3) else 0)
    if act.duty.kind == "quota":  # days nobody told of had their trucks too
        total = total * (act.day - act.duty.stretch.first + 1) // len(same)
    row = row_of(act, chance)
    row["event_date"] = f"{iso(act.duty.stretch.first)}/{iso(act.day)}"
    return row | {"count_low": total, "count_high": total, "count_basis": "cumulative"}


def _verification(_duties: list[Duty], told: Told, chance: Chance) -> Row | None:
    """A check of an act, by the verifier or the receiver."""
    act, row = chance.choice(told)
    if "event" not in row or act.duty.kind != "hand-over":
        return None
    by = "Joint cell" if chance.happens(0.6) else OFFICES[act.duty.owed][0]
    accepted = act.number - chance.doubts(0.05)
    check = row_of(act, chance) | {"kind": "verification", "event": row["event"], "asserted_by": by}
    return {key: value for key, value in check.items() if not key.startswith("count_")} | {
        "accepted_low": accepted,
        "accepted_high": accepted,
    }


def _correction(_duties: list[Duty], told: Told, chance: Chance) -> Row | None:
    """The same asserter gives another number later."""
    act, row = chance.choice(told)
    if "count_high" not in row or "wire_group" in row:
        return None
    number = max(1, act.number + chance.choice((-1, 1)))
    published = iso(act.day + chance.randrange(3, 9))
    rest = {key: value for key, value in row.items() if key != "breakdown"}  # of the first number
    return rest | {"published": published, "count_low": number, "count_high": number, "_of": row}


def _incident(duties: list[Duty], _told: Told, chance: Chance) -> Row | None:
    """An act said to be contrary to a duty to keep or refrain; mostly by the other side."""
    kept = [d for d in duties if d.kind == "keep"]
    if not kept:
        return None
    duty = chance.choice(kept[: max(1, len(kept) * 2 // 3)])  # the rest stay quiet
    day = chance.randrange(duty.stretch.first, duty.stretch.last + 1)
    voices = ((OFFICES[duty.owed], 0.7), (OUTLETS, 0.2), (OFFICES[duty.liable], 0.1))
    by = chance.choice(chance.weighted(voices))
    return {
        "source": chance.choice(OUTLETS),
        "asserted_by": by,
        "asserted_role": "outlet" if by in OUTLETS else "party",
        "published": iso(day + chance.randrange(3)),
        "event_date": iso(day),
        "kind": "strike" if duty.verb == "carry out" else "closing",
        "actor": duty.liable.capitalize(),
        "counterpart": duty.owed.capitalize(),
        "object": duty.named or duty.thing,
        "for": [duty.id],
        "event": f"{duty.id}-{day:03}",
        "contrary": by not in OFFICES[duty.liable],
        "text": f"An incident under {duty.clause} on day {day}, as its source tells it.",
        "hedge": chance.choice(("alleged", "attributed", "denied", "reported")),
    }


def _position(duties: list[Duty], _told: Told, chance: Chance) -> Row | None:
    """Plans, lists, verdicts, stances, delays: said of a clause, moving little or nothing."""
    duty = chance.choice(duties)
    day = chance.randrange(1, DAYS + 1)
    kind, hedge = chance.choice(
        (("list", "planned"), ("deal", "planned"), ("stance", "attributed"),
         ("threat", "attributed"), ("violation-alleged", "alleged"), ("figure", "attributed"),
         ("delay", "attributed"))
    )  # fmt: skip
    side = chance.choice(("alpha", "beta"))
    actor = duty.liable if kind == "delay" else OTHER[side] if "violation" in kind else side
    row = {
        "source": chance.choice(OUTLETS),
        "asserted_by": chance.choice(OFFICES[side]),
        "asserted_role": "party",
        "published": iso(day),
        "event_date": iso(day),
        "kind": kind,
        "actor": actor.capitalize(),
        "for": [duty.id],
        "text": f"What {side} says of {duty.clause} on day {day}, in our words.",
        "hedge": hedge,
    }
    if kind in ("list", "deal") and duty.kind in ("hand-over", "exchange"):
        number = max(1, duty.plan[0][1])
        row |= {"count_low": number, "count_high": number, "count_basis": "planned"}
    return row


def _elsewhere(_duties: list[Duty], _told: Told, chance: Chance) -> Row | None:
    """Outside the agreement, or with a name nobody placed."""
    day = chance.randrange(1, DAYS + 1)
    return {
        "source": chance.choice(OUTLETS),
        "published": iso(day),
        "event_date": iso(day),
        "kind": "release",
        "actor": chance.choice(("Alpha", "Beta", "Delta")),
        "object": chance.choice(("visitors", "visitors", "fishermen")),
        "count_low": 3,
        "count_high": 3,
        "count_basis": "increment",
        "text": f"Something else that happened on day {day}.",
    }


SAID: tuple[tuple[Say, float], ...] = (
    (_copy, 0.45),  # three in four are tried on a row that is no wire story
    (_second, 0.28),
    (_total, 0.06),
    (_verification, 0.12),
    (_correction, 0.02),
    (_incident, 0.12),
    (_position, 0.24),
    (_elsewhere, 0.02),
)
