"""How far a second reader decided as the first did, who had not seen the first decisions.

Source: spec/record/review.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.reviewing.queue import Claim, Queue


@dataclass(frozen=True, slots=True)
class Differing:
    """A claim on which two readers decided otherwise."""

    claim: Claim
    first: str
    second: str
    second_by: str


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Of how many claims that two people decided they decided alike, and the others."""

    both: int
    differing: tuple[Differing, ...]
    kinds: tuple[tuple[str, int, int], ...] = ()
    """Of each kind of claim: how many two people decided, and how many of these alike."""
    beyond_chance: float | None = None
    """Cohen's kappa: 1 where all is alike, 0 where it is as chance would have it.

    Shape: None where both always said one same word, which chance alone would give.
    """

    @property
    def alike(self) -> int:
        """Claims decided alike."""
        return self.both - len(self.differing)


def agreeing(queue: Queue) -> Agreeing:
    """The agreement of first and second readers, claim by claim."""
    pairs: list[tuple[Claim, str, str]] = []
    differing = []
    for claim in queue.claims:
        first = queue.decision(claim)
        word = None if first is None else "accepted" if first.word == "same" else first.word
        if word not in {"accepted", "refused"}:
            continue
        for one in queue.decisions:
            if one.of == claim.id and one.second:
                pairs.append((claim, word, one.word))
                if one.word != word:
                    differing.append(Differing(claim, word, one.word, one.by))
    return Agreeing(len(pairs), tuple(differing), _by_kind(pairs), _beyond_chance(pairs))


def _by_kind(pairs: Sequence[tuple[Claim, str, str]]) -> tuple[tuple[str, int, int], ...]:
    found: dict[str, list[bool]] = {}
    for claim, first, second in pairs:
        found.setdefault(claim.kind, []).append(first == second)
    return tuple((kind, len(alike), sum(alike)) for kind, alike in sorted(found.items()))


def _beyond_chance(pairs: Sequence[tuple[Claim, str, str]]) -> float | None:
    """Source: J. Cohen, A Coefficient of Agreement for Nominal Scales, 1960."""
    many = len(pairs)
    firsts = Counter(first for _, first, _ in pairs)
    seconds = Counter(second for _, _, second in pairs)
    by_chance = sum(firsts[word] * seconds[word] for word in firsts)
    if many * many == by_chance:
        return None
    alike = sum(first == second for _, first, second in pairs)
    return round((many * alike - by_chance) / (many * many - by_chance), 2)


def for_second(queue: Queue, by: str) -> tuple[Claim, ...]:
    """Claims that somebody else decided on, and this reader has not."""
    own = {one.of for one in queue.decisions if one.by == by}
    first = ((claim, queue.decision(claim)) for claim in queue.claims)
    return tuple(
        claim
        for claim, one in first
        if one is not None and not one.gate and one.by != by and claim.id not in own
        if one.word in {"accepted", "refused", "same"}
    )
