"""A proposal: a text that somebody put forward. Nobody is bound by it, and it has no standings.

A proposal of which no text was published is as many texts as there are descriptions of it, with
one name and one title.
Source: spec/proposals.md (semantics, sections 4 and 9).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from trucebook.model.agreement import Agreement
from trucebook.model.span import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """One text of a proposal, read as the agreement that it would be."""

    name: str
    """What the book calls it: its `called`; its title where it has none."""
    title: str
    described_by: str | None
    """Who described it so; None: the text itself is at hand."""
    amending: str | None
    """The title of the agreement that it would change; None: it stands by itself."""
    agreement: Agreement
    """What would be agreed: of one that amends, the agreement as it would be changed."""
    span: Span = field(compare=False)
