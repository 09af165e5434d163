"""What is said of a commitment behind its sentence: who took it on, who picks, where names stand.

Source: spec/roles.md, spec/lists.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucebook.model.agreement import Commitment, Conduct, Expectation, Power
from trucebook.model.from_syntax_papers import only_in
from trucebook.model.from_syntax_scope import Scope
from trucebook.syntax import tree as t

_OF_ANYBODY = (Conduct, Expectation, Power)
"""What needs nobody to be bound: nothing in it falls due."""


def with_closings(
    made: Sequence[Commitment], closings: Sequence[t.Closing], scope: Scope
) -> tuple[Commitment, ...]:
    """The commitments of a clause with what its closings say."""
    accepted: list[str] = []
    picked: list[str] = []
    listed: str | None = None
    for closing in closings:
        match closing:
            case t.Accepted():
                accepted += [i for one in closing.by for i in scope.who(one.text, one.span)]
            case t.Picked():
                picked += scope.who(closing.by.text, closing.by.span)
            case t.Listed():
                listed = closing.source
            case _:
                pass
    made = only_in(made, closings, scope)
    return tuple(
        replace(
            one,
            accepted_by=tuple(name for name in accepted if name in one.liable),
            bound=_bound(one, accepted, scope),
            picked_by=tuple(dict.fromkeys(picked)),
            listed_in=listed,
        )
        for one in made
    )


def _bound(one: Commitment, accepted: Sequence[str], scope: Scope) -> bool:
    """Whether the text binds anybody of those who are to do it.

    A party is bound by signing; whoever is none, only by having accepted the duty.
    """
    if isinstance(one.terms, _OF_ANYBODY) or not one.liable:
        return True
    roles = {name: party.role for name, party in scope.parties.items()}
    if scope.in_papers and not one.instruments:
        return any(name in accepted for name in one.liable)
    return any(roles.get(name) == "party" or name in accepted for name in one.liable)
