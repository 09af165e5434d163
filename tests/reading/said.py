"""Sentences of our own wording with what they claim, as a model that reads well would answer."""

from __future__ import annotations

from typing import Any

Claim = dict[str, Any]


def claim(kind: str, quote: str, anchor: str, **fields: str | None) -> Claim:
    """A claim as a model gives it."""
    empty = ("asserter", "actor", "counterpart", "number", "object", "date", "hedge", "side")
    usual = {"accusation": "alleged", "term": "obligation"}.get(kind, "actual")
    whole: Claim = {"kind": kind, "quote": quote, "anchor": anchor, "modality": usual}
    return whole | dict.fromkeys(empty) | fields


TRUE: list[tuple[str, Claim]] = [
    (
        "Alpha freed nine captives at the Osk bridge on Sunday, and Beta opened the north gate.",
        claim(
            "event", "Alpha freed nine captives at the Osk bridge on Sunday", "freed",
            actor="Alpha", object="captives", date="on Sunday",
        ),
    ),
    (
        "Alpha freed nine captives at the Osk bridge on Sunday, and Beta opened the north gate.",
        claim(
            "figure", "Alpha freed nine captives at the Osk bridge", "nine captives",
            number="nine", object="captives",
        ),
    ),
    (
        "Alpha freed nine captives at the Osk bridge on Sunday, and Beta opened the north gate.",
        claim("event", "Beta opened the north gate", "opened", actor="Beta", object="north gate"),
    ),
    (
        "The Red Cross said nearly 40 relatives and 12 drivers had come to the bridge.",
        claim(
            "figure", "nearly 40 relatives and 12 drivers had come to the bridge",
            "nearly 40 relatives", asserter="The Red Cross", number="nearly 40", object="relatives",
        ),
    ),
    (
        "The Red Cross said nearly 40 relatives and 12 drivers had come to the bridge.",
        claim(
            "figure", "nearly 40 relatives and 12 drivers had come to the bridge", "12 drivers",
            asserter="The Red Cross", number="12", object="drivers",
        ),
    ),
    (
        "Alpha rejected the plan of the mediators on Monday, while Beta accepted it.",
        claim(
            "stance", "Alpha rejected the plan of the mediators on Monday", "rejected",
            actor="Alpha", object="the plan of the mediators", side="against",
        ),
    ),
    (
        "Alpha rejected the plan of the mediators on Monday, while Beta accepted it.",
        claim("stance", "while Beta accepted it", "accepted", actor="Beta", side="for"),
    ),
    (
        "Under the accord, Alpha would release 30 more captives by 20 March.",
        claim(
            "term", "Alpha would release 30 more captives by 20 March", "would release",
            actor="Alpha", object="30 more captives", date="20 March",
        ),
    ),
    (
        "Under the accord, Alpha would release 30 more captives by 20 March.",
        claim(
            "figure", "Alpha would release 30 more captives by 20 March", "30 more captives",
            number="30", object="captives", modality="obligation",
        ),
    ),
    (
        "Beta accused Alpha of keeping two lists of prisoners.",
        claim(
            "accusation", "Beta accused Alpha of keeping two lists of prisoners", "accused",
            asserter="Beta", actor="Beta", counterpart="Alpha",
        ),
    ),
    (
        "Nine soldiers were killed by Gamma near the \u201cold mill\u201d on Friday.",
        claim(
            "event",
            "Nine soldiers were killed by Gamma near the \u201cold mill\u201d",
            "were killed",
            actor="Gamma", object="soldiers",
        ),
    ),
    (
        "Nine soldiers were killed by Gamma near the \u201cold mill\u201d on Friday.",
        claim(
            "figure", "Nine soldiers were killed by Gamma near the \u201cold mill\u201d",
            "Nine soldiers", number="Nine", object="soldiers",
        ),
    ),
    (
        "Gamma\u2019s council said on Tuesday that Beta had handed over 14 bodies.",
        claim(
            "event", "Beta had handed over 14 bodies", "handed over",
            asserter="Gamma\u2019s council", actor="Beta", object="bodies", date="Tuesday",
        ),
    ),
    (
        "Gamma\u2019s council said on Tuesday that Beta had handed over 14 bodies.",
        claim(
            "figure", "Gamma\u2019s council said on Tuesday that Beta had handed over 14 bodies",
            "14 bodies", asserter="Gamma\u2019s council", number="14", object="bodies",
        ),
    ),
    (
        "Beta demanded that Alpha open the road to the harbour.",
        claim(
            "demand", "Beta demanded that Alpha open the road to the harbour", "demanded",
            asserter="Beta", actor="Beta", counterpart="Alpha", object="open the road",
        ),
    ),
    (
        "Alpha threatened to resume the bombardment of Osk unless the captives were freed.",
        claim(
            "threat", "Alpha threatened to resume the bombardment of Osk", "threatened to resume",
            asserter="Alpha", actor="Alpha", object="the bombardment of Osk",
        ),
    ),
    (
        "Delta backed the proposal, and Gamma opposed it.",
        claim(
            "stance", "Delta backed the proposal", "backed",
            actor="Delta", object="the proposal", side="for",
        ),
    ),
    (
        "Delta backed the proposal, and Gamma opposed it.",
        claim("stance", "Gamma opposed it", "opposed", actor="Gamma", side="against"),
    ),
    (
        "At least 600 trucks entered the valley on Thursday, according to the mission.",
        claim(
            "figure", "At least 600 trucks entered the valley on Thursday", "At least 600 trucks",
            asserter="the mission", number="At least 600", object="trucks",
        ),
    ),
    (
        "Beta will free 25 prisoners next week if the truce holds.",
        claim(
            "figure", "Beta will free 25 prisoners next week", "25 prisoners",
            number="25", object="prisoners", modality="proposed",
        ),
    ),
    (
        "Beta will free 25 prisoners next week if the truce holds.",
        claim(
            "event", "Beta will free 25 prisoners next week", "free",
            actor="Beta", object="prisoners", modality="proposed",
        ),
    ),
    (
        "Delta\u2019s envoy met both sides in Osk \u2013 the third such meeting since 1 March.",
        claim(
            "event", "Delta\u2019s envoy met both sides in Osk", "met",
            actor="Delta\u2019s envoy", object="both sides",
        ),
    ),
    (
        "Half of the prisoners were women, the ministry said.",
        claim(
            "figure", "Half of the prisoners were women", "Half of the prisoners",
            asserter="the ministry", number="Half", object="prisoners",
        ),
    ),
    (
        "It was unclear whether the gate would open.",
        claim("assessment", "It was unclear whether the gate would open", "unclear whether"),
    ),
]  # fmt: skip
NAMES = ("Alpha", "Beta", "Gamma", "Delta", "The Republic of Nowhere")
