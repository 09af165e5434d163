"""One sentence of each kind of commitment, with what it promises."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.duties import Duty, Kind, Stretch
from benchmarks.writer import Writer, day_in, throughout

FOLLOWING = {"one": "phase two", "two": "phase three", "three": '"the end state"'}

THINGS = (
    ("release", "captives", 12, 60),
    ("release", "prisoners", 60, 900),
    ("hand over", "tents", 200, 2000),
    ("hand over", "pumps", 20, 120),
    ("pay", "coins", 500, 5000),
)
EVERY = 4
"""From so many rounds on a text says "more every n days" instead of naming each."""


# --- quantities -------------------------------------------------------------------------------


def _hand_over(writer: Writer, stretch: Stretch) -> None:
    """So many, in three to seven rounds, or at once."""
    chance = writer.chance
    name, (who, to) = writer.new("h"), writer.sides()
    verb, thing, least, most = chance.choice(THINGS)
    total, rounds = chance.randrange(least, most + 1), chance.choice((1, 3, 4, 5, 6, 7))
    last = chance.randrange(stretch.first + 40, stretch.last - 5)
    plan, steps = [(last, total)], []
    if rounds > 1:
        first, each = stretch.first + chance.randrange(1, 10), total // rounds
        every = (last - first) // (rounds - 1)
        days = [first + n * every for n in range(rounds)]
        last = days.pop()
        plan = [(day, each) for day in days] + [(last, total - each * (rounds - 1))]
        steps = [f"{each} by {day_in(stretch, days[0])}"]
        if rounds >= EVERY:
            steps.append(f"{each} more every {every} days from {day_in(stretch, days[1])}")
        else:
            steps += [f"{each} more by {day_in(stretch, day)}" for day in days[1:]]
        steps.append(f"the rest by {day_in(stretch, last)}")
    head = f"[{name}] {who} shall {verb} {total} {thing} to {to} by {day_in(stretch, last)}"
    writer.put(
        ": ".join([head, ", ".join(steps)] if steps else [head]),
        Duty(name, name, "hand-over", who, to, verb, thing, stretch, tuple(plan)),
    )


def _exchange(writer: Writer, stretch: Stretch) -> None:
    """In return for each act under a hand-over of people: the same for each, or by category."""
    if not writer.freed(stretch):
        _hand_over(writer, stretch)
        return
    chance, against = writer.chance, writer.chance.choice(writer.freed(stretch))
    name, who, to = writer.new("x"), against.owed, against.liable
    ratio, classes = chance.randrange(2, 12), ()
    after = chance.choice(("by the day after", "on the day of"))
    if against.thing == "captives" and chance.happens(0.5):
        classes = ("living, civilian", "living, soldier", "dead")
        words = (
            f"release, {after} each act, {ratio} prisoners for each living civilian, "
            f"{ratio * 2} prisoners for each living soldier, of whom {ratio} life, "
            f"{ratio} prisoners for each dead"
        )
    else:
        days = chance.randrange(2, 8)
        one = (against.thing or "").removesuffix("s")
        words = f"release {ratio} prisoners for each {one}, within {days} days of each act"
    writer.put(
        f"[{name}] in return for [{against.id}], {who} shall {words}",
        Duty(
            name, name, "exchange", who, to, "release", "prisoners", stretch,
            against.plan, against.id, ratio, classes,
        ),
    )  # fmt: skip


def _quota(writer: Writer, stretch: Stretch) -> None:
    """So many each day, now and then of a class, each week, or on average."""
    name, (who, to) = writer.new("q"), writer.sides()
    number = writer.chance.randrange(2, 60) * 10
    period = f"each day of phase {stretch.name}" if stretch.name else "each day"
    words, plan = writer.chance.weighted(
        (
            ((f"{number} trucks each day", (1, number)), 0.6),
            ((f"{number} trucks (fuel) each day", (1, number)), 0.2),
            ((f"{number * 5} trucks each week", (7, number * 5)), 0.1),
            ((f"{number} trucks {period} on average", (1, number)), 0.1),
        )
    )
    writer.put(
        f"[{name}] {who} shall admit at least {words}",
        Duty(name, name, "quota", who, to, "admit", "trucks", stretch, (plan,)),
    )


def _level(writer: Writer, stretch: Stretch) -> None:
    """Stay at or under a level."""
    name, (who, to) = writer.new("l"), writer.sides()
    most = writer.chance.randrange(2, 9) * 100
    writer.put(
        f"[{name}] {who} shall hold at most {most} tonnes {throughout(stretch)}",
        Duty(name, name, "level", who, to, "hold", "tonnes", stretch, ((1, most),)),
    )


# --- keep, refrain, do once -------------------------------------------------------------------


def _keep(writer: Writer, stretch: Stretch) -> None:
    """Refrain, both of them; or one keeps something open."""
    name, where = writer.new("k"), throughout(stretch)
    if writer.chance.happens(0.6):
        acts = writer.chance.choice(("attacks", "overflights", "patrols"))
        sector = f'"Sector {writer.number}"'
        writer.put(
            f"[{name}] alpha and beta shall not carry out {acts} in {sector} {where}",
            *(
                Duty(f"{name}/{a}", name, "keep", a, b, "carry out", acts, stretch)
                for a, b in (("alpha", "beta"), ("beta", "alpha"))
            ),
        )
        return
    (who, to), named = writer.sides(), f"Crossing {writer.number}"
    writer.put(
        f'[{name}] {who} shall keep "{named}" open {where}',
        Duty(name, name, "keep", who, to, "keep", None, stretch, named=named),
    )


def _once(writer: Writer, stretch: Stretch) -> None:
    """Do a thing once: by a day, on a day, begun and finished, or when something has come."""
    chance = writer.chance
    name, (who, to) = writer.new("o"), writer.sides()
    verb, noun = chance.choice((("withdraw from", "Post"), ("open", "Gate"), ("publish", "List")))
    named, short = f"{noun} {writer.number}", verb.partition(" ")[0]
    act = f'{who} shall {verb} "{named}"'
    day = chance.randrange(stretch.first + 3, stretch.last - 20)
    if chance.happens(0.06):
        begin, finish = (day_in(stretch, each) for each in (day, day + 15))
        writer.put(
            f"[{name}] {act}, starting on {begin}, finishing by {finish}",
            *(
                Duty(f"{name}.{part}", name, "once", who, to, short, None, stretch, ((due, 1),))
                for part, due in (("start", day), ("finish", day + 15))
            ),
        )
        return
    words = _conditional(writer, stretch, act, day_in(stretch, day))
    plan = ((day, 1),)
    writer.put(
        f"[{name}] {words}",
        Duty(name, name, "once", who, to, short, None, stretch, plan, named=named),
    )


def _conditional(writer: Writer, stretch: Stretch, act: str, day: str) -> str:
    """The act with its day, and with the condition it hangs on, if any."""
    chance = writer.chance
    forms = [(f"{act} by {day}", 0.36), (f"{act} on {day}", 0.12)]
    if over := writer.before("hand-over", stretch=stretch):
        other = chance.choice(over).id
        within = chance.randrange(2, 15)
        forms.append((f"once [{other}] is met, {act} within {within} days", 0.2))
        forms.append((f"in return for [{other}], {act} by {day}", 0.06))
    if freed := writer.freed(stretch):
        first = chance.choice(freed)
        some = f"{max(2, first.plan[0][1] // 2)} {first.thing} are released under [{first.id}]"
        forms.append((f"once {some}, {act} by {day}", 0.12))
    if done := writer.before("once", stretch=stretch):
        other = chance.choice(done).clause
        forms.append((f"only after [{other}] is met, {act} by {day}", 0.1))
        forms.append((f"{act} by {day} if [{other}] is met", 0.06))
        forms.append((f"unless [{other}] is met, {act} by {day}", 0.04))
    return chance.weighted(forms)


# --- what needs both, notices, order, and what nobody performs --------------------------------


def agree(writer: Writer, stretch: Stretch) -> None:
    """The act that opens what follows a phase: its id begins with `terms`."""
    name, day = f"terms-{stretch.name}", stretch.last - 30
    _jointly(writer, stretch, name, day, FOLLOWING[stretch.name or ""], "agree")


def _joint(writer: Writer, stretch: Stretch) -> None:
    """Agree a text, or begin talks about it."""
    name, verb = writer.new("j"), writer.chance.choice(("agree", "begin talks about"))
    day = writer.chance.randrange(stretch.first + 10, stretch.last - 40)
    _jointly(writer, stretch, name, day, f'"Annex {writer.number}"', verb)


def _jointly(  # noqa: PLR0913, PLR0917 (a sentence needs all of its words)
    writer: Writer, stretch: Stretch, name: str, day: int, about: str, verb: str
) -> None:
    plan, named, short = ((day, 1),), about.strip('"'), verb.partition(" ")[0]
    writer.put(
        f"[{name}] alpha and beta shall {verb} {about} by {day_in(stretch, day)}",
        Duty(name, name, "joint", "alpha", "beta", short, None, stretch, plan, named=named),
    )


def _notice(writer: Writer, stretch: Stretch) -> None:
    """A list before each act of a hand-over."""
    over = writer.before("hand-over", stretch=stretch)
    if not over:
        _hand_over(writer, stretch)
        return
    against, hours = writer.chance.choice(over), writer.chance.choice((24, 48, 72))
    name, who, to = writer.new("n"), against.liable, against.owed
    writer.put(
        f"[{name}] {who} shall give {to} the lists at least {hours} hours "
        f"before each act of [{against.id}]",
        Duty(name, name, "notice", who, to, "give", None, stretch, against.plan, against.id),
    )


def _order(writer: Writer, stretch: Stretch) -> None:
    """The living before the dead, where captives are handed over."""
    over = [d for d in writer.freed(stretch) if d.thing == "captives"]
    if not over:
        _hand_over(writer, stretch)
        return
    other, name = writer.chance.choice(over), writer.new("r")
    who, to, classes = other.liable, other.owed, "living captives before dead captives"
    writer.put(
        f"[{name}] {who} shall release {classes} under [{other.id}]",
        Duty(name, name, "order", who, to, "release", "captives", stretch),
    )


def _silent(writer: Writer, stretch: Stretch) -> None:
    """Conduct, an expectation, a power."""
    chance, name = writer.chance, writer.new("s")
    forms = [
        ("gamma shall work so that the talks go on until [terms-one] is met", 0.5),
        ("it is expected that each release keeps step with what the other side has done", 0.3),
    ]
    if over := writer.before("hand-over", "exchange", stretch=stretch):
        first = chance.randrange(stretch.first, stretch.last - 30)
        begin, end = day_in(stretch, first), day_in(stretch, first + 20)
        power = f"alpha may suspend [{chance.choice(over).id}] from {begin} until {end}"
        forms.append((f'{power}, if "a breach" has happened', 0.2))
    words = chance.weighted(forms)
    writer.put(f"[{name}] {words}", Duty(name, name, "silent", "gamma", "", "", None, stretch))


FORMS: dict[Kind, Callable[[Writer, Stretch], None]] = {
    "hand-over": _hand_over,
    "exchange": _exchange,
    "quota": _quota,
    "keep": _keep,
    "level": _level,
    "once": _once,
    "joint": _joint,
    "notice": _notice,
    "order": _order,
    "silent": _silent,
}
