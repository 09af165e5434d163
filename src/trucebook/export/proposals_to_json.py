"""Proposals from an article, as JSON."""

from __future__ import annotations

from typing import Any

from trucebook.export.article_to_text import article_to_json
from trucebook.reading.proposals import Proposals


def proposals_to_json(proposals: Proposals) -> dict[str, Any]:
    """The records, and the hashes of what they were read from."""
    return {
        "schema": "trucebook.proposals/1",
        "source_sha256": proposals.article.source_sha256,
        "text_sha256": proposals.article.text_sha256,
        "article": article_to_json(proposals.article),
        "reader": proposals.reader,
        "unread": list(proposals.unread),
        "records": list(proposals.records),
    }
