"""A generated agreement: its head, phases, sentences in shares as seen in texts, what follows.

Source: spec/language/grammar.md for the forms; the shipped book for the shares.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.chance import Chance
from benchmarks.duties import Duty, Kind, Text
from benchmarks.kinds import FORMS, agree
from benchmarks.writer import PHASES, THROUGHOUT, Writer

SHARES: tuple[tuple[Kind, float], ...] = (
    ("hand-over", 0.22),
    ("exchange", 0.15),
    ("quota", 0.08),
    ("keep", 0.14),
    ("once", 0.26),
    ("joint", 0.04),
    ("notice", 0.05),
    ("order", 0.02),
    ("level", 0.01),
    ("silent", 0.03),
)
UNTIL = {"one": 0.4, "two": 0.75, "three": 0.92}
"""How much of the text is written by the end of each phase; the rest stands outside of them."""

HEAD = """\
agreement "A generated agreement of {number} commitments"
zone UTC
day 1 is 1 January 2025
source "Example Daily", 2 January 2025 <https://example.org/text>
basis published "Example Daily", 2 January 2025 <https://example.org/text>

parties
  alpha "Alpha"
  beta "Beta"
mediators gamma "Gamma"
verifiers cell "Joint cell" for release
monitors observers "Observers" for trucks

count captives: by life (living, dead); by group (civilian, soldier)
count prisoners: by term (life, other)
count trucks: by load (fuel, other)
count tents, pumps, coins, tonnes
"""

NAMES = """\
names
  "Alpha Prison Service", "Alpha Office", "Alpha Army" speak for alpha
  "Beta Office", "Beta Army" speak for beta
  "Beta Health Office" is under the authority of beta
  object people means captives
  object convoys means trucks
  object visitors is outside
  kind handover means release
  kind pull-back means withdraw
  kind opening means open
  kind strike means carry out
"""


def text_of_chance(commitments: int, chance: Chance) -> Text:
    """A text with exactly so many commitments; at least 12."""
    writer = Writer(chance)
    for stretch in PHASES:
        days = f"{stretch.last - stretch.first + 1} days"
        begins = " from day 1" if stretch.first == 1 else ""
        writer.lines.append(f"\nphase {stretch.name}, {days}{begins}")
        agree(writer, stretch)
        while len(writer.duties) < round(commitments * UNTIL[stretch.name or ""]):
            FORMS[chance.weighted(SHARES)](writer, stretch)
    writer.lines.append("\nthroughout the agreement")
    while len(writer.duties) < commitments:
        last = len(writer.duties) + 1 == commitments
        kind: Kind = "hand-over" if last else chance.weighted(SHARES)  # room for one duty only
        FORMS[kind](writer, THROUGHOUT)
    lines = [*writer.lines, *_afterwards(writer.duties), *_readings(writer.duties), ""]
    return Text(HEAD.format(number=commitments) + "\n".join(lines), NAMES, writer.duties)


def _afterwards(duties: Sequence[Duty]) -> list[str]:
    """What follows each phase."""
    lines = []
    for stretch, following in (("one", "two"), ("two", "three")):
        lines.append(f"\nafter phase {stretch}")
        lines.append(f"  once [terms-{stretch}] is met: phase {following} begins.")
        kept = [d.clause for d in duties if d.kind == "keep" and d.stretch.name == stretch][:1]
        lines += [f"  while alpha and beta are in talks: [{name}] goes on." for name in kept]
        lines.append("  otherwise: nothing is said.")
    return lines


def _readings(duties: Sequence[Duty]) -> list[str]:
    """Two clauses that somebody understands in a way of their own."""
    plain = [d for d in duties if d.kind == "once" and d.stretch.name == "one" and d.named]
    return [
        f'\nreading "from day 0", held by {holder}, of [{duty.clause}]: day 0 is 1 January 2025'
        for holder, duty in zip(("alpha", "beta"), plain, strict=False)
    ]
