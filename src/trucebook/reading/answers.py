"""A model's answer to proposals: every field looked at, every claim put on the article's words.

A model says which words; what they mean is worked out here: the place of the quote, the interval
of a number, the day.
Source: spec/models.md.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from trucebook.reading.asking import FIELDS, KINDS, MODALITIES, MOST, SIDES, Paragraph
from trucebook.reading.dates import find_date
from trucebook.reading.figures import PARTS
from trucebook.reading.grounding import fold
from trucebook.reading.quantity import quantities
from trucebook.reading.rules import pattern
from trucebook.reading.voices import OWN

_LONGEST = 1_000
_CLOSED = {"kind": KINDS, "modality": MODALITIES}


class BadAnswer(ValueError):
    """An answer is not of the form that was asked for; the words say where."""


def read_answer(words: str) -> list[dict[str, Any]]:
    """The claims of an answer, each with all its fields.

    Errors: BadAnswer.
    """
    try:
        answer = json.loads(words)
    except (ValueError, RecursionError):
        raise BadAnswer("the answer is no JSON") from None
    if not isinstance(answer, dict) or set(answer) != {"claims"}:
        raise BadAnswer("the answer is not an object with the one member claims")
    claims = answer["claims"]
    if not isinstance(claims, list) or len(claims) > MOST:
        raise BadAnswer(f"claims is no list of up to {MOST}")
    for number, claim in enumerate(claims, 1):
        if why := _fault(claim):
            raise BadAnswer(f"claim {number}: {why}")
    return claims


def _fault(claim: object) -> str | None:
    if not isinstance(claim, dict) or set(claim) != set(FIELDS):
        return "it has not the fields that were asked for"
    for name, value in claim.items():
        if name in _CLOSED:
            if value not in _CLOSED[name]:
                return f"{name} is none of {', '.join(_CLOSED[name])}"
        elif name == "side":
            if value not in (*SIDES, None):
                return "side is neither for nor against"
        elif value is None and name not in {"quote", "anchor"}:
            continue
        elif not isinstance(value, str) or len(value) > _LONGEST:
            return f"{name} is no text of up to {_LONGEST:,} characters"
    return None


def record_of(
    claim: dict[str, Any], paragraph: Paragraph, published: date | None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A claim as a proposal, and every reason found on the way to refuse it."""
    reasons: list[str] = []
    start, end = _place(claim["quote"], paragraph.text)
    if start < 0:
        reasons.append("the quote stands nowhere in the paragraph, or in several places")
    quote = paragraph.text[start:end] if start >= 0 else claim["quote"]
    at = fold(quote).find(fold(claim["anchor"])) if claim["anchor"].strip() else -1
    if at < 0:
        reasons.append("the deciding words do not stand in the quote")
    anchor = quote[at : at + len(claim["anchor"])] if at >= 0 else claim["anchor"]
    begin = paragraph.start + start if start >= 0 else None
    record = {
        "id": "",
        "kind": claim["kind"],
        "subkind": claim["side"],
        "quote": quote,
        "start": begin,
        "end": None if begin is None else begin + len(quote),
        "anchor": anchor,
        "anchor_start": None if begin is None or at < 0 else begin + at,
        "anchor_end": None if begin is None or at < 0 else begin + at + len(anchor),
        "asserter": claim["asserter"] or OWN,
        "actor": claim["actor"],
        "counterpart": claim["counterpart"],
        "object": claim["object"],
        "quantity": None,
        "date": None,
        "hedge": {"type": claim["hedge"].lower(), "text": claim["hedge"]}
        if claim["hedge"]
        else None,
        "modality": claim["modality"],
        "same_as": None,
    }
    if claim["number"]:
        record["quantity"] = counted_in(quote, claim["number"], claim["object"])
        if record["quantity"] is None:
            reasons.append("the number does not stand in the quote as a number")
    if claim["date"]:
        found = find_date(claim["date"], published)
        record["date"] = found or {"text": claim["date"], "edtf_text": None, "edtf": None}
        record["date"]["text"] = claim["date"]
    return record, tuple(reasons)


def _place(quote: str, text: str) -> tuple[int, int]:
    """Where a quote stands in a text, exactly or but for typography; -1 where not just once."""
    sought = quote.strip()
    for words, within in ((sought, text), (fold(sought), fold(text))):
        if words and within.count(words) == 1:
            start = within.index(words)
            return start, start + len(words)
    return -1, -1


def counted_in(quote: str, number: str, unit: str | None) -> dict[str, Any] | None:
    """The quantity of a number where it stands in a quote, with the word there that bends it.

    Shape: None where the words are no number, or only a part of one.
    """
    at = fold(quote).find(fold(number))
    if at < 0 or not number.strip():
        return None
    end = at + len(number)
    of = (unit or "persons").split()[-1] if unit and unit.split() else "persons"
    for share in pattern("share").finditer(quote):
        if share.start("part") < end and at < share.end("part"):
            low, high = PARTS[share["part"].lower().split()[-1]]
            approx = share["part"] if low != high else None
            return _quantity(low, high, approx, (), f"share of {share['whole']}", share["part"])
    for q in quantities(quote):
        if q.start < end and at < q.end and fold(q.text) in fold(number):
            low, high = (int(v) if v == int(v) else v for v in (q.low, q.high))
            return _quantity(low, high, q.approx, q.soft, of, q.text)
    return None


def _quantity(  # noqa: PLR0913, PLR0917 - a quantity has as many sides as it has
    low: float, high: float, approx: str | None, soft: tuple[str, ...], unit: str, text: str
) -> dict[str, Any]:
    return {
        "low": low,
        "high": high,
        "approx": approx,
        "soft": list(soft),
        "unit": unit,
        "text": text,
        "share": unit.startswith("share of "),
    }
