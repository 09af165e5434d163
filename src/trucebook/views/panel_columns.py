"""The columns of the panel: what each is called, what it holds, which codes, and how it is filled.

The codebook is read off the same values that fill the cells, so that neither can say more than
the other. A cell is words, a number, or None (empty); a day is words, as 2025-03-06.
Names are letters, digits and underscores and begin with a letter: R, pandas and SQL take them as
they are.
Source: spec/standings.md (semantics, section 7), docs/commands.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from trucebook.evaluation.accounts import GENERAL
from trucebook.evaluation.case import AS_WRITTEN
from trucebook.model.quantity import Number
from trucebook.model.report import Bound
from trucebook.model.time import MINUTES, iso
from trucebook.views import panel_codes as c
from trucebook.views.composition import GROUNDS, VOICES
from trucebook.views.panel_parts import Asked, Entry, Made, PanelBook, Recorded

Cell = str | Number | None
Holds = Literal["words", "code", "codes", "number", "day"]
"""`code`: one word of the column's list; `codes`: several, parted by `; `."""
P = TypeVar("P")
BETWEEN = "; "
"""Between the words of a list in one cell."""


@dataclass(frozen=True, slots=True)
class Column(Generic[P]):
    """One column: its name, what it holds and means, and how a part of a row fills it."""

    name: str
    holds: Holds
    means: str
    cell: Callable[[P], Cell]
    codes: Mapping[Any, str] | None = None
    """The words that can stand in it, where the list is closed."""
    missing: tuple[str, ...] = ()
    """Which of the missing codes can stand in it (columns of words)."""
    empty: str | None = None
    """Of numbers and days: the column that says why a cell is empty, or the reason itself."""


def several(items: Iterable[object]) -> str:
    """A list in one cell."""
    return BETWEEN.join(str(item) for item in items)


# --- which commitment, of which book, undertaken by whom ------------------------------------

REGISTERS = {"pa_x": "PA-X", "ucdp": "UCDP", "acled": "ACLED", "iso_3166": "ISO 3166"}
"""Columns of ids by their register; ids of any other stand in `other_ids`."""


def _ids(register: str) -> Callable[[Entry], Cell]:
    def cell(entry: Entry) -> Cell:
        ids = entry.book.agreement.ids
        return several(one.id for one in ids if one.register == register) or c.NOT_SAID

    return cell


def _other_ids(entry: Entry) -> Cell:
    known = set(REGISTERS.values())
    ids = (i for i in entry.book.agreement.ids if i.register not in known)
    return several(f"{one.register} {one.id}" for one in ids) or c.NOT_SAID


def _role(entry: Entry) -> str:
    party = entry.book.agreement.party(entry.party or "")
    return c.NOT_APPLICABLE if entry.party is None or party is None else party.role


def entry_columns(parties: Mapping[str, str]) -> tuple[Column[Entry], ...]:
    """Columns of a commitment and a party; `parties` are the ids that the texts declare."""
    return (
        Column("book", "words", "Name of the book.", lambda e: e.book.name),
        Column("title", "words", "Title of the agreement.", lambda e: e.book.agreement.title),
        *(
            Column(
                name,
                "words",
                f"What {register} calls the text, its conflict or its countries, as the text "
                f"says it.",
                _ids(register),
                missing=(c.NOT_SAID,),
            )
            for name, register in REGISTERS.items()
        ),
        Column(
            "other_ids",
            "words",
            "Ids in other registers, each behind the name of its register.",
            _other_ids,
            missing=(c.NOT_SAID,),
        ),
        Column("commitment", "words", "Id of the commitment.", lambda e: e.commitment.id),
        Column(
            "clause",
            "words",
            "Id of the sentence it comes from; one sentence can make several commitments.",
            lambda e: e.commitment.clause,
        ),
        Column(
            "kind",
            "code",
            "What kind of commitment it is.",
            lambda e: c.kind_of(e.commitment.terms),
            c.KINDS,
        ),
        Column(
            "basis",
            "code",
            "How well the words of the clause are known.",
            lambda e: e.commitment.basis.kind,
            c.BASES,
        ),
        Column(
            "phase",
            "words",
            "The phase the clause stands in.",
            lambda e: e.commitment.phase or c.NOT_APPLICABLE,
            missing=(c.NOT_APPLICABLE,),
        ),
        Column(
            "party",
            "code",
            "Who undertook it: one row for each.",
            lambda e: e.party or c.NOT_APPLICABLE,
            parties,
            (c.NOT_APPLICABLE,),
        ),
        Column(
            "party_role",
            "code",
            "What that party is under the text.",
            _role,
            c.ROLES,
            (c.NOT_APPLICABLE,),
        ),
        Column(
            "undertaken",
            "code",
            "Whether it was undertaken alone or jointly.",
            lambda e: "jointly" if len(e.commitment.liable) > 1 else "alone",
            c.UNDERTAKEN,
        ),
        Column(
            "owed_to",
            "words",
            "To whom it was undertaken.",
            lambda e: several(e.commitment.owed) or c.NOT_SAID,
            missing=(c.NOT_SAID,),
        ),
        Column(
            "unit",
            "words",
            "What is counted.",
            lambda e: getattr(e.commitment.terms, "thing", None) or c.NOT_APPLICABLE,
            missing=(c.NOT_APPLICABLE,),
        ),
    )


