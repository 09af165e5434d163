"""What is proposed from an article: its claims, each with what the gate says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from trucebook.reading.claims import read_text
from trucebook.reading.grounding import ground
from trucebook.reading.intake import Article

BY_RULES = "rules"


@dataclass(frozen=True, slots=True)
class Proposals:
    """An article and the records proposed from it, in reading order.

    `reader` is what proposed them: the rules, or a model by its name. `unread` says which parts of
    the article gave no answer, and why.
    """

    article: Article
    records: tuple[dict[str, Any], ...]
    reader: str = BY_RULES
    unread: tuple[str, ...] = ()


def propose(article: Article, published: date | None = None) -> Proposals:
    """The claims of an article, with where each comes from and whether it stands."""
    records = []
    for claim in read_text(article.text, published):
        reasons = ground(article.text, claim)
        rule = claim.pop("rule")
        records.append(
            claim
            | {
                "origin": {"reader": BY_RULES, "rule": rule},
                "grounding": {"stands": not reasons, "reasons": list(reasons)},
            }
        )
    return Proposals(article, tuple(records))
