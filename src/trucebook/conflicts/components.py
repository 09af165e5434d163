"""Which outcomes hang together: two do where a rule speaks of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.model.demands import Demand, Encoding, Outcome, Rule, outcomes_of


@dataclass(frozen=True, slots=True)
class Component:
    """Outcomes that hang together, and every rule over them; each part sorted by id."""

    outcomes: tuple[Outcome, ...]
    demands: tuple[Demand, ...]
    encodings: tuple[Encoding, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, those of the demands first."""
        wanted = tuple(one.rule for one in self.demands)
        return (*wanted, *(one.rule for one in self.encodings))


def components(
    outcomes: Iterable[Outcome], demands: Iterable[Demand], encodings: Iterable[Encoding]
) -> tuple[Component, ...]:
    """The components in which somebody demands anything, by their first outcome."""
    by_id = {one.id: one for one in outcomes}
    above = {name: name for name in by_id}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    demands, encodings = tuple(demands), tuple(encodings)
    places: dict[str, str] = {}
    every: tuple[Demand | Encoding, ...] = (*demands, *encodings)
    for rule in every:
        first, *others = outcomes_of(rule.rule)
        places[rule.id] = first
        for other in others:
            one, two = sorted((top(first), top(other)))
            above[two] = one
    made: dict[str, tuple[list[Outcome], list[Demand], list[Encoding]]] = {}
    for name in sorted(by_id):
        made.setdefault(top(name), ([], [], []))[0].append(by_id[name])
    for demand in sorted(demands, key=lambda one: one.id):
        made[top(places[demand.id])][1].append(demand)
    for encoding in sorted(encodings, key=lambda one: one.id):
        made[top(places[encoding.id])][2].append(encoding)
    return tuple(
        Component(tuple(these), tuple(wanted), tuple(said))
        for these, wanted, said in made.values()
        if wanted
    )
