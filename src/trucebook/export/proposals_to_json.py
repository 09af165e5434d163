"""Proposals from an article, as JSON."""

from __future__ import annotations

from typing import Any

from trucebook.reading.proposals import Proposals


def proposals_to_json(proposals: Proposals) -> dict[str, Any]:
    """The records, and the hashes of what they were read from."""
    return {
        "schema": "trucebook.proposals/1",
        "source_sha256": proposals.article.source_sha256,
        "text_sha256": proposals.article.text_sha256,
        "records": list(proposals.records),
    }
