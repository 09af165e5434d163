"""How far a second reader decided as the first did, who had not seen the first decisions.

Source: spec/record/review.md.
"""

from __future__ import annotations

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

    @property
    def alike(self) -> int:
        """Claims decided alike."""
        return self.both - len(self.differing)


def agreeing(queue: Queue) -> Agreeing:
    """The agreement of first and second readers, claim by claim."""
    both = 0
    differing = []
    for claim in queue.claims:
        first = queue.decision(claim)
        word = None if first is None else "accepted" if first.word == "same" else first.word
        if word not in {"accepted", "refused"}:
            continue
        for one in queue.decisions:
            if one.of == claim.id and one.second:
                both += 1
                if one.word != word:
                    differing.append(Differing(claim, word, one.word, one.by))
    return Agreeing(both, tuple(differing))


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
