"""Which demands cannot all be met, as the smallest sets, with whose words each rests on.

Source: spec/demands.md (semantics, sections 9 and 10).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucebook.conflicts.components import Component, components
from trucebook.conflicts.counting import Aside, Counted, counted
from trucebook.conflicts.find import Conflict, Found, TooLarge, conflicts_in
from trucebook.evaluation.result import Clocks
from trucebook.model.agreement import Agreement
from trucebook.model.demands import Demand, Demands, Is, Outcome, Rule, Statement
from trucebook.model.names import Names
from trucebook.model.report import Record, Report
from trucebook.views.wording import say_day, say_list

ASIDE_WORDS = {
    "not public": "not published by then",
    "not made yet": "not made by then",
    "not in this account": "in this account nobody says that they want it",
    "withdrawn": "withdrawn",
}
"""Why something is left aside, in words."""


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The answer: everything found, and what it was found among."""

    demands: Demands
    counted: Counted
    found: tuple[Found, ...]
    too_large: tuple[TooLarge, ...]
    names: Mapping[str, str]
    """What each party is called, by id."""

    @property
    def sets(self) -> tuple[Conflict, ...]:
        """Every conflict of every component, by the ids of its demands."""
        every = (one for part in self.found for one in part.conflicts)
        return tuple(sorted(every, key=lambda one: [demand.id for demand in one.demands]))

    @property
    def any(self) -> bool:
        """Whether anything was found: a conflict, or encodings that exclude each other."""
        return any(one.conflicts or one.excluded for one in self.found)

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """The outcomes by id."""
        return {outcome.id: outcome for outcome in self.demands.outcomes}


def conflicts(  # noqa: PLR0913, PLR0917 - a book, and what is asked of it
    demands: Demands,
    agreement: Agreement,
    names: Names,
    record: Record,
    clocks: Clocks,
    account: str,
) -> Conflicts:
    """Every smallest set of demands that cannot all be met, among those that count."""
    these = counted(demands, agreement, names, record, clocks, account)
    parts = components(demands.outcomes, these.demands, these.encodings)
    found = [conflicts_in(part) for part in parts]
    return Conflicts(
        demands,
        these,
        tuple(one for one in found if isinstance(one, Found)),
        tuple(one for one in found if isinstance(one, TooLarge)),
        {party.id: party.name for party in agreement.parties},
    )


def say_statement(statement: Statement, outcomes: Mapping[str, Outcome]) -> str:
    """`the ceasefire is lasting or for a time`."""
    if not isinstance(statement, Is):
        word = "and" if statement.all_of else "or"
        return f" {word} ".join(say_statement(one, outcomes) for one in statement.parts)
    outcome = outcomes[statement.outcome]
    if statement.negated:
        others = [value for value in outcome.values if value not in statement.values]
        return f"{outcome.name} is not {' or '.join(others)}"
    return f"{outcome.name} is {' or '.join(statement.values)}"


def say_rule(rule: Rule, outcomes: Mapping[str, Outcome]) -> str:
    """A rule in the words of the text, outcomes by their names."""
    right = say_statement(rule.right, outcomes)
    if rule.left is None:
        return right
    left = say_statement(rule.left, outcomes)
    if rule.word == "rules out":
        return f"that {left} rules out that {right}"
    return f"if {left}, {right}" if rule.word == "if" else f"{left} {rule.word} {right}"


def say_demand(demand: Demand, answer: Conflicts) -> str:
    """`Alpha and Beta demand that …`: the same words whoever it is."""
    who = [answer.names.get(one, one) for one in demand.by]
    several = len(who) > 1
    verb = {
        "demand": "demand" if several else "demands",
        "objective": "have the objective" if several else "has the objective",
    }[demand.kind]
    return f"{say_list(who)} {verb} that {say_rule(demand.rule, answer.outcomes)}"


def say_voice(said: Report, of: str) -> str:
    """Who says it, through what, when; the row of the record where it is one."""
    who = said.asserted_by or said.source or "nobody named"
    through = f", through {said.source}" if said.source and said.source != who else ""
    row = "" if said.id == of else f" [{said.id}]"
    hedge = "" if said.hedge == "none" else f" ({said.hedge})"
    return f"{who}{through}, {say_day(said.published)}{hedge}{row}"


def say_words(said: Report) -> str:
    """The words themselves, or ours marked as such."""
    if said.quote:
        return f'"{said.quote}"'
    return f"our summary: {said.text}" if said.text else "no words given"


def say_aside(aside: Aside) -> str:
    """Why something is left aside."""
    by = f" ({', '.join(aside.by)})" if aside.by else ""
    return f"{ASIDE_WORDS[aside.why]}{by}"


def parties_in(component: Component) -> tuple[str, ...]:
    """Whoever demands anything in a component, sorted."""
    return tuple(sorted({one for demand in component.demands for one in demand.by}))
