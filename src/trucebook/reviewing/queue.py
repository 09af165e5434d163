"""The claims of a book's review queue, in reading order, and what was decided on each.

Nothing is changed or taken away: a decision stands until a later one on the same claim.
Source: spec/record/review.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from trucebook.book import Book
from trucebook.record.json_line import NotOneRow, Row, read_line
from trucebook.record.queue import CLAIM, REVIEW

Word = Literal["accepted", "refused", "sent back", "same", "reopened"]
WORDS: tuple[Word, ...] = ("accepted", "refused", "sent back", "same", "reopened")
"""What may be decided on a claim: `same` says that another row tells it already, `reopened` that
an earlier decision no longer stands."""
WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on a claim."""

    id: str
    of: str
    word: str
    by: str = ""
    recorded: str = ""
    because: str = ""
    report: str = ""
    """The report that entered the record by it, or that tells the same."""
    second: bool = False
    """By a second reader, who did not see the first decision: it moves nothing."""
    gate: bool = False
    """By the program: the claim does not stand on the words of its source."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a reader proposed from a source.

    Shape: `fields` are those of the reader (spec/reading.md); `source` is the id of the kept one.
    """

    id: str
    source: str
    fields: Mapping[str, Any]
    published: str
    outlet: str
    recorded: str = ""

    @property
    def kind(self) -> str:
        """Which of the kinds of claims it is."""
        return str(self.fields.get("kind") or "")

    @property
    def twin(self) -> str | None:
        """The id of the claim of the same source that it tells again."""
        same = self.fields.get("same_as")
        return f"{self.source}/{same}" if same else None


@dataclass(frozen=True)
class Queue:
    """Every claim of a book with the decisions on it; lines that cannot be read are counted."""

    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    unreadable: int = 0

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def _last(self) -> Mapping[str, Decision]:
        return {one.of: one for one in self.decisions if not one.second}

    def decision(self, claim: Claim) -> Decision | None:
        """The decision that stands; None where the claim waits."""
        last = self._last.get(claim.id)
        return None if last is None or last.word == "reopened" else last

    def standing(self, claim: Claim) -> str:
        """Waiting, or what was decided."""
        decision = self.decision(claim)
        return WAITING if decision is None else decision.word

    @cached_property
    def waiting(self) -> tuple[Claim, ...]:
        """Claims to be decided: those nobody has decided on, then those that were sent back."""
        open_ = [claim for claim in self.claims if self.decision(claim) is None]
        back = [claim for claim in self.claims if self.standing(claim) == "sent back"]
        return (*open_, *back)

    def number_of(self, claim: Claim) -> int:
        """How many decisions there are on a claim."""
        return sum(one.of == claim.id for one in self.decisions)

    def by_reader(self, claim: Claim, by: str) -> Decision | None:
        """The last decision of somebody on a claim, first or second."""
        own = [one for one in self.decisions if one.of == claim.id and one.by == by]
        return own[-1] if own and own[-1].word != "reopened" else None


def queue_of(book: Book) -> Queue:
    """The review queue of a book."""
    claims: dict[str, Claim] = {}
    decisions: list[Decision] = []
    unreadable = 0
    for row in _rows(book):
        made = _read(row) if row is not None else None
        if isinstance(made, Claim):
            claims.setdefault(made.id, made)
        elif made is not None:
            decisions.append(made)
        else:
            unreadable += 1
    return Queue(tuple(claims.values()), tuple(decisions), unreadable)


def _rows(book: Book) -> Iterator[Row | None]:
    for data in book.queued.values():
        for line in data.decode("utf-8", "replace").split("\n"):
            if not line.strip():
                continue
            try:
                yield read_line(line)
            except NotOneRow:
                yield None


def _read(row: Row) -> Claim | Decision | None:
    """The claim or decision of a line; None where it is neither."""
    name, fields = row.get("id"), row.get("claim")
    if not isinstance(name, str) or "/" not in name:
        return None
    if row.get("kind") == CLAIM and isinstance(fields, dict):
        published, outlet = str(row.get("published") or ""), str(row.get("outlet") or "")
        source = name.rpartition("/")[0]
        return Claim(name, source, fields, published, outlet, str(row.get("recorded") or ""))
    of, word = row.get("of"), row.get("decision")
    if row.get("kind") == REVIEW and isinstance(of, str) and word in WORDS:
        return Decision(
            name,
            of,
            str(word),
            by=str(row.get("recorded_by") or ""),
            recorded=str(row.get("recorded") or ""),
            because=str(row.get("because") or ""),
            report=str(row.get("report") or ""),
            second=row.get("second") is True,
            gate=row.get("gate") is True,
        )
    return None
