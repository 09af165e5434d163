"""A claim to the row of a report as it is proposed, in the book's own words where it has them.

What the words do not say stays empty: a person fills it in, or leaves it so.
Source: spec/record/review.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from trucebook.book import Book
from trucebook.model.edtf import parse_when
from trucebook.reading.voices import OWN
from trucebook.record.json_line import Row
from trucebook.reviewing.line import statement
from trucebook.reviewing.queue import Claim
from trucebook.syntax.verbs import base

SAID = frozenset({"stance", "demand", "threat", "accusation", "term", "assessment"})
"""Kinds of claims that tell what is said: their day is that of the source."""
_KINDS = {"accusation": "accuse", "term": "provide", "assessment": "assess"}
_HEDGES = {"proposed": "planned", "obligation": "planned", "alleged": "alleged"}
STANCES = frozenset({"accept", "reject", "back", "offer", "insist"})
"""Kinds that say a stance by themselves (spec/positions.md)."""
_STANCES = {"for": "back", "against": "reject"}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_OBJECT = re.compile(
    r"\s*((?:(?!\b(?:on|in|to|at|that|if|unless|by|after|before|until|and|but|with|from)\b)"
    r"[\w’'-]+\s*){1,6})"
)
_YEAR = re.compile(r"\d{4}")
_HELPING = re.compile(r"\A(?:(?:has|have|had|was|were|is|are|been|being|be|not|to)\s+)+")
"""What stands before the verb that says what was done."""
_THAT = re.compile(r"\A\s*(?:that|for|to)\b")
_REST = re.compile(r"\s*([^,;\"]{1,80})")
_MOST_VERBS = 2
"""Words of a verb: hand over, carry out."""


@dataclass(frozen=True)
class Known:
    """Names and verbs that a book knows: what claims are put into."""

    names: Mapping[str, str]
    """Folded, by the words as they are to be written."""
    verbs: frozenset[str] = field(default_factory=frozenset)


def known_of(book: Book) -> Known:
    """Which names and verbs a book knows."""
    names: dict[str, str] = {}
    for party in book.agreement.parties:
        names |= {party.name.casefold(): party.name, party.id.casefold(): party.name}
    table = book.names
    for name, _ in (*table.speaks_for, *table.under_authority, *table.same):
        names[name.casefold()] = name
    kinds = {kind for kind, _ in (*table.kinds, *table.parts)}
    return Known(names, frozenset({c.verb for c in book.agreement.commitments} | kinds))


def draft_of(claim: Claim, known: Known, zone: str, source: Row) -> Row:
    """The row that is proposed from a claim of a kept source; without an id of its own yet."""
    fields = claim.fields
    quote = str(fields.get("quote") or "")
    row: dict[str, object] = {
        "published": claim.published,
        "source": _source(claim, source),
        "url": source.get("address"),
        "asserted_by": None if fields.get("asserter") == OWN else fields.get("asserter"),
        "event_date": _day(claim, zone),
        "hedge": _HEDGES.get(str(fields.get("modality"))),
    }
    kind = claim.kind
    if kind in SAID:
        row |= _said(kind, fields, quote)
    else:
        row |= _act(fields, quote, known)
    row |= _count(fields.get("quantity"))
    soft = row.get("soft")
    if soft == "both" and not row["hedge"]:
        row |= {"hedge": "approximate", "soft": None}
    told = {column: value for column, value in row.items() if value not in (None, "")}
    return told | {"text": statement(told)}


def _said(kind: str, fields: Mapping[str, Any], quote: str) -> Row:
    """Who says or wants what: the words behind the deciding verb say of what."""
    anchor = str(fields.get("anchor") or "")
    behind = quote.partition(anchor)[2] if anchor else ""
    if kind == "demand":
        behind = _THAT.sub("", behind)
    found = (_REST if kind == "demand" else _OBJECT).match(behind)
    thing = fields.get("object") or (found[1].strip() if found else None)
    row: Row = {"kind": _KINDS.get(kind, kind), "actor": fields.get("actor"), "object": thing}
    if kind == "stance":
        own = base(anchor.lower())
        row["kind"] = own if own in STANCES else _STANCES.get(str(fields.get("subkind")), kind)
    if fields.get("counterpart"):
        row["counterpart"] = fields["counterpart"]
    return row


def _act(fields: Mapping[str, Any], quote: str, known: Known) -> Row:
    """Who did what to whom: by a verb the book knows, if one stands beside the anchor."""
    anchor = str(fields.get("anchor") or "")
    at = quote.find(anchor) if anchor else -1
    at = max(at, 0)
    verb, place = _verb(quote, at, known)
    if fields.get("kind") == "event":
        own = base(_HELPING.sub("", anchor.lower()))
        verb, place = (own, at) if own in known.verbs or verb is None else (verb, place)
    passive = bool(re.search(r"\b(?:was|were|been|being|be)\s+\Z", quote[:place]))
    actor = fields.get("actor")
    if not actor and verb and not passive:
        told = str(fields.get("asserter") or "")
        begins = quote.find(told) + len(told) if told in quote[:place] else 0
        actor = _last_name(quote[begins:place], known)
    to = re.search(r"\bto\s+(?:the\s+)?(.+)", quote[max(at, place) :])
    whom = fields.get("counterpart") or (_first_name(to[1], known) if to else None)
    return {
        "kind": verb or str(fields.get("kind")),
        "actor": actor,
        "object": fields.get("object"),
        "counterpart": whom if whom != actor else None,
    }


def _verb(quote: str, at: int, known: Known) -> tuple[str | None, int]:
    """The verb of the book that stands nearest to a place, and where."""
    words = list(_WORD.finditer(quote))
    found: list[tuple[int, str, int]] = []
    for number, word in enumerate(words):
        for many in range(_MOST_VERBS, 0, -1):
            end = words[min(number + many, len(words)) - 1].end()
            stem = base(quote[word.start() : end].lower())
            if stem in known.verbs:
                found.append((abs(word.start() - at), stem, word.start()))
                break
    if not found:
        return None, at
    _, stem, place = min(found)
    return stem, place


def _last_name(words: str, known: Known) -> str | None:
    """The last name the book knows before a place."""
    found = [(m.start(), -len(f), n) for f, n in known.names.items() for m in _named(f, words)]
    return max(found)[2] if found else None


def _first_name(words: str, known: Known) -> str | None:
    """The name that words begin with."""
    told = [(-len(f), n) for f, n in known.names.items() if words.casefold().startswith(f)]
    return min(told)[1] if told else None


def _named(folded: str, words: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"\b{re.escape(folded)}\b", words.casefold()))


def _count(quantity: Mapping[str, Any] | None) -> Row:
    """The number, where it counts something: a share is none, and stays in the words."""
    if not quantity or quantity.get("share"):
        return {}
    low, high = (_whole(quantity.get(end)) for end in ("low", "high"))
    if low is not None and high is not None and Decimal(str(low)) > Decimal(str(high)):
        return {}  # two thirds of something: no count
    soft = [end for end in quantity.get("soft") or () if end in {"low", "high"}]
    row: Row = {"count_low": low, "count_high": high}
    if soft:
        row["soft"] = "both" if len(soft) > 1 else soft[0]
    return row


def _whole(number: object) -> object:
    """A number without a point where it needs none."""
    if number is None or isinstance(number, int):
        return number
    exact = round(Decimal(str(number)), 6)  # a tenth more of 1,500 is 1,650, whatever floats say
    return int(exact) if exact == exact.to_integral_value() else exact


def _day(claim: Claim, zone: str) -> str | None:
    """When it was: as the words say, else the day of the source, or some day before its end."""
    told = (claim.fields.get("date") or {}).get("edtf")
    ahead = claim.kind in SAID - {"stance", "accusation"}  # a day of theirs is by when, not when
    if isinstance(told, str) and _YEAR.fullmatch(told):
        told = f"{told}-01/{told}-12"
    if isinstance(told, str) and not ahead and not isinstance(parse_when(told, zone), str):
        return told
    return claim.published if claim.kind in SAID else f"../{claim.published}"


def _source(claim: Claim, source: Row) -> str:
    """Where it came out, and whose story the outlet says that it carries."""
    origin = source.get("origin")
    if origin and str(origin).casefold() not in claim.outlet.casefold():
        return f"{claim.outlet} ({origin})"
    return claim.outlet
