"""Sentences of a kept source that gave no claim, and claims that a person marks up in them.

Source: spec/record/review.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.entering.enter import enter
from trucebook.entering.refused import RefusedError
from trucebook.model.source import Source
from trucebook.reading.anchor import anchor_at, to_columns
from trucebook.reading.sentence import Sentence, split
from trucebook.record.json_line import Row, write_value
from trucebook.record.queue import queue_file
from trucebook.reviewing.decide import Decided, Sitting, names_itself, written
from trucebook.reviewing.queue import Claim, Queue
from trucebook.reviewing.rows import BY_HAND, claim_row, review_row


@dataclass(frozen=True, slots=True)
class Silent:
    """A sentence that gave nothing, by its number in the source."""

    number: int
    sentence: Sentence


def silent_in(queue: Queue, source: Source) -> tuple[Silent, ...]:
    """The sentences of a source that no claim stands in."""
    spans = [
        (one.fields.get("start"), one.fields.get("end"))
        for one in queue.claims
        if one.source == source.id
    ]
    taken = [(a, b) for a, b in spans if isinstance(a, int) and isinstance(b, int)]
    return tuple(
        Silent(number, sentence)
        for number, sentence in enumerate(split(source.text or ""), 1)
        if not any(a < sentence.end and sentence.start < b for a, b in taken)
    )


def mark(sitting: Sitting, source: Source, number: int, line: str) -> Decided:
    """Put the report of a line into the record, with a sentence of the source as its quote.

    Errors: RefusedError, WrongQuestionError, LedgerError; then nothing was put in.
    """
    sentences = split(source.text or "")
    if not 0 < number <= len(sentences):
        raise RefusedError(f"{source.id} has sentences 1 to {len(sentences)}, and no {number}.")
    sentence = sentences[number - 1]
    row = written(line, sitting.book)
    name = _free_name(sitting.queue, source.id)
    claim = _claim(name, source, sentence, row)
    anchor = anchor_at(source.id, source.text or "", sentence.start, sentence.end)
    row |= {"quote": anchor.exact, "anchor": to_columns(anchor), "claim": name}
    if source.row.get("sha256"):
        row["source_sha256"] = source.row["sha256"]
    if not names_itself(line):
        row["id"] = name.replace("/", ".")
    by = sitting.how.by
    review = review_row(name, 1, "accepted", report=row["id"], recorded_by=by)
    lines = "".join(f"{write_value(one)}\n" for one in (claim_row(claim, by), review))
    beside = {queue_file(source.id): lines.encode()}
    entered = enter(sitting.address, sitting.book, row, sitting.how, beside)
    return Decided(claim, "accepted", entered, str(row["id"]))


def _claim(name: str, source: Source, sentence: Sentence, row: Row) -> Claim:
    """What a person marked up, as a reader would have proposed it."""
    fields = {
        "id": name.rpartition("/")[2],
        "kind": str(row["kind"]),
        "quote": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "anchor": sentence.text,
        "anchor_start": sentence.start,
        "anchor_end": sentence.end,
        "same_as": None,
        "origin": {"reader": BY_HAND},
        "grounding": {"stands": True, "reasons": []},
    }
    return Claim(name, source.id, fields, str(row["published"]), str(row.get("source") or ""))


def _free_name(queue: Queue, source: str) -> str:
    number = 1
    while f"{source}/h{number:02}" in queue.by_id:
        number += 1
    return f"{source}/h{number:02}"
