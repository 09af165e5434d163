"""Decisions on claims: each goes into the queue for good, and what is accepted into the record.

Source: spec/record/review.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from trucebook.book import Book
from trucebook.entering.enter import How, enter, put_files, read_row, report_named
from trucebook.entering.refused import RefusedError
from trucebook.entering.retraction import retraction
from trucebook.export.entered_to_text import Entered
from trucebook.model.source import Source
from trucebook.reading.anchor import Anchor, anchor_at, find, to_columns
from trucebook.reading.grounding import fold
from trucebook.record.json_line import Row, write_value
from trucebook.record.queue import queue_file
from trucebook.reviewing.draft import draft_of, known_of
from trucebook.reviewing.line import NOBODY
from trucebook.reviewing.queue import Claim, Queue, queue_of
from trucebook.reviewing.rows import review_row

FIXED = ("quote", "anchor", "claim", "source_sha256")
"""Columns that nobody writes: they are what the source has."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a claim. `entered` is the report that went in, or would go in."""

    claim: Claim
    word: str
    entered: Entered | None = None
    report: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sitting:
    """A book and its queue before somebody who decides, and how what is decided goes in."""

    address: str
    book: Book
    how: How = field(default_factory=How)

    @cached_property
    def queue(self) -> Queue:
        """The review queue as the book holds it."""
        return queue_of(self.book)

    def source(self, claim: Claim) -> Source:
        """The kept source of a claim.

        Errors: RefusedError where it is gone, or not as it was kept.
        """
        found = next((source for source in self.book.sources if source.id == claim.source), None)
        if found is None or found.text is None or found.faults:
            why = "is not there" if found is None else "is not as it was kept"
            raise RefusedError(f"The source of {claim.id} {why}: trucebook check says more.")
        return found

    def proposed(self, claim: Claim) -> Row:
        """The row that would go in as proposed.

        Errors: RefusedError where the source does not hold the words.
        """
        source, zone = self.source(claim), self.book.agreement.zone
        row = draft_of(claim, known_of(self.book), zone, dict(source.row))
        return {"id": _free_id(self.queue, claim)} | row | _fixed(source, claim)

    def edited(self, claim: Claim, line: str) -> Row:
        """The row of a line that somebody wrote in the place of the proposed one.

        Errors: RefusedError where it is not one report, or says what the source alone can say.
        """
        first = self.proposed(claim)
        row = written(line, self.book)
        if row.get("hedge") == "none" and "hedge" not in first:
            del row["hedge"]
        kept = {column: first[column] for column in (*FIXED, "url") if column in first}
        same = all(row.get(end) == first.get(end) for end in ("count_low", "count_high"))
        if same and "soft" in first:
            kept["soft"] = first["soft"]
        if not names_itself(line):
            kept["id"] = first["id"]
        return row | kept

    def trial(self, row: Row) -> Entered:
        """What a row would do in the book; nothing is put in.

        Errors: RefusedError, WrongQuestionError.
        """
        return enter(self.address, self.book, row, replace(self.how, dry_run=True))

    def accept(self, claim: Claim, line: str | None = None) -> Decided:
        """Put the report of a claim into the record, as proposed or as a line says it.

        Where a claim of the source that tells the same has gone in, it is one with that report.
        Errors: RefusedError, WrongQuestionError, LedgerError; then nothing was put in.
        """
        self._hold_open(claim)
        twin = None if line is not None else self._accepted_twin(claim)
        if twin:
            self._put(claim, "same", report=twin)
            return Decided(claim, "same", None, twin)
        first = self.proposed(claim)
        row = first if line is None else self.edited(claim, line)
        names = sorted({*row, *first} - {"text"})
        changed = tuple(name for name in names if row.get(name) != first.get(name))
        review = self._review(claim, "accepted", report=row["id"], changed=list(changed))
        entered = enter(self.address, self.book, row, self.how, review)
        return Decided(claim, "accepted", entered, str(row["id"]), changed)

    def refuse(self, claim: Claim, because: str) -> Decided:
        """Keep a claim out of the record, for good unless somebody takes it up again.

        Errors: RefusedError without a reason; LedgerError.
        """
        return self._decline(claim, "refused", because)

    def send_back(self, claim: Claim, because: str) -> Decided:
        """Leave a claim to somebody else, with the question that is open.

        Errors: RefusedError without a reason; LedgerError.
        """
        return self._decline(claim, "sent back", because)

    def undo(self, claim: Claim) -> Decided:
        """Take the last decision on a claim back: it waits again, and its report is retracted.

        Errors: RefusedError where nothing is decided; LedgerError.
        """
        last = self.queue.decision(claim)
        if last is None:
            raise RefusedError(f"Nothing is decided on {claim.id}.")
        if last.word != "accepted":
            self._put(claim, "reopened", report=last.report)
            return Decided(claim, "reopened")
        row = retraction(
            report_named(self.book, last.report), "The decision of the review was taken back."
        )
        review = self._review(claim, "reopened", report=last.report)
        entered = enter(self.address, self.book, row, self.how, review)
        return Decided(claim, "reopened", entered, str(row["id"]))

    def second(self, claim: Claim, word: str, because: str = "") -> Decided:
        """Write down what a second reader decides, who has not seen the first decision.

        Errors: RefusedError where the reader is not named, or is the first; LedgerError.
        """
        if not self.how.by:
            raise RefusedError("A second reader needs a desk key: say who reads, with 'by'.")
        first = self.queue.decision(claim)
        if first is None or first.gate:
            raise RefusedError(f"Nobody has decided on {claim.id} yet, and a second comes after.")
        if self.queue.by_reader(claim, self.how.by) is not None:
            raise RefusedError(f"{self.how.by} has decided on {claim.id} already.")
        if word not in {"accepted", "refused"}:
            raise RefusedError("A second reader accepts or refuses.")
        self._put(claim, word, because=because, second=True)
        return Decided(claim, word)

    def _decline(self, claim: Claim, word: str, because: str) -> Decided:
        self._hold_open(claim)
        if not because.strip():
            raise RefusedError(f"Say why {claim.id} is {word}. Nothing was decided.")
        self._put(claim, word, because=because.strip())
        return Decided(claim, word)

    def _review(self, claim: Claim, word: str, **told: object) -> dict[str, bytes]:
        """The file of the queue, and the line of a decision for its end."""
        number = self.queue.number_of(claim) + 1
        row = review_row(claim.id, number, word, **told, recorded_by=self.how.by)
        return {queue_file(claim.source): f"{write_value(row)}\n".encode()}

    def _put(self, claim: Claim, word: str, **told: object) -> None:
        """A decision that moves nothing in the record."""
        if not self.how.dry_run:
            put_files(self.address, self._review(claim, word, **told), self.how.by)

    def _hold_open(self, claim: Claim) -> None:
        """Refuse to decide twice.

        Errors: RefusedError.
        """
        last = self.queue.decision(claim)
        if last is not None and last.word != "sent back":
            who = f" by {last.by}" if last.by else ""
            raise RefusedError(f"{claim.id} is {last.word} already{who}: undo that first.")

    def _accepted_twin(self, claim: Claim) -> str | None:
        """The report of the claim that this one tells again, or that tells this one again."""
        for other in self.queue.claims:
            if claim.twin == other.id or other.twin == claim.id:
                decision = self.queue.decision(other)
                if decision is not None and decision.word == "accepted":
                    return decision.report
        return None


