"""Wording that cannot be computed: vague words, and conduct as against a result.

Source: spec/diagnostics/vague-word.md, spec/diagnostics/conduct-only.md (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.findings.finding import Finding, found, quote_rest, say_clauses
from trucebook.model.agreement import Agreement, Commitment, Conduct


def vague_words(agreement: Agreement) -> Iterator[Finding]:
    """Sentences that rest on a word without a measure, those on one word together."""
    by_word: dict[str, list[Commitment]] = {}
    for one in agreement.commitments:
        if one.vague is not None:
            by_word.setdefault(one.vague, []).append(one)
    for word, listed in by_word.items():
        single = len({one.clause for one in listed}) == 1
        yield found(
            "vague-word",
            listed[0].span,
            f"{say_clauses(one.clause for one in listed)} {'rests' if single else 'rest'} on the "
            f'word "{word}", which gives no measure.',
            "Until it is done in full its standing is `not computable`: the word does not say "
            "when it would be late, or too little.",
            clauses=[one.clause for one in listed],
            mend="Say a number, a day, a list, or who decides.",
            related=quote_rest(listed),
        )


def conduct_only(agreement: Agreement) -> Iterator[Finding]:
    """Promises to work toward something."""
    listed = [
        one for one in agreement.commitments if isinstance(one.terms, Conduct) and not one.vague
    ]
    if not listed:
        return
    single = len({one.clause for one in listed}) == 1
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
