"""Duties of those whom the text does not bind.

Source: spec/diagnostics/third-party-duty.md (semantics, section 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucebook.findings.finding import Finding, found, quote_rest, say_clauses
from trucebook.model.agreement import Agreement, Commitment, Expectation, Power
from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Fix
from trucebook.views.wording import say_list

_MEND = (
    "Say behind the sentence who took it on: accepted by …; name them under `parties` if they "
    "sign; or say: it is expected that …"
)


def third_party_duties(agreement: Agreement) -> Iterator[Finding]:
    """One finding for all duties given to guarantors, mediators and others who are no parties."""
    bound = {party.id for party in agreement.parties if party.role == "party"}
    listed = [
        one
        for one in agreement.commitments
        if not isinstance(one.terms, (Expectation, Power))
        and not set(one.liable) <= bound | set(one.accepted_by)
    ]
    if not listed:
        return
    who = sorted({name for one in listed for name in one.liable if name not in bound})
    single = len(who) == 1
    yield found(
        "third-party-duty",
        listed[0].span,
        f"{say_clauses(one.id for one in listed)} "
        f"{'gives' if len(listed) == 1 else 'give'} a duty to {say_list(who)}, "
        f"{'who is no party' if single else 'who are no parties'} to the text.",
        "Whom a text does not bind, it cannot hold to anything.",
        clauses=[one.clause for one in listed],
        mend="" if single and len(listed) == 1 else _MEND,
        fixes=_accepted(listed, who),
        related=quote_rest(listed),
    )


def _accepted(listed: Sequence[Commitment], who: Sequence[str]) -> Iterator[Fix]:
    """The wording that says who took a duty on, where it is one duty of one body."""
    span = listed[0].span
    if len(listed) == 1 and len(who) == 1 and span is not None:
        words = f"accepted by {who[0]}."
        at = Span(span.file, span.end, span.end)
        yield Fix(at, f" {words}", f"say, if it is so, '{words[:-1]}'")