# --- in which account, under which reading, for which clocks --------------------------------


def _account_kind(asked: Asked) -> str:
    if asked.account in GENERAL:
        return "general"
    party = asked.book.agreement.party(asked.account)
    return "third party" if party is None else party.role


def _reading_kind(asked: Asked) -> str:
    if asked.reading is None:
        return "every reading"
    return "as written" if asked.reading == AS_WRITTEN else "named"


def _holders(asked: Asked) -> str:
    found = (r for r in asked.book.agreement.readings if r.name == asked.reading)
    return several(h for reading in found for h in reading.holders) or c.NOT_APPLICABLE


def _known(asked: Asked) -> Cell:
    known = asked.book.clocks.known
    return None if known is None else iso(known // MINUTES)


def asked_columns(accounts: Mapping[str, str]) -> tuple[Column[Asked], ...]:
    """Columns of the question; `accounts` are those the books have."""
    return (
        Column("account", "code", "Whose account is taken.", lambda a: a.account, accounts),
        Column(
            "account_kind", "code", "What kind of account that is.", _account_kind, c.ACCOUNT_KINDS
        ),
        Column(
            "reading",
            "words",
            "Which reading of disputed words is taken. Rows of a single reading stand only where "
            "its words bear on the commitment.",
            lambda a: "every reading" if a.reading is None else a.reading,
        ),
        Column("reading_kind", "code", "What kind of reading.", _reading_kind, c.READING_KINDS),
        Column(
            "reading_held_by",
            "words",
            "Who holds the reading.",
            _holders,
            missing=(c.NOT_APPLICABLE,),
        ),
        Column(
            "public",
            "day",
            "Only reports published by this day.",
            lambda a: None if a.book.clocks.public is None else iso(a.book.clocks.public),
            empty=f"{c.NOT_ASKED}: all of them",
        ),
        Column(
            "known",
            "day",
            "Only what had been entered into the record by the end of this day.",
            _known,
            empty=f"{c.NOT_ASKED}: all of it",
        ),
    )


# --- what the record is made of --------------------------------------------------------------

_SAID = "Reports bound to the commitment up to that day"


def _stated(recorded: Recorded) -> str:
    return "will not" if recorded.stated else "nothing"


def _reports(bounds: Sequence[Bound]) -> str:
    return several(bound.report.id for bound in bounds) or c.NOT_APPLICABLE


def _count(of: str, name: str) -> Callable[[Recorded], Cell]:
    def cell(recorded: Recorded) -> Cell:
        numbers: dict[str, int] = dict(getattr(recorded.composition, of))
        return numbers.get(name, 0)

    return cell


def _named(name: str) -> str:
    return f"reports_{name.replace(' ', '_')}"


def record_columns() -> tuple[Column[Recorded], ...]:
    """Columns of the record's make-up."""
    return (
        Column(
            "stated",
            "code",
            "What whoever undertook it said of not doing it, up to that day.",
            _stated,
            c.STATED,
        ),
        Column(
            "stated_in",
            "words",
            "Ids of the reports that say so.",
            lambda r: _reports(r.stated),
            missing=(c.NOT_APPLICABLE,),
        ),
        Column("reports", "number", f"{_SAID}.", lambda r: r.composition.reports),
        *(
            Column(_named(voice), "number", f"{_SAID}: {words}.", _count("by_voice", voice))
            for voice, words in VOICES.items()
        ),
        *(
            Column(_named(ground), "number", f"{_SAID}: {words}.", _count("by_ground", ground))
            for ground, words in GROUNDS.items()
        ),
        Column(
            "languages",
            "words",
            f"{_SAID}, by the language of their words: en 12; he 3.",
            lambda r: (
                several(f"{name} {n}" for name, n in r.composition.by_language) or c.NOT_KNOWN
            ),
            missing=(c.NOT_KNOWN,),
        ),
        Column(
            "reports_language_not_given",
            "number",
            f"{_SAID}: without a language.",
            lambda r: r.composition.language_not_given,
        ),
        Column(
            "asserters",
            "number",
            "How many speak in them; a speaker is one through whatever outlet.",
            lambda r: r.composition.asserters,
        ),
        Column("sources", "number", "Through how many sources.", lambda r: r.composition.sources),
        Column(
            "copies",
            "number",
            "Copies of a report of the same wire, which are no second voice.",
            lambda r: r.composition.copies,
        ),
    )


MADE: tuple[Column[Made], ...] = (
    Column("trucebook_version", "words", "Version of the program.", lambda m: m.version),
    Column(
        "book_hash",
        "words",
        "SHA-256 of the book's files, so that it can be told from another state of it.",
        lambda m: m.book.hash,
    ),
)


# --- codes that the texts declare -------------------------------------------------------------


def party_codes(books: Iterable[PanelBook]) -> dict[str, str]:
    """Everybody the texts declare, by id."""
    names: dict[str, dict[str, None]] = {}
    for book in books:
        for party in book.agreement.parties:
            names.setdefault(party.id, {})[party.name] = None
    return {name: several(found) for name, found in sorted(names.items())}


def account_codes(books: Iterable[PanelBook]) -> dict[str, str]:
    """Every account the books can have."""
    names = party_codes(books)
    return c.ACCOUNTS | {name: f"as {words} tells it" for name, words in names.items()}
