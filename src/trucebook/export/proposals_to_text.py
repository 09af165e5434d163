"""Proposals from an article, as text: each claim with its words, who says it, number and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trucebook.export.layout import PLAIN, WIDTH, Style, clean, paragraph
from trucebook.reading.proposals import BY_RULES, Proposals
from trucebook.reading.voices import OWN
from trucebook.views.wording import say_times

CLOSING = (
    "Proposed by {reader}, which {verb} claims and {mistake} some: check each against the article. "
    "Nothing of this has entered a record."
)
NOTHING = "No claim was found by {reader}; a reader may still find some."
MODALITIES = {
    "proposed": "not told as done",
    "obligation": "what a text or plan provides",
    "alleged": "alleged",
    "conditional": "under a condition",
    "uncertain": "uncertain",
}
_INDENT = "     "
_OPEN, _CLOSE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"


def proposals_to_text(proposals: Proposals, width: int = WIDTH, style: Style = PLAIN) -> str:
    """Every claim, in reading order; refused ones stand in their place, with the reasons."""
    by_rules = proposals.reader == BY_RULES
    reader = BY_RULES if by_rules else f"the model {clean(proposals.reader)}"
    unread = [paragraph(f"{one[:1].upper()}{one[1:]}.", width) for one in proposals.unread]
    if not proposals.records:
        return "\n\n".join([*unread, NOTHING.format(reader=reader)]) + "\n"
    count = say_times(len(proposals.records), "claim", "claims")
    repeated = sum(bool(record["same_as"]) for record in proposals.records)
    again = f", {repeated} of them told twice" if repeated else ""
    refused = sum(not record["grounding"]["stands"] for record in proposals.records)
    not_so = f", {refused} of them refused" if refused else ""
    blocks = [f"{count}{again}{not_so}."]
    blocks += ["\n".join(_claim(record, width, style)) for record in proposals.records]
    blocks += unread
    verbs = ("overlook", "mistake") if by_rules else ("overlooks", "mistakes")
    closing = CLOSING.format(reader=reader, verb=verbs[0], mistake=verbs[1])
    blocks.append(paragraph(closing, width))
    return "\n\n".join(blocks) + "\n"


def _claim(record: dict[str, Any], width: int, style: Style) -> Iterator[str]:
    side = f", {record['subkind']}" if record["subkind"] else ""
    yield f"{record['id']}  {style.strong(record['kind'] + side)}: {clean(record['anchor'])}"
    yield paragraph(f"{_OPEN}{record['quote']}{_CLOSE}", width, first=_INDENT)
    for name, words in _fields(record):
        yield paragraph(words, width, first=f"{_INDENT}{style.faint(name)}: ", rest=f"{_INDENT}  ")


def _fields(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "says", "the article" if record["asserter"] == OWN else record["asserter"]
    if record["actor"]:
        yield "does", record["actor"]
    if record["quantity"]:
        yield "number", say_interval(record["quantity"])
    if record["date"]:
        yield "day", _day(record["date"])
    if record["hedge"]:
        yield "with the word", record["hedge"]["text"]
    if record["modality"] in MODALITIES:
        yield "told as", MODALITIES[record["modality"]]
    if record["same_as"]:
        yield "the same as", record["same_as"]
    if not record["grounding"]["stands"]:
        yield "refused", "; ".join(record["grounding"]["reasons"])


def _day(found: dict[str, str | None]) -> str:
    if found["edtf"]:
        return f"{found['text']} ({found['edtf']})"
    return f"{found['text']}; --published would tell which"


def say_interval(quantity: dict[str, Any]) -> str:
    """The ends of a number; those that are a convention and not in the words are marked."""
    low, high = (_number(quantity[end], share=quantity["share"]) for end in ("low", "high"))
    unit = quantity["unit"]
    if quantity["low"] == quantity["high"]:
        return f"{low} {unit}"
    soft = {end: " (by convention)" if end in quantity["soft"] else "" for end in ("low", "high")}
    return f"from {low}{soft['low']} to {high}{soft['high']} {unit}"


def _number(value: float, *, share: bool) -> str:
    if share:
        return f"{100 * value:.3g}%"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
