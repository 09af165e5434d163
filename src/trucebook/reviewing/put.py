"""What was proposed from a kept source goes into the review queue of its book, once.

Source: spec/record/review.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trucebook.entering.enter import put_files
from trucebook.record.json_line import Row, write_value
from trucebook.record.queue import queue_file
from trucebook.reviewing.decide import Sitting
from trucebook.reviewing.queue import Claim
from trucebook.reviewing.rows import claim_row, reader_of, review_row


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of the claims of a source: waiting, refused by the gate, or there already."""

    waiting: int
    refused: int
    there: int


def put_claims(
    sitting: Sitting, source: str, records: Iterable[Mapping[str, Any]], about: tuple[str, str]
) -> Queued:
    """Put claims into the queue; `about` is when their source was published, and by whom.

    A claim that does not stand on the words of its source goes in as refused, with the reason.
    Errors: LedgerError; then nothing was put in.
    """
    published, outlet = about
    by, claims = sitting.how.by, sitting.queue.claims
    records = tuple(records)
    readers = {reader_of(fields) for fields in records}
    of_source = [one for one in claims if one.source == source]
    there = [one for one in of_source if reader_of(one.fields) in readers]
    if there or not records:
        return Queued(0, 0, len(there))
    rows: list[Row] = []
    refused = 0
    for fields in records:
        name = f"{source}/{fields['id']}"
        rows.append(claim_row(Claim(name, source, fields, published, outlet), by))
        reasons = fields["grounding"]["reasons"]
        if reasons:
            refused += 1
            rows.append(review_row(name, 1, "refused", because="; ".join(reasons)) | {"gate": True})
    if rows and not sitting.how.dry_run:
        lines = "".join(f"{write_value(row)}\n" for row in rows)
        put_files(sitting.address, {queue_file(source): lines.encode()}, by)
    return Queued(len(rows) - 2 * refused, refused, 0)
