"""Which clause of one text is which of the other: by id first, then by effect, then by words.

Nothing here looks at which text comes first: exchange them and the pairs are exchanged.
Source: spec/compare.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from trucebook.comparing.effect import ASPECTS, Clause, aspects, by_id
from trucebook.comparing.plain import SAME, Renamed
from trucebook.model.agreement import Agreement

Pair = tuple[Clause, Clause]


def party_names(a: Agreement, b: Agreement) -> dict[str, str]:
    """What the parties of the second text are called in the first: by id, else by name."""
    ids = {party.id for party in a.parties}
    names = {party.name.casefold(): party.id for party in a.parties}
    return {
        party.id: names[party.name.casefold()]
        for party in b.parties
        if party.id not in ids and party.name.casefold() in names
    }


def matched(
    a: Sequence[Clause], b: Sequence[Clause], parties: dict[str, str]
) -> tuple[tuple[Pair, ...], Renamed]:
    """The pairs, by id of the first, and how the second's names read in the first."""
    there = by_id(b)
    pairs: list[Pair] = [(one, there[one.id]) for one in a if one.id in there]
    pairs = [(one, two) for one, two in pairs if _akin(one, two)]
    while True:
        renamed = _renamed(pairs, parties)
        more = _further(a, b, pairs, renamed)
        if not more:
            ordered = sorted(pairs, key=lambda pair: (pair[0].id, pair[1].id))
            return tuple(ordered), renamed
        pairs.extend(more)


def _renamed(pairs: Iterable[Pair], parties: dict[str, str]) -> Renamed:
    return Renamed(parties, {two.id: one.id for one, two in pairs if one.id != two.id})


def _akin(one: Clause, two: Clause) -> bool:
    """Whether two clauses of one id have anything in common but the id."""
    here, there = one.commitments[0], two.commitments[0]
    return (
        one.words == two.words
        or here.verb == there.verb
        or (here.object is not None and here.object == there.object)
        or one.kind == two.kind
    )


def _further(
    a: Sequence[Clause], b: Sequence[Clause], pairs: Sequence[Pair], renamed: Renamed
) -> list[Pair]:
    """Pairs among those left, by the first of three likenesses that finds any."""
    left = [one for one in a if not any(one is pair[0] for pair in pairs)]
    right = [two for two in b if not any(two is pair[1] for pair in pairs)]

    def effect(one: Clause, names: Renamed) -> str:
        found = aspects(one, names)
        return repr([found[name] for name in ASPECTS])

    def words(one: Clause, names: Renamed) -> str:
        del names
        return one.words

    def deed(one: Clause, names: Renamed) -> str:
        who = sorted({names.party(party) for each in one.commitments for party in each.liable})
        first = one.commitments[0]
        return repr((one.kind, who, first.verb, first.object))

    for likeness, alone in ((effect, False), (words, False), (deed, True)):
        found = _by(left, right, likeness, renamed, alone=alone)
        if found:
            return found
    return []


def _by(
    left: Sequence[Clause],
    right: Sequence[Clause],
    likeness: Callable[[Clause, Renamed], str],
    renamed: Renamed,
    *,
    alone: bool,
) -> list[Pair]:
    """Those that are alike, in order of their ids; `alone`: only where each is the only one."""
    here: dict[str, list[Clause]] = defaultdict(list)
    there: dict[str, list[Clause]] = defaultdict(list)
    for one in left:
        here[likeness(one, SAME)].append(one)
    for two in right:
        there[likeness(two, renamed)].append(two)
    found: list[Pair] = []
    for key in here.keys() & there.keys():
        if not alone or len(here[key]) == len(there[key]) == 1:
            found.extend(zip(here[key], there[key], strict=False))
    return found
