"""The lossless tree of a text: what is written, with where it stands.

    Tree ── items, in order              everything between them is white space
      ├─ Title, Zone, DayLine, Source, IdsLine, BasisLine, Roster, Count   the head
      ├─ PhaseHead, ThroughoutHead                                what clauses stand under
      ├─ InForce, Ended                  of an amendment: from when, and what is over
      ├─ AgreementEnds                   when the agreement as a whole is over
      ├─ Clause ── Sentence ── parts     one commitment, one sentence
      ├─ AfterBlock ── AfterLine         what follows a phase
      ├─ ReadingLine                     the same words understood in another way
      ├─ NamesHead, NamesLine            the names table
      ├─ RecordLine, WatchLine           the record
      ├─ CommentLine                     a comment on lines of its own
      └─ Unreadable                      kept as written; diagnostics say why

A comment inside an item is inside its span. What the words mean is the model's business.
Source: spec/language/grammar.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.syntax.parts import Condition, Duration, Part, Quoted, Ref, When
from trucebook.syntax.span import Span
from trucebook.syntax.tree_demands import (
    Atom,
    Atoms,
    DemandLine,
    EncodedLine,
    OutcomeLine,
    RuleWords,
)
from trucebook.syntax.tree_head import (
    AgreementEnds,
    Axis,
    Basis,
    BasisLine,
    Count,
    DayLine,
    IdElsewhere,
    IdsLine,
    InForce,
    Instrument,
    Longer,
    PhaseHead,
    Roster,
    Somebody,
    Source,
    ThroughoutHead,
    Title,
    Zone,
)
from trucebook.syntax.tree_record import (
    Field,
    NamesHead,
    NamesLine,
    Naming,
    RecordLine,
    WatchLine,
    Written,
)
from trucebook.syntax.tree_tallies import TallyLine, ToldBy


@dataclass(frozen=True, slots=True)
class Sentence:
    """Who shall, shall not or may do what.

    Shape: `leads` are the conditions before the subject, `parts` all that follows the modal word,
    in order; `subjects` is empty after `it is expected that`.
    """

    leads: tuple[Part, ...]
    subjects: tuple[Written, ...]
    modal: Literal["shall", "shall not", "may", "expect"]
    parts: tuple[Part, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Original:
    """`original en "…"`: the words of the instrument."""

    language: str
    words: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """`note "…"`: the drafter's remark."""

    words: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unconditional:
    """`unconditional`: nothing holds it back."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """`accepted by un`: somebody who is no party has taken this duty on."""

    by: tuple[Written, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Picked:
    """`picked by alpha`: who has the say over the names."""

    by: Written
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """`listed in "Annex 1"`: where the names stand."""

    source: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """`only in "…"`: the one instrument the sentence stands in."""

    title: str
    span: Span = field(compare=False)


Closing = Basis | Original | Note | Unconditional | Accepted | Picked | Listed | OnlyIn


@dataclass(frozen=True, slots=True)
class Clause:
    """One commitment: its id, the clause it comes from, its sentence, what is said about it."""

    id: str
    citation: str | None
    sentence: Sentence
    closings: tuple[Closing, ...]
    span: Span = field(compare=False)
    id_span: Span = field(compare=False)
    change: Literal["replaced", "added"] | None = None
    """In an amendment: what the sentence does to the agreement."""


@dataclass(frozen=True, slots=True)
class Ended:
    """`[pay] ends.`: in an amendment, a clause that is over, and what is said about that."""

    id: str
    citation: str | None
    closings: tuple[Closing, ...]
    span: Span = field(compare=False)
    id_span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class PhaseBegins:
    """`phase two begins`."""

    phase: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class GoOn:
    """`[halt] and [aid] go on`, or `all of phase one goes on` (then `refs` is empty)."""

    refs: tuple[Ref, ...]
    all_of: str | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """`nothing is said`."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Renews:
    """`phase one renews for 120 days`; `once` says one time only.

    `ahead` is how long before the end it is asked whether it does not.
    """

    phase: str
    duration: Duration
    once: bool
    span: Span = field(compare=False)
    ahead: Duration | None = None


@dataclass(frozen=True, slots=True)
class AfterLine:
    """`once …: …`, `while …: …`, `unless …: …`, `otherwise: …`. `condition` is None for that.

    `until` is for `until …: …`, which holds while the condition does not.
    """

    condition: Condition | None
    then: PhaseBegins | GoOn | NothingSaid | Renews
    span: Span = field(compare=False)
    until: bool = False


@dataclass(frozen=True, slots=True)
class AfterBlock:
    """`after phase one`, and what follows it."""

    phase: str
    lines: tuple[AfterLine, ...]
    span: Span = field(compare=False)
    phase_span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A reading: `day 0 is 19 January 2025`."""

    number: int
    is_: When
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class EachSideSays:
    """A reading of "in talks": `only while each side says so`."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class UntilThen:
    """A reading of "in talks": `until [terms] is met`."""

    condition: Condition
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """`reading "from day 0", held by hamas, of [phil]: …`."""

    name: str
    holders: tuple[Written, ...]
    of: tuple[Ref | Quoted, ...]
    change: OtherDay | EachSideSays | UntilThen | Sentence
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment on a line of its own."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be read, kept as written."""

    span: Span = field(compare=False)
    row: bool = False
    """It is a row of the record, without which the agreement still stands."""


Item = (
    Title
    | Instrument
    | Zone
    | DayLine
    | Source
    | IdsLine
    | BasisLine
    | Roster
    | Count
    | PhaseHead
    | ThroughoutHead
    | InForce
    | AgreementEnds
    | Clause
    | Ended
    | AfterBlock
    | ReadingLine
    | NamesHead
    | NamesLine
    | RecordLine
    | WatchLine
    | OutcomeLine
    | EncodedLine
    | DemandLine
    | TallyLine
    | CommentLine
    | Unreadable
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A text and what stands in it, in order. Between items there is only white space."""

    file: str
    text: str
    items: tuple[Item, ...]


__all__ = [
    "Accepted",
    "AfterBlock",
    "AfterLine",
    "AgreementEnds",
    "Atom",
    "Atoms",
    "Axis",
    "Basis",
    "BasisLine",
    "Clause",
    "Closing",
    "CommentLine",
    "Count",
    "DayLine",
    "DemandLine",
    "EachSideSays",
    "EncodedLine",
    "Ended",
    "Field",
    "GoOn",
    "IdElsewhere",
    "IdsLine",
    "InForce",
    "Instrument",
    "Item",
    "Listed",
    "Longer",
    "NamesHead",
    "NamesLine",
    "Naming",
    "Note",
    "NothingSaid",
    "OnlyIn",
    "Original",
    "OtherDay",
    "OutcomeLine",
    "PhaseBegins",
    "PhaseHead",
    "Picked",
    "ReadingLine",
    "RecordLine",
    "Renews",
    "Roster",
    "RuleWords",
    "Sentence",
    "Somebody",
    "Source",
    "TallyLine",
    "ThroughoutHead",
    "Title",
    "ToldBy",
    "Tree",
    "Unconditional",
    "Unreadable",
    "UntilThen",
    "WatchLine",
    "Written",
    "Zone",
]
