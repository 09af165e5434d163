"""Wording that cannot be computed: vague words, and conduct as against a result.

Source: spec/diagnostics/vague-word.md, spec/diagnostics/conduct-only.md (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.findings.finding import Finding, few, found, quote_rest, say_clauses
from trucebook.model.agreement import Agreement, Conduct


def vague_words(agreement: Agreement) -> Iterator[Finding]:
    """Sentences that rest on a word without a measure."""
    yield from few(
        found(
            "vague-word",
            one.span,
            f'[{one.id}] rests on the word "{one.vague}", which gives no measure.',
            "Whatever is done, its standing stays `not computable`.",
            clauses=(one.clause,),
            mend="Say a number, a day, a list, or who decides.",
        )
        for one in agreement.commitments
        if one.vague
    )


def conduct_only(agreement: Agreement) -> Iterator[Finding]:
    """Promises to work toward something."""
    listed = [
        one for one in agreement.commitments if isinstance(one.terms, Conduct) and not one.vague
    ]
    if not listed:
        return
    single = len(listed) == 1
    yield found(
        "conduct-only",
        listed[0].span,
        f"{say_clauses(one.id for one in listed)} "
        f"{'promises' if single else 'promise'} conduct, not a result.",
        f"Whatever comes of it, {'its' if single else 'their'} standing stays `not computable`.",
        clauses=[one.clause for one in listed],
        mend="Where a result is meant, say it: who shall do what, by when.",
        related=quote_rest(listed),
    )
