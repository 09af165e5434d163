"""True claims, each altered in one field: none passes unmarked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trucebook.reading.claims import OWN, read_text
from trucebook.reading.grounding import ground

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
WANTED = 200
OTHER = {"for": "against", "against": "for"}


def altered(claim: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The claim with a field that the article does not bear out."""
    if claim["quantity"]:
        q = claim["quantity"]
        yield "number", claim | {"quantity": q | {"low": q["low"] + 1, "high": q["high"] + 1}}
    if claim["kind"] in {"event", "figure"} and claim["modality"] != "actual":
        yield "would to did", claim | {"modality": "actual"}
    if claim["subkind"]:
        yield "polarity", claim | {"subkind": OTHER[claim["subkind"]]}
    yield "actor", claim | {"actor": "The Republic of Nowhere"}
    yield "asserter", claim | {"asserter": "The Republic of Nowhere"}
    yield "invented", claim | {"quote": "Nowhere " + claim["quote"]}


def test_none_passes() -> None:
    """At least two hundred alterations, each told with a reason."""
    count, passed = 0, []
    for path in TEXTS:
        text = path.read_text("utf-8")
        for claim in read_text(text):
            assert claim["asserter"] == OWN or ground(text, claim) == ()
            for name, wrong in altered(claim):
                count += 1
                if not ground(text, wrong):
                    passed.append((path.stem, name, wrong["quote"], wrong["anchor"]))
    assert count >= WANTED
    assert passed == []
