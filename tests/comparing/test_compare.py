"""Two texts held against each other: laws, and changes planted in every book that ships.

Source: spec/compare.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.books import SHIPPED, law
from tests.laws.swap import Swap
from trucebook.book import open_book, texts_at
from trucebook.comparing.compare import Difference, Text, compare, difference
from trucebook.comparing.named import names_of_texts
from trucebook.export.compare_to_json import compare_to_json
from trucebook.export.compare_to_text import compare_to_text
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    DayCame,
    Expectation,
    GoesOn,
    HandOver,
    Keep,
    Level,
    NothingSaid,
    Once,
    OnDate,
    Proviso,
    Quota,
)
from trucebook.model.from_syntax import understand
from trucebook.model.time import day_of
from trucebook.syntax import format_text, parse

BOOKS = pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
FAR = day_of("2031-05-17")


@cache
def signed(name: str) -> Agreement:
    folder = next(path for path in SHIPPED if path.name == name)
    return texts_at(open_book(folder), "signed")[0].agreement


def held(a: Agreement, b: Agreement) -> Difference:
    return difference(Text("one", None, a), Text("two", None, b))


# --- nothing is found where nothing differs ---------------------------------------------------


@law(40)
@given(st.sampled_from(SHIPPED), st.integers(1, 30))
def test_a_text_and_its_formatted_form_do_not_differ(folder: Any, spaces: int) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.truce")}
    spread = {
        name: text.replace("\n      ", "\n" + " " * (6 + spaces)) for name, text in texts.items()
    }
    formed = {name: format_text(parse(text, name)) for name, text in spread.items()}
    for one in (spread, formed):
        assert not held(understand(texts).agreement, understand(one).agreement).any


# --- planted changes --------------------------------------------------------------------------

Changed = tuple[Agreement, Callable[[Difference], bool]]


def with_one(agreement: Agreement, new: Commitment) -> Agreement:
    ones = tuple(new if one.id == new.id else one for one in agreement.commitments)
    return replace(agreement, commitments=ones)


def says(clause: str, aspect: str) -> Callable[[Difference], bool]:
    return lambda found: any(one.a.id == clause and aspect in one.aspects for one in found.matched)


def beside(words: str) -> Callable[[Difference], bool]:
    return lambda found: any(words in about for about, _, _ in found.beside)


def number(agreement: Agreement) -> Iterable[Changed]:
    for one in agreement.commitments:
        terms = one.terms
        counted = isinstance(terms, Quota | Level | Expectation)
        if counted and terms.number is not None:
            new = replace(terms, number=terms.number + 1)
        elif isinstance(terms, HandOver) and terms.steps and terms.steps[-1].cumulative is not None:
            last = replace(terms.steps[-1], cumulative=terms.steps[-1].cumulative + 1)
            new = replace(terms, steps=(*terms.steps[:-1], last))
        else:
            continue
        yield with_one(agreement, replace(one, terms=new)), says(one.clause, "amount")


def day(agreement: Agreement) -> Iterable[Changed]:
    for one in agreement.commitments:
        terms = one.terms
        if isinstance(terms, Once):
            new = replace(terms, due=OnDate(FAR))
        elif isinstance(terms, Keep | Quota):
            new = replace(terms, last=OnDate(FAR))
        else:
            continue
        yield with_one(agreement, replace(one, terms=new)), says(one.clause, "day")


def party(agreement: Agreement) -> Iterable[Changed]:
    for one in agreement.commitments:
        others = [p.id for p in agreement.parties if p.id not in one.liable]
        liable = tuple(others[:1]) or one.liable[:1]
        yield with_one(agreement, replace(one, liable=liable)), says(one.clause, "party")


def condition(agreement: Agreement) -> Iterable[Changed]:
    more = Proviso("if", DayCame(OnDate(FAR)))
    for one in agreement.commitments:
        new = replace(one, conditions=(*one.conditions, more))
        yield with_one(agreement, new), says(one.clause, "condition")


def removed(agreement: Agreement) -> Iterable[Changed]:
    for clause in sorted({one.clause for one in agreement.commitments}):
        kept = tuple(one for one in agreement.commitments if one.clause != clause)

        def gone(found: Difference, clause: str = clause) -> bool:
            return [one.id for one in found.only_a] == [clause]

        yield replace(agreement, commitments=kept), gone


def added(agreement: Agreement) -> Iterable[Changed]:
    for one in agreement.commitments:
        more = replace(
            one, id="planted", clause="planted", verb="plant", object="a tree", text="planted words"
        )
        whole = replace(agreement, commitments=(*agreement.commitments, more))
        yield whole, lambda found: [clause.id for clause in found.only_b] == ["planted"]


def reading(agreement: Agreement) -> Iterable[Changed]:
    for place, one in enumerate(agreement.readings):
        others = agreement.readings[:place] + agreement.readings[place + 1 :]
        yield replace(agreement, readings=others), beside(f"the reading '{one.name}'")


def term(agreement: Agreement) -> Iterable[Changed]:
    for phase in agreement.phases:
        new = replace(phase, days=(phase.days or 0) + 3)
        phases = tuple(new if one is phase else one for one in agreement.phases)
        yield replace(agreement, phases=phases), beside(f"the term of phase {phase.id}")


def otherwise(agreement: Agreement) -> Iterable[Changed]:
    for phase in agreement.phases:
        said = any(isinstance(then, NothingSaid) for then in phase.after)
        after = tuple(t for t in phase.after if not isinstance(t, NothingSaid))
        after = after if said else (*after, GoesOn(None, ()))
        phases = tuple(
            replace(one, after=after) if one is phase else one for one in agreement.phases
        )
        yield replace(agreement, phases=phases), beside(f"what follows phase {phase.id}")


KINDS = {
    kind.__name__: kind
    for kind in (number, day, party, condition, removed, added, reading, term, otherwise)
}


NONE_TO_CHANGE = {("lebanon-2024-11", kind) for kind in ("number", "term", "otherwise")}
"""Of these kinds the text of this book has nothing."""


@BOOKS
@pytest.mark.parametrize("kind", KINDS)
def test_planted_changes_are_found_and_named(folder: Any, kind: str) -> None:
    before = signed(folder.name)
    planted = list(KINDS[kind](before))
    assert bool(planted) is ((folder.name, kind) not in NONE_TO_CHANGE)
    for after, named in planted:
        found = held(before, after)
        assert found.any
        assert named(found)


@BOOKS
def test_a_clause_under_another_id_is_found(folder: Any) -> None:
    before = signed(folder.name)
    for clause in sorted({one.clause for one in before.commitments}):
        ones = tuple(
            replace(one, id=f"renamed{one.id.removeprefix(clause)}", clause="renamed")
            if one.clause == clause
            else one
            for one in before.commitments
        )
        found = held(before, replace(before, commitments=ones))
        # A twin of the same effect may take its place; but nothing is lost.
        assert len(found.matched) == len({one.clause for one in before.commitments})
        assert any(one.renamed for one in found.matched)


# --- neither text comes first -----------------------------------------------------------------


def turned(found: Any) -> Any:
    """An answer as JSON with its sides exchanged."""
    if isinstance(found, dict):
        names = {"a": "b", "b": "a", "only_a": "only_b", "only_b": "only_a"}
        return {names.get(key, key): turned(value) for key, value in found.items()}
    return [turned(one) for one in found] if isinstance(found, list) else found


def in_one_order(found: Any) -> Any:
    """Pairs come by the first side: their order says nothing."""
    for pair in found["pairs"]:
        pair["matched"].sort(key=lambda one: sorted((one["a"]["clause"], one["b"]["clause"])))
    found["pairs"].sort(key=lambda pair: json.dumps(pair, sort_keys=True))
    return found


@BOOKS
def test_exchanging_the_texts_exchanges_the_answer(folder: Any) -> None:
    book = open_book(folder)
    names = ["", *names_of_texts(book.agreement, book.proposals)]
    for one in names:
        for other in names:
            a, b = (one, texts_at(book, one)), (other, texts_at(book, other))
            here, there = compare_to_json(compare(a, b)), compare_to_json(compare(b, a))
            assert in_one_order(turned(there)) == in_one_order(here)


@law(60)
@given(st.data())
def test_exchanging_two_changed_texts_exchanges_what_is_found(data: st.DataObject) -> None:
    folder = data.draw(st.sampled_from(SHIPPED))
    before = signed(folder.name)
    kinds = data.draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=2))
    sides = []
    for kind in kinds:
        planted = [before, *(after for after, _ in KINDS[kind](before))]
        sides.append(data.draw(st.sampled_from(planted)))
    one, other = held(*sides), held(*reversed(sides))
    assert sorted((m.a.id, m.b.id, m.aspects, m.words) for m in one.matched) == sorted(
        (m.b.id, m.a.id, m.aspects, tuple((b, a) for a, b in m.words)) for m in other.matched
    )
    assert [c.id for c in one.only_a] == [c.id for c in other.only_b]
    assert [c.id for c in one.only_b] == [c.id for c in other.only_a]
    assert one.beside == tuple((about, b, a) for about, a, b in other.beside)


def sorted_everywhere(found: Any) -> Any:
    """What an answer says, whatever its order: names exchanged may stand in another one."""
    if isinstance(found, dict):
        return sorted((key, repr(sorted_everywhere(one))) for key, one in found.items())
    if isinstance(found, list):
        return sorted(repr(sorted_everywhere(one)) for one in found)
    return sorted(found.split()) if isinstance(found, str) else found


def test_exchanging_the_parties_exchanges_the_answer() -> None:
    swap = Swap(("israel", "hamas"), ("Israel", "Hamas"))
    a = signed("gaza-2025-01")
    book = open_book(next(path for path in SHIPPED if path.name == "gaza-2025-01"))
    for b in (book.agreement, *(one.agreement for one in book.proposals)):
        pairs = [(a, b), (swap(a), swap(b))]
        here, there = (
            compare_to_json(compare(("x", [Text("x", None, one)]), ("y", [Text("y", None, other)])))
            for one, other in pairs
        )
        assert sorted_everywhere(swap(here)) == sorted_everywhere(there)


# --- nothing is added, netted, ranked or preferred ----------------------------------------------

NUMBER = re.compile(r"\d[\d,]*")
WORDS = re.compile(r"\b(better|worse|fair|favou?rs?|total gain|net|score|prefer\w*|advantage)\b")


@BOOKS
def test_no_number_is_told_that_a_text_does_not_have(folder: Any) -> None:
    agreement = signed(folder.name)
    answer = compare(("x", [Text("x", None, agreement)]), ("y", [Text("y", None, agreement)]))
    for one in answer.a.alike:
        commitment = next(c for c in agreement.commitments if c.id == one.commitment)
        if isinstance(commitment.terms, HandOver) and len(commitment.terms.steps) > 1:
            continue  # parts are told as what is to be done in all by each day, by their own rule
        known = set(NUMBER.findall(commitment.text.replace(",", ""))) | {"24", "50", "100"}
        told = f"{one.what} {'' if isinstance(commitment.terms, HandOver) else one.amounts}"
        assert set(NUMBER.findall(told.replace(",", ""))) <= known, one


def test_no_word_prefers_a_text() -> None:
    folder = next(path for path in SHIPPED if path.name == "gaza-2025-01")
    book = open_book(folder)
    answer = compare(("a", texts_at(book, "signed")), ("b", texts_at(book, "revised")))
    page = compare_to_text(answer, details=True).replace(
        "Nothing is added up, weighed or preferred", ""
    )
    assert WORDS.findall(page) == []


def test_the_outline_of_march_2025_is_told_in_three_ways() -> None:
    """By hand, from gz25-127b, gz25-128, gz25-129a and gz25-129b."""
    folder = next(path for path in SHIPPED if path.name == "gaza-2025-01")
    texts = texts_at(open_book(folder), "outline")
    answer = compare(("a", texts), ("b", texts[:1]))
    by = {told.clause: dict(told.by) for told in answer.a.disagreed}
    press, israel, sources = (
        *("Times of Israel", "Israeli prime minister's office"),
        "unnamed sources of The National",
    )
    first = {who: entries[0].what for who, entries in by["first"].items() if entries}
    assert first == {
        press: "release 10 living hostages",
        israel: "release 5 living hostages",
        sources: "release 11 living hostages",
    }
    assert [who for who, entries in by["truce"].items() if entries is None] == [sources]
    assert [who for who, entries in by["dead"].items() if entries] == [sources]
    assert not answer.a.alike


def test_the_revised_proposal_fits_a_screen() -> None:
    """What each side would do, and where the descriptions disagree, in 80 columns."""
    folder = next(path for path in SHIPPED if path.name == "gaza-2025-01")
    book = open_book(folder)
    answer = compare(("a", texts_at(book, "signed")), ("b", texts_at(book, "revised")))
    lines = compare_to_text(answer, day_of("2025-03-02")).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 41
    by = {told.clause: dict(told.by) for told in answer.b.disagreed}
    assert set(by) == {"lasting", "rest", "truce"}
    assert by["truce"]["Daily Star"] is None
    assert {one.clause for one in answer.b.alike} == {"first"}
