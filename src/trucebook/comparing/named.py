"""Which texts of a book a name means.

Source: spec/compare.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucebook.comparing.compare import Text
from trucebook.model.agreement import Agreement
from trucebook.model.amending import in_full
from trucebook.model.proposal import Proposal
from trucebook.model.span import Span

SIGNED = "signed"
"""The agreement before any amendment."""


def named_texts(
    agreement: Agreement, proposals: Sequence[Proposal], name: str = ""
) -> tuple[Text, ...]:
    """The texts that a name means; empty where it means nothing."""
    signed = agreement.signed or agreement
    has_agreement = bool(agreement.title or agreement.commitments)
    if not name:
        names = {one.name for one in proposals}
        if has_agreement:
            return (Text(agreement.title, None, agreement),)
        return _texts(proposals) if len(names) == 1 else ()
    if name == SIGNED and has_agreement:
        return (Text(f"{signed.title}, as signed", None, signed),)
    for place, amendment in enumerate(agreement.amendments):
        if _stem(amendment.span) == name:
            changed = in_full(signed, agreement.amendments[: place + 1])
            return (Text(f"{signed.title}, with {name}", None, changed),)
    meant = name.casefold()
    alike = [one for one in proposals if meant in {one.name.casefold(), one.title.casefold()}] or [
        one for one in proposals if _stem(one.span) == name
    ]
    if alike:
        return _texts(alike)
    if has_agreement and meant == agreement.title.casefold():
        return (Text(agreement.title, None, agreement),)
    return ()


def names_of_texts(agreement: Agreement, proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Every name that means a text here, in the order in which a reader wants them."""
    has_agreement = bool(agreement.title or agreement.commitments)
    names = [SIGNED] if has_agreement else []
    names += [_stem(one.span) for one in agreement.amendments]
    names += [one.name for one in proposals]
    names += [_stem(one.span) for one in proposals]
    return tuple(dict.fromkeys(name for name in names if name))


def titles_of_texts(agreement: Agreement, proposals: Sequence[Proposal]) -> dict[str, str]:
    """The title of each text by its names: first that of the command `compare`."""
    titles = {SIGNED: agreement.title} if agreement.title else {}
    titles |= {one.name: one.title for one in proposals}
    titles |= {_stem(one.span): one.title for one in proposals}
    return {name: title for name, title in titles.items() if name}


def _texts(proposals: Sequence[Proposal]) -> tuple[Text, ...]:
    return tuple(Text(one.title, one.described_by, one.agreement) for one in proposals)


def _stem(span: Span | None) -> str:
    return "" if span is None else span.file.rpartition("/")[2].removesuffix(".truce")
