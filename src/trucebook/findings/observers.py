"""Duties that nobody is named to observe.

Source: spec/diagnostics/no-observer.md (semantics, section 5, Coverage).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucebook.evaluation.accounts import verifies
from trucebook.findings.finding import Finding, found, quote_rest, say_clauses
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Conduct,
    Expectation,
    JointAct,
    Order,
    Power,
)
from trucebook.model.report import Watch

NO_DUTY = (Conduct, Expectation, Power)
"""What has nothing to observe."""
SEEN_BY_BOTH = (JointAct, Order)
"""What both take part in, and what shows in the acts of another commitment."""
VERBS = 4
"""Verbs named in the wording that mends it."""


def no_observer(agreement: Agreement, watches: Iterable[Watch]) -> Iterator[Finding]:
    """One finding for all duties that no verifier, monitor or watch looks at."""
    watched = {name for watch in watches for name in watch.ids}
    watched |= {name.partition(".")[0] for name in watched}
    verifiers = [p for p in agreement.parties if p.role in {"verifier", "monitor"}]
    unseen = [
        one
        for one in agreement.commitments
        if one.bound
        and not isinstance(one.terms, NO_DUTY + SEEN_BY_BOTH)
        and one.id not in watched
        and one.clause not in watched
        and not any(verifies(party, one) for party in verifiers)
    ]
    if not unseen:
        return
    single = len({one.clause for one in unseen}) == 1
    yield found(
        "no-observer",
        unseen[0].span,
        f"Nobody is named to observe {say_clauses(one.clause for one in unseen)}.",
        f"As long as nobody says what was done, {'its' if single else 'their'} standing stays "
        "`unknown` once it is due: silence means nothing where nobody watches.",
        clauses=[one.clause for one in unseen],
        mend=f"Name somebody for it, as in: verifiers observers for {_matters(unseen)}. Or let the "
        f"book say who watches: watched [{unseen[0].clause}] from … to … by ….",
        related=quote_rest(unseen),
    )


def _matters(unseen: Iterable[Commitment]) -> str:
    verbs = list(dict.fromkeys(one.verb for one in unseen if one.verb))
    matters = [f'"{verb}"' if " " in verb else verb for verb in verbs[:VERBS]]
    return " and ".join(matters) + (" and so on" if len(verbs) > VERBS else "")