def written(line: str, book: Book) -> Row:
    """The row of a line that stands on words of a kept source.

    Errors: RefusedError where it is not one report, or says what the source alone can say.
    """
    row = read_row("the line", line, book)
    said = [column for column in FIXED if column in row]
    if said:
        raise RefusedError(
            f"The line says {' and '.join(said)} itself: the words and their place are those of "
            "the source. Leave it out."
        )
    if row.get("actor") == NOBODY:
        del row["actor"]
    if {row.get("corrects"), row.get("retracts")} != {None}:
        raise RefusedError("A claim corrects or retracts no report: use add, correct or retract.")
    return row


def names_itself(line: str) -> bool:
    """Whether a line gives its report an id."""
    return "[" in line.partition(";")[0] or line.lstrip().startswith("{")


def _free_id(queue: Queue, claim: Claim) -> str:
    """The id of the report of a claim: another one where it was in the record and taken back."""
    name = claim.id.replace("/", ".")
    before = {one.report for one in queue.decisions if one.of == claim.id}
    number = 1
    while (found := name if number == 1 else f"{name}-{number}") in before:
        number += 1
    return found


def _fixed(source: Source, claim: Claim) -> Row:
    """Where the words stand in the kept source.

    Errors: RefusedError where they do not.
    """
    anchor = _anchor(source, claim)
    if isinstance(anchor, str):
        raise RefusedError(f"The quote of {claim.id} {anchor}: the kept source {source.id}.")
    hashed = source.row.get("sha256")
    return {
        "quote": anchor.exact,
        "anchor": to_columns(anchor),
        "claim": claim.id,
    } | ({"source_sha256": hashed} if hashed else {})


def _anchor(source: Source, claim: Claim) -> Anchor | str:
    text, quote = source.text or "", str(claim.fields.get("quote") or "")
    start = claim.fields.get("start")
    if isinstance(start, int) and start >= 0 and quote.strip():
        end = start + len(quote)
        if fold(text[start:end]) == fold(quote):
            return anchor_at(source.id, text, start, end)
    return find(source.id, text, quote)
