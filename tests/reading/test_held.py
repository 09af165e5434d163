"""A model's claims: true ones pass, whatever the typography; altered and invented ones never do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.reading.said import NAMES, TRUE, Claim
from trucebook.reading.article import Article
from trucebook.reading.by_model import Reader, propose_by_model
from trucebook.reading.gate import gate_patterns
from trucebook.reading.rules import Pattern

WANTED = 200
BEFORE = "The mediators met again in the harbour town. Rain had closed the road for two days. "
STRAIGHT = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"})
CURVED = str.maketrans({"'": "\u2019", "-": "\u2013"})
OTHER = {"for": "against", "against": "for"}


def reasons(sentence: str, claim: Claim) -> list[str]:
    """What is said of the one claim that a model gives of a paragraph."""
    article = Article(BEFORE + sentence, "", "")
    answer = json.dumps({"claims": [claim]})
    found = propose_by_model(article, lambda _: answer, Reader("m", "here"))
    assert found.unread == ()
    (record,) = found.records
    return record["grounding"]["reasons"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(("sentence", "claim"), TRUE)
def test_a_true_claim_passes_whatever_its_typography(sentence: str, claim: Claim) -> None:
    for table in ({}, STRAIGHT, CURVED):
        typed = {k: v.translate(table) if isinstance(v, str) else v for k, v in claim.items()}
        assert reasons(sentence, typed) == []
        assert reasons(sentence.translate(STRAIGHT), typed) == []


def altered(sentence: str, claim: Claim) -> Iterator[tuple[str, Claim]]:
    """The claim with one thing that the words do not bear out."""
    if claim["number"]:
        for number in ("ten", "41", "over 40", "around 12"):
            yield "number", claim | {"number": number}
        for other in ("9", "12", "40", "14", "30"):
            if other not in sentence:
                yield "number", claim | {"number": other, "anchor": other}
        swapped = claim["quote"].replace(claim["number"], "700")
        yield "number in quote", claim | {"quote": swapped, "number": "700"}
    if claim["actor"]:
        for name in NAMES:
            if name.lower() not in claim["actor"].lower():
                yield "actor", claim | {"actor": name}
    else:
        yield "actor", claim | {"actor": "The Republic of Nowhere"}
    if claim["actor"] and claim["counterpart"]:
        turned = {"actor": claim["counterpart"], "counterpart": claim["actor"]}
        yield "turned round", claim | turned | {"asserter": claim["counterpart"]}
    for name in NAMES:
        if name.lower() not in (claim["asserter"] or "").lower():
            yield "asserter", claim | {"asserter": name}
    if claim["asserter"] and claim["kind"] in {"event", "figure"}:
        yield "in nobody's voice", claim | {"asserter": None}
    if claim["side"]:
        yield "side", claim | {"side": OTHER[claim["side"]]}
        yield "no side", claim | {"side": None}
    if claim["modality"] in {"proposed", "obligation"}:
        yield "would to did", claim | {"modality": "actual"}
    if claim["kind"] == "term":
        done = {"kind": "event", "modality": "actual", "anchor": "release"}
        yield "would to did", claim | done
    if claim["kind"] == "accusation":
        yield "accused to did", claim | {"modality": "actual"}
        yield "accused to did", claim | {"kind": "event", "modality": "actual", "anchor": "keeping"}
    yield "invented", claim | {"quote": "Nowhere " + claim["quote"]}
    yield (
        "invented",
        claim | {"quote": "Alpha shelled the harbour on Saturday", "anchor": "shelled"},
    )
    yield "left out", claim | {"quote": claim["quote"].replace(" ", " \u2026 ", 1)}
    yield "other words", claim | {"quote": claim["quote"].replace("the", "that")}
    yield "deciding words", claim | {"anchor": "shelled"}
    yield "object", claim | {"object": "hospitals"}
    yield "day", claim | {"date": "on Saturday"}
    yield "hedge", claim | {"hedge": "reportedly"}
    yield "counterpart", claim | {"counterpart": "The Republic of Nowhere"}


def test_none_altered_passes_unmarked() -> None:
    count, passed = 0, []
    for sentence, claim in TRUE:
        for name, wrong in altered(sentence, claim):
            if wrong == claim:
                continue
            count += 1
            if not reasons(sentence, wrong):
                passed.append((name, {k: v for k, v in wrong.items() if v != claim[k]}, sentence))
    assert count >= WANTED
    assert passed == []


MORE: list[tuple[str, str, dict[str, Any]]] = [
    ("Beta said Alpha had freed nine captives.", "swapped", {
        "kind": "event", "quote": "Alpha had freed nine captives", "anchor": "freed",
        "actor": "Beta", "asserter": "Beta"}),
    ("Beta did not free the captives.", "denied", {
        "kind": "event", "quote": "Beta did not free the captives", "anchor": "free",
        "actor": "Beta"}),
    ("Beta denied that Alpha had freed the captives.", "denied", {
        "kind": "event", "quote": "Alpha had freed the captives", "anchor": "freed",
        "actor": "Alpha", "asserter": "Beta"}),
    ("Alpha agreed to free nine captives.", "agreed to", {
        "kind": "event", "quote": "Alpha agreed to free nine captives", "anchor": "free",
        "actor": "Alpha"}),
    ("Alpha refused to accept the plan.", "refused", {
        "kind": "stance", "quote": "Alpha refused to accept the plan", "anchor": "accept",
        "actor": "Alpha", "side": "for"}),
    ("Alpha has not rejected the plan.", "not rejected", {
        "kind": "stance", "quote": "Alpha has not rejected the plan", "anchor": "rejected",
        "actor": "Alpha", "side": "against"}),
    ("Alpha, after talks with Beta, freed nine captives.", "bystander", {
        "kind": "event", "quote": "Alpha, after talks with Beta, freed nine captives",
        "anchor": "freed", "actor": "Beta"}),
    ("The friends of Beta freed nine captives.", "of somebody", {
        "kind": "event", "quote": "The friends of Beta freed nine captives",
        "anchor": "freed", "actor": "Beta"}),
    ("Beta said it had freed nine captives.", "a pronoun", {
        "kind": "event", "quote": "it had freed nine captives", "anchor": "freed",
        "actor": "Alpha", "asserter": "Beta"}),
    ("Alpha freed 9 captives and Beta freed 12 prisoners.", "number of another", {
        "kind": "figure", "quote": "Alpha freed 9 captives and Beta freed 12 prisoners",
        "anchor": "9 captives", "number": "12", "object": "captives"}),
    ("Alpha freed 9 captives and Beta freed 12 prisoners.", "thing of another", {
        "kind": "figure", "quote": "Alpha freed 9 captives and Beta freed 12 prisoners",
        "anchor": "9 captives and Beta freed 12 prisoners", "number": "9", "object": "prisoners"}),
    ("About 40,000 people fled.", "a part of a number", {
        "kind": "figure", "quote": "About 40,000 people fled", "anchor": "40,000 people",
        "number": "40", "object": "people"}),
    ("Would Alpha free the captives if Beta opened the gate?", "a question", {
        "kind": "event", "quote": "if Beta opened the gate", "anchor": "opened", "actor": "Beta"}),
    ("Beta accused Alpha of having killed nine captives.", "accused to did", {
        "kind": "figure", "quote": "Beta accused Alpha of having killed nine captives",
        "anchor": "nine captives", "number": "nine", "object": "captives"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name", "fields"), MORE)
def test_what_only_seems_to_stand_is_marked(sentence: str, name: str, fields: Claim) -> None:
    empty = dict.fromkeys(
        ("asserter", "actor", "counterpart", "number", "object", "date", "hedge", "side")
    )
    assert reasons(sentence, {**empty, "modality": "actual", **fields}), name


PATTERNS = list(gate_patterns().values())


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_a_pattern_finds_its_example_and_leaves_the_other(pattern: Pattern) -> None:
    assert pattern.words.search(pattern.yes)
    found = pattern.words.search(pattern.no)
    assert found is None or not found.group()
